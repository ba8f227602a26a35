//! What a route tells of itself beside method and path: which query and headers it reads, what body it takes, what it answers.
//!
//! Written behind the route in its noun's table, read by the OpenAPI document. Shapes are named by their types, so a shape is told once;
//! in debug builds a handler that reads another body or query parameter than its route tells is a fault.

use super::routes::Route;
use nahtlos_wire::schema::{Described, Schemas};
use serde_json::Value;

/// A shape that can be told.
pub(crate) type Shape = fn(&mut Schemas) -> Value;

/// A body that is taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    pub media: &'static str,
    pub shape: Shape,
    /// The name of the shape's type.
    pub of: fn() -> &'static str,
    pub required: bool,
}

/// An answer with its status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reply {
    pub status: u16,
    /// Media type; empty: there is no body.
    pub media: &'static str,
    /// The shape of JSON; other media are bytes.
    pub shape: Option<Shape>,
}

/// Most answers that are told one by one.
const MOST: usize = 8;

/// What a route tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// Names of the query, each with `:integer`, `:boolean`, `:country` or `:segment` behind it where it is
    /// not just any text, and `!` where it must be given.
    pub query: &'static str,
    pub headers: &'static str,
    pub body: Option<Body>,
    pub replies: [Option<Reply>; MOST],
    /// Refusals beside those that every route of its kind has.
    pub refuses: &'static [u16],
}

impl Told {
    /// Nothing told yet.
    pub(crate) const NOTHING: Self = Self {
        query: "",
        headers: "",
        body: None,
        replies: [None; MOST],
        refuses: &[],
    };

    /// Whether anything is told of the answers.
    pub(crate) fn is_something(&self) -> bool {
        self.replies[0].is_some() || !self.refuses.is_empty()
    }

    /// Whether a handler may read a body as this type: the one that is told, or plain JSON.
    pub(crate) fn lets_read<T>(&self) -> bool {
        let of = std::any::type_name::<T>();
        let told = self
            .body
            .is_some_and(|body| (body.of)() == of || of == std::any::type_name::<Value>());
        told || !self.is_something()
    }
}

const JSON: &str = "application/json";

impl Route {
    /// Whether what it takes and answers is told; a test names those of which nothing is.
    pub fn is_told(&self) -> bool {
        self.told.is_something()
    }

    /// Reads these names of the query: `"size:integer filter term_duration!"`.
    pub(crate) const fn asks(mut self, query: &'static str) -> Self {
        self.told.query = query;
        self
    }

    /// Reads these headers beside those that all routes read.
    pub(crate) const fn hears(mut self, headers: &'static str) -> Self {
        self.told.headers = headers;
        self
    }

    /// Takes a body of JSON.
    pub(crate) const fn takes<T: Described>(self) -> Self {
        self.body::<T>(JSON, true)
    }

    /// Takes a body of JSON if there is one.
    pub(crate) const fn may_take<T: Described>(self) -> Self {
        self.body::<T>(JSON, false)
    }

    /// Takes a body of another media type.
    pub(crate) const fn body<T: Described>(mut self, media: &'static str, required: bool) -> Self {
        self.told.body = Some(Body {
            media,
            shape: T::schema,
            of: std::any::type_name::<T>,
            required,
        });
        self
    }

    const fn reply(mut self, reply: Reply) -> Self {
        let mut at = 0;
        while self.told.replies[at].is_some() {
            at += 1;
        }
        self.told.replies[at] = Some(reply);
        self
    }

    /// Answers JSON with a status.
    pub(crate) const fn answers<T: Described>(self, status: u16) -> Self {
        self.reply(Reply {
            status,
            media: JSON,
            shape: Some(T::schema),
        })
    }

    /// Answers JSON with 200.
    pub(crate) const fn ok<T: Described>(self) -> Self {
        self.answers::<T>(200)
    }

    /// Answers JSON with 201.
    pub(crate) const fn creates<T: Described>(self) -> Self {
        self.answers::<T>(201)
    }

    /// Answers bytes of a media type.
    pub(crate) const fn media(self, status: u16, media: &'static str) -> Self {
        self.reply(Reply {
            status,
            media,
            shape: None,
        })
    }

    /// Answers pages for people.
    pub(crate) const fn pages(mut self, statuses: &'static [u16]) -> Self {
        let mut at = 0;
        while at < statuses.len() {
            self = self.media(statuses[at], "text/html");
            at += 1;
        }
        self
    }

    /// Takes a form of a page.
    pub(crate) const fn form<T: Described>(self) -> Self {
        self.body::<T>("application/x-www-form-urlencoded", true)
    }

    /// Answers nothing but a status.
    pub(crate) const fn empty(self, status: u16) -> Self {
        self.media(status, "")
    }

    /// Answers 204.
    pub(crate) const fn nothing(self) -> Self {
        self.empty(204)
    }

    /// Refuses with these statuses too.
    pub(crate) const fn refuses(mut self, statuses: &'static [u16]) -> Self {
        self.told.refuses = statuses;
        self
    }
}

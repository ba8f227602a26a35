//! Types as the tables write them (`array<X>`, `{a,b[{c}]}`, `datetime|null`), read into something to check by.
//!
//! What is not understood is taken as anything: the tables are written for people.

use std::collections::BTreeMap;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Any,
    Text,
    /// One of these words.
    Enum(Vec<String>),
    Guid,
    Integer,
    Number,
    Boolean,
    Datetime,
    Array(Box<Kind>),
    /// Members, and whether others may be there.
    Object(BTreeMap<String, Kind>, bool),
    /// A resource of the tables; else these members.
    Named(String, Option<Box<Kind>>),
}

/// Reads a type.
pub(crate) fn read(text: &str) -> Kind {
    Reader { rest: text }.kind()
}

/// Whether null may stand there.
pub(crate) fn nullable(text: &str) -> bool {
    text.contains("null") || text.trim_end().ends_with('?')
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn trim(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, sign: char) -> bool {
        self.trim();
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn word(&mut self) -> &'a str {
        self.trim();
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || "@_-".contains(c)))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Leaves out everything before the next of these signs at this depth.
    fn skip_to(&mut self, signs: &str) {
        let mut depth = 0;
        for (at, c) in self.rest.char_indices() {
            if depth == 0 && signs.contains(c) {
                self.rest = &self.rest[at..];
                return;
            }
            depth += i32::from("{[<(".contains(c)) - i32::from("}]>)".contains(c));
        }
        self.rest = "";
    }

    fn members_here(&mut self) -> Option<Kind> {
        self.rest.trim_start().starts_with('{').then(|| self.members())
    }

    fn kind(&mut self) -> Kind {
        if let Some(members) = self.members_here() {
            return members;
        }
        match self.word() {
            "array" => Kind::Array(Box::new(self.items())),
            "object" => self.members_here().unwrap_or(Kind::Any),
            "string" if self.rest.starts_with("(guid)") => Kind::Guid,
            "string" if self.rest.starts_with("(datetime)") => Kind::Datetime,
            "string" | "date" => Kind::Text,
            "enum" => self.words(),
            "integer" | "int" => Kind::Integer,
            "number" => Kind::Number,
            "boolean" => Kind::Boolean,
            "datetime" => Kind::Datetime,
            "" => Kind::Any,
            name => Kind::Named(name.to_owned(), self.members_here().map(Box::new)),
        }
    }

    /// The words of an enum that is written out; else any text.
    fn words(&mut self) -> Kind {
        let end = self.rest.find(|c| ",;()<>{}[]|".contains(c)).unwrap_or(self.rest.len());
        let words: Vec<String> = self.rest[..end].split_whitespace().map(str::to_owned).collect();
        if words.len() < 2 || words.iter().any(|word| word == "or" || word.contains('"')) {
            return Kind::Text;
        }
        Kind::Enum(words)
    }

    fn items(&mut self) -> Kind {
        if self.eat('<') {
            let kind = self.kind();
            self.skip_to(">");
            self.eat('>');
            return kind;
        }
        if self.eat('(') {
            return self.kind();
        }
        self.members_here().unwrap_or(Kind::Any)
    }

    fn members(&mut self) -> Kind {
        let (mut members, mut open) = (BTreeMap::new(), false);
        self.eat('{');
        while !self.eat('}') && !self.rest.is_empty() {
            let name = self.word().to_owned();
            if self.rest.starts_with("...") {
                open = true;
            }
            self.eat('?');
            let kind = if self.eat('[') {
                let inner = self.members_here().unwrap_or(Kind::Any);
                self.skip_to("]");
                self.eat(']');
                Kind::Array(Box::new(inner))
            } else if self.eat(':') {
                self.kind()
            } else {
                self.members_here().unwrap_or(Kind::Any)
            };
            self.skip_to(",}");
            self.eat(',');
            if !name.is_empty() {
                members.insert(name, kind);
            }
        }
        Kind::Object(members, open)
    }
}

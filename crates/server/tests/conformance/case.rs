//! One operation as it is asked: request, expected answer, and one documented error. Tables in `cases/` are made of these.
//!
//! `<name>` in a path or body stands for a fact of the stage; `keep` adds a fact from the answer. A case decides nothing itself.

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The first partner's admin agent.
    Admin,
    /// The first partner's application alone.
    App,
    /// An admin agent of a sandbox's partner.
    Sandbox,
    /// An indirect provider's admin agent.
    Provider,
    /// The other partner's admin agent.
    Rival,
    /// The customer's administrator at Graph.
    Graph,
    /// The partner's administrator at Graph, in its own directory.
    OwnGraph,
    /// Somebody without a token.
    Nobody,
}

/// A request and the status that must come back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) who: Who,
    /// `METHOD path`.
    pub(crate) line: &'static str,
    /// JSON; `form:` and `multipart:` begin other kinds.
    pub(crate) body: &'static str,
    pub(crate) status: u16,
}

/// One operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) area: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) ask: Request,
    /// The answer: `Collection<X>`, `Seek<X>`, `array<X>`, `value<X>` (Graph), `X`, `text`, or nothing.
    pub(crate) shape: &'static str,
    pub(crate) wrong: Option<(Request, &'static str)>,
    pub(crate) keep: [Option<(&'static str, &'static str)>; 3],
    pub(crate) because: &'static str,
}

/// A case by the first partner's admin agent.
pub(crate) const fn case(
    area: &'static str,
    operation: &'static str,
    line: &'static str,
    body: &'static str,
    status: u16,
    shape: &'static str,
) -> Case {
    let ask = Request {
        who: Who::Admin,
        line,
        body,
        status,
    };
    Case {
        area,
        operation,
        ask,
        shape,
        wrong: None,
        keep: [None; 3],
        because: "",
    }
}

impl Case {
    /// Somebody else asks; what is asked wrongly afterwards is asked by them, too.
    pub(crate) const fn by(mut self, who: Who) -> Self {
        self.ask.who = who;
        self
    }

    /// What is refused, and with which code.
    pub(crate) const fn wrong(mut self, line: &'static str, body: &'static str, status: u16, code: &'static str) -> Self {
        let who = self.ask.who;
        self.wrong = Some((Request { who, line, body, status }, code));
        self
    }

    /// Somebody is refused; the request is the same.
    pub(crate) const fn not_by(mut self, who: Who, status: u16, code: &'static str) -> Self {
        let Request { line, body, .. } = self.ask;
        self.wrong = Some((Request { who, line, body, status }, code));
        self
    }

    /// Keeps a member of the answer as a fact.
    pub(crate) const fn keep(mut self, name: &'static str, pointer: &'static str) -> Self {
        let mut at = 0;
        while self.keep[at].is_some() {
            at += 1;
        }
        self.keep[at] = Some((name, pointer));
        self
    }

    /// Why the answer is not what the table of operations says.
    pub(crate) const fn because(mut self, reason: &'static str) -> Self {
        self.because = reason;
        self
    }
}

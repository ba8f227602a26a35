//! Reads a `$filter`: the subset that clients use, checked against the kind of resource.
//!
//! `or` binds less than `and`, both less than `not`. What a property does not take is refused with its name; nothing is guessed.

use super::{
    expr::{Expr, Literal, Op, Side},
    kind::{Can, Schema},
    lex::{Word, words},
};
use crate::api::{graph::said, problem::Problem};
use nahtlos_model::instants::Instant;

/// Deepest nesting.
const DEPTH: usize = 20;

/// Reads a filter for a kind of resource.
pub(crate) fn parse(text: &str, schema: &dyn Schema) -> Result<Expr, Problem> {
    let words = words(text).map_err(said::filter)?;
    let mut parser = Parser {
        words: &words,
        at: 0,
        schema,
        lambda: None,
    };
    let expr = parser.or(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(word) => Err(said::filter(format!("there is something behind its end: {}", shown(word)))),
    }
}

/// A lambda's variable and what it stands for.
struct Lambda<'w> {
    variable: &'w str,
    property: &'static str,
    can: Can,
}

struct Parser<'w, 's> {
    words: &'w [Word],
    at: usize,
    schema: &'s dyn Schema,
    lambda: Option<Lambda<'w>>,
}

fn shown(word: &Word) -> String {
    match word {
        Word::Bare(text) => text.clone(),
        Word::Text(text) => format!("'{text}'"),
        Word::Open => "(".to_owned(),
        Word::Close => ")".to_owned(),
        Word::Comma => ",".to_owned(),
        Word::Slash => "/".to_owned(),
        Word::Colon => ":".to_owned(),
    }
}

impl<'w> Parser<'w, '_> {
    fn peek(&self) -> Option<&'w Word> {
        self.words.get(self.at)
    }

    fn next(&mut self) -> Option<&'w Word> {
        let word = self.words.get(self.at);
        self.at += 1;
        word
    }

    fn is(&self, ahead: usize, text: &str) -> bool {
        matches!(self.words.get(self.at + ahead), Some(Word::Bare(word)) if word.eq_ignore_ascii_case(text))
    }

    fn expect(&mut self, wanted: &Word) -> Result<(), Problem> {
        match self.next() {
            Some(word) if word == wanted => Ok(()),
            Some(word) => Err(said::filter(format!("{} was expected, not {}", shown(wanted), shown(word)))),
            None => Err(said::filter(format!("{} was expected at its end", shown(wanted)))),
        }
    }

    fn bare(&mut self) -> Result<&'w str, Problem> {
        match self.next() {
            Some(Word::Bare(text)) => Ok(text),
            Some(word) => Err(said::filter(format!("a name was expected, not {}", shown(word)))),
            None => Err(said::filter("a name was expected at its end")),
        }
    }

    fn or(&mut self, depth: usize) -> Result<Expr, Problem> {
        let mut left = self.and(depth)?;
        while self.is(0, "or") {
            self.at += 1;
            left = Expr::Or(Box::new(left), Box::new(self.and(depth)?));
        }
        Ok(left)
    }

    fn and(&mut self, depth: usize) -> Result<Expr, Problem> {
        let mut left = self.unary(depth)?;
        while self.is(0, "and") {
            self.at += 1;
            left = Expr::And(Box::new(left), Box::new(self.unary(depth)?));
        }
        Ok(left)
    }

    fn unary(&mut self, depth: usize) -> Result<Expr, Problem> {
        if depth > DEPTH {
            return Err(said::filter(format!("it is nested more than {DEPTH} deep")));
        }
        if self.is(0, "not") {
            self.at += 1;
            return Ok(Expr::Not(Box::new(self.unary(depth + 1)?)));
        }
        if self.peek() == Some(&Word::Open) {
            self.at += 1;
            let inner = self.or(depth + 1)?;
            self.expect(&Word::Close)?;
            return Ok(inner);
        }
        if self.words.get(self.at + 1) == Some(&Word::Open) {
            return self.function();
        }
        self.comparison(depth)
    }

    /// `startsWith(displayName,'a')`.
    fn function(&mut self) -> Result<Expr, Problem> {
        let name = self.bare()?;
        self.expect(&Word::Open)?;
        let (side, can, property) = self.side()?;
        let (starts, ends) = (name.eq_ignore_ascii_case("startswith"), name.eq_ignore_ascii_case("endswith"));
        let takes = match can {
            Can::Text => starts,
            Can::Mail => starts || ends,
            _ => false,
        };
        if !takes {
            return Err(said::filter_unsupported(property, self.schema.resource()));
        }
        self.expect(&Word::Comma)?;
        let text = match self.next() {
            Some(Word::Text(text)) => text.to_lowercase(),
            _ => return Err(said::filter(format!("'{name}' needs a text in quotes"))),
        };
        self.expect(&Word::Close)?;
        Ok(match starts {
            true => Expr::StartsWith(side, text),
            false => Expr::EndsWith(side, text),
        })
    }

    /// The thing compared, what it can, and the property's name for errors.
    fn side(&mut self) -> Result<(Side, Can, &'static str), Problem> {
        let name = self.bare()?;
        if let Some(lambda) = &self.lambda
            && name == lambda.variable
        {
            let (property, can) = (lambda.property, lambda.can);
            return match (self.peek(), can) {
                (Some(Word::Slash), Can::Objects(members)) => {
                    self.at += 1;
                    let member = self.bare()?;
                    let found = members.iter().find(|(m, _)| m.eq_ignore_ascii_case(member));
                    let (member, can) = found.ok_or_else(|| said::no_property(member, property))?;
                    Ok((Side::Member(member), *can, property))
                }
                (_, Can::Texts) => Ok((Side::Element, Can::Mail, property)),
                _ => Err(said::filter_unsupported(property, self.schema.resource())),
            };
        }
        // A member of a property, by its path.
        if let (Some(Word::Slash), Some(Word::Bare(inner))) = (self.peek(), self.words.get(self.at + 1))
            && let Some((path, can)) = self.schema.find(&format!("{name}/{inner}"))
        {
            self.at += 2;
            return Ok((Side::Property(path), can, path));
        }
        let found = self.schema.find(name);
        let (property, can) = found.ok_or_else(|| said::no_property(name, self.schema.kind_name()))?;
        if self.peek() == Some(&Word::Slash) && self.is(1, "$count") && matches!(can, Can::Objects(_) | Can::Texts) {
            self.at += 2;
            return Ok((Side::Count(property), Can::Number, property));
        }
        Ok((Side::Property(property), can, property))
    }

    fn comparison(&mut self, depth: usize) -> Result<Expr, Problem> {
        let (side, can, property) = self.side()?;
        if self.peek() == Some(&Word::Slash) {
            self.at += 1;
            return self.any(property, can, depth);
        }
        let operator = self.bare()?;
        if operator.eq_ignore_ascii_case("in") {
            return self.list(side, can, property);
        }
        let op = match operator.to_ascii_lowercase().as_str() {
            "eq" => Op::Eq,
            "ne" => Op::Ne,
            "gt" => Op::Gt,
            "ge" => Op::Ge,
            "lt" => Op::Lt,
            "le" => Op::Le,
            _ => return Err(said::filter(format!("'{operator}' is no operator"))),
        };
        let ordered = !matches!(op, Op::Eq | Op::Ne);
        let literal = self.literal(can, property)?;
        if ordered && (!matches!(can, Can::Time | Can::Number) || literal == Literal::Null) {
            return Err(said::filter_unsupported(property, self.schema.resource()));
        }
        Ok(Expr::Compare(side, op, literal))
    }

    /// `in ('a','b')`.
    fn list(&mut self, side: Side, can: Can, property: &'static str) -> Result<Expr, Problem> {
        self.expect(&Word::Open)?;
        let mut literals = vec![self.literal(can, property)?];
        while self.peek() == Some(&Word::Comma) {
            self.at += 1;
            literals.push(self.literal(can, property)?);
        }
        self.expect(&Word::Close)?;
        Ok(Expr::In(side, literals))
    }

    /// `any(x:x/skuId eq …)` or `any()`.
    fn any(&mut self, property: &'static str, can: Can, depth: usize) -> Result<Expr, Problem> {
        let unsupported = || said::filter_unsupported(property, self.schema.resource());
        if !matches!(can, Can::Objects(_) | Can::Texts) || self.lambda.is_some() || !self.is(0, "any") {
            return Err(unsupported());
        }
        self.at += 1;
        self.expect(&Word::Open)?;
        if self.peek() == Some(&Word::Close) {
            self.at += 1;
            return Ok(Expr::Any(property, None));
        }
        let variable = self.bare()?;
        self.expect(&Word::Colon)?;
        self.lambda = Some(Lambda { variable, property, can });
        let condition = self.or(depth + 1);
        self.lambda = None;
        self.expect_after(condition, property)
    }

    fn expect_after(&mut self, condition: Result<Expr, Problem>, property: &'static str) -> Result<Expr, Problem> {
        let condition = condition?;
        self.expect(&Word::Close)?;
        Ok(Expr::Any(property, Some(Box::new(condition))))
    }

    fn literal(&mut self, can: Can, property: &'static str) -> Result<Literal, Problem> {
        let word = self.next().ok_or_else(|| said::filter("a value was expected at its end"))?;
        let wrong = |kind: &str| said::filter(format!("'{property}' is compared with {kind}, not with {}", shown(word)));
        if let Word::Bare(text) = word
            && text.eq_ignore_ascii_case("null")
            && !matches!(can, Can::Nothing | Can::Number)
        {
            return Ok(Literal::Null);
        }
        match (can, word) {
            (Can::Text | Can::Mail, Word::Text(text)) => Ok(Literal::Text(text.to_lowercase())),
            (Can::Text | Can::Mail, Word::Bare(text)) if uuid::Uuid::try_parse(text).is_ok() => Ok(Literal::Text(text.to_lowercase())),
            (Can::Text | Can::Mail, _) => Err(wrong("a text in single quotes")),
            (Can::Flag, Word::Bare(text)) if text.eq_ignore_ascii_case("true") => Ok(Literal::Bool(true)),
            (Can::Flag, Word::Bare(text)) if text.eq_ignore_ascii_case("false") => Ok(Literal::Bool(false)),
            (Can::Flag, _) => Err(wrong("true or false")),
            (Can::Number, Word::Bare(text)) => text.parse().map(Literal::Int).map_err(|_| wrong("a whole number")),
            (Can::Number, _) => Err(wrong("a whole number")),
            (Can::Time, Word::Bare(text) | Word::Text(text)) => text
                .parse::<Instant>()
                .map(Literal::Time)
                .map_err(|_| wrong("a time such as 2026-01-01T00:00:00Z")),
            _ => Err(said::filter_unsupported(property, self.schema.resource())),
        }
    }
}

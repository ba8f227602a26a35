//! A filter that was read: whether it holds for a thing, what of it an index can answer, and what of it needs the advanced way.
//!
//! Made by the parser. Texts compare without regard to letter case; a comparison with nothing never holds, but for `ne`.

use nahtlos_model::instants::Instant;
use serde_json::Value;

/// Values of a thing's properties, by canonical name.
pub(crate) type Values<'a> = &'a dyn Fn(&'static str) -> Value;

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

/// A value in a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    /// In lower case.
    Text(String),
    Time(Instant),
}

/// What is compared: the thing's own property, a member of an element, or the element itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Side {
    Property(&'static str),
    /// How many elements a property has.
    Count(&'static str),
    Member(&'static str),
    Element,
}

/// A filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Compare(Side, Op, Literal),
    In(Side, Vec<Literal>),
    StartsWith(Side, String),
    EndsWith(Side, String),
    /// One element fits; without a condition: there is one.
    Any(&'static str, Option<Box<Expr>>),
}

impl Expr {
    /// Whether it holds for a thing.
    pub(crate) fn holds(&self, values: Values<'_>) -> bool {
        self.holds_for(values, &Value::Null)
    }

    fn holds_for(&self, values: Values<'_>, element: &Value) -> bool {
        let side = |side: &Side| match side {
            Side::Property(name) => values(name),
            Side::Count(name) => Value::from(values(name).as_array().map_or(0, Vec::len)),
            Side::Member(name) => element.get(name).cloned().unwrap_or(Value::Null),
            Side::Element => element.clone(),
        };
        match self {
            Self::And(a, b) => a.holds_for(values, element) && b.holds_for(values, element),
            Self::Or(a, b) => a.holds_for(values, element) || b.holds_for(values, element),
            Self::Not(a) => !a.holds_for(values, element),
            Self::Compare(of, op, literal) => compares(&side(of), *op, literal),
            Self::In(of, literals) => {
                let value = side(of);
                literals.iter().any(|literal| compares(&value, Op::Eq, literal))
            }
            Self::StartsWith(of, text) => side(of).as_str().is_some_and(|v| v.to_lowercase().starts_with(text)),
            Self::EndsWith(of, text) => side(of).as_str().is_some_and(|v| v.to_lowercase().ends_with(text)),
            Self::Any(name, condition) => match (values(name), condition) {
                (Value::Array(elements), Some(condition)) => elements.iter().any(|element| condition.holds_for(values, element)),
                (Value::Array(elements), None) => !elements.is_empty(),
                _ => false,
            },
        }
    }

    /// The values of which a property must have one, if the filter says so: what an index by that property can answer.
    pub(crate) fn one_of(&self, property: &str) -> Option<Vec<&str>> {
        fn text(literal: &Literal) -> Option<&str> {
            match literal {
                Literal::Text(text) => Some(text.as_str()),
                _ => None,
            }
        }
        match self {
            Self::And(a, b) => a.one_of(property).or_else(|| b.one_of(property)),
            Self::Compare(Side::Property(name), Op::Eq, literal) if *name == property => text(literal).map(|t| vec![t]),
            Self::In(Side::Property(name), literals) if *name == property => literals.iter().map(text).collect(),
            _ => None,
        }
    }

    /// The value that a member of one element of a collection must have, if the filter says so.
    pub(crate) fn element(&self, collection: &str, member: &str) -> Option<&str> {
        match self {
            Self::And(a, b) => a.element(collection, member).or_else(|| b.element(collection, member)),
            Self::Any(name, Some(condition)) if *name == collection => match &**condition {
                Self::Compare(Side::Member(of), Op::Eq, Literal::Text(text)) if *of == member => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it says nothing but that one element's member has a value.
    pub(crate) fn is_element(&self, collection: &str, member: &str) -> bool {
        matches!(self, Self::Any(..)) && self.element(collection, member).is_some()
    }

    /// Whether it asks for a property.
    pub(crate) fn names(&self, property: &str) -> bool {
        let of = |side: &Side| matches!(side, Side::Property(name) | Side::Count(name) if *name == property);
        match self {
            Self::And(a, b) | Self::Or(a, b) => a.names(property) || b.names(property),
            Self::Not(a) => a.names(property),
            Self::Compare(side, ..) | Self::In(side, _) | Self::StartsWith(side, _) | Self::EndsWith(side, _) => of(side),
            Self::Any(name, _) => *name == property,
        }
    }

    /// What of it is answered in the advanced way only, as a word for the error.
    pub(crate) fn advanced(&self) -> Option<&'static str> {
        match self {
            Self::And(a, b) | Self::Or(a, b) => a.advanced().or_else(|| b.advanced()),
            Self::Not(_) => Some("The operator 'not'"),
            Self::Compare(_, Op::Ne, _) => Some("The operator 'ne'"),
            Self::Compare(Side::Count(_), ..) => Some("A filter by '$count'"),
            Self::Compare(_, _, Literal::Null) => Some("A comparison with 'null'"),
            Self::EndsWith(..) => Some("The function 'endsWith'"),
            Self::Any("assignedPlans", _) => Some("A filter by 'assignedPlans'"),
            Self::Any(_, Some(condition)) => condition.advanced(),
            _ => None,
        }
    }
}

fn compares(value: &Value, op: Op, literal: &Literal) -> bool {
    let order = match (value, literal) {
        (Value::Null, Literal::Null) => Some(std::cmp::Ordering::Equal),
        (Value::String(value), Literal::Text(text)) => Some(value.to_lowercase().as_str().cmp(text)),
        (Value::Bool(value), Literal::Bool(wanted)) => Some(value.cmp(wanted)),
        (Value::Number(value), Literal::Int(wanted)) => value.as_i64().map(|v| v.cmp(wanted)),
        (Value::String(value), Literal::Time(wanted)) => value.parse::<Instant>().ok().map(|v| v.cmp(wanted)),
        _ => None,
    };
    match (op, order) {
        (Op::Ne, order) => order.is_none_or(std::cmp::Ordering::is_ne),
        (_, None) => false,
        (Op::Eq, Some(order)) => order.is_eq(),
        (Op::Gt, Some(order)) => order.is_gt(),
        (Op::Ge, Some(order)) => order.is_ge(),
        (Op::Lt, Some(order)) => order.is_lt(),
        (Op::Le, Some(order)) => order.is_le(),
    }
}

//! The `filter` of a list's query: JSON such as `{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}`, or two of them joined.
//!
//! Used by list operations of server and client. Which fields may be filtered is the operation's matter.

use crate::{
    body::{self, BodyProblem, Limits},
    tolerant,
};
use serde::{Deserialize, Serialize};

spelled! {
    pub enum FilterOperator {
        Equals = "equals", NotEquals = "not_equals", GreaterThan = "greater_than", GreaterThanOrEquals = "greater_than_or_equals",
        LessThan = "less_than", LessThanOrEquals = "less_than_or_equals", Substring = "substring", And = "and", Or = "or",
        StartsWith = "starts_with", NotStartsWith = "not_starts_with",
    }
}

/// A condition on one field, or two joined by `and` or `or`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Sent", into = "Sent")]
pub enum Filter {
    /// One field compared with a value.
    Field {
        field: String,
        value: String,
        operator: FilterOperator,
    },
    /// Both (`and`) or either (`or`).
    Joined {
        operator: FilterOperator,
        left: Box<Filter>,
        right: Box<Filter>,
    },
}

impl Filter {
    /// A condition on one field.
    pub fn field(field: &str, operator: FilterOperator, value: impl Into<String>) -> Self {
        Self::Field {
            field: field.to_owned(),
            value: value.into(),
            operator,
        }
    }

    /// Both conditions.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::Joined {
            operator: FilterOperator::And,
            left: Box::new(self),
            right: Box::new(other),
        }
    }

    /// Reads the query's value, already percent-decoded.
    pub fn parse(text: &str) -> Result<Self, BodyProblem> {
        body::parse_as(text.as_bytes(), &Limits::default()).map_err(|mut problem| {
            let message = problem.message.replacen("The body", "It", 1);
            problem.message = format!("The query parameter `filter` is wrong: {message}");
            problem
        })
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Sent {
    #[serde(default, alias = "field", skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default, alias = "value", skip_serializing_if = "Option::is_none", deserialize_with = "value")]
    value: Option<String>,
    #[serde(alias = "operator")]
    operator: FilterOperator,
    #[serde(default, alias = "leftFilter", skip_serializing_if = "Option::is_none")]
    left_filter: Option<Box<Filter>>,
    #[serde(default, alias = "rightFilter", skip_serializing_if = "Option::is_none")]
    right_filter: Option<Box<Filter>>,
}

fn value<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    tolerant::text_or_number(d).map(Some)
}

impl TryFrom<Sent> for Filter {
    type Error = &'static str;

    fn try_from(sent: Sent) -> Result<Self, &'static str> {
        let joins = matches!(sent.operator, FilterOperator::And | FilterOperator::Or);
        match (joins, sent.field, sent.value, sent.left_filter, sent.right_filter) {
            (true, None, None, Some(left), Some(right)) => Ok(Self::Joined {
                operator: sent.operator,
                left,
                right,
            }),
            (true, ..) => Err("`and` and `or` need LeftFilter and RightFilter"),
            (false, Some(field), Some(value), None, None) => Ok(Self::Field {
                field,
                value,
                operator: sent.operator,
            }),
            (false, ..) => Err("a filter needs Field, Value and Operator"),
        }
    }
}

impl From<Filter> for Sent {
    fn from(filter: Filter) -> Self {
        let (operator, field, value, left_filter, right_filter) = match filter {
            Filter::Field { field, value, operator } => (operator, Some(field), Some(value), None, None),
            Filter::Joined { operator, left, right } => (operator, None, None, Some(left), Some(right)),
        };
        Self {
            field,
            value,
            operator,
            left_filter,
            right_filter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_read_in_both_spellings_and_come_back() {
        let wanted = Filter::field("CompanyName", FilterOperator::StartsWith, "cont");
        for text in [
            r#"{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}"#,
            r#"{"field":"CompanyName","value":"cont","operator":"StartsWith"}"#,
        ] {
            assert_eq!(Filter::parse(text).unwrap(), wanted);
        }
        let joined = wanted.clone().and(Filter::field("Domain", FilterOperator::Equals, "a.example"));
        assert_eq!(Filter::parse(&serde_json::to_string(&joined).unwrap()).unwrap(), joined);
        let written = serde_json::to_string(&wanted).unwrap();
        assert_eq!(written, r#"{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}"#);
    }

    #[test]
    fn half_filters_are_refused() {
        for text in [
            "",
            "CompanyName",
            "{}",
            r#"{"Field":"A","Operator":"equals"}"#,
            r#"{"Operator":"and","LeftFilter":{"Field":"A","Value":"b","Operator":"equals"}}"#,
            r#"{"Field":"A","Value":"b","Operator":"about"}"#,
        ] {
            let problem = Filter::parse(text).unwrap_err();
            assert!(problem.message.starts_with("The query parameter `filter` is wrong"), "{problem}");
        }
    }
}

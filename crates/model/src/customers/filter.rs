//! Conditions on the rows of a partner's list of customers: by name, by domain, by the other partner involved.
//!
//! Made by whoever reads a request, kept inside of continuation tokens, asked row by row. Letter case never counts.

use crate::estate::word_enum;
use serde::{Deserialize, Serialize};

word_enum!(
    /// What a condition looks at.
    Field {
        /// The company's name.
        CompanyName = "name",
        /// The default domain.
        Domain = "domain",
        /// The indirect reseller, or the provider through whom it is.
        Through = "through",
    }
);

word_enum!(
    /// How it is compared.
    Comparison {
        /// The same.
        Equals = "eq",
        /// Another.
        NotEquals = "ne",
        /// After it in order.
        Greater = "gt",
        /// After it or the same.
        GreaterOrEqual = "ge",
        /// Before it in order.
        Less = "lt",
        /// Before it or the same.
        LessOrEqual = "le",
        /// Has it somewhere.
        Contains = "in",
        /// Begins with it.
        StartsWith = "sw",
        /// Begins otherwise.
        NotStartsWith = "ns",
    }
);

/// A condition, or two joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filter {
    /// One field compared with a text in lower case.
    #[serde(rename = "t")]
    Test(Field, Comparison, String),
    /// Both hold.
    #[serde(rename = "a")]
    And(Box<Filter>, Box<Filter>),
    /// Either holds.
    #[serde(rename = "o")]
    Or(Box<Filter>, Box<Filter>),
}

/// A row, in lower case.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The company's name.
    pub name: &'a str,
    /// The default domain.
    pub domain: &'a str,
    /// The other partner's tenant; empty: none.
    pub through: &'a str,
}

impl Filter {
    /// A condition on one field.
    pub fn test(field: Field, comparison: Comparison, value: &str) -> Self {
        Self::Test(field, comparison, value.to_lowercase())
    }

    /// Whether a row fulfils it.
    pub fn accepts(&self, row: Row<'_>) -> bool {
        match self {
            Self::And(one, other) => one.accepts(row) && other.accepts(row),
            Self::Or(one, other) => one.accepts(row) || other.accepts(row),
            Self::Test(field, comparison, value) => {
                let text = match field {
                    Field::CompanyName => row.name,
                    Field::Domain => row.domain,
                    Field::Through => row.through,
                };
                let value = value.as_str();
                match comparison {
                    Comparison::Equals => text == value,
                    Comparison::NotEquals => text != value,
                    Comparison::Greater => text > value,
                    Comparison::GreaterOrEqual => text >= value,
                    Comparison::Less => text < value,
                    Comparison::LessOrEqual => text <= value,
                    Comparison::Contains => text.contains(value),
                    Comparison::StartsWith => text.starts_with(value),
                    Comparison::NotStartsWith => !text.starts_with(value),
                }
            }
        }
    }

    /// What every accepted row's name begins with, where the condition says so: the list can be read by name then.
    pub fn name_prefix(&self) -> Option<&str> {
        match self {
            Self::Test(Field::CompanyName, Comparison::StartsWith | Comparison::Equals, value) => Some(value),
            Self::And(one, other) => one.name_prefix().or_else(|| other.name_prefix()),
            Self::Test(..) | Self::Or(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_join_and_a_sure_prefix_is_found() {
        let row = Row {
            name: "contoso gmbh",
            domain: "contoso.example",
            through: "r",
        };
        let name = |c, v| Filter::test(Field::CompanyName, c, v);
        let both = |a, b| Filter::And(Box::new(a), Box::new(b));
        let either = |a, b| Filter::Or(Box::new(a), Box::new(b));
        assert!(name(Comparison::StartsWith, "CONT").accepts(row));
        assert!(!name(Comparison::NotStartsWith, "CONT").accepts(row));
        assert!(name(Comparison::Contains, "so g").accepts(row) && name(Comparison::Greater, "contoso").accepts(row));
        let mixed = both(
            Filter::test(Field::Through, Comparison::Equals, "R"),
            name(Comparison::StartsWith, "con"),
        );
        assert!(mixed.accepts(row));
        assert_eq!(mixed.name_prefix(), Some("con"));
        let loose = either(mixed.clone(), Filter::test(Field::Domain, Comparison::StartsWith, "con"));
        assert!(loose.accepts(row));
        assert_eq!(loose.name_prefix(), None, "the other side may accept other names");
    }
}

//! Kinds of resources: their properties, how each is read from a thing of ours, when it is shown, and what filters it takes.
//!
//! Every resource lists its properties once, in a table; `$select`, `$filter` and answers all read that table.

use super::expr::Expr;
use crate::api::context::View;
use serde_json::{Map, Value};

/// When a property is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Always.
    Default,
    /// When it is selected.
    Selected,
    /// When it is selected, of one resource at a time.
    Single,
    /// Never: a member of another property, such as `customer/tenantId`, by which can be filtered.
    Never,
}

/// What filters a property takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Can {
    /// None.
    Nothing,
    /// `eq`, `ne`, `in`, `startsWith`, nothing.
    Text,
    /// As a text, and `endsWith`.
    Mail,
    /// `eq`, `ne`.
    Flag,
    /// `eq`, `ne` and orders, with numbers.
    Number,
    /// `eq` and orders, with times.
    Time,
    /// A list of texts: `any` with `eq`, `startsWith`, `endsWith`.
    Texts,
    /// A list of objects: `any` with its members, and `$count`.
    Objects(&'static [(&'static str, Can)]),
}

/// A property of a resource made of a `T`.
#[derive(Debug)]
pub(crate) struct Property<T: 'static> {
    pub name: &'static str,
    pub shown: Shown,
    pub can: Can,
    /// Reads it; the name is the property's own, for those that are kept by name.
    pub get: fn(&T, &View, &'static str) -> Value,
}

/// A kind of resource.
#[derive(Debug)]
pub(crate) struct Kind<T: 'static> {
    /// Type, such as `microsoft.graph.user`.
    pub name: &'static str,
    /// As errors name it, such as `User`.
    pub resource: &'static str,
    pub properties: &'static [Property<T>],
}

/// What a filter needs to know of a kind.
pub(crate) trait Schema {
    /// A property's canonical name and what it can.
    fn find(&self, name: &str) -> Option<(&'static str, Can)>;
    /// Type.
    fn kind_name(&self) -> &'static str;
    /// As errors name it.
    fn resource(&self) -> &'static str;
}

impl<T> Kind<T> {
    /// A property, in any letter case.
    pub(crate) fn property(&self, name: &str) -> Option<&'static Property<T>> {
        self.properties.iter().find(|p| p.name.eq_ignore_ascii_case(name))
    }

    /// The properties that are shown where nothing is selected.
    pub(crate) fn defaults(&self) -> Vec<&'static Property<T>> {
        self.properties.iter().filter(|p| p.shown == Shown::Default).collect()
    }

    /// Whether a filter holds for a thing.
    pub(crate) fn fits(&self, thing: &T, view: &View, filter: Option<&Expr>) -> bool {
        let value = |name: &'static str| self.property(name).map_or(Value::Null, |p| (p.get)(thing, view, p.name));
        filter.is_none_or(|filter| filter.holds(&value))
    }

    /// A thing as the wire has it.
    pub(crate) fn show(&self, thing: &T, view: &View, properties: &[&'static Property<T>]) -> Map<String, Value> {
        let value = |p: &&'static Property<T>| (p.name.to_owned(), (p.get)(thing, view, p.name));
        properties.iter().map(value).collect()
    }
}

impl<T> Schema for Kind<T> {
    fn find(&self, name: &str) -> Option<(&'static str, Can)> {
        self.property(name).map(|p| (p.name, p.can))
    }

    fn kind_name(&self) -> &'static str {
        self.name
    }

    fn resource(&self) -> &'static str {
        self.resource
    }
}

/// A property that is always shown.
pub(crate) const fn shown<T>(name: &'static str, can: Can, get: fn(&T, &View, &'static str) -> Value) -> Property<T> {
    Property {
        name,
        shown: Shown::Default,
        can,
        get,
    }
}

/// A property that is shown when it is selected.
pub(crate) const fn selected<T>(name: &'static str, can: Can, get: fn(&T, &View, &'static str) -> Value) -> Property<T> {
    Property {
        name,
        shown: Shown::Selected,
        can,
        get,
    }
}

/// A property that is shown when it is selected, of one resource at a time.
pub(crate) const fn single<T>(name: &'static str, get: fn(&T, &View, &'static str) -> Value) -> Property<T> {
    Property {
        name,
        shown: Shown::Single,
        can: Can::Nothing,
        get,
    }
}

/// A member of a property, named with a slash, that filters can ask for and nobody selects.
pub(crate) const fn member<T>(name: &'static str, can: Can, get: fn(&T, &View, &'static str) -> Value) -> Property<T> {
    Property {
        name,
        shown: Shown::Never,
        can,
        get,
    }
}

/// Nothing is known here.
pub(crate) fn nothing<T>(_: &T, _: &View, _: &'static str) -> Value {
    Value::Null
}

/// A list that is always empty here.
pub(crate) fn none<T>(_: &T, _: &View, _: &'static str) -> Value {
    Value::Array(Vec::new())
}

//! Answers against the tables: envelope, names of members, types of values.
//!
//! Finds everything that does not fit and says where; never decides whether that matters.

use crate::{
    kinds::{self, Kind},
    own::OWN,
    reference::Fields,
};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The tables, and what was found.
pub(crate) struct Shapes<'a> {
    pub(crate) resources: &'a HashMap<String, Fields>,
    pub(crate) found: Vec<String>,
}

impl Shapes<'_> {
    /// Checks a whole answer.
    pub(crate) fn answer(&mut self, shape: &str, body: &Value) {
        let inner = |prefix: &str| {
            shape
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_suffix('>'))
                .map(str::to_owned)
        };
        if let Some(of) = inner("Collection<") {
            self.collection(&of, body, false);
        } else if let Some(of) = inner("Seek<") {
            self.collection(&of, body, true);
        } else if let Some(of) = inner("value<") {
            self.graph(&of, body);
        } else {
            self.kind(&kinds::read(shape), body, shape, false);
            if body.as_array().is_some_and(Vec::is_empty) {
                self.found.push(format!("{shape}: the list is empty, so nothing was seen"));
            }
        }
    }

    fn miss(&mut self, place: &str, what: &str, value: &Value) {
        let shown: String = value.to_string().chars().take(120).collect();
        self.found.push(format!("{place}: {what}, found {shown}"));
    }

    fn collection(&mut self, of: &str, body: &Value, seek: bool) {
        let items = body["items"].as_array().cloned().unwrap_or_default();
        if !body["items"].is_array() || body["totalCount"].as_u64() != Some(items.len() as u64) {
            self.miss("Collection", "items and their totalCount are wanted", body);
        }
        if body["attributes"]["objectType"] != "Collection" {
            self.miss("Collection.attributes", "objectType Collection is wanted", &body["attributes"]);
        }
        for (name, value) in body.as_object().into_iter().flatten() {
            match name.as_str() {
                "items" | "totalCount" | "attributes" => {}
                "links" => self.links("Collection.links", value),
                "continuationToken" if seek => self.kind(&Kind::Text, value, "Collection.continuationToken", false),
                _ => self.miss(&format!("Collection.{name}"), "no such member", value),
            }
        }
        self.each(of, &items);
    }

    fn each(&mut self, of: &str, items: &[Value]) {
        if items.is_empty() && !crate::own::EMPTY.contains(&of) {
            self.found.push(format!("{of}: the list is empty, so nothing was seen"));
        }
        for item in items {
            self.kind(&kinds::read(of), item, of, false);
        }
    }

    fn graph(&mut self, of: &str, body: &Value) {
        let items = body["value"].as_array().cloned().unwrap_or_default();
        if !body["value"].is_array() || !body["@odata.context"].is_string() {
            self.miss("GraphCollection", "value and @odata.context are wanted", body);
        }
        for (name, value) in body.as_object().into_iter().flatten() {
            if !["value", "@odata.context", "@odata.nextLink", "@odata.count"].contains(&name.as_str()) {
                self.miss(&format!("GraphCollection.{name}"), "no such member", value);
            }
        }
        self.each(of, &items);
    }

    fn links(&mut self, place: &str, value: &Value) {
        let Some(links) = value.as_object() else {
            return self.miss(place, "an object is wanted", value);
        };
        for (name, link) in links {
            let whole = ["method", "uri"].iter().all(|part| link[*part].is_string()) && link["headers"].is_array();
            if !whole && name != "learnMore" {
                self.miss(&format!("{place}.{name}"), "uri, method and headers are wanted", link);
            }
        }
    }

    fn kind(&mut self, kind: &Kind, value: &Value, place: &str, null: bool) {
        if null && value.is_null() {
            return;
        }
        let fits = match kind {
            Kind::Any => true,
            Kind::Text => value.is_string(),
            Kind::Enum(words) => value.as_str().is_some_and(|text| words.iter().any(|word| word == text)),
            Kind::Guid => value.as_str().is_some_and(guid),
            Kind::Integer => value.is_i64() || value.is_u64(),
            Kind::Number => value.is_number(),
            Kind::Boolean => value.is_boolean(),
            Kind::Datetime => value.as_str().is_some_and(datetime),
            Kind::Array(of) => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.kind(of, item, &format!("{place}[{at}]"), false);
                }
                value.is_array()
            }
            Kind::Object(members, open) => {
                let listed = |name: &str| members.get(name).map(|kind| (kind.clone(), true));
                self.members(place, value, *open, &listed)
            }
            Kind::Named(name, members) => return self.named(name, members.as_deref(), value, place),
        };
        if !fits {
            self.miss(place, &format!("{kind:?} is wanted"), value);
        }
    }

    fn named(&mut self, name: &str, members: Option<&Kind>, value: &Value, place: &str) {
        let resources = self.resources;
        match (name, resources.get(name), members) {
            ("ResourceLinks", ..) => self.links(place, value),
            (_, Some(fields), _) => {
                let listed = |field: &str| fields.get(field).map(|text| (kinds::read(text), kinds::nullable(text)));
                if !self.members(name, value, false, &listed) {
                    self.miss(place, &format!("{name} is wanted"), value);
                }
                for required in crate::own::required(name) {
                    if value.get(required).is_none() {
                        self.found.push(format!("{name}.{required}: is missing"));
                    }
                }
            }
            (_, None, Some(members)) => self.kind(members, value, place, false),
            (_, None, None) => self.found.push(format!("{place}: no table has the resource {name}")),
        }
    }

    fn members(&mut self, place: &str, value: &Value, open: bool, listed: &dyn Fn(&str) -> Option<(Kind, bool)>) -> bool {
        let nothing = Map::new();
        for (name, member) in value.as_object().unwrap_or(&nothing) {
            let here = format!("{place}.{name}");
            if name == "links" {
                self.links(&here, member);
            } else if let Some((kind, null)) = listed(name) {
                self.kind(&kind, member, &here, null);
            } else if !(open || name.starts_with("@odata.") || OWN.iter().any(|own| own.0 == first_of_each(&here))) {
                self.miss(&here, "is not listed", member);
            }
        }
        value.is_object()
    }
}

/// A place with the first member of each list, whichever it is: what holds of one holds of all.
fn first_of_each(place: &str) -> String {
    let mut parts = place.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| match part.split_once(']') {
        Some((_, rest)) => format!("{all}[0]{rest}"),
        None => format!("{all}[{part}"),
    })
}

fn guid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, c)| {
            if [8, 13, 18, 23].contains(&at) {
                c == '-'
            } else {
                c.is_ascii_hexdigit()
            }
        })
}

fn datetime(text: &str) -> bool {
    let sign = |at: usize| text.as_bytes().get(at).copied();
    text.len() >= 19 && [4, 7].iter().all(|at| sign(*at) == Some(b'-')) && sign(10) == Some(b'T') && text[..4].parse::<u16>().is_ok()
}

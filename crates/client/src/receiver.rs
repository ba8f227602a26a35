//! Hearing webhooks: which deliveries are new, which came before, and which come after a later one.
//!
//! Used by programs that take deliveries in. A service delivers at least once and in any order, so an event is a reason to look, never
//! the state itself. It must never grow without bounds: of what was heard, the newest are remembered.

use crate::Error;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet, VecDeque};

/// What is remembered of a receiver's past, unless another number is given.
const REMEMBERED: usize = 10_000;

/// An event as it was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// Its name, for example `subscription-updated`.
    pub name: String,
    /// What it is about.
    pub resource: String,
    /// The audit entry that it comes from; empty: none.
    pub audit: String,
    /// When the resource changed, as the service wrote it.
    pub changed: String,
}

/// What a delivery is to the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Not heard before: look at the resource.
    New,
    /// Delivered before: there is nothing to do.
    Repeated,
    /// Not heard before, but a later change of the same resource was: whoever looked then has seen this change, too.
    Overtaken,
}

/// A receiver with its memory.
#[derive(Debug)]
pub struct Receiver {
    most: usize,
    heard: HashSet<Event>,
    order: VecDeque<Event>,
    latest: HashMap<String, String>,
}

impl Default for Receiver {
    fn default() -> Self {
        Self::remembering(REMEMBERED)
    }
}

impl Receiver {
    /// One that remembers so many events.
    pub fn remembering(most: usize) -> Self {
        Self {
            most: most.max(1),
            heard: HashSet::new(),
            order: VecDeque::new(),
            latest: HashMap::new(),
        }
    }

    /// Takes a delivery's body in, whose signature has been verified: the event, and what it is to this receiver.
    pub fn hear(&mut self, body: &[u8]) -> Result<(Event, Heard), Error> {
        let event = Event::read(body)?;
        if self.heard.contains(&event) {
            return Ok((event, Heard::Repeated));
        }
        if self.order.len() == self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.heard.remove(&oldest);
            // Of a resource nothing is remembered longer than its last event.
            if self.latest.get(&oldest.resource) == Some(&oldest.changed) {
                self.latest.remove(&oldest.resource);
            }
        }
        self.heard.insert(event.clone());
        self.order.push_back(event.clone());
        let known = self.latest.get(&event.resource);
        // Written alike, by one service: the texts are in the order of the times.
        let overtaken = !event.changed.is_empty() && known.is_some_and(|latest| *latest > event.changed);
        if overtaken {
            return Ok((event, Heard::Overtaken));
        }
        self.latest.insert(event.resource.clone(), event.changed.clone());
        Ok((event, Heard::New))
    }
}

impl Event {
    fn read(body: &[u8]) -> Result<Self, Error> {
        let unusable = |what: String| Error::Reply {
            what: format!("the delivery cannot be read: {what}"),
            request_id: String::new(),
        };
        let members: Map<String, Value> = serde_json::from_slice(body).map_err(|error| unusable(error.to_string()))?;
        // Services write PascalCase, tools that pass events on may not.
        let text = |name: &str| {
            let found = members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.and_then(|(_, value)| value.as_str()).unwrap_or_default().to_owned()
        };
        let event = Self {
            name: text("EventName"),
            resource: text("ResourceUri"),
            audit: text("AuditUri"),
            changed: text("ResourceChangeUtcDate"),
        };
        match event.name.is_empty() {
            true => Err(unusable("it has no EventName".to_owned())),
            false => Ok(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(audit: u32, resource: &str, second: u32) -> Vec<u8> {
        format!(
            r#"{{"EventName":"subscription-updated","ResourceUri":"{resource}","ResourceName":"subscription","AuditUri":"https://c/{audit}","ResourceChangeUtcDate":"2026-01-16T16:19:{second:02}.3520276+00:00"}}"#
        )
        .into_bytes()
    }

    fn heard(receiver: &mut Receiver, body: &[u8]) -> Heard {
        receiver.hear(body).unwrap().1
    }

    #[test]
    fn a_delivery_that_comes_again_is_known() {
        let mut receiver = Receiver::default();
        assert_eq!(heard(&mut receiver, &body(1, "a", 1)), Heard::New);
        assert_eq!(heard(&mut receiver, &body(1, "a", 1)), Heard::Repeated);
        assert_eq!(
            heard(&mut receiver, &body(2, "a", 1)),
            Heard::New,
            "another change at the same moment"
        );
    }

    #[test]
    fn one_that_was_overtaken_is_told_apart() {
        let mut receiver = Receiver::default();
        assert_eq!(heard(&mut receiver, &body(2, "a", 9)), Heard::New);
        assert_eq!(heard(&mut receiver, &body(1, "a", 8)), Heard::Overtaken);
        assert_eq!(heard(&mut receiver, &body(1, "a", 8)), Heard::Repeated);
        assert_eq!(heard(&mut receiver, &body(3, "b", 8)), Heard::New, "another resource");
    }

    #[test]
    fn memory_is_bounded() {
        let mut receiver = Receiver::remembering(3);
        for n in 0..100 {
            assert_eq!(heard(&mut receiver, &body(n, &n.to_string(), 1)), Heard::New);
        }
        assert_eq!((receiver.heard.len(), receiver.order.len(), receiver.latest.len()), (3, 3, 3));
    }

    #[test]
    fn what_is_no_event_is_an_error() {
        for bad in ["", "[]", "{}", r#"{"EventName":7}"#] {
            let error = Receiver::default().hear(bad.as_bytes()).unwrap_err();
            assert!(error.to_string().contains("delivery"), "{error}");
        }
    }
}

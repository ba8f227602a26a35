//! What a caller prefers: the header `Prefer`, which may say how much is answered and how large pages are.
//!
//! Used by creating, changing and listing operations. A preference that is not known is passed over, as RFC 7240 wants.

use crate::api::{answer::Answer, ask::Ask};

/// The value of a preference; empty where it has none.
pub(crate) fn value(ask: &Ask, name: &str) -> Option<String> {
    let all = ask.headers.get_all("prefer").iter().filter_map(|v| v.to_str().ok());
    let mut preferences = all.flat_map(|header| header.split([',', ';']));
    preferences.find_map(|preference| {
        let (found, value) = preference.split_once('=').unwrap_or((preference, ""));
        let value = value.trim().trim_matches('"');
        found.trim().eq_ignore_ascii_case(name).then(|| value.to_owned())
    })
}

/// Whether the caller wants nothing (`minimal`) or everything (`representation`) of what was written.
fn wants(ask: &Ask, what: &str) -> bool {
    value(ask, "return").is_some_and(|v| v.eq_ignore_ascii_case(what))
}

/// Whether a creation is to answer nothing.
pub(crate) fn minimal(ask: &Ask) -> bool {
    wants(ask, "minimal")
}

/// Whether a change is to answer the whole thing.
pub(crate) fn representation(ask: &Ask) -> bool {
    wants(ask, "representation")
}

/// Says that a preference was followed.
pub(crate) fn applied(answer: Answer, followed: bool, preference: &str) -> Answer {
    match followed {
        true => answer.with("preference-applied", preference),
        false => answer,
    }
}

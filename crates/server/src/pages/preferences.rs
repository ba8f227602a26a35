//! Language and look, remembered by the browser; and the clock of a sandbox.

use super::{
    cookies::{LANGUAGE, THEME, YEAR, write},
    frame::Trouble,
    table::page,
    visit::{THEMES, Visit},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_report::Lang;
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Anybody, Write, "POST", "/preferences", choose),
    page!(Signed, Write, "POST", "/columns", super::lists::choose),
    page!(Signed, Write, "POST", "/sandbox-clock", turn),
];

/// A way back on this host; anything else leads to the dashboard.
pub(super) fn back(visit: &Visit) -> String {
    local(visit.form.text("back")).unwrap_or("/").to_owned()
}

/// A path of this host.
pub(super) fn local(path: &str) -> Option<&str> {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    plain.then_some(path)
}

async fn choose(visit: Visit) -> Result<Answer, Trouble> {
    if let Some(wanted) = visit.form.some("tenant") {
        // Another organisation has other things: one begins at its first page.
        return Ok(visit.switched(wanted, see("/")).unwrap_or_else(|| see(back(&visit))));
    }
    let mut answer = see(back(&visit));
    if let Some(lang) = visit.form.some("language").and_then(Lang::of_tag) {
        answer = answer.with("set-cookie", write(LANGUAGE, lang.tag(), visit.is_tls(), Some(YEAR)));
    }
    match visit.form.some("theme") {
        Some(theme) if THEMES.contains(&theme) => {
            answer = answer.with("set-cookie", write(THEME, theme, visit.is_tls(), Some(YEAR)));
        }
        Some(_) => answer = answer.with("set-cookie", write(THEME, "", visit.is_tls(), Some(0))),
        None => {}
    }
    Ok(answer)
}

/// Turns the clock of a sandbox: by days, or to a day.
async fn turn(visit: Visit) -> Result<Answer, Trouble> {
    let form = &visit.form;
    let body = match (form.some("days"), form.some("date")) {
        (Some(days), _) => json!({ "advance": format!("P{days}D") }),
        (None, Some(date)) => json!({ "set": format!("{date}T00:00:00Z") }),
        (None, None) => return Ok(see(back(&visit))),
    };
    visit.send("POST", "/sandbox/v1/clock").with(&body).json().await?;
    Ok(visit.saying(see(back(&visit)), "clock"))
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn the_way_back_stays_on_this_host() {
        assert_eq!(local("/customers?q=a"), Some("/customers?q=a"));
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:x",
            "/a\r\nb",
        ] {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }
}

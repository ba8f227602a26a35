//! Reads pages as a browser would, strictly: every element is closed where it was opened, every attribute is quoted. Used by the
//! tests of pages. It knows nothing of what a page should say.

pub(crate) mod samples;
pub(crate) mod views;

use std::collections::{BTreeMap, BTreeSet};

/// Elements that have no content.
const VOID: [&str; 5] = ["meta", "link", "input", "br", "rect"];

/// An element with its attributes and the elements around it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Indices of the elements around it, the outermost first.
    pub(crate) around: Vec<usize>,
    /// The text directly or indirectly inside of it.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every element of a page, in the order of their beginnings; the error says where it is not well formed.
pub(crate) fn read(html: &str) -> Result<Vec<Element>, String> {
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>").ok_or("does not begin with its type")?;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        for index in &open {
            all[*index].text.push_str(text);
        }
        let (tag, after) = tag(&rest[at + 1..]).ok_or_else(|| format!("a tag without end: {:.80}", &rest[at..]))?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let index = open.pop().ok_or_else(|| format!("</{name}> closes nothing"))?;
            if all[index].name != name {
                return Err(format!("</{name}> closes <{}>", all[index].name));
            }
            continue;
        }
        let element = element(tag.trim_end_matches('/'), &open)?;
        let closes = VOID.contains(&element.name.as_str()) || tag.ends_with('/');
        nested(&element, &all)?;
        all.push(element);
        if !closes {
            open.push(all.len() - 1);
        }
    }
    match open.last() {
        None => Ok(all),
        Some(index) => Err(format!("<{}> is not closed", all[*index].name)),
    }
}

/// A tag without its brackets, and what follows. A `>` inside of quotes ends nothing.
fn tag(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = text.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })?;
    Some((&text[..end], &text[end + 1..]))
}

fn element(tag: &str, open: &[usize]) -> Result<Element, String> {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(format!("<{tag:.80}> is no element"));
    }
    let mut attributes = BTreeMap::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = &rest[..end];
        if key.is_empty() || !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':') {
            return Err(format!("<{tag:.200}>: attribute {key:?}"));
        }
        rest = &rest[end..];
        let value = if let Some(after) = rest.strip_prefix("=\"") {
            let (value, after) = after.split_once('"').ok_or("an attribute without end")?;
            rest = after;
            value
        } else if rest.starts_with('=') {
            return Err(format!("<{tag:.80}>: {key} without quotes"));
        } else {
            ""
        };
        if value.contains('<') {
            return Err(format!("<{tag:.80}>: {key} has a bare <"));
        }
        if attributes.insert(key.to_owned(), value.to_owned()).is_some() {
            return Err(format!("<{tag:.80}>: {key} twice"));
        }
    }
    Ok(Element {
        name: name.to_owned(),
        attributes,
        around: open.to_vec(),
        text: String::new(),
    })
}

/// What a browser would silently put elsewhere.
fn nested(element: &Element, all: &[Element]) -> Result<(), String> {
    let around = |name: &str| element.around.iter().any(|index| all[*index].name == name);
    let parent = element.around.last().map_or("", |index| all[*index].name.as_str());
    let name = element.name.as_str();
    let block = [
        "p", "div", "section", "ul", "ol", "dl", "table", "form", "h1", "h2", "h3", "fieldset", "details",
    ];
    let wrong = match name {
        "form" | "a" | "button" | "main" if around(name) => true,
        "a" | "button" | "input" | "select" | "textarea" if around("button") || (around("a") && name != "a") => true,
        "li" => !["ul", "ol"].contains(&parent),
        "tr" => !["thead", "tbody"].contains(&parent),
        "td" | "th" => parent != "tr",
        "dt" | "dd" => !["dl", "div"].contains(&parent),
        "legend" => parent != "fieldset",
        "option" => parent != "select",
        "summary" => parent != "details",
        _ => block.contains(&name) && (around("p") || around("h1") || around("h2") || around("span") || around("button")),
    };
    if wrong {
        Err(format!("<{name}> inside of <{parent}>"))
    } else {
        Ok(())
    }
}

/// What is wrong with a page that every page must have right.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let all = match read(html) {
        Ok(all) => all,
        Err(fault) => return vec![fault],
    };
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for id in all.iter().filter_map(|e| e.get("id")) {
        if !ids.insert(id) {
            found.push(format!("the id {id} twice"));
        }
        if id.is_empty() || id.contains(' ') {
            found.push(format!("{id:?} is no id"));
        }
    }
    for e in &all {
        let leads = ["for", "aria-labelledby", "aria-describedby", "data-copies"];
        for name in leads {
            for id in e.get(name).unwrap_or_default().split(' ').filter(|id| !id.is_empty()) {
                if !ids.contains(id) {
                    found.push(format!("<{}> has {name} {id}, which is not there", e.name));
                }
            }
        }
        if let Some(id) = e.get("href").and_then(|href| href.strip_prefix('#'))
            && !ids.contains(id)
        {
            found.push(format!("a link to #{id}, which is not there"));
        }
        if e.attributes.keys().any(|key| key.starts_with("on") || key == "style") || e.name == "style" {
            found.push(format!("<{}> has a script or style of its own", e.name));
        }
        if e.name == "script" && (e.get("src").is_none() || !e.text.is_empty()) {
            found.push("a script of the page's own".to_owned());
        }
    }
    found.extend(controls(&all));
    let count = |name: &str| all.iter().filter(|e| e.name == name).count();
    if count("h1") != 1 || count("main") != 1 || count("title") != 1 {
        found.push(format!("{} h1, {} main, {} title", count("h1"), count("main"), count("title")));
    }
    found
}

/// What is wrong with forms and their controls.
fn controls(all: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    let labelled: BTreeSet<&str> = all.iter().filter_map(|e| e.get("for")).collect();
    for (index, e) in all.iter().enumerate() {
        let inside = |what: &Element| what.around.contains(&index);
        let fields = ["input", "select", "textarea"].contains(&e.name.as_str()) && e.get("type") != Some("hidden");
        let named = e.get("id").is_some_and(|id| labelled.contains(id)) || e.get("aria-label").is_some_and(|label| !label.is_empty());
        if fields && !named {
            found.push(format!("<{} {:?}> has no label", e.name, e.get("name")));
        }
        if e.name == "form" && e.get("method") == Some("post") {
            let proofs: Vec<&Element> = all.iter().filter(|x| inside(x) && x.get("name") == Some("proof")).collect();
            if proofs.len() != 1 || proofs[0].get("type") != Some("hidden") || proofs[0].get("value").unwrap_or_default().is_empty() {
                found.push(format!("the form to {:?} has no proof", e.get("action")));
            }
        }
        let said = !e.text.trim().is_empty() || e.get("aria-label").is_some();
        if ["a", "button", "h1", "h2", "h3", "th", "dt", "legend", "label", "summary"].contains(&e.name.as_str()) && !said {
            found.push(format!("<{}> says nothing: {:?}", e.name, e.attributes));
        }
    }
    found
}

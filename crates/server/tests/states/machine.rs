//! A state machine as it was found: every event was tried in every state, and what came of it is compared with the table that says what
//! may happen. The pages of `docs/states` are written from what was found.

use nahtlos_model::{program::Program, refusals::Refusal};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Before there is anything.
pub(crate) const NOTHING: &str = "[*]";

/// Where it is said that something may happen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// A number of `crates/model/rules/program.toml`, with its source there.
    Number(&'static str),
    /// A document, or that it is our own.
    Said(&'static str),
}

/// The older documentation of the operations.
pub(crate) const REFERENCE: Source = Source::Said("Partner Center documentation, operations of this resource");
/// Nothing public says it.
pub(crate) const OWN: Source = Source::Said("own choice");

/// What may happen: under a condition, an event leads from some states to another, or leaves them as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) event: &'static str,
    /// Any of these; an empty one: always.
    pub(crate) when: &'static [&'static str],
    pub(crate) from: &'static [&'static str],
    pub(crate) to: &'static str,
    pub(crate) source: Source,
}

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Came {
    /// It is in this state then; the same one where only something else about it changed.
    To(String),
    /// Refused, as the wire says it.
    Refused(String),
    /// There is no such event in this state.
    Never,
}

impl Came {
    /// What a decision of the model led to.
    pub(crate) fn of<T>(decided: Result<T, Refusal>, state: impl FnOnce(&T) -> &'static str) -> Self {
        match decided {
            Ok(after) => Self::To(state(&after).to_owned()),
            Err(refusal) => Self::Refused(format!("{} {}", refusal.code.status(), refusal.code.wire())),
        }
    }
}

/// An event that was tried.
#[derive(Debug, Clone)]
pub(crate) struct Tried {
    pub(crate) event: &'static str,
    pub(crate) when: &'static str,
    pub(crate) from: &'static str,
    pub(crate) came: Came,
}

/// A state machine.
pub(crate) struct Machine {
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    /// Every state with what it means.
    pub(crate) states: Vec<(&'static str, String)>,
    pub(crate) rules: &'static [Rule],
    pub(crate) tried: Vec<Tried>,
}

/// Event, condition, from, to.
type Step = (String, String, String, String);

impl Machine {
    /// What is not as the table says; nothing, where all is well.
    pub(crate) fn wrong(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let step = |event: &str, when: &str, from: &str, to: &str| -> Step { (event.into(), when.into(), from.into(), to.into()) };
        let mut allowed: BTreeSet<Step> = BTreeSet::new();
        for rule in self.rules {
            for (from, when) in rule.from.iter().flat_map(|from| rule.when.iter().map(move |when| (from, when))) {
                if !allowed.insert(step(rule.event, when, from, rule.to)) {
                    wrong.push(format!("the table has twice: {} [{when}] {from} -> {}", rule.event, rule.to));
                }
            }
        }
        let found: BTreeSet<Step> = self
            .tried
            .iter()
            .filter_map(|tried| match &tried.came {
                Came::To(to) => Some(step(tried.event, tried.when, tried.from, to)),
                _ => None,
            })
            .collect();
        let told = |(event, when, from, to): &Step| format!("{event} [{when}] {from} -> {to}");
        wrong.extend(
            allowed
                .difference(&found)
                .map(|s| format!("the table allows, the code does not: {}", told(s))),
        );
        wrong.extend(
            found
                .difference(&allowed)
                .map(|s| format!("the code allows, the table does not: {}", told(s))),
        );
        let names: BTreeSet<&str> = self.states.iter().map(|(name, _)| *name).collect();
        let seen = |name: &str| name == NOTHING || names.contains(name);
        wrong.extend(found.iter().filter(|s| !seen(&s.3)).map(|s| format!("an unknown state: {}", s.3)));
        for name in &names {
            if !found.iter().any(|s| s.3 == *name && s.2 != *name) {
                wrong.push(format!("nothing leads to {name}"));
            }
        }
        for (event, when) in self.events() {
            for name in &names {
                let times = self.at(event, when, name).len();
                if times != 1 && event != "made" {
                    wrong.push(format!("{event} [{when}] was tried {times} times in {name}"));
                }
            }
        }
        wrong
    }

    /// Events with their conditions, in the order in which they were tried, those that make something apart.
    fn events(&self) -> Vec<(&'static str, &'static str)> {
        let mut events = Vec::new();
        for tried in self.tried.iter().filter(|tried| tried.from != NOTHING) {
            if !events.contains(&(tried.event, tried.when)) {
                events.push((tried.event, tried.when));
            }
        }
        events
    }

    fn at(&self, event: &str, when: &str, from: &str) -> Vec<&Tried> {
        let same = |tried: &&Tried| tried.event == event && tried.when == when && tried.from == from;
        self.tried.iter().filter(same).collect()
    }

    /// The machine as a part of a page.
    pub(crate) fn page(&self, text: &mut String) {
        writeln!(text, "## {}\n\n{}\n", self.title, self.about).unwrap();
        text.push_str("| state | meaning |\n| --- | --- |\n");
        for (name, meaning) in &self.states {
            writeln!(text, "| {name} | {meaning} |").unwrap();
        }
        self.diagram(text);
        text.push_str("\n### What may happen\n\n| event | when | from | to | said by |\n| --- | --- | --- | --- | --- |\n");
        for rule in self.rules {
            let from = rule.from.iter().map(|from| if *from == NOTHING { "(nothing)" } else { from });
            let from = from.collect::<Vec<_>>().join(", ");
            let to = match rule.from {
                [only] if *only == rule.to => "stays",
                _ => rule.to,
            };
            writeln!(
                text,
                "| {} | {} | {from} | {to} | {} |",
                rule.event,
                self.conditions(rule),
                said(rule.source)
            )
            .unwrap();
        }
        self.answers(text);
    }

    /// A rule's conditions; all that there are for its event are none.
    fn conditions(&self, rule: &Rule) -> String {
        let mut tried = self.tried.iter().filter(|tried| tried.event == rule.event);
        if tried.all(|tried| rule.when.contains(&tried.when)) && rule.when != [""] && rule.when.len() > 1 {
            return "always".to_owned();
        }
        or(&rule.when.join("; "), "always").to_owned()
    }

    fn diagram(&self, text: &mut String) {
        let mut edges: BTreeMap<(usize, &str, usize, &str), Vec<&str>> = BTreeMap::new();
        let place = |name: &str| self.states.iter().position(|(state, _)| *state == name).map_or(0, |at| at + 1);
        for rule in self.rules {
            for from in rule.from.iter().filter(|from| **from != rule.to) {
                let labels = edges.entry((place(from), from, place(rule.to), rule.to)).or_default();
                if !labels.contains(&rule.event) {
                    labels.push(rule.event);
                }
            }
        }
        text.push_str("\n```mermaid\nstateDiagram-v2\n");
        for (name, _) in self.states.iter().filter(|(name, _)| drawn(name) != *name) {
            writeln!(text, "    state \"{name}\" as {}", drawn(name)).unwrap();
        }
        for ((_, from, _, to), labels) in edges {
            writeln!(
                text,
                "    {} --> {} : {}",
                drawn(from),
                drawn(to),
                labels.join(", ").replace(':', "")
            )
            .unwrap();
        }
        text.push_str("```\n");
    }

    /// Every event in every state.
    fn answers(&self, text: &mut String) {
        text.push_str("\n### What every event does in every state\n\n| event | when |");
        for (name, _) in &self.states {
            write!(text, " {name} |").unwrap();
        }
        writeln!(text, "\n| --- | --- |{}", " --- |".repeat(self.states.len())).unwrap();
        for (event, when) in self.events() {
            write!(text, "| {event} | {} |", or(when, "always")).unwrap();
            for (name, _) in &self.states {
                let cell = self
                    .at(event, when, name)
                    .first()
                    .map_or_else(String::new, |tried| match &tried.came {
                        Came::To(to) if to == name => "stays".to_owned(),
                        Came::To(to) => format!("**{to}**"),
                        Came::Refused(why) => why.clone(),
                        Came::Never => "–".to_owned(),
                    });
                write!(text, " {cell} |").unwrap();
            }
            text.push('\n');
        }
        text.push('\n');
    }
}

/// A state's name in a diagram, where one word is mermaid's own.
fn drawn(name: &str) -> &str {
    if name == "default" { "the_default" } else { name }
}

fn or<'a>(text: &'a str, else_: &'a str) -> &'a str {
    if text.is_empty() { else_ } else { text }
}

fn said(source: Source) -> String {
    match source {
        Source::Said(text) => text.to_owned(),
        Source::Number(name) => {
            let rules = &Program::bundled().rules;
            let rule = rules
                .iter()
                .rfind(|rule| rule.name == name)
                .unwrap_or_else(|| panic!("no number {name}"));
            format!("`{name}` = {}: {} ({})", rule.value, rule.source, rule.certainty)
        }
    }
}

/// Drops what happens in no state, and makes one of what is the same under every condition.
pub(crate) fn gathered(tried: Vec<Tried>) -> Vec<Tried> {
    let rows = |event: &str| {
        let mut whens: Vec<&'static str> = Vec::new();
        for t in tried.iter().filter(|t| t.event == event && t.came != Came::Never) {
            if !whens.contains(&t.when) {
                whens.push(t.when);
            }
        }
        whens
    };
    let outcomes = |event: &str, when: &str| -> Vec<(&'static str, Came)> {
        let of = tried.iter().filter(|t| t.event == event && t.when == when);
        of.map(|t| (t.from, t.came.clone())).collect()
    };
    let mut kept = Vec::new();
    for t in &tried {
        let whens = rows(t.event);
        let same = whens.len() > 1 && whens.iter().all(|when| outcomes(t.event, when) == outcomes(t.event, whens[0]));
        match same {
            true if t.when == whens[0] => kept.push(Tried { when: "", ..t.clone() }),
            false if whens.contains(&t.when) => kept.push(t.clone()),
            _ => {}
        }
    }
    kept
}

#[test]
fn a_table_that_says_too_much_or_too_little_is_found_out() {
    const RULES: &[Rule] = &[
        Rule {
            event: "made",
            when: &[""],
            from: &[NOTHING],
            to: "on",
            source: OWN,
        },
        Rule {
            event: "switch",
            when: &[""],
            from: &["on"],
            to: "off",
            source: OWN,
        },
        Rule {
            event: "switch",
            when: &[""],
            from: &["off"],
            to: "on",
            source: OWN,
        },
    ];
    let tried = |from: &'static str, came: Came| Tried {
        event: "switch",
        when: "",
        from,
        came,
    };
    let machine = |after_off: Came| Machine {
        title: "",
        about: "",
        states: vec![("on", String::new()), ("off", String::new())],
        rules: RULES,
        tried: vec![
            Tried {
                event: "made",
                when: "",
                from: NOTHING,
                came: Came::To("on".into()),
            },
            tried("on", Came::To("off".into())),
            tried("off", after_off),
        ],
    };
    assert_eq!(machine(Came::To("on".into())).wrong(), Vec::<String>::new());
    let refused = machine(Came::Refused("409".into())).wrong();
    assert_eq!(refused, ["the table allows, the code does not: switch [] off -> on"]);
    let other = machine(Came::To("off".into())).wrong();
    assert!(
        other
            .iter()
            .any(|w| w == "the code allows, the table does not: switch [] off -> off"),
        "{other:?}"
    );
    let mut short = machine(Came::To("on".into()));
    short.tried.pop();
    assert!(
        short.wrong().iter().any(|w| w == "switch [] was tried 0 times in off"),
        "{:?}",
        short.wrong()
    );
}

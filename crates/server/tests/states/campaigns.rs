//! Campaigns, by their decisions alone: every happening in every state.

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Tried};
use nahtlos_model::campaigns::state::{Happening, State};

const fn rule(event: &'static str, from: &'static [&'static str], to: &'static str) -> Rule {
    Rule {
        event,
        when: &[""],
        from,
        to,
        source: OWN,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule("make",     &[NOTHING],                                              "drafted"),
    rule("change",   &["drafted", "scheduled"],                               "drafted"),
    rule("change",   &["paused"],                                             "paused"),
    rule("change",   &["stopped"],                                            "stopped"),
    rule("schedule", &["drafted", "scheduled"],                               "scheduled"),
    rule("schedule", &["running"],                                            "running"),
    rule("schedule", &["paused"],                                             "paused"),
    rule("schedule", &["stopped"],                                            "stopped"),
    rule("approve",  &["scheduled"],                                          "running"),
    rule("pause",    &["running"],                                            "paused"),
    rule("stop",     &["running"],                                            "stopped"),
    rule("resume",   &["paused", "stopped"],                                  "running"),
    rule("complete", &["running"],                                            "completed"),
    rule("abandon",  &["drafted", "scheduled", "running", "paused", "stopped"], "abandoned"),
];

fn meaning(state: State) -> &'static str {
    match state {
        State::Drafted => "customers are being added",
        State::Scheduled => "there is a schedule; nobody has said yes to it",
        State::Running => "customers' moves begin on their days",
        State::Paused => "somebody stopped it; moves that have begun go on",
        State::Stopped => "it stopped itself, because a wave failed or nobody acts any more; moves that have begun go on",
        State::Completed => "every wave is over",
        State::Abandoned => "given up; moves that have begun go on",
    }
}

#[test]
fn campaigns_live_as_the_table_says() {
    let mut tried = vec![Tried {
        event: "make",
        when: "",
        from: NOTHING,
        came: Came::To("drafted".to_owned()),
    }];
    for happening in Happening::ALL {
        for state in State::ALL {
            tried.push(Tried {
                event: happening.as_str(),
                when: "",
                from: state.as_str(),
                came: Came::of(state.try_after(*happening), |after| after.as_str()),
            });
        }
    }
    let machine = Machine {
        title: "One campaign",
        about: "*stop* and *complete* follow from how waves stand; the others are people's, and a running campaign schedules anew by itself when days have passed.",
        states: State::ALL
            .iter()
            .map(|state| (state.as_str(), meaning(*state).to_owned()))
            .collect(),
        rules: RULES,
        tried,
    };
    let about = "Decided in `crates/model/src/campaigns/state.rs`; what is done when is in `crates/model/src/campaigns/next.rs`.";
    crate::check("campaigns", "Campaigns", about, &[machine]);
}

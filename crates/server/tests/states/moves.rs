//! Moves, by their decisions alone: every happening in every state.

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Tried};
use nahtlos_model::moves::state::{Happening, State};

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
    rule("begin",    &[NOTHING],                                                                                          "drafted"),
    rule("plan",     &["drafted", "planned"],                                                                             "planned"),
    rule("plan",     &["halted"],                                                                                         "halted"),
    rule("offer",    &["planned"],                                                                                        "offered"),
    rule("withdraw", &["offered", "approved"],                                                                            "planned"),
    rule("approve",  &["planned", "offered", "halted"],                                                                   "approved"),
    rule("go",       &["approved", "running", "waiting", "needsPerson"],                                                  "running"),
    rule("rest",     &["approved", "running", "waiting", "needsPerson"],                                                  "waiting"),
    rule("ask",      &["approved", "running", "waiting", "needsPerson"],                                                  "needsPerson"),
    rule("halt",     &["approved", "running", "waiting", "needsPerson"],                                                  "halted"),
    rule("resume",   &["halted"],                                                                                         "running"),
    rule("complete", &["running", "waiting", "needsPerson"],                                                              "completed"),
    rule("abandon",  &["drafted", "planned", "offered", "approved", "running", "waiting", "needsPerson", "halted"],       "abandoned"),
];

fn meaning(state: State) -> &'static str {
    match state {
        State::Drafted => "begun: the estate is there, no plan yet",
        State::Planned => "a proved plan is there",
        State::Offered => "the customer sees the plan",
        State::Approved => "somebody said yes to this very plan; nothing is done yet",
        State::Running => "something is being done",
        State::Waiting => "nothing is to be done until a time, or until something is seen",
        State::NeedsPerson => "only a person can go on",
        State::Halted => "stopped, by a person or by a counter-example",
        State::Completed => "everything is done and proved",
        State::Abandoned => "given up; what was done stays",
    }
}

#[test]
fn moves_live_as_the_table_says() {
    let mut tried = vec![Tried {
        event: "begin",
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
        title: "One move",
        about: "*go*, *rest*, *ask*, *halt* and *complete* follow from what is done and seen; the others are people's. A halted move goes on as it was (*resume*), or by a plan from the present (*plan*, then *approve*).",
        states: State::ALL
            .iter()
            .map(|state| (state.as_str(), meaning(*state).to_owned()))
            .collect(),
        rules: RULES,
        tried,
    };
    let about = "Decided in `crates/model/src/moves/state.rs`; what leads to what happens is in `crates/model/src/moves/next.rs`.";
    crate::check("moves", "Moves", about, &[machine]);
}

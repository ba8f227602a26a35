//! Transfers of both flows, in the model: what source and target do, the work, and time.

use crate::machine::{Came, Machine, NOTHING, OWN, REFERENCE, Rule, Source, Tried};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    estate::Generation,
    instants::Instant,
    program::Program,
    refusals::Refusal,
    subscriptions::Subscription,
    transfers::{Chosen, Failure, Fate, Line, Said, Side, Status, Transfer},
};
use std::collections::BTreeMap;

pub(crate) use crate::subscriptions::lives;

const MADE: &str = "made";
const ACCEPT: &str = "accepted";
const REJECT: &str = "rejected or declined";
const CANCEL: &str = "cancelled (PATCH)";
const WITHDRAW: &str = "deleted";
const WORK: &str = "worked on";
const END: &str = "its last day is over";
const BY_SOURCE: &str = "by the source";
const BY_TARGET: &str = "by the target";
const ALL_MOVE: &str = "every group moves";
const SOME_MOVE: &str = "some groups move";
const NONE_MOVES: &str = "no group moves, or it was tried in vain for its days";
const OVER: Source = Source::Number("transferDays");

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const LEGACY: &[Rule] = &[
    rule(MADE, &[""], &[NOTHING], "Active", REFERENCE),
    rule(ACCEPT, &[BY_TARGET], &["Active"], "InProgress", REFERENCE),
    rule(REJECT, &[BY_TARGET], &["Active"], "Reject", REFERENCE),
    rule(WITHDRAW, &[BY_SOURCE], &["Active"], "Withdrawn", REFERENCE),
    rule(WORK, &[ALL_MOVE], &["InProgress"], "Complete", REFERENCE),
    rule(WORK, &[SOME_MOVE], &["InProgress"], "PartiallyComplete", REFERENCE),
    rule(WORK, &[NONE_MOVES], &["InProgress"], "Failed", OWN),
    rule(END, &[""], &["Active"], "Expired", OVER),
];

#[rustfmt::skip]
const MODERN: &[Rule] = &[
    rule(MADE, &[""], &[NOTHING], "Created", REFERENCE),
    rule(ACCEPT, &[BY_SOURCE], &["Created"], "InProgress", REFERENCE),
    rule(REJECT, &[BY_SOURCE], &["Created"], "Reject", OWN),
    rule(CANCEL, &[BY_TARGET], &["Created"], "Cancelled", REFERENCE),
    rule(WITHDRAW, &[BY_TARGET], &["Created"], "Cancelled", OWN),
    rule(WORK, &[ALL_MOVE], &["InProgress"], "Complete", REFERENCE),
    rule(WORK, &[SOME_MOVE], &["InProgress"], "PartiallyComplete", REFERENCE),
    rule(WORK, &[NONE_MOVES], &["InProgress"], "Failed", OWN),
    rule(END, &[""], &["Created"], "Expired", OVER),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn subscriptions(flow: Generation) -> Vec<Subscription> {
    let one = match flow {
        Generation::Legacy => lives::Life::buy_legacy("2027-01-10T09:00:00Z", BillingPlan::Monthly, 5),
        Generation::NewCommerce => lives::Life::buy("2027-01-10T09:00:00Z", Term::P1Y, BillingPlan::Monthly, 5),
    }
    .now;
    let with = |id: &str| Subscription {
        id: id.to_owned(),
        partner_id: Some("source".to_owned()),
        ..one.clone()
    };
    vec![with("a"), with("b")]
}

fn made(flow: Generation) -> Transfer {
    let legacy = flow == Generation::Legacy;
    let lines = subscriptions(flow);
    Transfer {
        id: "t".into(),
        customer_id: "c".into(),
        flow,
        source_id: "source".into(),
        target_id: "target".into(),
        status: if legacy { Status::Active } else { Status::Created },
        created: now(),
        expires: now().plus_days(Program::bundled().on(now().date()).transfer_days),
        accepted: None,
        completed: None,
        modified: None,
        modified_by: String::new(),
        lines: if legacy {
            (0..).zip(&lines).map(|(n, s)| Line::of(n, s)).collect()
        } else {
            Vec::new()
        },
        said: Said::default(),
        reason: None,
        version: 1,
    }
}

fn accept(t: &Transfer, by: Side) -> Result<Transfer, Refusal> {
    if t.flow == Generation::Legacy {
        return t.check_accept(by, now()).map(|()| t.accept(now(), "u"));
    }
    let own = subscriptions(t.flow);
    let chosen: Vec<Chosen> = own
        .iter()
        .map(|s| Chosen {
            subscription_id: s.id.clone(),
            ..Chosen::default()
        })
        .collect();
    let numbers = Program::bundled().on(now().date());
    t.accept_lines(by, &chosen, |id| own.iter().find(|s| s.id == id), (now(), &numbers, "u"))
}

fn settle(t: &Transfer, moved: i64) -> Transfer {
    let fate = |n: i64| match n < moved {
        true => Fate::Moved {
            order_id: "o".into(),
            subscriptions: BTreeMap::new(),
        },
        false => Fate::Failed(Failure::order_failed()),
    };
    t.settle(&(0..2).map(|n| (n, fate(n))).collect(), now())
}

/// One in every state of a flow, brought there by what leads there.
fn states(flow: Generation) -> Vec<Transfer> {
    let made = made(flow);
    let decides = if flow == Generation::Legacy { Side::Target } else { Side::Source };
    let taken_back = match flow {
        Generation::Legacy => made.withdraw(Side::Source, now(), "u"),
        Generation::NewCommerce => made.cancel(Side::Target, now(), "u"),
    };
    let accepted = accept(&made, decides).unwrap();
    vec![
        made.clone(),
        accepted.clone(),
        settle(&accepted, 2),
        settle(&accepted, 1),
        settle(&accepted, 0),
        made.reject(decides, now(), "u").unwrap(),
        taken_back.unwrap(),
        made.expire(made.expires),
    ]
}

fn word(t: &Transfer) -> &'static str {
    t.status.as_str()
}

type Act = fn(&Transfer, Side) -> Result<Transfer, Refusal>;

const ACTS: [(&str, Act); 4] = [
    (ACCEPT, accept),
    (REJECT, |t, by| t.reject(by, now(), "u")),
    (CANCEL, |t, by| t.cancel(by, now(), "u")),
    (WITHDRAW, |t, by| t.withdraw(by, now(), "u")),
];

fn tried(flow: Generation) -> Vec<Tried> {
    let first = Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(word(&made(flow)).to_owned()),
    };
    let mut tried = vec![first];
    for (event, act) in ACTS {
        for (when, by) in [(BY_SOURCE, Side::Source), (BY_TARGET, Side::Target)] {
            for t in states(flow) {
                tried.push(Tried {
                    event,
                    when,
                    from: word(&t),
                    came: Came::of(act(&t, by), word),
                });
            }
        }
    }
    for (when, moved) in [(ALL_MOVE, 2), (SOME_MOVE, 1), (NONE_MOVES, 0)] {
        for t in states(flow) {
            // Only what was accepted is worked on: its work falls due then, and nobody calls it otherwise.
            let works = t.status == Status::InProgress && t.next_due() == t.accepted;
            let came = works.then(|| Came::To(word(&settle(&t, moved)).to_owned()));
            tried.push(Tried {
                event: WORK,
                when,
                from: word(&t),
                came: came.unwrap_or(Came::Never),
            });
        }
    }
    for t in states(flow) {
        let ends = t.next_due().filter(|due| *due == t.expires);
        tried.push(Tried {
            event: END,
            when: "",
            from: word(&t),
            came: ends.map_or(Came::Never, |at| Came::To(word(&t.expire(at)).to_owned())),
        });
    }
    tried
}

fn meaning(status: Status) -> &'static str {
    match status {
        Status::Active => "offered: waits for the target, and holds its subscriptions",
        Status::Created => "asked for: waits for the source, and holds nothing",
        Status::InProgress => "accepted: being worked on, and holds its subscriptions",
        Status::Complete => "every group has moved",
        Status::PartiallyComplete => "some groups have moved",
        Status::Failed => "no group has moved",
        Status::Reject => "somebody said no",
        Status::Cancelled => "the target took its request back",
        Status::Expired => "nobody answered in time",
        Status::Withdrawn => "the source took its offer back: nobody sees it any more",
    }
}

fn machine(title: &'static str, about: &'static str, flow: Generation, rules: &'static [Rule]) -> Machine {
    let known: Vec<Status> = states(flow).iter().map(|t| t.status).collect();
    Machine {
        title,
        about,
        states: known.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules,
        tried: tried(flow),
    }
}

#[test]
fn transfers_live_as_the_tables_say() {
    crate::check(
        "transfers",
        "Transfers",
        "Decided in `crates/model/src/transfers`. An answer after the last day is refused as in `Expired`, even before that is written down.",
        &[
            machine(
                "Legacy",
                "The source offers lines, the target decides. An acceptance is worked on in its own transaction, so that nobody ever reads `InProgress`.",
                Generation::Legacy,
                LEGACY,
            ),
            machine(
                "New commerce",
                "The target asks, the source decides by naming lines.",
                Generation::NewCommerce,
                MODERN,
            ),
        ],
    );
}

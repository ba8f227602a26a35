//! Service requests, in the model: what the partner and the programme do, and silence.

use crate::machine::{Came, Machine, NOTHING, OWN, REFERENCE, Rule, Source, Tried};
use nahtlos_model::{
    instants::Instant,
    program::Program,
    service_requests::{Change, Filing, Organization, Origin, Person, RequestStatus, ServiceRequest, Severity, Side},
};

const FILED: &str = "filed";
const NOTE: &str = "a note";
const TO_OPEN: &str = "set to open";
const TO_CLOSED: &str = "set to closed";
const TO_ATTENTION: &str = "set to attention_needed";
const SILENCE: &str = "nobody answers";
const PARTNER: &str = "by the partner";
const PROGRAMME: &str = "by the programme";

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
const RULES: &[Rule] = &[
    rule(FILED,        &[""],                 &[NOTHING],                                "open",             REFERENCE),
    rule(NOTE,         &[PARTNER, PROGRAMME], &["open"],                                 "open",             REFERENCE),
    rule(NOTE,         &[PARTNER, PROGRAMME], &["closed"],                               "closed",           OWN),
    rule(NOTE,         &[PARTNER],            &["attention_needed"],                     "open",             OWN),
    rule(NOTE,         &[PROGRAMME],          &["attention_needed"],                     "attention_needed", OWN),
    rule(TO_OPEN,      &[PARTNER, PROGRAMME], &["open", "closed", "attention_needed"],   "open",             REFERENCE),
    rule(TO_CLOSED,    &[PARTNER, PROGRAMME], &["open", "closed", "attention_needed"],   "closed",           REFERENCE),
    rule(TO_ATTENTION, &[PARTNER, PROGRAMME], &["open", "attention_needed"],             "attention_needed", REFERENCE),
    rule(SILENCE,      &[""],                 &["attention_needed"],                     "closed",           Source::Number("supportSilenceDays")),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn ada() -> Person {
    Person::of("u", "ada@partner.example", "Ada Kern")
}

fn filed() -> ServiceRequest {
    let filing = Filing {
        title: "Seats missing".into(),
        description: "Some are".into(),
        severity: Severity::Minimal,
        topic: Some(90_000_001),
        notes: Vec::new(),
        locale: "en-US".into(),
    };
    let origin = Origin {
        id: "627011000000000".into(),
        partner_id: "p".into(),
        customer_id: None,
        organization: Organization {
            id: "p".into(),
            name: "Partner".into(),
            phone: String::new(),
        },
        country: "DE".into(),
        by: ada(),
    };
    ServiceRequest::file(&filing, origin, now()).unwrap().0
}

fn sides() -> [(&'static str, Side); 2] {
    [(PARTNER, Side::Partner(ada())), (PROGRAMME, Side::Programme(ada()))]
}

fn to(status: RequestStatus) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

/// One in every state, brought there by what leads there.
fn states() -> Vec<ServiceRequest> {
    let to = |status| filed().change(&to(status), &Side::Partner(ada()), now()).unwrap().unwrap().0;
    let all = vec![filed(), to(RequestStatus::Closed), to(RequestStatus::AttentionNeeded)];
    assert_eq!(all.iter().map(|r| r.status).collect::<Vec<_>>(), RequestStatus::ALL);
    all
}

fn tried() -> Vec<Tried> {
    let mut tried = vec![Tried {
        event: FILED,
        when: "",
        from: NOTHING,
        came: Came::To(filed().status.as_str().to_owned()),
    }];
    let note = Change {
        note: Some("Here".into()),
        ..Change::default()
    };
    let changes = [
        (NOTE, note),
        (TO_OPEN, to(RequestStatus::Open)),
        (TO_CLOSED, to(RequestStatus::Closed)),
        (TO_ATTENTION, to(RequestStatus::AttentionNeeded)),
    ];
    for (event, change) in &changes {
        for (when, side) in sides() {
            for before in states() {
                let decided = before.change(change, &side, now().plus_days(1));
                let after = decided.map(|found| found.map_or_else(|| before.clone(), |(after, _)| after));
                tried.push(Tried {
                    event,
                    when,
                    from: before.status.as_str(),
                    came: Came::of(after, |r| r.status.as_str()),
                });
            }
        }
    }
    for before in states() {
        let due = before.next_due(Program::bundled());
        tried.push(Tried {
            event: SILENCE,
            when: "",
            from: before.status.as_str(),
            came: due.map_or(Came::Never, |at| Came::To(before.fall_silent(at).status.as_str().to_owned())),
        });
    }
    tried
}

#[test]
fn service_requests_live_as_the_table_says() {
    let meaning = |status| match status {
        RequestStatus::Open => "the programme is asked",
        RequestStatus::Closed => "done",
        RequestStatus::AttentionNeeded => "the partner is asked",
    };
    let machine = Machine {
        title: "One service request",
        about: "Nothing is ever deleted. The reference's fourth word, none, means \"as it is\".",
        states: RequestStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: RULES,
        tried: tried(),
    };
    crate::check(
        "service_requests",
        "Service requests",
        "Decided in `crates/model/src/service_requests`.",
        &[machine],
    );
}

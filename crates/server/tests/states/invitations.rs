//! Invitations, in the model: what partner and customer do, and time.

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Source, Tried};
use nahtlos_model::{
    instants::Instant,
    invitations::{Draft, Invitation, InvitationStatus, Origin, Person},
    program::Program,
    refusals::Refusal,
};

const MADE: &str = "drafted";
const BY_LINK: &str = "sent as a link";
const BY_MAIL: &str = "sent by mail";
const REMIND: &str = "reminded of";
const OPEN: &str = "its link is opened";
const ACCEPT: &str = "accepted";
const DECLINE: &str = "declined";
const WITHDRAW: &str = "withdrawn";
const CHANGE: &str = "its mail is changed";
const END: &str = "its last day is over";
const REMINDER: &str = "a reminder is due";
const NO_ADDRESS: &str = "without an address";
const ADDRESS: &str = "with an address";
const TOO_LATE: &str = "its last day is over, which is not written down yet";
const DUE: Source = Source::Number("invitationReminderDays");
const OVER: Source = Source::Number("invitationDays");

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
    rule(MADE,     &[""],      &[NOTHING],                     "drafted",   OWN),
    rule(BY_LINK,  &[""],      &["drafted", "sent"],           "sent",      OWN),
    rule(BY_LINK,  &[""],      &["opened"],                    "opened",    OWN),
    rule(BY_MAIL,  &[ADDRESS], &["drafted", "sent"],           "sent",      OWN),
    rule(BY_MAIL,  &[ADDRESS], &["opened"],                    "opened",    OWN),
    rule(REMIND,   &[ADDRESS], &["sent"],                      "sent",      OWN),
    rule(REMIND,   &[ADDRESS], &["opened"],                    "opened",    OWN),
    rule(OPEN,     &[""],      &["drafted", "sent", "opened"], "opened",    OWN),
    rule(ACCEPT,   &[""],      &["drafted", "sent", "opened"], "accepted",  Source::Said("Partner Center documentation, request a relationship with a customer")),
    rule(DECLINE,  &[""],      &["drafted", "sent", "opened"], "declined",  OWN),
    rule(WITHDRAW, &[""],      &["drafted", "sent", "opened"], "withdrawn", OWN),
    rule(CHANGE,   &[""],      &["drafted"],                   "drafted",   OWN),
    rule(CHANGE,   &[""],      &["sent"],                      "sent",      OWN),
    rule(CHANGE,   &[""],      &["opened"],                    "opened",    OWN),
    rule(REMINDER, &[""],      &["sent"],                      "sent",      DUE),
    rule(REMINDER, &[""],      &["opened"],                    "opened",    DUE),
    rule(END,      &[""],      &["drafted", "sent", "opened"], "expired",   OVER),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn drafted(address: bool) -> Invitation {
    let draft = Draft {
        customer_email: address.then(|| "kim@kunde.example".to_owned()),
        ..Draft::default()
    };
    let origin = Origin {
        id: "i".into(),
        partner_id: "p".into(),
        by: None,
        token: "SECRET".into(),
        base: "https://center.example".into(),
        language: "en".into(),
    };
    Invitation::draft(&draft, origin, &Program::bundled().on(now().date()), now()).unwrap()
}

fn kim() -> Person {
    Person {
        user_id: "u".into(),
        user_principal_name: "kim@kunde.example".into(),
        name: "Kim".into(),
    }
}

/// One in every state, brought there by what leads there.
fn states(address: bool) -> Vec<Invitation> {
    let drafted = drafted(address);
    let sent = drafted.send(now(), address).unwrap();
    let opened = sent.open(now()).unwrap().unwrap();
    let all = vec![
        drafted,
        sent.clone(),
        opened.clone(),
        opened.decide(true, kim(), "c", now()).unwrap(),
        opened.decide(false, kim(), "c", now()).unwrap(),
        sent.fall_due(sent.expires).0,
        sent.withdraw(now()).unwrap(),
    ];
    let found: Vec<InvitationStatus> = all.iter().map(|i| i.status).collect();
    assert_eq!(found, InvitationStatus::ALL);
    all
}

fn word(i: &Invitation) -> &'static str {
    i.status.as_str()
}

type Act = fn(&Invitation, Instant) -> Result<Invitation, Refusal>;

const ACTS: [(&str, &str, bool, Act); 9] = [
    (BY_LINK, "", true, |i, at| i.send(at, false)),
    (BY_MAIL, ADDRESS, true, |i, at| i.send(at, true)),
    (BY_MAIL, NO_ADDRESS, false, |i, at| i.send(at, true)),
    (REMIND, ADDRESS, true, |i, at| i.remind(at)),
    (OPEN, "", true, |i, at| i.open(at).map(|after| after.unwrap_or_else(|| i.clone()))),
    (ACCEPT, "", true, |i, at| i.decide(true, kim(), "c", at)),
    (DECLINE, "", true, |i, at| i.decide(false, kim(), "c", at)),
    (WITHDRAW, "", true, |i, at| i.withdraw(at)),
    (CHANGE, "", true, |i, at| {
        let draft = Draft {
            reminder_days: Some(3),
            ..Draft::default()
        };
        i.change(&draft, None, &Program::bundled().on(at.date()), at)
    }),
];

fn tried() -> Vec<Tried> {
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(word(&drafted(true)).to_owned()),
    }];
    for (event, when, address, act) in ACTS {
        for i in states(address) {
            tried.push(Tried {
                event,
                when,
                from: word(&i),
                came: Came::of(act(&i, now()), word),
            });
        }
    }
    // Whatever is asked for after the last day is refused, in every state.
    for i in states(true) {
        let came: Vec<Came> = ACTS.iter().map(|(.., act)| Came::of(act(&i, i.expires), word)).collect();
        assert!(came.iter().all(|c| *c == came[0]), "{}: {came:?}", word(&i));
        tried.push(Tried {
            event: "anything of the above",
            when: TOO_LATE,
            from: word(&i),
            came: came[0].clone(),
        });
    }
    for event in [REMINDER, END] {
        for i in states(true) {
            let due = match event {
                END => i.next_due().map(|_| i.expires),
                _ => i.next_due().filter(|at| *at < i.expires),
            };
            let came = due.map_or(Came::Never, |at| Came::To(word(&i.fall_due(at).0).to_owned()));
            tried.push(Tried {
                event,
                when: "",
                from: word(&i),
                came,
            });
        }
    }
    tried
}

#[test]
fn invitations_live_as_the_table_says() {
    let meaning = |status| match status {
        InvitationStatus::Drafted => "made, not sent",
        InvitationStatus::Sent => "sent, or its link handed over",
        InvitationStatus::Opened => "the customer opened the link",
        InvitationStatus::Accepted => "accepted: there is a relationship",
        InvitationStatus::Declined => "declined",
        InvitationStatus::Expired => "nobody answered in time",
        InvitationStatus::Withdrawn => "taken back",
    };
    let machine = Machine {
        title: "One invitation",
        about: "The reference has one standing link per partner and no states; everything here goes beyond it.",
        states: InvitationStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: RULES,
        tried: tried(),
    };
    crate::check(
        "invitations",
        "Invitations",
        "Decided in `crates/model/src/invitations.rs`.",
        &[machine],
    );
}

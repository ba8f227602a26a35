//! Service requests filed, changed and left alone.

use super::*;
use RequestStatus::{AttentionNeeded, Closed, Open};

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn ada() -> Person {
    Person::of("u", "ada@partner.example", "Ada Maria Kern")
}

fn filing() -> Filing {
    Filing {
        title: "Seats missing".into(),
        description: "Two lines\nof text".into(),
        severity: Severity::Moderate,
        topic: Some(90_000_001),
        notes: vec!["First".into(), " ".into()],
        locale: "en-US".into(),
    }
}

fn origin() -> Origin {
    Origin {
        id: id_of(now(), [7; 16]),
        partner_id: "p".into(),
        customer_id: None,
        organization: Organization {
            id: "p".into(),
            name: "Partner".into(),
            phone: String::new(),
        },
        country: "DE".into(),
        by: ada(),
    }
}

fn filed() -> ServiceRequest {
    ServiceRequest::file(&filing(), origin(), now()).unwrap().0
}

fn partner() -> Side {
    Side::Partner(ada())
}

fn programme() -> Side {
    Side::Programme(Person::of("a", "support@programme.example", "Programme"))
}

fn to(status: RequestStatus) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

fn says(text: &str) -> Change {
    Change {
        note: Some(text.into()),
        ..Change::default()
    }
}

fn changed(request: &ServiceRequest, change: &Change, side: &Side, days: i64) -> ServiceRequest {
    request.change(change, side, now().plus_days(days)).unwrap().unwrap().0
}

#[test]
fn a_request_is_filed_with_what_must_be_there() {
    let (request, notes) = ServiceRequest::file(&filing(), origin(), now()).unwrap();
    assert!(request.id.starts_with("6270110") && request.id.len() == 15, "{}", request.id);
    assert_eq!((notes.len(), request.notes, notes[0].by.as_str()), (1, 1, "Ada Maria Kern"));
    assert_eq!(
        (
            request.primary_contact.contact.first_name.as_str(),
            request.primary_contact.contact.last_name.as_str()
        ),
        ("Ada Maria", "Kern")
    );
    for (wrong, field) in [
        (
            Filing {
                title: " ".into(),
                ..filing()
            },
            "title",
        ),
        (
            Filing {
                title: "x".repeat(256),
                ..filing()
            },
            "title",
        ),
        (
            Filing {
                description: String::new(),
                ..filing()
            },
            "description",
        ),
        (Filing { topic: None, ..filing() }, "supportTopicId"),
        (
            Filing {
                topic: Some(1),
                ..filing()
            },
            "supportTopicId",
        ),
        (
            Filing {
                notes: vec!["x".repeat(4001)],
                ..filing()
            },
            "notes[0].text",
        ),
    ] {
        let refused = ServiceRequest::file(&wrong, origin(), now()).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field));
    }
}

#[test]
fn nothing_given_changes_nothing_version_included() {
    let before = filed();
    assert_eq!(before.change(&Change::default(), &partner(), now().plus_days(1)), Ok(None));
    let same = Change {
        title: Some("Seats missing".into()),
        description: Some(String::new()),
        severity: Some(Severity::Moderate),
        status: Some(Open),
        topic: Some(90_000_001),
        note: Some("  ".into()),
        organization: Some(before.organization.id.to_uppercase()),
    };
    for side in [partner(), programme()] {
        assert_eq!(before.change(&same, &side, now().plus_days(1)), Ok(None));
    }
}

#[test]
fn for_whom_it_was_filed_stays_and_the_programme_leaves_the_partner_s_words() {
    let before = filed();
    let refused = |change: Change, side: &Side| before.change(&change, side, now()).unwrap_err().field;
    let other = Change {
        organization: Some("somebody".into()),
        ..Change::default()
    };
    for side in [partner(), programme()] {
        assert_eq!(refused(other.clone(), &side).as_deref(), Some("organization.id"));
    }
    let severe = Change {
        severity: Some(Severity::Critical),
        ..says("Here")
    };
    assert_eq!(refused(severe.clone(), &programme()).as_deref(), Some("severity"));
    assert_eq!(changed(&before, &severe, &partner(), 1).severity, Severity::Critical);
}

#[test]
fn the_partner_s_note_answers_and_a_closed_request_is_not_opened_by_one() {
    let asked = changed(&filed(), &to(AttentionNeeded), &programme(), 1);
    assert_eq!(asked.silent_since, Some(now().plus_days(1)));
    let answered = changed(&asked, &says("Here"), &partner(), 2);
    assert_eq!((answered.status, answered.silent_since, answered.notes), (Open, None, 2));
    let with_old_state = Change {
        status: Some(AttentionNeeded),
        ..says("Here")
    };
    assert_eq!(changed(&asked, &with_old_state, &partner(), 2).status, Open);
    let reminded = changed(&asked, &says("Still there?"), &programme(), 3);
    assert_eq!(
        (reminded.status, reminded.silent_since),
        (AttentionNeeded, Some(now().plus_days(3)))
    );
    let closed = changed(&answered, &to(Closed), &partner(), 3);
    assert_eq!(closed.closed, Some(now().plus_days(3)));
    let noted = changed(&closed, &says("Thanks"), &partner(), 4);
    assert_eq!((noted.status, noted.closed), (Closed, closed.closed));
    let reopened = changed(&noted, &to(Open), &partner(), 5);
    assert_eq!((reopened.status, reopened.closed), (Open, closed.closed));
    assert!(closed.change(&to(AttentionNeeded), &partner(), now()).is_err());
    let other = Change {
        topic: Some(90_000_002),
        ..Change::default()
    };
    assert!(closed.change(&other, &partner(), now()).is_err());
    assert_eq!(changed(&reopened, &other, &partner(), 6).topic, 90_000_002);
}

#[test]
fn silence_closes_at_the_time_it_was_due() {
    let program = Program::bundled();
    assert_eq!(filed().next_due(program), None);
    let asked = changed(&filed(), &to(AttentionNeeded), &programme(), 0);
    let due = asked.next_due(program).unwrap();
    assert_eq!(due, now().plus_days(14));
    let closed = asked.fall_silent(due);
    assert_eq!((closed.status, closed.closed, closed.next_due(program)), (Closed, Some(due), None));
}

#[test]
fn a_talk_has_an_end() {
    let mut long = filed();
    long.notes = NOTES;
    assert!(long.change(&says("One more"), &partner(), now()).is_err());
    assert!(long.change(&to(Closed), &partner(), now()).is_ok());
}

//! An invitation's life: what can follow what, and when something happens by itself.

use super::*;
use crate::{
    instants::{DAY_MS, HOUR_MS},
    program::Program,
};

const NOW: Instant = Instant(1_800_000_000_000);

fn after_days(days: i64) -> Instant {
    NOW.plus_days(days)
}

fn drafted(draft: &Draft) -> Result<Invitation, Refusal> {
    let origin = Origin {
        id: "i".into(),
        partner_id: "p".into(),
        by: None,
        token: "SECRET".into(),
        base: "https://a.example".into(),
        language: "de".into(),
    };
    Invitation::draft(draft, origin, &Program::bundled().on(NOW.date()), NOW)
}

fn addressed() -> Invitation {
    drafted(&Draft {
        customer_email: Some("kim@kunde.example".into()),
        ..Draft::default()
    })
    .unwrap()
}

fn kim() -> Person {
    Person {
        user_id: "u".into(),
        user_principal_name: "kim@kunde.example".into(),
        name: "Kim".into(),
    }
}

#[test]
fn from_draft_to_acceptance() {
    let drafted = addressed();
    assert_eq!(
        (drafted.status, drafted.next_due()),
        (InvitationStatus::Drafted, Some(drafted.expires))
    );
    let sent = drafted.send(NOW, true).unwrap();
    assert_eq!(sent.next_due(), Some(after_days(7)));
    let opened = sent.open(after_days(1)).unwrap().unwrap();
    assert_eq!(opened.status, InvitationStatus::Opened);
    assert_eq!(opened.open(after_days(2)).unwrap(), None);
    let accepted = opened.decide(true, kim(), "c", after_days(2)).unwrap();
    assert_eq!((accepted.customer_id.as_deref(), accepted.next_due()), (Some("c"), None));
    assert_eq!(accepted.version, 4);
    for refused in [
        accepted.send(NOW, false).err(),
        accepted.decide(false, kim(), "c", NOW).err(),
        accepted.withdraw(NOW).err(),
        accepted.remind(NOW).err(),
    ] {
        assert_eq!(refused.unwrap().code, Code::InvitationClosed);
    }
}

#[test]
fn its_end_counts_before_it_is_written_down() {
    let sent = addressed().send(NOW, false).unwrap();
    let end = sent.expires;
    assert_eq!(sent.status_at(Instant(end.0 - 1)), InvitationStatus::Sent);
    assert_eq!(sent.status_at(end), InvitationStatus::Expired);
    assert_eq!(
        sent.decide(true, kim(), "c", end).unwrap_err().values,
        vec![("status", "expired".into())]
    );
    let (expired, reminder) = sent.fall_due(end.plus_days(3));
    assert_eq!(
        (expired.status, expired.decided, reminder),
        (InvitationStatus::Expired, Some(end), false)
    );
}

#[test]
fn reminders_come_by_themselves_only_after_a_mail() {
    assert_eq!(addressed().send(NOW, false).unwrap().next_due(), Some(after_days(90)));
    let sent = addressed().send(NOW, true).unwrap();
    let late = after_days(30).plus_ms(HOUR_MS);
    let (reminded, reminder) = sent.fall_due(late);
    assert!(reminder);
    assert_eq!(
        reminded.next_due(),
        Some(Instant(late.0 + 7 * DAY_MS)),
        "one reminder, not one for each that was missed"
    );
    let quiet = sent
        .change(
            &Draft {
                reminder_days: Some(0),
                ..Draft::default()
            },
            None,
            &Program::bundled().on(NOW.date()),
            NOW,
        )
        .unwrap();
    assert_eq!(quiet.next_due(), Some(quiet.expires));
    assert!(drafted(&Draft::default()).unwrap().send(NOW, true).is_err(), "no address");
    assert!(addressed().remind(NOW).is_err(), "a draft");
}

#[test]
fn what_was_asked_is_fixed_once_it_is_sent() {
    let sent = addressed().send(NOW, false).unwrap();
    let change = |draft: Draft| sent.change(&draft, None, &Program::bundled().on(NOW.date()), NOW);
    let refused = change(Draft {
        delegated: Some(true),
        ..Draft::default()
    });
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("delegatedAdmin"));
    let same = change(Draft {
        delegated: Some(false),
        expires: Some(after_days(5)),
        ..Draft::default()
    });
    assert_eq!(same.unwrap().expires, after_days(5));
    let past = change(Draft {
        expires: Some(NOW),
        ..Draft::default()
    });
    assert_eq!(past.unwrap_err().field.as_deref(), Some("expiresAt"));
    let stale = sent.change(&Draft::default(), Some(1), &Program::bundled().on(NOW.date()), NOW);
    assert_eq!(stale.unwrap_err().code, Code::StaleEtag);
}

#[test]
fn what_came_of_a_mail_is_written_once() {
    let sent = addressed().send(NOW, true).unwrap();
    let failed = sent.mail_went(0, Err("550 no such user")).unwrap();
    assert_eq!(failed.mail_went(0, Err("550 no such user")), None);
    let went = failed.mail_went(0, Ok(after_days(1))).unwrap();
    assert_eq!(
        (went.reminders[0].delivered, &went.reminders[0].problem),
        (Some(after_days(1)), &None)
    );
    assert_eq!(sent.mail_went(7, Ok(NOW)), None);
}

//! The calendar of a plan made by hand.

use nahtlos_model::{
    dates::{Date, date_of, day_number},
    notice::Value,
    plan::{EndAction, Plan, Step, StepKind},
};

type Event<'a> = (Date, StepKind, Vec<(&'a str, Value)>);

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn step(plan: &mut Plan, kind: StepKind, due: Date, details: &[(&str, Value)]) {
    let id = format!("s{}", plan.steps.len() + 1);
    let details = details.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    plan.steps.push(Step {
        id,
        kind,
        due,
        after: vec![],
        details,
    });
}

/// Writes the calendar of a plan whose purchases, originals and changes stand.
pub(crate) fn fill(plan: &mut Plan, lead: i32) {
    let as_of = plan.as_of;
    for kind in [
        StepKind::RequestRelationship,
        StepKind::AwaitAcceptance,
        StepKind::ConfirmAgreement,
        StepKind::RequestDelegatedAdmin,
    ] {
        step(plan, kind, as_of, &[]);
    }
    let mut events: Vec<Event> = Vec::new();
    for p in &plan.purchases {
        let details = vec![
            ("purchase", text(&p.id)),
            ("seats", Value::Count(i64::from(p.seats))),
            ("sku", Value::Sku(p.sku_id)),
        ];
        let kind = if p.renews.is_some() {
            StepKind::ScheduleChange
        } else {
            StepKind::Purchase
        };
        events.push((p.start, kind, details.clone()));
        if p.renews.is_none() {
            events.push((p.start, StepKind::AwaitSeats, details.clone()));
            events.push((p.start, StepKind::VerifyCover, details));
        }
    }
    for (n, change) in plan.license_changes.iter().enumerate() {
        events.push((change.date, StepKind::SwapLicenses, vec![("changes", Value::Text(n.to_string()))]));
    }
    for o in &plan.originals {
        let subject = ("subscription", text(&o.subscription_id));
        let kind = match o.action {
            EndAction::TurnOffAutoRenew => StepKind::TurnOffAutoRenew,
            EndAction::CancelAtTermEnd => StepKind::CancelAtTermEnd,
            _ => StepKind::WatchEnd,
        };
        if let Some(end) = o.planned_end {
            events.push((end, kind, vec![subject.clone()]));
            if kind != StepKind::WatchEnd {
                events.push((date_of(day_number(end) + lead), StepKind::WatchEnd, vec![subject]));
            }
        }
    }
    events.sort_by_key(|e| (e.0, e.1));
    let last = events.last().map_or(as_of, |e| e.0);
    for (due, kind, details) in events {
        step(plan, kind, due, &details);
    }
    step(plan, StepKind::FinalProof, last, &[]);
    step(plan, StepKind::EndOldRelationship, last, &[("owner", text("Südlicht IT AG"))]);
}

//! The journal's chain, that every part is of one move, and that a yes is a yes to a plan that is here.

use crate::moves::evidence::{
    Evidence,
    fault::{Fault, FaultCode, Point},
    told::Told,
};

/// Every entry follows the one before, up to the one that the move names as its last.
pub(super) fn journal(of: &Evidence) -> Result<u64, Fault> {
    let about = |code| Fault::new(Point::Journal, code);
    let mut before = String::new();
    for (place, entry) in (1..).zip(&of.entries) {
        if entry.number != place || !entry.follows(&before) {
            return Err(about(FaultCode::ChainBroken).count("entry", place));
        }
        before.clone_from(&entry.hash);
    }
    let found = i64::try_from(of.entries.len()).unwrap_or(i64::MAX);
    if found != of.of.entries {
        return Err(about(FaultCode::JournalCut).count("found", found).count("expected", of.of.entries));
    }
    if before != of.of.head {
        return Err(about(FaultCode::OtherHead).count("entry", found));
    }
    Ok(of.entries.len() as u64)
}

/// The move began with this customer and this estate; whatever is named stands in the move's own journal.
pub(super) fn same_move(of: &Evidence) -> Result<u64, Fault> {
    let Some(Told::Begun(begun)) = of.told.first() else {
        return Err(Fault::new(Point::Parts, FaultCode::ChainBroken).count("entry", 1));
    };
    let (found, expected) = (&begun.customer.tenant_id, &of.of.customer.tenant_id);
    if found != expected {
        return Err(Fault::new(Point::Parts, FaultCode::OtherMove)
            .text("member", "journal.jsonl")
            .text("found", found.clone())
            .text("expected", expected.clone()));
    }
    let first = of.estates.iter().find(|(number, _)| *number == 1);
    if first.is_none_or(|(_, sha256)| *sha256 != begun.estate) {
        return Err(Fault::new(Point::Parts, FaultCode::EstateOther).count("entry", 1));
    }
    for made in &of.plans {
        let customer = made.plan.customer.id.to_ascii_lowercase();
        if customer != *expected {
            return Err(Fault::new(Point::Parts, FaultCode::OtherMove)
                .text("member", format!("documents/plan-{}.json", made.number))
                .text("found", customer)
                .text("expected", expected.clone()));
        }
    }
    Ok((of.estates.len() + of.plans.len()) as u64)
}

/// Every plan is the one that was made, and every yes is to one of them.
pub(super) fn plans(of: &Evidence) -> Result<u64, Fault> {
    let (mut made, mut yes) = (0, None);
    for (entry, told) in of.journal() {
        let about = |code| Fault::new(Point::Plans, code).count("entry", entry.number);
        match told {
            Told::Planned(planned) => {
                let here = of.plans.iter().find(|one| one.number == planned.plan.version);
                if here.is_none_or(|one| one.sha256 != planned.plan.digest) {
                    return Err(about(FaultCode::PlanOther).count("plan", planned.plan.version));
                }
                made += 1;
            }
            Told::Approved(approved) => {
                let approval = &approved.approval;
                let here = of.plan(&approval.digest).filter(|one| one.number == approved.plan.version);
                if here.is_none() || approval.digest != approved.plan.digest {
                    return Err(about(FaultCode::ApprovedOther).text("by", approval.by.clone()));
                }
                yes = Some((entry.number, approval));
            }
            Told::Adopted(adopted) => {
                let here = of.plan(&adopted.plan.digest).filter(|one| one.number == adopted.plan.version);
                let Some(approval) = adopted.approval.as_ref().filter(|_| here.is_some()) else {
                    return Err(about(FaultCode::PlanOther).count("plan", adopted.plan.version));
                };
                yes = Some((entry.number, approval));
            }
            Told::Withdrawn(_) => yes = None,
            _ => {}
        }
    }
    if of.of.approval.as_ref() != yes.map(|(_, approval)| approval) {
        let (entry, by) = yes.map_or((0, String::new()), |(entry, approval)| (entry, approval.by.clone()));
        return Err(Fault::new(Point::Plans, FaultCode::ApprovedOther)
            .count("entry", entry)
            .text("by", by));
    }
    if made != of.plans.len() {
        let stray = of.plans.last().map_or(0, |one| one.number);
        return Err(Fault::new(Point::Plans, FaultCode::PlanOther)
            .count("entry", 0)
            .count("plan", stray));
    }
    let held = of.of.plan.as_ref();
    if held.is_some_and(|held| of.plan(&held.digest).is_none_or(|one| one.number != held.version)) {
        let version = held.map_or(0, |held| held.version);
        return Err(Fault::new(Point::Plans, FaultCode::PlanOther)
            .count("entry", 0)
            .count("plan", version));
    }
    Ok(made as u64)
}

//! Upgrades of legacy subscriptions. A refused one is an answer with status 200 that says why.

use super::view::{around, upgrade_type};
use crate::api::{answer::Answer, ask::Ask, context::View, convert, offers::view::offer_view, problem::Problem, products::shelf::Shelf};
use nahtlos_engine::{
    call::Need,
    licenses::transfer::NotMoved,
    transitions::{UpgradeSubscription, UpgradeTaken},
};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
    transitions::{
        Kind, Reason,
        legacy::{reasons, upgrades},
    },
};
use nahtlos_wire::{ApiFault, Attributes, Collection, Link, enums::UpgradeType, transitions as wire};

/// Both kinds, in the order in which they are answered.
pub(super) const KINDS: [Kind; 2] = [Kind::Only, Kind::WithLicenses];

fn errors(view: &View, source: &Subscription, reasons: &[Reason]) -> Vec<wire::UpgradeError> {
    let one = |reason: &Reason| wire::UpgradeError {
        code: Some(reason.number()),
        description: Some(view.transition_reason(*reason, "")),
        additional_details: (*reason == Reason::SourceNotActive).then(|| source.status.to_string()),
        attributes: Some(Attributes::of("UpgradeError")),
    };
    reasons.iter().map(one).collect()
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let shelf = Shelf {
        country: reading.customer().await?.country().to_ascii_uppercase(),
        segment: None,
        view: ask.view(),
    };
    let found = reading.surveyed(&ask.id(1)).await?;
    let around = around(&shelf.view, &found);
    let hands = found.hands(ask.call.actor.user.is_some());
    let mut items = Vec::new();
    for offer in upgrades(&found.source, &shelf.view.assortment) {
        for kind in KINDS {
            let against = reasons(&found.source, offer, kind, hands, &around);
            items.push(wire::Upgrade {
                target_offer: Some(offer_view(&shelf, offer)),
                upgrade_type: Some(upgrade_type(kind)),
                is_eligible: Some(against.is_empty()),
                quantity: Some(convert::count(found.source.quantity)),
                upgrade_errors: Some(errors(&shelf.view, &found.source, &against)),
                attributes: Some(Attributes::of("Upgrade")),
            });
        }
    }
    Ok(Answer::ok(&Collection::of(items).with_link("self", Link::get(ask.path.clone()))))
}

pub(crate) async fn post(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Upgrade = ask.read_body()?;
    let offer = sent.target_offer.and_then(|offer| offer.id).unwrap_or_default();
    if offer.trim().is_empty() {
        return Err(Refusal::new(Code::InvalidInput)
            .with("reason", "it must be given")
            .at("targetOffer.id")
            .into());
    }
    let kind = match sent.upgrade_type {
        Some(UpgradeType::UpgradeWithLicenseTransfer) => Kind::WithLicenses,
        Some(UpgradeType::UpgradeOnly | UpgradeType::None) | None => Kind::Only,
    };
    let command = UpgradeSubscription {
        customer_id: ask.id(0),
        subscription_id: ask.id(1),
        offer_id: offer.trim().to_ascii_lowercase(),
        kind,
    };
    let view = ask.view();
    ask.write(command, move |taken| Answer::ok(&result(&view, taken, kind))).await
}

fn result(view: &View, taken: &UpgradeTaken, kind: Kind) -> wire::UpgradeResult {
    wire::UpgradeResult {
        source_subscription_id: Some(taken.source.id.clone()),
        target_subscription_id: taken.target.as_ref().map(|s| s.id.clone()),
        upgrade_type: Some(upgrade_type(kind)),
        upgrade_errors: Some(errors(view, &taken.source, &taken.reasons)),
        license_errors: Some(taken.not_moved.iter().map(|one| license_error(view, one)).collect()),
        attributes: Some(Attributes::of("UpgradeResult")),
    }
}

fn license_error(view: &View, one: &NotMoved) -> wire::UserLicenseError {
    wire::UserLicenseError {
        user_object_id: Some(one.user.id.clone()),
        name: Some(one.user.display_name.clone()),
        email: Some(one.user.mail.clone().unwrap_or_else(|| one.user.user_principal_name.clone())),
        errors: Some(vec![ApiFault {
            code: one.refusal.code.wire().to_owned(),
            description: view.sentence(&one.refusal),
            data: Vec::new(),
            source: "Nahtlos".to_owned(),
        }]),
        attributes: Some(Attributes::of("UserLicenseError")),
    }
}

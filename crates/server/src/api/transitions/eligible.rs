//! What a subscription can become, and what keeps it from that. Asked and done from the same reasons, so the two cannot disagree.

use super::{
    upgrade::KINDS,
    view::{around, kind},
};
use crate::{
    ambient::guid,
    api::{answer::Answer, ask::Ask, context::View, convert, problem::Problem},
};
use nahtlos_engine::{call::Need, transitions::read::Surveyed};
use nahtlos_model::{
    assortment::{Offer, catalog_item},
    permissions::Action,
    transitions::{
        eligible::{reasons, target_reasons, target_subscriptions, targets},
        legacy,
    },
};
use nahtlos_wire::{Attributes, Collection, Link, enums::EligibilityType, transitions as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let scheduled = match ask.query.get("eligibilityType").filter(|text| !text.eq_ignore_ascii_case("none")) {
        None => false,
        Some(text) => {
            let read: EligibilityType = text.parse().map_err(|word| convert::unknown("eligibilityType", &word))?;
            read == EligibilityType::Scheduled
        }
    };
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let found = reading.surveyed(&ask.id(1)).await?;
    let view = ask.view();
    let operation = guid();
    let items: Vec<wire::TransitionEligibility> = match found.source.is_new_commerce() {
        true => {
            let all = targets(&found.source, &view.assortment, view.now.date());
            all.into_iter()
                .map(|offer| item(&view, &found, offer, scheduled, &operation))
                .collect()
        }
        false => legacy_items(&view, &found, ask.call.actor.user.is_some(), &operation),
    };
    let query = if ask.query.raw.is_empty() {
        String::new()
    } else {
        format!("?{}", ask.query.raw)
    };
    Ok(Answer::ok(
        &Collection::of(items).with_link("self", Link::get(format!("{}{query}", ask.path))),
    ))
}

fn item(view: &View, found: &Surveyed, offer: &Offer, scheduled: bool, operation: &str) -> wire::TransitionEligibility {
    let around = around(view, found);
    let source = &found.source;
    let existing = match scheduled {
        true => Vec::new(),
        false => target_subscriptions(source, offer, &around),
    };
    let existing = existing.into_iter().map(|s| view.target(s, target_reasons(source, s, &around)));
    let kinds = KINDS.iter().map(|each| {
        let errors = reasons(source, offer, *each, &around);
        wire::TransitionEligibilityDetail {
            is_eligible: Some(errors.is_empty()),
            transition_type: Some(kind(*each)),
            errors: Some(errors.into_iter().map(|reason| view.transition_error(reason)).collect()),
        }
    });
    wire::TransitionEligibility {
        operation_id: Some(operation.to_owned()),
        catalog_item_id: Some(catalog_item(&offer.id, &source.place)),
        title: Some(offer.title.clone()),
        description: Some(offer.description.clone()),
        quantity: Some(convert::count(source.quantity)),
        subscription_eligibilities: Some(existing.collect()),
        eligibilities: Some(kinds.collect()),
        attributes: Some(Attributes::of("TransitionEligibility")),
    }
}

fn legacy_items(view: &View, found: &Surveyed, user: bool, operation: &str) -> Vec<wire::TransitionEligibility> {
    let around = around(view, found);
    let hands = found.hands(user);
    let one = |offer: &&nahtlos_model::assortment::LegacyOffer| {
        let kinds = KINDS.iter().map(|each| {
            let errors = legacy::reasons(&found.source, offer, *each, hands, &around);
            wire::TransitionEligibilityDetail {
                is_eligible: Some(errors.is_empty()),
                transition_type: Some(kind(*each)),
                errors: Some(errors.into_iter().map(|reason| view.transition_error(reason)).collect()),
            }
        });
        wire::TransitionEligibility {
            operation_id: Some(operation.to_owned()),
            catalog_item_id: Some(offer.id.to_ascii_uppercase()),
            title: Some(offer.name.clone()),
            description: Some(offer.description.clone()),
            quantity: Some(convert::count(found.source.quantity)),
            subscription_eligibilities: Some(Vec::new()),
            eligibilities: Some(kinds.collect()),
            attributes: Some(Attributes::of("TransitionEligibility")),
        }
    };
    legacy::upgrades(&found.source, &view.assortment).iter().map(one).collect()
}

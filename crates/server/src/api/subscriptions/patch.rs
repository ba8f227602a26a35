//! Changes a subscription. What the body leaves out matters: see the model's `change`.

use super::view::version_of;
use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::subscriptions::ChangeSubscription;
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    ids::OfferId,
    refusals::{Code, Refusal},
    subscriptions::{EndAction, NextTerm, Status, change::Change},
};
use nahtlos_wire::{
    enums::{EndOfTermAction, SubscriptionStatus},
    subscriptions as wire,
};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let patch: wire::SubscriptionPatch = ask.read_body()?;
    let expected_version = match ask.if_match() {
        Some(etag) => Some(version_of(&etag).ok_or_else(|| Refusal::new(Code::StaleEtag).with("version", &etag))?),
        None => None,
    };
    let change = Change {
        expected_version,
        ..change_of(&patch)?
    };
    let command = ChangeSubscription {
        customer_id: ask.id(0),
        id: ask.id(1),
        change,
    };
    let view = ask.view();
    ask.write(command, move |after| Answer::ok(&view.subscription(after))).await
}

fn change_of(patch: &wire::SubscriptionPatch) -> Result<Change, Refusal> {
    let cycle = patch
        .billing_cycle
        .value()
        .map(|c| convert::plan(*c, "billingCycle"))
        .transpose()?
        .flatten();
    let term = patch
        .term_duration
        .value()
        .map(|t| convert::term(t, "termDuration"))
        .transpose()?
        .flatten();
    let action = patch.end_of_term_action.value().copied();
    let next = patch
        .next_charge_instructions
        .value()
        .and_then(|n| n.product.as_ref())
        .and_then(|p| p.billing_cycle);
    Ok(Change {
        expected_version: None,
        quantity: patch.quantity.value().map(|q| i64::from(*q)),
        status: patch.status.value().copied().map(status).transpose()?.flatten(),
        friendly_name: patch.friendly_name.value().cloned(),
        // A client that sends back all it got, with renewal changed, means the reference's field and not ours.
        auto_renew: patch
            .auto_renew_enabled
            .value()
            .copied()
            .or((action == Some(EndOfTermAction::Renew)).then_some(true)),
        end_action: match action {
            Some(EndOfTermAction::Cancel) => Some(EndAction::Cancel),
            Some(EndOfTermAction::Extend) => Some(EndAction::Extend),
            Some(EndOfTermAction::Renew) | None => None,
        },
        scheduled: patch.scheduled_next_term_instructions.value().map(scheduled).transpose()?,
        next_cycle: next
            .map(|c| convert::plan(c, "nextChargeInstructions.product.billingCycle"))
            .transpose()?
            .flatten(),
        cycle,
        term,
        mpn_id: patch.partner_id.value().cloned(),
    })
}

fn status(sent: SubscriptionStatus) -> Result<Option<Status>, Refusal> {
    match sent {
        SubscriptionStatus::None => Ok(None),
        SubscriptionStatus::Active => Ok(Some(Status::Active)),
        SubscriptionStatus::Suspended => Ok(Some(Status::Suspended)),
        SubscriptionStatus::Deleted => Ok(Some(Status::Deleted)),
        SubscriptionStatus::Expired => Ok(Some(Status::Expired)),
        SubscriptionStatus::Pending => Ok(Some(Status::Pending)),
        SubscriptionStatus::Disabled => Ok(Some(Status::Disabled)),
    }
}

fn scheduled(sent: &wire::ScheduledNextTermInstructions) -> Result<NextTerm, Refusal> {
    let at = |field: &str| format!("scheduledNextTermInstructions.{field}");
    let product = sent
        .product
        .as_ref()
        .ok_or_else(|| Refusal::property(at("product"), "must be given"))?;
    let part = |value: &Option<String>, field: &str| {
        value
            .clone()
            .filter(|v| !v.is_empty())
            .ok_or_else(|| Refusal::property(at(field), "must be given"))
    };
    let (product_id, sku_id) = (
        part(&product.product_id, "product.productId")?,
        part(&product.sku_id, "product.skuId")?,
    );
    let quantity = sent.quantity.ok_or_else(|| Refusal::property(at("quantity"), "must be given"))?;
    let cycle = product
        .billing_cycle
        .map(|c| convert::plan(c, &at("product.billingCycle")))
        .transpose()?
        .flatten();
    let term = product
        .term_duration
        .as_deref()
        .map(|t| convert::term(t, &at("product.termDuration")))
        .transpose()?
        .flatten();
    Ok(NextTerm {
        offer: OfferId::new(&product_id, &sku_id).0,
        term: term.unwrap_or(Term::P1Y),
        cycle: cycle.unwrap_or(BillingPlan::Monthly),
        quantity: i64::from(quantity),
        custom_end: sent.custom_term_end_date.map(convert::day_after),
        promotion: product.promotion_id.clone().filter(|p| !p.is_empty()),
    })
}

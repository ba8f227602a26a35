//! A subscription as the wire shows it: ends inclusive in new commerce and exclusive in legacy, links by generation.

use crate::api::{context::View, convert};
use nahtlos_model::{
    dates::Date,
    estate::Generation,
    instants::Instant,
    subscriptions::{EndAction, NextTerm, Status, Subscription, Tranche},
};
use nahtlos_wire::{
    Attributes, Link, Links, Sent,
    catalogue::ItemType,
    enums::{BillingCycleType, BillingType, ContractType, EndOfTermAction, SubscriptionStatus},
    subscriptions as wire,
};

fn status(s: Status) -> SubscriptionStatus {
    match s {
        Status::Pending => SubscriptionStatus::Pending,
        Status::Active => SubscriptionStatus::Active,
        Status::Suspended => SubscriptionStatus::Suspended,
        Status::Expired => SubscriptionStatus::Expired,
        Status::Disabled => SubscriptionStatus::Disabled,
        Status::Deleted => SubscriptionStatus::Deleted,
    }
}

/// Start of the last day (new commerce, inclusive) or of the day after it (legacy, exclusive), and the exact end.
fn ends(s: &Subscription, end: Date) -> (Instant, Instant) {
    match s.generation {
        Generation::NewCommerce => (Instant::start_of(convert::day_before(end)), convert::last_second(end)),
        Generation::Legacy => (Instant::start_of(end), Instant::start_of(end)),
    }
}

/// The version of a subscription for `If-Match`: base64 of a small document, as legacy resources have it.
pub(crate) fn etag(id: &str, version: i64) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(format!(r#"{{"id":"{id}","version":{version}}}"#))
}

/// The version in an etag of ours; `None` for any other.
pub(crate) fn version_of(etag: &str) -> Option<i64> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(etag.trim()).ok()?;
    serde_json::from_slice::<serde_json::Value>(&bytes).ok()?.get("version")?.as_i64()
}

/// Links of a catalogue item: product, SKU, availability.
pub(crate) fn item_links(item: &str, country: &str) -> Links {
    let mut links = Links::default();
    if let [product, sku, availability] = item.split(':').collect::<Vec<_>>().as_slice() {
        let base = format!("/products/{product}");
        links = links
            .with("product", Link::get(format!("{base}?country={country}")))
            .with("sku", Link::get(format!("{base}/skus/{sku}?country={country}")))
            .with(
                "availability",
                Link::get(format!("{base}/skus/{sku}/availabilities/{availability}?country={country}")),
            );
    }
    links
}

fn links_of(s: &Subscription) -> Links {
    let home = format!("/customers/{}/subscriptions", s.customer_id);
    let links = if s.is_new_commerce() {
        item_links(&s.offer_id, &s.place.country)
    } else {
        let offer = Link::get(format!("/offers/{}?country={}", s.offer_id, s.place.country));
        let links = Links::default().with("offer", offer);
        match &s.parent_id {
            Some(parent) => links.with("parentSubscription", Link::get(format!("{home}/{parent}"))),
            None => links,
        }
    };
    links.with("self", Link::get(format!("{home}/{}", s.id)))
}

fn new_commerce() -> ItemType {
    let kind = "OnlineServicesNCE".to_owned();
    ItemType {
        id: Some(kind.clone()),
        display_name: Some(kind),
        ..ItemType::default()
    }
}

fn end_of_term(s: &Subscription) -> EndOfTermAction {
    match (s.auto_renew, s.end_action) {
        (true, _) => EndOfTermAction::Renew,
        (false, EndAction::Extend) => EndOfTermAction::Extend,
        (false, EndAction::Cancel) => EndOfTermAction::Cancel,
    }
}

impl View {
    /// A subscription.
    pub(crate) fn subscription(&self, s: &Subscription) -> wire::Subscription {
        let end = s.end.unwrap_or(Date::constant(9999, 12, 10));
        let (commitment, exact) = ends(s, end);
        let (cycle_end, cycle_exact) = ends(s, s.period.map_or(end, |p| p.end));
        let modern = s.is_new_commerce();
        wire::Subscription {
            id: Some(s.id.clone()),
            offer_id: Some(s.offer_id.clone()),
            offer_name: Some(s.offer_name.clone()),
            friendly_name: Some(s.friendly_name.clone()),
            product_type: modern.then(new_commerce),
            quantity: Some(convert::count(s.quantity)),
            unit_type: Some("Licenses".into()),
            parent_subscription_id: s.parent_id.clone(),
            has_purchasable_addons: Some(s.has_addons),
            creation_date: Some(s.created),
            effective_start_date: Some(Instant::start_of(s.start)),
            commitment_end_date: Some(commitment),
            commitment_end_date_time: Some(exact),
            billing_cycle_end_date: Some(cycle_end),
            billing_cycle_end_date_time: Some(cycle_exact),
            cancellation_allowed_until_date: if modern { Sent::or_null(s.cancel_until) } else { Sent::Absent },
            status: Some(status(s.status)),
            auto_renew_enabled: Some(s.auto_renew),
            is_trial: Some(s.trial),
            billing_type: Some(BillingType::License),
            billing_cycle: Some(if s.trial && !modern {
                BillingCycleType::None
            } else {
                convert::cycle(s.cycle)
            }),
            term_duration: Some(s.term.to_string()),
            renewal_term_duration: Some(
                Some(s.renewal_term)
                    .filter(|t| *t != s.term)
                    .map_or_else(String::new, |t| t.to_string()),
            ),
            is_microsoft_product: Some(true),
            attention_needed: Some(false),
            action_taken: Some(false),
            publisher_name: Some("Microsoft Corporation".into()),
            actions: Some(s.actions(self.now).into_iter().map(str::to_owned).collect()),
            partner_id: Some(s.mpn_id.clone().unwrap_or_default()),
            suspension_reasons: (!s.suspension_reasons.is_empty()).then(|| s.suspension_reasons.clone()),
            contract_type: Some(ContractType::Subscription),
            refund_options: modern.then(|| self.refunds(s)),
            refundable_quantity: modern.then(|| self.refundable(s)),
            promotion_id: s.promotion.clone(),
            migrated_from_subscription_id: s.migrated_from.clone(),
            scheduled_next_term_instructions: s.scheduled.as_ref().map(|next| self.scheduled(s, next)),
            next_charge_instructions: s.next_cycle.map(|cycle| wire::NextChargeInstructions {
                product: Some(product_term(&s.offer_id, cycle, s.term, None)),
                quantity: Some(convert::count(s.quantity)),
            }),
            channel_transfer_id: s.channel_transfer.clone(),
            order_id: s.order_id.clone(),
            end_of_term_action: (modern && matches!(s.status, Status::Active | Status::Suspended | Status::Pending))
                .then(|| end_of_term(s)),
            links: Some(links_of(s)),
            attributes: Some(Attributes::of("Subscription").with_etag(etag(&s.id, s.version))),
            ..wire::Subscription::default()
        }
    }

    /// Seats that can still be given back, by tranche.
    fn refundable(&self, s: &Subscription) -> wire::RefundableQuantity {
        let tranche = |t: Tranche| wire::RefundableTranche {
            quantity: Some(convert::count(t.quantity)),
            allowed_until_date_time: Some(t.until),
        };
        wire::RefundableQuantity {
            total_quantity: Some(convert::count(s.reducible(self.now))),
            details: Some(s.open_tranches(self.now).into_iter().map(tranche).collect()),
        }
    }

    /// What cancelling gives back: by day, until the window ends.
    fn refunds(&self, s: &Subscription) -> Vec<wire::RefundOption> {
        let until = s.cancel_until.filter(|until| self.now <= *until);
        until
            .map(|at| wire::RefundOption {
                kind: Some("Partial".into()),
                expires_at: Some(at),
            })
            .into_iter()
            .collect()
    }

    fn scheduled(&self, s: &Subscription, next: &NextTerm) -> wire::ScheduledNextTermInstructions {
        let item = self
            .assortment
            .offers
            .get(&nahtlos_model::ids::OfferId(next.offer.clone()))
            .map_or_else(|| next.offer.clone(), |o| nahtlos_model::assortment::catalog_item(&o.id, &s.place));
        wire::ScheduledNextTermInstructions {
            product: Some(product_term(&item, next.cycle, next.term, next.promotion.clone())),
            quantity: Some(convert::count(next.quantity)),
            custom_term_end_date: next.custom_end.map(|end| Instant::start_of(convert::day_before(end))),
        }
    }
}

fn product_term(
    item: &str,
    cycle: nahtlos_model::catalogue::BillingPlan,
    term: nahtlos_model::catalogue::Term,
    promotion: Option<String>,
) -> wire::ProductTerm {
    let mut parts = item.split(':').map(str::to_owned);
    wire::ProductTerm {
        product_id: parts.next(),
        sku_id: parts.next(),
        availability_id: parts.next(),
        billing_cycle: Some(convert::cycle(cycle)),
        term_duration: Some(term.to_string()),
        promotion_id: promotion,
    }
}

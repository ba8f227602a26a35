//! Seats at another service: what the partner sells as the Partner Center API tells it, what others sell as the customer's directory does,
//! pools, and transfers.

use super::{Remote, Unseen, budgets, look::unreadable, relation::is_no_customer};
use crate::api::convert;
use nahtlos_client::graph::Query;
use nahtlos_model::{
    dates::{Date, date_of, day_number, plus_months},
    ids::{OfferId, SkuId},
    instants::Instant,
    moves::{
        Move,
        sight::{PoolSeen, SubscriptionSeen, TransferSeen, TransferState},
    },
    subscriptions::{EndAction, Status},
};
use nahtlos_wire::{
    enums::{EndOfTermAction, SubscriptionStatus},
    graph::{licenses::CapabilityStatus, skus::SubscribedSku, subscriptions::CompanySubscription},
    subscriptions::Subscription,
    transfers::{TransferEntity, TransferLineItem},
};
use std::collections::BTreeMap;

/// The year from which on an end means that there is none.
const ENDLESS: i16 = 9999;

/// Seats as they were seen.
#[derive(Debug, Default)]
pub(super) struct Seats {
    pub(super) subscriptions: Vec<SubscriptionSeen>,
    pub(super) pools: Vec<PoolSeen>,
    pub(super) transfers: Vec<TransferSeen>,
}

impl Remote {
    pub(super) async fn seats(&self, of: &Move) -> Result<Seats, Unseen> {
        let customer = of.customer.tenant_id.as_str();
        let list = self.client().subscriptions().list(customer);
        let own = match self.every(of, budgets::SUBSCRIPTION, 1, list).await {
            Ok(own) => Some(own),
            Err(Unseen::Error(error)) if is_no_customer(&error) => None,
            Err(unseen) => return Err(unseen),
        };
        let directory = self.client().graph_of(customer).directory();
        let shown = self
            .every(of, budgets::GRAPH_UNITS, 1, directory.subscriptions(&Query::all()))
            .await;
        let shown = self.where_open(shown).await?.unwrap_or_default();
        let pools = match self.client().graph_of(customer).directory().subscribed_skus().await {
            Ok(pools) => Ok(pools),
            Err(error) => Err(error.into()),
        };
        let pools = self.where_open(pools).await?.unwrap_or_default();
        let transfers = match own {
            Some(_) => {
                self.spend(of, budgets::OTHER, 1)?;
                self.client().transfers().list(customer).await?
            }
            None => Vec::new(),
        };
        let mut licences = self.licences(&shown);
        let own = own.unwrap_or_default();
        if own.iter().any(|one| self.licence(one, &licences).is_none()) {
            // What the directory shows counts more.
            let mut known = self.known(of, &transfers).await?;
            known.append(&mut licences);
            licences = known;
        }
        let us = self.tenant(of).await?;
        let mut subscriptions: Vec<SubscriptionSeen> = own.iter().filter_map(|one| self.own(one, us, &licences)).collect();
        for one in shown.iter().filter(|one| !sold_by(&own, one)) {
            subscriptions.push(others(one).ok_or_else(|| unreadable("a subscription of the directory"))?);
        }
        Ok(Seats {
            pools: pools
                .iter()
                .map(|pool| pool_of(pool).ok_or_else(|| unreadable("a SKU of the directory")))
                .collect::<Result<_, _>>()?,
            transfers: transfers.iter().filter_map(|one| transfer(one, us, of, &shown, &own)).collect(),
            subscriptions,
        })
    }

    /// The licence of each subscription that the directory shows.
    fn licences(&self, shown: &[CompanySubscription]) -> BTreeMap<String, SkuId> {
        let one = |one: &CompanySubscription| Some((commercial(one)?, one.sku_id.as_ref()?.parse().ok()?));
        shown.iter().filter_map(one).collect()
    }

    /// What is known of licences here. A legacy offer does not tell its licence, and where the directory is closed nobody does; what went over
    /// is what it was, whoever sells it.
    async fn known(&self, of: &Move, transfers: &[TransferEntity]) -> Result<BTreeMap<String, SkuId>, Unseen> {
        let known = self.engine.known_licences(of).await;
        let mut known = known.map_err(|_| unreadable("what is known of the customer's subscriptions"))?;
        for line in transfers.iter().flat_map(|one| one.line_items.iter().flatten()) {
            let new = line.target_subscription_id.as_ref().map(|id| id.to_ascii_lowercase());
            let sku = source(line).and_then(|old| known.get(&old.to_ascii_lowercase()).copied());
            known.extend(new.zip(sku));
        }
        Ok(known)
    }

    /// The licence of a subscription that the partner sells.
    fn licence(&self, s: &Subscription, licences: &BTreeMap<String, SkuId>) -> Option<SkuId> {
        let offer = offer_of(s.offer_id.as_deref().unwrap_or_default());
        let known = || self.engine.assortment().offers.get(&offer).map(|offer| offer.licence);
        licences.get(&s.id.as_ref()?.to_ascii_lowercase()).copied().or_else(known)
    }

    /// A subscription that the partner sells; `None`: nobody knows which licence its seats are, so no cover is expected of it.
    fn own(&self, s: &Subscription, us: &str, licences: &BTreeMap<String, SkuId>) -> Option<SubscriptionSeen> {
        let id = s.id.clone()?;
        let offer = s.offer_id.clone().unwrap_or_default();
        let sku = self.licence(s, licences)?;
        let (end, start) = term(s, offer.contains(':'));
        let next = s.scheduled_next_term_instructions.as_ref();
        let next_offer = next.and_then(|next| next.product.as_ref()).and_then(|product| {
            let (product, sku) = (product.product_id.as_deref()?, product.sku_id.as_deref()?);
            Some(OfferId::new(product, sku).0)
        });
        Some(SubscriptionSeen {
            id,
            sku,
            seats: s.quantity.unwrap_or(0),
            status: status(s.status),
            end,
            start,
            own: true,
            owner: Some(us.to_owned()),
            trial: s.is_trial == Some(true),
            name: s.friendly_name.clone().unwrap_or_default(),
            offer: Some(offer_of(&offer).0),
            term: s
                .term_duration
                .as_deref()
                .and_then(|text| convert::term(text, "term").ok().flatten()),
            billing: s.billing_cycle.and_then(|cycle| convert::plan(cycle, "cycle").ok().flatten()),
            renews: s.auto_renew_enabled,
            end_action: s.end_of_term_action.and_then(end_action),
            next_seats: next.and_then(|next| next.quantity),
            next_offer,
            next_until: next.and_then(|next| next.custom_term_end_date).map(convert::day_after),
            cancel_until: s.cancellation_allowed_until_date.value().copied(),
        })
    }
}

/// Product and SKU of a catalogue item.
fn offer_of(item: &str) -> OfferId {
    let mut parts = item.split(':');
    match (parts.next(), parts.next()) {
        (Some(product), Some(sku)) => OfferId::new(product, sku),
        _ => OfferId(item.to_ascii_uppercase()),
    }
}

/// First day without it, and first day of its present term. Ends are inclusive in new commerce and exclusive in legacy; a term that was
/// renewed begins its length before its end, whatever the service says of the first one.
fn term(s: &Subscription, modern: bool) -> (Option<Date>, Option<Date>) {
    let end = s.commitment_end_date.map(Instant::date).filter(|end| end.year() < ENDLESS);
    let end = end.map(|end| if modern { date_of(day_number(end) + 1) } else { end });
    let first = s.effective_start_date.map(Instant::date);
    let length = s
        .term_duration
        .as_deref()
        .and_then(|text| convert::term(text, "term").ok().flatten());
    let before = end.zip(length).map(|(end, length)| plus_months(end, -length.months()));
    (end, first.max(before))
}

fn status(status: Option<SubscriptionStatus>) -> Status {
    match status {
        Some(SubscriptionStatus::Active) => Status::Active,
        Some(SubscriptionStatus::Pending) => Status::Pending,
        Some(SubscriptionStatus::Suspended) => Status::Suspended,
        Some(SubscriptionStatus::Expired) => Status::Expired,
        Some(SubscriptionStatus::Deleted) => Status::Deleted,
        // What is not known supplies nothing.
        Some(SubscriptionStatus::Disabled | SubscriptionStatus::None) | None => Status::Disabled,
    }
}

fn end_action(action: EndOfTermAction) -> Option<EndAction> {
    match action {
        EndOfTermAction::Cancel => Some(EndAction::Cancel),
        EndOfTermAction::Extend => Some(EndAction::Extend),
        EndOfTermAction::Renew => None,
    }
}

/// The id that the Partner Center API has for what the directory shows.
fn commercial(one: &CompanySubscription) -> Option<String> {
    let id = one.commerce_subscription_id.as_ref().or(one.id.as_ref())?;
    Some(id.to_ascii_lowercase())
}

fn sold_by(own: &[Subscription], one: &CompanySubscription) -> bool {
    let id = commercial(one);
    own.iter().any(|s| s.id.as_ref().map(|id| id.to_ascii_lowercase()) == id)
}

/// A subscription of another seller: only what a directory shows of it.
fn others(one: &CompanySubscription) -> Option<SubscriptionSeen> {
    let status = match one.status.as_ref().and_then(|status| status.known()) {
        Some(CapabilityStatus::Enabled) => Status::Active,
        Some(CapabilityStatus::Warning) => Status::Expired,
        Some(CapabilityStatus::Suspended) => Status::Suspended,
        Some(CapabilityStatus::Deleted) => Status::Deleted,
        Some(CapabilityStatus::LockedOut) | None => Status::Disabled,
    };
    let end = one.next_lifecycle_date_time.map(|at| at.date());
    Some(SubscriptionSeen {
        id: commercial(one)?,
        sku: one.sku_id.as_ref()?.parse().ok()?,
        seats: u32::try_from(one.total_licenses?).unwrap_or(0),
        status,
        end: end.filter(|end| end.year() < ENDLESS),
        start: None,
        own: false,
        owner: one.owner_tenant_id.clone().filter(|owner| !owner.is_empty()),
        trial: one.is_trial == Some(true),
        name: String::new(),
        offer: None,
        term: None,
        billing: None,
        renews: None,
        end_action: None,
        next_seats: None,
        next_offer: None,
        next_until: None,
        cancel_until: None,
    })
}

fn pool_of(pool: &SubscribedSku) -> Option<PoolSeen> {
    let seats = |n: Option<i64>| u32::try_from(n.unwrap_or(0)).unwrap_or(0);
    Some(PoolSeen {
        sku: pool.sku_id.as_ref()?.parse().ok()?,
        enabled: seats(pool.prepaid_units.as_ref().and_then(|units| units.enabled)),
        consumed: seats(pool.consumed_units),
    })
}

/// What a line of a transfer is about, as the other partner has it.
fn source(line: &TransferLineItem) -> Option<String> {
    line.source_subscription_id.clone().or_else(|| line.subscription_id.clone())
}

/// A transfer to the partner that is open, or was asked for or offered since the move began. A request of new commerce names no lines before it is accepted:
/// it is about all that the other partner has in the tenant, as far as the directory tells whose a subscription is.
fn transfer(one: &TransferEntity, partner: &str, of: &Move, shown: &[CompanySubscription], own: &[Subscription]) -> Option<TransferSeen> {
    let to_us = one
        .target_partner_tenant_id
        .as_deref()
        .is_some_and(|id| id.eq_ignore_ascii_case(partner));
    let state = match one.status.as_deref().unwrap_or_default().to_ascii_lowercase().as_str() {
        "complete" | "completed" => TransferState::Done,
        "active" | "created" | "inprogress" => TransferState::Open,
        _ => TransferState::Failed,
    };
    let earlier = one.created_time.is_some_and(|made| made < of.created);
    if !to_us || (earlier && state != TransferState::Open) {
        return None;
    }
    let lines = one.line_items.as_deref().unwrap_or_default();
    let asked = one.transfer_type.is_some();
    let with = one.source_partner_tenant_id.as_deref().unwrap_or_default();
    let theirs = |s: &&CompanySubscription| {
        let owner = s.owner_tenant_id.as_deref();
        !sold_by(own, s) && owner.is_none_or(|owner| owner.eq_ignore_ascii_case(with))
    };
    let subscriptions = match lines.is_empty() {
        true => shown.iter().filter(theirs).filter_map(commercial).collect(),
        false => lines.iter().filter_map(source).collect(),
    };
    let became = lines
        .iter()
        .filter_map(|line| Some((source(line)?, line.target_subscription_id.clone()?)));
    Some(TransferSeen {
        id: one.id.clone()?,
        state,
        subscriptions,
        with: with.to_ascii_lowercase(),
        became: became.collect(),
        to_accept: !asked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn subscription(value: Value) -> Subscription {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn ends_are_inclusive_in_new_commerce_and_a_renewed_term_begins_before_its_end() {
        let modern =
            json!({ "effectiveStartDate": "2025-03-01T00:00:00Z", "commitmentEndDate": "2027-02-28T00:00:00Z", "termDuration": "P1Y" });
        let (end, start) = term(&subscription(modern), true);
        assert_eq!(
            (end.unwrap().to_string(), start.unwrap().to_string()),
            ("2027-03-01".into(), "2026-03-01".into())
        );
        let aligned =
            json!({ "effectiveStartDate": "2026-12-24T00:00:00Z", "commitmentEndDate": "2027-02-28T00:00:00Z", "termDuration": "P1Y" });
        assert_eq!(term(&subscription(aligned), true).1.unwrap().to_string(), "2026-12-24");
        let legacy = json!({ "commitmentEndDate": "2027-03-01T00:00:00Z" });
        assert_eq!(term(&subscription(legacy), false).0.unwrap().to_string(), "2027-03-01");
        assert_eq!(
            term(&subscription(json!({ "commitmentEndDate": "9999-12-09T00:00:00Z" })), true),
            (None, None)
        );
    }

    #[test]
    fn of_earlier_transfers_only_what_is_still_open_counts() {
        let of = Move::to_look("p", "a", "c", Instant::start_of("2026-12-07".parse().unwrap()));
        let seen = |made: &str, status: &str| {
            let one = json!({ "id": "t", "status": status, "createdTime": format!("{made}T00:00:00Z"), "targetPartnerTenantId": "US",
                "sourcePartnerTenantId": "THEM", "lineItems": [{ "subscriptionId": "S" }] });
            transfer(&serde_json::from_value(one).unwrap(), "us", &of, &[], &[]).map(|seen| (seen.state, seen.to_accept, seen.with))
        };
        let open = Some((TransferState::Open, true, "them".to_owned()));
        assert_eq!((seen("2026-12-06", "Active"), seen("2026-12-08", "Active")), (open.clone(), open));
        assert_eq!((seen("2026-12-06", "Reject"), seen("2026-12-06", "Complete")), (None, None));
        assert!(seen("2026-12-08", "Reject").is_some());
    }

    #[test]
    fn what_nobody_knows_supplies_nothing() {
        let others = |status: &str| {
            let one = json!({ "id": "a", "commerceSubscriptionId": "B", "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "totalLicenses": 5, "status": status });
            super::others(&serde_json::from_value(one).unwrap()).unwrap()
        };
        assert!(others("Enabled").supplies());
        assert_eq!((others("Enabled").id.as_str(), others("Enabled").seats), ("b", 5));
        for status in ["Warning", "Suspended", "LockedOut", "Deleted", "SomethingNew"] {
            assert!(!others(status).supplies(), "{status}");
        }
        assert_eq!(super::status(None), Status::Disabled);
    }
}

//! An order as the wire shows it: lines with links by generation, prices where they are asked for.

use super::pricing::{self, Money};
use crate::api::{context::View, convert, subscriptions::view as subscriptions};
use nahtlos_model::{
    estate::Generation,
    instants::Instant,
    orders::{Order, OrderLine, OrderStatus},
};
use nahtlos_wire::{
    Attributes, Link, Links,
    carts::RenewsTo,
    enums::{LineTransactionType, OrderStatus as WireStatus, OrderTransactionType},
    orders as wire,
};

fn status(status: OrderStatus) -> WireStatus {
    match status {
        OrderStatus::Pending => WireStatus::Pending,
        OrderStatus::Completed => WireStatus::Completed,
        OrderStatus::Cancelled => WireStatus::Cancelled,
    }
}

/// Where an order is.
pub(crate) fn address(order: &Order) -> String {
    format!("/customers/{}/orders/{}", order.customer_id, order.id)
}

impl View {
    /// An order, with its prices or without.
    pub(crate) fn order(&self, order: &Order, prices: bool) -> wire::Order {
        let address = address(order);
        let mut links = Links::to_self(address.clone());
        if order.generation == Generation::NewCommerce {
            let patch = Link {
                method: "PATCH".into(),
                ..Link::get(address.clone())
            };
            links = links
                .with("provisioningStatus", Link::get(format!("{address}/provisioningstatus")))
                .with("patchOperation", patch);
        }
        let total: i64 = order.lines.iter().map(|l| l.term_minor).sum();
        wire::Order {
            id: Some(order.id.clone()),
            alternate_id: Some(order.id.clone()),
            reference_customer_id: Some(order.customer_id.clone()),
            billing_cycle: Some(convert::cycle(order.cycle)),
            currency_code: Some(order.currency.code().to_owned()),
            currency_symbol: Some(order.currency.symbol().to_owned()),
            line_items: Some(order.lines.iter().map(|l| line(order, l, prices)).collect()),
            creation_date: Some(order.created),
            status: Some(status(order.status)),
            transaction_type: Some(OrderTransactionType::UserPurchase),
            total_price: prices.then(|| pricing::amount(total, order.currency)),
            partner_on_record_attestation_accepted: order.record_attested.then_some(true),
            client: Some(serde_json::Map::new()),
            links: Some(links),
            attributes: Some(Attributes::of("Order").with_etag(subscriptions::etag(&order.id, order.version))),
        }
    }
}

fn line(order: &Order, line: &OrderLine, prices: bool) -> wire::OrderLineItem {
    let money = Money {
        list: line.list_price,
        unit: line.unit_price,
        quantity: line.quantity,
        charged_minor: line.charged_minor,
        term_minor: line.term_minor,
        currency: order.currency,
    };
    wire::OrderLineItem {
        line_item_number: Some(convert::count(line.number)),
        offer_id: Some(line.offer_id.clone()),
        subscription_id: Some(line.subscription_id.clone()),
        parent_subscription_id: line.parent_id.clone(),
        friendly_name: line.friendly_name.clone(),
        quantity: Some(convert::count(line.quantity)),
        term_duration: line.term.map(|t| t.to_string()),
        transaction_type: Some(match line.converted {
            true => LineTransactionType::Convert,
            false => LineTransactionType::New,
        }),
        partner_id_on_record: line.mpn_id.clone(),
        additional_partner_ids_on_record: (!line.more_mpn_ids.is_empty()).then(|| line.more_mpn_ids.clone()),
        provisioning_context: (!line.provisioning.is_empty()).then(|| line.provisioning.clone()),
        promotion_id: line.promotion.clone(),
        custom_term_end_date: line.custom_end.map(Instant::start_of),
        renews_to: line.renewal_term.map(|term| RenewsTo {
            term_duration: Some(term.to_string()),
        }),
        pricing: prices.then(|| pricing::shown(money)),
        attestation_accepted: line.attested.then_some(true),
        links: Some(links(order, line)),
        attributes: None,
    }
}

fn links(order: &Order, line: &OrderLine) -> Links {
    let subscription = format!("/customers/{}/subscriptions/{}", order.customer_id, line.subscription_id);
    let there = order.status != OrderStatus::Pending;
    match order.generation {
        Generation::NewCommerce => {
            let links = subscriptions::item_links(&line.offer_id, &order.country);
            let activation = format!("{}/lineitems/{}/activationlinks", address(order), line.number);
            let links = links.with("activationLinks", Link::get(activation));
            match there {
                true => links.with("subscription", Link::get(subscription)),
                false => links,
            }
        }
        Generation::Legacy => Links::default()
            .with("provisioningStatus", Link::get(format!("{subscription}/provisioningstatus")))
            .with("subscription", Link::get(subscription)),
    }
}

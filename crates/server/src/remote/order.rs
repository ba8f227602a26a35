//! Orders seats at another service: what is on sale there now, a cart, its checkout. Before anything is bought the customer's orders are
//! looked through for the mark of this purchase, so that one whose subscription is not there yet is not bought a second time.

use super::{Remote, act::done, budgets, said};
use crate::api::convert;
use nahtlos_client::Error;
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    ids::OfferId,
    instants::Instant,
    moves::{
        Move,
        deeds::{ORDER, ORDER_PRICE, OrderLine, Outcome},
    },
};
use nahtlos_wire::{
    carts::{Cart, CartLineItem},
    catalogue::Availability,
    enums::Segment,
};

/// Milliseconds until an order is looked for again whose subscription is not there yet.
const PROVISIONING_MS: i64 = 300_000;
/// For whom customers' seats are on sale.
const SEGMENT: &str = "commercial";

impl Remote {
    /// Two keys go with it: one for the cart, which is made again unharmed, and the attempt's own for the checkout.
    pub(super) async fn order(&self, of: &Move, key: &str, lines: &[OrderLine]) -> Result<Outcome, Outcome> {
        let customer = of.customer.tenant_id.as_str();
        self.may(of, budgets::OTHER, 4)?;
        let orders = self.client().orders().list(customer, None, false).await;
        let orders = orders.map_err(|error| self.read_failed(of, false, &error))?;
        let bought = |line: &OrderLine| {
            let mut items = orders.iter().flat_map(|order| order.line_items.iter().flatten());
            items.any(|item| item.friendly_name.as_deref().is_some_and(|name| name.ends_with(&line.mark)))
        };
        if lines.iter().any(bought) {
            return Ok(Outcome::Later {
                not_before: self.now().plus_ms(PROVISIONING_MS),
                why: "it is ordered, and its subscription is not there yet".to_owned(),
            });
        }
        let mut items = Vec::new();
        for line in lines {
            items.push(self.line(of, line).await?);
        }
        let cart = Cart {
            line_items: Some(items),
            ..Cart::default()
        };
        let made = self.client().keyed(Self::key(key, "cart")).carts().create(customer, &cart).await;
        let cart = made.map_err(|error| self.cart_failed(of, &error))?;
        if let Some(refused) = refused_line(&cart) {
            return Err(refused);
        }
        let id = cart.id.unwrap_or_default();
        let bought = self.client().keyed(Self::attempt_key(key)).carts().checkout(customer, &id).await;
        let bought = bought.map_err(|error| self.write_failed(of, false, &error))?;
        if let Some(error) = bought.order_errors.iter().flatten().next() {
            return Err(Outcome::Refused {
                status: 400,
                code: error.code.map(|code| code.to_string()).unwrap_or_default(),
                message: said::sentence(error.description.as_deref().unwrap_or_default()),
            });
        }
        let order = bought.orders.into_iter().flatten().next().and_then(|order| order.id);
        let order = order.unwrap_or_default();
        Ok(match self.price_told(of, &order).await {
            Some(price) => done([(ORDER, order), (ORDER_PRICE, price)]),
            None => done([(ORDER, order)]),
        })
    }

    /// What the service says that an order costs, for the evidence; it is bought whether or not that is told.
    async fn price_told(&self, of: &Move, order: &str) -> Option<String> {
        self.spend(of, budgets::OTHER, 1).ok()?;
        let found = self.client().orders().get(&of.customer.tenant_id, order, true).await.ok()?;
        Some(format!("{} {}", found.total_price?, found.currency_code?))
    }

    /// A cart that was or was not made buys nothing, and is made again under the same key.
    fn cart_failed(&self, of: &Move, error: &Error) -> Outcome {
        self.read_failed(of, false, error)
    }

    /// A line of the cart: the item that is on sale for the customer now.
    async fn line(&self, of: &Move, line: &OrderLine) -> Result<CartLineItem, Outcome> {
        let (product, sku) = line.offer.0.split_once(':').unwrap_or((line.offer.0.as_str(), ""));
        let on_sale = self.client().catalogue_for(&of.customer.tenant_id);
        let all = on_sale.availabilities(product, sku, Some(SEGMENT)).await;
        let all = all.map_err(|error| self.read_failed(of, false, &error))?;
        let fitting = all.iter().find(|one| sells(one, line.term, line.billing));
        let item = fitting
            .and_then(|one| one.catalog_item_id.clone())
            .ok_or_else(|| gone(&line.offer, line))?;
        let title = self.engine.assortment().offers.get(&line.offer).map(|offer| offer.title.clone());
        Ok(CartLineItem {
            id: Some(0),
            catalog_item_id: Some(item),
            friendly_name: Some(title.map_or_else(|| line.mark.clone(), |title| format!("{title} · {}", line.mark))),
            quantity: Some(line.seats),
            billing_cycle: Some(convert::cycle(line.billing)),
            term_duration: Some(line.term.to_string()),
            custom_term_end_date: line.custom_end.map(|end| Instant::start_of(convert::day_before(end))),
            ..CartLineItem::default()
        })
    }
}

/// Whether an availability has a term with a billing plan, for ordinary customers.
fn sells(one: &Availability, term: Term, billing: BillingPlan) -> bool {
    let ordinary = !matches!(&one.segment, Some(segment) if !is_ordinary(segment));
    let fits = |t: &nahtlos_wire::catalogue::Term| {
        let same_term = t.duration.as_deref().is_some_and(|d| d.eq_ignore_ascii_case(term.as_str()));
        same_term && t.billing_cycle == Some(convert::cycle(billing))
    };
    ordinary && one.is_purchasable != Some(false) && one.terms.iter().flatten().any(fits)
}

fn is_ordinary(segment: &Segment) -> bool {
    segment.as_str().eq_ignore_ascii_case(SEGMENT)
}

/// It is not on sale there (any more) as the plan has it.
fn gone(offer: &OfferId, line: &OrderLine) -> Outcome {
    Outcome::Refused {
        status: 400,
        code: "notOnSale".to_owned(),
        message: format!(
            "{offer} is not on sale for the customer at the service with a term of {} billed {}",
            line.term, line.billing
        ),
    }
}

fn refused_line(cart: &Cart) -> Option<Outcome> {
    let error = cart.line_items.iter().flatten().find_map(|line| line.error.as_ref())?;
    let code = error.error_code.as_ref().map(|code| serde_json::to_value(code).unwrap_or_default());
    Some(Outcome::Refused {
        status: 400,
        code: code.and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default(),
        message: said::sentence(error.error_description.as_deref().unwrap_or_default()),
    })
}

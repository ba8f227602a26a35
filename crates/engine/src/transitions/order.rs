//! The order of a subscription that came of another: one line, nothing bought.

use crate::{
    act::{Act, Changed, NOTHING},
    halt::Halt,
};
use nahtlos_model::{
    charges::Charge,
    orders::{Order, OrderLine, OrderStatus},
    subscriptions::Subscription,
};
use nahtlos_store::orders;

/// Keeps the order of a subscription that was made by a transition or an upgrade.
pub(super) async fn insert(act: &mut Act<'_>, made: &Subscription, charges: &[Charge]) -> Result<(), Halt> {
    let order = Order {
        id: made.order_id.clone().unwrap_or_default(),
        customer_id: made.customer_id.clone(),
        partner_id: made.partner_id.clone().unwrap_or_default(),
        generation: made.generation,
        cycle: made.cycle,
        currency: made.place.currency,
        country: made.place.country.clone(),
        lines: vec![OrderLine {
            number: 0,
            offer_id: made.offer_id.clone(),
            subscription_id: made.id.clone(),
            parent_id: made.parent_id.clone(),
            friendly_name: Some(made.friendly_name.clone()),
            quantity: made.quantity,
            term: made.is_new_commerce().then_some(made.term),
            mpn_id: made.mpn_id.clone(),
            more_mpn_ids: Vec::new(),
            promotion: made.promotion.clone(),
            custom_end: None,
            renewal_term: None,
            attested: false,
            converted: true,
            list_price: made.unit_price,
            unit_price: crate::orders::place::discounted(made.unit_price, made.discount_percent),
            charged_minor: charges.iter().map(|c| c.amount_minor).sum(),
            term_minor: made.term_minor(),
            provisioning: std::collections::BTreeMap::new(),
        }],
        created: act.now,
        status: OrderStatus::Completed,
        record_attested: false,
        version: 1,
    };
    orders::insert(act.tx, &order).await?;
    act.changed(Changed {
        scope: &order.customer_id,
        partner: &order.partner_id,
        resource: "order",
        id: &order.id,
        operation: "create_order",
        before: NOTHING,
        after: Some(&order),
    })
}

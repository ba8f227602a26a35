//! Checks a cart out: one order per group. A group that is refused does not keep the others from being ordered.

use super::{fill::DUE, fill::check_open, read::unknown};
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    orders::{
        place::place,
        shop::{Line, Shop},
    },
    permit::Permit,
};
use nahtlos_model::{
    orders::{CartLine, CartStatus, Order},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{carts, due};

/// A cart to check out.
#[derive(Debug, Clone)]
pub struct CheckOut {
    /// Customer.
    pub customer_id: String,
    /// The cart.
    pub id: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct CheckedOut {
    /// Orders made.
    pub orders: Vec<Order>,
    /// Groups refused.
    pub errors: Vec<GroupError>,
}

/// A group that was refused.
#[derive(Debug, Clone)]
pub struct GroupError {
    /// The group.
    pub group: String,
    /// Why.
    pub refusal: Refusal,
}

impl UseCase for CheckOut {
    type Out = CheckedOut;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<CheckedOut, Halt> {
        let (partner, id) = (act.call.actor.tenant_id.clone(), self.id.to_ascii_lowercase());
        let before = carts::find(act.tx, &self.customer_id, &partner, &id)
            .await?
            .ok_or_else(|| unknown(&id))?;
        check_open(&before, act)?;
        if before.lines.iter().any(has_error) {
            return Err(Code::CartHasErrors.into());
        }
        let mut shop = Shop::open(act, &self.customer_id, true).await?;
        let all: Vec<Line> = before
            .lines
            .iter()
            .flat_map(|l| std::iter::once(l).chain(&l.addons))
            .map(line_of)
            .collect();
        shop.check_attestation(&all, before.record_attested)?;
        let mut groups: Vec<&str> = Vec::new();
        for line in &before.lines {
            if !groups.contains(&line.group.as_str()) {
                groups.push(&line.group);
            }
        }
        let mut done = CheckedOut {
            orders: Vec::new(),
            errors: Vec::new(),
        };
        for group in groups {
            match self.order(act, &mut shop, &before.lines, group, before.record_attested).await? {
                Ok(order) => done.orders.push(order),
                Err((_, refusal)) => done.errors.push(GroupError {
                    group: group.to_owned(),
                    refusal,
                }),
            }
        }
        let mut after = before.clone();
        after.status = CartStatus::Ordered;
        after.modified = act.now;
        after.version += 1;
        carts::update(act.tx, &before, &after).await?;
        due::set(act.tx, &after.customer_id, DUE, &after.id, Some(after.expires)).await?;
        act.changed(Changed {
            scope: &after.customer_id,
            partner: &after.partner_id,
            resource: "cart",
            id: &after.id,
            operation: "checkout_cart",
            before: Some(&before),
            after: Some(&after),
        })?;
        Ok(done)
    }
}

impl CheckOut {
    async fn order(
        &self,
        act: &mut Act<'_>,
        shop: &mut Shop,
        lines: &[CartLine],
        group: &str,
        attested: bool,
    ) -> Result<Result<Order, (usize, Refusal)>, Halt> {
        let bases: Vec<&CartLine> = lines.iter().filter(|l| l.group == group).collect();
        let wanted: Vec<Line> = bases.iter().map(|l| line_of(l)).collect();
        let made = match place(act, shop, &wanted, attested).await? {
            Ok(order) => order,
            refused => return Ok(refused),
        };
        // Legacy add-ons need their base's subscription, which exists only now: they join its order.
        let mut order = made;
        for (base, line) in bases.iter().zip(order.lines.clone()) {
            let addons: Vec<Line> = base
                .addons
                .iter()
                .map(line_of)
                .map(|l| Line {
                    parent_id: Some(line.subscription_id.clone()),
                    ..l
                })
                .collect();
            if !addons.is_empty() {
                let more = crate::orders::change::BuyAddOn {
                    customer_id: self.customer_id.clone(),
                    order_id: order.id.clone(),
                    lines: addons,
                };
                order = more.add_to(act, shop, &order).await?;
            }
        }
        Ok(Ok(order))
    }
}

fn has_error(line: &CartLine) -> bool {
    line.error.is_some() || line.addons.iter().any(has_error)
}

fn line_of(line: &CartLine) -> Line {
    Line {
        item: line.item.clone(),
        quantity: line.quantity,
        cycle: Some(line.cycle),
        term: line.term,
        friendly_name: line.friendly_name.clone(),
        mpn_id: line.mpn_id.clone(),
        parent_id: None,
        renewal_term: line.renewal_term,
        promotion: line.promotion.clone(),
        custom_end: line.custom_end,
    }
}

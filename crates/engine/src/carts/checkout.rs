//! Checks a cart out: one order per group. A group that is refused does not keep the others from being ordered.

use super::{
    fill::{DUE, check_open, parent_of},
    read::unknown,
};
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    orders::{
        place::{Ordered, place},
        shop::{Line, Shop, needs_base},
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
        let every = before.lines.iter().flat_map(|l| std::iter::once(l).chain(&l.addons));
        let every: Vec<Line> = every.map(line_of).collect();
        shop.check_attestation(&every, before.record_attested)?;
        let mut groups: Vec<(&str, Vec<Ordered>)> = Vec::new();
        let mut lines: Vec<&CartLine> = before.lines.iter().collect();
        lines.sort_by_key(|line| needs_base(act, &line.item));
        for line in lines {
            let ordered = Ordered {
                line: line_of(line),
                addons: line.addons.iter().map(line_of).collect(),
            };
            match groups.iter_mut().find(|(group, _)| *group == line.group) {
                Some((_, lines)) => lines.push(ordered),
                None => groups.push((&line.group, vec![ordered])),
            }
        }
        let mut done = CheckedOut {
            orders: Vec::new(),
            errors: Vec::new(),
        };
        for (group, lines) in groups {
            match place(act, &mut shop, &lines, before.record_attested).await? {
                Ok(order) => done.orders.push(order),
                Err((_, refusal)) => done.errors.push(GroupError {
                    group: group.to_owned(),
                    refusal,
                }),
            }
        }
        if done.orders.is_empty() {
            // Nothing was ordered, so the cart stays open: it can be mended and checked out again.
            return Ok(done);
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
        parent_id: parent_of(&line.provisioning),
        renewal_term: line.renewal_term,
        promotion: line.promotion.clone(),
        custom_end: line.custom_end,
        more_mpn_ids: line.more_mpn_ids.clone(),
        attested: line.attested,
        provisioning: line.provisioning.clone(),
    }
}

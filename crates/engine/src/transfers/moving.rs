//! Moves one group: a subscription with its add-ons, in the order in which no seat is ever missing.

use crate::{
    act::{Act, Changed, NOTHING},
    halt::Halt,
    orders::place::discounted,
    subscriptions::{change::check_mpn_of, due::fall_due, save},
};
use nahtlos_model::{
    instants::Instant,
    orders::{Order, OrderLine, OrderStatus},
    subscriptions::{Decided, Subscription},
    transfers::{Failure, HandOver, HandedOver, Line, Reason, Transfer},
};
use nahtlos_store::{
    due::{self, Due},
    orders, subscriptions,
};
use std::collections::BTreeMap;

/// A group of a transfer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'a> {
    pub transfer: &'a Transfer,
    pub line: &'a Line,
}

/// The target's subscription for each of the source's.
type Moved = BTreeMap<String, String>;

/// Moves a group, or says why it cannot be; then nothing of it was touched but what time had done to it anyway.
pub(super) async fn move_group(act: &mut Act<'_>, group: Group<'_>) -> Result<Result<(Order, Moved), Failure>, Halt> {
    let Group { transfer: t, line } = group;
    let accepted = t.accepted.unwrap_or(act.now);
    let mut found = Vec::new();
    for (id, mpn) in std::iter::once(line).chain(&line.addons).map(|l| (&l.subscription_id, &l.mpn_id)) {
        let s = match caught_up(act, &t.customer_id, id, accepted).await? {
            Some(s) if s.partner_id.as_ref() == Some(&t.source_id) => s,
            _ => return Ok(Err(Reason::Moved.failure(id))),
        };
        if let Err(reason) = s.fit_to_move() {
            return Ok(Err(reason.failure(id)));
        }
        if let Some(failure) = mpn_fails(act, &t.target_id, mpn.as_deref()).await? {
            return Ok(Err(failure));
        }
        found.push((s, mpn.clone()));
    }
    let order_id = if found.iter().any(|(s, _)| s.is_new_commerce()) {
        act.order_id()
    } else {
        act.guid()
    };
    let (mut moved, mut pairs) = (Moved::new(), Vec::new());
    for (s, mpn) in &found {
        let to = HandOver {
            partner_id: t.target_id.clone(),
            id: act.guid(),
            order_id: order_id.clone(),
            parent_id: s.parent_id.as_ref().and_then(|parent| moved.get(parent).cloned()),
            mpn_id: mpn.clone(),
            accepted,
            now: act.now,
        };
        moved.insert(s.id.clone(), to.id.clone());
        pairs.push((s, s.hand_over(&to, &act.numbers())));
    }
    let order = order(act, t, &order_id, &pairs);
    orders::insert(act.tx, &order).await?;
    for (before, HandedOver { new, old }) in pairs {
        // The new one first: its seats are in the pool before the old ones leave it, or holders would lose their licence.
        save::save(act, None, &new.after, new.charges, "create_subscription").await?;
        save::save(act, Some(before), &old.after, old.charges, "update_subscription").await?;
    }
    act.changed(Changed {
        scope: &order.customer_id,
        partner: &order.partner_id,
        resource: "order",
        id: &order.id,
        operation: "create_order",
        before: NOTHING,
        after: Some(&order),
    })?;
    Ok(Ok((order, moved)))
}

/// A subscription after everything that fell due until an instant: work that waits beside this one must not be late for it.
async fn caught_up(act: &mut Act<'_>, customer: &str, id: &str, until: Instant) -> Result<Option<Subscription>, Halt> {
    loop {
        let Some(s) = subscriptions::find(act.tx, customer, id).await? else {
            return Ok(None);
        };
        let Some(at) = s.next_due().filter(|at| *at <= until) else {
            return Ok(Some(s));
        };
        let work = Due {
            bucket: due::bucket_of(customer),
            id: String::new(),
            at,
            kind: save::DUE.to_owned(),
            scope: customer.to_owned(),
            subject: id.to_owned(),
        };
        fall_due(act, &work).await?;
    }
}

async fn mpn_fails(act: &mut Act<'_>, target: &str, mpn: Option<&str>) -> Result<Option<Failure>, Halt> {
    let Some(mpn) = mpn else { return Ok(None) };
    match check_mpn_of(act, target, mpn).await {
        Ok(()) => Ok(None),
        Err(Halt::Refused(refusal)) => Ok(Some(Failure {
            code: refusal.code.wire().parse().unwrap_or(900_103),
            text: format!("{mpn} is no reseller of the target partner."),
        })),
        Err(fault) => Err(fault),
    }
}

/// The order at the target: as a purchase would have made it, at the terms that go on.
fn order(act: &Act<'_>, t: &Transfer, id: &str, pairs: &[(&Subscription, HandedOver)]) -> Order {
    let first = &pairs[0].1.new.after;
    Order {
        id: id.to_owned(),
        customer_id: t.customer_id.clone(),
        partner_id: t.target_id.clone(),
        generation: first.generation,
        cycle: first.cycle,
        currency: first.place.currency,
        country: first.place.country.clone(),
        lines: (0..).zip(pairs).map(|(number, (_, handed))| line_of(number, &handed.new)).collect(),
        created: act.now,
        status: OrderStatus::Completed,
        record_attested: false,
        version: 1,
    }
}

fn line_of(number: i64, decided: &Decided) -> OrderLine {
    let made = &decided.after;
    OrderLine {
        number,
        offer_id: made.offer_id.clone(),
        subscription_id: made.id.clone(),
        parent_id: made.parent_id.clone(),
        friendly_name: Some(made.friendly_name.clone()),
        quantity: made.quantity,
        term: Some(made.term),
        mpn_id: made.mpn_id.clone(),
        more_mpn_ids: Vec::new(),
        promotion: made.promotion.clone(),
        custom_end: None,
        renewal_term: None,
        attested: false,
        converted: false,
        list_price: made.unit_price,
        unit_price: discounted(made.unit_price, made.discount_percent),
        charged_minor: decided.charges.iter().map(|c| c.amount_minor).sum(),
        term_minor: made.term_minor(),
        provisioning: BTreeMap::new(),
    }
}

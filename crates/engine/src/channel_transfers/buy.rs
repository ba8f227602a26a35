//! Buys what is due of a channel transfer, line by line, each an order of its own; and looks at what became of the rest.

use crate::{
    act::Act,
    halt::Halt,
    orders::{
        place::save_order,
        shop::{Bought, Line as Ordered, Shop},
    },
    subscriptions::change::check_mpn_of,
};
use nahtlos_model::{
    channel_transfers::{ChannelTransfer, Line, plan::revived},
    customers::Relationship,
    estate::Generation,
    orders::Order,
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, subscriptions};
use std::collections::BTreeMap;

/// One step: what is due today is bought, the others are looked at. The version is counted up.
pub(super) async fn step(act: &mut Act<'_>, mut t: ChannelTransfer) -> Result<ChannelTransfer, Halt> {
    let today = act.now.date();
    t.version += 1;
    for at in 0..t.lines.len() {
        let source = subscriptions::find(act.tx, &t.customer_id, &t.lines[at].source_id).await?;
        t.lines[at].follow(source.as_ref().and_then(|s| s.end), t.lead_days, today);
    }
    if t.lines.iter().any(|l| l.is_due(today)) {
        let mut shop = match may_sell(act, &t).await? {
            Ok(shop) => shop,
            Err(refusal) => return Ok(t.lapse(&refusal)),
        };
        for at in 0..t.lines.len() {
            if !t.lines[at].is_due(today) {
                continue;
            }
            match buy(act, &mut shop, &t, at).await? {
                Ok((order, subscription)) => t.lines[at].was_bought(&order.id, &subscription),
                Err(refusal) => t.lines[at].was_refused(&refusal, today),
            }
        }
    }
    for at in 0..t.lines.len() {
        let source = subscriptions::find(act.tx, &t.customer_id, &t.lines[at].source_id).await?;
        let bought = match &t.lines[at].subscription_id {
            Some(id) => subscriptions::find(act.tx, &t.customer_id, id).await?,
            None => None,
        };
        t.lines[at].look(bought.as_ref(), source.as_ref(), today);
    }
    Ok(t.summed())
}

/// The partner must still have the customer, its agreement, and its reseller.
async fn may_sell(act: &mut Act<'_>, t: &ChannelTransfer) -> Result<Result<Shop, Refusal>, Halt> {
    let relationship = customers::relationship(act.tx, &t.customer_id, &t.partner_id).await?;
    if !relationship.as_ref().is_some_and(Relationship::is_active) {
        return Ok(Err(Code::NoRelationship.into()));
    }
    match Shop::open_for(act, &t.partner_id, &t.customer_id, true).await {
        Ok(shop) => Ok(Ok(shop)),
        Err(Halt::Refused(refusal)) => Ok(Err(refusal)),
        Err(fault) => Err(fault),
    }
}

type Done = (Order, nahtlos_model::subscriptions::Subscription);

async fn buy(act: &mut Act<'_>, shop: &mut Shop, t: &ChannelTransfer, at: usize) -> Result<Result<Done, Refusal>, Halt> {
    let line = &t.lines[at];
    if let Some(mpn) = &t.mpn_id {
        match check_mpn_of(act, &t.partner_id, mpn).await {
            Ok(()) => {}
            Err(Halt::Refused(refusal)) => return Ok(Err(refusal)),
            Err(fault) => return Err(fault),
        }
    }
    let order_id = act.order_id();
    let wanted = wanted(t, line);
    let assortment = act.assortment.clone();
    let Some(offer) = assortment.offers.get(&line.offer) else {
        return Ok(Err(Refusal::new(Code::SkuUnknown).with("id", &line.offer.0)));
    };
    // Only here an offer may be bought that is not sold any more.
    let offer = revived(offer, &shop.place, line.term, line.cycle, act.now.date());
    let mut bought: Bought = match shop.decide_held(act, &order_id, &wanted, &offer) {
        Ok(bought) => bought,
        Err(refusal) => return Ok(Err(refusal)),
    };
    bought.decided.after.auto_renew = t.auto_renew;
    bought.decided.after.channel_transfer = Some(t.id.clone());
    let made = bought.decided.after.clone();
    let order = save_order(act, shop, order_id, Generation::NewCommerce, vec![(wanted, bought)], false).await?;
    Ok(Ok((order, made)))
}

fn wanted(t: &ChannelTransfer, line: &Line) -> Ordered {
    Ordered {
        item: line.item.clone(),
        quantity: line.quantity,
        cycle: Some(line.cycle),
        term: Some(line.term),
        friendly_name: None,
        mpn_id: t.mpn_id.clone(),
        parent_id: None,
        renewal_term: None,
        promotion: None,
        custom_end: line.custom_end,
        more_mpn_ids: Vec::new(),
        attested: false,
        provisioning: BTreeMap::new(),
    }
}

//! Makes a cart, or fills one anew. What is wrong with a line stands in the line; the cart is kept all the same.

use super::read::unknown;
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    orders::{
        place::discounted,
        shop::{Line, Shop, generation_of},
    },
    permit::Permit,
};
use nahtlos_model::{
    catalogue::BillingPlan,
    estate::Generation,
    orders::{Cart, CartLine, CartStatus, LineError},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{carts, due};
use std::collections::BTreeMap;

/// The kind of a cart's due work.
pub(crate) const DUE: &str = "cart";

/// A line as asked for.
#[derive(Debug, Clone)]
pub struct CartLineWanted {
    /// The line.
    pub line: Line,
    /// Its number as sent.
    pub id: Option<i64>,
    /// Data for provisioning.
    pub provisioning: BTreeMap<String, String>,
    /// Attested.
    pub attested: bool,
    /// Legacy add-ons.
    pub addons: Vec<CartLineWanted>,
}

/// A cart to make (`id` absent) or to fill anew.
#[derive(Debug, Clone)]
pub struct FillCart {
    /// Customer.
    pub customer_id: String,
    /// The cart.
    pub id: Option<String>,
    /// Its lines.
    pub lines: Vec<CartLineWanted>,
    /// The provider attests who the reseller on record is.
    pub record_attested: bool,
}

impl UseCase for FillCart {
    type Out = Cart;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Cart, Halt> {
        if self.lines.is_empty() {
            return Err(Refusal::property("lineItems", "a cart needs at least one line").into());
        }
        let mut shop = Shop::open(act, &self.customer_id, false).await?;
        let before = match &self.id {
            Some(id) => Some(self.open_cart(act, id).await?),
            None => None,
        };
        let mut groups: Vec<(Generation, BillingPlan)> = Vec::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for wanted in &self.lines {
            let id = lines.len() as i64;
            lines.push(priced(act, &mut shop, wanted, id, &mut groups).await?);
        }
        let days = act.numbers().cart_days;
        let user = act
            .call
            .actor
            .user
            .as_ref()
            .map_or_else(|| act.call.actor.application.clone(), |u| u.id.clone());
        let cart = Cart {
            id: before.as_ref().map_or_else(|| act.guid(), |c| c.id.clone()),
            customer_id: self.customer_id.clone(),
            partner_id: shop.partner.id.clone(),
            created: before.as_ref().map_or(act.now, |c| c.created),
            modified: act.now,
            expires: before.as_ref().map_or(act.now.plus_days(days), |c| c.expires),
            user,
            status: CartStatus::Active,
            lines,
            record_attested: self.record_attested,
            place: shop.place.clone(),
            version: before.as_ref().map_or(1, |c| c.version + 1),
        };
        match &before {
            Some(before) => carts::update(act.tx, before, &cart).await?,
            None => {
                carts::insert(act.tx, &cart).await?;
                due::set(act.tx, &cart.customer_id, DUE, &cart.id, Some(cart.expires)).await?;
            }
        }
        act.changed(Changed {
            scope: &cart.customer_id,
            partner: &cart.partner_id,
            resource: "cart",
            id: &cart.id,
            operation: if before.is_some() { "update_cart" } else { "create_cart" },
            before: before.as_ref(),
            after: Some(&cart),
        })?;
        Ok(cart)
    }
}

impl FillCart {
    async fn open_cart(&self, act: &mut Act<'_>, id: &str) -> Result<Cart, Halt> {
        let (partner, id) = (act.call.actor.tenant_id.clone(), id.to_ascii_lowercase());
        let cart = carts::find(act.tx, &self.customer_id, &partner, &id)
            .await?
            .ok_or_else(|| unknown(&id))?;
        check_open(&cart, act)?;
        Ok(cart)
    }
}

pub(crate) fn check_open(cart: &Cart, act: &Act<'_>) -> Result<(), Refusal> {
    match cart.status {
        CartStatus::Ordered => Err(Code::CartSubmitted.into()),
        CartStatus::Active if act.now >= cart.expires => Err(Refusal::new(Code::CartExpired).with("expired", cart.expires)),
        CartStatus::Active => Ok(()),
    }
}

async fn priced(
    act: &mut Act<'_>,
    shop: &mut Shop,
    wanted: &CartLineWanted,
    id: i64,
    groups: &mut Vec<(Generation, BillingPlan)>,
) -> Result<CartLine, Halt> {
    let generation = generation_of(&wanted.line.item);
    let decided = shop.decide(act, "", &wanted.line).await?;
    let cycle = match &decided {
        Ok(bought) => bought.decided.after.cycle,
        Err(_) => wanted.line.cycle.unwrap_or(BillingPlan::Monthly),
    };
    let key = (generation, cycle);
    let at = groups.iter().position(|g| *g == key).unwrap_or_else(|| {
        groups.push(key);
        groups.len() - 1
    });
    let mut addons = Vec::with_capacity(wanted.addons.len());
    for addon in &wanted.addons {
        let base = decided.as_ref().ok().map(|b| b.decided.after.id.clone());
        let line = Line {
            parent_id: base.or(addon.line.parent_id.clone()),
            cycle: Some(cycle),
            ..addon.line.clone()
        };
        let addon = CartLineWanted { line, ..addon.clone() };
        addons.push(Box::pin(priced(act, shop, &addon, addons.len() as i64, groups)).await?);
    }
    let line = &wanted.line;
    let bought = decided.as_ref().ok();
    Ok(CartLine {
        id,
        item: line.item.clone(),
        friendly_name: line.friendly_name.clone(),
        quantity: line.quantity,
        cycle,
        term: bought
            .filter(|_| generation == Generation::NewCommerce)
            .map(|b| b.decided.after.term)
            .or(line.term),
        mpn_id: line.mpn_id.clone(),
        provisioning: wanted.provisioning.clone(),
        group: if generation == Generation::Legacy {
            "OMS-0".to_owned()
        } else {
            at.to_string()
        },
        addons,
        renewal_term: line.renewal_term,
        promotion: bought
            .and_then(|b| b.decided.after.promotion.clone())
            .or_else(|| line.promotion.clone()),
        custom_end: line.custom_end,
        attested: wanted.attested,
        list_price: bought.map(|b| b.list_price),
        unit_price: bought.map(|b| discounted(b.decided.after.unit_price, b.decided.after.discount_percent)),
        charged_minor: bought.map(|b| b.decided.charges.iter().map(|c| c.amount_minor).sum()),
        error: decided.as_ref().err().map(LineError::from),
    })
}

//! Makes a cart, or fills one anew. What is wrong with a line stands in the line; the cart is kept all the same.

use super::read::unknown;
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    orders::{
        place::discounted,
        shop::{Bought, Line, Shop, check_count, generation_of},
    },
    permit::Permit,
};
use nahtlos_model::{
    catalogue::BillingPlan,
    estate::Generation,
    orders::{Cart, CartLine, CartStatus, LineError},
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
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
        check_count(self.lines.iter().map(|l| 1 + l.addons.len()).sum())?;
        let mut shop = Shop::open(act, &self.customer_id, false).await?;
        let before = match &self.id {
            Some(id) => Some(self.open_cart(act, id).await?),
            None => None,
        };
        let lines = self.priced(act, &mut shop).await?;
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
    /// The lines, priced one after the other. Add-ons that came before their base are tried again after the rest.
    async fn priced(&self, act: &mut Act<'_>, shop: &mut Shop) -> Result<Vec<CartLine>, Halt> {
        let mut pricing = Pricing::new(&self.lines);
        let mut lines = Vec::with_capacity(self.lines.len());
        for wanted in &self.lines {
            lines.push(pricing.line(act, shop, wanted).await?);
        }
        let early = |line: &CartLine| line.error.as_ref().is_some_and(|e| e.key == Code::PrerequisiteMissing.key());
        for (line, wanted) in lines.iter_mut().zip(&self.lines).filter(|(line, _)| early(line)) {
            let again = pricing.line(act, shop, wanted).await?;
            *line = CartLine { id: line.id, ..again };
        }
        Ok(lines)
    }

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

/// The base subscription that a legacy add-on names.
pub fn parent_of(provisioning: &BTreeMap<String, String>) -> Option<String> {
    let named = |key: &str| key.eq_ignore_ascii_case("parentSubscriptionId");
    let found = provisioning.iter().find(|(key, value)| named(key) && !value.trim().is_empty());
    found.map(|(_, value)| value.trim().to_owned())
}

/// Ids and groups as they are given out while lines are priced.
struct Pricing {
    /// The ids that were sent hold: each is there, and once.
    keep_ids: bool,
    next_id: i64,
    groups: Vec<(Generation, BillingPlan, String)>,
}

impl Pricing {
    fn new(lines: &[CartLineWanted]) -> Self {
        let every = lines.iter().flat_map(|l| std::iter::once(l).chain(&l.addons));
        let ids: Vec<Option<i64>> = every.map(|l| l.id).collect();
        let mut known: Vec<i64> = ids.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        Self {
            keep_ids: known.len() == ids.len(),
            next_id: 0,
            groups: Vec::new(),
        }
    }

    fn id(&mut self, sent: Option<i64>) -> i64 {
        let next = self.next_id;
        self.next_id += 1;
        sent.filter(|_| self.keep_ids).unwrap_or(next)
    }

    /// Lines with one group make one order: an order has one generation and one billing cycle, and legacy ones one sales group.
    fn group(&mut self, generation: Generation, cycle: BillingPlan, sales: &str) -> String {
        let mut of_kind = self.groups.iter().filter(|g| g.0 == generation);
        let at = of_kind.position(|g| g.1 == cycle && g.2 == sales).unwrap_or_else(|| {
            let count = self.groups.iter().filter(|g| g.0 == generation).count();
            self.groups.push((generation, cycle, sales.to_owned()));
            count
        });
        match generation {
            Generation::Legacy => format!("OMS-{at}"),
            Generation::NewCommerce => at.to_string(),
        }
    }

    /// A line with its add-ons.
    async fn line(&mut self, act: &mut Act<'_>, shop: &mut Shop, wanted: &CartLineWanted) -> Result<CartLine, Halt> {
        let id = self.id(wanted.id);
        let decided = shop.decide(act, "", &wanted.line).await?;
        let mut line = priced(id, &wanted.line, &decided);
        let generation = generation_of(&line.item);
        let offer = act.assortment.legacy.get(&line.item.trim().to_ascii_lowercase());
        let sales = offer.map_or("", |o| o.sales_group.as_str()).to_owned();
        line.group = self.group(generation, line.cycle, &sales);
        let base = decided.ok().map(|b| b.decided.after.id);
        for addon in &wanted.addons {
            let asked = Line {
                parent_id: base.clone().or_else(|| addon.line.parent_id.clone()),
                cycle: Some(line.cycle),
                ..addon.line.clone()
            };
            let id = self.id(addon.id);
            let decided = shop.decide(act, "", &asked).await?;
            let group = line.group.clone();
            line.addons.push(CartLine {
                group,
                ..priced(id, &asked, &decided)
            });
        }
        Ok(line)
    }
}

/// A line with its price, or with what is wrong with it.
fn priced(id: i64, line: &Line, decided: &Result<Bought, Refusal>) -> CartLine {
    let bought = decided.as_ref().ok();
    let made = bought.map(|b| &b.decided.after);
    let term = made.filter(|s| s.is_new_commerce()).map(|s| s.term);
    CartLine {
        id,
        item: made.map_or_else(|| line.item.clone(), |s| s.offer_id.clone()),
        friendly_name: line.friendly_name.clone(),
        quantity: line.quantity,
        cycle: made.map_or(line.cycle.unwrap_or(BillingPlan::Monthly), |s| s.cycle),
        term: term.or(line.term),
        mpn_id: line.mpn_id.clone(),
        more_mpn_ids: line.more_mpn_ids.clone(),
        provisioning: line.provisioning.clone(),
        group: String::new(),
        addons: Vec::new(),
        renewal_term: line.renewal_term,
        promotion: made.and_then(|s| s.promotion.clone()).or_else(|| line.promotion.clone()),
        custom_end: line.custom_end,
        attested: line.attested,
        list_price: bought.map(|b| b.list_price),
        unit_price: made.map(|s| discounted(s.unit_price, s.discount_percent)),
        charged_minor: bought.map(|b| b.decided.charges.iter().map(|c| c.amount_minor).sum()),
        term_minor: made.map(Subscription::term_minor),
        error: decided.as_ref().err().map(LineError::from),
    }
}

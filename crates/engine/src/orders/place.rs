//! Places an order: decides on all lines, then saves the order and its subscriptions. All of it or nothing.

use super::shop::{Bought, Line, Shop, check_count, generation_of};
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    subscriptions::save::save,
};
use nahtlos_model::{
    audit::PROGRESS,
    catalogue::BillingPlan,
    estate::Generation,
    orders::{Order, OrderLine, OrderStatus},
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Status,
};
use nahtlos_store::orders;

/// An order as asked for.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Customer.
    pub customer_id: String,
    /// Line numbers as sent, and the lines.
    pub lines: Vec<(Option<i64>, Line)>,
    /// Billing cycle of the order.
    pub cycle: Option<BillingPlan>,
    /// Currency, when the caller names one.
    pub currency: Option<String>,
    /// The provider attests who the reseller on record is.
    pub record_attested: bool,
}

impl UseCase for PlaceOrder {
    type Out = Order;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Order, Halt> {
        check_count(self.lines.len())?;
        if let Some(at) = (0..)
            .zip(&self.lines)
            .position(|(expected, (number, _))| number.is_some_and(|n| n != expected))
        {
            return Err(Refusal::new(Code::LineNumbers)
                .with("line", at)
                .at(format!("lineItems[{at}].lineItemNumber"))
                .into());
        }
        let lines: Vec<Line> = self
            .lines
            .iter()
            .map(|(_, line)| Line {
                cycle: line.cycle.or(self.cycle),
                ..line.clone()
            })
            .collect();
        let mut shop = Shop::open(act, &self.customer_id, true).await?;
        shop.check_attestation(&lines, self.record_attested)?;
        if let Some(currency) = self
            .currency
            .as_ref()
            .filter(|c| !c.eq_ignore_ascii_case(shop.place.currency.code()))
        {
            return Err(Refusal::new(Code::CurrencyInvalid)
                .with("currency", currency)
                .at("currencyCode")
                .into());
        }
        let lines: Vec<Ordered> = lines.into_iter().map(Ordered::alone).collect();
        place(act, &mut shop, &lines, self.record_attested)
            .await?
            .map_err(|(at, refusal)| in_line("lineItems", at, refusal).into())
    }
}

/// Names the line in a refusal's field.
pub(crate) fn in_line(list: &str, at: usize, refusal: Refusal) -> Refusal {
    let field = refusal.field.clone().unwrap_or_default();
    refusal.at(format!("{list}[{at}].{field}").trim_end_matches('.').to_owned())
}

/// A line to order, with the legacy add-ons that come with it.
#[derive(Debug, Clone)]
pub(crate) struct Ordered {
    pub line: Line,
    pub addons: Vec<Line>,
}

impl Ordered {
    fn alone(line: Line) -> Self {
        Self { line, addons: Vec::new() }
    }
}

/// Decides on the lines of one order and saves them. The inner error names the line that was refused; then nothing was saved.
pub(crate) async fn place(
    act: &mut Act<'_>,
    shop: &mut Shop,
    lines: &[Ordered],
    record_attested: bool,
) -> Result<Result<Order, (usize, Refusal)>, Halt> {
    let mark = shop.mark();
    let generation = lines
        .first()
        .map_or(Generation::NewCommerce, |ordered| generation_of(&ordered.line.item));
    let id = if generation == Generation::NewCommerce {
        act.order_id()
    } else {
        act.guid()
    };
    let mut bought: Vec<(Line, Bought)> = Vec::with_capacity(lines.len());
    for (at, ordered) in lines.iter().enumerate() {
        if let Err(refusal) = decide_one(act, shop, &id, generation, ordered, &mut bought).await? {
            shop.rewind(mark);
            return Ok(Err((at, refusal)));
        }
    }
    Ok(Ok(save_order(act, shop, id, generation, bought, record_attested).await?))
}

/// Saves an order of decided lines, its subscriptions and its trail.
pub(crate) async fn save_order(
    act: &mut Act<'_>,
    shop: &Shop,
    id: String,
    generation: Generation,
    bought: Vec<(Line, Bought)>,
    record_attested: bool,
) -> Result<Order, Halt> {
    let cycle = bought.first().map_or(BillingPlan::Monthly, |(_, b)| b.decided.after.cycle);
    let pending = bought.iter().any(|(_, b)| b.decided.after.status == Status::Pending);
    let order = Order {
        id,
        customer_id: shop.customer.id.clone(),
        partner_id: shop.partner.id.clone(),
        generation,
        cycle,
        currency: shop.place.currency,
        country: shop.place.country.clone(),
        lines: (0..).zip(&bought).map(|(number, (line, b))| order_line(number, line, b)).collect(),
        created: act.now,
        status: if pending { OrderStatus::Pending } else { OrderStatus::Completed },
        record_attested,
        version: 1,
    };
    orders::insert(act.tx, &order).await?;
    for (_, one) in bought {
        save(act, None, &one.decided.after, one.decided.charges, "create_subscription").await?;
    }
    let change = Changed {
        scope: &order.customer_id,
        partner: &order.partner_id,
        resource: "order",
        id: &order.id,
        operation: "create_order",
        before: NOTHING,
        after: Some(&order),
    };
    act.changed_with(change, if pending { PROGRESS } else { "" })?;
    Ok(order)
}

/// A line and its add-ons, decided one after the other: an add-on's base is that of the same order.
async fn decide_one(
    act: &mut Act<'_>,
    shop: &mut Shop,
    id: &str,
    generation: Generation,
    ordered: &Ordered,
    bought: &mut Vec<(Line, Bought)>,
) -> Result<Result<(), Refusal>, Halt> {
    let mut base: Option<String> = None;
    for line in std::iter::once(&ordered.line).chain(&ordered.addons) {
        if generation_of(&line.item) != generation {
            return Ok(Err(Refusal::new(Code::OfferInvalid).with("id", &line.item).at("offerId")));
        }
        let line = Line {
            parent_id: base.clone().or_else(|| line.parent_id.clone()),
            ..line.clone()
        };
        let one = match shop.decide(act, id, &line).await? {
            Ok(one) => one,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let cycle = bought.first().map(|(_, b)| b.decided.after.cycle);
        if let Some(cycle) = cycle.filter(|cycle| one.decided.after.cycle != *cycle) {
            return Ok(Err(Refusal::new(Code::OrderCycleDiffers).with("cycle", cycle).at("billingCycle")));
        }
        base.get_or_insert_with(|| one.decided.after.id.clone());
        bought.push((line, one));
    }
    Ok(Ok(()))
}

/// A line of the order, as decided.
pub(crate) fn order_line(number: i64, line: &Line, bought: &Bought) -> OrderLine {
    let made = &bought.decided.after;
    OrderLine {
        number,
        offer_id: made.offer_id.clone(),
        subscription_id: made.id.clone(),
        parent_id: made.parent_id.clone(),
        friendly_name: Some(made.friendly_name.clone()),
        quantity: made.quantity,
        term: made.is_new_commerce().then_some(made.term),
        mpn_id: made.mpn_id.clone(),
        more_mpn_ids: line.more_mpn_ids.clone(),
        promotion: made.promotion.clone(),
        custom_end: line.custom_end,
        renewal_term: line.renewal_term,
        attested: line.attested,
        converted: false,
        list_price: bought.list_price,
        unit_price: discounted(made.unit_price, made.discount_percent),
        charged_minor: bought.decided.charges.iter().map(|c| c.amount_minor).sum(),
        term_minor: made.term_minor(),
        provisioning: line.provisioning.clone(),
    }
}

/// A price after a discount, to the millionth.
pub(crate) fn discounted(price: nahtlos_model::money::Price, percent: i64) -> nahtlos_model::money::Price {
    nahtlos_model::money::Price {
        micros: price.micros * (100 - percent) / 100,
    }
}

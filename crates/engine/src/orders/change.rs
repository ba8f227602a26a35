//! Changes an order: billing cycle and add-ons of legacy orders, cancellation in a sandbox.

use super::{
    place::{in_line, order_line},
    read::unknown,
    shop::{Bought, Line, Shop},
};
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    subscriptions::save::save,
};
use nahtlos_model::{
    catalogue::BillingPlan,
    charges::{Charge, ChargeKind},
    dates::plus_months,
    estate::Generation,
    money::Price,
    orders::{Order, OrderStatus},
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::{Status, Subscription},
};
use nahtlos_store::{orders, subscriptions};

/// Which order to change, and the version that the caller saw, where the caller names one.
#[derive(Debug, Clone)]
pub struct Target {
    /// Customer.
    pub customer_id: String,
    /// Order.
    pub order_id: String,
    /// Version of `If-Match`.
    pub expected_version: Option<i64>,
}

impl Target {
    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn load(&self, act: &mut Act<'_>) -> Result<Order, Halt> {
        let partner = act.call.actor.tenant_id.clone();
        let id = self.order_id.to_ascii_lowercase();
        let found = orders::find(act.tx, &self.customer_id, &partner, &id).await?;
        let order = found.ok_or_else(|| unknown(&id))?;
        match self.expected_version.filter(|version| *version != order.version) {
            Some(version) => Err(Refusal::new(Code::StaleEtag).with("version", version).into()),
            None => Ok(order),
        }
    }
}

async fn store(act: &mut Act<'_>, before: &Order, after: &Order) -> Result<(), Halt> {
    orders::update(act.tx, before, after).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "order",
        id: &after.id,
        operation: "update_order",
        before: Some(before),
        after: Some(after),
    })
}

/// Another billing cycle for all subscriptions of a legacy order: the term begins anew for twelve months, promotions go,
/// what was paid is credited by day.
#[derive(Debug, Clone)]
pub struct ChangeCycle {
    /// The order.
    pub target: Target,
    /// The cycle.
    pub cycle: BillingPlan,
}

impl UseCase for ChangeCycle {
    type Out = Order;

    fn needs(&self) -> Need {
        self.target.needs()
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Order, Halt> {
        let before = self.target.load(act).await?;
        if before.generation == Generation::NewCommerce {
            return Err(Refusal::new(Code::Unsupported).at("billingCycle").into());
        }
        if before.cycle == self.cycle {
            return Ok(before);
        }
        for s in subscriptions::by_order(act.tx, &before.customer_id, &before.id).await? {
            let (after, charges) = self.recycled(act, &s)?;
            save(act, Some(&s), &after, charges, "update_subscription").await?;
        }
        let mut after = before.clone();
        after.cycle = self.cycle;
        after.version += 1;
        store(act, &before, &after).await?;
        Ok(after)
    }
}

impl ChangeCycle {
    fn recycled(&self, act: &Act<'_>, s: &Subscription) -> Result<(Subscription, Vec<Charge>), Refusal> {
        s.check_free()?;
        if s.status != Status::Active || s.trial {
            return Err(Refusal::new(Code::OrderSubscriptionInactive)
                .with("subscription", &s.id)
                .at("billingCycle"));
        }
        let offer = act.assortment.legacy.get(&s.offer).filter(|o| o.cycles.contains(&self.cycle));
        let price = offer.and_then(|o| {
            o.prices
                .iter()
                .find(|p| p.country.eq_ignore_ascii_case(&s.place.country) && p.currency == s.place.currency)
        });
        let price = price.ok_or_else(|| {
            Refusal::new(Code::OrderCycleLacking)
                .with("offer", &s.offer_name)
                .with("cycle", self.cycle)
                .at("billingCycle")
        })?;
        let today = act.now.date();
        let mut charges = Vec::new();
        if let Some(period) = s.period.filter(|p| today < p.end) {
            charges.push(Charge::line(ChargeKind::Convert, period, today, s.quantity, s.rate(), -1));
        }
        let mut after = s.clone();
        after.cycle = self.cycle;
        after.unit_price = Price {
            micros: price.monthly.micros * i64::from(self.cycle.months()),
        };
        after.start = today;
        after.end = Some(plus_months(today, 12));
        after.discount_percent = 0;
        after.promotion = None;
        after.period = after.period_at(today);
        after.version += 1;
        if let Some(period) = after.period {
            charges.push(Charge::line(ChargeKind::Convert, period, today, after.quantity, after.rate(), 1));
        }
        Ok((after, charges))
    }
}

/// A legacy add-on for a subscription of an order.
#[derive(Debug, Clone)]
pub struct BuyAddOn {
    /// The order of the base.
    pub target: Target,
    /// Billing cycle, where the caller names one: that of the order.
    pub cycle: Option<BillingPlan>,
    /// The new lines, each with its base subscription.
    pub lines: Vec<Line>,
}

impl UseCase for BuyAddOn {
    type Out = Order;

    fn needs(&self) -> Need {
        self.target.needs()
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Order, Halt> {
        let before = self.target.load(act).await?;
        if before.generation == Generation::NewCommerce {
            return Err(Refusal::new(Code::Unsupported).at("lineItems").into());
        }
        if self.cycle.is_some_and(|cycle| cycle != before.cycle) {
            let refusal = Refusal::new(Code::OrderCycleDiffers).with("cycle", before.cycle);
            return Err(refusal.at("billingCycle").into());
        }
        let mut shop = Shop::open(act, &self.target.customer_id, true).await?;
        let mut after = before.clone();
        for (at, line) in self.lines.iter().enumerate() {
            let bought = match self.decide(act, &mut shop, &before, line).await? {
                Ok(bought) => bought,
                Err(refusal) => return Err(in_line("lineItems", at, refusal).into()),
            };
            let made = &bought.decided.after;
            if made.status == Status::Pending {
                after.status = OrderStatus::Pending;
            }
            after.lines.push(order_line(after.lines.len() as i64, line, &bought));
            save(act, None, &bought.decided.after, bought.decided.charges, "create_subscription").await?;
        }
        after.version += 1;
        store(act, &before, &after).await?;
        Ok(after)
    }
}

impl BuyAddOn {
    /// Decides on a line: its base must be a subscription of this order.
    async fn decide(&self, act: &mut Act<'_>, shop: &mut Shop, order: &Order, line: &Line) -> Result<Result<Bought, Refusal>, Halt> {
        let parent = line.parent_id.as_deref().unwrap_or_default();
        if !order.lines.iter().any(|l| l.subscription_id.eq_ignore_ascii_case(parent)) {
            let refusal = Refusal::new(Code::AddOnNotOfParent).with("offer", &line.item);
            return Ok(Err(refusal.with("parent", parent).at("parentSubscriptionId")));
        }
        let line = Line {
            cycle: Some(order.cycle),
            ..line.clone()
        };
        shop.decide(act, &order.id, &line).await
    }
}

/// Cancels an order: in a sandbox only, with every subscription of it.
#[derive(Debug, Clone)]
pub struct CancelOrder {
    /// The order.
    pub target: Target,
}

impl UseCase for CancelOrder {
    type Out = Order;

    fn needs(&self) -> Need {
        self.target.needs()
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Order, Halt> {
        let before = self.target.load(act).await?;
        if !crate::subscriptions::change::is_sandbox(act).await? {
            return Err(Code::OrderCancelRefused.into());
        }
        if before.status == OrderStatus::Cancelled {
            return Err(Refusal::new(Code::OrderNotCancellable).with("status", before.status).into());
        }
        for s in subscriptions::by_order(act.tx, &before.customer_id, &before.id).await? {
            if s.status == Status::Deleted {
                continue;
            }
            s.check_free()?;
            let mut gone = s.clone();
            gone.status = Status::Deleted;
            gone.stage_ends = None;
            gone.auto_renew = false;
            gone.scheduled = None;
            gone.tranches.clear();
            gone.cancel_until = None;
            gone.version += 1;
            let credit = s.period.filter(|p| act.now.date() < p.end && s.status == Status::Active);
            let credit = credit.map(|p| Charge::line(ChargeKind::CancelImmediate, p, act.now.date(), s.quantity, s.rate(), -1));
            save(act, Some(&s), &gone, credit.into_iter().collect(), "update_subscription").await?;
        }
        let mut after = before.clone();
        after.status = OrderStatus::Cancelled;
        after.version += 1;
        store(act, &before, &after).await?;
        Ok(after)
    }
}

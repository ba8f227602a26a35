//! Schedules a channel transfer, changes and cancels it before it begins, or begins it now.

use super::{buy, load, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, orders::shop::Shop, permit::Permit, subscriptions::change::check_mpn};
use nahtlos_model::{
    channel_transfers::{
        ChannelTransfer, Line, Status,
        plan::{Around, Wanted, plan},
    },
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::subscriptions;

/// What is wanted.
#[derive(Debug, Clone, Default)]
pub struct Planned {
    /// Lines.
    pub lines: Vec<Wanted>,
    /// Days before a source's end.
    pub lead_days: Option<i64>,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
    /// The new subscriptions renew; `None`: they do.
    pub auto_renew: Option<bool>,
}

/// Most days before a source's end.
const LONGEST_LEAD: i64 = 366;

/// Plans lines; `own` is the channel transfer that is planned anew.
async fn planned(act: &mut Act<'_>, customer: &str, wanted: &Planned, own: Option<&ChannelTransfer>) -> Result<(i64, Vec<Line>), Halt> {
    let shop = Shop::open(act, customer, true).await?;
    let lead = wanted
        .lead_days
        .or(own.map(|t| t.lead_days))
        .unwrap_or(act.numbers().channel_lead_days);
    if !(1..=LONGEST_LEAD).contains(&lead) {
        return Err(Refusal::property("leadDays", format!("must be from 1 to {LONGEST_LEAD}")).into());
    }
    if let Some(mpn) = &wanted.mpn_id {
        check_mpn(act, mpn).await.map_err(|halt| match halt {
            Halt::Refused(refusal) => Halt::Refused(refusal.at("partnerOnRecord")),
            fault => fault,
        })?;
    }
    let all = subscriptions::list(act.tx, customer).await?;
    let assortment = act.assortment.clone();
    let around = Around {
        subscriptions: &all,
        place: &shop.place,
        assortment: &assortment,
        today: act.now.date(),
        lead_days: lead,
        own: own.map(|t| t.id.as_str()),
    };
    Ok((lead, plan(&wanted.lines, &around)?))
}

/// Schedules one; as a preview, nothing is kept.
#[derive(Debug, Clone)]
pub struct ScheduleChannelTransfer {
    /// Customer.
    pub customer_id: String,
    /// What is wanted.
    pub wanted: Planned,
    /// Only shown.
    pub preview: bool,
}

impl UseCase for ScheduleChannelTransfer {
    type Out = ChannelTransfer;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<ChannelTransfer, Halt> {
        let (lead_days, lines) = planned(act, &self.customer_id, &self.wanted, None).await?;
        let made = ChannelTransfer {
            id: if self.preview { String::new() } else { act.ordered_id() },
            customer_id: self.customer_id.clone(),
            partner_id: act.call.actor.tenant_id.clone(),
            status: Status::Scheduled,
            lead_days,
            mpn_id: self.wanted.mpn_id.clone(),
            auto_renew: self.wanted.auto_renew.unwrap_or(true),
            lines,
            created: act.now,
            version: 1,
        };
        if !self.preview {
            let due = made.next_due(act.now.date());
            save(act, None, &made, due, "create_channel_transfer").await?;
        }
        Ok(made)
    }
}

/// Changes one before it begins.
#[derive(Debug, Clone)]
pub struct ChangeChannelTransfer {
    /// Customer.
    pub customer_id: String,
    /// Channel transfer.
    pub id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
    /// What is wanted now; no lines: the same ones, planned anew where they name no day.
    pub wanted: Planned,
}

impl UseCase for ChangeChannelTransfer {
    type Out = ChannelTransfer;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<ChannelTransfer, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        if let Some(version) = self.expected_version.filter(|v| *v != before.version) {
            return Err(Refusal::new(Code::StaleEtag).with("version", version).into());
        }
        before.check_scheduled()?;
        let mut wanted = self.wanted.clone();
        if wanted.lines.is_empty() {
            wanted.lines = before.lines.iter().map(again).collect();
        }
        let (lead_days, lines) = planned(act, &self.customer_id, &wanted, Some(&before)).await?;
        let after = ChannelTransfer {
            lead_days,
            lines,
            mpn_id: wanted.mpn_id.or_else(|| before.mpn_id.clone()),
            auto_renew: wanted.auto_renew.unwrap_or(before.auto_renew),
            version: before.version + 1,
            ..before.clone()
        };
        let due = after.next_due(act.now.date());
        save(act, Some(&before), &after, due, "update_channel_transfer").await?;
        Ok(after)
    }
}

/// A line as it would be wanted again.
fn again(line: &Line) -> Wanted {
    Wanted {
        source_id: line.source_id.clone(),
        quantity: Some(line.quantity),
        item: Some(line.item.clone()),
        term: Some(line.term),
        cycle: Some(line.cycle),
        start: line.own_start.then_some(line.start),
        custom_end: line.custom_end,
    }
}

/// Takes one back before it begins.
#[derive(Debug, Clone)]
pub struct CancelChannelTransfer {
    /// Customer.
    pub customer_id: String,
    /// Channel transfer.
    pub id: String,
}

impl UseCase for CancelChannelTransfer {
    type Out = ChannelTransfer;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<ChannelTransfer, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        let after = before.cancel()?;
        save(act, Some(&before), &after, None, "update_channel_transfer").await?;
        Ok(after)
    }
}

/// Begins one now, whatever its days.
#[derive(Debug, Clone)]
pub struct StartChannelTransfer {
    /// Customer.
    pub customer_id: String,
    /// Channel transfer.
    pub id: String,
}

impl UseCase for StartChannelTransfer {
    type Out = ChannelTransfer;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<ChannelTransfer, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        before.check_scheduled()?;
        let mut early = before.clone();
        let today = act.now.date();
        early.lines.iter_mut().for_each(|line| line.start = today);
        let after = buy::step(act, early).await?;
        let due = after.next_due(today);
        save(act, Some(&before), &after, due, "update_channel_transfer").await?;
        Ok(after)
    }
}

//! Begins a departure, and changes its checklist. What is to be done at once is done with it, or nothing is.

use super::{Shown, answer, arm::arm, load, save, subscriptions_of};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, orders::place::in_line, permit::Permit};
use nahtlos_model::{
    dates::Date,
    departures::{
        Departure, Line, LineStatus, Status, Way,
        ways::{self, is_active, proposed},
    },
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use nahtlos_store::departures;

/// A line as wanted.
#[derive(Debug, Clone)]
pub struct WantedLine {
    /// Subscription; any letter case.
    pub subscription_id: String,
    /// What happens to it.
    pub way: Way,
    /// On which day; `None`: at once.
    pub on: Option<Date>,
    /// Users may lose a service by it.
    pub accept_loss: bool,
}

/// Begins a departure.
#[derive(Debug, Clone)]
pub struct OpenDeparture {
    /// Customer.
    pub customer_id: String,
    /// Why.
    pub reason: Option<String>,
    /// The day by which the customer wants to have left.
    pub leave_by: Option<Date>,
    /// What happens to what; a subscription that is not named gets what is proposed for it.
    pub lines: Vec<WantedLine>,
}

impl UseCase for OpenDeparture {
    type Out = Shown;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Shown, Halt> {
        let partner = act.call.actor.tenant_id.clone();
        let open = departures::list(act.tx, &self.customer_id, &partner).await?;
        if let Some(open) = open.iter().find(|d| matches!(d.status, Status::Open | Status::HandedOver)) {
            return Err(Refusal::new(Code::DepartureOpen).with("id", &open.id).into());
        }
        let (own, _) = subscriptions_of(act, &self.customer_id, &partner).await?;
        let mut departure = Departure {
            id: act.ordered_id(),
            customer_id: self.customer_id.clone(),
            partner_id: partner,
            status: Status::Open,
            reason: self.reason.clone(),
            leave_by: self.leave_by,
            lines: Vec::new(),
            created: act.now,
            closed: None,
            version: 1,
        };
        merge(&mut departure, &self.lines, &own, act)?;
        for s in own.iter().filter(|s| is_active(s)) {
            if !departure.lines.iter().any(|l| l.subscription_id == s.id) {
                // Only proposed: nothing that nobody asked for is carried out.
                let way = proposed(s, act.now);
                let on = self.leave_by.filter(|_| !matches!(way, Way::Transfer | Way::Keep));
                let line = Line::planned(&s.id, if on.is_none() && way != Way::Transfer { Way::Keep } else { way });
                departure.lines.push(Line { on, ..line });
            }
        }
        arm(act, &mut departure)
            .await?
            .map_err(|(at, refusal)| in_line("lines", at, refusal))?;
        let departure = seen(departure, act).await?;
        save(act, None, &departure, "create_departure").await?;
        answer(act, departure).await
    }
}

/// Changes the checklist of a departure.
#[derive(Debug, Clone)]
pub struct ChangeDeparture {
    /// Customer.
    pub customer_id: String,
    /// Departure.
    pub id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
    /// Another day by which the customer wants to have left.
    pub leave_by: Option<Date>,
    /// Lines that are to be otherwise; the rest stays.
    pub lines: Vec<WantedLine>,
}

impl UseCase for ChangeDeparture {
    type Out = Shown;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Shown, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        if let Some(version) = self.expected_version.filter(|v| *v != before.version) {
            return Err(Refusal::new(Code::StaleEtag).with("version", version).into());
        }
        before.check_open()?;
        let (own, _) = subscriptions_of(act, &self.customer_id, &before.partner_id).await?;
        let mut after = before.clone();
        after.leave_by = self.leave_by.or(before.leave_by);
        merge(&mut after, &self.lines, &own, act)?;
        arm(act, &mut after).await?.map_err(|(at, refusal)| in_line("lines", at, refusal))?;
        let mut after = seen(after, act).await?;
        after.version += 1;
        save(act, Some(&before), &after, "update_departure").await?;
        answer(act, after).await
    }
}

/// As the subscriptions are now.
pub(super) async fn seen(departure: Departure, act: &mut Act<'_>) -> Result<Departure, Halt> {
    let (own, _) = subscriptions_of(act, &departure.customer_id, &departure.partner_id).await?;
    Ok(departure.seen(|id| own.iter().find(|s| s.id == id)))
}

/// Takes wanted lines in, each checked against what is possible for its subscription.
fn merge(departure: &mut Departure, wanted: &[WantedLine], own: &[Subscription], act: &Act<'_>) -> Result<(), Refusal> {
    let today = act.now.date();
    for (at, want) in wanted.iter().enumerate() {
        let field = |name: &str| format!("lines[{at}].{name}");
        let id = want.subscription_id.trim().to_ascii_lowercase();
        let s = own.iter().find(|s| s.id == id);
        let s = s.ok_or_else(|| Refusal::new(Code::SubscriptionUnknown).with("id", &id).at(field("subscriptionId")))?;
        if wanted[..at]
            .iter()
            .any(|other| other.subscription_id.trim().eq_ignore_ascii_case(&id))
        {
            return Err(Refusal::property(field("subscriptionId"), "is named twice"));
        }
        let there = departure.lines.iter().position(|l| l.subscription_id == id);
        let same = there.is_some_and(|there| departure.lines[there].way == want.way);
        let done = there.is_some_and(|there| matches!(departure.lines[there].status, LineStatus::Armed | LineStatus::Gone));
        if same && done {
            continue;
        }
        ways::check(s, want.way, &field("way"), act.now)?;
        if want.on.is_some_and(|on| on < today) {
            return Err(Refusal::property(field("on"), format!("lies before today, {today}")));
        }
        let line = Line {
            on: want.on,
            accept_loss: want.accept_loss,
            ..Line::planned(&id, want.way)
        };
        match there {
            Some(there) => departure.lines[there] = line,
            None => departure.lines.push(line),
        }
    }
    Ok(())
}

//! What is known of a customer before its move begins: whether it can be moved at all, what may go wrong, until when it is in time, and what
//! another day costs. Estimates say so; people may put numbers of their own in their place.

use super::Settings;
use crate::{
    dates::{Date, date_of, day_number, plus_months},
    estate::{Channel, Estate, Subscription, Treatment, word_enum},
    money::Amount,
    notice::{Notice, Value},
    plan::{Plan, StepKind},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What may go wrong with a customer, or why it cannot be moved. Texts: `risk-` + word.
    RiskCode {
        /// No plan exists. Values: reasons.
        PlanRefused = "planRefused",
        /// Another move of the customer is open. Values: id.
        MoveOpen = "moveOpen",
        /// The partner may not read its directory: who needs what is not known.
        DirectoryClosed = "directoryClosed",
        /// An original renews or ends before the customer can have changed, even if it begins at once. Values: subscription, date.
        EndsInsideLead = "endsInsideLead",
        /// Another partner has to let a subscription go. Values: subscription, owner?.
        TransferPending = "transferPending",
        /// Licences come through groups. Values: count.
        GroupLicenses = "groupLicenses",
        /// Whether an original renews is not known. Values: subscription.
        UnknownRenewal = "unknownRenewal",
        /// Who sells an original is not shown; it counts as bought directly. Values: subscription.
        SellerUnknown = "sellerUnknown",
        /// When an original ends is not shown; it counts as one without end. Values: subscription.
        EndUnknown = "endUnknown",
        /// Steps that only people can do. Values: count.
        PeopleTasks = "peopleTasks",
        /// The plan has warnings. Values: count.
        PlanWarnings = "planWarnings",
        /// The minimum of the plan is not proved.
        PlanGap = "planGap",
        /// Nobody can be mailed: links are handed over by hand.
        NoAddress = "noAddress",
    }
);

impl RiskCode {
    /// How much it weighs when canaries are chosen.
    pub fn weight(self) -> i64 {
        match self {
            Self::PlanRefused | Self::MoveOpen | Self::DirectoryClosed => 1_000,
            Self::EndsInsideLead | Self::TransferPending => 20,
            Self::GroupLicenses | Self::UnknownRenewal | Self::SellerUnknown | Self::EndUnknown => 10,
            Self::PeopleTasks => 5,
            Self::PlanWarnings | Self::PlanGap => 3,
            Self::NoAddress => 1,
        }
    }

    /// Whether the customer cannot be moved with it.
    pub fn forbids(self) -> bool {
        matches!(self, Self::PlanRefused | Self::MoveOpen | Self::DirectoryClosed)
    }
}

/// What is known of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    /// Users.
    pub users: i64,
    /// Subscriptions that are to be left.
    pub originals: i64,
    /// First day on which one of them renews or ends.
    pub renews: Option<Date>,
    /// What each day costs by which it begins too early, in minor units: a day's share of the plan.
    pub per_day_minor: i64,
    /// What it costs when its originals renew first: their next term, at the plan's price per day.
    pub missed_minor: i64,
    /// What the plan costs within its horizon, in minor units.
    pub plan_minor: Option<i64>,
    /// Tasks of people in the plan.
    pub tasks: i64,
    /// What may go wrong.
    pub risks: Vec<Notice<RiskCode>>,
}

impl Assessment {
    /// How much is to be said against it.
    pub fn risk(&self) -> i64 {
        self.risks.iter().map(|notice| notice.code.weight()).sum()
    }

    /// Whether it can be moved.
    pub fn is_eligible(&self) -> bool {
        !self.risks.iter().any(|notice| notice.code.forbids())
    }
}

/// Days of a month, for rates.
const MONTH: i64 = 30;
/// Days of a year.
const YEAR: i64 = 365;

/// Assesses a customer by what it holds and the plan that was made of it, or the reasons why there is none.
pub fn assess(estate: &Estate, plan: Result<&Plan, &str>, mailed: bool, settings: &Settings) -> Assessment {
    let left: Vec<&Subscription> = estate.subscriptions.iter().filter(|one| is_left(one)).collect();
    let renews = left
        .iter()
        .filter_map(|one| Some((one.end?, *one)))
        .min_by_key(|(end, one)| (*end, one.id.as_str()));
    let mut risks = risks_of(estate, &left);
    if let Some((end, one)) = renews
        && date_of(day_number(end) - settings.need_days as i32) < settings.days.first
    {
        let notice = Notice::new(RiskCode::EndsInsideLead).with("subscription", Value::Text(one.id.clone()));
        risks.push(notice.with("date", Value::Date(end)));
    }
    if !mailed {
        risks.push(Notice::new(RiskCode::NoAddress));
    }
    let mut known = Assessment {
        users: estate.users.iter().map(|user| i64::from(user.count)).sum(),
        originals: left.len() as i64,
        renews: renews.map(|(end, _)| end),
        ..Assessment::default()
    };
    match plan {
        Ok(plan) => {
            let total = scaled(plan.cost.total, settings);
            let days = i64::from(day_number(plan.horizon) - day_number(plan.as_of)).max(1);
            let months = left.iter().any(|one| one.term_duration.as_deref() == Some("P1M"));
            known.per_day_minor = total / days;
            known.missed_minor = known.per_day_minor * if months { MONTH } else { YEAR };
            known.plan_minor = Some(total);
            known.tasks = plan.steps.iter().filter(|step| step.kind == StepKind::PersonTask).count() as i64;
            counted(&mut risks, RiskCode::PeopleTasks, known.tasks);
            counted(&mut risks, RiskCode::PlanWarnings, plan.warnings.len() as i64);
            if plan.cost.method == crate::plan::Method::Gap {
                risks.push(Notice::new(RiskCode::PlanGap));
            }
        }
        Err(reasons) => risks.push(Notice::new(RiskCode::PlanRefused).with("reasons", Value::Text(reasons.to_owned()))),
    }
    risks.sort_by_key(|notice| notice.code);
    known.risks = risks;
    known
}

/// Whether a move leaves a subscription.
fn is_left(one: &Subscription) -> bool {
    one.is_active() && one.treatment() != Treatment::Keep
}

fn risks_of(estate: &Estate, left: &[&Subscription]) -> Vec<Notice<RiskCode>> {
    let mut risks = Vec::new();
    for one in left {
        let named = |code| Notice::new(code).with("subscription", Value::Text(one.id.clone()));
        if one.channel == Channel::OtherPartner && one.treatment() == Treatment::Transfer {
            let owner = one.owner.clone().unwrap_or_default();
            risks.push(named(RiskCode::TransferPending).with("owner", Value::Text(owner)));
        }
        if one.end.is_some() && one.auto_renew.is_none() {
            risks.push(named(RiskCode::UnknownRenewal));
        }
    }
    let through = |user: &&crate::estate::User| user.licenses.iter().any(|license| license.via_group.is_some());
    let users: i64 = estate.users.iter().filter(through).map(|user| i64::from(user.count)).sum();
    counted(&mut risks, RiskCode::GroupLicenses, users);
    risks
}

fn counted(risks: &mut Vec<Notice<RiskCode>>, code: RiskCode, count: i64) {
    if count > 0 {
        risks.push(Notice::new(code).with("count", Value::Count(count)));
    }
}

/// Minor units of the campaign's currency. Plans have its digits; others are brought to them.
fn scaled(amount: Amount, settings: &Settings) -> i64 {
    let digits = settings.currency.minor_digits();
    let times = 10_i64.saturating_pow(digits.abs_diff(amount.digits));
    if digits >= amount.digits {
        amount.minor.saturating_mul(times)
    } else {
        amount.minor / times
    }
}

/// What a customer holds on a later day than its estate was read, as far as that is known: originals whose end has come by then have renewed
/// for their term, unless it is known that they do not renew; then they are gone.
pub fn estate_on(estate: &Estate, day: Date) -> Estate {
    let mut later = estate.clone();
    if day <= later.as_of {
        return later;
    }
    later.as_of = day;
    later.subscriptions.retain_mut(|one| {
        let Some(end) = one.end.filter(|end| *end <= day) else {
            return true;
        };
        if one.auto_renew == Some(false) || !one.is_active() {
            return false;
        }
        let months = match one.term_duration.as_deref() {
            Some("P1M") => 1,
            Some("P3Y") => 36,
            _ => 12,
        };
        let next = (1..)
            .map(|times| plus_months(end, months * times))
            .find(|next| *next > day || *next == Date::MAX);
        (one.start, one.end) = (Some(plus_months(next.unwrap_or(Date::MAX), -months)), next);
        true
    });
    later
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{campaigns::Span, estate::Customer, money::Currency, notice::Notice};
    use jiff::civil::date;

    fn subscription(end: Option<Date>, auto_renew: Option<bool>, term: &str) -> Subscription {
        Subscription {
            id: format!("{end:?} {auto_renew:?} {term}"),
            channel: Channel::WebDirect,
            owner: None,
            wanted_treatment: None,
            sku_id: "05e9a617-0261-4cee-bb44-138d3ef5d965".parse().unwrap(),
            quantity: 3,
            start: Some(date(2026, 6, 1)),
            end,
            auto_renew,
            term_duration: Some(term.to_owned()),
            billing_cycle: None,
            generation: crate::estate::Generation::NewCommerce,
            kind: crate::estate::SubscriptionKind::Paid,
            status: crate::estate::SubscriptionStatus::Active,
        }
    }

    fn estate(subscriptions: Vec<Subscription>) -> Estate {
        Estate {
            schema: crate::estate::ESTATE_SCHEMA.to_owned(),
            customer: Customer {
                id: "c".to_owned(),
                name: "Kunde".to_owned(),
                domain: "kunde.example".to_owned(),
                country: "DE".to_owned(),
                currency: Currency::new("EUR").unwrap(),
                segment: "Commercial".to_owned(),
            },
            as_of: date(2026, 12, 7),
            subscriptions,
            groups: Vec::new(),
            users: Vec::new(),
        }
    }

    #[test]
    fn what_renews_has_renewed_by_a_later_day() {
        let held = estate(vec![
            subscription(Some(date(2027, 1, 31)), Some(true), "P1M"),
            subscription(Some(date(2027, 2, 1)), None, "P1Y"),
            subscription(Some(date(2027, 2, 1)), Some(false), "P1Y"),
            subscription(Some(date(2027, 6, 1)), Some(false), "P1Y"),
            subscription(None, None, "P1Y"),
        ]);
        let later = estate_on(&held, date(2027, 3, 1));
        let ends: Vec<Option<Date>> = later.subscriptions.iter().map(|one| one.end).collect();
        // The month that began on 31 January ended on 28 February; the one that does not renew is gone.
        assert_eq!(
            ends,
            [Some(date(2027, 3, 31)), Some(date(2028, 2, 1)), Some(date(2027, 6, 1)), None]
        );
        assert_eq!(later.as_of, date(2027, 3, 1));
        assert_eq!(estate_on(&held, date(2026, 12, 1)), held, "an earlier day changes nothing");
    }

    #[test]
    fn what_may_go_wrong_is_named() {
        let settings = Settings::usual(
            Currency::new("EUR").unwrap(),
            Span {
                first: date(2026, 12, 7),
                last: date(2027, 12, 7),
            },
        );
        let mut soon = subscription(Some(date(2026, 12, 20)), None, "P1Y");
        (soon.channel, soon.wanted_treatment) = (Channel::OtherPartner, Some(Treatment::Transfer));
        let kept = subscription(Some(date(2026, 12, 8)), None, "P1Y");
        let kept = Subscription {
            wanted_treatment: Some(Treatment::Keep),
            ..kept
        };
        let known = assess(&estate(vec![soon, kept]), Err("noOffer"), false, &settings);
        let codes: Vec<RiskCode> = known.risks.iter().map(|notice| notice.code).collect();
        let all = [
            RiskCode::PlanRefused,
            RiskCode::EndsInsideLead,
            RiskCode::TransferPending,
            RiskCode::UnknownRenewal,
            RiskCode::NoAddress,
        ];
        assert_eq!(codes, all);
        assert_eq!(
            (known.originals, known.renews),
            (1, Some(date(2026, 12, 20))),
            "what is kept does not count"
        );
        assert!(!known.is_eligible() && known.risk() > 1_000);
        let fine = Assessment {
            risks: vec![Notice::new(RiskCode::NoAddress)],
            ..Assessment::default()
        };
        assert!(fine.is_eligible() && fine.risk() == 1);
    }
}

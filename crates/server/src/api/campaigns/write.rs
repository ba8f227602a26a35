//! What people decide about a campaign.

use super::{customers::minor, read::need};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    UseCase,
    campaigns::{
        begin::{ChangeCampaign, CreateCampaign},
        decide::{AbandonCampaign, ApproveCampaign, PauseCampaign, ResumeCampaign},
    },
};
use nahtlos_model::{
    campaigns::{
        Budget, Campaign, Settings, Span,
        yes::{Later, Limits},
    },
    dates::{date_of, day_number},
    money::Currency,
    refusals::Refusal,
};
use nahtlos_wire::campaigns as wire;

/// Settings as sent, over those that hold.
fn settings(sent: wire::CampaignSettings, before: Settings) -> Settings {
    let budget = |per_day: Option<u32>, per_customer: Option<u32>, before: Budget| Budget {
        per_day: per_day.unwrap_or(before.per_day),
        per_customer: per_customer.unwrap_or(before.per_customer),
    };
    let blackouts = sent.blackouts.map(|all| {
        let span = |span: wire::DaySpan| {
            let first = span.first.or(span.last)?;
            let last = span.last.unwrap_or(first);
            Some(Span { first, last })
        };
        all.into_iter().filter_map(span).collect()
    });
    Settings {
        account: sent.account.or(before.account),
        currency: before.currency,
        days: Span {
            first: sent.first_day.unwrap_or(before.days.first),
            last: sent.last_day.unwrap_or(before.days.last),
        },
        deadline: sent.deadline.or(before.deadline),
        need_days: sent.need_days.unwrap_or(before.need_days),
        leave_after_days: match sent.leave_after_days {
            Some(days) => Some(days).filter(|days| *days != 0),
            None => before.leave_after_days,
        },
        tasks: budget(sent.tasks_per_day, sent.tasks_per_customer, before.tasks),
        requests: budget(sent.requests_per_day, sent.requests_per_customer, before.requests),
        weekends: sent.weekends.unwrap_or(before.weekends),
        blackouts: blackouts.unwrap_or(before.blackouts),
        canaries: sent.canaries.unwrap_or(before.canaries),
        canary_days: sent.canary_days.unwrap_or(before.canary_days),
        wave_days: sent.wave_days.unwrap_or(before.wave_days),
        proof_days: sent.proof_days.unwrap_or(before.proof_days),
        most_halts: sent.most_halts.unwrap_or(before.most_halts),
        most_canary_halts: sent.most_canary_halts.unwrap_or(before.most_canary_halts),
        offer: sent.offer.unwrap_or(before.offer),
        moves: match sent.moves {
            Some(moves) => crate::api::moves::settings(Some(moves)),
            None => before.moves,
        },
    }
}

pub(crate) async fn make(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignRequest = ask.read_body()?;
    let given = sent.settings.unwrap_or_default();
    let missing = |field: &str, why: &str| Refusal::property(format!("settings.{field}"), why.to_owned());
    let code = given.currency.as_deref().map(str::trim).unwrap_or_default().to_ascii_uppercase();
    let currency = Currency::new(&code).ok_or_else(|| missing("currency", "is a code of three letters, such as EUR"))?;
    let today = ask.center.engine.now().date();
    let first = given.first_day.unwrap_or(today);
    let days = Span {
        first,
        last: given.last_day.unwrap_or_else(|| date_of(day_number(first) + 249)),
    };
    let command = CreateCampaign {
        name: sent.name.unwrap_or_default(),
        settings: settings(given, Settings::usual(currency, days)),
        base: ask.base.clone(),
    };
    let view = ask.view();
    ask.write(command, move |of| Answer::created(&view.campaign(of))).await
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignRequest = ask.read_body()?;
    let before = ask.read(need()).await?.campaign_of(&ask.id(0)).await?;
    let command = ChangeCampaign {
        id: ask.id(0),
        settings: settings(sent.settings.unwrap_or_default(), before.settings),
    };
    decide(ask, command).await
}

/// Solved outside of any transaction; asking again gives days anew.
pub(crate) async fn schedule(ask: Ask) -> Result<Answer, Problem> {
    let of = ask.center.engine.schedule_campaign(&ask.call, &ask.id(0)).await?;
    Ok(Answer::ok(&ask.view().campaign(&of)))
}

async fn decide<C: UseCase<Out = Campaign>>(ask: Ask, command: C) -> Result<Answer, Problem> {
    let view = ask.view();
    ask.write(command, move |of| Answer::ok(&view.campaign(of))).await
}

pub(crate) async fn approve(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignYes = ask.read_body()?;
    let of = ask.read(need()).await?.campaign_of(&ask.id(0)).await?;
    let digest = sent.digest;
    let digest = digest.ok_or_else(|| Refusal::property("digest", "is missing; a yes names the schedule it is for"))?;
    let limits = sent.limits.unwrap_or_default();
    let currency = of.settings.currency;
    let command = ApproveCampaign {
        id: ask.id(0),
        digest,
        limits: Limits {
            each_minor: minor(limits.each, currency, "limits.each")?,
            all_minor: minor(limits.all, currency, "limits.all")?,
            days: limits.days,
            users: limits.users,
            later: Some(Later {
                more_minor: minor(limits.more, currency, "limits.more")?,
                days: limits.later_days,
                users: limits.other_users,
            }),
        },
    };
    decide(ask, command).await
}

pub(crate) async fn pause(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, PauseCampaign { id }).await
}

pub(crate) async fn resume(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, ResumeCampaign { id }).await
}

pub(crate) async fn abandon(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, AbandonCampaign { id }).await
}

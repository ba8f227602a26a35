//! `nahtlos move whatif`: if a subscription ends on a day and nothing replaces it, how many lose what, and who they may be.
//! Which of them it hits the vendor does not say, so nobody is named as the one.

use super::{few, read_case};
use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_model::{case::Case, dates::Date, notice::RefusalCode};
use nahtlos_planner::whatif::{PoolRisk, RiskInterval, WhatIf, whatif};
use nahtlos_report::{Reader, texts::Args as Values};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Options of `nahtlos move whatif`.
#[derive(Debug, Args)]
#[command(after_help = "Without a date the subscription ends on its own end.

Examples:
  nahtlos move whatif nordwind 990b84c5-6608-48b5-86d9-a0d348d0ca3e
  nahtlos move whatif nordwind 990b84c5-6608-48b5-86d9-a0d348d0ca3e@2027-02-01")]
pub(crate) struct Whatif {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    case: PathBuf,
    /// The subscription's id, with the day it ends
    #[arg(value_name = "SUBSCRIPTION[@DATE]", value_parser = ending)]
    subscription: Ending,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone)]
struct Ending {
    id: String,
    day: Option<Date>,
}

fn ending(text: &str) -> Result<Ending, String> {
    match text.rsplit_once('@') {
        Some((id, day)) => match day.parse() {
            Ok(day) => Ok(Ending {
                id: id.to_owned(),
                day: Some(day),
            }),
            Err(_) => Err(format!("{day:?} is not a date; write 2027-02-01")),
        },
        None => Ok(Ending {
            id: text.to_owned(),
            day: None,
        }),
    }
}

pub(super) fn run(command: &Whatif, screen: &Screen) -> Ended {
    let case = read_case(&command.case, screen)?;
    let wanted = &command.subscription;
    let own_end = case.estate.subscriptions.iter().find(|s| s.id == wanted.id).and_then(|s| s.end);
    let day = wanted.day.or(own_end).unwrap_or(case.estate.as_of);
    let answer = whatif(&case, &wanted.id, day).map_err(|refusal| {
        let sentence = Reader::of_case(screen.texts(), &case).notice(&refusal);
        match refusal.code {
            RefusalCode::UnknownSubscription => {
                let known: Vec<&str> = case.estate.subscriptions.iter().map(|s| s.id.as_str()).collect();
                let values = Values::new().text("known", few(&known)).text("id", wanted.id.clone());
                Failure::Usage(screen.text("cli-whatif-no-such", values))
            }
            RefusalCode::DayOutside => Failure::Usage(sentence),
            _ => Failure::Refused(sentence),
        }
    })?;
    if command.json {
        screen.line(&as_json(&answer).to_string());
    } else {
        show(&case, &answer, screen);
    }
    Ok(End::Done)
}

fn show(case: &Case, answer: &WhatIf, screen: &Screen) {
    let reader = Reader::of_case(screen.texts(), case);
    let subscription = reader.subject(&answer.subscription_id);
    let title = Values::new()
        .text("subscription", subscription)
        .text("day", reader.date(answer.end));
    screen.heading(&screen.text("cli-whatif-title", title));
    // Also where the same licences would be without a seat if it did not end: they are without one.
    let hit = answer.pools.first().filter(|own| short(own).next().is_some());
    match hit {
        Some(own) => show_pool(own, &reader, screen),
        None => screen.say("cli-whatif-nobody", Values::new()),
    }
    let Some((_, others)) = answer.pools.split_first() else { return };
    let others: Vec<String> = others
        .iter()
        .filter(|pool| short(pool).next().is_some())
        .map(|pool| reader.sku(pool.sku))
        .collect();
    if !others.is_empty() {
        screen.say("cli-whatif-others", Values::new().text("skus", others.join(", ")));
    }
}

/// The times in which a pool is short; neighbours that differ in nothing shown are one.
fn short(pool: &PoolRisk) -> impl Iterator<Item = RiskInterval> {
    let mut merged: Vec<RiskInterval> = Vec::new();
    for i in pool.intervals.iter().filter(|i| i.at_risk > 0) {
        let shown = |i: &RiskInterval| (i.held, i.seats_after, i.at_risk, i.at_risk_anyway, i.fewest_hit, i.most_hit);
        match merged.last_mut() {
            Some(last) if last.to == i.from && shown(last) == shown(i) => last.to = i.to,
            _ => merged.push(i.clone()),
        }
    }
    merged.into_iter()
}

fn show_pool(pool: &PoolRisk, reader: &Reader, screen: &Screen) {
    for i in short(pool) {
        let values = Values::new()
            .text("from", reader.date(i.from))
            .text("to", reader.date(i.to))
            .count("risk", i.at_risk)
            .count("held", i.held)
            .count("seats", i.seats_after)
            .count("anyway", i.at_risk_anyway)
            .count("fewest", i.fewest_hit)
            .count("most", i.most_hit)
            .text("certain", if i.fewest_hit == i.most_hit { "yes" } else { "no" });
        screen.line(&format!(
            "  {} {}",
            screen.paint("31", "✗"),
            screen.text("cli-whatif-short", values)
        ));
    }
    screen.line(&format!("  {}", screen.text("cli-whatif-candidates", Values::new())));
    for candidate in &pool.candidates {
        let names = reader.list(candidate.user_ids.iter().map(|id| reader.user(id)).collect());
        let key = if candidate.loses.is_empty() {
            "cli-whatif-safe"
        } else {
            "cli-whatif-loses"
        };
        let plans = reader.list(candidate.loses.iter().map(|plan| reader.plan(*plan)).collect());
        let values = Values::new()
            .count("users", candidate.users)
            .text("names", names)
            .text("plans", plans);
        screen.line(&format!("    {}", screen.text(key, values)));
    }
}

fn as_json(answer: &WhatIf) -> Value {
    let pool = |pool: &PoolRisk| {
        let intervals = pool.intervals.iter().map(|i| {
            json!({
                "from": i.from, "to": i.to, "held": i.held, "seatsBefore": i.seats_before, "seatsAfter": i.seats_after,
                "atRisk": i.at_risk, "atRiskAnyway": i.at_risk_anyway, "fewestHit": i.fewest_hit, "mostHit": i.most_hit,
                "alsoShort": i.also_short,
            })
        });
        let candidates = pool
            .candidates
            .iter()
            .map(|c| json!({ "userIds": c.user_ids, "users": c.users, "loses": c.loses, "losesAtWorst": c.loses_at_worst }));
        json!({ "skuId": pool.sku, "intervals": intervals.collect::<Vec<_>>(), "candidates": candidates.collect::<Vec<_>>() })
    };
    json!({
        "subscriptionId": answer.subscription_id, "skuId": answer.sku, "seats": answer.seats, "end": answer.end,
        "horizon": answer.horizon, "hitsSomebody": answer.hits_somebody(), "pools": answer.pools.iter().map(pool).collect::<Vec<_>>(),
    })
}

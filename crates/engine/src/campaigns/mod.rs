//! Campaigns: moves of many customers as one undertaking. People make one, add customers to it, have it scheduled and say yes; from then on
//! each customer's move begins on its day ([`carry`]), through the same use cases as a move that somebody begins by hand.
//!
//! What is to be done is decided by `nahtlos_model::campaigns::next`, days by `nahtlos_planner::campaign`. A customer and its move are written
//! in one transaction: whatever ends the program, none begins twice.

pub mod begin;
pub mod carry;
pub mod customers;
pub mod decide;
pub mod intake;
pub(crate) mod later;
pub mod read;
mod record;
pub mod schedule;

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    campaigns::{Campaign, Member, state::State},
    refusals::{Code, Refusal},
};
use nahtlos_store::campaigns;
use serde::Serialize;

/// A partner's campaign.
///
/// # Errors
/// `NotFound`, also for another partner's.
async fn load(act: &mut Act<'_>, partner: &str, id: &str) -> Result<Campaign, Halt> {
    campaigns::find(act.tx, partner, id).await?.ok_or_else(|| unknown(id))
}

/// A customer of a campaign.
///
/// # Errors
/// `NotFound`.
async fn load_customer(act: &mut Act<'_>, of: &Campaign, customer: &str) -> Result<Member, Halt> {
    let found = campaigns::customer(act.tx, &of.partner_id, &of.id, customer).await?;
    found.ok_or_else(|| unknown(customer))
}

fn unknown(id: &str) -> Halt {
    Refusal::new(Code::NotFound).with("id", id).into()
}

/// Saves a campaign that was changed: with its audit entry, and a look at it now where it is carried out.
async fn changed(act: &mut Act<'_>, before: &Campaign, after: &mut Campaign, operation: &'static str) -> Result<(), Halt> {
    after.version = before.version + 1;
    if after.state == State::Running {
        after.next = Some(act.now);
    }
    campaigns::update(act.tx, before.version, after).await?;
    noted(act, Some(before), after, operation)
}

/// The trail of a change. A campaign belongs to its partner alone, and so does its trail.
fn noted(act: &mut Act<'_>, before: Option<&Campaign>, after: &Campaign, operation: &'static str) -> Result<(), Halt> {
    act.changed(Changed {
        scope: &after.partner_id,
        partner: &after.partner_id,
        resource: "campaign",
        id: &after.id,
        operation,
        before: before.map(brief).as_ref(),
        after: Some(&brief(after)),
    })
}

fn brief(of: &Campaign) -> Brief<'_> {
    Brief {
        state: of.state.as_str(),
        name: &of.name,
        schedule: of.scheduled.as_ref().map(|scheduled| scheduled.digest.as_str()),
        waves: of.waves.iter().map(|wave| wave.state.as_str()).collect(),
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Brief<'a> {
    state: &'static str,
    name: &'a str,
    schedule: Option<&'a str>,
    waves: Vec<&'static str>,
}

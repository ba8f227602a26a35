//! Whether a domain is taken: by HEAD, whose status is the whole answer, and the older way for a tenant's first name.

use super::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::{
    customers::country_rules::is_domain,
    refusals::{Code, Refusal},
};

/// Under which tenants begin.
const SUFFIX: &str = "onmicrosoft.com";
/// Longest prefix of a tenant's first domain. Source: the reference's sign-up.
const PREFIX_MAXIMUM: usize = 27;

pub(crate) async fn head(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let name = ask.param(0).trim_end_matches('.');
    if !is_domain(name) {
        return Err(Refusal::new(Code::InvalidInput).with("reason", "it is no domain name").into());
    }
    Ok(Answer {
        status: if reading.is_domain_taken(name).await? { 200 } else { 404 },
        ..Answer::default()
    })
}

/// `true`: free.
pub(crate) async fn prefix(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let prefix = ask.param(0);
    let can_be = (1..=PREFIX_MAXIMUM).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_alphanumeric());
    let free = can_be && !reading.is_domain_taken(&format!("{prefix}.{SUFFIX}")).await?;
    Ok(Answer::ok(&free))
}

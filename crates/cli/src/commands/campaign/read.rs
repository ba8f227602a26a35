//! Customers are read where a campaign is carried out, one by one: each is kept when it was read, so a command that was stopped goes on after it.
//! One who cannot be read is named and stops nobody.

use super::lists::refused;
use crate::{
    end::End,
    progress::bar,
    remote::{Stop, Worked},
    screen::Screen,
    table::cell,
};
use nahtlos_client::{Client, Error, collect};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::campaigns::{CampaignCandidate, CampaignCustomer, CampaignCustomerState};
use std::time::Duration;

/// Longest pause that a service may ask for in one go.
const LONGEST: Duration = Duration::from_secs(900);
/// Pauses for one customer before somebody should look.
const PAUSES: usize = 20;

/// Whether somebody is to be read: who is not in the campaign, or not as it is now.
fn is_wanted(one: &CampaignCandidate, again: bool) -> bool {
    match one.state {
        None => true,
        Some(CampaignCustomerState::Open | CampaignCustomerState::Ineligible) => again,
        Some(_) => false,
    }
}

/// Has the center read everybody who is to be read, and says what came of it.
pub(super) async fn read_in(client: &Client, id: &str, again: bool, screen: &Screen) -> Worked {
    let all = collect(client.campaigns().candidates(id)).await?;
    let wanted: Vec<&CampaignCandidate> = all.iter().filter(|one| is_wanted(one, again)).collect();
    let bar = bar(wanted.len(), &screen.text("cli-campaign-unit", Values::new()));
    let (mut added, mut closed, mut bad) = (0_usize, 0_usize, 0_usize);
    for one in &wanted {
        let customer = cell(one.customer_id.as_ref());
        match patiently(client, id, &customer).await? {
            Ok(made) => {
                added += 1;
                closed += usize::from(made.state == Some(CampaignCustomerState::Ineligible));
            }
            Err(why) => {
                bad += 1;
                let name = cell(one.customer_name.as_ref());
                bar.suspend(|| screen.warn(&format!("{name} ({customer}): {why}")));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let values = Values::new().count("count", added);
    let values = values.count("before", all.len() - wanted.len()).count("ineligible", closed);
    screen.say("cli-campaign-read", values);
    Ok(if bad == 0 { End::Done } else { End::Refused })
}

/// Reads one customer, and waits as long as the service asks for; why not, where it cannot be.
async fn patiently(client: &Client, id: &str, customer: &str) -> Result<Result<CampaignCustomer, String>, Stop> {
    let mut pauses = 0;
    loop {
        let error = match client.campaigns().read(id, customer).await {
            Ok(made) => return Ok(Ok(made)),
            Err(error) => error,
        };
        let wait = match &error {
            Error::Api(api) if api.status == 429 && pauses < PAUSES => api.retry_after.unwrap_or(Duration::from_secs(60)),
            _ => return refused(error),
        };
        pauses += 1;
        tokio::time::sleep(wait.min(LONGEST)).await;
    }
}

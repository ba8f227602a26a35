//! What a sandbox has from the start: the programme with its partners, the catalogue, and a customer who bought elsewhere.
//!
//! Called by `nahtlos serve --sandbox` before it says that it listens. Seeding again changes nothing that is there.

use crate::Center;
use nahtlos_engine::{
    Halt,
    estates::LoadEstate,
    identity::Cost,
    setup::sandbox::{PARTNER, PASSWORD, SECRET, SandboxSecrets},
};
use nahtlos_model::{
    dates::{Date, plus_months},
    estate::Estate,
    refusals::Code,
};

/// The customer who bought from the web shop and from another partner, and whom nobody has taken over yet.
const ESTATE: &str = include_str!("../sandbox/estate.json");

/// Seeds what is not there yet, and plants the files that the settings name.
///
/// # Errors
/// Faults of the database, and what is wrong with a file, in words.
pub async fn seed(center: &Center) -> Result<(), String> {
    programme(center).await?;
    crate::seed::at_the_start(center).await
}

async fn programme(center: &Center) -> Result<(), String> {
    let engine = &center.engine;
    crate::catalogue::seed_sandbox(engine).await.map_err(|error| error.to_string())?;
    let first = engine
        .seed_programme(&SandboxSecrets::default())
        .await
        .map_err(|error| error.to_string())?;
    if !first {
        return Ok(());
    }
    let estate: Estate = serde_json::from_str(ESTATE).map_err(|error| format!("the sandbox's estate does not read: {error}"))?;
    // Everybody knows it: a slow hash would protect nothing and make every start slow.
    let password = engine.hash_secret(PASSWORD, Cost::Known).await.map_err(|error| error.to_string())?;
    let load = LoadEstate {
        estate: brought_to(estate, engine.now().date()),
        partner_id: None,
        admin_password: Some(password),
    };
    match engine.load_estate(load).await {
        Ok(_) => Ok(()),
        Err(Halt::Refused(refusal)) if refusal.code == Code::DomainTaken => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The estate as if it had been written this month: its dates moved on by whole months, so that what the customer has is never over
/// before anybody begins.
fn brought_to(mut estate: Estate, today: Date) -> Estate {
    let months_of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let months = (months_of(today) - months_of(estate.as_of)).max(0);
    let later = |day: Date| plus_months(day, months);
    for subscription in &mut estate.subscriptions {
        subscription.start = subscription.start.map(later);
        subscription.end = subscription.end.map(later);
    }
    estate.as_of = later(estate.as_of);
    estate
}

/// What somebody needs to begin with.
pub fn welcome() -> Vec<String> {
    vec![
        format!("  tenant {}  client {}  secret {SECRET}", PARTNER.tenant_id, PARTNER.client_id),
        format!("  user admin@{}  password {PASSWORD}", PARTNER.domain),
        format!("  customer of other channels: admin@hafenkontor.example  password {PASSWORD}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customer_still_has_what_it_bought_whenever_a_sandbox_is_made() {
        let written: Estate = serde_json::from_str(ESTATE).unwrap();
        for today in ["2026-11-01", "2026-11-30", "2027-04-02", "2031-01-31"] {
            let today: Date = today.parse().unwrap();
            let estate = brought_to(written.clone(), today);
            for subscription in &estate.subscriptions {
                let (start, end) = (subscription.start.unwrap(), subscription.end.unwrap());
                assert!(start < today && today < end, "{today}: {} to {}", start, end);
            }
        }
        assert_eq!(brought_to(written.clone(), "2026-11-30".parse().unwrap()), written);
    }
}

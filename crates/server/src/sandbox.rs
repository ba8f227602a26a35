//! What a sandbox has from the start: the programme with its partners, the catalogue, and a customer who bought elsewhere.
//!
//! Called by `nahtlos serve --sandbox` before it says that it listens. Seeding again changes nothing that is there.

use crate::Center;
use nahtlos_engine::{
    Halt,
    estates::LoadEstate,
    setup::sandbox::{PARTNER, PASSWORD, SECRET, SandboxSecrets},
};
use nahtlos_model::{estate::Estate, refusals::Code};

/// The customer who bought from the web shop and from another partner, and whom nobody has taken over yet.
const ESTATE: &str = include_str!("../sandbox/estate.json");

/// Seeds what is not there yet.
///
/// # Errors
/// Faults of the database, in words.
pub async fn seed(center: &Center) -> Result<(), String> {
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
    let password = nahtlos_engine::users::password::hash(engine, "admin@hafenkontor.example", PASSWORD)
        .await
        .map_err(|error| error.to_string())?;
    let load = LoadEstate {
        estate,
        partner_id: None,
        admin_password: Some(password),
    };
    match engine.load_estate(load).await {
        Ok(_) => Ok(()),
        Err(Halt::Refused(refusal)) if refusal.code == Code::DomainTaken => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// What somebody needs to begin with.
pub fn welcome() -> Vec<String> {
    vec![
        format!("  tenant {}  client {}  secret {SECRET}", PARTNER.tenant_id, PARTNER.client_id),
        format!("  user admin@{}  password {PASSWORD}", PARTNER.domain),
        format!("  customer of other channels: admin@hafenkontor.example  password {PASSWORD}"),
    ]
}

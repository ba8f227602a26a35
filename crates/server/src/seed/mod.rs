//! Seeds: estates and files of partners and customers, put into a sandbox through the engine's door. At the start (`--seed`), and when
//! one is posted. What is there already stays as it is.
//!
//! A partner and a customer are made wholly or not at all, one after the other, in the order of the file. What can be known to stand in
//! the way is looked for before the first one is made, and one seed is planted after the other.

mod against;
mod customer;
mod partner;

use crate::{Center, catalogue::ImportError};
use against::Source;
use nahtlos_engine::{Halt, identity::tenants::Tenant};
use nahtlos_files::{estate::parse_estate, seed::parse_seed};
use nahtlos_model::estate::{Channel, Estate};
use nahtlos_wire::seeds as wire;

/// Why a seed was not planted: what is wrong with its file, or a refusal or fault of the engine.
pub type SeedError = ImportError;

/// Whose seed it is, and in which language its answer is.
#[derive(Debug, Clone, Copy)]
pub struct Planter<'a> {
    /// Whose customers those of an estate are that have bought from "this partner".
    pub seller: &'a str,
    /// Such as `de-DE`.
    pub locale: &'a str,
}

/// Reads a seed, whichever of its two forms it has, and plants it.
///
/// # Errors
/// Every problem of the file; what the engine refuses, which leaves what came before it in the file.
pub async fn plant(center: &Center, file: &str, bytes: &[u8], by: Planter<'_>) -> Result<wire::Planted, SeedError> {
    let _alone = center.planting.lock().await;
    let is_json = file.to_ascii_lowercase().ends_with(".json") || bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    if is_json {
        let estate = parse_estate(file, bytes).map_err(SeedError::File)?.value.estate;
        let sells = estate.subscriptions.iter().any(|s| s.channel == Channel::ThisPartner);
        let planted = customer::plant(center, &alone(estate), sells.then_some(by.seller), by.locale).await?;
        return Ok(wire::Planted {
            partners: Some(Vec::new()),
            customers: Some(vec![planted]),
        });
    }
    let seed = parse_seed(file, bytes, center.engine.now().date()).map_err(SeedError::File)?;
    let problems = against::check(center, &Source { file, bytes, seed: &seed }).await?;
    if !problems.is_empty() {
        return Err(SeedError::File(problems));
    }
    let mut planted = wire::Planted::default();
    for partner in &seed.partners {
        planted
            .partners
            .get_or_insert_default()
            .push(partner::plant(center, partner).await?);
    }
    for partner in &seed.partners {
        partner::link(center, partner).await?;
    }
    for customer in &seed.customers {
        let of = match &customer.partner {
            Some(name) => partner_named(center, name).await?.map(|tenant| tenant.id),
            None => None,
        };
        let made = customer::plant(center, customer, of.as_deref(), by.locale).await?;
        planted.customers.get_or_insert_default().push(made);
    }
    Ok(planted)
}

/// An estate by itself, as a customer of a seed.
fn alone(estate: Estate) -> nahtlos_files::seed::Customer {
    nahtlos_files::seed::Customer {
        partner: None,
        agreement: false,
        password: None,
        estate,
    }
}

/// A partner by id or domain.
async fn partner_named(center: &Center, name: &str) -> Result<Option<Tenant>, Halt> {
    Ok(center.engine.tenant(name).await?.filter(|tenant| tenant.partner.is_some()))
}

/// Plants the files of `--seed`, in their order.
///
/// # Errors
/// What is wrong, in words for people.
pub async fn at_the_start(center: &Center) -> Result<(), String> {
    for path in &center.config.seed {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        let by = Planter {
            seller: nahtlos_engine::setup::sandbox::PARTNER.tenant_id,
            locale: "en-US",
        };
        let planted = plant(center, &name, &bytes, by).await;
        let planted = planted.map_err(|error| format!("{name} cannot be planted:\n{}", error.to_string().trim_end()))?;
        for one in planted
            .customers
            .iter()
            .flatten()
            .flat_map(|customer| customer.unpriced.iter().flatten())
        {
            let (subscription, reason) = (one.subscription_id.as_deref(), one.reason.as_deref());
            tracing::warn!(subscription, reason, "a subscription of a seed has no price and costs nothing");
        }
    }
    Ok(())
}

//! Seeds: estates and files of partners and customers, put into a sandbox through the engine's door. At the start (`--seed`), and when
//! one is posted. What is there already stays as it is.
//!
//! A partner and a customer are made wholly or not at all, one after the other, in the order of the file.

mod customer;
mod partner;

use crate::{Center, catalogue::ImportError};
use nahtlos_engine::{Halt, identity::tenants::Tenant};
use nahtlos_files::{
    estate::parse_estate,
    problem::Problem,
    seed::{Seed, parse_seed},
};
use nahtlos_model::{
    estate::{Channel, Estate},
    partners::PartnerKind,
};
use nahtlos_wire::seeds as wire;

/// Why a seed was not planted: what is wrong with its file, or a refusal or fault of the engine.
pub type SeedError = ImportError;

/// Reads a seed, whichever of its two forms it has, and plants it. `seller`: whose customers those of an estate are that have bought from
/// "this partner".
///
/// # Errors
/// Every problem of the file; what the engine refuses, which leaves what came before it in the file.
pub async fn plant(center: &Center, file: &str, bytes: &[u8], seller: &str) -> Result<wire::Planted, SeedError> {
    let is_json = file.to_ascii_lowercase().ends_with(".json") || bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    if is_json {
        let estate = parse_estate(file, bytes).map_err(SeedError::File)?.value.estate;
        let sells = estate.subscriptions.iter().any(|s| s.channel == Channel::ThisPartner);
        let planted = customer::plant(center, &alone(estate), sells.then_some(seller)).await?;
        return Ok(wire::Planted {
            partners: Some(Vec::new()),
            customers: Some(vec![planted]),
        });
    }
    let seed = parse_seed(file, bytes, center.engine.now().date()).map_err(SeedError::File)?;
    let unknown = unknown(center, file, &seed).await?;
    if !unknown.is_empty() {
        return Err(SeedError::File(unknown));
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
        let made = customer::plant(center, customer, of.as_deref()).await?;
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

/// References to partners whom neither the file nor the sandbox has. Looked for before anything is made.
async fn unknown(center: &Center, file: &str, seed: &Seed) -> Result<Vec<Problem>, Halt> {
    let mut found = Vec::new();
    let of_customers = (0..)
        .zip(&seed.customers)
        .map(|(n, c)| (format!("customers[{n}].partner"), &c.partner, false));
    let of_partners = (0..)
        .zip(&seed.partners)
        .map(|(n, p)| (format!("partners[{n}].provider"), &p.provider, true));
    for (path, name, provider) in of_partners.chain(of_customers) {
        let Some(name) = name else { continue };
        let here = seed.partners.iter().find(|p| p.domain == *name || p.id == *name).map(|p| p.kind);
        let kind = match here {
            Some(kind) => Some(kind),
            None => partner_named(center, name).await?.and_then(|tenant| tenant.partner),
        };
        let fits = |kind: PartnerKind| !provider || kind == PartnerKind::IndirectProvider;
        if !kind.is_some_and(fits) {
            let what = if provider { "provider" } else { "partner" };
            let message = format!("{path} is {name:?}, which is no {what} of the file or of the sandbox.");
            found.push(Problem::error(
                file,
                "unknownPartner",
                message,
                "Give the domain or the id of one that is there.",
            ));
        }
    }
    Ok(found)
}

/// Plants the files of `--seed`, in their order.
///
/// # Errors
/// What is wrong, in words for people.
pub async fn at_the_start(center: &Center) -> Result<(), String> {
    for path in &center.config.seed {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        let seller = nahtlos_engine::setup::sandbox::PARTNER.tenant_id;
        let planted = plant(center, &name, &bytes, seller).await;
        planted.map_err(|error| format!("{name} cannot be planted:\n{}", error.to_string().trim_end()))?;
    }
    Ok(())
}

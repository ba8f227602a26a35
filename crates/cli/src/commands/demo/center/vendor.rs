//! The vendor's side of the demo: a sandbox whose catalogue is the bundled files', with two partners and the customer of the exports, as it
//! is on their day. What another partner sells is really sold there, so that somebody can really end it.

use super::people;
use crate::{end::Failure, remote::Stop, screen::Screen};
use nahtlos_client::{CatalogueFile, Client};
use nahtlos_model::estate::Estate;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The partner whom the customer leaves: its name, and who acts for it.
pub(super) const OLD: (&str, &str) = ("Isarcloud GmbH", "toni@isarcloud.example");
/// The new partner.
pub(super) const NEW: (&str, &str) = ("Bergblick IT GmbH", "ada@bergblick.example");

const PARTNERS: &str = include_str!("partners.toml");
/// Files of the catalogue, in the order in which they rest on each other.
const FILES: [&str; 3] = ["products.csv", "offermatrix.csv", "pricelist.csv"];

/// The people of the demo, signed in.
pub(super) struct People {
    /// Of the sandbox's own partner: turns the clock.
    pub(super) clock: Client,
    /// The partner whom the customer leaves.
    pub(super) old: Client,
    /// The new partner.
    pub(super) new: Client,
    /// The customer's administrator.
    pub(super) customer: Client,
    /// Their sign-in name.
    pub(super) administrator: String,
}

/// Fills the sandbox and signs everybody in.
pub(super) async fn prepare(url: &str, folder: &Path, estate: &Estate, screen: &Screen) -> Result<People, Stop> {
    let programme = people::sign_in(url, "admin@programme.example", screen).await?;
    let clock = people::sign_in(url, "admin@partner.example", screen).await?;
    clock.clock().run(false).await?;
    for name in FILES {
        let path = folder.join("vendor").join(name);
        let bytes = fs::read(&path).map_err(|error| Failure::writing(&path, &error))?;
        let file = CatalogueFile {
            name,
            kind: None,
            bytes: &bytes,
        };
        programme.imports().create(file, false).await?;
    }
    clock.sandbox().plant("partners.toml", PARTNERS.as_bytes().to_vec()).await?;
    let old = people::sign_in(url, OLD.1, screen).await?;
    old.sandbox().plant("estate.json", tenant(estate)?).await?;
    let administrator = estate
        .users
        .first()
        .map(|user| user.user_principal_name.clone())
        .unwrap_or_default();
    Ok(People {
        clock,
        new: people::sign_in(url, NEW.1, screen).await?,
        customer: people::sign_in(url, &administrator, screen).await?,
        old,
        administrator,
    })
}

/// The customer's tenant at the vendor: what the estate says another partner sells is sold by that partner there. The sandbox has no web shop
/// in which the customer could switch a renewal off, so what is to be switched off there by then is off already.
fn tenant(estate: &Estate) -> Result<Vec<u8>, Failure> {
    let bug = |error: serde_json::Error| Failure::Bug(error.to_string());
    let mut tenant = serde_json::to_value(estate).map_err(bug)?;
    for one in tenant["subscriptions"].as_array_mut().into_iter().flatten() {
        match one["channel"].as_str() {
            Some("otherPartner") => {
                one["channel"] = json!("thisPartner");
                one["owner"] = Value::Null;
                if one["autoRenew"].is_null() {
                    one["autoRenew"] = json!(true);
                }
            }
            _ => one["autoRenew"] = json!(false),
        }
    }
    serde_json::to_vec(&tenant).map_err(bug)
}

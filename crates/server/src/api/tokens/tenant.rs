//! The tenant in the address, and who may enter it.

use super::fault::{Kind, Stop};
use crate::api::ask::Ask;
use nahtlos_engine::identity::Tenant;
use nahtlos_model::partners::Application;

/// Which tenant an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Which {
    /// One.
    Named(Tenant),
    /// The tenant of whoever signs in.
    Anybody,
}

/// A tenant by id, domain, or the names that stand for anybody's.
pub(crate) async fn named(ask: &Ask, name: &str) -> Result<Which, Stop> {
    if name.eq_ignore_ascii_case("common") || name.eq_ignore_ascii_case("organizations") {
        return Ok(Which::Anybody);
    }
    match ask.center.engine.tenant(name).await? {
        Some(tenant) => Ok(Which::Named(tenant)),
        None => Err(Kind::TenantUnknown.with("tenant", name).into()),
    }
}

/// Whether people of a tenant may act in another one through an application: the application may speak for them at home, and both
/// may enter there.
pub(crate) async fn may_enter(ask: &Ask, application: &Application, home: &str, target: &str) -> Result<(), Stop> {
    let engine = &ask.center.engine;
    let consented = |yes: bool, tenant: &str| match yes {
        true => Ok(()),
        false => Err(Kind::ConsentNeeded.with("client", &application.name).with("tenant", tenant)),
    };
    consented(engine.may_speak(application, home).await?, home)?;
    if home == target {
        return Ok(());
    }
    if !engine.people_reach(home, target).await? {
        return Err(Kind::UserElsewhere.with("tenant", target).into());
    }
    let known = application.tenant_id == home || engine.may_speak(application, target).await?;
    consented(known, target)?;
    Ok(())
}

/// The addresses by which the center itself is asked.
pub(crate) fn own_addresses(ask: &Ask) -> Vec<String> {
    let host = ask.header("host").unwrap_or_default().to_ascii_lowercase();
    vec![ask.base.to_ascii_lowercase(), format!("https://{host}"), format!("http://{host}")]
}

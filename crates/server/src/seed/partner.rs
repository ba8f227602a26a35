//! A partner of a seed: account, applications with secrets that everybody knows, people.

use crate::Center;
use nahtlos_engine::{
    Halt,
    identity::Cost,
    relationships::LinkPartners,
    setup::{CreatePartner, sandbox::PASSWORD},
};
use nahtlos_files::seed::{Partner, Person};
use nahtlos_model::{directory::User, instants::Instant, partners, permissions::Role};
use nahtlos_wire::seeds as wire;
use sha2::{Digest as _, Sha256};

/// Makes a partner that is not there yet.
pub(super) async fn plant(center: &Center, partner: &Partner) -> Result<wire::PlantedTenant, Halt> {
    let engine = &center.engine;
    let there = engine.tenant(&partner.id).await?.is_some();
    if !there {
        let command = CreatePartner {
            partner: account(partner, engine.now()),
            applications: applications(center, partner).await?,
            users: people(center, partner).await?,
        };
        engine.create_partner(command).await?;
    }
    Ok(wire::PlantedTenant {
        id: Some(partner.id.clone()),
        name: Some(partner.name.clone()),
        made: Some(!there),
        ..wire::PlantedTenant::default()
    })
}

/// Links an indirect reseller with its provider.
pub(super) async fn link(center: &Center, partner: &Partner) -> Result<(), Halt> {
    let Some(provider) = &partner.provider else { return Ok(()) };
    let Some(provider) = super::partner_named(center, provider).await? else {
        return Ok(());
    };
    let command = LinkPartners {
        provider_id: provider.id,
        reseller_id: partner.id.clone(),
    };
    center.engine.link_partners(command).await.map(drop)
}

fn account(partner: &Partner, now: Instant) -> partners::Partner {
    partners::Partner {
        id: partner.id.clone(),
        kind: partner.kind,
        name: partner.name.clone(),
        mpn_id: partner.mpn_id.clone(),
        domain: partner.domain.clone(),
        country: partner.country.clone(),
        currency: partner.currency,
        sandbox: partner.sandbox,
        agreement_signed: true,
        mfa_required: false,
        created: now,
        version: 1,
    }
}

async fn applications(center: &Center, partner: &Partner) -> Result<Vec<partners::Application>, Halt> {
    let mut all = Vec::with_capacity(partner.applications.len());
    for application in &partner.applications {
        all.push(partners::Application {
            id: application.client_id.clone(),
            tenant_id: partner.id.clone(),
            name: application.name.clone(),
            secrets: vec![center.engine.hash_secret(&application.secret, Cost::Known).await?],
            redirect_uris: application.redirect_uris.clone(),
            public: false,
            roles: application.roles.clone(),
            version: 1,
        });
    }
    Ok(all)
}

async fn people(center: &Center, partner: &Partner) -> Result<Vec<(User, Vec<Role>)>, Halt> {
    let mut all = Vec::with_capacity(partner.people.len());
    for person in &partner.people {
        let password = person.password.as_deref().unwrap_or(PASSWORD);
        let hash = center.engine.hash_secret(password, Cost::Known).await?;
        all.push((user(partner, person, hash, center.engine.now()), person.roles.clone()));
    }
    Ok(all)
}

fn user(partner: &Partner, person: &Person, password: String, now: Instant) -> User {
    User {
        id: id_of(&partner.id, &person.user_principal_name),
        tenant_id: partner.id.clone(),
        user_principal_name: person.user_principal_name.clone(),
        given_name: None,
        surname: None,
        display_name: person.display_name.clone(),
        usage_location: Some(partner.country.clone()),
        immutable_id: None,
        password: Some(password),
        force_change: false,
        phone: None,
        mail: Some(person.user_principal_name.clone()),
        mail_nickname: person.user_principal_name.split('@').next().map(str::to_owned),
        enabled: true,
        kind: "Member".to_owned(),
        manager: None,
        domain_type: "none".to_owned(),
        more: person.mfa.then(|| ("mfa".to_owned(), "true".to_owned())).into_iter().collect(),
        licences: Vec::new(),
        created: now,
        deleted: None,
        version: 1,
    }
}

/// A user's id, the same in every sandbox that is made of the file.
fn id_of(tenant: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("{tenant}\n{name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

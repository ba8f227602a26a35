//! A customer of a seed: the estate, loaded for its partner and priced, and the agreement that purchases need.

use crate::Center;
use nahtlos_engine::{
    Halt,
    agreements::{ConfirmAgreement, TEMPLATE},
    call::{Actor, Call},
    estates::{LoadEstate, Without},
    identity::Cost,
    setup::sandbox::PASSWORD,
};
use nahtlos_files::seed::Customer;
use nahtlos_model::{agreements::Confirmation, customers::Contact, permissions::Role, refusals::Code, subscriptions::stated::Unpriced};
use nahtlos_wire::seeds as wire;

/// Makes a customer that is not there yet; `partner`: whose customer it is, `locale`: in which language it is said what has no price.
pub(super) async fn plant(center: &Center, customer: &Customer, partner: Option<&str>, locale: &str) -> Result<wire::PlantedTenant, Halt> {
    let engine = &center.engine;
    let estate = &customer.estate;
    let mut planted = wire::PlantedTenant {
        id: Some(estate.customer.id.to_ascii_lowercase()),
        name: Some(estate.customer.name.clone()),
        made: Some(false),
        ..wire::PlantedTenant::default()
    };
    if engine.tenant(&estate.customer.id).await?.is_some() {
        return Ok(planted);
    }
    let password = customer.password.as_deref().unwrap_or(PASSWORD);
    let load = LoadEstate {
        estate: estate.clone(),
        partner_id: partner.map(str::to_owned),
        admin_password: Some(engine.hash_secret(password, Cost::Known).await?),
    };
    let loaded = engine.load_estate(load).await?;
    if let Some(partner) = partner.filter(|_| customer.agreement) {
        agree(center, partner, &loaded.customer_id, &loaded.administrator).await?;
    }
    planted.made = Some(true);
    planted.administrator = Some(loaded.administrator).filter(|name| !name.is_empty());
    planted.subscriptions = u32::try_from(loaded.subscriptions).ok();
    planted.users = u32::try_from(loaded.users).ok();
    planted.unpriced = Some(loaded.unpriced.iter().map(|one| unpriced(center, one, locale)).collect());
    Ok(planted)
}

fn unpriced(center: &Center, without: &Without, locale: &str) -> wire::UnpricedSubscription {
    let key = match without.why {
        Unpriced::NoOffer => "sandbox-unpriced-no-offer",
        Unpriced::NoPrice => "sandbox-unpriced-no-price",
        Unpriced::NoEnd => "sandbox-unpriced-no-end",
    };
    wire::UnpricedSubscription {
        subscription_id: Some(without.subscription_id.clone()),
        sku_id: Some(without.licence.to_string()),
        reason: Some(without.why.to_string()),
        message: Some(center.texts.of(locale).say(key)),
    }
}

/// Confirms on the partner's behalf that the customer accepted the agreement.
async fn agree(center: &Center, partner: &str, customer: &str, administrator: &str) -> Result<(), Halt> {
    let id = crate::ambient::guid();
    let call = Call {
        actor: Actor {
            tenant_id: partner.to_owned(),
            directory_id: partner.to_owned(),
            application: "setup".to_owned(),
            roles: vec![Role::AdminAgent],
            ..Actor::time()
        }
        .into(),
        request_id: id.clone(),
        correlation_id: id,
        locale: "en-US".to_owned(),
        key: None,
        faults: None,
    };
    let name = administrator.split('@').next().filter(|name| !name.is_empty()).unwrap_or("admin");
    let confirmation = Confirmation {
        template_id: TEMPLATE.to_owned(),
        kind: None,
        agreed: center.engine.now(),
        contact: Contact {
            first_name: name.to_owned(),
            last_name: name.to_owned(),
            email: if administrator.is_empty() {
                "admin@example.com"
            } else {
                administrator
            }
            .to_owned(),
            phone: None,
        },
    };
    let command = ConfirmAgreement {
        customer_id: customer.to_owned(),
        confirmation,
    };
    match center.engine.execute(&call, command).await {
        Ok(_) => Ok(()),
        Err(Halt::Refused(refusal)) if refusal.code == Code::AgreementConfirmed => Ok(()),
        Err(halt) => Err(halt),
    }
}

//! A customer's consent to an application, given and taken back on its behalf.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    identity::{Consent, ConsentGrant},
    relationships::{AddConsent, DropConsent},
};
use nahtlos_wire::applications as wire;

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::ApplicationConsent = ask.read_body()?;
    let grants = sent.application_grants.unwrap_or_default().into_iter().map(|grant| ConsentGrant {
        enterprise_application_id: grant.enterprise_application_id.unwrap_or_default(),
        scope: grant.scope.unwrap_or_default(),
    });
    let command = AddConsent {
        customer_id: ask.id(0),
        consent: Consent {
            application_id: sent.application_id.unwrap_or_default(),
            display_name: sent.display_name.unwrap_or_default(),
            application_grants: grants.collect(),
        },
    };
    ask.write(command, |consent| Answer::created(&shown(consent))).await
}

fn shown(consent: &Consent) -> wire::ApplicationConsent {
    let grants = consent.application_grants.iter().map(|grant| wire::ApplicationGrant {
        enterprise_application_id: Some(grant.enterprise_application_id.clone()),
        scope: Some(grant.scope.clone()),
    });
    wire::ApplicationConsent {
        application_id: Some(consent.application_id.clone()),
        display_name: Some(consent.display_name.clone()).filter(|n| !n.is_empty()),
        application_grants: Some(grants.collect()),
    }
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = DropConsent {
        customer_id: ask.id(0),
        application_id: ask.id(1),
    };
    ask.write(command, |()| Answer::nothing()).await
}

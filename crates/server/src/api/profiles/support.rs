//! The support profile: what customers see as their partner's support. It stands under two paths, as page and SDK have it.

use super::need;
use crate::api::{answer::Answer, ask::Ask, customers::view::some, problem::Problem};
use nahtlos_engine::profiles::{Own, UpdateSupport};
use nahtlos_model::profiles as model;
use nahtlos_wire::{Attributes, Links, profiles as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let own = ask.read(need()).await?.support_profile().await?;
    Ok(Answer::ok(&shown(&own)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::SupportProfile = ask.read_body()?;
    let profile = model::Support {
        email: sent.email.unwrap_or_default(),
        telephone: sent.telephone.unwrap_or_default(),
        website: sent.website.unwrap_or_default(),
    };
    ask.write(UpdateSupport { profile }, |own| Answer::ok(&shown(own))).await
}

fn shown((_, kept): &Own<model::Support>) -> wire::SupportProfile {
    wire::SupportProfile {
        email: some(&kept.value.email),
        telephone: some(&kept.value.telephone),
        website: some(&kept.value.website),
        profile_type: Some("SupportProfile".to_owned()),
        links: Some(Links::to_self("/profiles/support")),
        attributes: Some(Attributes::of("SupportProfile")),
    }
}

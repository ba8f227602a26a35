//! The MPN profile: the caller's own, or any partner's by its id. Clients take success as proof that the id is good.

use super::need;
use crate::api::{answer::Answer, ask::Ask, customers::view::some, problem::Problem};
use nahtlos_wire::{Attributes, Links, profiles as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let mpn = ask.query.get("mpnId").map(str::trim).filter(|mpn| !mpn.is_empty());
    let partner = reading.partner_with_mpn(mpn, ask.query.flag("verifyAdvisor")).await?;
    Ok(Answer::ok(&wire::MpnProfile {
        partner_name: some(&partner.name),
        mpn_id: Some(partner.mpn_id),
        profile_type: Some("MpnProfile".to_owned()),
        links: Some(Links::to_self("/profiles/mpn")),
        attributes: Some(Attributes::of("MpnProfile")),
    }))
}

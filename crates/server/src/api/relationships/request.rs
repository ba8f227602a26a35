//! The address that asks any customer for a relationship: one per partner or pair, without state. An invitation knows more.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{invitations::PATH, permissions::Action};
use nahtlos_wire::{Attributes, relationships::RelationshipRequest};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    let (reseller, provider) = (
        ask.query.get("indirectResellerId"),
        ask.query.get("indirectCloudSolutionProviderId"),
    );
    let pair = reading.asking_pair(reseller, provider).await?;
    let (partner, through) = (&pair.partner.id, pair.provider.as_ref().map_or("0", |p| p.id.as_str()));
    // The query has the names that the reference's address has.
    let query = format!("invType=ResellerRelationship&partnerId={partner}&msppId={through}&DAP=false");
    Ok(Answer::ok(&RelationshipRequest {
        url: Some(format!("{}{PATH}partner/{partner}?{query}", ask.base)),
        attributes: Some(Attributes::of("RelationshipRequest")),
    }))
}

//! Replaces the billing profile. The etag comes as `If-Match`, or inside of the body from clients that cannot send the header.

use super::view::{billing, profile_of};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::customers::UpdateBillingProfile;
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::customers as wire;

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CustomerBillingProfile = ask.read_body()?;
    let inside = sent
        .attributes
        .as_ref()
        .and_then(|a| a.etag.clone())
        .filter(|etag| !etag.is_empty());
    let expected = match (ask.header("if-match"), inside) {
        (Some(_), _) => ask.if_match(),
        (None, Some(etag)) => Some(etag.trim_matches('"').to_owned()),
        (None, None) => {
            let reason = "the header If-Match with the etag of the profile is needed";
            return Err(Refusal::new(Code::InvalidInput).with("reason", reason).at("If-Match").into());
        }
    };
    let command = UpdateBillingProfile {
        customer_id: ask.id(0),
        profile: profile_of(sent),
        expected,
    };
    ask.write(command, |customer| Answer::ok(&billing(customer))).await
}

//! The certificates by which receivers check signatures, the authority's own among them; for anybody, as receivers have no token.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let name = ask.id(0);
    let Some(asked) = name.strip_suffix(".cer") else {
        return Err(ask.not_found(&name));
    };
    let id = match asked {
        crate::webhooks::AUTHORITY => format!("{asked} {}", ask.center.config.webhook_organization),
        thumbprint => thumbprint.to_owned(),
    };
    let found = ask.center.engine.webhook_key(&id).await?.ok_or_else(|| ask.not_found(&name))?;
    Ok(Answer::bytes("application/pkix-cert", found.certificate).with("cache-control", "public, max-age=86400"))
}

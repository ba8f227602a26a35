//! Validates an address: 200 for every readable one, good or bad; the status says which.

use super::need;
use crate::api::{
    answer::Answer,
    ask::Ask,
    customers::view::{address, address_of},
    problem::Problem,
};
use nahtlos_wire::{customers::Address, validations as wire};

pub(crate) async fn post(ask: Ask) -> Result<Answer, Problem> {
    let reading = ask.read(need()).await?;
    let sent = address_of(ask.read_body::<Address>()?);
    let found = reading.check_address(&sent)?;
    let message = (!found.fields.is_empty()).then(|| {
        let fields: Vec<String> = found.fields.iter().map(|field| format!("'{field}'")).collect();
        let says = ask.center.texts.of(&ask.call.locale).say("address-fields");
        format!("{says}: {}", fields.join(", "))
    });
    Ok(Answer::ok(&wire::AddressValidationResult {
        original_address: Some(address(&sent)),
        suggested_addresses: Some(found.suggestion.iter().map(address).collect()),
        status: found.verdict.as_str().parse::<wire::AddressValidation>().ok().map(Into::into),
        validation_message: message,
    }))
}

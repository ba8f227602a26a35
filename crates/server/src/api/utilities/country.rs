//! What a country asks for: the same data by which customers and profiles are checked here, written as clients check it.

use super::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::{
    countries::country,
    customers::{
        country_rules::{CountryRules, Datum},
        profile::PHONE,
    },
};
use nahtlos_wire::{Attributes, countries as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let day = ask.read(need()).await?.now.date();
    let code = country(ask.param(0)).ok_or_else(|| ask.not_found(ask.param(0)))?;
    let rules = CountryRules::bundled();
    let needs = |what| rules.needs(what, code, day);
    let regex = |what| rules.expression(what, code, day);
    let rule = rules.country(code, day);
    let tax = [Datum::VatId, Datum::TaxId]
        .into_iter()
        .find_map(|what| rules.sample(what, code, day));
    let registers = needs(Datum::RegistrationNumber);
    let supports = |what| !rules.forms(what, code, day).is_empty();
    Ok(Answer::ok(&wire::CountryValidationRules {
        iso2_code: Some(code.to_owned()),
        default_culture: Some(rules.culture(code)),
        is_state_required: Some(needs(Datum::State)),
        supported_states_list: Some(rule.map_or_else(Vec::new, |r| r.state_codes().map(str::to_owned).collect())),
        supported_languages_list: Some(rule.map_or_else(Vec::new, |r| r.languages.clone())),
        supported_cultures_list: Some(rule.map_or_else(Vec::new, |r| r.cultures.clone())),
        is_postal_code_required: Some(needs(Datum::PostalCode)),
        postal_code_regex: regex(Datum::PostalCode),
        is_city_required: Some(true),
        is_vat_id_supported: Some(supports(Datum::VatId)),
        tax_id_format: tax.as_ref().map(|(format, _)| format.clone()),
        tax_id_sample: tax.map(|(_, sample)| sample),
        vat_id_regex: regex(Datum::VatId),
        phone_number_regex: Some(PHONE.to_owned()),
        is_tax_id_supported: Some(supports(Datum::TaxId)),
        is_tax_id_optional: Some(supports(Datum::TaxId)),
        customer_organization_registration_number_regex: regex(Datum::RegistrationNumber).filter(|_| registers),
        customer_organization_registration_number_sample: rules
            .sample(Datum::RegistrationNumber, code, day)
            .map(|(_, sample)| sample)
            .filter(|_| registers),
        customer_organization_registration_number_required: registers.then_some(true),
        customer_organization_phone_number_required: needs(Datum::Phone).then_some(true),
        country_calling_codes_list: Some(rule.map_or_else(Vec::new, |r| r.calling_codes.clone())),
        attributes: Some(Attributes::of("CountryValidationRules")),
    }))
}

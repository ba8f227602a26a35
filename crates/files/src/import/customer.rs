//! Whose estate it is: as told, else as answered, else as the exports say, else a question.
//! Called once by the import. Country and currency are never taken from an export, because the
//! price list hangs on them.

use super::{
    Options,
    answers::{Answers, tenant},
    finding::{Finding, FindingCode},
    gathered::Gathered,
    ledger::Ledger,
    question::{Question, QuestionCode},
};
use crate::problem::{Problem, quoted};
use nahtlos_model::{estate::Customer, money::Currency};
use std::collections::BTreeMap;

/// The country while nobody has said which: ISO 3166's user-assigned code.
const NO_COUNTRY: &str = "ZZ";
/// The currency while nobody has said which: ISO 4217's "no currency".
const NO_CURRENCY: &str = "XXX";

/// The customer, with questions for what is unknown.
pub(crate) fn customer(options: &Options<'_>, answers: &Answers, gathered: &Gathered, ledger: &mut Ledger) -> Result<Customer, Problem> {
    let said = &answers.customer;
    let country = match &options.country {
        Some(country) => Some(country_code(country)?),
        None => said.country.clone(),
    };
    let mut told = gathered.tenants.clone();
    if told.len() > 1 {
        let tenants = told.keys().cloned().collect::<Vec<_>>();
        ledger.find(Finding::of(FindingCode::SeveralTenants, "tenants", tenants));
    }
    let id = options.customer_id.clone().or(said.id.clone());
    if let Some(id) = &id
        && told.len() == 1
        && !told.contains_key(&tenant(id))
    {
        let both = told.keys().cloned().chain([tenant(id)]).collect();
        ledger.find(Finding::of(FindingCode::SeveralTenants, "tenants", both));
    }
    let exported = if told.len() == 1 { told.pop_first() } else { None };
    let (exported_id, exported_name) = exported.unzip();
    let mut take = |what: &str, told: Option<String>, exported: Option<String>, code: Option<QuestionCode>| {
        let exported = exported.filter(|e| !e.is_empty());
        if let (None, Some(value)) = (&told, &exported) {
            ledger.find(
                Finding::new(FindingCode::CustomerFromExport)
                    .text("what", what)
                    .text("value", value),
            );
        }
        let value = told.or(exported);
        if let (None, Some(code)) = (&value, code) {
            ledger.ask(Question::new(code, "customer".to_owned(), what));
        }
        value
    };
    let id = take("id", id, exported_id, Some(QuestionCode::CustomerId)).unwrap_or_default();
    let name = take(
        "name",
        options.customer_name.clone().or(said.name.clone()),
        exported_name,
        Some(QuestionCode::CustomerName),
    );
    let domain = take(
        "domain",
        options.customer_domain.clone().or(said.domain.clone()),
        commonest_domain(gathered),
        None,
    );
    let country = take("country", country, None, Some(QuestionCode::CustomerCountry));
    let currency = options.currency.or(said.currency);
    if currency.is_none() {
        ledger.ask(Question::new(QuestionCode::CustomerCurrency, "customer".to_owned(), "currency"));
    }
    let none = || Currency::new(NO_CURRENCY).ok_or_else(|| Problem::error("", "badCurrency", "There is no such currency.", ""));
    Ok(Customer {
        id,
        name: name.unwrap_or_default(),
        domain: domain.unwrap_or_default(),
        country: country.unwrap_or_else(|| NO_COUNTRY.to_owned()),
        currency: currency.map_or_else(none, Ok)?,
        segment: options
            .segment
            .clone()
            .or(said.segment.clone())
            .unwrap_or_else(|| "Commercial".to_owned()),
    })
}

fn country_code(text: &str) -> Result<String, Problem> {
    let trimmed = text.trim();
    if trimmed.len() == 2 && trimmed.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Ok(trimmed.to_ascii_uppercase());
    }
    let message = format!("{} is no country code.", quoted(text));
    Err(Problem::error(
        "--country",
        "badCountry",
        message,
        "Write the two letters of the country, such as DE.",
    )
    .found(text))
}

/// The domain of most sign-in names, guests aside; the first by alphabet where several are as common.
fn commonest_domain(gathered: &Gathered) -> Option<String> {
    let names = gathered
        .people
        .iter()
        .filter(|p| !p.guest)
        .map(|p| &p.upn)
        .chain(gathered.named_people.iter().map(|p| &p.upn));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.filter(|name| !name.contains("#EXT#")) {
        if let Some((_, domain)) = name.rsplit_once('@') {
            *counts.entry(domain.to_lowercase()).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(domain, _)| domain)
}

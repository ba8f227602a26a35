//! What the tests of the import share: synthetic exports, options, and where the samples are.

use nahtlos_files::import::{Finding, FindingCode, Imported, Options, Question, QuestionCode, Source, import};
use nahtlos_files::problem::Problem;
use nahtlos_model::{
    catalogue::{Catalogue, Product},
    dates::Date,
    ids::SkuId,
    money::Currency,
};
use std::path::PathBuf;

pub(crate) const E3: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
pub(crate) const EXO: &str = "4b9405b0-7788-4568-add1-99614e613b69";
pub(crate) const STANDARD: &str = "f245ecc8-75af-4f8e-b61f-27d8114de5f3";
pub(crate) const PLAN_A: &str = "7547a3fe-08ee-4ccb-b430-5077c5041653";
pub(crate) const PLAN_B: &str = "9aaf7827-d63c-4b61-89c3-182f06f82e5c";
pub(crate) const US: &str = "00000000-0000-4000-8000-00000000aaaa";
pub(crate) const OTHER: &str = "00000000-0000-4000-8000-00000000bbbb";
pub(crate) const CUSTOMER: &str = "00000000-0000-4000-8000-00000000cccc";

pub(crate) fn sku(id: &str) -> SkuId {
    id.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn file(name: &str, text: impl AsRef<[u8]>) -> Source {
    Source::Bytes {
        name: name.to_owned(),
        bytes: text.as_ref().to_vec(),
    }
}

/// Options that leave nothing about the customer and the partners open.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::new(day("2026-12-01"));
    options.country = Some("de".into());
    options.currency = Currency::new("EUR");
    options.customer_id = Some(CUSTOMER.into());
    options.customer_name = Some("Contoso".into());
    options.customer_domain = Some("contoso.example".into());
    options.this_partner = Some(US.to_uppercase());
    options.partners.insert(format!("{{{OTHER}}}"), "Beta GmbH".into());
    options
}

pub(crate) fn with_answers(text: &str) -> Options<'static> {
    Options {
        answers: Some(("answers.toml".into(), text.into())),
        ..options()
    }
}

/// A catalogue of three SKUs, two of which share a name with nothing else.
pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (id, string_id, name) in [
        (E3, "ENTERPRISEPACK", "Office 365 E3"),
        (EXO, "EXCHANGESTANDARD", "Exchange Online (Plan 1)"),
        (STANDARD, "O365_BUSINESS_PREMIUM", "Microsoft 365 Business Standard"),
        ("00000000-0000-4000-8000-000000000e01", "TWIN_A", "Twin"),
        ("00000000-0000-4000-8000-000000000e02", "TWIN_B", "Twin"),
        ("00000000-0000-4000-8000-000000000e03", "EMS", "Enterprise Mobility + Security E3"),
    ] {
        catalogue.products.insert(
            sku(id),
            Product {
                name: name.into(),
                string_id: string_id.into(),
                plans: Vec::new(),
            },
        );
    }
    catalogue
}

pub(crate) fn done(sources: &[Source], options: &Options<'_>) -> Imported {
    import(sources, options).unwrap_or_else(|problems| panic!("refused: {}", listed(&problems)))
}

pub(crate) fn listed(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The only problem of an import that must be refused.
pub(crate) fn refused(sources: &[Source], options: &Options<'_>) -> Problem {
    match import(sources, options) {
        Ok(done) => panic!("accepted: {done:#?}"),
        Err(mut problems) => {
            assert_eq!(problems.len(), 1, "{}", listed(&problems));
            problems.remove(0)
        }
    }
}

/// One row of `directory/subscriptions` with `more` replacing or adding properties.
pub(crate) fn subscription(id: &str, sku: &str, seats: u32, more: &str) -> String {
    let mut row = serde_json::json!({
        "id": id, "commerceSubscriptionId": format!("c-{id}"), "createdDateTime": "2025-12-15T00:00:00Z", "isTrial": false,
        "nextLifecycleDateTime": "2026-12-15T00:00:00Z", "ownerId": null, "ownerTenantId": OTHER, "ownerType": null,
        "skuId": sku, "skuPartNumber": "SOMETHING", "status": "Enabled", "totalLicenses": seats, "serviceStatus": []
    });
    let more: serde_json::Value = serde_json::from_str(&format!("{{{more}}}")).unwrap();
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row.to_string()
}

/// One user of Graph with licences as `(sku, group or "", off, state)`.
pub(crate) fn user(id: &str, licenses: &[(&str, &str, &[&str], &str)], more: &str) -> String {
    let states: Vec<_> = licenses
        .iter()
        .map(|(sku, group, off, state)| {
            let group = if group.is_empty() { serde_json::Value::Null } else { (*group).into() };
            serde_json::json!({"skuId": sku, "assignedByGroup": group, "disabledPlans": off, "state": state, "error": if *state == "Active" { "None" } else { "CountViolation" }})
        })
        .collect();
    let mut assigned: Vec<serde_json::Value> = Vec::new();
    for (sku, _, off, state) in licenses {
        if state.starts_with("Active") && !assigned.iter().any(|a| a["skuId"] == **sku) {
            assigned.push(serde_json::json!({"skuId": sku, "disabledPlans": off}));
        }
    }
    let mut row = serde_json::json!({
        "id": id, "displayName": id, "userPrincipalName": format!("{id}@contoso.example"), "accountEnabled": true,
        "usageLocation": "DE", "userType": "Member", "assignedLicenses": assigned, "licenseAssignmentStates": states
    });
    let more: serde_json::Value = serde_json::from_str(&format!("{{{more}}}")).unwrap();
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row.to_string()
}

/// One row of subscribedSkus.
pub(crate) fn sku_row(id: &str, enabled: u32, consumed: u32, more: &str) -> String {
    let mut row = serde_json::json!({
        "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": consumed, "id": format!("t_{id}"), "skuId": id,
        "skuPartNumber": "SOMETHING", "prepaidUnits": {"enabled": enabled, "lockedOut": 0, "suspended": 0, "warning": 0}
    });
    let more: serde_json::Value = serde_json::from_str(&format!("{{{more}}}")).unwrap();
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row.to_string()
}

/// A page of Graph.
pub(crate) fn page(rows: &[String]) -> String {
    format!("{{\"value\":[{}]}}", rows.join(",\n"))
}

pub(crate) fn all_of(imported: &Imported, code: FindingCode) -> Vec<&Finding> {
    imported.findings.iter().filter(|f| f.code() == code).collect()
}

/// The only finding of a code.
pub(crate) fn finding(imported: &Imported, code: FindingCode) -> &Finding {
    let found = all_of(imported, code);
    assert_eq!(found.len(), 1, "{code}: {:#?}", imported.findings);
    found[0]
}

pub(crate) fn has(imported: &Imported, code: FindingCode) -> bool {
    !all_of(imported, code).is_empty()
}

/// The only question of a code.
pub(crate) fn question(imported: &Imported, code: QuestionCode) -> &Question {
    let found: Vec<_> = imported.open_questions.iter().filter(|q| q.code == code).collect();
    assert_eq!(found.len(), 1, "{code}: {:#?}", imported.open_questions);
    found[0]
}

/// A value of a finding, as JSON shows it.
pub(crate) fn value(finding: &Finding, name: &str) -> String {
    serde_json::to_value(&finding.notice.values[name])
        .unwrap()
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap()
        .to_string()
        .trim_matches('"')
        .to_owned()
}

/// The folder of samples, or `None` (said on stdout) where there is none; in CI that is a failure.
pub(crate) fn shared(sub: &str) -> Option<PathBuf> {
    let root =
        std::env::var_os("NAHTLOS_SHARED").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let folder = root.join("data").join(sub);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
    println!("skipped: {} is missing", folder.display());
    None
}

/// Whether no required question is open, whatever lists are not there.
pub(crate) fn all_answered(imported: &Imported) -> bool {
    imported.open_questions.iter().all(|question| !question.required)
}

//! Assigns and removes licences of a user, all of it or nothing; what is removed is free for what is assigned.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::licenses::AssignLicenses;
use nahtlos_model::{
    ids::{ServicePlanId, SkuId},
    licenses::{Add, LicenseChange},
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Attributes, enums::LicenseGroupId, licenses as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::LicenseUpdate = ask.read_body()?;
    let (tenant_id, user) = (ask.id(0), ask.id(1));
    let command = AssignLicenses {
        tenant_id,
        user,
        change: change(&sent)?,
    };
    let answered = wire::LicenseUpdate {
        license_warnings: Some(Vec::new()),
        attributes: Some(Attributes::of("LicenseUpdate")),
        ..sent
    };
    let done = ask.write(command, move |_| Answer::created(&answered)).await;
    done.map_err(|problem| in_our_words(&ask, problem))
}

fn change(sent: &wire::LicenseUpdate) -> Result<LicenseChange, Refusal> {
    let add = sent.licenses_to_assign.iter().flatten().enumerate();
    let remove = sent.licenses_to_remove.iter().flatten().enumerate();
    let change = LicenseChange {
        add: add.map(|(n, one)| assignment(n, one)).collect::<Result<_, _>>()?,
        remove: remove
            .map(|(n, text)| guid(text).ok_or_else(|| no_guid(format!("licensesToRemove[{n}]"), text)))
            .collect::<Result<_, _>>()?,
    };
    if change.add.is_empty() && change.remove.is_empty() {
        return Err(Refusal::property("licensesToAssign", "or licensesToRemove must name a licence"));
    }
    Ok(change)
}

fn assignment(n: usize, sent: &wire::LicenseAssignment) -> Result<Add, Refusal> {
    let at = |field: &str| format!("licensesToAssign[{n}].{field}");
    let text = sent.sku_id.as_deref().unwrap_or("");
    if sent.license_group_id == Some(LicenseGroupId::Group2) {
        return Err(Refusal::property(
            at("licenseGroupId"),
            "is group1 for every licence that there is here",
        ));
    }
    let plans = sent.excluded_plans.iter().flatten();
    Ok(Add {
        sku: guid(text).ok_or_else(|| no_guid(at("skuId"), text))?,
        disabled: plans
            .map(|plan| plan.parse::<ServicePlanId>().map_err(|_| no_guid(at("excludedPlans"), plan)))
            .collect::<Result<_, _>>()?,
    })
}

fn guid(text: &str) -> Option<SkuId> {
    text.parse().ok()
}

fn no_guid(field: String, text: &str) -> Refusal {
    let shown: String = text.chars().take(60).collect();
    Refusal::property(field, format!("{shown:?} is no GUID"))
}

/// Fields as this API names them; and where no seat is left, the account and SKU in `data`, which clients look at.
fn in_our_words(ask: &Ask, problem: Problem) -> Problem {
    let Problem::Refused(mut refusal) = problem else { return problem };
    refusal.field = refusal.field.map(|field| match field.as_str() {
        "addLicenses" => "licensesToAssign".to_owned(),
        "addLicenses.disabledPlans" => "licensesToAssign.excludedPlans".to_owned(),
        "removeLicenses" => "licensesToRemove".to_owned(),
        _ => field,
    });
    if refusal.code == Code::LicenseCount {
        let sku = refusal.values.iter().find(|(name, _)| *name == "id").map_or("", |(_, id)| id);
        let data = format!("LicenseQuotaExceededException : account {}, SKU {sku}: no seat is left", ask.id(0));
        refusal.field = Some(data);
    }
    refusal.into()
}

//! Assigns and removes licences: of a user, all of it or nothing; of a group, for all its members. And works a user's anew.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        groups::props::{GROUP, Seen},
        odata, said,
        users::props::USER,
    },
    problem::Problem,
};
use nahtlos_engine::licenses::{AssignGroupLicenses, AssignLicenses, Reprocess};
use nahtlos_model::{
    ids::{ServicePlanId, SkuId},
    licenses::{Add, LicenseChange},
};
use nahtlos_wire::graph::licenses::{AssignLicenseRequest, AssignedLicense};

pub(crate) async fn user(ask: Ask) -> Result<Answer, Problem> {
    let command = AssignLicenses {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.param(0).to_owned(),
        change: change(&ask)?,
    };
    let (view, context) = (ask.view(), odata::context(&ask, "users/$entity"));
    ask.write(command, move |user| {
        odata::entity(200, context.clone(), USER.show(user, &view, &USER.defaults()))
    })
    .await
}

pub(crate) async fn group(ask: Ask) -> Result<Answer, Problem> {
    let command = AssignGroupLicenses {
        tenant_id: ask.call.actor.directory_id.clone(),
        group_id: ask.id(0),
        change: change(&ask)?,
    };
    let (view, context) = (ask.view(), odata::context(&ask, "groups/$entity"));
    let directory = format!("{}/v2/{}/directoryObjects", ask.base, ask.call.actor.directory_id);
    ask.write(command, move |group| {
        let thing = GROUP.show(&Seen::of(group.clone()), &view, &GROUP.defaults());
        Answer {
            location: Some(format!("{directory}/{}/Microsoft.DirectoryServices.Group", group.id)),
            ..odata::entity(202, context.clone(), thing)
        }
    })
    .await
}

/// What can be given is given; what keeps a licence from working is answered as an error all the same.
pub(crate) async fn reprocess(ask: Ask) -> Result<Answer, Problem> {
    let command = Reprocess {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.param(0).to_owned(),
    };
    match ask.execute(command).await? {
        (_, Some(complaint)) => Err(complaint.into()),
        (user, None) => {
            let thing = USER.show(&user, &ask.view(), &USER.defaults());
            Ok(odata::entity(200, odata::context(&ask, "users/$entity"), thing))
        }
    }
}

fn change(ask: &Ask) -> Result<LicenseChange, Problem> {
    let sent: AssignLicenseRequest = ask.read_body()?;
    let (add, remove) = (sent.add_licenses.into_value(), sent.remove_licenses.into_value());
    let missing: Vec<&str> = [("addLicenses", add.is_none()), ("removeLicenses", remove.is_none())]
        .iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| *name)
        .collect();
    if !missing.is_empty() {
        return Err(said::parameters_missing("assignLicense", &missing));
    }
    let change = LicenseChange {
        add: add.unwrap_or_default().into_iter().map(assignment).collect::<Result<_, _>>()?,
        remove: remove.unwrap_or_default().iter().map(|text| guid(text)).collect::<Result<_, _>>()?,
    };
    if change.add.is_empty() && change.remove.is_empty() {
        return Err(said::bad("No license changes provided"));
    }
    let mut named: Vec<SkuId> = change.add.iter().map(|a| a.sku).chain(change.remove.iter().copied()).collect();
    named.sort_unstable();
    match named.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(twice) => Err(said::bad(format!("License {} is named twice in one request.", twice[0]))),
        None => Ok(change),
    }
}

fn assignment(sent: AssignedLicense) -> Result<Add, Problem> {
    let plan = |text: String| text.parse::<ServicePlanId>().map_err(|_| said::no_guid(&text));
    Ok(Add {
        sku: guid(sent.sku_id.as_deref().unwrap_or(""))?,
        disabled: sent
            .disabled_plans
            .unwrap_or_default()
            .into_iter()
            .map(plan)
            .collect::<Result<_, _>>()?,
    })
}

fn guid(text: &str) -> Result<SkuId, Problem> {
    text.parse().map_err(|_| said::no_guid(text))
}

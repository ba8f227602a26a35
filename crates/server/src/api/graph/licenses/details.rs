//! A user's licences with the state of each service plan.

use super::plans;
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{
            self, Options,
            kind::{Can, Kind, Property, shown},
        },
        said,
        users::list::need,
    },
    problem::Problem,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_model::{
    directory::{Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
};
use serde_json::json;

/// A licence of a user, however often it comes.
#[derive(Debug)]
struct Detail {
    id: String,
    sku: SkuId,
    /// Plans that every source leaves off.
    off: Vec<ServicePlanId>,
}

static DETAIL: Kind<Detail> = Kind {
    name: "microsoft.graph.licenseDetails",
    resource: "LicenseDetails",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Detail>] = &[
    shown("id", Can::Nothing, |d, _, _| json!(d.id)),
    shown("servicePlans", Can::Nothing, |d, v, _| plans::of_sku(d.sku, &d.off, &v.assortment)),
    shown("skuId", Can::Nothing, |d, _, _| json!(d.sku)),
    shown("skuPartNumber", Can::Nothing, |d, v, _| {
        json!(v.assortment.licence_string_id(d.sku))
    }),
];

fn details(user: &User) -> Vec<Detail> {
    let of = |sku: SkuId| {
        let works = |h: &&Holding| h.sku == sku && h.fault == LicenseFault::None;
        let sources: Vec<&Holding> = user.licences.iter().filter(works).collect();
        let first = sources.first().map_or(&[][..], |h| &h.disabled);
        let off = first.iter().filter(|plan| sources.iter().all(|h| h.disabled.contains(plan)));
        let user = uuid::Uuid::try_parse(&user.id).unwrap_or_default();
        Detail {
            id: URL_SAFE_NO_PAD.encode([user.as_bytes().as_slice(), sku.0.as_bytes()].concat()),
            sku,
            off: off.copied().collect(),
        }
    };
    user.seats().into_iter().map(of).collect()
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &DETAIL)?;
    let user = ask.read(need(&ask)).await?.user(ask.param(0)).await?;
    let view = ask.view();
    let things = details(&user).iter().map(|d| DETAIL.show(d, &view, &options.properties)).collect();
    let context = options.context(&ask, &format!("users('{}')/licenseDetails", user.id), false);
    Ok(odata::collection(&ask, context, None, None, things))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &DETAIL, &[])?;
    let user = ask.read(need(&ask)).await?.user(ask.param(0)).await?;
    let found = details(&user).into_iter().find(|d| d.id == ask.param(1));
    let detail = found.ok_or_else(|| said::missing(ask.param(1)))?;
    let context = options.context(&ask, &format!("users('{}')/licenseDetails", user.id), true);
    Ok(odata::entity(200, context, DETAIL.show(&detail, &ask.view(), &options.properties)))
}

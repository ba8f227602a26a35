//! SKUs that the tenant has, with their seats by state, all channels together.

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
use nahtlos_model::{
    customers::Pool,
    ids::SkuId,
    subscriptions::{Status, Subscription},
};
use serde_json::json;

/// A SKU of the tenant.
#[derive(Debug)]
struct Sku {
    tenant_id: String,
    tenant: String,
    sku: SkuId,
    pool: Pool,
    /// Seats of the pool's suspended ones whose subscriptions are disabled.
    locked_out: i64,
    subscriptions: Vec<String>,
}

static SKU: Kind<Sku> = Kind {
    name: "microsoft.graph.subscribedSku",
    resource: "SubscribedSku",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Sku>] = &[
    shown("accountName", Can::Nothing, |s, _, _| json!(s.tenant)),
    shown("accountId", Can::Nothing, |s, _, _| json!(s.tenant_id)),
    shown("appliesTo", Can::Nothing, |s, v, _| {
        json!(plans::target_of_sku(s.sku, &v.assortment))
    }),
    shown("capabilityStatus", Can::Nothing, |s, _, _| json!(s.capability())),
    shown("consumedUnits", Can::Nothing, |s, _, _| json!(s.pool.consumed)),
    shown("id", Can::Nothing, |s, _, _| json!(s.id())),
    shown("skuId", Can::Nothing, |s, _, _| json!(s.sku)),
    shown("skuPartNumber", Can::Nothing, |s, v, _| {
        json!(v.assortment.licence_string_id(s.sku))
    }),
    shown("subscriptionIds", Can::Nothing, |s, _, _| json!(s.subscriptions)),
    shown("prepaidUnits", Can::Nothing, |s, _, _| {
        let (pool, locked) = (&s.pool, s.locked_out);
        json!({ "enabled": pool.enabled, "suspended": pool.suspended - locked, "warning": pool.warning, "lockedOut": locked })
    }),
    shown("servicePlans", Can::Nothing, |s, v, _| plans::of_sku(s.sku, &[], &v.assortment)),
];

impl Sku {
    fn capability(&self) -> &'static str {
        match self.pool.capability() {
            "Suspended" if self.locked_out >= self.pool.suspended => "LockedOut",
            capability => capability,
        }
    }

    fn id(&self) -> String {
        format!("{}_{}", self.tenant_id, self.sku)
    }
}

async fn skus(ask: &Ask) -> Result<Vec<Sku>, Problem> {
    let mut reading = ask.read(need(ask)).await?;
    let tenant = reading.organization().await?;
    let pools = reading.pools().await?;
    let subscriptions = reading.all_subscriptions().await?;
    let lives = |s: &&Subscription| !matches!(s.status, Status::Deleted | Status::Pending);
    let of = |(sku, pool): (SkuId, Pool)| {
        let ids = subscriptions.iter().filter(lives).filter(|s| s.licence == sku);
        let disabled = subscriptions.iter().filter(|s| s.licence == sku && s.status == Status::Disabled);
        let locked_out: i64 = disabled.map(|s| s.quantity).sum();
        Sku {
            locked_out: locked_out.min(pool.suspended),
            tenant_id: tenant.id.clone(),
            tenant: tenant.name.clone(),
            sku,
            pool,
            subscriptions: ids.map(|s| s.id.clone()).collect(),
        }
    };
    let is_there = |s: &Sku| !s.subscriptions.is_empty() || s.pool != Pool::default();
    Ok(pools.into_iter().map(of).filter(is_there).collect())
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &SKU)?;
    let view = ask.view();
    let things = skus(&ask).await?.iter().map(|s| SKU.show(s, &view, &options.properties)).collect();
    let context = options.context(&ask, "subscribedSkus", false);
    Ok(odata::collection(&ask, context, None, None, things))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &SKU, &[])?;
    let found = skus(&ask).await?.into_iter().find(|s| s.id() == ask.id(0));
    let sku = found.ok_or_else(|| said::missing(ask.param(0)))?;
    let context = options.context(&ask, "subscribedSkus", true);
    Ok(odata::entity(200, context, SKU.show(&sku, &ask.view(), &options.properties)))
}

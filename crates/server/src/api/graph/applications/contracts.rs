//! A partner's customers as contracts, in the partner's own directory; elsewhere there are none.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{
            self, Options, Takes,
            kind::{Can, Kind, nothing, shown},
        },
        said,
    },
    problem::Problem,
};
use nahtlos_engine::{Reading, call::Need, identity::Contract};
use nahtlos_model::permissions::Action;
use serde_json::json;

static CONTRACT: Kind<Contract> = Kind {
    name: "microsoft.graph.contract",
    resource: "Contract",
    properties: &[
        shown("id", Can::Nothing, |c, _, _| json!(c.id)),
        shown("deletedDateTime", Can::Nothing, nothing),
        shown("contractType", Can::Nothing, |_, _, _| json!("ResellerPartner")),
        shown("customerId", Can::Text, |c, _, _| json!(c.customer_id)),
        shown("defaultDomainName", Can::Text, |c, _, _| json!(c.domain)),
        shown("displayName", Can::Text, |c, _, _| json!(c.name)),
    ],
};

/// Customers looked at at once.
const CHUNK: i64 = 500;

fn need(ask: &Ask) -> Need {
    Need::directory(Action::ReadDirectory, &ask.call.actor.directory_id)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::list(&ask, &CONTRACT, Takes::default())?;
    let mut reading = ask.read(need(&ask)).await?;
    let (found, more) = page(&ask, &mut reading, &options).await?;
    let next = found.last().filter(|_| more).map(|last| vec![last.customer_id.clone()]);
    let view = ask.view();
    let things = found.iter().map(|c| CONTRACT.show(c, &view, &options.properties)).collect();
    let answer = odata::collection(&ask, options.context(&ask, "contracts", false), None, next.as_deref(), things);
    Ok(odata::counted(answer, options.preferred, options.top))
}

/// The contracts that fit, as many as are wanted, and whether there are more.
async fn page(ask: &Ask, reading: &mut Reading, options: &Options<Contract>) -> Result<(Vec<Contract>, bool), Problem> {
    let (view, filter) = (ask.view(), options.filter.as_ref());
    let mut found = Vec::new();
    // One customer is looked up, not looked for.
    if let Some(ids) = filter.and_then(|f| f.one_of("customerId")) {
        for id in ids.into_iter().take(options.top) {
            found.extend(reading.contract(id).await?.filter(|c| CONTRACT.fits(c, &view, filter)));
        }
        return Ok((found, false));
    }
    let mut after = options.after.as_ref().and_then(|place| place.first().cloned()).unwrap_or_default();
    loop {
        let chunk = reading.contracts(&after, CHUNK).await?;
        let Some(last) = chunk.last().map(|c| c.customer_id.clone()) else {
            return Ok((found, false));
        };
        for contract in chunk {
            if !CONTRACT.fits(&contract, &view, filter) {
                continue;
            }
            if found.len() == options.top {
                return Ok((found, true));
            }
            found.push(contract);
        }
        after = last;
    }
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &CONTRACT, &[])?;
    let mut reading = ask.read(need(&ask)).await?;
    let (wanted, mut after) = (ask.id(0), String::new());
    loop {
        let chunk = reading.contracts(&after, CHUNK).await?;
        let Some(last) = chunk.last().map(|c| c.customer_id.clone()) else {
            return Err(said::missing(&wanted));
        };
        if let Some(contract) = chunk.iter().find(|c| c.id == wanted) {
            let thing = CONTRACT.show(contract, &ask.view(), &options.properties);
            return Ok(odata::entity(200, options.context(&ask, "contracts", true), thing));
        }
        after = last;
    }
}

//! Customers with whom there is an active relationship, and where their services are administered.

use super::{
    PAGE, at_home, context, pages,
    props::{Administered, CUSTOMER},
    reading,
};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::odata::{self, Options, Takes},
    problem::Problem,
};
use nahtlos_model::customers::services::Service;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

const SET: &str = "delegatedAdminCustomers";
/// Customers read at a time.
const CHUNK: i64 = 500;
/// Where partners begin a session in a customer's services, for those without an address of their own here.
const SESSIONS: &str = "https://portal.office.com/Partner/BeginClientSession.aspx";

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let takes = Takes {
        order: &["displayName"],
        expand: &[],
    };
    let options = Options::plain(&ask, &CUSTOMER, takes, PAGE)?;
    let mut reading = reading(&ask).await?;
    let mut all: Vec<Administered> = Vec::new();
    while at_home(&ask) {
        let after = all.last().map(|c| c.tenant_id.clone()).unwrap_or_default();
        let chunk = reading.delegated_customers(&after, CHUNK).await?;
        let whole = (chunk.len() as i64) < CHUNK;
        all.extend(chunk.into_iter().map(|(tenant_id, name)| Administered { tenant_id, name }));
        if whole {
            break;
        }
        tokio::task::yield_now().await;
    }
    Ok(pages::of_all(&ask, all, &options, SET))
}

/// The customer in the path.
async fn find(ask: &Ask) -> Result<(nahtlos_engine::Reading, Administered), Problem> {
    let mut reading = reading(ask).await?;
    let id = ask.id(0);
    let found = match at_home(ask) {
        true => reading.delegated_customer(&id).await?,
        false => None,
    };
    let (tenant_id, name) = found.ok_or_else(|| ask.not_found(&id))?;
    Ok((reading, Administered { tenant_id, name }))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let (_, customer) = find(&ask).await?;
    let options = Options::one(&ask, &CUSTOMER, &[])?;
    Ok(pages::single(&ask, &customer, &options, SET))
}

/// Query options are passed over: the list takes none.
pub(crate) async fn services(ask: Ask) -> Result<Answer, Problem> {
    let (mut reading, customer) = find(&ask).await?;
    let (domain, services) = reading.delegated_services(&customer.tenant_id).await?;
    let things = services
        .iter()
        .map(|service| detail(service, &customer.tenant_id, &domain))
        .collect();
    let context = context(&ask, &format!("{SET}/{}/serviceManagementDetails", customer.tenant_id));
    Ok(odata::collection(&ask, context, None, None, things))
}

fn detail(service: &Service, tenant: &str, domain: &str) -> Map<String, Value> {
    let url = match service.name {
        "AzureActiveDirectory" => format!("https://aad.portal.azure.com/{domain}"),
        "SkypeforBusiness" => format!("https://admin.teams.microsoft.com/?delegatedOrg={domain}"),
        _ => format!("{SESSIONS}?CTID={tenant}&CSDEST={}", service.id),
    };
    let mut thing = Map::new();
    thing.insert(
        "@odata.type".to_owned(),
        json!("#microsoft.graph.delegatedAdminServiceManagementDetail"),
    );
    thing.insert("id".to_owned(), json!(service_id(service.id)));
    thing.insert("serviceName".to_owned(), json!(service.name));
    thing.insert("serviceManagementUrl".to_owned(), json!(url));
    thing
}

/// A GUID that a service has everywhere and always.
fn service_id(service: &str) -> String {
    let hash = Sha256::digest(format!("delegated-service\n{service}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

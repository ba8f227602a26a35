//! Services that a partner administers for a customer, and their incidents.

use super::get::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::{Attributes, Collection, Link, Links, customers::ManagedService, filters::Filter, incidents::ServiceIncidentDetail};

/// Where partners begin a session in a customer's services: the vendor's own address, as the reference gives it.
const SESSIONS: &str = "https://portal.office.com/Partner/BeginClientSession.aspx";

pub(crate) async fn managed(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let customer = reading.customer().await?;
    let (id, domain) = (&customer.id, &customer.company.domain);
    let to = |place: &str| Link::get(format!("{SESSIONS}?CTID={id}&CSDEST={place}"));
    let services = reading.managed_services().await?;
    let items = services.iter().map(|s| ManagedService {
        id: Some(s.id.to_owned()),
        name: Some(s.name.to_owned()),
        group_name: Some("Office".to_owned()),
        links: Some(
            Links::default()
                .with(
                    "adminService",
                    to(&format!("{}&InitialDomain={domain}&PrimaryDomain={domain}", s.id)),
                )
                .with("serviceHealth", to("ServiceStatus"))
                .with("serviceTicket", to("Support")),
        ),
        attributes: Some(Attributes::of("ManagedService")),
    });
    Ok(Answer::ok(&Collection::of(items.collect())))
}

/// The center sells services and runs none: it knows of no incidents. A filter must read all the same.
pub(crate) async fn incidents(ask: Ask) -> Result<Answer, Problem> {
    ask.read(need(&ask)).await?.customer().await?;
    if let Some(filter) = ask.query.get("filter").map(Filter::parse).transpose()? {
        check(&filter)?;
    }
    let none: Vec<ServiceIncidentDetail> = Vec::new();
    Ok(Answer::ok(&Collection::of(none)))
}

fn check(filter: &Filter) -> Result<(), Refusal> {
    match filter {
        Filter::Joined { left, right, .. } => check(left).and_then(|()| check(right)),
        Filter::Field { field, .. } if field.eq_ignore_ascii_case("Resolved") => Ok(()),
        Filter::Field { field, .. } => {
            let reason = format!("filter: incidents are filtered by Resolved, not by {field:?}");
            Err(Refusal::new(Code::InvalidInput).with("reason", reason).at("filter"))
        }
    }
}

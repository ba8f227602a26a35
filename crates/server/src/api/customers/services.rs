//! Services that a partner administers for a customer, and their incidents.

use super::get::need;
use crate::api::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    service_requests::{Wanted, detail},
};
use nahtlos_wire::{Attributes, Collection, Link, Links, customers::ManagedService};

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

/// Incidents of the services that the customer can use, as the programme's administrators published them.
pub(crate) async fn incidents(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    reading.customer().await?;
    let wanted = Wanted::of(&ask)?;
    let found = reading.customers_incidents().await?;
    let shown = found
        .iter()
        .filter(|incident| wanted.has(incident))
        .map(|incident| detail(incident, None));
    Ok(Answer::ok(&Collection::of(shown.collect())))
}

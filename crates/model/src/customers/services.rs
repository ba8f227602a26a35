//! Services that a customer has through its licences, as the reference names those that a partner administers.
//!
//! Asked where managed services are listed. A service plan that belongs to none of them is passed over.

/// A service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Service {
    /// The reference's id.
    pub id: &'static str,
    /// Its name; not translated there either.
    pub name: &'static str,
    /// Begins of the technical names of its service plans.
    plans: &'static [&'static str],
}

/// In order of ids. Source: Partner Center documentation, managed services (Exchange and Skype for Business); the others after the
/// technical names of the licensing list.
const SERVICES: &[Service] = &[
    service("ActiveDirectory", "AzureActiveDirectory", &["AAD_"]),
    service("CRM", "DynamicsCRM", &["DYN365_", "CRM"]),
    service("Exchange", "Exchange", &["EXCHANGE_"]),
    service("Intune", "Intune", &["INTUNE_"]),
    service("MicrosoftCommunicationsOnline", "SkypeforBusiness", &["MCO", "TEAMS"]),
    service("SharePoint", "SharePoint", &["SHAREPOINT", "ONEDRIVE"]),
    service("Yammer", "Yammer", &["YAMMER_", "VIVAENGAGE_"]),
];

const fn service(id: &'static str, name: &'static str, plans: &'static [&'static str]) -> Service {
    Service { id, name, plans }
}

/// A service by its id or its name, in any letter case.
pub fn named(text: &str) -> Option<Service> {
    let text = text.trim();
    let fits = |s: &&Service| s.id.eq_ignore_ascii_case(text) || s.name.eq_ignore_ascii_case(text);
    SERVICES.iter().find(fits).copied()
}

/// Names of all services.
pub fn names() -> impl Iterator<Item = &'static str> {
    SERVICES.iter().map(|service| service.name)
}

/// The services of service plans, in order of ids.
pub fn services_of<'a>(plans: impl IntoIterator<Item = &'a str>) -> Vec<Service> {
    let mut found: Vec<Service> = plans
        .into_iter()
        // The data service inside of other suites is no Dynamics.
        .filter(|plan| !plan.starts_with("DYN365_CDS"))
        .flat_map(|plan| SERVICES.iter().filter(move |s| s.plans.iter().any(|begin| plan.starts_with(begin))))
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_lead_to_services_once() {
        let found = services_of([
            "EXCHANGE_S_STANDARD",
            "EXCHANGE_S_ARCHIVE",
            "TEAMS1",
            "MCOSTANDARD",
            "BPOS_S_TODO_1",
        ]);
        let ids: Vec<&str> = found.iter().map(|s| s.id).collect();
        assert_eq!(ids, ["Exchange", "MicrosoftCommunicationsOnline"]);
        assert!(SERVICES.is_sorted());
    }
}

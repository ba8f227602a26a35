//! Audit entries in the reference's words: operation and resource of a record, its id, its time to seven decimals.
//!
//! An id is made of its entry and leads back to it, so that nothing has to be kept for it (docs/wire/audit.md, section 3).

use crate::instants::Instant;

/// Milliseconds from the year 1 until 1970.
const YEAR_ONE_MS: i64 = 62_135_596_800_000;
/// Hundreds of nanoseconds in a millisecond: as many entries of one millisecond can be told apart.
const TICKS: i64 = 10_000;

/// The reference's word for an operation of ours; `None`: the reference has no record of it.
pub fn operation(word: &str) -> Option<&str> {
    Some(match word {
        "checkout_cart" | "bill_subscription" => return None,
        "delete_partner_customer" => "delete_customer",
        "create_application_credential" => "add_application_credential",
        "delete_application_credential" => "remove_application_credential",
        "create_application" => "register_application",
        "update_overage" => "manage_overage",
        "update_partner_customer_relationship" => "extend_relationship",
        "provision_subscription" | "renew_subscription" | "expire_subscription" => "update_subscription",
        "complete_transfer" | "fail_transfer" => "update_transfer",
        "create_partner" => "create_partner_relationship",
        other => other,
    })
}

/// The reference's word for the resource of an entry.
pub fn resource<'a>(resource: &'a str, operation: &str) -> &'a str {
    match operation {
        "delete_partner_customer" => "customer",
        "update_overage" => "overage",
        "dap_admin_relationship_terminated" => "partner_customer_dap",
        "add_user_member" | "remove_user_member" => "customer_directory_role",
        _ => resource,
    }
}

/// Whether a resource's id stands in a record's id: licences and relationships have none of their own.
fn has_id(resource: &str) -> bool {
    !matches!(resource, "license" | "partner_customer_relationship" | "partner_customer_dap")
}

/// What a record's id is made of.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The partner who is told.
    pub partner: &'a str,
    /// The customer, or the partner itself: the scope of the chain.
    pub scope: &'a str,
    /// Kind of resource, as the entry has it.
    pub resource: &'a str,
    /// The resource.
    pub resource_id: &'a str,
    /// Operation, as the entry has it.
    pub operation: &'a str,
    /// The entry's instant.
    pub at: Instant,
    /// Its number in the chain.
    pub number: i64,
}

impl Named<'_> {
    /// The record's id: parts in lower case joined by `_`, none of which has one of its own.
    pub fn id(&self) -> String {
        let operation = operation(self.operation).unwrap_or(self.operation).replace('_', "");
        let resource = resource(self.resource, self.operation);
        let ticks = (self.at.0 + YEAR_ONE_MS) * TICKS + self.number.rem_euclid(TICKS);
        let id = has_id(resource)
            .then(|| self.resource_id.replace('_', "-"))
            .filter(|id| !id.is_empty());
        let parts = [
            Some(self.partner.to_owned()),
            Some(self.scope.to_owned()),
            id,
            Some(operation),
            Some(ticks.to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("_").to_lowercase()
    }
}

/// Where a record's id leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The partner who was told.
    pub partner: String,
    /// Scope of the chain.
    pub scope: String,
    /// The entry's instant.
    pub at: Instant,
    /// Its number in the chain, modulo 10,000.
    pub number: i64,
}

impl Place {
    /// Reads an id; `None`: it is none.
    pub fn read(id: &str) -> Option<Self> {
        let lower = id.trim().to_lowercase();
        let parts: Vec<&str> = lower.split('_').collect();
        let [partner, scope, .., ticks] = parts[..] else { return None };
        let ticks: i64 = ticks.parse().ok().filter(|t| *t > 0)?;
        (4..=5).contains(&parts.len()).then(|| Self {
            partner: partner.to_owned(),
            scope: scope.to_owned(),
            at: Instant(ticks.div_euclid(TICKS) - YEAR_ONE_MS),
            number: ticks.rem_euclid(TICKS),
        })
    }
}

/// An entry's time with seven decimals and without a zone: the last four are its number's.
pub fn seven_decimals(at: Instant, number: i64) -> String {
    let second = Instant(at.0.div_euclid(1000) * 1000).to_string();
    format!(
        "{}.{:03}{:04}",
        second.trim_end_matches('Z'),
        at.0.rem_euclid(1000),
        number.rem_euclid(TICKS)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(at: i64, number: i64) -> Named<'static> {
        Named {
            partner: "9daaeb1c-0000-4000-8000-000000000001",
            scope: "86BDDCCF-0000-4000-8000-000000000002",
            resource: "order",
            resource_id: "1a80d1c9",
            operation: "create_order",
            at: Instant(at),
            number,
        }
    }

    #[test]
    fn an_id_has_the_references_form_and_leads_back() {
        let at: Instant = "2020-09-08T17:37:46.290Z".parse().unwrap();
        let id = named(at.0, 9_268_372).id();
        assert_eq!(
            id,
            "9daaeb1c-0000-4000-8000-000000000001_86bddccf-0000-4000-8000-000000000002_1a80d1c9_createorder_637351834662908372"
        );
        for number in [1, 9_999, 10_000, 123_456] {
            let place = Place::read(&named(at.0, number).id()).unwrap();
            assert_eq!(
                (place.at, place.number, place.scope.as_str()),
                (at, number % 10_000, "86bddccf-0000-4000-8000-000000000002")
            );
        }
        let licence = Named {
            resource: "license",
            operation: "update_customer_user_licenses",
            ..named(0, 1)
        };
        assert_eq!(licence.id().split('_').count(), 4);
        assert!(licence.id().contains("_updatecustomeruserlicenses_"));
        for no in ["", "a_b_c", "a_b_c_d", "a_b_c_-4", "a_b_c_d_e_7", "a_b_c_99999999999999999999"] {
            assert_eq!(Place::read(no), None, "{no}");
        }
    }

    #[test]
    fn time_has_seven_decimals() {
        let at: Instant = "2026-01-16T16:19:06.352Z".parse().unwrap();
        assert_eq!(seven_decimals(at, 20_276), "2026-01-16T16:19:06.3520276");
        assert_eq!(seven_decimals(Instant(0), 3), "1970-01-01T00:00:00.0000003");
    }
}

//! Looks at a customer of another service, part by part. A part is seen whole, page by page to its end, or not at all.

use super::{Remote, Unseen, budgets, said};
use futures_util::TryStreamExt;
use nahtlos_client::{Items, graph::Query};
use nahtlos_model::{
    estate::License,
    ids::SkuId,
    instants::Instant,
    moves::{
        Move,
        sight::{Look, PersonSeen, Seen, Sight},
    },
};
use nahtlos_wire::graph::{licenses::AssignmentState, users::User};

/// Users of a page at Graph, the most that it gives.
const PAGE: u32 = 999;
/// What of a user is read.
const OF_USER: [&str; 5] = [
    "id",
    "userPrincipalName",
    "usageLocation",
    "assignedLicenses",
    "licenseAssignmentStates",
];

impl Remote {
    pub(super) async fn see(&self, of: &Move, look: Look, at: Instant) -> Result<Sight, Unseen> {
        let mut sight = Sight::default();
        if look.relation {
            let value = self.relation(of).await?;
            sight.relation = Some(Seen { at, value });
        }
        if look.seats {
            let seats = self.seats(of).await?;
            sight.subscriptions = Some(Seen {
                at,
                value: seats.subscriptions,
            });
            sight.pools = Some(Seen { at, value: seats.pools });
            sight.transfers = Some(Seen {
                at,
                value: seats.transfers,
            });
        }
        if look.people {
            let value = self.people(of).await?;
            sight.people = Some(Seen { at, value });
        }
        Ok(sight)
    }

    /// Everybody; `None`: they may not be seen (yet).
    async fn people(&self, of: &Move) -> Result<Option<Vec<PersonSeen>>, Unseen> {
        let graph = self.client().graph_of(&of.customer.tenant_id);
        let users = graph.users().list(&Query::all().select(&OF_USER).top(PAGE));
        let found = self.every(of, budgets::GRAPH_UNITS, 2, users).await;
        let Some(users) = self.where_open(found).await? else {
            return Ok(None);
        };
        users
            .iter()
            .map(|user| person(user).ok_or_else(|| unreadable("a user's licences")))
            .collect::<Result<Vec<_>, _>>()
            .map(Some)
    }

    /// A list to its end; every page costs.
    pub(super) async fn every<T>(&self, of: &Move, budget: &'static str, units: u64, mut items: Items<T>) -> Result<Vec<T>, Unseen> {
        let mut all = Vec::new();
        self.spend(of, budget, units)?;
        while let Some(item) = items.try_next().await? {
            if !all.is_empty() && all.len() % PAGE as usize == 0 {
                self.spend(of, budget, units)?;
            }
            all.push(item);
        }
        Ok(all)
    }

    /// What a customer's tenant shows; `None`: it is closed to the partner. A sign-in that refuses everywhere is an error.
    pub(super) async fn where_open<T>(&self, result: Result<T, Unseen>) -> Result<Option<T>, Unseen> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Unseen::Error(error)) if said::is_closed(&error) => {
                // Wrong credentials open no tenant; of those nothing is to be concluded about this one.
                self.client().sign_in().await?;
                Ok(None)
            }
            Err(unseen) => Err(unseen),
        }
    }
}

/// Something that a service sent is none of what it should be.
pub(super) fn unreadable(what: &str) -> Unseen {
    Unseen::Error(Box::new(nahtlos_client::Error::Reply {
        what: format!("{what} cannot be read"),
        request_id: String::new(),
    }))
}

/// A user; a licence with a fault takes no seat and gives no service, so it is not held. `None`: it cannot be read.
fn person(user: &User) -> Option<PersonSeen> {
    let ids = |plans: &Option<Vec<String>>| plans.iter().flatten().map(|plan| plan.parse().ok()).collect::<Option<Vec<_>>>();
    let states = user.license_assignment_states.as_deref().unwrap_or_default();
    let mut licenses = Vec::new();
    for state in states {
        let works = state.state.as_ref().and_then(|state| state.known());
        if !matches!(works, Some(AssignmentState::Active | AssignmentState::ActiveWithError)) {
            continue;
        }
        licenses.push(License {
            sku_id: state.sku_id.as_ref()?.parse::<SkuId>().ok()?,
            disabled_plans: ids(&state.disabled_plans)?,
            via_group: state.assigned_by_group.clone().filter(|group| !group.is_empty()),
        });
    }
    // A service that tells no sources tells what is held.
    if states.is_empty() {
        for held in user.assigned_licenses.iter().flatten() {
            licenses.push(License {
                sku_id: held.sku_id.as_ref()?.parse().ok()?,
                disabled_plans: ids(&held.disabled_plans)?,
                via_group: None,
            });
        }
    }
    Some(PersonSeen {
        id: user.id.clone()?,
        name: user.user_principal_name.clone().unwrap_or_default(),
        location: user.usage_location.clone().filter(|country| !country.is_empty()),
        licenses,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    const PLAN: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";

    fn read(licenses: serde_json::Value, states: serde_json::Value) -> Option<PersonSeen> {
        let user =
            json!({ "id": "u", "userPrincipalName": "kim@kunde.example", "assignedLicenses": licenses, "licenseAssignmentStates": states });
        person(&serde_json::from_value(user).unwrap())
    }

    #[test]
    fn licences_come_from_their_sources_and_faulty_ones_are_not_held() {
        let states = json!([
            { "skuId": E3, "disabledPlans": [PLAN], "assignedByGroup": null, "state": "Active", "error": "None" },
            { "skuId": E3, "disabledPlans": [], "assignedByGroup": "g", "state": "ActiveWithError", "error": "Other" },
            { "skuId": E3, "disabledPlans": [], "assignedByGroup": "h", "state": "Error", "error": "CountViolation" },
            { "skuId": E3, "disabledPlans": [], "assignedByGroup": "i", "state": "Disabled", "error": "None" },
        ]);
        let seen = read(json!([{ "skuId": E3, "disabledPlans": [] }]), states).unwrap();
        let groups: Vec<Option<&str>> = seen.licenses.iter().map(|l| l.via_group.as_deref()).collect();
        assert_eq!(groups, [None, Some("g")]);
        assert_eq!(seen.licenses[0].disabled_plans.len(), 1);
        let plain = read(json!([{ "skuId": E3, "disabledPlans": [] }]), json!([])).unwrap();
        assert_eq!(plain.licenses.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_makes_nobody_seem_without_licences() {
        assert_eq!(read(json!([{ "skuId": "no GUID", "disabledPlans": [] }]), json!([])), None);
        assert_eq!(read(json!([]), json!([{ "state": "Active" }])), None);
    }
}

//! How partner and customer stand at another service. The reference tells nothing of a request for a relationship: that the customer
//! accepted is seen when they are among the partner's customers.

use super::{Remote, Unseen, budgets, look::unreadable};
use nahtlos_client::{Error, Uuid, graph::Query, graph::quoted};
use nahtlos_engine::moves::target::CustomerSeen;
use nahtlos_model::{
    delegations::roles,
    moves::{
        Move,
        sight::{Relation, Rights},
    },
};
use nahtlos_wire::{
    customers::Customer,
    enums::CustomerPartnerRelationship,
    graph::relationships::{AssignmentStatus, DelegatedAdminRelationship, RelationshipStatus},
};

/// Codes with which the reference says that a tenant is none of the partner's customers (error codes of the Partner Center API).
const NO_CUSTOMER: [&str; 2] = ["20002", "60003"];
/// Roles any of which may change licences, as template ids (Graph documentation, assignLicense).
const MAY_ASSIGN: [&str; 3] = [
    roles::LICENSE_ADMINISTRATOR,
    "fe930be7-5e62-47db-91af-98c3a49a38b1", // User Administrator
    roles::GLOBAL_ADMINISTRATOR,
];

/// Whether an answer says that a tenant is no customer of the partner.
pub(super) fn is_no_customer(error: &Error) -> bool {
    error.is_not_found() || NO_CUSTOMER.contains(&error.code())
}

impl Remote {
    pub(super) async fn relation(&self, of: &Move) -> Result<Relation, Unseen> {
        let mut relation = Relation::default();
        let customer = self.customer(of).await?;
        if let Some(customer) = &customer {
            let kind = customer.relationship_to_partner;
            relation.reseller = !matches!(kind, Some(CustomerPartnerRelationship::None));
            relation.agreement = self.has_agreed(of).await?;
        }
        // The link was asked for, and nothing else is ever told of it.
        relation.request = of.ids.contains_key("invitation").then(|| "sent".to_owned());
        relation.rights = self.rights(of, customer.as_ref()).await?;
        Ok(relation)
    }

    /// The id of the partner's tenant: an account may name it by a domain, and transfers never do.
    pub(super) async fn tenant(&self, of: &Move) -> Result<&str, Unseen> {
        let named = &self.account.account.tenant;
        let found = self.account.tenant.get_or_try_init(|| async {
            if Uuid::try_parse(named).is_ok() {
                return Ok(named.to_ascii_lowercase());
            }
            self.spend(of, budgets::GRAPH_UNITS, 1)?;
            let all = self.client().graph().directory().organization().await?;
            let id = all.into_iter().find_map(|one| one.id);
            id.map(|id| id.to_ascii_lowercase())
                .ok_or_else(|| unreadable("the partner's own organisation"))
        });
        Ok(found.await?)
    }

    async fn customer(&self, of: &Move) -> Result<Option<Customer>, Unseen> {
        self.spend(of, budgets::OTHER, 1)?;
        match self.client().customers().get(&of.customer.tenant_id).await {
            Ok(customer) => Ok(Some(customer)),
            Err(error) if is_no_customer(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Everybody whom the partner has there, page by page to the end; these pages are half as large as those of people.
    pub(super) async fn all_customers(&self, of: &Move) -> Result<Vec<CustomerSeen>, Unseen> {
        let all = self.every(of, budgets::OTHER, 2, self.client().customers().list(None)).await?;
        let mut seen: Vec<CustomerSeen> = all.iter().filter_map(customer_seen).collect();
        seen.sort_by(|a, b| a.tenant_id.cmp(&b.tenant_id));
        Ok(seen)
    }

    pub(super) async fn one_customer(&self, of: &Move) -> Result<Option<CustomerSeen>, Unseen> {
        Ok(self.customer(of).await?.as_ref().and_then(customer_seen))
    }

    /// Confirmed by the partner, or signed by the customer directly.
    async fn has_agreed(&self, of: &Move) -> Result<bool, Unseen> {
        let customer = &of.customer.tenant_id;
        self.spend(of, budgets::OTHER, 2)?;
        let agreements = self.client().agreements();
        if !agreements.of_customer(customer, None).await?.is_empty() {
            return Ok(true);
        }
        match agreements.signed_by_customer(customer).await {
            Ok(signed) => Ok(signed),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// What of the customer's directory is open, by a look into it, and by the relationships that open it.
    async fn rights(&self, of: &Move, customer: Option<&Customer>) -> Result<Rights, Unseen> {
        let tenant = &of.customer.tenant_id;
        let graph = self.client().graph_of(tenant);
        let one = graph.users().list(&Query::all().select(&["id"]).top(1));
        let found = self.first(of, one).await;
        let reads = self.where_open(found).await?.is_some();
        let delegated = customer.is_some_and(|customer| customer.allow_delegated_access == Some(true));
        let mut rights = Rights {
            reads,
            licenses: reads && delegated,
            ..Rights::default()
        };
        for one in self.delegations(of).await? {
            let status = one.status.as_ref().and_then(|status| status.known());
            let id = one.id.clone().unwrap_or_default();
            let (mine, active) = (is_of(&one, of), status == Some(RelationshipStatus::Active));
            let (given, coming) = if active || mine {
                self.given(of, &id).await?
            } else {
                (false, false)
            };
            rights.licenses |= reads && active && given;
            // What was never sent to the customer is no request: it is sent by the same deed.
            if mine && status != Some(RelationshipStatus::Created) {
                rights.request = Some(id);
                rights.state = status.map(|status| status.as_str().to_owned());
                rights.until = one.end_date_time;
                rights.assigned = coming;
            }
        }
        Ok(rights)
    }

    /// The first of a list, if there is one.
    async fn first<T>(&self, of: &Move, mut items: nahtlos_client::Items<T>) -> Result<Option<T>, Unseen> {
        use futures_util::TryStreamExt;
        self.spend(of, budgets::GRAPH_UNITS, 1)?;
        Ok(items.try_next().await?)
    }

    /// The partner's granular relationships with the customer, the oldest first.
    pub(super) async fn delegations(&self, of: &Move) -> Result<Vec<DelegatedAdminRelationship>, Unseen> {
        let filter = format!("customer/tenantId eq {}", quoted(&of.customer.tenant_id));
        let list = self.client().graph().delegated_admin().list(&Query::all().filter(&filter));
        let mut all = self.every(of, budgets::GRAPH_UNITS, 1, list).await?;
        all.sort_by_key(|one| one.created_date_time);
        Ok(all)
    }

    /// Whether a relationship's roles that change licences were given to a group, and whether any were, or are on their way.
    async fn given(&self, of: &Move, id: &str) -> Result<(bool, bool), Unseen> {
        let list = self.client().graph().delegated_admin().assignments(id);
        let all = self.every(of, budgets::GRAPH_UNITS, 1, list).await?;
        let is = |one: &nahtlos_wire::graph::relationships::AccessAssignment, wanted: AssignmentStatus| {
            one.status.as_ref().and_then(|status| status.known()) == Some(wanted)
        };
        let assigns = |one: &nahtlos_wire::graph::relationships::AccessAssignment| {
            let details = one.access_details.as_ref().and_then(|details| details.unified_roles.as_ref());
            details.into_iter().flatten().any(|role| {
                let id = role.role_definition_id.as_deref().unwrap_or_default();
                MAY_ASSIGN.iter().any(|wanted| id.eq_ignore_ascii_case(wanted))
            })
        };
        let given = all.iter().any(|one| is(one, AssignmentStatus::Active) && assigns(one));
        let coming = all
            .iter()
            .any(|one| is(one, AssignmentStatus::Active) || is(one, AssignmentStatus::Pending));
        Ok((given, coming))
    }
}

/// `None`: it has no tenant.
fn customer_seen(one: &Customer) -> Option<CustomerSeen> {
    let company = one.company_profile.clone().unwrap_or_default();
    let billing = one.billing_profile.clone().unwrap_or_default();
    let tenant = one.id.clone().or(company.tenant_id)?;
    let country = [billing.default_address, company.address]
        .into_iter()
        .flatten()
        .find_map(|address| address.country);
    Some(CustomerSeen {
        tenant_id: tenant.to_ascii_lowercase(),
        name: company.company_name.or(billing.company_name).unwrap_or_default(),
        domain: company.domain.unwrap_or_default(),
        country: country
            .map(|country| country.to_ascii_uppercase())
            .filter(|country| !country.is_empty()),
    })
}

/// The name of the relationship that a move asks for: the service takes no second one of a name, so a move has one at most.
pub(super) fn name_of(of: &Move) -> String {
    let short = &of.id[of.id.len().saturating_sub(8)..];
    format!("{} {short}", of.customer.name.chars().take(30).collect::<String>())
}

/// Whether a relationship is the one that a move asked for.
pub(super) fn is_of(one: &DelegatedAdminRelationship, of: &Move) -> bool {
    let known = of.ids.get("delegation").is_some_and(|id| one.id.as_ref() == Some(id));
    known || one.display_name.as_deref() == Some(name_of(of).as_str())
}

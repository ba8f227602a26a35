//! Does things at another service, one call that changes something for each deed wherever the reference allows it. Every such call has the
//! attempt's key as its `MS-RequestId`; Graph knows none, and a look tells what came of a reply that was lost.

use super::{Remote, Unseen, budgets, relation, said};
use futures_util::TryStreamExt;
use nahtlos_client::{Error, Uuid, keeping};
use nahtlos_model::{
    instants::Instant,
    moves::{
        Move,
        deeds::{Contact, Deed, Outcome, WantedEnd},
    },
    subscriptions::EndAction,
};
use nahtlos_wire::{
    Sent, agreements, customers,
    enums::{AgreementType, EndOfTermAction, SubscriptionStatus},
    graph::{
        licenses::{AssignLicenseRequest, AssignedLicense},
        relationships::{
            AccessContainer, AccessDetails, AssignmentWrite, ContainerType, RelationshipCustomer, RelationshipStatus, RelationshipWrite,
            RequestAction, UnifiedRole,
        },
    },
    subscriptions::{ProductTerm, ScheduledNextTermInstructions, SubscriptionPatch},
    transfers::TransferEntity,
};

/// What a request for a transfer of new commerce is (transfer resources: `transferType`).
const NEW_COMMERCE: i64 = 5;

/// It was taken, with ids by name.
pub(super) fn done<const N: usize>(ids: [(&str, String); N]) -> Outcome {
    Outcome::Done {
        ids: ids.into_iter().map(|(name, id)| (name.to_owned(), id)).collect(),
    }
}

fn refused(status: u16, code: &str, message: &str) -> Outcome {
    Outcome::Refused {
        status,
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn roles_of(roles: &[String]) -> AccessDetails {
    let role = |id: &String| UnifiedRole {
        role_definition_id: Some(id.clone()),
    };
    AccessDetails {
        unified_roles: Some(roles.iter().map(role).collect()),
    }
}

impl Remote {
    /// The attempt's key as the service takes it.
    pub(super) fn attempt_key(key: &str) -> Uuid {
        Uuid::try_parse(key).unwrap_or_else(|_| Self::key(key, "attempt"))
    }

    /// Spends units of a budget, or says when it may.
    pub(super) fn may(&self, of: &Move, budget: &'static str, units: u64) -> Result<(), Outcome> {
        self.spend(of, budget, units).map_err(|unseen| self.unseen(of, &unseen))
    }

    /// What a call that only asks came to, where it did not answer.
    pub(super) fn read_failed(&self, of: &Move, graph: bool, error: &Error) -> Outcome {
        self.lowered(of, graph, error);
        said::of_read(error, self.now())
    }

    /// What a call that changes something came to, where it was not answered as it should be.
    pub(super) fn write_failed(&self, of: &Move, graph: bool, error: &Error) -> Outcome {
        self.lowered(of, graph, error);
        said::of_write(error, self.now())
    }

    fn lowered(&self, of: &Move, graph: bool, error: &Error) {
        if let Some(until) = said::too_much(error, self.now()) {
            self.lower(of, graph, until);
        }
    }

    fn unseen(&self, of: &Move, unseen: &Unseen) -> Outcome {
        match unseen {
            Unseen::Budget(not_before) => Outcome::Later {
                not_before: *not_before,
                why: "the service's budget is used up".to_owned(),
            },
            Unseen::Error(error) => self.read_failed(of, true, error),
        }
    }

    /// What came of a deed; that it was not done, too, is an outcome.
    pub(super) async fn perform(&self, of: &Move, key: &str, deed: &Deed) -> Result<Outcome, Outcome> {
        match deed {
            Deed::Invite { .. } => self.invite(of).await,
            Deed::ConfirmAgreement { contact, on } => self.confirm(of, key, contact, Instant::start_of(*on)).await,
            Deed::RequestRights { roles, days } => self.request_rights(of, roles, *days).await,
            Deed::AssignRights { relationship, roles } => self.assign_rights(of, relationship, roles).await,
            Deed::Order { lines } => self.order(of, key, lines).await,
            Deed::SetEnd { subscription, end } => self.set_end(of, key, subscription, end).await,
            Deed::Cancel { subscription } => self.set_status(of, key, subscription, SubscriptionStatus::Deleted).await,
            Deed::Suspend { subscription } => self.set_status(of, key, subscription, SubscriptionStatus::Suspended).await,
            Deed::Swap { users, group, remove, add } => {
                let add = add.iter().map(|add| AssignedLicense {
                    sku_id: Some(add.sku_id.to_string()),
                    disabled_plans: Some(add.disabled_plans.iter().map(ToString::to_string).collect()),
                });
                let request = AssignLicenseRequest::new(add.collect(), remove.iter().map(ToString::to_string).collect());
                match group {
                    Some(group) => self.swap_group(of, group, &request).await,
                    None => self.swap(of, users, &request).await,
                }
            }
            Deed::RequestTransfer { owner, .. } => self.request_transfer(of, key, owner).await,
            Deed::AcceptTransfer { transfer } => {
                self.may(of, budgets::OTHER, 1)?;
                let customer = &of.customer.tenant_id;
                let client = self.client().keyed(Self::attempt_key(key));
                let accepted = client.transfers().accept(customer, transfer).await;
                accepted.map_err(|error| self.write_failed(of, false, &error))?;
                Ok(done([]))
            }
        }
    }

    /// The reference mails nothing: it gives one address for all customers, which a person hands over.
    async fn invite(&self, of: &Move) -> Result<Outcome, Outcome> {
        self.may(of, budgets::OTHER, 1)?;
        let asked = self.client().relationships().request(None).await;
        let asked = asked.map_err(|error| self.read_failed(of, false, &error))?;
        match asked.url.filter(|url| !url.is_empty()) {
            Some(url) => Ok(done([("invitation", said::sentence(&url))])),
            None => Err(refused(
                502,
                "noLink",
                "the service gave no address for the request for a relationship",
            )),
        }
    }

    async fn confirm(&self, of: &Move, key: &str, contact: &Contact, on: Instant) -> Result<Outcome, Outcome> {
        self.may(of, budgets::OTHER, 2)?;
        let kind = AgreementType::MicrosoftCustomerAgreement;
        let templates = self.client().agreements().templates(Some(kind)).await;
        let templates = templates.map_err(|error| self.read_failed(of, false, &error))?;
        let newest = templates.into_iter().max_by_key(|template| template.version_rank);
        let template = newest.and_then(|template| template.template_id);
        let template = template.ok_or_else(|| refused(404, "noAgreement", "the service has no customer agreement to confirm"))?;
        let agreement = agreements::Agreement {
            template_id: Some(template),
            date_agreed: Some(on),
            kind: Some(kind),
            primary_contact: Some(customers::Contact {
                first_name: Some(contact.first_name.clone()),
                last_name: Some(contact.last_name.clone()),
                email: Some(contact.email.clone()),
                ..customers::Contact::default()
            }),
            ..agreements::Agreement::default()
        };
        let client = self.client().keyed(Self::attempt_key(key));
        let made = client.agreements().confirm(&of.customer.tenant_id, &agreement).await;
        made.map_err(|error| self.write_failed(of, false, &error))?;
        Ok(done([]))
    }

    /// A draft, then its way to the customer. A draft of an attempt whose reply was lost is found by its name and goes on.
    async fn request_rights(&self, of: &Move, roles: &[String], days: u32) -> Result<Outcome, Outcome> {
        self.may(of, budgets::GRAPH_WRITES, 2)?;
        let all = self.delegations(of).await.map_err(|unseen| self.unseen(of, &unseen))?;
        let drafted = all.into_iter().find(|one| {
            let status = one.status.as_ref().and_then(|status| status.known());
            relation::is_of(one, of) && status == Some(RelationshipStatus::Created)
        });
        let admin = self.client().graph().delegated_admin();
        let id = match drafted.and_then(|one| one.id) {
            Some(id) => id,
            None => {
                let wanted = RelationshipWrite {
                    display_name: Sent::Value(relation::name_of(of)),
                    duration: Sent::Value(format!("P{days}D")),
                    customer: Sent::Value(RelationshipCustomer {
                        tenant_id: Some(of.customer.tenant_id.clone()),
                        display_name: Some(of.customer.name.clone()),
                    }),
                    access_details: Sent::Value(roles_of(roles)),
                    ..RelationshipWrite::default()
                };
                let made = admin.create(&wanted).await;
                made.map_err(|error| self.write_failed(of, true, &error))?.id.unwrap_or_default()
            }
        };
        let sent = admin.request(&id, RequestAction::LockForApproval).await;
        sent.map_err(|error| self.write_failed(of, true, &error))?;
        Ok(done([("delegation", id)]))
    }

    /// To a security group of the partner in which whoever signed in for the account is.
    async fn assign_rights(&self, of: &Move, relationship: &str, roles: &[String]) -> Result<Outcome, Outcome> {
        self.may(of, budgets::GRAPH_WRITES, 1)?;
        let users = self.client().graph().users();
        let me = users.me().await.map_err(|error| self.read_failed(of, true, &error))?;
        let groups: Result<Vec<_>, Error> = users.groups_of(&me.id.unwrap_or_default()).try_collect().await;
        let groups = groups.map_err(|error| self.read_failed(of, true, &error))?;
        let group = groups.into_iter().find(|group| group.security_enabled == Some(true));
        let group = group.and_then(|group| group.id).ok_or_else(|| {
            let why = "who signed in for the account is in no security group of the partner's, to which rights could be given";
            refused(400, "noSecurityGroup", why)
        })?;
        let wanted = AssignmentWrite {
            access_container: Sent::Value(AccessContainer {
                access_container_id: Some(group),
                access_container_type: Some(ContainerType::SecurityGroup),
            }),
            access_details: Sent::Value(roles_of(roles)),
        };
        let made = self.client().graph().delegated_admin().assign(relationship, &wanted).await;
        let made = made.map_err(|error| self.write_failed(of, true, &error))?;
        Ok(done([("assignment", made.id.unwrap_or_default())]))
    }

    /// Changes a subscription as it stands: what a change does not name is sent as it was read, under the version that was read.
    async fn change(
        &self,
        of: &Move,
        key: &str,
        subscription: &str,
        with: impl FnOnce(&mut SubscriptionPatch),
    ) -> Result<Outcome, Outcome> {
        self.may(of, budgets::SUBSCRIPTION, 2)?;
        let customer = &of.customer.tenant_id;
        let now = self.client().subscriptions().get(customer, subscription).await;
        let now = now.map_err(|error| self.read_failed(of, false, &error))?;
        let mut patch = keeping(&now);
        with(&mut patch);
        let client = self.client().keyed(Self::attempt_key(key));
        let changed = client.subscriptions().update(customer, subscription, &patch).await;
        changed.map_err(|error| self.write_failed(of, false, &error))?;
        Ok(done([]))
    }

    async fn set_status(&self, of: &Move, key: &str, subscription: &str, status: SubscriptionStatus) -> Result<Outcome, Outcome> {
        self.change(of, key, subscription, |patch| patch.status = Sent::Value(status)).await
    }

    async fn set_end(&self, of: &Move, key: &str, subscription: &str, end: &WantedEnd) -> Result<Outcome, Outcome> {
        self.change(of, key, subscription, |patch| ends(patch, end)).await
    }

    async fn request_transfer(&self, of: &Move, key: &str, owner: &str) -> Result<Outcome, Outcome> {
        self.may(of, budgets::OTHER, 1)?;
        let wanted = TransferEntity {
            transfer_type: Some(NEW_COMMERCE),
            source_partner_tenant_id: Some(owner.to_owned()),
            // A request names its parties; the estate knows the other partner by id alone.
            source_partner_name: Some(owner.to_owned()),
            // It has to be there, and may be empty.
            customer_email_id: Some(of.customer.email.clone().unwrap_or_default()),
            customer_name: Some(of.customer.name.clone()),
            ..TransferEntity::default()
        };
        let client = self.client().keyed(Self::attempt_key(key));
        let made = client.transfers().create(&of.customer.tenant_id, &wanted).await;
        let made = made.map_err(|error| self.write_failed(of, false, &error))?;
        Ok(done([("transfer", made.id.unwrap_or_default())]))
    }
}

/// What a patch says of the end of the term.
fn ends(patch: &mut SubscriptionPatch, end: &WantedEnd) {
    // The choice between an extended term and the end is sent to services that tell it; how the others want it is not published.
    let tells = patch.end_of_term_action.is_present();
    patch.end_of_term_action = Sent::Absent;
    patch.scheduled_next_term_instructions = Sent::Absent;
    patch.auto_renew_enabled = Sent::Value(!matches!(end, WantedEnd::Stop { .. }));
    match end {
        WantedEnd::Renew => {}
        WantedEnd::Change {
            offer,
            term,
            billing,
            seats,
            until,
        } => {
            let mut parts = offer.0.split(':').map(str::to_owned);
            patch.scheduled_next_term_instructions = Sent::Value(ScheduledNextTermInstructions {
                product: Some(ProductTerm {
                    product_id: parts.next(),
                    sku_id: parts.next(),
                    availability_id: parts.next(),
                    billing_cycle: Some(crate::api::convert::cycle(*billing)),
                    term_duration: Some(term.to_string()),
                    promotion_id: None,
                }),
                quantity: Some(*seats),
                custom_term_end_date: until.map(|end| Instant::start_of(crate::api::convert::day_before(end))),
            });
        }
        WantedEnd::Stop { .. } if !tells => {}
        WantedEnd::Stop { action } => {
            patch.end_of_term_action = Sent::Value(match action {
                EndAction::Extend => EndOfTermAction::Extend,
                EndAction::Cancel => EndOfTermAction::Cancel,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_says_all_that_a_patch_would_reset() {
        let mut patch = SubscriptionPatch {
            scheduled_next_term_instructions: Sent::Value(ScheduledNextTermInstructions::default()),
            ..SubscriptionPatch::default()
        };
        ends(&mut patch, &WantedEnd::Renew);
        assert_eq!(
            (
                patch.auto_renew_enabled.value(),
                patch.scheduled_next_term_instructions.is_present()
            ),
            (Some(&true), false)
        );
        let stop = WantedEnd::Stop { action: EndAction::Cancel };
        ends(&mut patch, &stop);
        assert_eq!(
            (patch.auto_renew_enabled.value(), patch.end_of_term_action.is_present()),
            (Some(&false), false)
        );
        patch.end_of_term_action = Sent::Value(EndOfTermAction::Renew);
        ends(&mut patch, &stop);
        assert_eq!(patch.end_of_term_action.value(), Some(&EndOfTermAction::Cancel));
    }
}

//! Does things at this center, each through its use case, under the key of the attempt.

use super::{Local, short_id};
use crate::{
    agreements::{TEMPLATE, confirm::ConfirmAgreement},
    call::Call,
    carts::{
        checkout::CheckOut,
        fill::{CartLineWanted, FillCart},
    },
    delegations::{AssignAccess, CreateDelegation, RequestOnDelegation},
    door::UseCase,
    halt::Halt,
    invitations::{DraftInvitation, SendInvitation},
    licenses::{assign::AssignLicenses, groups::AssignGroupLicenses},
    orders::shop::Line,
    subscriptions::change::ChangeSubscription,
    transfers::{AcceptTransfer, AskForTransfer},
};
use nahtlos_model::{
    agreements::Confirmation,
    assortment::{Place, catalog_item},
    customers::Contact,
    delegations::{DelegationStatus, Draft as DelegationDraft, requests::RequestAction},
    instants::Instant,
    invitations::Draft,
    licenses::{Add, LicenseChange},
    moves::{
        Move,
        deeds::{Deed, Failed, OrderLine, Outcome, WantedEnd},
    },
    refusals::Refusal,
    subscriptions::{NextTerm, Status, change::Change},
    transfers::Said,
};
use std::collections::BTreeMap;

fn done<const N: usize>(ids: [(&str, String); N]) -> Outcome {
    Outcome::Done {
        ids: ids.into_iter().map(|(name, id)| (name.to_owned(), id)).collect(),
    }
}

impl Local {
    async fn run<C: UseCase>(&self, call: &Call, command: C) -> Result<C::Out, Halt> {
        self.engine.execute(call, command).await
    }

    pub(super) async fn perform(&self, of: &Move, key: &str, deed: &Deed) -> Result<Outcome, Halt> {
        let call = self.call(of, Some(key)).await?;
        let customer = of.customer.tenant_id.clone();
        match deed {
            Deed::Invite { email, delegated } => self.invite(of, &call, email.clone(), *delegated).await,
            Deed::ConfirmAgreement { contact, on } => {
                let confirmation = Confirmation {
                    template_id: TEMPLATE.to_owned(),
                    kind: None,
                    agreed: Instant::start_of(*on),
                    contact: Contact {
                        first_name: contact.first_name.clone(),
                        last_name: contact.last_name.clone(),
                        email: contact.email.clone(),
                        ..Contact::default()
                    },
                };
                let made = self
                    .run(
                        &call,
                        ConfirmAgreement {
                            customer_id: customer,
                            confirmation,
                        },
                    )
                    .await?;
                Ok(done([("agreement", made.id)]))
            }
            Deed::RequestRights { roles, days } => self.request_rights(of, &call, roles, *days).await,
            Deed::AssignRights { relationship, roles } => self.assign_rights(of, &call, relationship, roles).await,
            Deed::Order { lines } => self.order(of, &call, lines).await,
            Deed::SetEnd { subscription, end } => {
                let change = set_end(end);
                self.change(&call, customer, subscription, change).await
            }
            Deed::Cancel { subscription } => self.change(&call, customer, subscription, to(Status::Deleted)).await,
            Deed::Suspend { subscription } => self.change(&call, customer, subscription, to(Status::Suspended)).await,
            Deed::Swap { users, group, remove, add } => {
                let change = LicenseChange {
                    add: add
                        .iter()
                        .map(|add| Add {
                            sku: add.sku_id,
                            disabled: add.disabled_plans.clone(),
                        })
                        .collect(),
                    remove: remove.clone(),
                };
                self.swap(&call, &customer, users, group.as_deref(), change).await
            }
            Deed::RequestTransfer { owner, .. } => {
                let ask = AskForTransfer {
                    customer_id: customer,
                    source_id: Some(owner.clone()),
                    target_id: None,
                    // A request names its parties; the estate knows the other partner by id alone.
                    said: Said {
                        source_name: Some(owner.clone()),
                        customer_name: Some(of.customer.name.clone()),
                        customer_email: Some(of.customer.email.clone().unwrap_or_default()),
                        ..Said::default()
                    },
                };
                let made = self.run(&call, ask).await?;
                Ok(done([("transfer", made.id)]))
            }
            Deed::AcceptTransfer { transfer } => {
                let accept = AcceptTransfer {
                    customer_id: customer,
                    id: transfer.clone(),
                };
                self.run(&call, accept).await?;
                Ok(done([]))
            }
        }
    }

    async fn invite(&self, of: &Move, call: &Call, email: Option<String>, delegated: bool) -> Result<Outcome, Halt> {
        let by_mail = email.is_some();
        let draft = Draft {
            customer_name: Some(of.customer.name.clone()),
            customer_domain: Some(of.customer.domain.clone()),
            customer_email: email,
            country: Some(of.customer.country.clone()),
            delegated: Some(delegated),
            language: Some(of.settings.language.clone()),
            ..Draft::default()
        };
        let base = of.base.clone();
        let drafted = self.run(call, DraftInvitation { draft, base }).await?.invitation;
        let id = drafted.id;
        self.run(call, SendInvitation { id: id.clone(), by_mail }).await?;
        Ok(done([("invitation", id)]))
    }

    async fn request_rights(&self, of: &Move, call: &Call, roles: &[String], days: u32) -> Result<Outcome, Halt> {
        let name = format!("{} {}", of.customer.name.chars().take(30).collect::<String>(), short_id(of));
        let draft = DelegationDraft {
            display_name: Some(name.clone()),
            duration: Some(format!("P{days}D")),
            auto_extend_duration: None,
            customer: Some((of.customer.tenant_id.clone(), of.customer.name.clone())),
            roles: Some(roles.to_vec()),
        };
        // A draft is there already where the program ended before it was sent.
        let need = crate::call::Need::own(nahtlos_model::permissions::Action::ManageDelegations);
        let all = self
            .engine
            .read(call, need)
            .await?
            .delegations(Some(&of.customer.tenant_id), "", 500)
            .await?;
        let drafted = all
            .into_iter()
            .find(|one| one.display_name == name && one.status == DelegationStatus::Created);
        let id = match drafted {
            Some(one) => one.id,
            None => self.run(call, CreateDelegation { draft, reseller_id: None }).await?.id,
        };
        let request = RequestOnDelegation {
            id: id.clone(),
            action: RequestAction::LockForApproval,
            base: of.base.clone(),
        };
        self.run(call, request).await?;
        Ok(done([("delegation", id)]))
    }

    /// To a security group of the partner in which the person on whose behalf it is, is a member.
    async fn assign_rights(&self, of: &Move, call: &Call, relationship: &str, roles: &[String]) -> Result<Outcome, Halt> {
        let acting = of.acting.as_ref().map(|acting| acting.user_id.clone()).unwrap_or_default();
        let need = crate::call::Need::directory(nahtlos_model::permissions::Action::ReadDirectory, &of.partner_id);
        let groups = self.engine.read(call, need).await?.groups_of(&acting).await?;
        let group = groups.into_iter().find(|group| group.security_enabled);
        let group = group.ok_or_else(|| {
            Refusal::property(
                "acting",
                "who carries the move out is in no security group of the partner, to which rights could be given",
            )
        })?;
        let assign = AssignAccess {
            id: relationship.to_owned(),
            group_id: group.id,
            roles: roles.to_vec(),
        };
        let made = self.run(call, assign).await?;
        Ok(done([("assignment", made.id)]))
    }

    async fn order(&self, of: &Move, call: &Call, lines: &[OrderLine]) -> Result<Outcome, Halt> {
        let need = crate::call::Need::customer(nahtlos_model::permissions::Action::ReadCustomers, &of.customer.tenant_id);
        let customer = self.engine.read(call, need).await?.customer().await?;
        let place = Place {
            country: customer.country().to_owned(),
            currency: customer.currency,
            segment: "Commercial".to_owned(),
        };
        let assortment = self.engine.assortment();
        let line = |line: &OrderLine| CartLineWanted {
            line: Line {
                item: catalog_item(&line.offer, &place),
                quantity: i64::from(line.seats),
                cycle: Some(line.billing),
                term: Some(line.term),
                friendly_name: assortment
                    .offers
                    .get(&line.offer)
                    .map(|offer| format!("{} · {}", offer.title, line.mark)),
                mpn_id: None,
                parent_id: None,
                renewal_term: None,
                promotion: None,
                custom_end: line.custom_end.and_then(|end| end.yesterday().ok()),
                more_mpn_ids: Vec::new(),
                attested: false,
                provisioning: BTreeMap::new(),
            },
            id: None,
            addons: Vec::new(),
        };
        let fill = FillCart {
            customer_id: of.customer.tenant_id.clone(),
            id: None,
            lines: lines.iter().map(line).collect(),
            record_attested: false,
        };
        let cart = self.run(call, fill).await?;
        if let Some(error) = cart.lines.iter().find_map(|line| line.error.as_ref()) {
            return Ok(Outcome::Refused {
                status: 400,
                code: error.code.clone(),
                message: format!("{} {:?}", error.key, error.values),
            });
        }
        let check = CheckOut {
            customer_id: of.customer.tenant_id.clone(),
            id: cart.id,
        };
        let made = self.run(call, check).await?;
        if let Some(error) = made.errors.into_iter().next() {
            return Err(error.refusal.into());
        }
        let order = made.orders.into_iter().next().map(|order| order.id).unwrap_or_default();
        Ok(done([("order", order)]))
    }

    async fn change(&self, call: &Call, customer: String, subscription: &str, change: Change) -> Result<Outcome, Halt> {
        let change = ChangeSubscription {
            customer_id: customer,
            id: subscription.to_owned(),
            change,
        };
        self.run(call, change).await?;
        Ok(done([]))
    }

    /// Each user by themselves, side by side: one who is refused keeps nobody back.
    async fn swap(
        &self,
        call: &Call,
        customer: &str,
        users: &[String],
        group: Option<&str>,
        change: LicenseChange,
    ) -> Result<Outcome, Halt> {
        if let Some(group) = group {
            let assign = AssignGroupLicenses {
                tenant_id: customer.to_owned(),
                group_id: group.to_owned(),
                change,
            };
            self.run(call, assign).await?;
            return Ok(done([]));
        }
        let one = |user: &String| {
            let assign = AssignLicenses {
                tenant_id: customer.to_owned(),
                user: user.clone(),
                change: change.clone(),
            };
            async move { self.run(call, assign).await }
        };
        let all = futures_util::future::join_all(users.iter().map(one)).await;
        let failed = users.iter().zip(all).filter_map(|(user, result)| {
            let (code, message) = match result.err()? {
                Halt::Refused(refusal) => (refusal.code.wire().to_owned(), refusal.to_string()),
                Halt::Fault(fault) => (String::new(), fault.to_string()),
            };
            Some(Failed {
                user: user.clone(),
                code,
                message,
            })
        });
        Ok(Outcome::Users { failed: failed.collect() })
    }
}

fn to(status: Status) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

fn set_end(end: &WantedEnd) -> Change {
    match end {
        WantedEnd::Renew => Change {
            auto_renew: Some(true),
            ..Change::default()
        },
        WantedEnd::Change {
            offer,
            term,
            billing,
            seats,
            until,
        } => Change {
            auto_renew: Some(true),
            scheduled: Some(NextTerm {
                offer: offer.0.clone(),
                term: *term,
                cycle: *billing,
                quantity: i64::from(*seats),
                custom_end: *until,
                promotion: None,
            }),
            ..Change::default()
        },
        WantedEnd::Stop { action } => Change {
            auto_renew: Some(false),
            end_action: Some(*action),
            ..Change::default()
        },
    }
}

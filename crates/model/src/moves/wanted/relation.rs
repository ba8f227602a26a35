//! How partner and customer come together, and how the old partner goes.

use super::{Asking, Case, Comes};
use crate::{
    moves::{
        Drift,
        deeds::Deed,
        tasks::{Party, TaskKind},
    },
    notice::Value,
};

/// States of a request that leads to nothing any more.
const ANSWERED_NO: [&str; 3] = ["declined", "expired", "withdrawn"];

impl Case<'_> {
    pub(super) fn request(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        let open = relation.value.request.as_deref().is_some_and(|state| !ANSWERED_NO.contains(&state));
        if relation.value.reseller || open {
            return Comes::Done(Vec::new());
        }
        let (email, delegated) = (self.of.customer.email.clone(), self.of.settings.delegated);
        Comes::Do(Deed::Invite { email, delegated }, false)
    }

    pub(super) fn acceptance(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        if relation.value.reseller {
            return Comes::Done(Vec::new());
        }
        let late = self.day("deadline").is_some_and(|deadline| self.now.day > deadline);
        let refused = relation.value.request.as_deref().is_none_or(|state| ANSWERED_NO.contains(&state));
        if late || refused {
            return self.drift(Drift::LateAcceptance, &self.of.customer.tenant_id);
        }
        match self.of.customer.email {
            Some(_) => self.again(),
            None => Comes::Ask(Asking {
                kind: TaskKind::HandLinkOver,
                party: Party::Partner,
                values: Vec::new(),
                deadline: self.day("deadline"),
            }),
        }
    }

    pub(super) fn agreement(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        if relation.value.agreement {
            return Comes::Done(Vec::new());
        }
        match &self.of.settings.contact {
            Some(contact) => Comes::Do(
                Deed::ConfirmAgreement {
                    contact: contact.clone(),
                    on: self.now.day,
                },
                false,
            ),
            None => Comes::Ask(Asking {
                kind: TaskKind::ConfirmAgreement,
                party: Party::Partner,
                values: Vec::new(),
                deadline: Some(self.step.due),
            }),
        }
    }

    pub(super) fn rights(&self) -> Comes {
        if !self.of.settings.rights {
            return Comes::Skip;
        }
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        let rights = &relation.value.rights;
        if rights.licenses && rights.reads {
            return Comes::Done(Vec::new());
        }
        let roles: Vec<String> = self.ground.roles.iter().map(|role| (*role).to_owned()).collect();
        match (rights.state.as_deref(), &rights.request) {
            (None, _) => Comes::Do(
                Deed::RequestRights {
                    roles,
                    days: self.ground.rights_days(self.now.day),
                },
                false,
            ),
            // Given, and not there yet.
            (Some("active"), _) if rights.assigned => self.again(),
            (Some("active"), Some(relationship)) => Comes::Do(
                Deed::AssignRights {
                    relationship: relationship.clone(),
                    roles,
                },
                false,
            ),
            (Some("terminated" | "terminating" | "terminationRequested" | "expired" | "expiring"), _) => {
                self.drift(Drift::RightsMissing, &self.of.customer.tenant_id)
            }
            _ => Comes::Ask(Asking {
                kind: TaskKind::GrantRights,
                party: Party::Customer,
                values: Vec::new(),
                deadline: Some(self.step.due),
            }),
        }
    }

    pub(super) fn old_relationship(&self) -> Comes {
        let owner = self.text("owner").unwrap_or_default();
        let asking = Asking {
            kind: TaskKind::EndOldRelationship,
            party: Party::Customer,
            values: vec![("owner", Value::Text(owner.to_owned()))],
            deadline: None,
        };
        self.asked(asking, || Comes::Done(Vec::new()))
    }
}

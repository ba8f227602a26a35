//! The sandbox's programme: one who runs it, a partner who sells directly, a provider and two resellers who sell through it.
//!
//! Everything has a fixed id, so that documentation and tests can name it (`docs/sandbox.md`). Seeding again changes nothing that is
//! there. Customers are not made here. What stands here is public: nothing of it may protect anything real.

use super::CreatePartner;
use crate::{Engine, halt::Halt, identity::Cost, relationships::LinkPartners};
use nahtlos_model::{
    directory::User,
    instants::Instant,
    money::Currency,
    partners::{Application, Partner, PartnerKind},
    permissions::Role,
};
use nahtlos_store::customers;

/// The secret of every application, unless another is given.
pub const SECRET: &str = "sandbox-secret";
/// The password of every user, unless another is given.
pub const PASSWORD: &str = "Sandbox-Password-1";

/// A partner of the sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Tenant.
    pub tenant_id: &'static str,
    /// Client id of its application.
    pub client_id: &'static str,
    /// Company name.
    pub name: &'static str,
    /// Domain.
    pub domain: &'static str,
    /// MPN id.
    pub mpn_id: &'static str,
    /// What it is in the programme.
    pub kind: PartnerKind,
}

/// Runs the programme.
pub const PROGRAM: Seat = Seat {
    tenant_id: "5a000000-0000-4000-8000-000000000000",
    client_id: "5a000000-0000-4000-8000-0000000000a0",
    name: "Nahtlos Sandbox Programme",
    domain: "programme.example",
    mpn_id: "4386490",
    kind: PartnerKind::Program,
};
/// Sells directly.
pub const PARTNER: Seat = Seat {
    tenant_id: "5a000000-0000-4000-8000-000000000001",
    client_id: "5a000000-0000-4000-8000-0000000000a1",
    name: "Nahtlos Sandbox Partner",
    domain: "partner.example",
    mpn_id: "4386491",
    kind: PartnerKind::Direct,
};
/// Bills for the two resellers.
pub const PROVIDER: Seat = Seat {
    tenant_id: "5a000000-0000-4000-8000-000000000002",
    client_id: "5a000000-0000-4000-8000-0000000000a2",
    name: "Nahtlos Sandbox Provider",
    domain: "provider.example",
    mpn_id: "4386492",
    kind: PartnerKind::IndirectProvider,
};
/// Sells through the provider.
pub const RESELLER_NORTH: Seat = Seat {
    tenant_id: "5a000000-0000-4000-8000-000000000003",
    client_id: "5a000000-0000-4000-8000-0000000000a3",
    name: "Nahtlos Sandbox Reseller North",
    domain: "north.example",
    mpn_id: "4386493",
    kind: PartnerKind::IndirectReseller,
};
/// Sells through the provider.
pub const RESELLER_SOUTH: Seat = Seat {
    tenant_id: "5a000000-0000-4000-8000-000000000004",
    client_id: "5a000000-0000-4000-8000-0000000000a4",
    name: "Nahtlos Sandbox Reseller South",
    domain: "south.example",
    mpn_id: "4386494",
    kind: PartnerKind::IndirectReseller,
};
/// Every one of them.
pub const SEATS: [Seat; 5] = [PROGRAM, PARTNER, PROVIDER, RESELLER_NORTH, RESELLER_SOUTH];

/// Secrets of a sandbox.
#[derive(Clone, PartialEq, Eq)]
pub struct SandboxSecrets {
    /// Of every application.
    pub secret: String,
    /// Of every user.
    pub password: String,
}

impl Default for SandboxSecrets {
    fn default() -> Self {
        Self {
            secret: SECRET.to_owned(),
            password: PASSWORD.to_owned(),
        }
    }
}

impl std::fmt::Debug for SandboxSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SandboxSecrets { … }")
    }
}

/// A user of every partner: the name before the `@`, the display name, whether sign-ins count as those with a second factor, roles.
type Post = (&'static str, &'static str, bool, &'static [Role]);

/// Who works for a partner.
const POSTS: [Post; 3] = [
    ("admin", "Alex Admin", true, &[Role::GlobalAdmin, Role::AdminAgent]),
    ("sales", "Sam Sales", false, &[Role::SalesAgent]),
    ("helpdesk", "Hanna Helpdesk", false, &[Role::HelpdeskAgent]),
];
/// Who works for the programme.
const PROGRAM_POSTS: [Post; 1] = [("admin", "Pat Programme", true, &[Role::GlobalAdmin, Role::ProgramAdmin])];

impl Seat {
    /// The id of one of its users: the tenant's, with the user's number before it.
    pub fn user_id(&self, number: usize) -> String {
        format!("5a00000{}{}", number + 1, &self.tenant_id[8..])
    }

    fn partner(&self, now: Instant) -> Option<Partner> {
        Some(Partner {
            id: self.tenant_id.to_owned(),
            kind: self.kind,
            name: self.name.to_owned(),
            mpn_id: self.mpn_id.to_owned(),
            domain: self.domain.to_owned(),
            country: "DE".to_owned(),
            currency: Currency::new("EUR")?,
            sandbox: true,
            agreement_signed: true,
            mfa_required: false,
            created: now,
            version: 1,
        })
    }

    fn application(&self, hash: &str) -> Application {
        let roles = match self.kind {
            PartnerKind::Program => vec![Role::ProgramAdmin, Role::GlobalAdmin],
            _ => vec![Role::AdminAgent, Role::GlobalAdmin],
        };
        Application {
            id: self.client_id.to_owned(),
            tenant_id: self.tenant_id.to_owned(),
            name: format!("{} Application", self.name),
            secrets: vec![hash.to_owned()],
            redirect_uris: ["http://localhost", "http://localhost/signed-in", "http://127.0.0.1"]
                .map(str::to_owned)
                .to_vec(),
            public: false,
            roles,
            version: 1,
        }
    }

    fn users(&self, hash: &str, now: Instant) -> Vec<(User, Vec<Role>)> {
        let posts: &[Post] = match self.kind {
            PartnerKind::Program => &PROGRAM_POSTS,
            _ => &POSTS,
        };
        let numbered = posts.iter().enumerate();
        numbered
            .map(|(number, post)| (self.user(number, post, hash, now), post.3.to_vec()))
            .collect()
    }

    fn user(&self, number: usize, post: &Post, hash: &str, now: Instant) -> User {
        let (given, surname) = post.1.split_once(' ').unwrap_or((post.1, ""));
        User {
            id: self.user_id(number),
            tenant_id: self.tenant_id.to_owned(),
            user_principal_name: format!("{}@{}", post.0, self.domain),
            given_name: Some(given.to_owned()),
            surname: Some(surname.to_owned()),
            display_name: post.1.to_owned(),
            usage_location: Some("DE".to_owned()),
            immutable_id: None,
            password: Some(hash.to_owned()),
            force_change: false,
            phone: None,
            mail: Some(format!("{}@{}", post.0, self.domain)),
            mail_nickname: Some(post.0.to_owned()),
            enabled: true,
            kind: "Member".to_owned(),
            manager: None,
            domain_type: "none".to_owned(),
            more: post.2.then(|| ("mfa".to_owned(), "true".to_owned())).into_iter().collect(),
            licences: Vec::new(),
            created: now,
            deleted: None,
            version: 1,
        }
    }
}

impl Engine {
    /// Makes the sandbox's programme, as far as it is not there yet; whether anything was made.
    ///
    /// # Errors
    /// `SandboxOnly` outside of a sandbox; faults.
    pub async fn seed_programme(&self, secrets: &SandboxSecrets) -> Result<bool, Halt> {
        if !self.inner.sandbox {
            return Err(nahtlos_model::refusals::Code::SandboxOnly.into());
        }
        let mut missing = Vec::new();
        let mut tx = self.inner.store.reader().await?;
        for seat in SEATS {
            if customers::partner(&mut tx, seat.tenant_id).await?.is_none() {
                missing.push(seat);
            }
        }
        drop(tx);
        if missing.is_empty() {
            return Ok(false);
        }
        let secret = self.hash_secret(&secrets.secret, cost(&secrets.secret, SECRET)).await?;
        let password = self.hash_secret(&secrets.password, cost(&secrets.password, PASSWORD)).await?;
        let now = self.now();
        for seat in &missing {
            let Some(partner) = seat.partner(now) else { continue };
            let command = CreatePartner {
                partner,
                applications: vec![seat.application(&secret)],
                users: seat.users(&password, now),
            };
            self.create_partner(command).await?;
        }
        for reseller in [RESELLER_NORTH, RESELLER_SOUTH] {
            if missing.contains(&reseller) || missing.contains(&PROVIDER) {
                let command = LinkPartners {
                    provider_id: PROVIDER.tenant_id.to_owned(),
                    reseller_id: reseller.tenant_id.to_owned(),
                };
                self.link_partners(command).await?;
            }
        }
        Ok(true)
    }
}

fn cost(given: &str, usual: &str) -> Cost {
    if given == usual { Cost::Known } else { Cost::Full }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_guids_and_nobody_shares_one() {
        let mut ids = BTreeSet::new();
        for seat in SEATS {
            let users = seat.users("", Instant(0));
            let all = [seat.tenant_id.to_owned(), seat.client_id.to_owned()];
            for id in all.into_iter().chain(users.iter().map(|(user, _)| user.id.clone())) {
                assert!(uuid::Uuid::try_parse(&id).is_ok(), "{id}");
                assert!(ids.insert(id.clone()), "{id} twice");
            }
        }
        let names: BTreeSet<_> = SEATS.iter().map(|s| (s.domain, s.mpn_id)).collect();
        assert_eq!(names.len(), SEATS.len());
        assert!(SEATS.iter().all(|s| s.partner(Instant(0)).is_some()));
    }
}

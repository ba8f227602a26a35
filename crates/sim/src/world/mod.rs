//! The world of a seed: what is sold, who sells, whose move it is, and how everybody behaves.

pub(crate) mod catalogue;
pub(crate) mod customer;
pub(crate) mod estate;
pub(crate) mod shops;

pub(crate) use customer::{Rights, Tenant, Wish};

use nahtlos_engine::call::{ActingUser, Actor, Call};
use nahtlos_model::permissions::Role;

/// The partner who carries moves out.
pub(crate) const MOVER: &str = "33333333-0000-4000-8000-000000000003";
/// Its admin agent.
pub(crate) const MARA: &str = "33333333-0000-4000-8000-0000000000a3";
/// Another partner of the center, from whom subscriptions are transferred.
pub(crate) const OTHER: &str = "44444444-0000-4000-8000-000000000004";
/// Its admin agent.
pub(crate) const OTTO: &str = "44444444-0000-4000-8000-0000000000a4";

/// A request of somebody.
pub(crate) fn call(tenant: &str, user: &str, name: &str, roles: &[Role]) -> Call {
    let actor = Actor {
        tenant_id: tenant.to_owned(),
        directory_id: tenant.to_owned(),
        user: Some(ActingUser {
            id: user.to_owned(),
            user_principal_name: name.to_owned(),
            name: name.to_owned(),
        }),
        application: "simulation".to_owned(),
        roles: roles.to_vec(),
        mfa: true,
    };
    Call {
        actor: actor.into(),
        request_id: "r".to_owned(),
        correlation_id: "c".to_owned(),
        locale: "en-US".to_owned(),
        key: None,
        faults: None,
    }
}

/// The mover's admin agent.
pub(crate) fn mara() -> Call {
    call(MOVER, MARA, "mara@umzug.example", &[Role::AdminAgent, Role::GlobalAdmin])
}

/// The other partner's.
pub(crate) fn otto() -> Call {
    call(OTHER, OTTO, "otto@vorher.example", &[Role::AdminAgent, Role::GlobalAdmin])
}

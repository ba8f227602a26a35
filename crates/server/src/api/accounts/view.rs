//! Accounts as the wire shows them.

use crate::api::context::View;
use nahtlos_model::accounts::Account;
use nahtlos_wire::{Attributes, Links, accounts as wire};

impl View {
    /// An account, without what opens it.
    pub(crate) fn account(&self, account: &Account) -> wire::Account {
        wire::Account {
            id: Some(account.id.clone()),
            name: Some(account.name.clone()),
            partner_center: Some(account.service.partner.clone()),
            graph: Some(account.service.graph.clone()),
            login: Some(account.service.login.clone()),
            tenant: Some(account.tenant.clone()),
            client_id: Some(account.client_id.clone()),
            kind: Some(match account.sealed.user {
                true => wire::AccountKind::User,
                false => wire::AccountKind::Application,
            }),
            key: Some(account.sealed.key.clone()),
            created_time: Some(account.created),
            renewed_time: Some(account.renewed),
            tested: account.tested.as_ref().map(|tested| wire::AccountTest {
                time: Some(tested.at),
                works: Some(tested.works),
                problem: Some(tested.problem.clone()).filter(|problem| !problem.is_empty()),
                organization: None,
            }),
            version: Some(account.version),
            links: Some(Links::to_self(format!("{}/{}", wire::PATH, account.id))),
            attributes: Some(Attributes::of("Account")),
        }
    }
}

//! Who is told: the administrators of a customer, the admin agents of a partner. Nobody without an address, and not without end.

use crate::{act::Act, halt::Halt};
use nahtlos_model::{countries::mail_language, customers::profile::is_email, permissions::Role};
use nahtlos_store::{customers, directory};
use std::collections::BTreeSet;

/// Most people of one side who get a mail of one thing.
const MOST: usize = 25;
/// Holders of a role that are looked at in one go.
const LOOK: i64 = 100;

/// Somebody who gets a mail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Recipient {
    pub address: String,
    pub name: String,
    /// `de` or `en`.
    pub language: String,
}

/// The global administrators of a customer, in the customer's language.
pub(crate) async fn of_customer(act: &mut Act<'_>, customer: &str) -> Result<Vec<Recipient>, Halt> {
    match customers::find(act.tx, customer).await? {
        Some(found) => holders(act, customer, Role::GlobalAdmin, &found.language).await,
        None => Ok(Vec::new()),
    }
}

/// The admin agents of a partner, in the language of its country.
pub(crate) async fn of_partner(act: &mut Act<'_>, partner: &str) -> Result<Vec<Recipient>, Halt> {
    match customers::partner(act.tx, partner).await? {
        Some(found) => holders(act, partner, Role::AdminAgent, mail_language(&found.country)).await,
        None => Ok(Vec::new()),
    }
}

async fn holders(act: &mut Act<'_>, tenant: &str, role: Role, language: &str) -> Result<Vec<Recipient>, Halt> {
    let (mut found, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = directory::holders(act.tx, tenant, role.as_str(), &after, LOOK).await?;
        let Some(last) = page.last().cloned() else { break };
        for id in page {
            let Some(user) = directory::user(act.tx, tenant, &id).await? else {
                continue;
            };
            // A mailbox that was named goes before the name one signs in with.
            let own = user.mail.clone().filter(|mail| is_email(mail));
            let address = own.unwrap_or_else(|| user.user_principal_name.clone());
            if user.enabled && user.deleted.is_none() && is_email(&address) {
                found.insert(Recipient {
                    address,
                    name: user.display_name,
                    language: language.to_owned(),
                });
            }
            if found.len() >= MOST {
                return Ok(found.into_iter().collect());
            }
        }
        after = last;
    }
    Ok(found.into_iter().collect())
}

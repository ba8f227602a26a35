//! Passkeys of people: the public half of a key that a person's device keeps. What a signature is worth is decided by the server; here is
//! kept which keys there are, and that each challenge counts once.

use super::{
    factors::{Codes, RECOVERY, TOTP, is_factor, owner},
    people::Person,
};
use crate::{Engine, halt::Halt};
use nahtlos_store::{
    Transaction, Tx,
    sessions::{self, Owner},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the ids of passkeys begin with among somebody's second factors.
pub(super) const PASSKEY: &str = "passkey:";
/// How many passkeys somebody may have.
pub const MOST_PASSKEYS: usize = 10;

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    /// How its person calls it.
    pub name: String,
    /// The algorithm of its signatures, as the standard (COSE) numbers them.
    pub algorithm: i64,
    /// The public key: `SubjectPublicKeyInfo`, base64url.
    pub public_key: String,
    /// How many signatures it says to have made; 0 where it does not count.
    pub counter: u32,
    /// When the last challenge that it answered was made, in milliseconds: none counts twice.
    pub challenged_ms: i64,
    /// When it was added, in milliseconds.
    pub since_ms: i64,
    /// When it was used last, in milliseconds.
    pub used_ms: Option<i64>,
}

/// A passkey with its id.
pub type Kept = (String, Passkey);

impl Engine {
    /// Somebody's passkeys, the oldest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn passkeys(&self, person: &Person) -> Result<Vec<Kept>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let mut kept = kept(&mut tx, owner(person)).await?;
        kept.sort_by_key(|(_, passkey)| passkey.since_ms);
        Ok(kept)
    }

    /// Adds a passkey. Where it is the first second factor, recovery codes for showing once; `None`: there are as many as there may be, or it is
    /// one of them already.
    ///
    /// # Errors
    /// Faults only.
    pub async fn add_passkey(&self, person: &Person, id: &str, passkey: Passkey) -> Result<Option<Vec<String>>, Halt> {
        let (codes, hashes) = self.recovery_codes();
        let done = self.write_passkey(person, id, Write::Add(passkey, hashes)).await?;
        Ok(match done {
            Done::Nothing => None,
            Done::Kept => Some(Vec::new()),
            Done::First => Some(codes),
        })
    }

    /// A passkey has answered a challenge; `false`: it answered that one or a later one before, or is gone.
    ///
    /// # Errors
    /// Faults only.
    pub async fn use_passkey(&self, person: &Person, id: &str, counter: u32, challenged_ms: i64) -> Result<bool, Halt> {
        let what = Write::Use {
            counter,
            challenged_ms,
            now_ms: self.machine_now().0,
        };
        Ok(self.write_passkey(person, id, what).await? != Done::Nothing)
    }

    /// Removes a passkey; whether there was one. With the last second factor go the recovery codes.
    ///
    /// # Errors
    /// Faults only.
    pub async fn remove_passkey(&self, person: &Person, id: &str) -> Result<bool, Halt> {
        Ok(self.write_passkey(person, id, Write::Remove).await? != Done::Nothing)
    }

    async fn write_passkey(&self, person: &Person, id: &str, what: Write) -> Result<Done, Halt> {
        let change = Change {
            tenant: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            id: format!("{PASSKEY}{id}"),
            what,
        };
        self.inner.store.transact(Arc::new(change)).await
    }
}

/// Somebody's passkeys with their ids.
async fn kept(tx: &mut Tx, owner: Owner<'_>) -> Result<Vec<Kept>, Halt> {
    let mut kept = Vec::new();
    for (id, body) in sessions::factors(tx, owner).await? {
        if let Some(id) = id.strip_prefix(PASSKEY) {
            kept.push((id.to_owned(), serde_json::from_str(&body).map_err(nahtlos_store::StoreError::from)?));
        }
    }
    Ok(kept)
}

enum Write {
    Add(Passkey, Codes),
    Use { counter: u32, challenged_ms: i64, now_ms: i64 },
    Remove,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    Kept,
    /// It is the first second factor.
    First,
}

struct Change {
    tenant: String,
    user: String,
    id: String,
    what: Write,
}

impl Transaction for Change {
    type Out = Done;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Done, Halt> {
        let owner = Owner {
            tenant: &self.tenant,
            user: &self.user,
        };
        match &self.what {
            Write::Add(passkey, codes) => {
                let all = sessions::factors(tx, owner).await?;
                let passkeys = all.iter().filter(|(id, _)| id.starts_with(PASSKEY)).count();
                if passkeys >= MOST_PASSKEYS || all.iter().any(|(id, _)| *id == self.id) {
                    return Ok(Done::Nothing);
                }
                sessions::add_factor(tx, owner, &self.id, passkey).await?;
                if passkeys > 0 || all.iter().any(|(id, _)| id == TOTP) {
                    return Ok(Done::Kept);
                }
                sessions::add_factor(tx, owner, RECOVERY, codes).await?;
                Ok(Done::First)
            }
            Write::Use {
                counter,
                challenged_ms,
                now_ms,
            } => match sessions::factor::<Passkey>(tx, owner, &self.id).await? {
                Some((version, passkey)) if passkey.challenged_ms < *challenged_ms => {
                    let passkey = Passkey {
                        counter: *counter,
                        challenged_ms: *challenged_ms,
                        used_ms: Some(*now_ms),
                        ..passkey
                    };
                    sessions::change_factor(tx, owner, &self.id, version, &passkey).await?;
                    Ok(Done::Kept)
                }
                _ => Ok(Done::Nothing),
            },
            Write::Remove => {
                if !sessions::drop_factor(tx, owner, &self.id).await? {
                    return Ok(Done::Nothing);
                }
                let left = sessions::factors(tx, owner).await?;
                if !left.iter().any(|(id, _)| is_factor(id)) {
                    sessions::drop_factor(tx, owner, RECOVERY).await?;
                }
                Ok(Done::Kept)
            }
        }
    }
}

//! Second factors of people: a key that an authenticator application shares, and recovery codes for the day on which it is lost.
//!
//! What a code is worth is decided by the server, which knows the key; here is kept that each counts once.

use super::{passkeys::PASSKEY, people::Person, secret::digest};
use crate::{Engine, halt::Halt};
use nahtlos_store::{
    Transaction, Tx,
    sessions::{self, Owner},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The id under which the key is kept: everybody has at most one.
pub(super) const TOTP: &str = "totp";
/// The id under which recovery codes are kept.
pub(super) const RECOVERY: &str = "recovery";

/// A key shared with an authenticator application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedKey {
    /// The key as the server keeps it; sealed where the settings have a key for that.
    pub secret: String,
    /// Name of the key that sealed it; empty: it is not.
    #[serde(default)]
    pub sealed_by: String,
    /// The last time step whose code was taken: a code counts once.
    pub last_step: i64,
    /// When it was set up, in milliseconds.
    pub since_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Codes {
    /// Hashes of codes that were not used.
    left: Vec<String>,
}

impl Engine {
    /// Somebody's shared key.
    ///
    /// # Errors
    /// Faults only.
    pub async fn shared_key(&self, person: &Person) -> Result<Option<SharedKey>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found = sessions::factor(&mut tx, owner(person), TOTP).await?;
        Ok(found.map(|(_, key)| key))
    }

    /// Whether somebody signs in with a second factor: an authenticator application, or a passkey.
    ///
    /// # Errors
    /// Faults only.
    pub async fn has_second_factor(&self, person: &Person) -> Result<bool, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let all = sessions::factors(&mut tx, owner(person)).await?;
        Ok(all.iter().any(|(id, _)| is_factor(id)))
    }

    /// Sets a shared key up; the recovery codes for showing once.
    ///
    /// # Errors
    /// Faults only.
    pub async fn set_shared_key(&self, person: &Person, key: SharedKey) -> Result<Vec<String>, Halt> {
        let (codes, hashes) = self.recovery_codes();
        self.write_factor(person, Write::Set(key, hashes)).await?;
        Ok(codes)
    }

    /// New recovery codes, for showing once, and as they are kept.
    pub(super) fn recovery_codes(&self) -> (Vec<String>, Codes) {
        let codes: Vec<String> = (0..10).map(|_| self.recovery_code()).collect();
        let left = codes.iter().map(|code| digest(&folded(code))).collect();
        (codes, Codes { left })
    }

    /// New recovery codes in place of the old ones, for showing once.
    ///
    /// # Errors
    /// Faults only.
    pub async fn renew_recovery_codes(&self, person: &Person) -> Result<Vec<String>, Halt> {
        let (codes, hashes) = self.recovery_codes();
        self.write_factor(person, Write::Renew(hashes)).await?;
        Ok(codes)
    }

    /// How many recovery codes somebody has left.
    ///
    /// # Errors
    /// Faults only.
    pub async fn recovery_codes_left(&self, person: &Person) -> Result<usize, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found = sessions::factor::<Codes>(&mut tx, owner(person), RECOVERY).await?;
        Ok(found.map_or(0, |(_, codes)| codes.left.len()))
    }

    /// Takes the code of a time step; `false`: that step's, or a later one's, was taken before.
    ///
    /// # Errors
    /// Faults only.
    pub async fn take_step_of_key(&self, person: &Person, step: i64) -> Result<bool, Halt> {
        self.write_factor(person, Write::Step(step)).await
    }

    /// Takes a recovery code; `false`: it is none, or was used.
    ///
    /// # Errors
    /// Faults only.
    pub async fn take_recovery_code(&self, person: &Person, code: &str) -> Result<bool, Halt> {
        self.write_factor(person, Write::Recover(digest(&folded(code)))).await
    }

    /// Takes somebody's shared key away, with the recovery codes if no passkey needs them; whether there was one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn drop_shared_key(&self, person: &Person) -> Result<bool, Halt> {
        self.write_factor(person, Write::Drop).await
    }

    /// 60 bits in three groups of four letters and digits that are not taken for each other.
    fn recovery_code(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let bytes = self.inner.clock.random();
        let letters: Vec<char> = bytes[..12].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    async fn write_factor(&self, person: &Person, what: Write) -> Result<bool, Halt> {
        let change = Change {
            tenant: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            what,
        };
        self.inner.store.transact(Arc::new(change)).await
    }
}

/// Whether what is kept under an id is a second factor of its own, and not codes or a link.
pub(super) fn is_factor(id: &str) -> bool {
    id == TOTP || id.starts_with(PASSKEY)
}

pub(super) fn owner(person: &Person) -> Owner<'_> {
    Owner {
        tenant: &person.user.tenant_id,
        user: &person.user.id,
    }
}

/// A code as people write it: letter case, dashes and spaces do not matter.
fn folded(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

enum Write {
    Set(SharedKey, Codes),
    Renew(Codes),
    Step(i64),
    Recover(String),
    Drop,
}

struct Change {
    tenant: String,
    user: String,
    what: Write,
}

impl Transaction for Change {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let owner = Owner {
            tenant: &self.tenant,
            user: &self.user,
        };
        match &self.what {
            Write::Set(key, codes) => {
                sessions::add_factor(tx, owner, TOTP, key).await?;
                sessions::add_factor(tx, owner, RECOVERY, codes).await?;
                Ok(true)
            }
            Write::Renew(codes) => {
                sessions::add_factor(tx, owner, RECOVERY, codes).await?;
                Ok(true)
            }
            Write::Step(step) => match sessions::factor::<SharedKey>(tx, owner, TOTP).await? {
                Some((version, key)) if key.last_step < *step => {
                    let key = SharedKey { last_step: *step, ..key };
                    sessions::change_factor(tx, owner, TOTP, version, &key).await?;
                    Ok(true)
                }
                _ => Ok(false),
            },
            Write::Recover(hash) => match sessions::factor::<Codes>(tx, owner, RECOVERY).await? {
                Some((version, mut codes)) if codes.left.contains(hash) => {
                    codes.left.retain(|left| left != hash);
                    sessions::change_factor(tx, owner, RECOVERY, version, &codes).await?;
                    Ok(true)
                }
                _ => Ok(false),
            },
            Write::Drop => {
                let there = sessions::drop_factor(tx, owner, TOTP).await?;
                let left = sessions::factors(tx, owner).await?;
                if !left.iter().any(|(id, _)| is_factor(id)) {
                    sessions::drop_factor(tx, owner, RECOVERY).await?;
                }
                Ok(there)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn codes_are_read_as_people_write_them() {
        assert_eq!(folded(" abcd-efgh 2345\n"), "ABCDEFGH2345");
    }
}

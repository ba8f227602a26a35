//! Sessions of people in the dashboard: who signed in from where, until when it counts, and how it is ended. Kept by hash, like grants.
//!
//! A session ends when nobody uses it, at the latest after a week, when the password changes, and when it is ended by hand. It goes by the
//! machine's clock: turning a sandbox's clock signs nobody out.

use super::{people::Person, secret::digest};
use crate::{Engine, halt::Halt};
use nahtlos_model::instants::{DAY_MS, HOUR_MS, Instant};
use nahtlos_store::{
    Transaction, Tx,
    sessions::{self, Owner},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How long a session counts that nobody uses.
const IDLE_MS: i64 = 12 * HOUR_MS;
/// How long it counts at most.
const LONGEST_MS: i64 = 7 * DAY_MS;
/// How long a sign-in may wait for its second step.
const STEP_MS: i64 = 10 * 60_000;
/// How often is written down that it is used.
const SEEN_MS: i64 = 5 * 60_000;

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The password is right; a second factor is to come.
    SecondFactor,
    /// The password is right, and must be changed.
    NewPassword,
    /// Signed in.
    Whole,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The user's home tenant.
    pub home: String,
    /// The user.
    pub user: String,
    /// The tenant that is looked at: home, or another one that the user may enter.
    pub tenant: String,
    /// How far the sign-in has come.
    pub stage: Stage,
    /// A second factor was used.
    pub mfa: bool,
    /// Of the password then.
    pub fingerprint: String,
    /// When it began, in milliseconds.
    pub began_ms: i64,
    /// When it was used last, in milliseconds; written every five minutes.
    pub seen_ms: i64,
    /// What the browser says it is.
    pub agent: String,
}

/// A session whose person may come in.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The session.
    pub session: Session,
    /// Its person as they are now.
    pub person: Person,
}

/// A session in somebody's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// By which it is ended; nothing can be opened with it.
    pub id: String,
    /// The session.
    pub session: Session,
    /// It is the one that asks.
    pub current: bool,
}

impl Session {
    fn expires_ms(&self) -> i64 {
        match self.stage {
            Stage::Whole => (self.seen_ms + IDLE_MS).min(self.began_ms + LONGEST_MS),
            Stage::SecondFactor | Stage::NewPassword => self.began_ms + STEP_MS,
        }
    }

    fn owner(&self) -> Owner<'_> {
        Owner {
            tenant: &self.home,
            user: &self.user,
        }
    }

    fn still_speaks_for(&self, person: &Person) -> bool {
        person.user.enabled && person.fingerprint() == self.fingerprint
    }
}

fn id_of(hash: &str) -> String {
    hash[..16].to_owned()
}

impl Engine {
    /// Begins a session of somebody whose password was right; what the browser keeps.
    ///
    /// # Errors
    /// Faults only.
    pub async fn begin_session(&self, person: &Person, stage: Stage, mfa: bool, agent: &str) -> Result<String, Halt> {
        let now = self.machine_now().0;
        let session = Session {
            home: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            tenant: person.user.tenant_id.clone(),
            stage,
            mfa,
            fingerprint: person.fingerprint(),
            began_ms: now,
            seen_ms: now,
            agent: agent.chars().filter(|c| !c.is_control()).take(200).collect(),
        };
        let token = self.random_text();
        let begin = Write::Begin {
            hash: digest(&token),
            session,
            now: Instant(now),
        };
        self.write_session(begin).await?;
        Ok(token)
    }

    /// The session of what a browser keeps, with its person; `None`: it counts no more.
    ///
    /// # Errors
    /// Faults only.
    pub async fn session(&self, token: &str) -> Result<Option<Visit>, Halt> {
        let (hash, now) = (digest(token), self.machine_now().0);
        let mut tx = self.inner.store.reader().await?;
        let Some(session) = sessions::find::<Session>(&mut tx, &hash, now).await? else {
            return Ok(None);
        };
        drop(tx);
        let Some(person) = self.person(&session.home, &session.user).await? else {
            return Ok(None);
        };
        if !session.still_speaks_for(&person) {
            return Ok(None);
        }
        let mut session = session;
        if session.stage == Stage::Whole && now - session.seen_ms >= SEEN_MS {
            session.seen_ms = now;
            self.write_session(Write::Keep {
                hash,
                session: session.clone(),
            })
            .await?;
        }
        Ok(Some(Visit { session, person }))
    }

    /// A sign-in has come further: a new session in place of the old one, so that what was known before is worth nothing.
    ///
    /// # Errors
    /// Faults only.
    pub async fn promote_session(&self, token: &str, person: &Person, stage: Stage, mfa: bool, agent: &str) -> Result<String, Halt> {
        let fresh = self.begin_session(person, stage, mfa, agent).await?;
        self.end_session_of(token, person).await?;
        Ok(fresh)
    }

    /// The session looks at another tenant from now on. Whether it may is decided with every request.
    ///
    /// # Errors
    /// Faults only.
    pub async fn enter_tenant(&self, token: &str, session: &Session, tenant: &str) -> Result<(), Halt> {
        let session = Session {
            tenant: tenant.to_owned(),
            ..session.clone()
        };
        self.write_session(Write::Keep {
            hash: digest(token),
            session,
        })
        .await
        .map(|_| ())
    }

    /// Signs out.
    ///
    /// # Errors
    /// Faults only.
    pub async fn end_session_of(&self, token: &str, person: &Person) -> Result<(), Halt> {
        let hash = digest(token);
        self.end(person, hash).await.map(|_| ())
    }

    /// Somebody's sessions, the one that ends last first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sessions_of(&self, person: &Person, token: &str) -> Result<Vec<Listed>, Halt> {
        let (own, now) = (digest(token), self.machine_now().0);
        let all = self.kept_of(person, now).await?;
        let whole = all.into_iter().filter(|(_, session)| session.stage == Stage::Whole);
        Ok(whole
            .filter(|(_, session)| session.still_speaks_for(person))
            .map(|(hash, session)| Listed {
                id: id_of(&hash),
                session,
                current: hash == own,
            })
            .collect())
    }

    /// Ends one of somebody's sessions by its id; whether there was one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn end_session(&self, person: &Person, id: &str) -> Result<bool, Halt> {
        let all = self.kept_of(person, 0).await?;
        match all.into_iter().find(|(hash, _)| id_of(hash) == id) {
            Some((hash, _)) => self.end(person, hash).await,
            None => Ok(false),
        }
    }

    /// Ends all of somebody's sessions but the one that asks; how many there were.
    ///
    /// # Errors
    /// Faults only.
    pub async fn end_other_sessions(&self, person: &Person, token: &str) -> Result<u64, Halt> {
        self.write_session(Write::EndOthers {
            home: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            hash: digest(token),
        })
        .await
    }

    async fn kept_of(&self, person: &Person, now: i64) -> Result<Vec<(String, Session)>, Halt> {
        let owner = Owner {
            tenant: &person.user.tenant_id,
            user: &person.user.id,
        };
        let mut tx = self.inner.store.reader().await?;
        Ok(sessions::of_user(&mut tx, owner, now).await?)
    }

    async fn end(&self, person: &Person, hash: String) -> Result<bool, Halt> {
        let end = Write::End {
            home: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            hash,
        };
        Ok(self.write_session(end).await? > 0)
    }

    async fn write_session(&self, write: Write) -> Result<u64, Halt> {
        self.inner.store.transact(Arc::new(write)).await
    }
}

enum Write {
    Begin { hash: String, session: Session, now: Instant },
    Keep { hash: String, session: Session },
    End { home: String, user: String, hash: String },
    EndOthers { home: String, user: String, hash: String },
}

impl Transaction for Write {
    type Out = u64;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<u64, Halt> {
        match self {
            Self::Begin { hash, session, now } => {
                sessions::expire(tx, now.0).await?;
                sessions::begin(tx, hash, session.owner(), session.expires_ms(), session).await?;
                Ok(1)
            }
            Self::Keep { hash, session } => {
                sessions::keep(tx, hash, session.expires_ms(), session).await?;
                Ok(1)
            }
            Self::End { home, user, hash } => {
                let there = sessions::end(tx, Owner { tenant: home, user }, hash).await?;
                Ok(u64::from(there))
            }
            Self::EndOthers { home, user, hash } => Ok(sessions::end_others(tx, Owner { tenant: home, user }, hash).await?),
        }
    }
}

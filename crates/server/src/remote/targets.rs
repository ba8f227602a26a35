//! Finds where a move is carried out: here, or at another service by an account of the partner.

use super::{Accounts, Budgets, Remote};
use futures_util::future::BoxFuture;
use nahtlos_engine::{
    Engine, Halt,
    moves::{
        local::Local,
        target::{Blind, Refused, Target, Targets},
    },
};
use nahtlos_model::{
    accounts,
    instants::{HOUR_MS, Instant},
    moves::{
        LOCAL, Move,
        deeds::{Deed, Outcome},
        sight::{Look, Sight},
    },
    refusals::{Code, Refusal},
};
use std::sync::Arc;

/// A center that carries out moves here and at other services.
#[derive(Debug)]
pub(crate) struct Everywhere {
    engine: Engine,
    local: Local,
    accounts: Arc<Accounts>,
    budgets: Arc<Budgets>,
}

impl Everywhere {
    pub(crate) fn new(engine: Engine, accounts: Arc<Accounts>, budgets: Budgets) -> Self {
        Self {
            local: Local::new(engine.clone()),
            engine,
            accounts,
            budgets: Arc::new(budgets),
        }
    }
}

impl Targets for Everywhere {
    fn of<'a>(&'a self, partner: &'a str, account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>> {
        Box::pin(async move {
            if account == LOCAL {
                return Ok(Arc::new(self.local.clone()) as Arc<dyn Target>);
            }
            let found = self.engine.account_of(partner, account).await?;
            let Some(found) = found else {
                return Ok(Arc::new(Closed::of(&accounts::unknown(account), self.engine.now())) as Arc<dyn Target>);
            };
            let account = match self.accounts.open(found).await {
                Ok(opened) => opened,
                Err(Halt::Refused(refusal)) => return Ok(Arc::new(Closed::of(&refusal, self.engine.now())) as Arc<dyn Target>),
                Err(halt) => return Err(halt),
            };
            let remote = Remote {
                engine: self.engine.clone(),
                account,
                accounts: Arc::clone(&self.accounts),
                budgets: Arc::clone(&self.budgets),
            };
            Ok(Arc::new(remote) as Arc<dyn Target>)
        })
    }
}

/// Milliseconds until an account is tried again for which only a key is missing.
const KEY_AGAIN_MS: i64 = 300_000;

/// An account that cannot be opened: nothing is seen, and nothing is done. Where only this program's key is missing, that is mended by who
/// runs it, and the move goes on by itself then; everything else stops it.
#[derive(Debug)]
struct Closed(Blind);

impl Closed {
    fn of(refusal: &Refusal, now: Instant) -> Self {
        let waits = matches!(refusal.code, Code::SecretsKeyMissing | Code::SecretsKeyUnknown);
        let refused = Refused {
            status: refusal.code.status(),
            code: refusal.code.wire().to_owned(),
            message: refusal.to_string(),
        };
        Self(Blind {
            why: refusal.to_string(),
            not_before: now.plus_ms(KEY_AGAIN_MS),
            gone: false,
            refused: (!waits).then_some(refused),
        })
    }
}

impl Target for Closed {
    fn look<'a>(&'a self, _of: &'a Move, _look: Look) -> BoxFuture<'a, Result<Sight, Blind>> {
        Box::pin(async move { Err(self.0.clone()) })
    }

    fn act<'a>(&'a self, _of: &'a Move, _key: &'a str, _deed: &'a Deed) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            match &self.0.refused {
                Some(refused) => refused.clone().into(),
                None => Outcome::Unsent { why: self.0.why.clone() },
            }
        })
    }

    fn pause_ms(&self) -> i64 {
        HOUR_MS
    }
}

//! A target on which every kind of deed goes wrong once: the reply is lost after the deed was done, it never leaves the house, or it is too
//! much at the moment.

use futures_util::future::BoxFuture;
use nahtlos_engine::{
    Engine, Halt,
    moves::{
        local::Local,
        target::{Blind, Target, Targets},
    },
};
use nahtlos_model::moves::{
    Move,
    deeds::{Deed, Outcome},
    sight::{Look, Sight},
};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mishap {
    LostReply,
    NeverSent,
    Later,
}

/// This center, badly connected.
#[derive(Debug, Clone)]
pub(super) struct Flaky {
    local: Local,
    engine: Engine,
    mishap: Mishap,
    /// Kinds of deeds that went wrong already.
    wrong: Arc<Mutex<BTreeSet<&'static str>>>,
}

impl Flaky {
    pub(super) fn new(engine: Engine, mishap: Mishap) -> Self {
        Self {
            local: Local::new(engine.clone()),
            engine,
            mishap,
            wrong: Arc::default(),
        }
    }

    /// How many kinds of deeds went wrong.
    pub(super) fn times(&self) -> usize {
        self.wrong.lock().unwrap().len()
    }
}

impl Target for Flaky {
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>> {
        self.local.look(of, look)
    }

    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let first = self.wrong.lock().unwrap().insert(deed.kind());
            let why = "on purpose".to_owned();
            match (first, self.mishap) {
                (false, _) => self.local.act(of, key, deed).await,
                (true, Mishap::LostReply) => {
                    self.local.act(of, key, deed).await;
                    Outcome::Unknown { why }
                }
                (true, Mishap::NeverSent) => Outcome::Unsent { why },
                (true, Mishap::Later) => Outcome::Later {
                    not_before: self.engine.now().plus_ms(90_000),
                    why,
                },
            }
        })
    }

    fn pause_ms(&self) -> i64 {
        self.local.pause_ms()
    }
}

impl Targets for Flaky {
    fn of<'a>(&'a self, _partner: &'a str, _account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>> {
        Box::pin(async move { Ok(Arc::new(self.clone()) as Arc<dyn Target>) })
    }
}

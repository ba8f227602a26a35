//! How a program ends in the middle of something: the future that carries a move is dropped at one of the points where the real world can
//! cut it: before and after every transaction, and before and after every call.

use crate::{core::Core, faults::Fault};
use futures_util::future::BoxFuture;
use nahtlos_store::watch::{Moment, Watch};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::Notify;

/// Where the program of a mover may end.
#[derive(Debug)]
pub(crate) struct Crash {
    core: std::sync::OnceLock<Arc<Core>>,
    /// Only while it carries.
    armed: AtomicBool,
    ended: Notify,
}

impl Crash {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            core: std::sync::OnceLock::new(),
            armed: AtomicBool::new(false),
            ended: Notify::new(),
        })
    }

    pub(crate) fn begin(&self, core: Arc<Core>) {
        let _ = self.core.set(core);
    }

    pub(crate) fn arm(&self, on: bool) {
        self.armed.store(on, Ordering::SeqCst);
    }

    /// Returns when the program has ended.
    pub(crate) async fn ended(&self) {
        self.ended.notified().await;
    }

    /// A point at which it may end.
    pub(crate) async fn point(&self, fault: Fault, what: &str) {
        let Some(core) = self.core.get().filter(|_| self.armed.load(Ordering::SeqCst)) else {
            return;
        };
        if core.comes(fault) {
            core.tell("crash", what);
            let now = core.now();
            {
                let mut past = core.past.lock();
                (past.crashes, past.crashed) = (past.crashes + 1, Some(now));
            }
            self.arm(false);
            self.ended.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

impl Watch for Crash {
    fn at(&self, moment: Moment) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let what = match moment {
                Moment::Before => "before a transaction",
                Moment::After => "after a transaction was committed",
            };
            self.point(Fault::CrashAtTransaction, what).await;
        })
    }
}

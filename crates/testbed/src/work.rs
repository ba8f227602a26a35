//! A transaction from a closure, so that a test says what it does where it does it.

use nahtlos_store::{StoreError, Transaction, Tx};
use std::{pin::Pin, sync::Arc};

/// A transaction's future.
pub type Doing<'t, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 't>>;

struct Work<S, F> {
    state: S,
    run: F,
}

impl<S, T, F> Transaction for Work<S, F>
where
    S: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'t> Fn(&'t S, &'t mut Tx) -> Doing<'t, T> + Send + Sync + 'static,
{
    type Out = T;
    type Err = StoreError;

    fn run<'t>(&'t self, tx: &'t mut Tx) -> impl Future<Output = Result<T, StoreError>> + Send + 't {
        (self.run)(&self.state, tx)
    }
}

/// A transaction that runs a closure with values of its own; [`transact!`](crate::transact) writes this more shortly.
pub fn work<S, T, F>(state: S, run: F) -> Arc<impl Transaction<Out = T, Err = StoreError>>
where
    S: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'t> Fn(&'t S, &'t mut Tx) -> Doing<'t, T> + Send + Sync + 'static,
{
    Arc::new(Work { state, run })
}

/// Runs a block as one transaction: `transact!(store, [a, b], |tx| { … Ok(()) }).await`.
///
/// The named values are cloned into it and are references inside; the block answers `Result<_, StoreError>`.
#[macro_export]
macro_rules! transact {
    ($store:expr, [$($name:ident),* $(,)?], |$tx:ident| $body:block) => {
        $store.transact($crate::work(
            ($(::std::clone::Clone::clone(&$name),)*),
            |($($name,)*), $tx| ::std::boxed::Box::pin(async move $body),
        ))
    };
}

//! The customer's side before anybody has signed in: the link shows the invitation and marks it as opened.
//!
//! The permit here is the link itself, a secret of 192 bits. It opens one invitation and decides nothing.

use super::{Asked, by_token, due::save};
use crate::{
    Engine,
    act::Act,
    call::{Actor, Call},
    halt::Halt,
    inner::Inner,
};
use nahtlos_store::{Transaction, Tx, customers};
use std::sync::Arc;

impl Engine {
    /// The invitation of a link, marked as opened the first time.
    ///
    /// # Errors
    /// `NotFound`. An invitation that is over is shown as it ended.
    pub async fn open_invitation(&self, token: &str) -> Result<Asked, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let invitation = by_token(&mut tx, token).await?;
        if !matches!(invitation.open(self.now()), Ok(Some(_))) {
            return Asked::of(&mut tx, invitation).await;
        }
        drop(tx);
        let open = Open {
            inner: Arc::clone(&self.inner),
            token: token.to_owned(),
        };
        self.inner.store.transact(Arc::new(open)).await
    }

    /// Whether a tenant is a customer's.
    ///
    /// # Errors
    /// Faults only.
    pub async fn is_customer(&self, tenant: &str) -> Result<bool, Halt> {
        let mut tx = self.inner.store.reader().await?;
        Ok(customers::find(&mut tx, tenant).await?.is_some())
    }

    /// A call of nobody: of a link, or of the mailer.
    pub(crate) fn nobodys_call(inner: &Inner) -> Call {
        let correlation = uuid::Builder::from_random_bytes(inner.clock.random()).into_uuid().to_string();
        Call {
            actor: Actor::time().into(),
            request_id: correlation.clone(),
            correlation_id: correlation,
            locale: "en-US".to_owned(),
            key: None,
            faults: None,
        }
    }
}

struct Open {
    inner: Arc<Inner>,
    token: String,
}

impl Transaction for Open {
    type Out = Asked;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Asked, Halt> {
        let call = Engine::nobodys_call(&self.inner);
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now());
        let before = by_token(act.tx, &self.token).await?;
        // Somebody else may have opened or ended it meanwhile: then it is shown as it is.
        let after = match before.open(act.now) {
            Ok(Some(after)) => {
                save(&mut act, &before, &after, "open_invitation").await?;
                after
            }
            _ => before,
        };
        let asked = Asked::of(act.tx, after).await?;
        act.finish().await?;
        Ok(asked)
    }
}

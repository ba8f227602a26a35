//! The target that is this center itself: what others do over HTTP is done here through the same door, on behalf of the person who said yes
//! to the plan, with the rights that this person has at that moment.

mod act;
mod look;

use super::target::{Blind, Target, Targets};
use crate::{
    Engine,
    call::{Actor, Call, Key},
    halt::Halt,
};
use futures_util::future::BoxFuture;
use nahtlos_model::{
    instants::DAY_MS,
    moves::{
        LOCAL, Move,
        deeds::{Deed, Outcome},
        sight::{Look, Sight},
    },
    refusals::{Code, Refusal},
};
use std::sync::Arc;

/// The application in whose name moves are carried out.
pub(super) const APPLICATION: &str = "mover";

/// What stands at the end of the names of what a move makes, by which it is found again.
fn short_id(of: &Move) -> &str {
    &of.id[of.id.len().saturating_sub(8)..]
}

/// This center.
#[derive(Debug, Clone)]
pub struct Local {
    engine: Engine,
}

impl Local {
    /// A center's own target.
    pub fn new(engine: Engine) -> Self {
        Self { engine }
    }

    /// A call on behalf of who said yes, with the rights they have now.
    async fn call(&self, of: &Move, key: Option<&str>) -> Result<Call, Halt> {
        let acting = of.acting.as_ref().ok_or_else(|| Refusal::new(Code::RoleLacksRight))?;
        let person = self.engine.person(&of.partner_id, &acting.user_id).await?;
        let person = person.filter(|person| person.user.enabled);
        let person = person.ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", &acting.user_id))?;
        let id = self.engine.guid();
        let actor = Actor {
            tenant_id: of.partner_id.clone(),
            directory_id: of.partner_id.clone(),
            user: Some(person.acting()),
            application: APPLICATION.to_owned(),
            roles: person.roles.clone(),
            mfa: acting.mfa,
        };
        Ok(Call {
            actor: actor.into(),
            request_id: id.clone(),
            correlation_id: of.id.clone(),
            locale: if of.settings.language == "de" { "de-DE" } else { "en-US" }.to_owned(),
            key: key.map(|key| Key {
                hash: super::digest(&format!("{APPLICATION} {} {key}", of.partner_id)),
                digest: key.to_owned(),
            }),
            faults: None,
        })
    }
}

impl Target for Local {
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>> {
        Box::pin(async move {
            let at = self.engine.now();
            self.see(of, look, at).await.map_err(|halt| Blind {
                gone: matches!(&halt, Halt::Refused(refusal) if refusal.code == Code::UserUnknown),
                why: halt.to_string(),
                not_before: at.plus_ms(self.pause_ms() / 24),
                refused: None,
            })
        })
    }

    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            match self.perform(of, key, deed).await {
                Ok(outcome) => outcome,
                Err(Halt::Refused(refusal)) => Outcome::Refused {
                    status: refusal.code.status(),
                    code: refusal.code.wire().to_owned(),
                    message: refusal.to_string(),
                },
                // The commit may have happened: it is looked at.
                Err(Halt::Fault(fault)) => Outcome::Unknown { why: fault.to_string() },
            }
        })
    }

    /// What happens here for a customer wakes its moves; a look a day is for what nobody foresaw.
    fn pause_ms(&self) -> i64 {
        DAY_MS
    }
}

/// A center that carries out its own moves, and no others.
#[derive(Debug, Clone)]
pub struct OnlyLocal(pub Local);

impl Targets for OnlyLocal {
    fn of<'a>(&'a self, _partner: &'a str, account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>> {
        Box::pin(async move {
            match account {
                LOCAL => Ok(Arc::new(self.0.clone()) as Arc<dyn Target>),
                other => Err(Refusal::new(Code::NotFound).with("id", other).into()),
            }
        })
    }
}

//! Who calls: signing keys, tokens made and read, and how often one may ask.
//!
//! Tokens are signed with RS256; reading one that was read before costs a hash and a look-up. Times of tokens are the machine's: a
//! sandbox's clock does not make them expire.

mod attempts;
mod budgets;
mod forms;
mod keys;
mod limits;
pub(crate) mod passkeys;
pub(crate) mod provider;
mod token;
mod verified;
mod window;

pub(crate) use budgets::{Budgets, Spending, Spent};
pub(crate) use keys::{Keys, generate as generate_key};
pub(crate) use limits::Limits;
pub(crate) use token::Issue;

use attempts::Attempts;
pub(crate) use forms::Forms;
use verified::Verified;
use window::Window;

use crate::{
    ambient::Machine,
    api::routes::{Class, Flavour},
};
use nahtlos_engine::{ambient::Ambient as _, call::Actor};
use nahtlos_model::{
    instants::Instant,
    refusals::{Code, Refusal},
};
use parking_lot::Mutex;
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, sync::Arc};

/// Audience of tokens for the Partner Center API.
pub(crate) const PARTNER_AUDIENCE: &str = "https://api.partnercenter.microsoft.com";
/// Audience of tokens for Graph.
pub(crate) const GRAPH_AUDIENCE: &str = "https://graph.microsoft.com";
/// Audience of tokens for price files.
pub(crate) const SALES_AUDIENCE: &str = "https://api.partner.microsoft.com";
/// Audience of tokens for the older directory API: made, since old clients ask for them, and refused by the Partner Center API.
pub(crate) const OLD_GRAPH_AUDIENCE: &str = "https://graph.windows.net";
/// Audience of tokens that were asked for by the center's own address: every API here takes them.
pub(crate) const OWN_AUDIENCE: &str = "api://nahtlos";
/// Tokens read before.
const CACHED: usize = 20_000;

/// Identity.
#[derive(Debug)]
pub(crate) struct Identity {
    pub keys: Keys,
    pub verified: Verified,
    pub attempts: Attempts,
    pub forms: Forms,
    /// How often a partner may validate migrations of a customer.
    pub validations: Window,
    /// The identity provider by which people may sign in.
    pub provider: Option<provider::Provider>,
    limits: Limits,
    cache: Mutex<HashMap<[u8; 32], Arc<Known>>>,
}

#[derive(Debug)]
struct Known {
    actor: Arc<Actor>,
    audience: String,
    expires: i64,
}

impl Identity {
    pub(crate) fn new(keys: Keys, limits: Limits, provider: Option<provider::Provider>) -> Self {
        Self {
            forms: Forms::new(keys.forms()),
            verified: Verified::default(),
            attempts: Attempts::default(),
            keys,
            validations: Window::default(),
            provider,
            limits,
            cache: Mutex::new(HashMap::new()),
        }
    }

    /// The caller a token speaks for.
    pub(crate) fn actor(&self, token: &str, flavour: Flavour, _now: Instant) -> Result<Arc<Actor>, Refusal> {
        let seconds = Machine.now().0.div_euclid(1000);
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let cached = self.cache.lock().get(&hash).cloned();
        let known = match cached {
            Some(known) => known,
            None => {
                let claims = self.keys.read(token)?;
                let known = Arc::new(Known {
                    audience: claims.aud.clone(),
                    expires: claims.exp,
                    actor: Arc::new(claims.actor()),
                });
                let mut cache = self.cache.lock();
                if cache.len() >= CACHED {
                    cache.retain(|_, k| k.expires > seconds);
                    if cache.len() >= CACHED {
                        cache.clear();
                    }
                }
                cache.insert(hash, Arc::clone(&known));
                known
            }
        };
        if known.expires <= seconds {
            return Err(Refusal::new(Code::Unauthenticated).with("reason", "expired"));
        }
        if !fits(&known.audience, flavour) {
            return Err(Refusal::new(Code::WrongAudience).with("audience", &known.audience));
        }
        Ok(Arc::clone(&known.actor))
    }

    /// Counts a request against its tenant's and application's limit.
    pub(crate) fn limit(&self, actor: &Actor, class: Class) -> Result<(), Refusal> {
        self.limits.check(actor, class)
    }

    /// Counts a sign-in under a client id or user name.
    pub(crate) fn limit_sign_in(&self, name: &str) -> Result<(), Refusal> {
        self.limits.check_sign_in(name)
    }
}

/// Our own APIs take either audience; what is for neither is for nobody here.
fn fits(audience: &str, flavour: Flavour) -> bool {
    let is = |wanted: &str| audience == wanted;
    match flavour {
        Flavour::PartnerCenter => is(PARTNER_AUDIENCE) || is(OWN_AUDIENCE),
        Flavour::Graph => is(GRAPH_AUDIENCE) || is(OWN_AUDIENCE),
        Flavour::Sales => is(SALES_AUDIENCE) || is(OWN_AUDIENCE),
        Flavour::Own | Flavour::Token => [PARTNER_AUDIENCE, GRAPH_AUDIENCE, OWN_AUDIENCE].into_iter().any(is),
    }
}

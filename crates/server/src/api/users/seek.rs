//! Pages of a list that goes on where the last one ended: `seekOperation=Next` with a token that holds everything about the list.
//!
//! A token is bound to the caller's tenant, the customer and the list: anywhere else it is refused. It grants nothing; what may be
//! read is decided anew for every page.

use crate::api::{ask::Ask, context::hex};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::{Collection, Link};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The header that carries a token.
const HEADER: &str = "MS-ContinuationToken";
/// Longest token that is looked at.
const LONGEST: usize = 4096;

/// A list with the place reached in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Seek<T> {
    /// Whose list it is.
    bound: String,
    /// Items in a page.
    pub size: i64,
    /// Filter, order and place: the list's own.
    pub at: T,
}

fn bound(ask: &Ask) -> String {
    let mut hash = Sha256::new();
    for part in [
        &ask.call.actor.tenant_id,
        &ask.route.path.to_owned(),
        &ask.params.join("/").to_lowercase(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize()[..16])
}

impl<T: Serialize + DeserializeOwned> Seek<T> {
    /// The page that is asked for: the one after a token, or the first of what `first` reads from the query. No size, and 0, mean the
    /// largest.
    pub(crate) fn of(ask: &Ask, first: impl FnOnce() -> Result<T, Refusal>) -> Result<Self, Refusal> {
        let wrong = |reason: &str| Refusal::new(Code::InvalidInput).with("reason", reason);
        let token = ask.header(HEADER);
        match ask.query.get("seekOperation") {
            Some(word) if !word.eq_ignore_ascii_case("next") => {
                return Err(wrong("this list is read onwards only: seekOperation is Next").at("seekOperation"));
            }
            Some(_) if token.is_none() => {
                return Err(wrong("seekOperation=Next needs the header MS-ContinuationToken of the page before").at(HEADER));
            }
            _ => {}
        }
        let Some(token) = token else {
            let most = ask.center.engine.numbers().customer_page_size;
            let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(most).min(most);
            return Ok(Self {
                bound: bound(ask),
                size,
                at: first()?,
            });
        };
        let foreign = || wrong("the continuation token is none of this list; begin again without one").at(HEADER);
        let bytes = (token.len() <= LONGEST)
            .then(|| URL_SAFE_NO_PAD.decode(token).ok())
            .flatten()
            .ok_or_else(foreign)?;
        let seek: Self = serde_json::from_slice(&bytes).map_err(|_| foreign())?;
        let most = ask.center.engine.numbers().customer_page_size;
        match seek.bound == bound(ask) && (1..=most).contains(&seek.size) {
            true => Ok(seek),
            false => Err(foreign()),
        }
    }

    /// One more than a page: its presence tells that the list goes on.
    pub(crate) fn limit(&self) -> i64 {
        self.size + 1
    }

    /// The page, of up to [`Seek::limit`] items found; `place` says where the list stands after an item.
    pub(crate) fn page<'f, I, W>(
        self,
        ask: &Ask,
        found: &'f [I],
        show: impl Fn(&'f I) -> W,
        place: impl FnOnce(T, &I) -> T,
    ) -> Collection<W> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = found.len() > size;
        let found = &found[..found.len().min(size)];
        let query = if ask.query.raw.is_empty() {
            String::new()
        } else {
            format!("?{}", ask.query.raw)
        };
        let mut page = Collection::of(found.iter().map(show).collect()).with_link("self", Link::get(format!("{}{query}", ask.path)));
        if let Some(last) = found.last().filter(|_| more) {
            let next = Self {
                at: place(self.at, last),
                ..self
            };
            let token = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&next).unwrap_or_default());
            let link = Link::get(format!("{}?seekOperation=Next", ask.path)).with_header(HEADER, &token);
            page = page.with_link("next", link);
            page.continuation_token = Some(token);
        }
        page
    }
}

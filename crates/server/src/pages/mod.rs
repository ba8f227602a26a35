//! The dashboard: pages in the same process over the same commands as the APIs. A page reads and writes through `inside.rs`, as the person who
//! is signed in, and is drawn by the crate of pages.
//!
//! The table below is all there is. Every page but sign-in and files needs a session; every form brings the proof that it is one of ours.

mod accounts;
mod accounts_told;
mod activity;
mod applications;
mod campaigns;
mod campaigns_customers;
mod campaigns_decide;
mod campaigns_fill;
mod campaigns_new;
mod campaigns_told;
mod catalogue;
mod cookies;
mod customer_relations;
mod customer_tabs;
mod customers;
mod dashboard;
mod deadlines;
mod delegated;
mod delegated_groups;
mod delegated_new;
mod delegated_seen;
mod elsewhere;
mod exports;
mod exports_asked;
mod files;
mod form;
mod frame;
mod groups;
mod inside;
mod kept;
mod licences;
mod licences_ground;
mod licences_told;
mod lists;
mod lists_plain;
mod losses;
mod moves;
mod moves_decide;
mod moves_new;
mod moves_told;
mod orders_cart;
mod orders_new;
mod orders_told;
mod others;
mod own;
mod own_moves;
mod partners;
mod passkeys;
mod preferences;
mod price_files;
mod prices;
mod provider;
mod report;
mod requests;
mod requests_list;
mod rights;
mod sandbox_resellers;
mod search;
mod second_factor;
mod settings;
mod show;
mod sign_in;
mod subscription_ways;
mod subscriptions;
mod table;
mod transfers;
mod transfers_decide;
mod transfers_new;
mod visit;
mod webhooks;
mod what_if;
mod work;
mod written;

pub(crate) use exports::Exports;
pub(crate) use kept::Kept;
pub(crate) use price_files::Waiting;
pub use table::{Access, PAGES, Page};
pub(crate) use work::Works;

use crate::{
    api::{answer::Answer, problem::Problem},
    center::Center,
};
use bytes::Bytes;
use form::Form;
use frame::Trouble;
use futures_util::FutureExt as _;
use http::{HeaderMap, Method, Response};
use http_body_util::Full;
use nahtlos_engine::identity::Stage;
use std::{panic::AssertUnwindSafe, sync::Arc};
use visit::Visit;

/// A page that was asked for, before anything is known of who asks.
#[derive(Debug)]
pub(crate) struct Found {
    page: &'static Page,
    params: Vec<String>,
}

/// The page of a method and path; `None`: there is none, and who asks is no browser that is looking for one.
pub(crate) fn find(method: &Method, path: &str, headers: &HeaderMap) -> Option<Found> {
    if let Some((page, params)) = table::find(method.as_str(), path) {
        return Some(Found { page, params });
    }
    let accept = headers.get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let of_api = ["/v1", "/beta", "/moves/v1", "/sandbox", "/auditactivity", "/health"];
    let of_api = of_api.iter().any(|prefix| path.starts_with(prefix));
    let browses = method == Method::GET && accept.contains("text/html") && !of_api;
    let of_forms = table::find("POST", path).is_some();
    browses.then(|| Found {
        page: if of_forms { &table::ABOVE } else { &table::NOWHERE },
        params: Vec::new(),
    })
}

impl Found {
    /// Most bytes of a form.
    pub(crate) fn body_bytes(&self, center: &Center) -> usize {
        self.page.class.body_bytes(&center.config)
    }
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Came<'a> {
    pub method: Method,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: HeaderMap,
    pub base: String,
    /// `None`: it is larger than it may be.
    pub body: Option<Bytes>,
}

/// Answers a request for a page.
pub(crate) async fn answer(center: Arc<Center>, found: Found, came: Came<'_>) -> Response<Full<Bytes>> {
    let head = came.method == Method::HEAD;
    let asked = came.headers.clone();
    let line = (came.method.clone(), came.path, came.query);
    let visit = match Visit::of(Arc::clone(&center), line, found.params, came.headers, came.base).await {
        Ok(visit) => visit,
        Err(halt) => {
            let answer = frame::broken(&center, &asked, Problem::from(halt));
            return written::written(answer, &asked, head);
        }
    };
    let page = found.page;
    let of_trouble = visit.clone();
    let served = AssertUnwindSafe(serve(page, visit, came.body)).catch_unwind().await;
    let answer = match served {
        Ok(Ok(answer)) => answer,
        Ok(Err(trouble)) => frame::trouble(&of_trouble, trouble),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
            frame::trouble(&of_trouble, Trouble::from(Problem::Fault(format!("panic: {text}"))))
        }
    };
    written::written(answer, &asked, head)
}

async fn serve(page: &'static Page, mut visit: Visit, body: Option<Bytes>) -> Result<Answer, Trouble> {
    let writes = page.method == "POST";
    if let Some(signed) = &visit.signed {
        visit.center.identity.limit(&signed.actor, page.class).map_err(Problem::from)?;
    }
    if writes {
        let media = visit.headers.get("content-type").and_then(|value| value.to_str().ok());
        let media = media.unwrap_or("application/x-www-form-urlencoded").to_owned();
        let Some(body) = body else { return Err(Trouble::TooLarge) };
        visit.form = Form::read(&media, &body).await.ok_or(Trouble::NoForm)?;
    }
    if page.access == Access::Signed {
        let Some(signed) = visit.whole() else {
            return Ok(sign_in::first(&visit));
        };
        if page.is_of_partners() && !visit.is_partner() {
            return Err(Trouble::Missing);
        }
        let sets_up = ["/settings/second-factor", "/settings/passkeys"];
        let sets_up = sets_up.iter().any(|prefix| page.path.starts_with(prefix));
        if !sets_up && needs_factor(&visit, signed).await? {
            return Ok(written::see("/settings/second-factor"));
        }
    }
    if writes && !visit.is_ours() {
        return Err(Trouble::Expired);
    }
    (page.handler)(visit).await
}

/// Whether somebody must set a second factor up before they may do anything else.
async fn needs_factor(visit: &Visit, signed: &visit::Signed) -> Result<bool, Trouble> {
    if signed.session.mfa || signed.session.stage != Stage::Whole {
        return Ok(false);
    }
    Ok(visit.center.config.mfa_required || signed.tenant.mfa_required)
}

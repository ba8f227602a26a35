//! The route table: every operation with method, path, area, access and rate class. Each area lists its own beside its handlers;
//! here they come together. Permission gates, tenant isolation and conformance are tested from this table.

use super::{
    accounts, agreements, answer::Answer, ask::Ask, audit, campaigns, carts, catalogue, channel_transfers, customers, deadlines,
    delegations, departures, graph, invitations, licenses, mfa, migrations, moves, offers, openapi, orders, pricing, problem::Problem,
    product_upgrades, products, profiles, promotions, relationships, sandbox, self_serve, service_requests, subscriptions, tokens,
    told::Told, transfers, transitions, unbuilt, users, utilities, webhooks,
};
use crate::config::Config;
use nahtlos_model::refusals::Code;
use std::{future::Future, pin::Pin, sync::LazyLock};

/// A handler's answer to come.
pub(crate) type Answering = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>;

/// Whose error bodies and rules a route follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// The Partner Center API.
    PartnerCenter,
    /// Graph.
    Graph,
    /// Price files, which have a host of their own.
    Sales,
    /// Token endpoints.
    Token,
    /// Our own.
    Own,
}

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// A token for the API, of a user or an application.
    Token,
    /// A token of a user: applications alone are refused.
    User,
}

/// What a request costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Reads.
    Read,
    /// Writes.
    Write,
    /// Files of data.
    Upload,
    /// Sign-in.
    Identity,
}

impl Class {
    /// Most bytes of a body.
    pub(crate) fn body_bytes(self, config: &Config) -> usize {
        match self {
            Self::Upload => config.upload_bytes,
            Self::Read | Self::Write | Self::Identity => config.body_bytes,
        }
    }
}

/// An operation.
#[derive(Clone, Copy)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Path with `{names}`.
    pub path: &'static str,
    /// Area, as the reference groups operations.
    pub area: &'static str,
    /// What it does.
    pub name: &'static str,
    /// Whose rules it follows.
    pub flavour: Flavour,
    /// Who may come in.
    pub access: Access,
    /// What it costs.
    pub class: Class,
    pub(crate) told: Told,
    pub(crate) handler: fn(Ask) -> Answering,
}

impl Route {
    /// Whether this center has it; the others answer 501.
    pub fn is_built(&self) -> bool {
        !unbuilt::AREAS.contains(&self.area)
    }

    /// Why an application alone is refused where a user is needed: licences have a code of their own.
    pub(crate) fn app_only(&self) -> Code {
        match self.area {
            "license" => Code::AppOnlyRefusedLicenses,
            _ => Code::AppOnlyRefused,
        }
    }
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Writes a route: `route!("subscription", PartnerCenter, Token, Read, "GET", "/v1/…", "get subscription", get::handle)`, and behind it
/// what it takes and answers: `.asks("size:integer").takes::<wire::X>().ok::<wire::Y>()` (told.rs).
macro_rules! route {
    ($area:literal, $flavour:ident, $access:ident, $class:ident, $method:literal, $path:literal, $name:literal, $handler:path) => {
        $crate::api::routes::Route {
            method: $method,
            path: $path,
            area: $area,
            name: $name,
            flavour: $crate::api::routes::Flavour::$flavour,
            access: $crate::api::routes::Access::$access,
            class: $crate::api::routes::Class::$class,
            told: $crate::api::told::Told::NOTHING,
            handler: |ask| Box::pin($handler(ask)),
        }
    };
}
pub(crate) use route;

/// Every route.
pub static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let mut all = [
        accounts::ROUTES,
        agreements::ROUTES,
        audit::ROUTES,
        campaigns::ROUTES,
        carts::ROUTES,
        catalogue::ROUTES,
        channel_transfers::ROUTES,
        customers::ROUTES,
        deadlines::ROUTES,
        departures::ROUTES,
        delegations::ROUTES,
        invitations::ROUTES,
        licenses::ROUTES,
        migrations::ROUTES,
        mfa::ROUTES,
        moves::ROUTES,
        offers::ROUTES,
        openapi::TABLE,
        orders::ROUTES,
        product_upgrades::ROUTES,
        pricing::ROUTES,
        products::ROUTES,
        profiles::ROUTES,
        promotions::ROUTES,
        relationships::ROUTES,
        sandbox::ROUTES,
        self_serve::ROUTES,
        service_requests::ROUTES,
        subscriptions::ROUTES,
        tokens::ROUTES,
        transfers::ROUTES,
        transitions::ROUTES,
        unbuilt::ROUTES,
        users::ROUTES,
        webhooks::ROUTES,
        utilities::ROUTES,
    ]
    .concat();
    all.extend(graph::routes());
    all
});

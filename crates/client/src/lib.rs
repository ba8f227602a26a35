//! Typed async client of the same APIs: tokens, retries, paging.
//!
//! Used by the command line and by the mover's remote target, against this center or the reference itself. Every operation is a method of
//! its noun: `client.customers().list(None)`, `client.graph().users().get(id)`. It decides nothing about moves, keeps no state but
//! tokens, and never repeats a call whose repetition could do a thing twice.

mod accounts;
mod agreements;
mod audit;
mod builder;
mod campaigns;
mod carts;
mod catalogue;
mod channel_transfers;
mod clock;
mod credentials;
mod customers;
mod deadlines;
mod delegations;
mod departures;
mod error;
mod faults;
pub mod graph;
mod imports;
mod invitations;
mod licenses;
mod migrations;
mod moves;
mod offers;
mod orders;
mod paging;
mod price_files;
mod profiles;
mod promotions;
mod qualifications;
mod random;
mod receiver;
mod relationships;
mod reply;
mod request;
mod retry;
mod sandbox;
mod second_factors;
mod self_serve;
mod send;
mod service_requests;
mod subscriptions;
mod support_desk;
mod tokens;
mod transfers;
mod transitions;
mod users;
mod utilities;
mod webhooks;

pub use accounts::Accounts;
pub use agreements::{Agreements, Signer};
pub use audit::Audit;
pub use builder::Builder;
pub use campaigns::Campaigns;
pub use carts::Carts;
pub use catalogue::{Catalogue, CustomerCatalogue, ProductQuery};
pub use channel_transfers::ChannelTransfers;
pub use clock::SandboxClock;
pub use credentials::Credentials;
pub use customers::Customers;
pub use deadlines::Deadlines;
pub use delegations::Delegations;
pub use departures::Departures;
pub use error::{ApiError, Error};
pub use faults::SandboxFaults;
pub use imports::{CatalogueFile, Imports};
pub use invitations::Invitations;
pub use licenses::Licenses;
pub use migrations::{MigrationQuery, Migrations};
pub use moves::Moves;
pub use offers::Offers;
pub use orders::{Orders, Upload};
pub use paging::{Items, collect};
pub use price_files::{PriceFiles, PriceSheet, Timeline};
pub use profiles::Profiles;
pub use promotions::Promotions;
pub use qualifications::Qualifications;
pub use receiver::{Event, Heard, Receiver};
pub use relationships::{Joint, Relationships};
pub use retry::RetryPolicy;
pub use sandbox::Sandbox;
pub use second_factors::SecondFactors;
pub use self_serve::{SelfServe, policy_id};
pub use service_requests::ServiceRequests;
pub use subscriptions::{Patience, Subscriptions, Updated, keeping};
pub use support_desk::SupportDesk;
pub use transfers::Transfers;
pub use transitions::Transitions;
pub use users::{UserQuery, Users};
pub use utilities::Utilities;
pub use uuid::Uuid;
pub use webhooks::Webhooks;

use std::sync::Arc;

/// A client with its credentials and tokens. Cloning is cheap and shares the tokens.
#[derive(Clone, Debug)]
pub struct Client {
    core: Arc<builder::Core>,
    key: Option<Uuid>,
    locale: Option<String>,
}

macro_rules! nouns {
    ($($(#[$doc:meta])* $name:ident: $noun:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $name(&self) -> $noun {
            $noun::new(self.clone())
        }
    )+};
}

impl Client {
    /// A builder for the center at an address that serves all APIs itself.
    pub fn builder(base: &str, tenant: &str, credentials: Credentials) -> Builder {
        Builder::new(base, tenant, credentials)
    }

    /// The same client whose next change carries this `MS-RequestId`, so that the service does it once however often it is sent. Every
    /// change needs a key of its own.
    #[must_use]
    pub fn keyed(&self, key: Uuid) -> Self {
        Self {
            key: Some(key),
            ..self.clone()
        }
    }

    /// The same client asking for texts in another language, for example `de-DE`.
    #[must_use]
    pub fn in_language(&self, locale: &str) -> Self {
        Self {
            locale: Some(locale.to_owned()),
            ..self.clone()
        }
    }

    /// The newest refresh token, to be kept by whoever keeps secrets; `None` for an application on its own.
    pub async fn refresh_token(&self) -> Option<String> {
        self.core.tokens.refresh_token().await
    }

    /// Gets a token for the Partner Center API now, so that wrong credentials show early.
    pub async fn sign_in(&self) -> Result<(), Error> {
        self.core.tokens.token(&self.core, &request::Audience::partner()).await.map(|_| ())
    }

    /// Graph, for the partner's own tenant.
    pub fn graph(&self) -> graph::Graph {
        graph::Graph::new(self.clone(), None)
    }

    /// Graph, for a customer's tenant in which the partner has rights.
    pub fn graph_of(&self, tenant: &str) -> graph::Graph {
        graph::Graph::new(self.clone(), Some(tenant.to_owned()))
    }

    nouns! {
        /// Customers and their profiles.
        customers: Customers,
        /// The partner's own profiles, its programme and its account's settings.
        profiles: Profiles,
        /// Addresses, countries' rules, free domains.
        utilities: Utilities,
        /// What customers qualify for.
        qualifications: Qualifications,
        /// Relationships between partner and customer, between partners, and consents to applications.
        relationships: Relationships,
        /// Agreements and their confirmations.
        agreements: Agreements,
        /// Users of a customer and their roles.
        users: Users,
        /// Licences of users and seats of a customer.
        licenses: Licenses,
        /// The catalogue of new commerce in a country.
        catalogue: Catalogue,
        /// Promotions, margins, and what is in stock.
        promotions: Promotions,
        /// Price sheets, offer matrices and exchange rates, at an address of their own.
        price_files: PriceFiles,
        /// Legacy offers.
        offers: Offers,
        /// Carts and their checkout.
        carts: Carts,
        /// Orders.
        orders: Orders,
        /// Subscriptions.
        subscriptions: Subscriptions,
        /// Transfers of subscriptions between partners.
        transfers: Transfers,
        /// Our own: what comes to one's subscriptions.
        deadlines: Deadlines,
        /// Our own: checklists of customers who leave.
        departures: Departures,
        /// Our own: channel transfers.
        channel_transfers: ChannelTransfers,
        /// From one offer to another: transitions, upgrades, conversions of trials.
        transitions: Transitions,
        /// Migrations to new commerce.
        migrations: Migrations,
        /// Our own: campaigns.
        campaigns: Campaigns,
        /// Our own: moves of customers.
        moves: Moves,
        /// Our own: accounts at other services, where moves are carried out.
        accounts: Accounts,
        /// Our own: catalogue files taken in.
        imports: Imports,
        /// Our own: personal requests for a relationship.
        invitations: Invitations,
        /// Our own: granular delegated administration as the customer sees it.
        delegations: Delegations,
        /// What customers may buy without their partner.
        self_serve: SelfServe,
        /// Service requests, and incidents of the services.
        service_requests: ServiceRequests,
        /// Our own: the programme's side of service requests and incidents.
        support_desk: SupportDesk,
        /// How far second factors are used.
        second_factors: SecondFactors,
        /// Records of activity, and the trail behind them.
        audit: Audit,
        /// Webhooks: the registration, its test, and what was delivered.
        webhooks: Webhooks,
        /// Our own: a sandbox's clock.
        clock: SandboxClock,
        /// Our own: faults on order in a sandbox.
        faults: SandboxFaults,
        /// What a sandbox alone can do.
        sandbox: Sandbox,
    }

    /// The catalogue as a customer may buy from it.
    pub fn catalogue_for(&self, customer: &str) -> CustomerCatalogue {
        CustomerCatalogue::new(self.clone(), customer)
    }
}

/// Declares a noun: a handle on the client, made by `nouns!`.
macro_rules! noun {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            client: crate::Client,
        }

        impl $name {
            pub(crate) fn new(client: crate::Client) -> Self {
                Self { client }
            }
        }
    };
}
pub(crate) use noun;

//! What the benchmark of moves stands on: a center with a partner, and customers of any size.

use nahtlos_engine::{
    Engine,
    call::{ActingUser, Actor, Call, Need},
    estates::LoadEstate,
    moves::{begin::BeginMove, decide::ApproveMove},
    setup::CreatePartner,
};
use nahtlos_model::{
    directory::User,
    estate::Estate,
    instants::Instant,
    money::{Amount, Currency},
    moves::{Move, Settings, deeds::Contact},
    partners::{Partner, PartnerKind},
    permissions::{Action, Role},
    plan::{Plan, StepKind},
    policy::Policy,
};
use nahtlos_server::{Config, Running, config::Secret};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Microsoft 365 E3.
pub(super) const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// Microsoft 365 E5.
pub(super) const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
/// The partner.
pub(super) const MOVER: &str = "33333333-0000-4000-8000-000000000003";
/// Its admin agent.
pub(super) const MARA: &str = "33333333-0000-4000-8000-0000000000a3";

pub(super) fn tenant(n: u32) -> String {
    format!("d0000000-0000-4000-8000-{n:012}")
}

pub(super) fn user_id(customer: u32, n: u32) -> String {
    format!("e0000000-{:04x}-4000-8{:03x}-{n:012}", customer >> 12, customer & 0xfff)
}

fn call(tenant: &str, id: &str, name: &str, roles: Vec<Role>) -> Call {
    let actor = Actor {
        tenant_id: tenant.to_owned(),
        directory_id: tenant.to_owned(),
        user: Some(ActingUser {
            id: id.to_owned(),
            user_principal_name: name.to_owned(),
            name: name.to_owned(),
        }),
        application: "bench".to_owned(),
        roles,
        mfa: true,
    };
    Call {
        actor: actor.into(),
        request_id: "r".to_owned(),
        correlation_id: "c".to_owned(),
        locale: "en-US".to_owned(),
        key: None,
        faults: None,
    }
}

/// The partner's admin agent.
pub(super) fn mover() -> Call {
    call(MOVER, MARA, "mara@umzug.example", vec![Role::AdminAgent, Role::GlobalAdmin])
}

/// Users with E3 from the web shop, with as many seats.
fn estate(customer: u32, users: u32) -> Estate {
    let user = |n: u32| {
        json!({ "id": user_id(customer, n), "userPrincipalName": format!("user{n}@kunde{customer}.example"), "usageLocation": "DE",
            "licenses": [{ "skuId": E3, "disabledPlans": [] }] })
    };
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": tenant(customer), "name": format!("Kunde {customer}"), "domain": format!("kunde{customer}.example"),
            "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-07",
        "subscriptions": [{
            "id": format!("f0000000-{:04x}-4000-8{:03x}-000000000001", customer >> 12, customer & 0xfff), "channel": "webDirect", "skuId": E3,
            "quantity": users, "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y",
            "billingCycle": "annual", "status": "active",
        }],
        "users": (1..=users).map(user).collect::<Vec<_>>(),
    });
    serde_json::from_value(estate).expect("an estate")
}

/// A center that runs.
pub(super) struct Stage {
    running: Running,
    location: PathBuf,
}

impl Stage {
    /// A center on a new file, with a partner who moves customers.
    pub(super) async fn start(location: &Path) -> Self {
        Self::start_with(location, Config::default()).await
    }

    /// As [`Stage::start`], with other settings.
    pub(super) async fn start_with(location: &Path, config: Config) -> Self {
        let stage = Self::open_with(location, config).await;
        nahtlos_server::catalogue::seed_sandbox(stage.engine()).await.expect("a catalogue");
        let partner = Partner {
            id: MOVER.to_owned(),
            kind: PartnerKind::Direct,
            name: "Umzug GmbH".to_owned(),
            mpn_id: "7777777".to_owned(),
            domain: "umzug.example".to_owned(),
            country: "DE".to_owned(),
            currency: Currency::new("EUR").expect("a currency"),
            sandbox: false,
            agreement_signed: true,
            mfa_required: false,
            created: Instant(0),
            version: 1,
        };
        let user: User = stage.template().await;
        let create = CreatePartner {
            partner,
            applications: Vec::new(),
            users: vec![(user, vec![Role::AdminAgent, Role::GlobalAdmin])],
        };
        stage.engine().create_partner(create).await.expect("a partner");
        stage
    }

    /// A center on a file that is there.
    pub(super) async fn open(location: &Path) -> Self {
        Self::open_with(location, Config::default()).await
    }

    async fn open_with(location: &Path, config: Config) -> Self {
        let config = Config {
            listen: "127.0.0.1:0".parse().expect("an address"),
            database: Secret(location.display().to_string()),
            sandbox: true,
            requests_per_minute: 0,
            log: "error".into(),
            ..config
        };
        Self {
            running: Running::start(config).await.expect("a center"),
            location: location.to_owned(),
        }
    }

    /// A user of a loaded customer, to make the agent of.
    async fn template(&self) -> User {
        self.load(999_999, 1, false).await;
        let need = Need::directory(Action::ReadDirectory, &tenant(999_999));
        let mut reading = self.engine().read(&self.administrator(999_999), need).await.expect("a reading");
        let user = reading.users("", 1).await.expect("users").remove(0);
        User {
            id: MARA.to_owned(),
            tenant_id: MOVER.to_owned(),
            user_principal_name: "mara@umzug.example".to_owned(),
            licences: Vec::new(),
            ..user
        }
    }

    /// Where it is asked over HTTP.
    pub(super) fn base(&self) -> String {
        format!("http://{}", self.running.address)
    }

    pub(super) fn location(&self) -> &Path {
        &self.location
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.running.center.engine
    }

    pub(super) async fn stop(self) {
        self.running.stop().await;
    }

    pub(super) fn administrator(&self, customer: u32) -> Call {
        let name = format!("user1@kunde{customer}.example");
        call(&tenant(customer), &user_id(customer, 1), &name, vec![Role::GlobalAdmin])
    }

    /// A customer who has seats of E5 for everybody, besides those of E3.
    pub(super) async fn load_roomy(&self, customer: u32, users: u32) {
        let mut estate = estate(customer, users);
        let mut more = estate.subscriptions[0].clone();
        more.id = more.id.replace("000000000001", "000000000002");
        more.sku_id = E5.parse().expect("an id");
        estate.subscriptions.push(more);
        self.load_estate(estate, false).await;
    }

    /// A customer, with a relationship to the partner or without.
    pub(super) async fn load(&self, customer: u32, users: u32, related: bool) {
        self.load_estate(estate(customer, users), related).await;
    }

    async fn load_estate(&self, estate: Estate, related: bool) {
        let load = LoadEstate {
            estate,
            partner_id: related.then(|| MOVER.to_owned()),
            admin_password: None,
        };
        self.engine().load_estate(load).await.expect("a customer");
    }

    /// A move of a new customer, approved: everybody changes from E3.
    pub(super) async fn approved(&self, customer: u32, users: u32, related: bool) -> Move {
        self.load(customer, users, related).await;
        self.approved_at(customer, users, None).await
    }

    /// The same of a customer who is here, or at another service.
    pub(super) async fn approved_at(&self, customer: u32, users: u32, account: Option<&str>) -> Move {
        let policy = Policy {
            never_buy: vec![E3.parse().expect("an id")],
            ..Policy::default()
        };
        let contact = Contact {
            first_name: "Kim".to_owned(),
            last_name: "Kunde".to_owned(),
            email: "kim@kunde.example".to_owned(),
        };
        let begin = BeginMove {
            estate: estate(customer, users),
            policy,
            account: account.map(str::to_owned),
            email: Some("kim@kunde.example".to_owned()),
            settings: Settings {
                delegated: true,
                contact: Some(contact),
                ..Settings::default()
            },
            base: "http://localhost".to_owned(),
        };
        let begun = self.engine().execute(&mover(), begin).await.expect("a move");
        let planned = self.engine().plan_move(&mover(), &begun.id, None).await.expect("a plan");
        let approve = ApproveMove {
            id: begun.id.clone(),
            digest: planned.plan.expect("a plan").digest,
            more: Amount { minor: 0, digits: 0 },
            later_days: 0,
            users: 0,
        };
        self.engine().execute(&mover(), approve).await.expect("a yes")
    }

    pub(super) async fn of(&self, id: &str) -> Move {
        let mut reading = self.engine().read(&mover(), Need::own(Action::ReadMoves)).await.expect("a reading");
        reading.move_of(id).await.expect("the move")
    }

    pub(super) async fn newest(&self, call: &Call, count: i64) -> Vec<Move> {
        let mut reading = self.engine().read(call, Need::own(Action::ReadMoves)).await.expect("a reading");
        reading.moves(None, count, None).await.expect("moves")
    }

    /// The start of the day on which licences change.
    pub(super) async fn day_of_swap(&self, of: &Move) -> Instant {
        let mut reading = self.engine().read(&mover(), Need::own(Action::ReadMoves)).await.expect("a reading");
        let text = reading.move_document(&of.id, "plan", 1).await.expect("a plan");
        let plan: Plan = serde_json::from_str(&text).expect("a plan");
        let swap = plan.steps.iter().find(|step| step.kind == StepKind::SwapLicenses).expect("a swap");
        Instant::start_of(swap.due)
    }

    /// Turns the clock until a move is over or stands still.
    pub(super) async fn carried_out(&self, id: &str) -> Move {
        for _ in 0..400 {
            let of = self.of(id).await;
            if !of.state.is_under_way() {
                return of;
            }
            self.engine().turn_clock(self.engine().now().plus_days(2)).await.expect("a turn");
        }
        self.of(id).await
    }

    /// Users of a customer who do not hold a licence.
    pub(super) async fn without(&self, customer: u32, sku: &str) -> usize {
        let need = Need::directory(Action::ReadDirectory, &tenant(customer));
        let mut reading = self.engine().read(&self.administrator(customer), need).await.expect("a reading");
        let users = reading.users("", 1_000_000).await.expect("users");
        users
            .iter()
            .filter(|user| user.licences.iter().all(|held| held.sku.to_string() != sku))
            .count()
    }
}

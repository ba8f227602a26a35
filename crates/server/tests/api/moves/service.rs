//! The stage of moves that are carried out at another service: a second center on a real socket, in which the partner has an account, and the
//! customer is at home. What everybody holds there is looked at on every day.

use super::stage::{MOVER, NEWCOMER, Stage, call, mover};
use crate::{
    identity::{
        browser::{BACK, Browser, VERIFIER},
        setting,
    },
    support::{Caller, PARTNER, World, people},
};
use nahtlos_engine::{
    delegations::{DecideDelegation, Decision},
    estates::LoadEstate,
    identity::BUILT_IN,
    moves::{begin::BeginMove, decide::ConfirmTask},
    relationships::JoinPartner,
};
use nahtlos_model::{
    customers::Contact,
    estate::Estate,
    instants::Instant,
    moves::{Move, Settings, state::State, tasks::TaskKind},
    permissions::Role,
    policy::Policy,
};
use nahtlos_server::{Config, config::Secret};
use serde_json::{Value, json};

/// The partner's administrator at the service.
const ADMIN: &str = "agentin@erster.example";
const PASSWORD: &str = "Sommer-2026!x";
/// A key for credentials: 32 bytes.
pub(crate) const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// A center that carries out, and the service where it does.
pub(super) struct Pair {
    pub(super) home: Stage,
    pub(super) there: World,
    /// The account's id.
    pub(super) account: String,
}

/// What a move at the service begins with.
pub(super) struct Scene {
    /// What is held there, and which partner sells what is "this partner's" of it.
    pub(super) held: (Estate, Option<&'static str>),
    /// What is known of it where the move is carried out.
    pub(super) known: Estate,
    pub(super) policy: Policy,
    pub(super) settings: Settings,
    /// The account's tenant, by its id or by a domain of it.
    pub(super) tenant: &'static str,
}

/// A refresh token of the partner's administrator at the service.
pub(crate) async fn refresh_token(there: &World) -> String {
    let mut browser = Browser::new(there);
    let scope = "https://api.partnercenter.microsoft.com/user_impersonation openid profile offline_access";
    browser.open(PARTNER, BUILT_IN, scope, &[]).await;
    let code = browser.sign_in(ADMIN, PASSWORD).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", BUILT_IN),
        ("code", &code),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
    ];
    let path = format!("/{}/oauth2/v2.0/token", PARTNER);
    let tokens = setting::nobody(there).form(&path, &fields).await.expect(200);
    tokens["refresh_token"].as_str().unwrap().to_owned()
}

/// What an account at the service is made with.
pub(crate) fn wanted(there: &World, name: &str, token: &str) -> Value {
    json!({
        "name": name, "partnerCenter": there.base, "graph": there.base, "login": there.base,
        "tenant": PARTNER, "clientId": BUILT_IN, "refreshToken": token,
    })
}

/// The partner's admin agent at the center that carries out.
pub(crate) fn agent(home: &World) -> Caller {
    home.caller(MOVER, MOVER, &[Role::AdminAgent], Some("mara@umzug.example"), false)
}

/// A service whose first partner has somebody who can sign in.
pub(crate) async fn service() -> World {
    let there = World::staffed(|_| {}).await;
    let roles = [Role::AdminAgent, Role::GlobalAdmin];
    let admin = there.caller(PARTNER, PARTNER, &roles, Some("anna@erster.example"), true);
    let password = json!({ "passwordProfile": { "password": PASSWORD, "forceChangePasswordNextSignIn": false } });
    admin.patch(&format!("/v1.0/users/{ADMIN}"), &password).await.expect(204);
    there
}

impl Pair {
    /// Two centers, an account, and a move there that somebody said yes to.
    pub(super) async fn approved(estate: Estate, policy: Policy) -> Self {
        Self::with(estate, policy, |_| {}).await
    }

    /// As [`Pair::approved`], with other settings of the center that carries out.
    pub(super) async fn with(estate: Estate, policy: Policy, change: impl FnOnce(&mut Config)) -> Self {
        let scene = Scene {
            held: (estate.clone(), None),
            known: estate,
            policy,
            settings: Settings::default(),
            tenant: PARTNER,
        };
        let pair = Self::planned(scene, change).await;
        pair.home.approve().await;
        pair
    }

    /// Two centers, an account, and a planned move there.
    pub(super) async fn planned(scene: Scene, change: impl FnOnce(&mut Config)) -> Self {
        let there = service().await;
        let (held, seller) = scene.held;
        let load = LoadEstate {
            estate: held,
            partner_id: seller.map(str::to_owned),
            admin_password: None,
        };
        there.running().center.engine.load_estate(load).await.unwrap();
        let home = World::with(|config| {
            config.secrets_key = Some(Secret(KEY.to_owned()));
            change(config);
        })
        .await;
        let mara = mover(&home).await;
        let mut wanted = wanted(&there, "Live", &refresh_token(&there).await);
        wanted["tenant"] = json!(scene.tenant);
        let made = agent(&home).post("/moves/v1/accounts", &wanted).await.expect(201);
        let account = made["id"].as_str().unwrap().to_owned();
        let begin = BeginMove {
            estate: scene.known.clone(),
            policy: scene.policy,
            account: Some("live".to_owned()),
            email: Some("kim@neuling.example".to_owned()),
            settings: scene.settings,
            base: home.base.clone(),
        };
        let engine = &home.running().center.engine;
        let begun = engine.execute(&mara, begin).await.unwrap();
        assert_eq!(begun.account, account, "the account's name became its id");
        engine.plan_move(&mara, &begun.id, None).await.unwrap();
        let home = Stage {
            id: begun.id,
            world: home,
            mara,
            estate: scene.known,
        };
        let pair = Self { home, there, account };
        pair.join_group().await;
        pair
    }

    /// The partner's administrator at the service's APIs.
    pub(super) fn admin(&self, graph: bool) -> Caller {
        let roles = [Role::AdminAgent, Role::GlobalAdmin];
        self.there.caller(PARTNER, PARTNER, &roles, Some(ADMIN), graph)
    }

    /// The customer's administrator at the service's Graph.
    pub(super) fn customer(&self) -> Caller {
        self.there
            .caller(NEWCOMER, NEWCOMER, &[Role::GlobalAdmin], Some("kim@neuling.example"), true)
    }

    /// A security group at the service in which the account's user is.
    async fn join_group(&self) {
        let own = self.admin(true);
        let group =
            json!({ "displayName": "Umzug", "mailEnabled": false, "mailNickname": "umzug", "securityEnabled": true, "groupTypes": [] });
        let made = own.post("/v1.0/groups", &group).await.expect(201);
        let me = own.get(&format!("/v1.0/users/{ADMIN}")).await.expect(200);
        let path = format!("/v1.0/groups/{}/members/$ref", made["id"].as_str().unwrap());
        let id = me["id"].as_str().unwrap();
        let member = json!({ "@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{id}") });
        own.post(&path, &member).await.expect(204);
    }

    /// The customer accepts by the link that all customers have.
    pub(super) async fn accept(&self) {
        let join = JoinPartner {
            partner_id: PARTNER.to_owned(),
            provider_id: None,
            agreement_accepted: true,
            contact: Contact {
                first_name: "Kim".to_owned(),
                last_name: "Kunde".to_owned(),
                email: "kim@neuling.example".to_owned(),
                ..Contact::default()
            },
        };
        let kim = call(NEWCOMER, people::acting("kim@neuling.example"), vec![Role::GlobalAdmin]);
        self.there.running().center.engine.execute(&kim, join).await.unwrap();
        self.pass_hour().await;
    }

    /// The customer grants the rights that are asked for.
    pub(super) async fn grant(&self) {
        let decide = DecideDelegation {
            id: self.home.of().await.ids["delegation"].clone(),
            decision: Decision::Approve,
        };
        let kim = call(NEWCOMER, people::acting("kim@neuling.example"), vec![Role::GlobalAdmin]);
        self.there.running().center.engine.execute(&kim, decide).await.unwrap();
        self.pass_hour().await;
    }

    /// Both clocks to a time: the service's first.
    pub(super) async fn turn(&self, to: Instant) {
        self.there.running().center.engine.turn_clock(to).await.unwrap();
        self.home.engine().turn_clock(to).await.unwrap();
    }

    /// An hour later, when it is looked again.
    pub(super) async fn pass_hour(&self) {
        self.turn(self.home.engine().now().plus_ms(61 * 60_000)).await;
    }

    /// The licences that work of each user of the estate, at the service.
    pub(super) async fn held(&self) -> Vec<Vec<String>> {
        let path = "/v1.0/users?$top=999&$select=id,licenseAssignmentStates";
        let all = self.customer().get(path).await.expect(200);
        let held = |user: &Value| {
            let states = user["licenseAssignmentStates"].as_array().unwrap();
            let works = states.iter().filter(|state| state["state"] == "Active");
            works.map(|state| state["skuId"].as_str().unwrap().to_owned()).collect()
        };
        let ids: Vec<&str> = self.home.estate.users.iter().map(|user| user.id.as_str()).collect();
        let users = all["value"].as_array().unwrap().iter();
        users.filter(|user| ids.contains(&user["id"].as_str().unwrap())).map(held).collect()
    }

    /// Everybody of the estate holds one of the licences, working.
    pub(super) async fn all_hold(&self, one_of: &[&str]) {
        let held = self.held().await;
        assert_eq!(held.len(), self.home.estate.users.len());
        for licences in held {
            let some = licences.iter().any(|sku| one_of.contains(&sku.as_str()));
            assert!(some, "somebody holds {licences:?} on {}", self.home.engine().now());
        }
    }

    /// Where nobody here may see an original, somebody says that it has ended.
    async fn confirm_ends(&self, of: &Move) {
        for task in of.tasks.iter().filter(|task| task.kind == TaskKind::SeeEnd && task.is_open()) {
            let confirm = ConfirmTask {
                id: of.id.clone(),
                task: task.id.clone(),
                note: "it has".to_owned(),
                attachment: String::new(),
            };
            self.home.engine().execute(&self.home.mara, confirm).await.unwrap();
        }
    }

    /// Turns both clocks day by day until something is true of the move.
    pub(super) async fn until(&self, most: u32, one_of: &[&str], what: impl Fn(&Move) -> bool) -> Move {
        for _ in 0..most {
            let of = self.home.of().await;
            self.all_hold(one_of).await;
            if what(&of) {
                return of;
            }
            self.confirm_ends(&of).await;
            let next = Instant::start_of(self.home.engine().now().date()).plus_days(1).plus_hours(9);
            self.turn(next).await;
        }
        let of = self.home.of().await;
        panic!("it is {} after {most} days: {:?} {:?} {:#?}", of.state, of.halt, of.tasks, of.steps);
    }

    /// Until it is over or stands still.
    pub(super) async fn to_the_end(&self, one_of: &[&str]) -> Move {
        self.until(800, one_of, |of| of.state.is_over() || of.state == State::Halted).await
    }

    /// The customer's orders with the partner at the service.
    pub(super) async fn orders(&self) -> Vec<Value> {
        let all = self.admin(false).get(&format!("/v1/customers/{NEWCOMER}/orders")).await.expect(200);
        all["items"].as_array().unwrap().clone()
    }

    /// What the partner sells the customer at the service: seats, whether it renews, state.
    pub(super) async fn sold(&self) -> Vec<(i64, bool, String)> {
        super::other_ways::sold_to(&self.admin(false)).await
    }

    /// What the partner was charged and credited at the service.
    pub(super) async fn charges(&self) -> Vec<Value> {
        let path = format!("/moves/v1/customers/{NEWCOMER}/charges?size=1000");
        self.admin(false).get(&path).await.expect(200)["items"].as_array().unwrap().clone()
    }

    /// Orders a fault at the service.
    pub(super) async fn fault(&self, fault: Value) {
        self.admin(false).post("/sandbox/v1/faults", &fault).await.expect(201);
    }

    /// What was met at the service, of a kind.
    pub(super) async fn met(&self, kind: &str) -> usize {
        let log = self.admin(false).get("/sandbox/v1/faults/log?from=1").await.expect(200);
        log["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["kind"] == kind)
            .count()
    }

    /// How often an operation was called at the service.
    pub(super) async fn calls(&self, method: &str, path: &str) -> u64 {
        let all = self.admin(false).get("/sandbox/v1/coverage").await.expect(200);
        let found = all["operations"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["method"] == method && one["path"] == path);
        found
            .and_then(|one| one["calls"].as_u64())
            .unwrap_or_else(|| panic!("{method} {path} in {all}"))
    }
}

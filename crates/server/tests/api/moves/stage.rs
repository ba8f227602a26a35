//! The stage of moves: a partner with an admin agent who is in its directory, a customer of other channels, and people who act. What
//! everybody holds is looked at on every day.

use crate::support::{Caller, PARTNER, World, people};
use nahtlos_engine::{
    call::{Actor, Call, Need},
    delegations::{DecideDelegation, Decision},
    estates::LoadEstate,
    moves::{begin::BeginMove, decide::ApproveMove},
    setup::CreatePartner,
};
use nahtlos_model::{
    directory::{LicenseFault, User},
    estate::Estate,
    instants::Instant,
    money::{Amount, Currency},
    moves::{Move, Settings, journal::Entry, state::State},
    partners::{Partner, PartnerKind},
    permissions::{Action, Role},
    plan::{Plan, StepKind},
    policy::Policy,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The partner who carries moves out here.
pub(crate) const MOVER: &str = "33333333-0000-4000-8000-000000000003";
/// The partner's admin agent.
pub(super) const MARA: &str = "33333333-0000-4000-8000-0000000000a3";
/// Another administrator of the partner.
const CHEF: &str = "33333333-0000-4000-8000-0000000000c4";
/// A customer whom no partner has yet.
pub(super) const NEWCOMER: &str = "d0000000-0000-4000-8000-00000000000d";
/// Microsoft 365 E3.
pub(crate) const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// Microsoft 365 E5, in which all of E3 is.
pub(super) const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

/// A world with a partner, a customer, and a move of it.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) mara: Call,
    pub(super) estate: Estate,
    pub(super) id: String,
}

pub(super) fn call(tenant: &str, user: nahtlos_engine::call::ActingUser, roles: Vec<Role>) -> Call {
    let actor = Actor {
        tenant_id: tenant.to_owned(),
        directory_id: tenant.to_owned(),
        user: Some(user),
        application: people::APP.to_owned(),
        roles,
        mfa: true,
    };
    Call {
        actor: actor.into(),
        request_id: "r".to_owned(),
        correlation_id: "c".to_owned(),
        locale: "de-DE".to_owned(),
        key: None,
        faults: None,
    }
}

/// So many users with E3 from the web shop until the summer, with as many seats.
pub(super) fn estate(users: u32) -> Estate {
    let user = |n: u32| {
        json!({ "id": format!("d0000000-0000-4000-8000-{n:012}"), "userPrincipalName": format!("user{n}@neuling.example"),
            "usageLocation": "DE", "licenses": [{ "skuId": E3, "disabledPlans": [] }] })
    };
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": NEWCOMER, "name": "Neuling AG", "domain": "neuling.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-07",
        "subscriptions": [{
            "id": "d0000000-aaaa-4000-8000-000000000001", "channel": "webDirect", "skuId": E3, "quantity": users,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": (1..=users).map(user).collect::<Vec<Value>>(),
    });
    serde_json::from_value(estate).unwrap()
}

impl Stage {
    /// A move that was begun and planned.
    pub(super) async fn planned(estate: Estate, policy: Policy, settings: Settings) -> Self {
        Self::planned_from(estate.clone(), estate, policy, settings).await
    }

    /// A move of a customer who holds one thing, planned from what is known of it.
    pub(super) async fn planned_from(held: Estate, estate: Estate, policy: Policy, settings: Settings) -> Self {
        Self::planned_with((held, None), estate, policy, settings).await
    }

    /// As [`Stage::planned_from`]; a partner sells what is held as "this partner's".
    pub(super) async fn planned_with(held: (Estate, Option<&str>), estate: Estate, policy: Policy, settings: Settings) -> Self {
        Self::planned_in(World::start().await, held, estate, (policy, settings)).await
    }

    /// As [`Stage::planned_with`], in a world that is there.
    pub(super) async fn planned_in(
        world: World,
        (held, seller): (Estate, Option<&str>),
        estate: Estate,
        (policy, settings): (Policy, Settings),
    ) -> Self {
        let engine = &world.running().center.engine;
        let mara = mover(&world).await;
        let load = LoadEstate {
            estate: held,
            partner_id: seller.map(str::to_owned),
            admin_password: None,
        };
        engine.load_estate(load).await.unwrap();
        let begin = BeginMove {
            estate: estate.clone(),
            policy,
            account: None,
            email: Some("kim@neuling.example".to_owned()),
            settings,
            base: world.base.clone(),
        };
        let begun = engine.execute(&mara, begin).await.unwrap();
        assert_eq!((begun.state, begun.entries), (State::Drafted, 1));
        let planned = engine.plan_move(&mara, &begun.id, None).await.unwrap();
        assert_eq!(planned.state, State::Planned);
        Self {
            id: begun.id,
            world,
            mara,
            estate,
        }
    }

    /// A move that somebody said yes to, with the older kind of delegated administration.
    pub(super) async fn approved(estate: Estate, policy: Policy) -> Self {
        Self::approved_within(estate, policy, (0, 0, 0)).await
    }

    /// As [`Stage::approved`], within limits: whole euros, days, users.
    pub(super) async fn approved_within(estate: Estate, policy: Policy, (more, days, users): (i64, i64, i64)) -> Self {
        let settings = Settings {
            delegated: true,
            ..Settings::default()
        };
        let stage = Self::planned(estate, policy, settings).await;
        stage.approve_within(more, days, users).await;
        stage
    }

    /// Turns the clock to the start of a day.
    pub(super) async fn to(&self, day: &str) {
        let at = format!("{day}T00:00:00Z");
        self.engine().turn_clock(at.parse().unwrap()).await.unwrap();
    }

    pub(super) fn engine(&self) -> &nahtlos_engine::Engine {
        &self.world.running().center.engine
    }

    pub(super) async fn approve(&self) {
        self.approve_within(0, 0, 0).await;
    }

    /// Says yes to the newest plan, within limits: whole euros, days, users.
    pub(super) async fn approve_within(&self, more: i64, later_days: i64, users: i64) {
        let of = self.of().await;
        let approve = ApproveMove {
            id: self.id.clone(),
            digest: of.proposal.or(of.plan).unwrap().digest,
            more: Amount { minor: more, digits: 0 },
            later_days,
            users,
        };
        self.engine().execute(&self.mara, approve).await.unwrap();
        self.settle().await;
    }

    /// The move, as it stands.
    pub(super) async fn of(&self) -> Move {
        let mut reading = self.engine().read(&self.mara, Need::own(Action::ReadMoves)).await.unwrap();
        reading.move_of(&self.id).await.unwrap()
    }

    /// The id of a kind of step in the plan that holds.
    pub(super) async fn step(&self, kind: StepKind) -> String {
        let version = self.of().await.plan.unwrap().version;
        let mut reading = self.engine().read(&self.mara, Need::own(Action::ReadMoves)).await.unwrap();
        let plan: Plan = serde_json::from_str(&reading.move_document(&self.id, "plan", version).await.unwrap()).unwrap();
        plan.steps
            .iter()
            .find(|step| step.kind == kind)
            .unwrap_or_else(|| panic!("{:#?}", plan.steps))
            .id
            .clone()
    }

    /// The whole journal; its chain holds.
    pub(super) async fn journal(&self) -> Vec<Entry> {
        let mut reading = self.engine().read(&self.mara, Need::own(Action::ReadMoves)).await.unwrap();
        let all = reading.journal(&self.id, 0, 1_000_000).await.unwrap();
        let mut before = String::new();
        for (at, entry) in all.iter().enumerate() {
            assert_eq!(entry.number, at as i64 + 1);
            assert!(entry.follows(&before), "{entry:?}");
            before.clone_from(&entry.hash);
        }
        let of = reading.move_of(&self.id).await.unwrap();
        assert_eq!((of.entries, of.head), (all.len() as i64, before));
        all
    }

    /// Until nothing is to be done for now.
    pub(super) async fn settle(&self) {
        // The clock runs meanwhile.
        let soon = self.engine().now().plus_ms(60_000);
        self.engine().turn_clock(soon).await.unwrap();
    }

    /// Somebody of the customer at the APIs.
    pub(super) fn kim(&self, graph: bool) -> Caller {
        self.world
            .caller(NEWCOMER, NEWCOMER, &[Role::GlobalAdmin], Some("kim@neuling.example"), graph)
    }

    /// The partner's admin agent at the APIs.
    pub(super) fn agent(&self) -> Caller {
        self.world
            .caller(MOVER, MOVER, &[Role::AdminAgent], Some("mara@umzug.example"), false)
    }

    fn customer(&self) -> Call {
        call(NEWCOMER, people::acting("kim@neuling.example"), vec![Role::GlobalAdmin])
    }

    /// The path by which the customer answers the invitation.
    async fn link(&self) -> String {
        let all = self.agent().get("/moves/v1/invitations").await.expect(200);
        let link = all["items"][0]["link"].as_str().unwrap_or_else(|| panic!("{all}")).to_owned();
        let token = link.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        format!("/moves/v1/invitations/by-link/{token}")
    }

    pub(super) async fn accept(&self) {
        let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": "kim@neuling.example" });
        let body = json!({ "agreementAccepted": true, "primaryContact": contact });
        self.kim(false)
            .post(&format!("{}/accept", self.link().await), &body)
            .await
            .expect(200);
        self.settle().await;
    }

    pub(super) async fn decline(&self) {
        self.kim(false)
            .post(&format!("{}/decline", self.link().await), &json!({}))
            .await
            .expect(200);
    }

    /// The customer grants the rights that are asked for.
    pub(super) async fn grant(&self) {
        let id = self.of().await.ids["delegation"].clone();
        let decide = DecideDelegation {
            id,
            decision: Decision::Approve,
        };
        self.engine().execute(&self.customer(), decide).await.unwrap();
        self.settle().await;
    }

    /// What users hold and what works, as the directory says.
    pub(super) async fn people(&self) -> Vec<User> {
        let need = Need::directory(Action::ReadDirectory, NEWCOMER);
        self.engine()
            .read(&self.customer(), need)
            .await
            .unwrap()
            .users("", 10_000)
            .await
            .unwrap()
    }

    /// Everybody of the estate holds one of the licences, working.
    pub(super) async fn all_hold(&self, one_of: &[&str]) {
        let ids: BTreeSet<&str> = self.estate.users.iter().map(|user| user.id.as_str()).collect();
        let mut seen = 0;
        for user in self.people().await.iter().filter(|user| ids.contains(user.id.as_str())) {
            let works = |holding: &&nahtlos_model::directory::Holding| holding.fault == LicenseFault::None;
            let held: Vec<String> = user.licences.iter().filter(works).map(|holding| holding.sku.to_string()).collect();
            assert!(
                held.iter().any(|sku| one_of.contains(&sku.as_str())),
                "{} holds {held:?} on {}",
                user.user_principal_name,
                self.engine().now()
            );
            seen += 1;
        }
        assert_eq!(seen, ids.len());
    }

    /// Turns the clock day by day until something is true of the move, and looks at everybody on each; at most so many days.
    pub(super) async fn until(&self, most: u32, one_of: &[&str], what: impl Fn(&Move) -> bool) -> Move {
        for _ in 0..most {
            let of = self.of().await;
            self.all_hold(one_of).await;
            if what(&of) {
                super::evidence::holds(self).await;
                return of;
            }
            let next = Instant::start_of(self.engine().now().date()).plus_days(1).plus_hours(9);
            self.engine().turn_clock(next).await.unwrap();
        }
        let of = self.of().await;
        panic!("it is {} after {most} days: {:?} {:?}", of.state, of.halt, of.tasks);
    }

    /// The customer's orders with the mover.
    pub(super) async fn orders(&self) -> Vec<Value> {
        let all = self.agent().get(&format!("/v1/customers/{NEWCOMER}/orders")).await.expect(200);
        all["items"].as_array().unwrap().clone()
    }
}

/// A partner with an admin agent who is in its directory.
pub(crate) async fn mover(world: &World) -> Call {
    let engine = &world.running().center.engine;
    let graph = world.caller(
        PARTNER,
        PARTNER,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("anna@erster.example"),
        true,
    );
    let user = json!({
        "accountEnabled": true, "displayName": "Mara Move", "mailNickname": "mara", "userPrincipalName": "mara@erster.example",
        "usageLocation": "DE", "passwordProfile": { "password": "Sommer-2026!x", "forceChangePasswordNextSignIn": false },
    });
    let made = graph.post("/v1.0/users", &user).await.expect(201);
    let person = engine.person(PARTNER, made["id"].as_str().unwrap()).await.unwrap().unwrap();
    let partner = Partner {
        id: MOVER.to_owned(),
        kind: PartnerKind::Direct,
        name: "Umzug GmbH".to_owned(),
        mpn_id: "7777777".to_owned(),
        domain: "umzug.example".to_owned(),
        country: "DE".to_owned(),
        currency: Currency::new("EUR").unwrap(),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    };
    let user = User {
        id: MARA.to_owned(),
        tenant_id: MOVER.to_owned(),
        user_principal_name: "mara@umzug.example".to_owned(),
        ..person.user
    };
    let roles = vec![Role::AdminAgent, Role::GlobalAdmin];
    let chef = User {
        id: CHEF.to_owned(),
        user_principal_name: "chef@umzug.example".to_owned(),
        ..user.clone()
    };
    let create = CreatePartner {
        partner,
        applications: Vec::new(),
        users: vec![(user, roles.clone()), (chef, roles.clone())],
    };
    engine.create_partner(create).await.unwrap();
    let person = engine.person(MOVER, MARA).await.unwrap().unwrap();
    call(MOVER, person.acting(), roles)
}

impl Stage {
    /// An administrator of the partner's own directory.
    pub(super) fn owner(&self) -> Caller {
        self.world.caller(
            MOVER,
            MOVER,
            &[Role::AdminAgent, Role::GlobalAdmin],
            Some("chef@umzug.example"),
            true,
        )
    }

    /// A security group of the partner in which the admin agent is.
    pub(super) async fn join_group(&self) {
        let own = self.owner();
        let group =
            json!({ "displayName": "Umzug", "mailEnabled": false, "mailNickname": "umzug", "securityEnabled": true, "groupTypes": [] });
        let made = own.post("/v1.0/groups", &group).await.expect(201);
        let path = format!("/v1.0/groups/{}/members/$ref", made["id"].as_str().unwrap());
        let member = json!({ "@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{MARA}") });
        own.post(&path, &member).await.expect(204);
    }
}

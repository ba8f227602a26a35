//! Moves carried out at this center, as the clock turns.

use crate::support::{PARTNER, World, people};
use nahtlos_engine::{
    call::{Actor, Call},
    estates::LoadEstate,
    moves::{
        begin::BeginMove,
        decide::{ApproveMove, ConfirmTask},
    },
    setup::CreatePartner,
};
use nahtlos_model::{
    directory::User,
    estate::Estate,
    instants::Instant,
    money::Currency,
    moves::{Limits, Move, Settings, state::State},
    partners::{Partner, PartnerKind},
    permissions::Role,
    policy::Policy,
};
use serde_json::json;

const NEWCOMER: &str = "d0000000-0000-4000-8000-00000000000d";

/// The partner who carries moves out here.
const MOVER: &str = "33333333-0000-4000-8000-000000000003";

/// A partner with an admin agent who is in its directory.
async fn agent(world: &World) -> Call {
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
        id: "33333333-0000-4000-8000-0000000000a3".to_owned(),
        tenant_id: MOVER.to_owned(),
        user_principal_name: "mara@umzug.example".to_owned(),
        ..person.user
    };
    let roles = vec![Role::AdminAgent, Role::GlobalAdmin];
    let create = CreatePartner {
        partner,
        applications: Vec::new(),
        users: vec![(user, roles.clone())],
    };
    engine.create_partner(create).await.unwrap();
    let person = engine.person(MOVER, "33333333-0000-4000-8000-0000000000a3").await.unwrap().unwrap();
    let actor = Actor {
        tenant_id: MOVER.to_owned(),
        directory_id: MOVER.to_owned(),
        user: Some(person.acting()),
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

async fn accept(world: &World) {
    let admin = world.caller(MOVER, MOVER, &[Role::AdminAgent], Some("mara@umzug.example"), false);
    let all = admin.get("/moves/v1/invitations").await.expect(200);
    let link = all["items"][0]["link"].as_str().unwrap_or_else(|| panic!("{all}")).to_owned();
    let token = link.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": "kim@neuling.example" });
    let accepted = json!({ "agreementAccepted": true, "primaryContact": contact });
    let kim = world.caller(NEWCOMER, NEWCOMER, &[Role::GlobalAdmin], Some("kim@neuling.example"), false);
    kim.post(&format!("/moves/v1/invitations/by-link/{token}/accept"), &accepted)
        .await
        .expect(200);
}

async fn now(world: &World, call: &Call, id: &str) -> Move {
    let need = nahtlos_engine::call::Need::own(nahtlos_model::permissions::Action::ReadMoves);
    world
        .running()
        .center
        .engine
        .read(call, need)
        .await
        .unwrap()
        .move_of(id)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_moves_by_itself_once_they_accept() {
    let world = World::start().await;
    let engine = &world.running().center.engine;
    let mut estate: Estate = people::estate(NEWCOMER, "Neuling");
    estate.as_of = engine.now().date();
    let load = LoadEstate {
        estate: estate.clone(),
        partner_id: None,
        admin_password: None,
    };
    engine.load_estate(load).await.unwrap();
    let call = agent(&world).await;
    let begin = BeginMove {
        estate,
        policy: Policy::default(),
        account: None,
        email: Some("kim@neuling.example".to_owned()),
        settings: Settings {
            delegated: true,
            ..Settings::default()
        },
        base: world.base.clone(),
    };
    let begun = engine.execute(&call, begin).await.unwrap();
    let planned = engine.plan_move(&call, &begun.id, None).await.unwrap();
    assert_eq!(planned.state, State::Planned);
    let approve = ApproveMove {
        id: begun.id.clone(),
        digest: planned.plan.unwrap().digest,
        limits: Limits::default(),
    };
    engine.execute(&call, approve).await.unwrap();
    engine.carry_due(engine.now()).await.unwrap();
    let waiting = now(&world, &call, &begun.id).await;
    eprintln!("{waiting:#?}");
    accept(&world).await;
    for day in 0..600 {
        let to = Instant::start_of(engine.now().date()).plus_days(1).plus_hours(9);
        engine.turn_clock(to).await.unwrap();
        let of = now(&world, &call, &begun.id).await;
        if day % 30 == 0 || of.state != State::Waiting {
            eprintln!("{} {} {:?} {:?}", to, of.state, of.halt, of.next);
        }
        for task in of.tasks.iter().filter(|t| t.done.is_none()) {
            eprintln!("task {task:?}");
            let confirm = ConfirmTask {
                id: begun.id.clone(),
                task: task.id.clone(),
                note: String::new(),
                attachment: String::new(),
            };
            engine.execute(&call, confirm).await.unwrap();
        }
        if of.state.is_over() || of.state == State::Halted {
            break;
        }
    }
    let need = nahtlos_engine::call::Need::own(nahtlos_model::permissions::Action::ReadMoves);
    let journal = engine.read(&call, need).await.unwrap().journal(&begun.id, 0, 1000).await.unwrap();
    for e in journal {
        eprintln!(
            "{} {} {} {} {}",
            e.number,
            e.at,
            e.kind,
            e.step,
            e.body.chars().take(200).collect::<String>()
        );
    }
    assert_eq!(now(&world, &call, &begun.id).await.state, State::Completed);
}

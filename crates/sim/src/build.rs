//! Makes the world of a seed: the database, what is sold, partners, customers, and their moves, begun and planned.

use crate::{
    Options,
    agenda::Event,
    chance::Chance,
    core::{Core, Parts, settings},
    crash::Crash,
    faults::Fault,
    people,
    refused::Refused,
    time::{Clock, Time},
    world::{
        MARA, MOVER, OTHER, OTTO, Rights, Tenant,
        catalogue::Range,
        estate::{self, Kind, later},
        mara,
    },
};
use nahtlos_engine::{
    Engine, Halt, Location, Store, estates::LoadEstate, groups::create::CreateGroup, moves::begin::BeginMove, setup::CreatePartner,
};
use nahtlos_model::{
    dates::Date,
    directory::User,
    groups::NewGroup,
    instants::{DAY_MS, HOUR_MS, Instant},
    money::Currency,
    moves::{Settings, deeds::Contact},
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use std::sync::Arc;

/// Milliseconds by which a vendor's clock goes wrong at most.
const MOST_SKEW_MS: i64 = 300_000;

/// A world, and where its mover's program may end.
pub(crate) struct World {
    pub(crate) core: Arc<Core>,
    pub(crate) crash: Arc<Crash>,
}

/// Makes a world.
pub(crate) async fn build(options: &Options) -> Result<World, Halt> {
    let seed = options.seed;
    let mut chance = Chance::new(seed, 1);
    let begins = later(Date::constant(2026, 11, 1), chance.between(0, 250));
    let faulty = !options.calm && chance.permille(750);
    let skewed = faulty && chance.permille(Fault::ClockSkew.row().permille);
    let skew_ms = if skewed { chance.between(-MOST_SKEW_MS, MOST_SKEW_MS) } else { 0 };
    let time = Arc::new(Time::default());
    time.set(Instant::start_of(begins).plus_hours(8));
    let store = Store::open(&Location::Memory, &settings("center", 0).lite, 1).await?;
    let clock = Clock::new(Arc::clone(&time), skew_ms, Chance::new(seed, 3));
    let center = Engine::over(store.clone(), &settings("center", 0), clock).await?;
    let range = Range::draw(&mut chance, begins);
    for file in range.files()? {
        center.import_catalogue(file).await?;
    }
    center.refresh_catalogue().await?;
    partner(&center, MOVER, ("Umzug GmbH", "umzug.example"), (MARA, "mara")).await?;
    partner(&center, OTHER, ("Vorher GmbH", "vorher.example"), (OTTO, "otto")).await?;
    group(&center).await?;
    let mut tenants = Vec::new();
    let many = if chance.permille(250) { 2 } else { 1 };
    for number in 0..many {
        let transfers = chance.permille(200);
        let drawn = estate::draw(&mut chance, Kind { number, transfers }, begins);
        let load = LoadEstate {
            estate: drawn.held.clone(),
            partner_id: drawn.seller.clone(),
            admin_password: None,
        };
        center.load_estate(load).await?;
        let policy = estate::policy(&mut chance, &drawn.planned);
        let rights = match chance.between(0, 9) {
            0..=5 => Rights::Older,
            6..=8 => Rights::Granular,
            _ => Rights::ByHand,
        };
        let willing = !faulty || chance.permille(200);
        tenants.push(Tenant::new(number, &drawn, policy, rights, willing));
    }
    let parts = Parts {
        time,
        store,
        center,
        tenants,
        range,
        faulty,
        skew_ms,
        broken: options.broken,
    };
    let world = World {
        core: Core::new(seed, parts),
        crash: Crash::new(),
    };
    world.crash.begin(Arc::clone(&world.core));
    Refused::begin(&world.core);
    begin(&world.core).await?;
    if skew_ms != 0 {
        // A day by another clock is another day's price.
        (0..world.core.tenants.len()).for_each(|tenant| world.core.know(tenant, |known| known.wish.drifted = true));
    }
    if faulty {
        people::whims(&world.core, 330);
        reprice(&world.core);
    }
    Ok(world)
}

/// The price list changes on some day, without having been announced.
fn reprice(core: &Core) {
    if core.comes(Fault::PriceChange) {
        core.put(core.draw(0, 300 * DAY_MS), Event::Reprice(core.draw(-20, 25)));
    }
}

/// A partner with an admin agent.
async fn partner(center: &Engine, id: &str, (name, domain): (&str, &str), (user, local): (&str, &str)) -> Result<(), Halt> {
    let euro = Currency::new("EUR").unwrap_or_else(|| unreachable!("it is a currency"));
    let partner = Partner {
        id: id.to_owned(),
        kind: PartnerKind::Direct,
        name: name.to_owned(),
        mpn_id: "7777777".to_owned(),
        domain: domain.to_owned(),
        country: "DE".to_owned(),
        currency: euro,
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: center.now(),
        version: 1,
    };
    let agent = User {
        id: user.to_owned(),
        tenant_id: id.to_owned(),
        user_principal_name: format!("{local}@{domain}"),
        given_name: None,
        surname: None,
        display_name: local.to_owned(),
        usage_location: Some("DE".to_owned()),
        immutable_id: None,
        password: None,
        force_change: false,
        phone: None,
        mail: None,
        mail_nickname: Some(local.to_owned()),
        enabled: true,
        kind: "Member".to_owned(),
        manager: None,
        domain_type: "none".to_owned(),
        more: std::collections::BTreeMap::new(),
        licences: Vec::new(),
        created: center.now(),
        deleted: None,
        version: 1,
    };
    let roles = vec![Role::AdminAgent, Role::GlobalAdmin];
    let create = CreatePartner {
        partner,
        applications: Vec::new(),
        users: vec![(agent, roles)],
    };
    center.create_partner(create).await.map(|_| ())
}

/// The group of those who carry moves out, to which rights are given.
async fn group(center: &Engine) -> Result<(), Halt> {
    let create = CreateGroup {
        tenant_id: MOVER.to_owned(),
        group: NewGroup {
            display_name: "Umzug".to_owned(),
            mail_nickname: "umzug".to_owned(),
            security_enabled: true,
            ..NewGroup::default()
        },
        owners: Vec::new(),
        members: vec![MARA.to_owned()],
    };
    center.execute(&mara(), create).await.map(|_| ())
}

/// Every customer's move is begun and planned.
async fn begin(core: &Core) -> Result<(), Halt> {
    for (number, tenant) in core.tenants.iter().enumerate() {
        let contact = Contact {
            first_name: "Kim".to_owned(),
            last_name: "Kunde".to_owned(),
            email: format!("kim@{}", tenant.domain),
        };
        let begin = BeginMove {
            estate: tenant.estate.clone(),
            policy: tenant.policy.clone(),
            account: None,
            email: core.maybe(800).then(|| format!("kim@{}", tenant.domain)),
            settings: Settings {
                language: "en".to_owned(),
                delegated: tenant.rights == Rights::Older,
                rights: tenant.rights != Rights::ByHand,
                contact: core.maybe(500).then_some(contact),
                batch: u32::try_from(core.draw(3, 20)).unwrap_or(20),
            },
            base: "https://center.example".to_owned(),
        };
        let made = core.center.execute(&mara(), begin).await?;
        core.know(number, |known| known.move_id.clone_from(&made.id));
        let what = format!(
            "{} users, {} originals, {:?}, lead {}, {:?}{}",
            tenant.estate.users.len(),
            tenant.estate.subscriptions.len(),
            tenant.rights,
            tenant.policy.lead_days,
            tenant.policy.mode,
            if tenant.willing { ", willing" } else { "" }
        );
        core.tell(&format!("c{number}"), &format!("a move is begun: {what}"));
        for s in &tenant.estate.subscriptions {
            let name = crate::world::catalogue::name(s.sku_id);
            let end = s.end.map(|end| end.to_string()).unwrap_or_default();
            core.tell(
                &format!("c{number}"),
                &format!(
                    "original {}: {} × {name}, {} {:?}, until {end}, renews {:?}",
                    s.id,
                    s.quantity,
                    s.channel,
                    s.treatment(),
                    s.auto_renew
                ),
            );
        }
        plan(core, number, &made.id).await?;
    }
    // Nobody decides at once.
    core.time.pass(HOUR_MS / 60);
    Ok(())
}

/// Whether a plan takes what a group gives from only some members, or together with what they hold by themselves.
fn splits(core: &Core, number: usize, plan: &nahtlos_model::plan::Plan) -> bool {
    let users = &core.tenants[number].estate.users;
    let mut alone = plan.license_changes.iter().filter(|change| change.group_id.is_none());
    alone.any(|change| {
        let people = users.iter().filter(|user| change.user_ids.contains(&user.id));
        let mut licenses = people.flat_map(|user| &user.licenses);
        licenses.any(|license| license.via_group.is_some() && change.remove_licenses.contains(&license.sku_id))
    })
}

/// The first plan. One that splits a group cannot be carried out: then it is given up.
async fn plan(core: &Core, number: usize, id: &str) -> Result<(), Halt> {
    let who = format!("c{number}");
    match core.center.plan_move(&mara(), id, None).await {
        Ok(planned) => {
            let total = planned.plan.as_ref().map(|plan| plan.total.minor).unwrap_or_default();
            core.tell(&who, &format!("it is planned for {total}"));
            let plan = core.plan(&planned).await?;
            let splits = plan.is_some_and(|plan| splits(core, number, &plan));
            if splits {
                core.tell(&who, "the plan splits a group");
                core.know(number, |known| known.splits = true);
                people::perform(core, number, people::Act::Abandon).await?;
            }
        }
        Err(Halt::Refused(refusal)) => core.tell(&who, &format!("there is no plan: {refusal}")),
        Err(fault) => return Err(fault),
    }
    Ok(())
}

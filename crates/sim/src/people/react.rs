//! Looks at every move after every event: what people have to do about it, and when, and whether they do it at all, is drawn once.

use super::{Act, How};
use crate::{
    agenda::Event,
    core::Core,
    world::{MOVER, OTHER},
};
use nahtlos_engine::Halt;
use nahtlos_model::{
    delegations::DelegationStatus,
    instants::{DAY_MS, HOUR_MS},
    moves::{Move, state::State},
};

/// Halts after which somebody gives a move up.
const MOST_HALTS: u32 = 4;

/// Plans what people do about what is new.
pub(crate) async fn react(core: &Core) -> Result<(), Halt> {
    for tenant in 0..core.tenants.len() {
        let Some(of) = core.of(tenant).await? else { continue };
        told(core, tenant, &of);
        if of.state.is_over() {
            continue;
        }
        if matches!(of.state, State::Planned | State::Offered) {
            let version = of.plan.as_ref().map_or(0, |plan| plan.version);
            soon(core, tenant, &format!("approve {version}"), 12, Act::Approve);
        }
        invitations(core, tenant).await?;
        rights(core, tenant, &of).await?;
        transfers(core, tenant).await?;
        tasks(core, tenant, &of);
        halted(core, tenant, &of);
    }
    Ok(())
}

/// A change of state is told.
fn told(core: &Core, tenant: usize, of: &Move) {
    let halt = of.halt.as_ref().map(|halt| format!(" {halt:?}")).unwrap_or_default();
    let state = format!("the move is {}{halt}", of.state);
    let news = core.know(tenant, |known| std::mem::replace(&mut known.told, state.clone()) != state);
    if news {
        core.tell(&format!("c{tenant}"), &state);
    }
}

/// The first time, something is put on the agenda.
fn once(core: &Core, tenant: usize, about: &str) -> bool {
    core.know(tenant, |known| known.reacted.insert(about.to_owned()))
}

/// Something that people do when they are asked: the willing within hours, others within days, or never.
fn soon(core: &Core, tenant: usize, about: &str, hours: i64, act: Act) {
    if !once(core, tenant, about) {
        return;
    }
    let willing = core.tenants[tenant].willing;
    if !willing && core.maybe(60) {
        return;
    }
    let late = !willing && core.maybe(150);
    let most = if late { 30 * 24 } else { hours };
    core.put(
        core.draw(HOUR_MS / 6, most.min(if willing { 3 } else { most }) * HOUR_MS),
        Event::Person(tenant, act),
    );
}

/// Whether somebody agrees.
fn yes(core: &Core, tenant: usize) -> bool {
    core.tenants[tenant].willing || !core.maybe(80)
}

async fn invitations(core: &Core, tenant: usize) -> Result<(), Halt> {
    let domain = &core.tenants[tenant].domain;
    let mut tx = core.store.reader().await?;
    let all = nahtlos_store::invitations::page(&mut tx, MOVER, "~", 100).await?;
    drop(tx);
    for asked in all
        .iter()
        .filter(|one| one.customer_domain.as_ref() == Some(domain) && one.sent.is_some() && one.is_open())
    {
        let act = Act::Invitation {
            token: asked.token.clone(),
            yes: yes(core, tenant),
        };
        soon(core, tenant, &format!("invitation {}", asked.id), 48, act);
    }
    Ok(())
}

async fn rights(core: &Core, tenant: usize, of: &Move) -> Result<(), Halt> {
    let Some(id) = of.ids.get("delegation") else { return Ok(()) };
    let mut tx = core.store.reader().await?;
    let found = nahtlos_store::delegations::find(&mut tx, MOVER, id).await?;
    drop(tx);
    match found.map(|one| one.status) {
        Some(DelegationStatus::ApprovalPending) => {
            let act = Act::Rights {
                id: id.clone(),
                yes: yes(core, tenant),
            };
            soon(core, tenant, &format!("rights {id}"), 48, act);
        }
        Some(DelegationStatus::Active) if !core.tenants[tenant].willing && once(core, tenant, &format!("ends {id}")) && core.maybe(100) => {
            core.put(core.draw(DAY_MS, 200 * DAY_MS), Event::Person(tenant, Act::EndRights));
        }
        _ => {}
    }
    Ok(())
}

async fn transfers(core: &Core, tenant: usize) -> Result<(), Halt> {
    let mut tx = core.store.reader().await?;
    let all = nahtlos_store::transfers::list(&mut tx, &core.tenants[tenant].id).await?;
    drop(tx);
    for one in all.iter().filter(|one| one.source_id == OTHER && one.is_open()) {
        let act = Act::Transfer {
            id: one.id.clone(),
            yes: yes(core, tenant),
        };
        soon(core, tenant, &format!("transfer {}", one.id), 72, act);
    }
    Ok(())
}

fn tasks(core: &Core, tenant: usize, of: &Move) {
    for task in of.tasks.iter().filter(|task| task.is_open()) {
        let how = match core.tenants[tenant].willing {
            true => How::Well,
            false => match core.draw(0, 99) {
                0..=9 => How::OnlySaid,
                10..=19 => How::OnlyDone,
                _ => How::Well,
            },
        };
        let act = Act::Task { id: task.id.clone(), how };
        soon(core, tenant, &format!("task {}", task.id), 48, act);
    }
}

fn halted(core: &Core, tenant: usize, of: &Move) {
    if of.state == State::Halted
        && let Some(proposal) = &of.proposal
    {
        if yes(core, tenant) {
            soon(core, tenant, &format!("approve {}", proposal.version), 12, Act::Approve);
        }
        return;
    }
    if of.state != State::Halted || !once(core, tenant, &format!("halted {}", of.entries)) {
        return;
    }
    let halts = core.know(tenant, |known| {
        known.halts += 1;
        known.halts
    });
    let act = match core.draw(0, 99) {
        _ if halts > MOST_HALTS => Act::Abandon,
        0..=44 => Act::Resume,
        45..=84 => Act::Replan,
        85..=92 => Act::Abandon,
        _ => return,
    };
    core.put(core.draw(HOUR_MS / 2, 48 * HOUR_MS), Event::Person(tenant, act));
}

/// What nobody asked for, at times that are drawn at the beginning.
pub(crate) fn whims(core: &Core, days: i64) {
    for (tenant, customer) in core.tenants.iter().enumerate() {
        if customer.willing {
            continue;
        }
        for _ in 0..core.draw(0, 5) {
            let act = match core.draw(0, 19) {
                0..=2 => Act::TakeLicense,
                3..=5 => Act::GiveLicense,
                6..=8 => Act::Join,
                9..=11 => Act::Leave,
                12..=14 => Act::BuyElsewhere,
                15 | 16 => Act::Halt,
                17 => Act::TurnRenewal { on: true },
                18 => Act::TurnRenewal { on: false },
                _ => Act::Abandon,
            };
            core.put(core.draw(0, days * DAY_MS), Event::Person(tenant, act));
        }
    }
}

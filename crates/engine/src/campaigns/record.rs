//! The transactions of a campaign that is carried out: each writes down one thing that happened, or nothing.

use super::{load, load_customer, noted};
use crate::{
    Engine,
    act::Act,
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    inner::Inner,
    moves::begin::BeginMove,
    permit::Permit,
};
use nahtlos_model::{
    campaigns::{
        Campaign, MemberState, Stopped, WaveState,
        assess::estate_on,
        state::{Happening, State},
        yes::Beyond,
    },
    dates::{Date, date_of, day_number},
    estate::Estate,
    instants::Instant,
    permissions::Action,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::{StoreError, Transaction, Tx, campaigns, outbox::Claim};
use std::sync::Arc;

/// Milliseconds for which a campaign is held.
pub(super) const LEASE_MS: i64 = 120_000;

/// What is recorded.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Proved(Vec<String>),
    Wave(u32, WaveState),
    Stop(Stopped),
    Failed {
        customer: String,
        note: String,
    },
    Planned {
        customer: String,
        minor: i64,
        digest: String,
        beyond: Option<Beyond>,
    },
    Complete,
    Rest(Instant),
}

/// Records a change of a campaign that this process holds.
pub(super) struct Record {
    pub(super) inner: Arc<Inner>,
    pub(super) partner: String,
    pub(super) id: String,
    pub(super) change: Change,
}

impl Transaction for Record {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        let call = Engine::nobodys_call(&self.inner);
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now());
        let machine = self.inner.clock.machine().0;
        let claim = Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: act.now,
        };
        if !campaigns::hold(act.tx, &self.partner, &self.id, claim).await? {
            return Err(StoreError::other(format!("the campaign {} is carried out by another process by now", self.id)).into());
        }
        let before = load(&mut act, &self.partner, &self.id).await?;
        // A person may have stopped it meanwhile; what came of a move is written down all the same.
        let of_moves = matches!(self.change, Change::Proved(_) | Change::Failed { .. } | Change::Planned { .. });
        if before.state != State::Running && !of_moves {
            return act.finish().await;
        }
        let mut after = before.clone();
        let operation = self.apply(&mut act, &mut after).await?;
        after.version = before.version + 1;
        campaigns::update(act.tx, before.version, &after).await?;
        if let Some(operation) = operation {
            noted(&mut act, Some(&before), &after, operation)?;
        }
        act.finish().await
    }
}

impl Record {
    async fn apply(&self, act: &mut Act<'_>, of: &mut Campaign) -> Result<Option<&'static str>, Halt> {
        Ok(match &self.change {
            Change::Proved(ids) => {
                for id in ids {
                    let mut member = load_customer(act, of, id).await?;
                    member.proved = true;
                    campaigns::change(act.tx, &of.partner_id, &of.id, &member).await?;
                }
                None
            }
            Change::Wave(number, state) => {
                let now = act.now;
                for wave in of.waves.iter_mut().filter(|wave| wave.number == *number) {
                    wave.state = *state;
                    match state {
                        WaveState::Open => wave.opened = Some(now),
                        WaveState::Proved => wave.proved = Some(now),
                        WaveState::Planned | WaveState::Failed => {}
                    }
                }
                Some(if *state == WaveState::Open { "open_wave" } else { "prove_wave" })
            }
            Change::Stop(stopped) => {
                if let Stopped::Wave { wave: number, .. } = stopped {
                    for wave in of.waves.iter_mut().filter(|wave| wave.number == *number) {
                        wave.state = WaveState::Failed;
                    }
                }
                of.happen(Happening::Stop)?;
                (of.stopped, of.next) = (Some(stopped.clone()), None);
                Some("stop_campaign")
            }
            Change::Failed { customer, note } => {
                let mut member = load_customer(act, of, customer).await?;
                (member.state, member.note) = (MemberState::Failed, note.clone());
                campaigns::change(act.tx, &of.partner_id, &of.id, &member).await?;
                Some("fail_campaign_customer")
            }
            Change::Planned {
                customer,
                minor,
                digest,
                beyond,
            } => {
                let mut member = load_customer(act, of, customer).await?;
                // Written down before the yes: a yes that is given again after a crash counts once.
                let covers = if beyond.is_none() { *minor } else { 0 };
                of.covered_minor = of.covered_minor.saturating_add(covers - member.covered_minor());
                (member.planned_minor, member.beyond) = (Some(*minor), *beyond);
                member.covered = beyond.is_none().then(|| digest.clone());
                campaigns::change(act.tx, &of.partner_id, &of.id, &member).await?;
                None
            }
            Change::Complete => {
                of.happen(Happening::Complete)?;
                (of.closed, of.next) = (Some(act.now), None);
                Some("complete_campaign")
            }
            Change::Rest(until) => {
                of.next = Some(*until);
                None
            }
        })
    }
}

/// Begins the move of a customer, in the transaction that writes it down in the campaign.
#[derive(Debug, Clone)]
pub(super) struct BeginMember {
    pub(super) id: String,
    pub(super) customer: String,
    pub(super) today: Date,
}

impl UseCase for BeginMember {
    type Out = String;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<String, Halt> {
        let of = load(act, permit.tenant(), &self.id).await?;
        let mut member = load_customer(act, &of, &self.customer).await?;
        if let Some(id) = member.move_id {
            return Ok(id);
        }
        if of.state != State::Running || member.state != MemberState::Open {
            let refusal = Refusal::new(Code::CampaignCustomer).with("id", &member.customer_id);
            return Err(refusal.with("state", member.state).into());
        }
        let texts = campaigns::documents(act.tx, &of.partner_id, &of.id, &self.customer).await?;
        let (estate, policy) = texts.unwrap_or_default();
        let estate: Estate = serde_json::from_str(&estate).map_err(StoreError::from)?;
        let policy: Policy = serde_json::from_str(&policy).map_err(StoreError::from)?;
        let begin = BeginMove {
            estate: estate_on(&estate, self.today),
            policy: policy_of(&of, &member.wishes.deadline, policy, self.today),
            account: of.settings.account.clone(),
            email: member.email.clone(),
            settings: of.settings.moves.clone(),
            base: of.base.clone(),
        };
        let begun = begin.run(act, permit).await?;
        (member.state, member.move_id, member.begun) = (MemberState::Begun, Some(begun.id.clone()), Some(act.now));
        campaigns::change(act.tx, &of.partner_id, &of.id, &member).await?;
        noted(act, None, &of, "begin_campaign_customer")?;
        Ok(begun.id)
    }
}

/// What is wanted of a customer's plan: as given, but its originals are left in time for the campaign.
fn policy_of(of: &Campaign, deadline: &Option<Date>, policy: Policy, today: Date) -> Policy {
    let after = of.settings.leave_after_days.map(|days| date_of(day_number(today) + days as i32));
    let by = [policy.leave_by, *deadline, of.settings.deadline, after]
        .into_iter()
        .flatten()
        .min();
    Policy { leave_by: by, ..policy }
}

pub(super) enum Hand {
    Take(Instant),
    Free,
}

/// Takes a campaign into this process's hands, or gives it back.
pub(super) struct Handle {
    pub(super) inner: Arc<Inner>,
    pub(super) partner: String,
    pub(super) id: String,
    pub(super) hand: Hand,
}

impl Transaction for Handle {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let machine = self.inner.clock.machine().0;
        Ok(match self.hand {
            Hand::Take(now) => {
                let claim = Claim {
                    owner: &self.inner.node,
                    until_ms: machine + LEASE_MS,
                    real_ms: machine,
                    now,
                };
                campaigns::claim(tx, &self.partner, &self.id, claim).await?
            }
            Hand::Free => {
                campaigns::free(tx, &self.partner, &self.id, &self.inner.node).await?;
                true
            }
        })
    }
}

/// Who acts, with the rights they have now; `None`: they are gone, or may not sign in.
pub(super) async fn on_behalf(engine: &Engine, of: &Campaign) -> Result<Option<Call>, Halt> {
    let Some(acting) = &of.acting else { return Ok(None) };
    let person = engine.person(&of.partner_id, &acting.user_id).await?;
    let Some(person) = person.filter(|person| person.user.enabled) else {
        return Ok(None);
    };
    let id = uuid::Builder::from_random_bytes(engine.inner.clock.random())
        .into_uuid()
        .to_string();
    let actor = crate::call::Actor {
        tenant_id: of.partner_id.clone(),
        directory_id: of.partner_id.clone(),
        user: Some(person.acting()),
        application: "campaign".to_owned(),
        roles: person.roles.clone(),
        mfa: acting.mfa,
    };
    let german = of.settings.moves.language == "de";
    Ok(Some(Call {
        actor: actor.into(),
        request_id: id,
        correlation_id: of.id.clone(),
        locale: if german { "de-DE" } else { "en-US" }.to_owned(),
        key: None,
        faults: None,
    }))
}

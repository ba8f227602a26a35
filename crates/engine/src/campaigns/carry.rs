//! Carries campaigns out. One is claimed with a lease; then, again and again: see how its customers stand, ask what is to be done, do it, until
//! nothing is to be done for now. Every step leaves everything in order: whoever goes on after it sees what was done and does the rest.

use super::{
    customers::reasons,
    record::{BeginMember, Change, Hand, Handle, Record, on_behalf},
};
use crate::{
    Engine,
    halt::Halt,
    moves::{
        decide::{ApproveMove, OfferMove},
        documents,
        plan::document,
    },
};
use nahtlos_model::{
    campaigns::{
        Campaign, MemberState, Stopped,
        next::{Next, Seen, alike, next, of_one},
        state::State,
    },
    instants::Instant,
    money::Amount,
    moves::{Move, state::State as MoveState},
    plan::{Plan, StepKind},
    refusals::Code,
};
use nahtlos_store::{Tx, campaigns, moves};
use std::sync::Arc;

/// Campaigns claimed at once.
const CLAIM: i64 = 16;
/// Customers for whom the same is done after one look at all of them: how many may begin before what has happened meanwhile counts.
const BATCH: usize = 32;
/// Things done for a campaign before others have their turn.
const TURNS: usize = 100_000;

impl Engine {
    /// Carries out campaigns that are to be looked at up to an instant; how many. One that fails holds nobody up, and is tried again when its
    /// lease has ended.
    pub(crate) async fn carry_campaigns(&self, until: Instant) -> Result<usize, Halt> {
        let machine = self.inner.clock.machine();
        let ready = campaigns::ready(&mut self.inner.store.reader().await?, until, machine, CLAIM).await?;
        let mut carried = 0;
        for (partner, id) in ready {
            if !self.handle_campaign(&partner, &id, Hand::Take(until)).await? {
                continue;
            }
            carried += 1;
            match self.carry_campaign(&partner, &id).await {
                Ok(()) => drop(self.handle_campaign(&partner, &id, Hand::Free).await?),
                Err(error) => tracing::error!(%error, campaign_id = id, "a campaign cannot be carried out; it is tried again"),
            }
        }
        Ok(carried)
    }

    /// When a campaign is to be looked at next.
    pub(crate) async fn next_campaign(&self) -> Result<Option<Instant>, Halt> {
        Ok(campaigns::next(&mut self.inner.store.reader().await?).await?)
    }

    async fn handle_campaign(&self, partner: &str, id: &str, hand: Hand) -> Result<bool, Halt> {
        let handle = Handle {
            inner: Arc::clone(&self.inner),
            partner: partner.to_owned(),
            id: id.to_owned(),
            hand,
        };
        self.inner.store.transact(Arc::new(handle)).await
    }

    async fn carry_campaign(&self, partner: &str, id: &str) -> Result<(), Halt> {
        for _ in 0..TURNS {
            let mut tx = self.inner.store.reader().await?;
            let Some(of) = campaigns::find(&mut tx, partner, id).await? else {
                return Ok(());
            };
            if of.state != State::Running {
                return Ok(());
            }
            let seen = seen(&mut tx, &of).await?;
            drop(tx);
            let today = self.inner.clock.now().date();
            let next = next(&of, &seen, today);
            let all = alike(&next, &seen, today, BATCH);
            if !all.is_empty() {
                self.take_alike(of, &next, all).await?;
                continue;
            }
            let rests = matches!(next, Next::Rest(_) | Next::Complete | Next::Stop(_));
            self.take(&of, &seen, next).await?;
            if rests {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Does the same for several customers after one look at all: for each, what is kept of it and of the campaign is read again first, and
    /// whoever does not need it any more is passed over.
    async fn take_alike(&self, of: Campaign, next: &Next, all: Vec<String>) -> Result<(), Halt> {
        for customer in all {
            let mut tx = self.inner.store.reader().await?;
            let now = campaigns::find(&mut tx, &of.partner_id, &of.id).await?;
            let member = campaigns::customer(&mut tx, &of.partner_id, &of.id, &customer).await?;
            let (Some(now), Some(member)) = (now, member) else { return Ok(()) };
            let found = match &member.move_id {
                Some(id) => moves::find(&mut tx, &of.partner_id, id).await?,
                None => None,
            };
            drop(tx);
            if now.state != State::Running {
                return Ok(());
            }
            let one = Seen {
                proved: member.proved,
                member,
                of: found.map(|found| found.state),
            };
            let due = of_one(&one, self.inner.clock.now().date());
            if let Some(due) = due.filter(|due| due.is_like(next)) {
                self.take(&now, &[one], due).await?;
            }
        }
        Ok(())
    }

    async fn take(&self, of: &Campaign, seen: &[Seen], next: Next) -> Result<(), Halt> {
        let change = match next {
            Next::Proved(ids) => Change::Proved(ids),
            Next::Wave(number, state) => Change::Wave(number, state),
            Next::Stop(stopped) => Change::Stop(stopped),
            Next::Complete => Change::Complete,
            Next::Rest(until) => Change::Rest(until),
            Next::Schedule => {
                return self
                    .for_person(of, async |call| self.schedule_campaign(call, &of.id).await.map(drop))
                    .await;
            }
            Next::Begin(customer) => return self.begin_member(of, &customer).await,
            Next::Plan(customer) => return self.plan_member(of, seen, &customer).await,
            Next::Approve(customer) => return self.approve_member(of, seen, &customer).await,
        };
        self.record_campaign(of, change).await
    }

    async fn record_campaign(&self, of: &Campaign, change: Change) -> Result<(), Halt> {
        let record = Record {
            inner: Arc::clone(&self.inner),
            partner: of.partner_id.clone(),
            id: of.id.clone(),
            change,
        };
        self.inner.store.transact(Arc::new(record)).await
    }

    /// Does something on behalf of who said yes; where they are gone or may not any more, the campaign stops.
    async fn for_person(&self, of: &Campaign, work: impl AsyncFnOnce(&crate::call::Call) -> Result<(), Halt>) -> Result<(), Halt> {
        let done = match on_behalf(self, of).await? {
            Some(call) => work(&call).await,
            None => Err(Code::RoleLacksRight.into()),
        };
        match done {
            Err(Halt::Refused(refusal)) if refusal.code == Code::RoleLacksRight => {
                let name = of.acting.as_ref().map(|acting| acting.name.clone()).unwrap_or_default();
                self.record_campaign(of, Change::Stop(Stopped::NobodyActs { name })).await
            }
            done => done,
        }
    }

    async fn begin_member(&self, of: &Campaign, customer: &str) -> Result<(), Halt> {
        let begin = BeginMember {
            id: of.id.clone(),
            customer: customer.to_owned(),
            today: self.inner.clock.now().date(),
        };
        self.for_person(of, async |call| match self.execute(call, begin).await {
            Ok(_) => Ok(()),
            other => self.or_failed(of, customer, other.map(drop)).await,
        })
        .await
    }

    /// Plans a customer's move, and writes down what it costs and whether the yes covers it.
    async fn plan_member(&self, of: &Campaign, seen: &[Seen], customer: &str) -> Result<(), Halt> {
        let Some(id) = move_of(seen, customer) else { return Ok(()) };
        self.for_person(of, async |call| {
            let mut tx = self.inner.store.reader().await?;
            let found = moves::find(&mut tx, &of.partner_id, &id).await?;
            drop(tx);
            // Planned before a crash: only not written down.
            let planned = match found.filter(|found| found.state == MoveState::Planned) {
                Some(planned) => Ok(planned),
                None => self.plan_move(call, &id, None).await,
            };
            let planned = match planned {
                Ok(planned) => planned,
                refused => return self.or_failed(of, customer, refused.map(drop)).await,
            };
            let Some(plan) = &planned.plan else { return Ok(()) };
            let mut tx = self.inner.store.reader().await?;
            let text: Plan = document(&mut tx, &planned, documents::PLAN, plan.version).await?;
            drop(tx);
            let limits = of.approval.as_ref().map(|approval| approval.limits).unwrap_or_default();
            // Without what the same customer's plan before cost, where there was one.
            let before = seen.iter().find(|one| one.member.customer_id == customer);
            let others = of.covered_minor - before.map_or(0, |one| one.member.covered_minor());
            let change = Change::Planned {
                customer: customer.to_owned(),
                minor: plan.total.minor,
                digest: plan.digest.clone(),
                beyond: limits.beyond(&text, planned.created.date(), others),
            };
            self.record_campaign(of, change).await
        })
        .await
    }

    async fn approve_member(&self, of: &Campaign, seen: &[Seen], customer: &str) -> Result<(), Halt> {
        let Some(id) = move_of(seen, customer) else { return Ok(()) };
        let mut tx = self.inner.store.reader().await?;
        let Some(found) = moves::find(&mut tx, &of.partner_id, &id).await? else {
            return Ok(());
        };
        let Some(plan) = found.plan.clone() else { return Ok(()) };
        let text: Plan = document(&mut tx, &found, documents::PLAN, plan.version).await?;
        drop(tx);
        let covered = seen.iter().find(|one| one.member.customer_id == customer);
        let covered = covered.and_then(|one| one.member.covered.as_ref());
        // A person made another plan meanwhile: the yes does not cover what was not held against its limits.
        if found.state == MoveState::Planned && covered != Some(&plan.digest) {
            return self.plan_member(of, seen, customer).await;
        }
        let limits = of.approval.as_ref().map(|approval| approval.limits).unwrap_or_default();
        let limits = limits.of_move(&text, found.created.date());
        self.for_person(of, async |call| {
            if of.settings.offer && found.state == MoveState::Planned {
                let offered = self.execute(call, OfferMove { id: id.clone() }).await;
                self.or_failed(of, customer, offered.map(drop)).await?;
            }
            let approve = ApproveMove {
                id,
                digest: plan.digest,
                more: Amount {
                    minor: limits.more_minor,
                    digits: plan.total.digits,
                },
                later_days: limits.later_days,
                users: limits.users,
            };
            let approved = self.execute(call, approve).await;
            self.or_failed(of, customer, approved.map(drop)).await
        })
        .await
    }

    /// A refusal is the customer's, and is written down; that who acts may not is the campaign's.
    async fn or_failed(&self, of: &Campaign, customer: &str, done: Result<(), Halt>) -> Result<(), Halt> {
        match done {
            // Taken out, planned or approved by a person meanwhile: looked at again.
            Err(Halt::Refused(refusal)) if matches!(refusal.code, Code::CampaignCustomer | Code::MoveState | Code::StaleEtag) => Ok(()),
            Err(Halt::Refused(refusal)) if refusal.code != Code::RoleLacksRight => {
                let why = match refusal.code {
                    Code::NoPlan => reasons(&refusal),
                    _ => refusal.to_string(),
                };
                let note = format!("{}: {why}", refusal.code.wire());
                let customer = customer.to_owned();
                self.record_campaign(of, Change::Failed { customer, note }).await
            }
            done => done,
        }
    }
}

fn move_of(seen: &[Seen], customer: &str) -> Option<String> {
    let one = seen.iter().find(|one| one.member.customer_id == customer)?;
    one.member.move_id.clone()
}

/// Every customer with how its move stands.
pub(super) async fn seen(tx: &mut Tx, of: &Campaign) -> Result<Vec<Seen>, Halt> {
    let mut all = Vec::new();
    for (member, of_member) in campaigns::with_moves(tx, &of.partner_id, &of.id).await? {
        let proved = match &of_member {
            Some(moved) if member.state == MemberState::Begun && !member.proved => is_proved(tx, moved).await?,
            _ => member.proved,
        };
        all.push(Seen {
            member,
            of: of_member.map(|moved| moved.state),
            proved,
        });
    }
    Ok(all)
}

/// Whether a move is past its cover proof: everybody's cover was proved with the seats and licences of the new partner. A move without such a
/// step proves at its end.
async fn is_proved(tx: &mut Tx, of: &Move) -> Result<bool, Halt> {
    let Some(plan) = &of.plan else { return Ok(false) };
    if of.state == MoveState::Completed {
        return Ok(true);
    }
    // Nothing is proved before seats were seen, and nothing of a move is read before something of it is done.
    if !of.state.is_under_way() || of.steps.iter().filter(|run| run.is_over()).count() < 2 {
        return Ok(false);
    }
    let plan: Plan = document(tx, of, documents::PLAN, plan.version).await?;
    let mut proofs = plan.steps.iter().filter(|step| step.kind == StepKind::VerifyCover).peekable();
    let some = proofs.peek().is_some();
    Ok(some && proofs.all(|step| of.step(&step.id).is_some_and(|run| run.is_over())))
}

//! Customers come into a campaign with what they hold, are changed, taken out and put in again.

use super::{changed, load, load_customer, unknown};
use crate::{
    Engine,
    act::Act,
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    moves::{
        decide::AbandonMove,
        plan::{case_of, planned},
    },
    permit::Permit,
};
use nahtlos_model::{
    campaigns::{
        Campaign, Member, MemberState, Wishes,
        assess::{Assessment, RiskCode, assess, estate_on},
        state::Happening,
    },
    customers::profile::mailable,
    estate::Estate,
    notice::{Notice, Value},
    permissions::Action,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::{StoreError, campaigns, moves};

/// A customer for a campaign, as somebody gives it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What it holds, in every channel.
    pub estate: Estate,
    /// What is wanted of its plan.
    pub policy: Policy,
    /// Where requests are mailed to.
    pub email: Option<String>,
    /// What people want for it.
    pub wishes: Wishes,
    /// What is known to be missing in what it holds.
    pub lacks: Vec<Notice<RiskCode>>,
}

/// Adds a customer that was assessed, or replaces it before its move has begun.
#[derive(Debug, Clone)]
struct PutCustomer {
    id: String,
    candidate: Candidate,
    assessment: Assessment,
}

impl UseCase for PutCustomer {
    type Out = Member;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Member, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Change)?;
        mailable("email", self.candidate.email.as_deref())?;
        let customer = &self.candidate.estate.customer;
        let tenant = customer.id.to_ascii_lowercase();
        let known = campaigns::customer(act.tx, &before.partner_id, &before.id, &tenant).await?;
        if let Some(known) = known.filter(|known| known.move_id.is_some()) {
            return Err(otherwise(&known).into());
        }
        let mut assessment = self.assessment.clone();
        if let Some(open) = moves::open_of(act.tx, &before.partner_id, &tenant).await? {
            assessment
                .risks
                .push(Notice::new(RiskCode::MoveOpen).with("id", Value::Text(open.id)));
        }
        let state = if assessment.is_eligible() {
            MemberState::Open
        } else {
            MemberState::Ineligible
        };
        let made = Member {
            customer_id: tenant,
            name: customer.name.clone(),
            domain: customer.domain.clone(),
            email: self.candidate.email.clone(),
            wishes: self.candidate.wishes.clone(),
            assessment,
            state,
            day: None,
            wave: None,
            in_time: false,
            move_id: None,
            begun: None,
            planned_minor: None,
            covered: None,
            beyond: None,
            proved: false,
            note: String::new(),
        };
        let estate = serde_json::to_string(&self.candidate.estate).map_err(StoreError::from)?;
        let policy = serde_json::to_string(&self.candidate.policy).map_err(StoreError::from)?;
        campaigns::put(act.tx, &before.partner_id, &before.id, &made, &estate, &policy).await?;
        changed(act, &before, &mut after, "add_campaign_customer").await?;
        Ok(made)
    }
}

fn otherwise(member: &Member) -> Refusal {
    Refusal::new(Code::CampaignCustomer)
        .with("id", &member.customer_id)
        .with("state", member.state)
}

impl Engine {
    /// Adds a customer to a campaign: planned once, to know whether it can be moved and what it costs, and assessed. A customer who cannot be
    /// moved is in it, and says why.
    ///
    /// # Errors
    /// `NotFound`; `CampaignState` for one that runs; `InvalidProperty` for an estate of another currency or without a tenant; `CampaignCustomer`
    /// for one whose move has begun.
    pub async fn add_campaign_customer(&self, call: &Call, id: &str, candidate: Candidate) -> Result<Member, Halt> {
        let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
        let partner = reading.tenant();
        let of = campaigns::find(&mut reading.tx, &partner, id).await?.ok_or_else(|| unknown(id))?;
        of.state.try_after(Happening::Change)?;
        let assortment = std::sync::Arc::clone(&reading.assortment);
        let today = reading.now.date();
        drop(reading);
        let customer = &candidate.estate.customer;
        if uuid::Uuid::try_parse(&customer.id).is_err() {
            return Err(Refusal::property("estate.customer.id", "a tenant's id is a GUID").into());
        }
        if customer.currency != of.settings.currency {
            let why = format!("the campaign counts in {}", of.settings.currency);
            return Err(Refusal::property("estate.customer.currency", why).into());
        }
        let estate = estate_on(&candidate.estate, today);
        let plan = match case_of(&assortment, estate.clone(), candidate.policy.clone()) {
            Ok(case) => planned(case).await,
            Err(refused) => Err(refused),
        };
        let plan = match plan {
            Ok(plan) => Ok(plan),
            Err(Halt::Refused(refusal)) if refusal.code == Code::NoPlan => Err(reasons(&refusal)),
            Err(other) => return Err(other),
        };
        let plan = plan.as_ref().map_err(String::as_str);
        let mut assessment = assess(&estate, plan, candidate.email.is_some(), &of.settings);
        assessment.risks.extend(candidate.lacks.iter().cloned());
        assessment.risks.sort_by_key(|notice| notice.code);
        let put = PutCustomer {
            id: of.id,
            candidate,
            assessment,
        };
        self.execute(call, put).await
    }
}

/// The codes of the reasons for which there is no plan.
pub(super) fn reasons(refusal: &Refusal) -> String {
    let value = refusal.values.iter().find(|(name, _)| *name == "reasons");
    value.map_or_else(|| refusal.code.wire().to_owned(), |(_, value)| value.to_string())
}

/// Changes what people want for a customer, and where it is mailed to.
#[derive(Debug, Clone)]
pub struct ChangeCustomer {
    /// The campaign.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// What people want; `None`: as before.
    pub wishes: Option<Wishes>,
    /// Where requests are mailed to; `None`: as before.
    pub email: Option<String>,
}

impl UseCase for ChangeCustomer {
    type Out = Member;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Member, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Change)?;
        let mut member = load_customer(act, &before, &self.customer).await?;
        if member.move_id.is_some() {
            return Err(otherwise(&member).into());
        }
        if let Some(wishes) = &self.wishes {
            member.wishes = wishes.clone();
        }
        if let Some(email) = &self.email {
            mailable("email", Some(email))?;
            member.email = Some(email.clone()).filter(|email| !email.is_empty());
            member.assessment.risks.retain(|risk| risk.code != RiskCode::NoAddress);
            if member.email.is_none() {
                member.assessment.risks.push(Notice::new(RiskCode::NoAddress));
            }
        }
        campaigns::change(act.tx, &before.partner_id, &before.id, &member).await?;
        changed(act, &before, &mut after, "change_campaign_customer").await?;
        Ok(member)
    }
}

/// Takes a customer out of a campaign. Its move, if it has begun, goes on by itself, or is given up.
#[derive(Debug, Clone)]
pub struct ExcludeCustomer {
    /// The campaign.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// Give its move up; otherwise it goes on.
    pub abandon: bool,
    /// Why.
    pub note: String,
}

impl UseCase for ExcludeCustomer {
    type Out = Member;

    fn needs(&self) -> Need {
        let action = if self.abandon { Action::ApproveMoves } else { Action::ManageMoves };
        Need::own(action)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Member, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut member = load_customer(act, &before, &self.customer).await?;
        if before.state.is_over() || member.state == MemberState::Excluded {
            return Err(otherwise(&member).into());
        }
        if let Some(id) = member.move_id.clone().filter(|_| self.abandon) {
            let of = moves::find(act.tx, &before.partner_id, &id).await?;
            if of.is_some_and(|of| !of.state.is_over()) {
                let abandon = AbandonMove {
                    id,
                    note: self.note.clone(),
                };
                abandon.run(act, permit).await?;
            }
        }
        member.state = MemberState::Excluded;
        member.note.clone_from(&self.note);
        (member.day, member.wave) = match member.move_id {
            // Its wave is not asked about it any more, but it stays where it was.
            Some(_) => (member.day, member.wave),
            None => (None, None),
        };
        campaigns::change(act.tx, &before.partner_id, &before.id, &member).await?;
        let mut after = before.clone();
        changed(act, &before, &mut after, "exclude_campaign_customer").await?;
        Ok(member)
    }
}

/// Puts a customer in again that was excluded or failed before its move had begun.
#[derive(Debug, Clone)]
pub struct IncludeCustomer {
    /// The campaign.
    pub id: String,
    /// The customer.
    pub customer: String,
}

impl UseCase for IncludeCustomer {
    type Out = Member;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Member, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after: Campaign = before.clone();
        after.happen(Happening::Change)?;
        let mut member = load_customer(act, &before, &self.customer).await?;
        let out = matches!(member.state, MemberState::Excluded | MemberState::Failed);
        if !out || member.move_id.is_some() {
            return Err(otherwise(&member).into());
        }
        member.state = if member.assessment.is_eligible() {
            MemberState::Open
        } else {
            MemberState::Ineligible
        };
        member.note = String::new();
        campaigns::change(act.tx, &before.partner_id, &before.id, &member).await?;
        changed(act, &before, &mut after, "include_campaign_customer").await?;
        Ok(member)
    }
}

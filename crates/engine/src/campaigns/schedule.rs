//! Gives every customer who has not begun a day: at first, whenever somebody wants it, and from the present when days have passed. The
//! schedule is solved outside of any transaction, proved, and kept only if nothing changed meanwhile.

use super::{changed, load, unknown};
use crate::{
    Engine,
    act::Act,
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    campaigns::{Campaign, Member, MemberState, Scheduled, Wave, state::Happening},
    dates::{Date, date_of, day_number},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_planner::{
    campaign::{Arranged, Day, Ground, Person, arrange},
    schedule::recheck,
};
use nahtlos_store::{StoreError, Tx, campaigns};
use serde_json::json;
use sha2::{Digest, Sha256};

/// A schedule that was made and proved, to be kept.
#[derive(Debug, Clone)]
pub(super) struct KeepSchedule {
    id: String,
    /// The campaign's version when it was made.
    version: i64,
    from: Date,
    waves: Vec<Wave>,
    /// By customer.
    days: Vec<(String, Option<Day>)>,
    short: Short,
}

/// What a schedule comes to.
#[derive(Debug, Clone)]
struct Short {
    late: i64,
    left_out: i64,
    cost_minor: i64,
    digest: String,
}

impl UseCase for KeepSchedule {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        if before.version != self.version {
            return Err(Refusal::new(Code::StaleEtag).with("version", self.version).into());
        }
        let mut after = before.clone();
        after.happen(Happening::Schedule)?;
        let mut customers = 0;
        for (id, day) in &self.days {
            let Some(mut member) = campaigns::customer(act.tx, &before.partner_id, &before.id, id).await? else {
                continue;
            };
            customers += i64::from(day.is_some());
            let was = (member.day, member.wave, member.in_time);
            member.day = day.map(|day| day.day);
            member.wave = day.map(|day| day.wave);
            member.in_time = day.is_some_and(|day| day.in_time);
            if was != (member.day, member.wave, member.in_time) {
                campaigns::change(act.tx, &before.partner_id, &before.id, &member).await?;
            }
        }
        after.waves.clone_from(&self.waves);
        after.scheduled = Some(Scheduled {
            at: act.now,
            from: self.from,
            customers,
            late: self.short.late - self.short.left_out,
            left_out: self.short.left_out,
            cost_minor: self.short.cost_minor,
            digest: self.short.digest.clone(),
        });
        changed(act, &before, &mut after, "schedule_campaign").await?;
        Ok(after)
    }
}

impl Engine {
    /// Gives every customer of a campaign who has not begun a day, from today on.
    ///
    /// # Errors
    /// `NotFound`; `CampaignState`; a campaign that changed three times meanwhile.
    pub async fn schedule_campaign(&self, call: &Call, id: &str) -> Result<Campaign, Halt> {
        let mut tries = 0;
        loop {
            let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
            let partner = reading.tenant();
            let made = self.arranged(&mut reading.tx, &partner, id, reading.now.date()).await?;
            drop(reading);
            match self.execute(call, made).await {
                Err(Halt::Refused(refusal)) if refusal.code == Code::StaleEtag && tries < 3 => tries += 1,
                done => return done,
            }
        }
    }

    /// Solves and proves a schedule.
    async fn arranged(&self, tx: &mut Tx, partner: &str, id: &str, today: Date) -> Result<KeepSchedule, Halt> {
        let of = campaigns::find(tx, partner, id).await?.ok_or_else(|| unknown(id))?;
        of.state.try_after(Happening::Schedule)?;
        let members: Vec<Member> = campaigns::customers(tx, partner, id, "", i64::MAX, None).await?;
        let from = today.max(of.settings.days.first);
        let begun_today = |member: &&Member| member.begun.is_some_and(|at| at.date() == from);
        let taken = u32::try_from(members.iter().filter(begun_today).count()).unwrap_or(u32::MAX);
        let open: Vec<Member> = members.into_iter().filter(|member| member.state == MemberState::Open).collect();
        let version = of.version;
        let work = tokio::task::spawn_blocking(move || solved(&of, &open, from, taken));
        let (waves, days, short) = work.await.map_err(|error| Halt::from(StoreError::other(error.to_string())))??;
        Ok(KeepSchedule {
            id: id.to_owned(),
            version,
            from,
            waves,
            days,
            short,
        })
    }
}

type Solved = (Vec<Wave>, Vec<(String, Option<Day>)>, Short);

fn solved(of: &Campaign, open: &[Member], from: Date, taken: u32) -> Result<Solved, Halt> {
    let person = |member: &'_ Member| (member.customer_id.clone(), member.wave);
    let ids: Vec<(String, Option<u32>)> = open.iter().map(person).collect();
    let people: Vec<Person<'_>> = open
        .iter()
        .map(|member| Person {
            id: &member.customer_id,
            wishes: &member.wishes,
            assessment: &member.assessment,
            wave: member.wave,
        })
        .collect();
    // A campaign whose days are over has none left.
    let last = day_number(of.settings.days.last);
    let ground = Ground {
        settings: &of.settings,
        waves: &of.waves,
        people: &people,
        from: date_of(day_number(from).min(last + 1)),
        taken,
    };
    let made: Arranged = arrange(&ground).map_err(|misfit| Refusal::property("settings", misfit.to_string()))?;
    if let Err(flaw) = recheck(&made.problem, &made.schedule) {
        return Err(StoreError::other(format!("a schedule of our own is refuted: {flaw:?}")).into());
    }
    let loss = made.schedule.loss;
    let body = json!({
        "campaign": of.id,
        "customers": ids.iter().zip(&made.days).map(|((id, _), day)| json!([id, day.map(|day| day.day)])).collect::<Vec<_>>(),
        "prices": made.schedule.prices.iter().map(|price| json!([price.late, price.left_out, price.cost.to_string()])).collect::<Vec<_>>(),
    });
    let digest = Sha256::digest(body.to_string().as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let short = Short {
        late: loss.late,
        left_out: loss.left_out,
        cost_minor: i64::try_from(loss.cost).unwrap_or(i64::MAX),
        digest,
    };
    let days = ids.into_iter().map(|(id, _)| id).zip(made.days).collect();
    Ok((made.waves, days, short))
}

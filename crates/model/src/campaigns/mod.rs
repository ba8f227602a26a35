//! Campaigns: moves of many customers as one undertaking. Every customer begins on its day of a schedule, wave after wave, canaries first.
//!
//! Everything here is pure. Days are chosen by `nahtlos_planner::campaign`; [`next`] says what is to be done now, and
//! [`gate`] when a wave is proved and when one has failed; [`yes`] what the yes to a campaign covers; [`assess`] what is known of a customer before, and [`seen`] what a look at it shows. The engine does what they say.

pub mod assess;
pub mod gate;
pub mod next;
pub mod seen;
pub mod state;
pub mod yes;

use crate::{
    dates::{Date, day_number},
    estate::word_enum,
    instants::Instant,
    money::Currency,
    moves::{self, Acting},
    refusals::Refusal,
};
use assess::Assessment;
use gate::Failed;
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use state::{Happening, State};
use yes::{Beyond, Limits};

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// Id, ordered by time.
    pub id: String,
    /// The partner whose campaign it is.
    pub partner_id: String,
    /// What people call it.
    pub name: String,
    /// The address by which customers reach this center, for links.
    pub base: String,
    /// State.
    pub state: State,
    /// How it is carried out.
    pub settings: Settings,
    /// Waves of the schedule that holds, in order.
    pub waves: Vec<Wave>,
    /// The schedule that holds, in short.
    pub scheduled: Option<Scheduled>,
    /// The yes.
    pub approval: Option<Approval>,
    /// On whose behalf moves begin: who said yes, or resumed it last.
    pub acting: Option<Acting>,
    /// Why it stopped itself.
    pub stopped: Option<Stopped>,
    /// What plans cost that the yes covered, in minor units.
    pub covered_minor: i64,
    /// When it is to be looked at next; `None`: only when something happens.
    pub next: Option<Instant>,
    /// When it was made.
    pub created: Instant,
    /// When it was completed or given up.
    pub closed: Option<Instant>,
    /// Counted up with every change.
    pub version: i64,
}

/// Days in a row, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// How a campaign is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Where its moves are carried out: an account of the partner by its id; `None`: at this center.
    #[serde(default)]
    pub account: Option<String>,
    /// Currency of every customer in it.
    pub currency: Currency,
    /// First and last day on which a move may begin.
    pub days: Span,
    /// The day by which everybody has to have left the old partner.
    pub deadline: Option<Date>,
    /// Days after a move's beginning within which the customer has changed: acceptance, purchase, seats, licences, and the lead of the plan.
    pub need_days: i64,
    /// Days after its beginning on which a customer leaves its originals at the latest; `None`: not before they end.
    pub leave_after_days: Option<i64>,
    /// Tasks that people can do a day, and what one customer takes.
    pub tasks: Budget,
    /// Requests that the services allow a day, and what one customer takes.
    pub requests: Budget,
    /// Whether moves begin on Saturdays and Sundays.
    pub weekends: bool,
    /// Days on which none begins.
    pub blackouts: Vec<Span>,
    /// Customers in the first wave, those with the least risk; 0: there is none of its own.
    pub canaries: u32,
    /// Length of the first wave with canaries, in days.
    pub canary_days: u32,
    /// Length of a wave in days.
    pub wave_days: u32,
    /// Days after each wave that are left to its proof.
    pub proof_days: u32,
    /// Most customers of a wave whose move may stand still or fail.
    pub most_halts: u32,
    /// The same of canaries.
    pub most_canary_halts: u32,
    /// Show plans to customers before they are carried out.
    pub offer: bool,
    /// How each move is carried out.
    pub moves: moves::Settings,
}

/// What there is of something a day, and what a customer takes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// A day.
    pub per_day: u32,
    /// One customer; 0: it is not scarce.
    pub per_customer: u32,
}

impl Budget {
    fn slots(self) -> u32 {
        self.per_day.checked_div(self.per_customer).unwrap_or(u32::MAX)
    }
}

/// Most slots of a day: more customers than any campaign has.
const MOST_SLOTS: u32 = 1_000_000;

impl Settings {
    /// What is usual between two days.
    pub fn usual(currency: Currency, days: Span) -> Self {
        Self {
            account: None,
            currency,
            days,
            deadline: None,
            need_days: 21,
            leave_after_days: Some(30),
            tasks: Budget {
                per_day: 40,
                per_customer: 4,
            },
            requests: Budget {
                per_day: 50_000,
                per_customer: 500,
            },
            weekends: false,
            blackouts: Vec::new(),
            canaries: 3,
            canary_days: 5,
            wave_days: 28,
            proof_days: 28,
            most_halts: 2,
            most_canary_halts: 0,
            offer: false,
            moves: moves::Settings::default(),
        }
    }

    /// Customers who may begin on a day: by the scarcer of people and requests.
    pub fn slots(&self, day: Date) -> u32 {
        let free = self.weekends || !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let open = free && !self.blackouts.iter().any(|span| span.first <= day && day <= span.last);
        match open {
            true => self.tasks.slots().min(self.requests.slots()).min(MOST_SLOTS),
            false => 0,
        }
    }

    /// Refuses what cannot be carried out.
    ///
    /// # Errors
    /// `InvalidProperty`, naming the setting.
    pub fn checked(self) -> Result<Self, Refusal> {
        let wrong = |field: &str, why: &str| Err(Refusal::property(format!("settings.{field}"), why.to_owned()));
        let length = day_number(self.days.last) - day_number(self.days.first) + 1;
        if length < 1 {
            return wrong("days", "the last day is before the first");
        }
        if length > 3_660 {
            return wrong("days", "a campaign has at most 3660 days");
        }
        if self.blackouts.iter().any(|span| span.last < span.first) {
            return wrong("blackouts", "the last day of one is before its first");
        }
        if !(0..=365).contains(&self.need_days) {
            return wrong("needDays", "a customer needs from 0 to 365 days");
        }
        if self.leave_after_days.is_some_and(|days| days < self.need_days) {
            return wrong(
                "leaveAfterDays",
                "nobody can leave before they have changed: give at least needDays",
            );
        }
        if self.wave_days == 0 || (self.canaries > 0 && self.canary_days == 0) {
            return wrong("waveDays", "a wave has at least one day");
        }
        if !(1..=moves::MOST_IN_BATCH).contains(&self.moves.batch) {
            return wrong("moves.batch", "a batch has from 1 to 20 users");
        }
        Ok(self)
    }
}

word_enum!(
    /// How a wave stands. Texts: `wave-` + word.
    WaveState {
        /// Its days have not come, or the one before is not proved.
        Planned = "planned",
        /// Its customers begin.
        Open = "open",
        /// All of its moves are past their cover proof.
        Proved = "proved",
        /// More of its moves than allowed stand still or failed.
        Failed = "failed",
    }
);

/// A part of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wave {
    /// From 1.
    pub number: u32,
    /// Whether it is the one of the canaries.
    pub canary: bool,
    /// Its days.
    pub days: Span,
    /// How it stands.
    pub state: WaveState,
    /// When its first customer could begin.
    pub opened: Option<Instant>,
    /// When it was proved.
    pub proved: Option<Instant>,
}

/// A schedule in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheduled {
    /// When.
    pub at: Instant,
    /// From this day on.
    pub from: Date,
    /// Customers who have a day.
    pub customers: i64,
    /// Those whose day is too late for their originals.
    pub late: i64,
    /// Those for whom there is no day.
    pub left_out: i64,
    /// Double payment and missed renewals, as estimated, in minor units.
    pub cost_minor: i64,
    /// SHA-256 of days and prices, in hexadecimal: what a yes is a yes to.
    pub digest: String,
}

/// A yes to a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The schedule's digest.
    pub digest: String,
    /// Which plans it covers; others wait for a person.
    pub limits: Limits,
}

/// Why a campaign stopped itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum Stopped {
    /// A wave failed.
    Wave {
        /// Which.
        wave: u32,
        /// How.
        failed: Failed,
    },
    /// Who said yes may not any more, or is gone.
    NobodyActs {
        /// Sign-in name.
        name: String,
    },
}

word_enum!(
    /// How a customer of a campaign stands. Texts: `member-` + word.
    MemberState {
        /// Not begun.
        Open = "open",
        /// Its move was begun.
        Begun = "begun",
        /// A person took it out.
        Excluded = "excluded",
        /// It cannot be moved as it is.
        Ineligible = "ineligible",
        /// Its move could not be begun or planned.
        Failed = "failed",
    }
);

/// A customer of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Tenant id.
    pub customer_id: String,
    /// Name.
    pub name: String,
    /// Default domain.
    pub domain: String,
    /// Where requests are mailed to.
    pub email: Option<String>,
    /// What people want for it.
    pub wishes: Wishes,
    /// What is known of it.
    pub assessment: Assessment,
    /// How it stands.
    pub state: MemberState,
    /// Its day in the schedule.
    pub day: Option<Date>,
    /// Its wave.
    pub wave: Option<u32>,
    /// Whether its day is early enough for its originals.
    pub in_time: bool,
    /// Its move.
    pub move_id: Option<String>,
    /// When that was begun.
    pub begun: Option<Instant>,
    /// What the plan of its move costs, in minor units.
    pub planned_minor: Option<i64>,
    /// SHA-256 of the plan that the yes to the campaign covered first, in hexadecimal.
    #[serde(default)]
    pub covered: Option<String>,
    /// Why its plan waits for a person's yes.
    pub beyond: Option<Beyond>,
    /// Its move is past its cover proof.
    pub proved: bool,
    /// Why it was excluded, or failed.
    pub note: String,
}

/// What people want for a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Wishes {
    /// Not before.
    pub earliest: Option<Date>,
    /// The day by which it has to have left the old partner.
    pub deadline: Option<Date>,
    /// It is to be a canary, or not to be one, whatever its risk.
    pub canary: Option<bool>,
    /// What each day costs by which it begins too early, in minor units, in place of the estimate.
    pub per_day_minor: Option<i64>,
    /// What it costs when its originals renew first, in place of the estimate.
    pub missed_minor: Option<i64>,
}

impl Campaign {
    /// Something happens to it.
    ///
    /// # Errors
    /// `CampaignState`.
    pub fn happen(&mut self, happening: Happening) -> Result<(), Refusal> {
        self.state = self.state.try_after(happening)?;
        Ok(())
    }

    /// A wave by its number.
    pub fn wave(&self, number: u32) -> Option<&Wave> {
        self.waves.iter().find(|wave| wave.number == number)
    }

    /// Most of a wave's moves that may stand still or fail.
    pub fn most_halts(&self, wave: &Wave) -> u32 {
        match wave.canary {
            true => self.settings.most_canary_halts,
            false => self.settings.most_halts,
        }
    }
}

//! Our own: campaigns, the moves of many customers as one undertaking.
//!
//! Used by `/moves/v1/campaigns`. Amounts are decimal texts in the campaign's currency, days are UTC dates. Estates and policies are documents of
//! their own (`nahtlos.estate/1`).

use crate::{Attributes, Links, moves::MoveSettings};
use jiff::civil::Date;
use nahtlos_model::instants::Instant;
use serde_json::Value;

/// Where a partner's campaigns are.
pub const PATH: &str = "/moves/v1/campaigns";

spelled! {
    pub enum CampaignState {
        Drafted = "drafted", Scheduled = "scheduled", Running = "running", Paused = "paused", Stopped = "stopped", Completed = "completed",
        Abandoned = "abandoned",
    }

    pub enum WaveState {
        Planned = "planned", Open = "open", Proved = "proved", Failed = "failed",
    }

    pub enum CampaignCustomerState {
        Open = "open", Begun = "begun", Excluded = "excluded", Ineligible = "ineligible", Failed = "failed",
    }
}

shape! {
    /// A campaign to make, or how one is to be carried out from now on.
    pub struct CampaignRequest {
        name: String,
        settings: CampaignSettings,
    }

    /// How a campaign is carried out; what is left out is as usual, or as it was.
    pub struct CampaignSettings {
        /// Where its moves are carried out: an account by its id or name; `local`: at this center, as usual.
        account: String,
        currency: String,
        /// First and last day on which a move may begin.
        first_day: Date,
        last_day: Date,
        /// The day by which everybody has to have left the old partner.
        deadline: Date,
        /// Days after a move's beginning within which the customer has changed (21).
        need_days: i64,
        /// Days after its beginning on which a customer leaves its originals at the latest (30); 0: not before they end.
        leave_after_days: i64,
        /// Tasks that people can do a day (40), and what a customer takes (4; 0: people are not scarce).
        tasks_per_day: u32,
        tasks_per_customer: u32,
        /// Requests that the services allow a day (50000), and what a customer takes (500; 0: they are not scarce).
        requests_per_day: u32,
        requests_per_customer: u32,
        /// Whether moves begin on Saturdays and Sundays.
        weekends: bool,
        /// Days on which none begins.
        blackouts: Vec<DaySpan>,
        /// Customers in the first wave (3), and its length in days (5).
        canaries: u32,
        canary_days: u32,
        /// Length of a wave in days (28), and days left to the proof of each (28).
        wave_days: u32,
        proof_days: u32,
        /// Most customers of a wave whose move may stand still or fail (2), and of the canaries (0).
        most_halts: u32,
        most_canary_halts: u32,
        /// Show plans to customers before they are carried out.
        offer: bool,
        /// How each move is carried out.
        moves: MoveSettings,
    }

    /// Days in a row, both ends included.
    pub struct DaySpan {
        first: Date,
        last: Date,
    }

    pub struct Campaign {
        id: String,
        name: String,
        state: CampaignState,
        settings: CampaignSettings,
        schedule: CampaignSchedule,
        approval: CampaignApproval,
        /// On whose behalf moves begin.
        acting_name: String,
        stopped: CampaignStop,
        waves: Vec<CampaignWave>,
        /// Everybody who was not taken out and can be moved; absent in lists.
        progress: CampaignProgress,
        /// Customers by state; absent in lists.
        customers: CampaignCounts,
        /// What the plans cost that the yes covered.
        covered: String,
        next_time: Instant,
        created_time: Instant,
        closed_time: Instant,
        version: i64,
        links: Links,
        attributes: Attributes,
    }

    pub struct CampaignSchedule {
        time: Instant,
        /// First day that it gave out.
        from: Date,
        /// Customers with a day.
        customers: i64,
        /// Those whose day is too late for their originals.
        late: i64,
        /// Those for whom there is no day.
        left_out: i64,
        /// Double payment and missed renewals, as estimated.
        cost: String,
        /// SHA-256 of days and prices: what a yes is a yes to.
        digest: String,
    }

    pub struct CampaignApproval {
        by: String,
        time: Instant,
        digest: String,
        limits: CampaignLimits,
    }

    /// Which plans a yes covers; others wait for a person. What is left out has no limit.
    pub struct CampaignLimits {
        /// Most that one customer's plan may cost.
        each: String,
        /// Most that all plans together may cost that it covers.
        all: String,
        /// Days from a move's beginning until the last original is left.
        days: i64,
        /// Users of a customer whose licences change.
        users: i64,
        /// How much more a later plan of a customer may cost than the one that was covered first, when something is otherwise than planned.
        /// What is left out of these three goes as far as the limits of every plan do.
        more: String,
        /// By how many days its ends and changes may come later.
        later_days: i64,
        /// Of how many users licences may change otherwise, by all later plans of a customer together.
        other_users: i64,
    }

    /// A yes to a campaign.
    pub struct CampaignYes {
        /// The schedule's digest.
        digest: String,
        limits: CampaignLimits,
    }

    /// Why a campaign stopped itself.
    pub struct CampaignStop {
        /// `wave` or `nobodyActs`.
        kind: String,
        wave: u32,
        /// Customers whose move stands still or failed, and how many were allowed.
        halted: u32,
        allowed: u32,
        /// The first few of them.
        customer_ids: Vec<String>,
        /// Who may not act any more.
        name: String,
    }

    pub struct CampaignWave {
        number: u32,
        /// Whether it is the one of the canaries.
        canary: bool,
        first_day: Date,
        last_day: Date,
        state: WaveState,
        opened_time: Instant,
        proved_time: Instant,
        /// Absent in lists.
        progress: CampaignProgress,
    }

    /// How customers stand.
    pub struct CampaignProgress {
        customers: i64,
        users: i64,
        begun: i64,
        /// Past their cover proof.
        proved: i64,
        completed: i64,
        halted: i64,
        /// Waiting for a person.
        waits: i64,
        /// What the plans of those who have begun cost.
        planned: String,
        /// What was charged to them since the campaign was made.
        charged: String,
    }

    pub struct CampaignCounts {
        open: i64,
        begun: i64,
        excluded: i64,
        ineligible: i64,
        failed: i64,
    }

    /// A customer for a campaign, or what is to be changed of one.
    pub struct CampaignCustomerRequest {
        /// `nahtlos.estate/1`; only when it is added.
        estate: Value,
        /// What is wanted of the plan; every part has a default. Only when it is added.
        policy: Value,
        /// Where requests are mailed to; empty: nowhere.
        email: String,
        wishes: CampaignWishes,
    }

    /// What people want for a customer.
    pub struct CampaignWishes {
        /// Not before.
        earliest: Date,
        /// The day by which it has to have left the old partner.
        deadline: Date,
        /// It is to be a canary, or not to be one.
        canary: bool,
        /// What each day costs by which it begins too early, in place of the estimate.
        per_day: String,
        /// What it costs when its originals renew first, in place of the estimate.
        missed: String,
    }

    pub struct CampaignCustomer {
        customer_id: String,
        customer_name: String,
        customer_domain: String,
        email: String,
        state: CampaignCustomerState,
        wishes: CampaignWishes,
        users: i64,
        /// Subscriptions that are to be left.
        originals: i64,
        /// First day on which one of them renews or ends.
        renews: Date,
        per_day: String,
        missed: String,
        /// What the plan costs that was made when it came in.
        estimated: String,
        tasks: i64,
        risk: i64,
        /// Codes with values.
        risks: Vec<Value>,
        day: Date,
        wave: u32,
        in_time: bool,
        move_id: String,
        begun_time: Instant,
        /// What the plan of its move costs.
        planned: String,
        /// The limit of the yes that its plan goes beyond: it waits for a person.
        beyond: CampaignBeyond,
        proved: bool,
        note: String,
    }

    pub struct CampaignBeyond {
        /// `each`, `all`, `days` or `users`.
        limit: String,
        allowed: String,
        found: String,
    }

    /// A customer whom the partner has where the campaign is carried out.
    pub struct CampaignCandidate {
        customer_id: String,
        customer_name: String,
        customer_domain: String,
        /// How it stands in the campaign; absent where it is not in it.
        state: CampaignCustomerState,
    }

    /// What a person says when they take a customer out.
    pub struct CampaignExclusion {
        note: String,
        /// Give its move up, too; otherwise it goes on.
        abandon_move: bool,
    }
}

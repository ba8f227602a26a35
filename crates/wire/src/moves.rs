//! Our own: moves of customers, from the estate to the final proof.
//!
//! Used by `/moves/v1/moves`. Estates, policies and plans are documents of their own (`nahtlos.estate/1`, `nahtlos.plan/1`); amounts are
//! decimal texts in the plan's currency, days are UTC dates.

use crate::{Attributes, Links};
use jiff::civil::Date;
use nahtlos_model::instants::Instant;
use serde_json::Value;

/// Where a partner's moves are.
pub const PATH: &str = "/moves/v1/moves";
/// Where moves are that were offered to a customer.
pub const OFFERED: &str = "/moves/v1/offeredMoves";

spelled! {
    pub enum MoveState {
        Drafted = "drafted", Planned = "planned", Offered = "offered", Approved = "approved", Running = "running", Waiting = "waiting",
        NeedsPerson = "needsPerson", Halted = "halted", Completed = "completed", Abandoned = "abandoned",
    }

    pub enum MoveStepStatus {
        Pending = "pending", Open = "open", Asked = "asked", Done = "done", Skipped = "skipped",
    }

    /// Until when what a step does can be taken back: at any time; until a term or the old seats end; within the days in which a purchase
    /// can be cancelled with a refund; not at all.
    pub enum MoveWayBack {
        Always = "always", UntilEnd = "untilEnd", Window = "window", Nothing = "none",
    }

    /// What users need, where it is planned from the present: what they had when the move began and what was added since, or what they have.
    pub enum MoveNeeds {
        Beginning = "beginning", Present = "present",
    }

    /// Who has to do a task.
    pub enum MoveParty {
        Partner = "partner", Customer = "customer", OtherPartner = "otherPartner",
    }
}

/// As `accept` of losses: that nothing may be lost.
pub const NO_LOSS: &str = "none";

shape! {
    /// A move to begin.
    pub struct MoveRequest {
        /// `nahtlos.estate/1`.
        estate: Value,
        /// What is wanted of the plan; every part has a default.
        policy: Value,
        /// Where it is carried out: an account by its id or name; left out, or `local`: at this center.
        account: String,
        /// Where requests are mailed to.
        email: String,
        settings: MoveSettings,
    }

    /// One's moves in numbers: those in one state whose plans are in one currency.
    pub struct MoveCount {
        state: MoveState,
        count: i64,
        /// Of their plans; left out where they have none.
        currency: String,
        /// Seats that their plans buy.
        seats: i64,
        /// What their plans cost within their horizons.
        total: String,
    }

    /// What a customer holds, as a move of it begins with.
    pub struct MoveEstate {
        /// `nahtlos.estate/1`.
        estate: Value,
        /// What could not be seen, each with its code and values.
        lacks: Vec<Value>,
    }

    /// Services that users of a move would lose, and whether there is a plan with the losses that are accepted.
    pub struct MoveLosses {
        /// Whether there is a plan.
        planned: bool,
        /// Why there is none, in the reader's language.
        reasons: Vec<String>,
        losses: Vec<MoveLoss>,
        /// What was wanted of the plan: a yes to losses is sent with it as `acceptLoss`.
        policy: Value,
    }

    /// A service that users would lose.
    pub struct MoveLoss {
        service_plan_id: String,
        name: String,
        /// Whether it may be lost already.
        accepted: bool,
        /// Users who have it, and whose licences would go on without it.
        user_count: i64,
        /// Some of them by sign-in name, at most 20.
        users: Vec<String>,
        /// What comes nearest to what they have.
        instead: Vec<String>,
    }

    /// A move as it is offered to the customer.
    pub struct MoveOffer {
        id: String,
        /// Who offers it.
        partner_id: String,
        partner_name: String,
        state: MoveState,
        offered_time: Instant,
        /// SHA-256 of the plan: what a yes is a yes to.
        digest: String,
        total: String,
        currency: String,
        /// The first day on which something is done, and the last.
        begins: Date,
        ends: Date,
        /// Users whose licences change, of how many.
        users_changed: i64,
        users_total: i64,
        purchases: Vec<MoveOfferPurchase>,
        originals: Vec<MoveOfferEnd>,
        /// Service plans whose loss is accepted, by id.
        losses: Vec<String>,
        approval: MoveApproval,
        steps_done: i64,
        steps_total: i64,
    }

    /// What is bought for the customer.
    pub struct MoveOfferPurchase {
        offer_id: String,
        sku_id: String,
        seats: i64,
        term_duration: String,
        start: Date,
        end: Date,
        /// Charged within the plan's horizon.
        charge: String,
    }

    /// What becomes of a subscription that the customer has.
    pub struct MoveOfferEnd {
        subscription_id: String,
        sku_id: String,
        seats: i64,
        /// When its term ends.
        end: Date,
        /// What is done with it, such as `turnOffAutoRenew` or `keep`.
        action: String,
    }

    /// A customer's yes to the plan that was offered.
    pub struct MoveOfferYes {
        /// The plan's digest.
        digest: String,
    }

    /// Another plan.
    pub struct MovePlanRequest {
        /// What is wanted of it from now on; absent: as before.
        policy: Value,
        /// Absent: what they had when the move began.
        needs: MoveNeeds,
    }

    pub struct MoveSettings {
        language: String,
        /// Ask for the older kind of delegated administration together with the relationship.
        delegated_admin: bool,
        /// Ask for rights in the customer's directory; otherwise the customer's administrator changes licences by a list.
        request_rights: bool,
        /// Users in one batch of licence changes, at most 20.
        batch: u32,
        /// Who accepted the customer agreement, where the partner confirms it.
        contact: MoveContact,
    }

    pub struct MoveContact {
        first_name: String,
        last_name: String,
        email: String,
    }

    pub struct Move {
        id: String,
        customer_id: String,
        customer_name: String,
        customer_domain: String,
        account: String,
        email: String,
        state: MoveState,
        settings: MoveSettings,
        /// The newest plan; from a yes on, the one that holds.
        plan: MovePlan,
        /// A plan from the present that waits for a yes, while the move stands still.
        proposal: MovePlan,
        approval: MoveApproval,
        /// What was bought by the plan that holds.
        purchases: Vec<MovePurchase>,
        /// Steps of the plan that holds; absent in lists.
        steps: Vec<MoveStep>,
        /// Steps done, and of how many.
        steps_done: i64,
        steps_total: i64,
        tasks: Vec<MoveTask>,
        halted: MoveHalt,
        /// What the last proof of the present said; absent before the first.
        cover: MoveCover,
        /// When it is looked at next by itself.
        next_time: Instant,
        /// Users whose licences are still to change today, where a service's budget holds them up.
        users_left: i64,
        /// When they will have changed, if nobody else asks the service meanwhile.
        expected_time: Instant,
        created_time: Instant,
        closed_time: Instant,
        journal_entries: i64,
        /// Hash of the journal's last entry.
        journal_hash: String,
        version: i64,
        links: Links,
        attributes: Attributes,
    }

    /// Whether everybody has what they need, as it was proved last from what was seen.
    pub struct MoveCover {
        /// When it was proved.
        checked_time: Instant,
        /// The step before which it was.
        step_id: String,
        covered: bool,
        /// Users who need something; absent where it failed.
        users: i64,
        /// The last day that it is about; absent where it failed.
        until: Date,
        /// The first day on which it does not hold, where it failed.
        fails_on: Date,
    }

    pub struct MovePlan {
        version: i64,
        /// SHA-256 of the document: what a yes is a yes to.
        digest: String,
        total: String,
        currency: String,
        /// Seats that it buys; absent of plans from before this was kept.
        seats: i64,
        /// `first`, `asked` or `drift`.
        why: String,
        created_time: Instant,
    }

    pub struct MovePurchase {
        /// Of the plan.
        id: String,
        subscription_id: String,
        order_id: String,
        /// The last instant at which it can be cancelled with a refund: the last cheap way back.
        cancel_until: Instant,
    }

    pub struct MoveApproval {
        by: String,
        time: Instant,
        digest: String,
        limits: MoveLimits,
    }

    /// How far later plans may differ from the approved one without a new yes.
    pub struct MoveLimits {
        /// Amount more, in the plan's currency.
        more: String,
        later_days: i64,
        users: i64,
    }

    pub struct MoveStep {
        id: String,
        kind: String,
        due: Date,
        after: Vec<String>,
        status: MoveStepStatus,
        begun_time: Instant,
        done_time: Instant,
        tries: i64,
        not_before: Instant,
        details: Value,
        /// Until when what it does can be taken back.
        way_back: MoveWayBack,
    }

    pub struct MoveTask {
        id: String,
        step_id: String,
        kind: String,
        party: MoveParty,
        values: Value,
        deadline: Date,
        asked_time: Instant,
        /// Since when nobody needs it any more, though nobody said that it is done.
        closed_time: Instant,
        done_by: String,
        done_time: Instant,
        note: String,
        attachment: String,
    }

    /// Why a move stands still.
    pub struct MoveHalt {
        /// `person`, `refuted`, `refused` or `drift`.
        kind: String,
        step_id: String,
        by: String,
        note: String,
        /// The answer's code, or what is otherwise than planned.
        code: String,
        message: String,
        subject: String,
        /// Who loses what, when and why.
        counter_example: Value,
    }

    /// A yes to a plan.
    pub struct MoveYes {
        /// The plan's digest.
        digest: String,
        limits: MoveLimits,
    }

    /// What a person says when they stop a move, give it up, or confirm a task.
    pub struct MoveNote {
        note: String,
        /// SHA-256 of what is attached, in hexadecimal.
        attachment: String,
    }

    /// Licence changes that somebody makes by hand.
    pub struct MoveSwapList {
        /// Users and groups.
        count: i64,
        /// A table: kind, name, id, removeSkuIds, addSkuIds, switchedOffPlans.
        csv: String,
        /// A script for the customer's administrator (Microsoft Graph PowerShell).
        script: String,
    }

    pub struct MoveJournalEntry {
        number: i64,
        time: Instant,
        kind: String,
        step_id: String,
        body: Value,
        hash: String,
    }

    /// The key that signs evidence now.
    pub struct EvidenceKey {
        /// SHA-256 of the certificate's DER form, in hexadecimal: what readers of an archive compare.
        fingerprint: String,
        /// `rsa-sha256`.
        algorithm: String,
        /// The certificate, DER in base64.
        certificate: String,
        /// Where the certificate is had, now and later.
        certificate_url: String,
    }
}

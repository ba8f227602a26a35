//! Our own: moves of customers, from the estate to the final proof.
//!
//! Used through `Client::moves`, with the shapes of `nahtlos_wire::moves`: amounts are decimal texts in the plan's currency (`"1234.50"`),
//! days are UTC dates, times are UTC instants; estates (`nahtlos.estate/1`), policies and plans (`nahtlos.plan/1`) are JSON documents. A
//! move that is unknown, or another partner's, is HTTP 404; what its state does not allow is 409 with the code `moveState`.

use crate::{Error, Items, noun, paging, request::Call};
use nahtlos_wire::{
    Collection,
    moves::{
        EvidenceKey, Move, MoveCount, MoveJournalEntry, MoveLosses, MoveNote, MoveOffer, MoveOfferYes, MovePlanRequest, MoveRequest,
        MoveState, MoveSwapList, MoveYes, NO_LOSS, OFFERED, PATH,
    },
};
use reqwest::Method;
use serde_json::Value;

/// Where the key of evidence is.
const KEY: &str = "/moves/v1/evidence/key";

noun! {
    /// Our own: moves of customers.
    Moves
}

impl Moves {
    fn call(&self, method: Method, rest: &[&str]) -> Call {
        self.client.own(method, PATH, rest)
    }

    /// Something is decided about a move; the move as it is then, without its steps.
    async fn decide(&self, id: &str, what: &str) -> Result<Move, Error> {
        self.call(Method::POST, &[id, what]).read().await
    }

    /// One's moves, newest first and without their steps; in one state where one is named.
    pub fn list(&self, state: Option<MoveState>) -> Items<Move> {
        paging::seek(self.call(Method::GET, &[]).maybe("state", state.map(MoveState::as_str)))
    }

    /// One's moves that need somebody, newest first and without their steps: planned ones, those that stand still, those with open tasks.
    pub fn of_attention(&self) -> Items<Move> {
        paging::seek(self.call(Method::GET, &[]).query("attention", "true"))
    }

    /// One's moves of a customer, newest first and without their steps.
    pub fn of_customer(&self, customer: &str) -> Items<Move> {
        paging::seek(self.call(Method::GET, &[]).query("customer", customer))
    }

    /// One's moves whose customer's name or domain has a text in it, newest first and without their steps.
    pub fn sought(&self, text: &str) -> Items<Move> {
        paging::seek(self.call(Method::GET, &[]).query("q", text))
    }

    /// One's moves in numbers, by state and the currency of their plans.
    pub async fn summary(&self) -> Result<Vec<MoveCount>, Error> {
        let counts: Collection<MoveCount> = self.call(Method::GET, &["summary"]).read().await?;
        Ok(counts.items)
    }

    /// One move with its steps, each with how it stands.
    pub async fn get(&self, id: &str) -> Result<Move, Error> {
        self.call(Method::GET, &[id]).read().await
    }

    /// Begins a move with what the customer holds; it is drafted then, and has no plan.
    ///
    /// # Errors
    /// 400 for an estate, a policy or settings that do not read; 409 `moveOpen` while another move of the customer is open, with its id.
    pub async fn begin(&self, wanted: &MoveRequest) -> Result<Move, Error> {
        self.call(Method::POST, &[]).json(wanted).read().await
    }

    /// Plans it, by another policy where one is given, which stays. The plan is proved before it is kept.
    ///
    /// # Errors
    /// 409 `moveState` once somebody has said yes to a plan or it was offered; 422 `noPlan` with the codes of the reasons where no plan exists.
    pub async fn plan(&self, id: &str, policy: Option<Value>) -> Result<Move, Error> {
        let wanted = MovePlanRequest { policy, needs: None };
        self.plan_as(id, &wanted).await
    }

    /// As [`Moves::plan`]; says what users need, where it is planned from the present.
    ///
    /// # Errors
    /// 409 `usersLack` where somebody lacks services that they had when the move began.
    pub async fn plan_as(&self, id: &str, wanted: &MovePlanRequest) -> Result<Move, Error> {
        self.call(Method::POST, &[id, "plan"]).json(wanted).read().await
    }

    /// What the plan would be by another policy, before anybody has said yes; nothing is kept.
    ///
    /// # Errors
    /// 409 `moveState` from a yes on; 422 `noPlan` with the codes of the reasons where no plan exists.
    pub async fn what_if(&self, id: &str, policy: Value) -> Result<Value, Error> {
        let wanted = MovePlanRequest {
            policy: Some(policy),
            needs: None,
        };
        self.call(Method::POST, &[id, "whatIf"]).json(&wanted).read().await
    }

    /// Services that users would lose, before anybody has said yes: with those that may be lost (`acceptLoss` of its policy), or with others
    /// that are tried.
    ///
    /// # Errors
    /// 409 `moveState` from a yes on; 400 for what is no service's id.
    pub async fn losses(&self, id: &str, accept: Option<&[&str]>) -> Result<MoveLosses, Error> {
        let call = self.call(Method::GET, &[id, "losses"]);
        match accept {
            Some([]) => call.query("accept", NO_LOSS).read().await,
            Some(services) => call.query("accept", services.join(",")).read().await,
            None => call.read().await,
        }
    }

    /// The plan that holds (`nahtlos.plan/1`).
    ///
    /// # Errors
    /// 404 before there is one.
    pub async fn plan_document(&self, id: &str) -> Result<Value, Error> {
        self.call(Method::GET, &[id, "plan"]).read().await
    }

    /// A plan by its version.
    ///
    /// # Errors
    /// 404 for a version that the move does not have.
    pub async fn plan_of(&self, id: &str, version: i64) -> Result<Value, Error> {
        let call = self.call(Method::GET, &[id, "plan"]);
        call.query("version", version.to_string()).read().await
    }

    /// The estate that the plan which holds was made from (`nahtlos.estate/1`).
    pub async fn estate(&self, id: &str) -> Result<Value, Error> {
        self.call(Method::GET, &[id, "estate"]).read().await
    }

    /// What was decided, attempted, answered and seen, in order; each entry's hash covers all before it.
    pub fn journal(&self, id: &str) -> Items<MoveJournalEntry> {
        paging::seek(self.call(Method::GET, &[id, "journal"]))
    }

    /// Everything that is kept of a move, in one signed archive (`nahtlos.evidence/1`, a zip file); of one that is not finished, too. The
    /// same move gives the same bytes. `Builder::most_bytes` bounds it.
    pub async fn evidence(&self, id: &str) -> Result<Vec<u8>, Error> {
        Ok(self.call(Method::GET, &[id, "evidence"]).reply().await?.bytes)
    }

    /// The key that signs evidence now; its fingerprint is what readers of an archive compare.
    pub async fn evidence_key(&self) -> Result<EvidenceKey, Error> {
        self.client.own(Method::GET, KEY, &[]).read().await
    }

    /// Shows the plan to the customer.
    pub async fn offer(&self, id: &str) -> Result<Move, Error> {
        self.decide(id, "offer").await
    }

    /// Takes the plan back from the customer, or a yes before anything was done.
    pub async fn withdraw(&self, id: &str) -> Result<Move, Error> {
        self.decide(id, "withdraw").await
    }

    /// Moves that were offered to one's own organisation, the latest first: the customer's side.
    pub async fn offered(&self) -> Result<Collection<MoveOffer>, Error> {
        self.client.own(Method::GET, OFFERED, &[]).read().await
    }

    /// One of them.
    ///
    /// # Errors
    /// 404 for one that was taken back, or was offered to somebody else.
    pub async fn offer_of(&self, id: &str) -> Result<MoveOffer, Error> {
        self.client.own(Method::GET, OFFERED, &[id]).read().await
    }

    /// The customer's yes to just the plan that was offered.
    ///
    /// # Errors
    /// 409 `otherPlan` for another digest, 409 `moveState` for what is not offered any more.
    pub async fn accept_offer(&self, id: &str, digest: &str) -> Result<MoveOffer, Error> {
        let yes = MoveOfferYes {
            digest: Some(digest.to_owned()),
        };
        self.client.own(Method::POST, OFFERED, &[id, "approve"]).json(&yes).read().await
    }

    /// The customer's no; the partner sees the note.
    ///
    /// # Errors
    /// 409 `moveState` for what is not offered any more.
    pub async fn decline_offer(&self, id: &str, note: &str) -> Result<(), Error> {
        let call = self.client.own(Method::POST, OFFERED, &[id, "decline"]);
        call.json(&said(note)).reply().await.map(|_| ())
    }

    /// Says yes to the plan with just this digest: from then on it is carried out, on behalf of who said so. Limits that are left out are 0.
    ///
    /// # Errors
    /// 409 `otherPlan` where another plan is the newest; 400 for limits that do not read.
    pub async fn approve(&self, id: &str, yes: &MoveYes) -> Result<Move, Error> {
        self.call(Method::POST, &[id, "approve"]).json(yes).read().await
    }

    /// Stops it: nothing is done until it is resumed.
    pub async fn halt(&self, id: &str, note: &str) -> Result<Move, Error> {
        self.call(Method::POST, &[id, "halt"]).json(&said(note)).read().await
    }

    /// Lets it go on, on behalf of who says so.
    pub async fn resume(&self, id: &str) -> Result<Move, Error> {
        self.decide(id, "resume").await
    }

    /// Gives it up for good: nothing more is done, and what was done stays.
    pub async fn abandon(&self, id: &str, note: &str) -> Result<Move, Error> {
        self.call(Method::POST, &[id, "abandon"]).json(&said(note)).read().await
    }

    /// What a task asks to be changed by hand: a table, and a script for the customer's administrator.
    ///
    /// # Errors
    /// 404 for a task that asks for something else.
    pub async fn swaps(&self, id: &str, task: &str) -> Result<MoveSwapList, Error> {
        self.call(Method::GET, &[id, "tasks", task, "swaps"]).read().await
    }

    /// Says that a task is done; a task that is done already stays as it is.
    ///
    /// # Errors
    /// 404 for a task that the move does not have.
    pub async fn confirm(&self, id: &str, task: &str, note: &MoveNote) -> Result<Move, Error> {
        let call = self.call(Method::POST, &[id, "tasks", task, "confirm"]);
        call.json(note).read().await
    }
}

/// A note without an attachment.
fn said(note: &str) -> MoveNote {
    MoveNote {
        note: Some(note.to_owned()),
        attachment: None,
    }
}

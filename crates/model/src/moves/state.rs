//! The life of a move: its states, what happens to it, and what leads where. `docs/states/moves.md` is made by trying everything here.

use crate::{
    estate::word_enum,
    refusals::{Code, Refusal},
};

word_enum!(
    /// The state of a move.
    State {
        /// Begun: the estate is there, no plan yet.
        Drafted = "drafted",
        /// A proved plan is there.
        Planned = "planned",
        /// The customer sees the plan.
        Offered = "offered",
        /// Somebody said yes to this very plan.
        Approved = "approved",
        /// Something is being done.
        Running = "running",
        /// Nothing is to be done until a time, or until something is seen.
        Waiting = "waiting",
        /// Only a person can go on.
        NeedsPerson = "needsPerson",
        /// Stopped, by a person or by a counter-example; nothing is done until it is resumed.
        Halted = "halted",
        /// Everything is done and proved.
        Completed = "completed",
        /// Given up: nothing more is done; what was done stays.
        Abandoned = "abandoned",
    }
);

word_enum!(
    /// Something that happens to a move.
    Happening {
        /// A proved plan comes in: in place of one that nobody said yes to, or from the present while it stands still, to be said yes to.
        Plan = "plan",
        /// The plan is shown to the customer.
        Offer = "offer",
        /// It is taken back from the customer, or a yes is taken back before anything was done.
        Withdraw = "withdraw",
        /// Yes to the plan.
        Approve = "approve",
        /// A step is to be done now.
        Go = "go",
        /// Nothing is to be done now.
        Rest = "rest",
        /// Nothing can go on without a person.
        Ask = "ask",
        /// It is stopped.
        Halt = "halt",
        /// It goes on.
        Resume = "resume",
        /// The last step is done.
        Complete = "complete",
        /// It is given up.
        Abandon = "abandon",
    }
);

impl State {
    /// What comes of something that happens; `None`: it cannot happen in this state.
    pub fn after(self, happening: Happening) -> Option<Self> {
        use Happening::{Abandon, Approve, Ask, Complete, Go, Halt, Offer, Plan, Rest, Resume, Withdraw};
        use State::{Abandoned, Approved, Completed, Drafted, Halted, NeedsPerson, Offered, Planned, Running, Waiting};
        Some(match (self, happening) {
            (Drafted | Planned, Plan) => Planned,
            (Halted, Plan) => Halted,
            (Planned, Offer) => Offered,
            (Offered | Approved, Withdraw) => Planned,
            (Planned | Offered | Halted, Approve) => Approved,
            (Approved | Running | Waiting | NeedsPerson, Go) => Running,
            (Approved | Running | Waiting | NeedsPerson, Rest) => Waiting,
            (Approved | Running | Waiting | NeedsPerson, Ask) => NeedsPerson,
            (Approved | Running | Waiting | NeedsPerson, Halt) => Halted,
            (Halted, Resume) => Running,
            (Running | Waiting | NeedsPerson, Complete) => Completed,
            (Drafted | Planned | Offered | Approved | Running | Waiting | NeedsPerson | Halted, Abandon) => Abandoned,
            _ => return None,
        })
    }

    /// As [`State::after`], refusing what cannot happen.
    ///
    /// # Errors
    /// `MoveState`, with the state and what was wanted.
    pub fn try_after(self, happening: Happening) -> Result<Self, Refusal> {
        let refused = || Refusal::new(Code::MoveState).with("state", self).with("wanted", happening);
        self.after(happening).ok_or_else(refused)
    }

    /// Whether steps are carried out.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Approved | Self::Running | Self::Waiting | Self::NeedsPerson)
    }

    /// Whether nothing more happens.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Abandoned)
    }
}

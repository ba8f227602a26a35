//! The life of a campaign: its states, what happens to it, and what leads where. `docs/states/campaigns.md` is made by trying everything here.

use crate::{
    estate::word_enum,
    refusals::{Code, Refusal},
};

word_enum!(
    /// The state of a campaign.
    State {
        /// Customers are being added.
        Drafted = "drafted",
        /// There is a schedule; nobody has said yes to it.
        Scheduled = "scheduled",
        /// Customers' moves begin on their days.
        Running = "running",
        /// Somebody stopped it; moves that have begun go on.
        Paused = "paused",
        /// It stopped itself, because a wave failed; moves that have begun go on.
        Stopped = "stopped",
        /// Every wave is over.
        Completed = "completed",
        /// Given up: nobody begins any more; moves that have begun go on.
        Abandoned = "abandoned",
    }
);

word_enum!(
    /// Something that happens to a campaign.
    Happening {
        /// A customer is added or changed in what the schedule rests on.
        Change = "change",
        /// Those who have not begun get their days.
        Schedule = "schedule",
        /// Yes to the schedule, within limits.
        Approve = "approve",
        /// Somebody stops it.
        Pause = "pause",
        /// A wave fails.
        Stop = "stop",
        /// It goes on.
        Resume = "resume",
        /// The last wave is over.
        Complete = "complete",
        /// It is given up.
        Abandon = "abandon",
    }
);

impl State {
    /// What comes of something that happens; `None`: it cannot happen in this state.
    pub fn after(self, happening: Happening) -> Option<Self> {
        use Happening::{Abandon, Approve, Change, Complete, Pause, Resume, Schedule, Stop};
        use State::{Abandoned, Completed, Drafted, Paused, Running, Scheduled, Stopped};
        Some(match (self, happening) {
            // A yes was a yes to those who were in it then: whoever wants others pauses and resumes, which is another yes.
            (Drafted | Scheduled, Change) => Drafted,
            (Paused | Stopped, Change | Schedule) => self,
            (Drafted | Scheduled, Schedule) => Scheduled,
            (Running, Schedule) => Running,
            (Scheduled, Approve) => Running,
            (Running, Pause) => Paused,
            (Running, Stop) => Stopped,
            (Paused | Stopped, Resume) => Running,
            (Running, Complete) => Completed,
            (Drafted | Scheduled | Running | Paused | Stopped, Abandon) => Abandoned,
            _ => return None,
        })
    }

    /// As [`State::after`], refusing what cannot happen.
    ///
    /// # Errors
    /// `CampaignState`, with the state and what was wanted.
    pub fn try_after(self, happening: Happening) -> Result<Self, Refusal> {
        let refused = || Refusal::new(Code::CampaignState).with("state", self).with("wanted", happening);
        self.after(happening).ok_or_else(refused)
    }

    /// Whether nothing more happens.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Abandoned)
    }
}

//! Why a move stands still.

use crate::{
    estate::word_enum,
    notice::{CounterCode, Notice},
};
use serde::{Deserialize, Serialize};

/// Why a move stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum Halted {
    /// Somebody stopped it.
    Person {
        /// Who.
        by: String,
        /// What they say.
        note: String,
    },
    /// The present does not hold.
    Refuted {
        /// The step before which it was seen.
        step: String,
        /// Who loses what, when and why.
        counter: Notice<CounterCode>,
    },
    /// Something was refused for good.
    Refused {
        /// The step.
        step: String,
        /// Status of the answer.
        status: u16,
        /// Its code.
        code: String,
        /// Its sentence.
        message: String,
    },
    /// Something is otherwise than the plan has it.
    Drift {
        /// The step.
        step: String,
        /// What.
        what: Drift,
        /// Of what: a subscription, a user.
        subject: String,
    },
}

word_enum!(
    /// What is otherwise than planned. Texts: `drift-` + word.
    Drift {
        /// The customer did not accept in time.
        LateAcceptance = "lateAcceptance",
        /// Rights were refused, ended, or are not enough.
        RightsMissing = "rightsMissing",
        /// A subscription of the plan is gone.
        SubscriptionGone = "subscriptionGone",
        /// An original renewed although it should have ended.
        RenewedAnyway = "renewedAnyway",
        /// A transfer was refused or has expired.
        TransferRefused = "transferRefused",
        /// Something was tried again and again without effect.
        NoEffect = "noEffect",
        /// Seats that were bought were not seen in time.
        SeatsLate = "seatsLate",
        /// The day on which something was to be bought is over.
        Late = "late",
        /// Licence changes wait for each other in a circle, in pools without a free seat.
        SwapsInCircle = "swapsInCircle",
        /// A user of the plan is gone, before something was bought for them.
        UserGone = "userGone",
        /// Somebody holds licences that the plan is about, and is not in it.
        UserJoined = "userJoined",
        /// A user holds other licences than the plan goes out from.
        LicensesChanged = "licensesChanged",
        /// Something costs otherwise than planned, or is not sold any more.
        PriceChanged = "priceChanged",
        /// On whose behalf it is carried out is gone or may not act any more.
        ActorGone = "actorGone",
    }
);

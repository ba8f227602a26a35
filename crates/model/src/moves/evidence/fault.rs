//! What can be wrong with evidence, and the points that are looked at, in their order.

use crate::{
    estate::word_enum,
    notice::{CounterCode, Notice, Value},
};

word_enum!(
    /// What is looked at. Texts: `evidence-point-` + word, and `evidence-about-` + word.
    Point {
        /// The file is written as an archive must be, to the byte.
        Form = "form",
        /// Its parts are those of its list, each with its digest.
        Members = "members",
        /// The center's signature is over just this list.
        Signature = "signature",
        /// Every entry of the journal follows the one before, to the move's last.
        Journal = "journal",
        /// Everything is of this move.
        Parts = "parts",
        /// Whoever said yes said it to a plan that is here.
        Plans = "plans",
        /// Every plan is proved anew from estate and catalogue.
        Proof = "proof",
        /// No step is done that was not seen, nothing final was done unproved, nothing twice.
        Steps = "steps",
        /// At every checkpoint everybody was covered and every pool had its seats.
        Cover = "cover",
        /// Tasks were confirmed as it is said.
        Tasks = "tasks",
        /// The ledger's lines are right, and of what was bought.
        Money = "money",
        /// The move stands as its journal says.
        State = "state",
        /// Tables say what the journal says.
        Tables = "tables",
    }
);

word_enum!(
    /// What does not hold. Locale key: `evidence-fault-` + word.
    FaultCode {
        /// It is no archive of ours. Values: none.
        NotAnArchive = "notAnArchive",
        /// It is not written as it must be. Values: offset.
        NotCanonical = "notCanonical",
        /// A part is there twice. Values: member.
        MemberTwice = "memberTwice",
        /// A part is missing. Values: member.
        MemberMissing = "memberMissing",
        /// A part is not in the list. Values: member.
        MemberAdded = "memberAdded",
        /// A part is not the one in the list. Values: member.
        MemberChanged = "memberChanged",
        /// A part does not read. Values: member, why.
        MemberUnread = "memberUnread",
        /// The signature is not that of the list. Values: why.
        SignatureWrong = "signatureWrong",
        /// Another key signed. Values: found, expected.
        OtherKey = "otherKey",
        /// An entry does not follow the one before. Values: entry.
        ChainBroken = "chainBroken",
        /// The journal is not as long as the move says. Values: found, expected.
        JournalCut = "journalCut",
        /// The journal does not end as the move says. Values: entry.
        OtherHead = "otherHead",
        /// A part is of another move. Values: member, found, expected.
        OtherMove = "otherMove",
        /// The estate that the move began with is not here. Values: entry.
        EstateOther = "estateOther",
        /// A plan is not the one that was made. Values: entry, plan.
        PlanOther = "planOther",
        /// Somebody said yes to a plan that is not here. Values: entry, by.
        ApprovedOther = "approvedOther",
        /// A plan names other files than are here. Values: plan, file.
        InputOther = "inputOther",
        /// A plan does not hold. Values: plan.
        PlanRefuted = "planRefuted",
        /// A step is done that nobody saw. Values: entry, step.
        StepUnseen = "stepUnseen",
        /// Something final was done on a present that was not proved. Values: entry, step.
        Unproved = "unproved",
        /// An answer to nothing. Values: entry.
        StrayAnswer = "strayAnswer",
        /// One thing was done twice. Values: entry, key.
        DoneTwice = "doneTwice",
        /// A pool was short of seats. Values: entry, sku, held, seats.
        SeatsShort = "seatsShort",
        /// A proof rests on what was not seen. Values: entry.
        ProofUnseen = "proofUnseen",
        /// A task is not as it was asked or confirmed. Values: task.
        TaskOther = "taskOther",
        /// A line of the ledger is not its price times its seats. Values: line.
        LineWrong = "lineWrong",
        /// A line of the ledger is for nothing that was bought. Values: line.
        LineStray = "lineStray",
        /// Something was bought and never charged. Values: purchase.
        NeverCharged = "neverCharged",
        /// The move is in another state than its journal says. Values: found, expected.
        StateOther = "stateOther",
        /// A step is otherwise than the journal says. Values: step.
        StepOther = "stepOther",
        /// A table is not what the journal says. Values: member.
        TableOther = "tableOther",
    }
);

/// The first thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it was found.
    pub point: Point,
    /// What.
    pub what: Notice<FaultCode>,
    /// The counter-example behind it, where a plan is refuted.
    pub because: Option<Box<Notice<CounterCode>>>,
}

impl Fault {
    /// A fault without values.
    pub fn new(point: Point, code: FaultCode) -> Self {
        Self {
            point,
            what: Notice::new(code),
            because: None,
        }
    }

    /// With a text.
    #[must_use]
    pub fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.what = self.what.with(name, Value::Text(text.into()));
        self
    }

    /// With a number.
    #[must_use]
    pub fn count(mut self, name: &str, n: i64) -> Self {
        self.what = self.what.with(name, Value::Count(n));
        self
    }

    /// With any value.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.what = self.what.with(name, value);
        self
    }
}

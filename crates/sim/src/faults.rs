//! Everything that goes wrong by itself, with how often, in one table. Times are permille of the occasions that each has.

/// A fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Too many requests: not done, to be tried again after a while (429 with Retry-After).
    TooMany,
    /// A call takes up to 90 seconds.
    Slow,
    /// The answer says "accepted", and it is done up to 48 hours later.
    Accepted,
    /// It is done, and the answer is lost.
    LostReply,
    /// It is lost on the way, and nobody knows that it was not done.
    LostRequest,
    /// It is never sent, and that is known.
    Unsent,
    /// Nothing can be seen at the moment.
    Blind,
    /// What is bought is provisioned up to 48 hours later.
    Provisioning,
    /// A subscription is being worked on and cannot be changed at the moment.
    NotReady,
    /// Every promotion has been given as often as it may be.
    PromotionCap,
    /// The other partner's system refuses the transfer of a line.
    TransferRefused,
    /// While a call is under way, something else happens: a person acts, or work falls due.
    Meanwhile,
    /// The program ends before or after a transaction.
    CrashAtTransaction,
    /// The program ends before a call is sent, or after it was answered.
    CrashAtCall,
    /// A wake (webhook) comes a second time, much later, or before anything has happened.
    StrayWake,
    /// Another process looks for moves to carry while one is being carried.
    SecondProcess,
    /// The price list changes without having been announced.
    PriceChange,
    /// The vendor's clock goes up to five minutes wrong.
    ClockSkew,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The fault.
    pub fault: Fault,
    /// Its name in stories and documents.
    pub name: &'static str,
    /// On which occasion it is drawn.
    pub occasion: &'static str,
    /// How often in a thousand occasions.
    pub permille: u64,
}

const fn row(fault: Fault, name: &'static str, occasion: &'static str, permille: u64) -> Row {
    Row {
        fault,
        name,
        occasion,
        permille,
    }
}

/// How often what goes wrong, in a world with faults.
pub const TABLE: [Row; 18] = [
    row(Fault::TooMany, "too many requests", "deed", 60),
    row(Fault::Slow, "slow call", "deed", 80),
    row(Fault::Accepted, "accepted now, done up to 48 h later", "deed", 60),
    row(Fault::LostReply, "reply lost after success", "deed", 80),
    row(Fault::LostRequest, "request lost, outcome unknown", "deed", 50),
    row(Fault::Unsent, "never sent", "deed", 50),
    row(Fault::Blind, "nothing to be seen", "look", 40),
    row(Fault::Provisioning, "provisioned up to 48 h later", "order", 250),
    row(Fault::NotReady, "subscription in work", "change of a subscription", 60),
    row(Fault::PromotionCap, "promotion cap met", "order", 50),
    row(Fault::TransferRefused, "transfer of a line refused", "line of a transfer", 100),
    row(Fault::Meanwhile, "something else meanwhile", "call", 60),
    row(
        Fault::CrashAtTransaction,
        "crash at a transaction",
        "begin and end of a transaction",
        8,
    ),
    row(Fault::CrashAtCall, "crash at a call", "begin and end of a call", 15),
    row(Fault::StrayWake, "stray wake", "event", 10),
    row(Fault::SecondProcess, "second process", "deed", 60),
    row(Fault::PriceChange, "price change", "world", 100),
    row(Fault::ClockSkew, "clock skew", "world", 250),
];

impl Fault {
    /// Its row.
    pub fn row(self) -> &'static Row {
        TABLE
            .iter()
            .find(|row| row.fault == self)
            .unwrap_or_else(|| unreachable!("every fault has a row, a test sees to it"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_one_row_in_order() {
        assert!(
            TABLE
                .iter()
                .enumerate()
                .all(|(at, row)| row.fault as usize == at && row.permille < 1000)
        );
        assert_eq!(Fault::ClockSkew as usize + 1, TABLE.len());
    }
}

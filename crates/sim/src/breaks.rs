//! Deliberate breakages, chosen at run time: each is a way in which a mover could hurt somebody, put between the real engine and the vendor, and
//! each must be caught by a checker. Nothing in the product knows of them.

macro_rules! breaks {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $check:literal, $seeds:literal);+ $(;)?) => {
        /// A breakage.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Break { $($(#[$doc])* $variant),+ }

        impl Break {
            /// Every breakage.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name.
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }

            /// Checkers that may catch it, with `|` between.
            pub fn caught_by(self) -> &'static str { match self { $(Self::$variant => $check),+ } }

            /// Within how many seeds, from 1 on, it must be caught.
            pub fn within(self) -> u64 { match self { $(Self::$variant => $seeds),+ } }
        }
    };
}

breaks! {
    /// After a reply that never came, the same is sent again at once, without a look.
    BuysAgain = "buysAgain", "once", 20;
    /// An original is ended as soon as its replacement is ordered.
    EndsEarly = "endsEarly", "ends|seats|cover", 40;
    /// Proves on what was seen of people at the beginning, not on what is there now.
    StaleSight = "staleSight", "cover|once|seats|off", 80;
    /// Licences are taken away first, and given a minute later.
    RemovesFirst = "removesFirst", "cover", 40;
    /// Service plans that were off for a user are switched on by a swap.
    IgnoresDisabled = "ignoresDisabled", "off", 60;
    /// Fewer seats by one are bought, and nobody looks at how many there are.
    OneSeatFewer = "oneSeatFewer", "seats|money|end|cover", 40;
    /// An original that renewed is taken for one that has ended.
    ForgetsWatch = "forgetsWatch", "watch", 120;
    /// The last entry of the journal is forgotten.
    ForgetsEntry = "forgetsEntry", "journal", 20;
}

impl std::str::FromStr for Break {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|one| one.as_str() == text);
        let words: Vec<&str> = Self::ALL.iter().map(|one| one.as_str()).collect();
        found.ok_or_else(|| format!("{text:?} is no breakage; there are: {}", words.join(", ")))
    }
}

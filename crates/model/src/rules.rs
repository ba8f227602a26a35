//! Channel rules: dated packs under `crates/model/rules/`, each rule with its source and how firm it is.
//!
//! The planner asks them for actions, deadlines and warnings of a plan, `report` and the documentation
//! show their sources. They never count as cover: grace after an end is a fact about a channel, not a seat.
//! The packs are compiled in; nothing is read at run time.

use crate::{
    dates::Date,
    estate::{Channel, Generation, word_enum},
};
use serde::Deserialize;
use std::sync::LazyLock;

word_enum!(
    /// How firm a rule is.
    Certainty {
        /// The vendor says so.
        Documented = "documented",
        /// The vendor's own pages contradict each other.
        Contradictory = "contradictory",
        /// Follows from what the vendor says of something close.
        Inferred = "inferred",
        /// Said by others than the vendor.
        ThirdParty = "thirdParty",
        /// A margin of our own.
        Assumed = "assumed",
    }
);
word_enum!(
    /// What happens at the end of a term whose renewal is off, when nothing else was chosen.
    AtTermEnd {
        /// It expires; see [`ChannelRules::grace_days`].
        EndsWithGrace = "endsWithGrace",
        /// It goes on as a paid monthly extended term.
        ExtendedTerm = "extendedTerm",
    }
);
word_enum!(
    /// When a subscription can be cancelled before its end.
    MidTermCancellation {
        /// Never: it runs to its end.
        NotBeforeEnd = "notBeforeEnd",
        /// Only within the cancellation window after purchase or renewal.
        InWindow = "inWindow",
        /// On any day.
        AnyTime = "anyTime",
    }
);
word_enum!(
    /// Who can switch renewal off, cancel or suspend.
    Actor {
        /// The partner who plans the move.
        ThisPartner = "thisPartner",
        /// The customer's administrator.
        Customer = "customer",
        /// Only the partner whom the customer leaves.
        OtherPartner = "otherPartner",
    }
);

/// What an extended term costs more than the monthly rate, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Surcharge {
    /// Where the offer has a monthly rate.
    pub with_monthly_rate: u32,
    /// Where it has none.
    pub without_monthly_rate: u32,
}

/// One fact about a channel, as a pack states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fact {
    /// See [`ChannelRules::actor`].
    Actor(Actor),
    /// See [`ChannelRules::at_term_end`].
    AtTermEnd(AtTermEnd),
    /// See [`ChannelRules::grace_days`].
    GraceDays(u32),
    /// See [`ChannelRules::disabled_days`].
    DisabledDays(u32),
    /// See [`ChannelRules::notice_days`].
    NoticeDays(u32),
    /// See [`ChannelRules::mid_term_cancellation`].
    MidTermCancellation(MidTermCancellation),
    /// See [`ChannelRules::cancellation_window_days`].
    CancellationWindowDays(u32),
    /// See [`ChannelRules::suspend_allowed`].
    SuspendAllowed(bool),
    /// See [`ChannelRules::transfer_possible`].
    TransferPossible(bool),
    /// See [`ChannelRules::transfer_expiry_days`].
    TransferExpiryDays(u32),
    /// See [`ChannelRules::transfer_items`].
    TransferItems(u32),
    /// See [`ChannelRules::extended_term_surcharge_percent`].
    ExtendedTermSurchargePercent(Surcharge),
    /// See [`ChannelRules::over_assignment_days`].
    OverAssignmentDays(u32),
    /// See [`ChannelRules::same_market_region`].
    SameMarketRegion(bool),
    /// See [`ChannelRules::pool_shared_by_sku`].
    PoolSharedBySku(bool),
    /// See [`ChannelRules::loser_defined`].
    LoserDefined(bool),
}

/// A dated rule with its source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What it says.
    pub fact: Fact,
    /// The generation it holds for; absent: both.
    pub generation: Option<Generation>,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// Document that says so.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

impl Rule {
    fn holds(&self, generation: Generation, day: Date) -> bool {
        self.generation.is_none_or(|g| g == generation)
            && self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// A file of rules for some channels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Channels it holds for.
    pub channels: Vec<Channel>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// A value with the rule that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruled<'a, T> {
    /// The value.
    pub value: T,
    /// Where it comes from and how firm it is.
    pub rule: &'a Rule,
}

impl<T> Ruled<'_, T> {
    /// Whether the vendor's own pages contradict each other here: a plan then warns `ruleUncertain`.
    pub fn is_contradictory(&self) -> bool {
        self.rule.certainty == Certainty::Contradictory
    }
}

/// What a channel allows on a day, merged from every pack that speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelRules<'a> {
    /// The channel.
    pub channel: Channel,
    /// The generation.
    pub generation: Generation,
    /// The day asked for.
    pub day: Date,
    /// Who can switch renewal off, cancel or suspend.
    pub actor: Ruled<'a, Actor>,
    /// What happens at term end with renewal off.
    pub at_term_end: Ruled<'a, AtTermEnd>,
    /// Days after the end on which users still work. Never cover.
    pub grace_days: Ruled<'a, u32>,
    /// Days after the grace on which only administrators get in.
    pub disabled_days: Ruled<'a, u32>,
    /// Days before a renewal by which it must have been switched off.
    pub notice_days: Ruled<'a, u32>,
    /// When it can be cancelled before its end.
    pub mid_term_cancellation: Ruled<'a, MidTermCancellation>,
    /// Days after purchase or renewal within which it can be cancelled with a refund; `None`: no such window.
    pub cancellation_window_days: Option<Ruled<'a, u32>>,
    /// Whether suspending ends billing.
    pub suspend_allowed: Ruled<'a, bool>,
    /// Whether its billing can move to another partner.
    pub transfer_possible: Ruled<'a, bool>,
    /// Days after which an unanswered transfer request is void; `None`: no transfer.
    pub transfer_expiry_days: Option<Ruled<'a, u32>>,
    /// Subscriptions in one transfer request; `None`: no transfer.
    pub transfer_items: Option<Ruled<'a, u32>>,
    /// What an extended term costs more; `None`: there is none.
    pub extended_term_surcharge_percent: Option<Ruled<'a, Surcharge>>,
    /// Days in which licences above the seats may be mended; `None`: nothing said.
    pub over_assignment_days: Option<Ruled<'a, u32>>,
    /// Whether partner and customer must be in one market region.
    pub same_market_region: Ruled<'a, bool>,
    /// Whether seats of one SKU form one pool whoever sold them.
    pub pool_shared_by_sku: Ruled<'a, bool>,
    /// Whether the vendor says who loses a licence when seats fall short.
    pub loser_defined: Ruled<'a, bool>,
}

impl<'a> ChannelRules<'a> {
    /// Whether a subscription with renewal off goes on unless "cancel at term end" is chosen. That choice ends service at once.
    pub fn needs_cancel_at_term_end(&self) -> bool {
        self.at_term_end.value == AtTermEnd::ExtendedTerm
    }

    /// The rules that the vendor's own pages contradict each other on, of those that decide an end; one per source, since one page
    /// that contradicts itself is one thing to know.
    pub fn contradictory(&self) -> Vec<&'a Rule> {
        let mut rules: Vec<&'a Rule> = Vec::new();
        for rule in [
            self.at_term_end.rule,
            self.grace_days.rule,
            self.notice_days.rule,
            self.mid_term_cancellation.rule,
        ] {
            if rule.certainty == Certainty::Contradictory && rules.iter().all(|other| other.source != rule.source) {
                rules.push(rule);
            }
        }
        rules
    }
}

/// Every pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePacks {
    packs: Vec<Pack>,
}

/// The packs compiled in, by file name.
const FILES: [(&str, &str); 6] = [
    ("every-channel.toml", include_str!("../rules/every-channel.toml")),
    ("web-direct.toml", include_str!("../rules/web-direct.toml")),
    ("volume-license.toml", include_str!("../rules/volume-license.toml")),
    ("partner.toml", include_str!("../rules/partner.toml")),
    ("other-partner.toml", include_str!("../rules/other-partner.toml")),
    ("this-partner.toml", include_str!("../rules/this-partner.toml")),
];

static BUNDLED: LazyLock<RulePacks> = LazyLock::new(|| RulePacks::parse(&FILES).expect("the bundled packs parse: a test sees to it"));

impl RulePacks {
    /// The packs that come with the program, parsed once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Parses packs, given as file name and text; the error names the file and the line.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, String> {
        let read = |(file, text): &(&str, &str)| toml::from_str(text).map_err(|error| format!("{file}: {error}"));
        Ok(Self {
            packs: files.iter().map(read).collect::<Result<_, _>>()?,
        })
    }

    /// The packs, for documentation.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// What a channel allows on a day. For what happens at the end of a term, the day is the term's end.
    ///
    /// # Panics
    /// When a pack lacks a rule that every channel must have; impossible for the bundled packs (a test walks every channel and date).
    pub fn rule_on(&self, channel: Channel, generation: Generation, day: Date) -> ChannelRules<'_> {
        self.try_rule_on(channel, generation, day)
            .unwrap_or_else(|missing| panic!("no rule {missing} for {channel}, {generation}, on {day}"))
    }

    fn try_rule_on(&self, channel: Channel, generation: Generation, day: Date) -> Result<ChannelRules<'_>, &'static str> {
        let rules: Vec<&Rule> = self
            .packs
            .iter()
            .filter(|pack| pack.channels.contains(&channel))
            .flat_map(|pack| &pack.rules)
            .filter(|rule| rule.holds(generation, day))
            .collect();
        macro_rules! find {
            ($fact:ident) => {
                rules.iter().find_map(|&rule| match rule.fact {
                    Fact::$fact(value) => Some(Ruled { value, rule }),
                    _ => None,
                })
            };
            (must $fact:ident) => {
                find!($fact).ok_or(stringify!($fact))?
            };
        }
        Ok(ChannelRules {
            channel,
            generation,
            day,
            actor: find!(must Actor),
            at_term_end: find!(must AtTermEnd),
            grace_days: find!(must GraceDays),
            disabled_days: find!(must DisabledDays),
            notice_days: find!(must NoticeDays),
            mid_term_cancellation: find!(must MidTermCancellation),
            cancellation_window_days: find!(CancellationWindowDays),
            suspend_allowed: find!(must SuspendAllowed),
            transfer_possible: find!(must TransferPossible),
            transfer_expiry_days: find!(TransferExpiryDays),
            transfer_items: find!(TransferItems),
            extended_term_surcharge_percent: find!(ExtendedTermSurchargePercent),
            over_assignment_days: find!(OverAssignmentDays),
            same_market_region: find!(must SameMarketRegion),
            pool_shared_by_sku: find!(must PoolSharedBySku),
            loser_defined: find!(must LoserDefined),
        })
    }
}

#[cfg(test)]
mod tests;

//! Codes with values become sentences. Called by every page, picture and terminal text.
//! Ids are shown as people know them: SKUs, service plans, groups by name, users by sign-in name.
//! Joins on ids only, and never decides anything.

use crate::{
    numbers,
    texts::{Args, Texts},
};
use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Catalogue, Term},
    estate::{Channel, Generation, Subscription, SubscriptionKind, SubscriptionStatus, Treatment, User},
    ids::{ServicePlanId, SkuId},
    money::{Amount, Currency, Exact},
    moves::{
        Drift, Status, Why,
        evidence::{
            Accepted,
            fault::{FaultCode, Point},
        },
        state::State,
        tasks::{Party, TaskKind},
    },
    notice::{CounterCode, Notice, Reason, RefusalCode, Value, Warning},
    plan::{EndAction, Method, StepKind},
    policy::{Mode, PriceColumn, Residual},
};
use nahtlos_planner::verify::Minimum;
use std::{collections::HashMap, fmt::Display, sync::OnceLock};

/// A word of a document that has a text in every language, under `PREFIX-word`.
pub trait Worded: Display + Copy {
    /// What the keys of its texts begin with.
    const PREFIX: &'static str;

    /// The key of its text.
    fn key(self) -> String {
        format!("{}-{self}", Self::PREFIX)
    }
}

macro_rules! worded {
    ($($kind:ty => $prefix:literal),+ $(,)?) => {
        $(impl Worded for $kind { const PREFIX: &'static str = $prefix; })+

        /// The key of every word that must have a text.
        pub fn every_key() -> Vec<String> {
            let mut keys = Vec::new();
            $(keys.extend(<$kind>::ALL.iter().map(|word| word.key()));)+
            keys
        }
    };
}

worded!(
    Reason => "reason",
    Warning => "warning",
    RefusalCode => "refusal",
    CounterCode => "counter",
    Channel => "channel",
    Treatment => "treatment",
    Generation => "generation",
    SubscriptionKind => "kind",
    SubscriptionStatus => "status",
    Term => "term",
    BillingPlan => "billing",
    EndAction => "action",
    StepKind => "step",
    Method => "method",
    Mode => "mode",
    Residual => "residual",
    PriceColumn => "price",
    State => "move-state",
    Status => "run-status",
    Why => "plan-why",
    TaskKind => "task",
    Party => "party",
    Drift => "drift",
    Accepted => "evidence-accepted",
    Point => "evidence-point",
    FaultCode => "evidence-fault",
);

/// Most names shown in a row before the rest is counted.
const NAMES_IN_A_SENTENCE: usize = 4;

/// Texts together with what is needed to name things.
pub struct Reader<'a> {
    /// The language's texts.
    pub texts: &'a Texts,
    /// Names of SKUs and service plans.
    pub catalogue: &'a Catalogue,
    /// Currency of every amount.
    pub currency: Currency,
    case: Option<&'a Case>,
    users: OnceLock<HashMap<&'a str, &'a User>>,
}

impl<'a> Reader<'a> {
    /// Knows the names of a whole case.
    pub fn of_case(texts: &'a Texts, case: &'a Case) -> Self {
        Self {
            texts,
            catalogue: &case.catalogue,
            currency: case.estate.customer.currency,
            case: Some(case),
            users: OnceLock::new(),
        }
    }

    /// Knows the names of a catalogue only.
    pub fn of_catalogue(texts: &'a Texts, catalogue: &'a Catalogue, currency: Currency) -> Self {
        Self {
            texts,
            catalogue,
            currency,
            case: None,
            users: OnceLock::new(),
        }
    }

    /// A word of a document in the reader's language.
    pub fn word(&self, word: impl Worded) -> String {
        self.texts.say(&word.key())
    }

    /// A notice as a sentence.
    pub fn notice<C: Worded>(&self, notice: &Notice<C>) -> String {
        self.texts.fill(&notice.code.key(), self.args(notice))
    }

    /// The values of a notice, written for people; `has-NAME` says that a value is there.
    pub fn args<C>(&self, notice: &Notice<C>) -> Args {
        let mut args = Args::new();
        let empty = |value: &Value| matches!(value, Value::Text(text) if text.is_empty());
        for (name, value) in notice.values.iter().filter(|(_, value)| !empty(value)) {
            args = args.text(&format!("has-{name}"), "yes");
            args = match value {
                Value::Count(n) => args.count(name, *n),
                Value::Plan(plan) if self.has_namesake(notice, *plan) => args.text(name, self.plan_exactly(*plan)),
                other => args.text(name, self.value(name, other)),
            };
        }
        if notice.subjects.is_empty() {
            args
        } else {
            args.text("has-subjects", "yes").text("subjects", self.subjects(&notice.subjects))
        }
    }

    /// Whether a notice speaks of another service plan of the same name.
    fn has_namesake<C>(&self, notice: &Notice<C>, plan: ServicePlanId) -> bool {
        let name = self.plan(plan);
        let others = notice.values.values().filter_map(|value| match value {
            Value::Plan(other) if *other != plan => Some(*other),
            _ => None,
        });
        others.into_iter().any(|other| self.plan(other) == name)
    }

    /// A value of a notice or a step's detail. Words of documents (status, kind, channel, action) are translated.
    pub fn value(&self, name: &str, value: &Value) -> String {
        let lang = self.texts.lang();
        match value {
            Value::Text(id) if name == "user" => self.user(id),
            Value::Text(id) if name == "subscription" => self.subject(id),
            Value::Text(ids) if name == "cause" => self.list(ids.split(", ").map(|id| self.subject(id)).collect()),
            Value::Text(text) => self.text(name, text),
            Value::Count(n) => numbers::count(lang, *n),
            Value::Date(day) => numbers::date(lang, *day),
            Value::Money(amount) => numbers::money(lang, self.currency, *amount),
            Value::Sku(sku) => self.sku(*sku),
            Value::Plan(plan) => self.plan(*plan),
            Value::Skus(skus) => self.list(skus.iter().map(|s| self.sku(*s)).collect()),
            Value::Plans(plans) => self.list(plans.iter().map(|p| self.plan(*p)).collect()),
        }
    }

    /// A word of a document, a group's id, or a figure that came as text: a fraction `n/d`, a price, a dash for nothing.
    fn text(&self, name: &str, text: &str) -> String {
        let key = format!("{name}-{text}");
        if text.bytes().all(|b| b.is_ascii_alphanumeric()) && self.texts.has(&key) {
            return self.texts.say(&key);
        }
        let lang = self.texts.lang();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if let Some((num, den)) = text.split_once('/')
            && digits(num.trim_start_matches('-'))
            && digits(den)
            && let (Ok(num), Ok(den)) = (num.parse(), den.parse())
            && let Some(exact) = Exact::new(num, den)
        {
            return numbers::exact(lang, self.currency, exact);
        }
        if let Some((whole, part)) = text.split_once('.')
            && digits(whole)
            && digits(part)
            && let Ok(price) = text.parse()
        {
            return numbers::price(lang, self.currency, price);
        }
        if text == "-" {
            "–".to_owned()
        } else {
            self.group(text).unwrap_or_else(|| text.to_owned())
        }
    }

    /// What a proof says about the minimum, as a sentence.
    pub fn minimum(&self, method: Method, minimum: &Minimum) -> String {
        let exact = |value| numbers::exact(self.texts.lang(), self.currency, value);
        match minimum {
            Minimum::Rechecked { .. } => self.texts.fill("minimum-rechecked", Args::new().text("method", self.word(method))),
            Minimum::NotRechecked => self
                .texts
                .fill("minimum-not-rechecked", Args::new().text("method", self.word(method))),
            Minimum::Gap { lower_bound, cost, .. } => {
                let gap = cost.checked_sub(*lower_bound).map_or_else(|| "–".to_owned(), exact);
                self.texts
                    .fill("minimum-gap", Args::new().text("bound", exact(*lower_bound)).text("gap", gap))
            }
        }
    }

    /// A SKU's name.
    pub fn sku(&self, sku: SkuId) -> String {
        self.catalogue.sku_name(sku)
    }

    /// Several SKUs by name, all of them.
    pub fn skus<'s>(&self, skus: impl IntoIterator<Item = &'s SkuId>) -> String {
        skus.into_iter().map(|s| self.sku(*s)).collect::<Vec<_>>().join(" + ")
    }

    /// A service plan's name.
    pub fn plan(&self, plan: ServicePlanId) -> String {
        self.catalogue.plan_name(plan)
    }

    /// A service plan's name together with its technical one, where others bear the same name.
    pub fn plan_exactly(&self, plan: ServicePlanId) -> String {
        let friendly = self.plan(plan);
        match self.catalogue.plans.get(&plan) {
            Some(names) if names.name != friendly => format!("{friendly} ({})", names.name),
            _ => friendly,
        }
    }

    /// An amount with its currency.
    pub fn money(&self, amount: Amount) -> String {
        numbers::money(self.texts.lang(), self.currency, amount)
    }

    /// A day.
    pub fn date(&self, day: nahtlos_model::dates::Date) -> String {
        numbers::date(self.texts.lang(), day)
    }

    /// A number of things.
    pub fn count(&self, n: impl TryInto<i64>) -> String {
        numbers::count(self.texts.lang(), n.try_into().unwrap_or(i64::MAX))
    }

    /// A few names, then how many more.
    pub fn list(&self, names: Vec<String>) -> String {
        self.list_of(names, NAMES_IN_A_SENTENCE)
    }

    /// At most `shown` names, then how many more.
    pub fn list_of(&self, mut names: Vec<String>, shown: usize) -> String {
        if names.len() > shown + 1 {
            let more = names.len() - shown;
            names.truncate(shown);
            return self
                .texts
                .fill("word-several", Args::new().text("first", names.join(", ")).count("more", more));
        }
        let last = names.pop();
        match (names.is_empty(), last) {
            (_, None) => String::new(),
            (true, Some(last)) => last,
            (false, Some(last)) => format!("{}{}{last}", names.join(", "), self.texts.say("word-and")),
        }
    }

    /// What a notice is about, named as people know it.
    pub fn subjects(&self, ids: &[String]) -> String {
        self.list(ids.iter().map(|id| self.subject(id)).collect())
    }

    /// One id, named as people know it: a subscription by channel and SKU, a user by sign-in name, a group by name.
    pub fn subject(&self, id: &str) -> String {
        if let Some(subscription) = self.case.and_then(|c| c.estate.subscriptions.iter().find(|s| s.id == id)) {
            return self.subscription(subscription);
        }
        self.group(id).unwrap_or_else(|| self.user(id))
    }

    /// A subscription in a few words.
    pub fn subscription(&self, subscription: &Subscription) -> String {
        let args = Args::new()
            .text("channel", self.word(subscription.channel))
            .text("sku", self.sku(subscription.sku_id))
            .text("id", short_id(&subscription.id))
            .count("seats", subscription.quantity);
        self.texts.fill("name-subscription", args)
    }

    /// A user's sign-in name, with `#n` for the n-th of identical users.
    pub fn user(&self, id: &str) -> String {
        let (base, suffix) = match id.rsplit_once('#') {
            Some((base, number)) if self.find_user(id).is_none() => (base, format!(" #{number}")),
            _ => (id, String::new()),
        };
        self.find_user(base)
            .map_or_else(|| id.to_owned(), |user| user.user_principal_name.clone() + &suffix)
    }

    /// The estate's user of an id, `id#n` included.
    pub fn find_user(&self, id: &str) -> Option<&'a User> {
        let users = self.users.get_or_init(|| {
            self.case
                .map_or_else(HashMap::new, |case| case.estate.users.iter().map(|u| (u.id.as_str(), u)).collect())
        });
        users.get(id).copied()
    }

    fn group(&self, id: &str) -> Option<String> {
        self.case?.estate.groups.iter().find(|g| g.id == id).map(|g| g.name.clone())
    }
}

/// Enough of an id to tell it apart on a page: the first eight characters of a GUID, anything else whole.
pub fn short_id(id: &str) -> &str {
    let is_guid = id.len() == 36 && id.bytes().filter(|b| *b == b'-').count() == 4;
    if is_guid { &id[..8] } else { id }
}

impl Texts {
    /// A notice as a sentence, with the names of a catalogue.
    pub fn notice<C: Worded>(&self, catalogue: &Catalogue, currency: Currency, notice: &Notice<C>) -> String {
        Reader::of_catalogue(self, catalogue, currency).notice(notice)
    }
}

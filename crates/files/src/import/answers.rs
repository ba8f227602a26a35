//! `answers.toml`: what a person says where the exports are silent.
//!
//! `[customer]` id, name, domain, country, currency, segment · `[defaults]` for paid subscriptions
//! that say nothing themselves: channel, generation, autoRenew, termDuration, billingCycle ·
//! `[owners."tenant id"]` channel, name · `[products]` `"name" = "SKU id"` or `"none"` ·
//! `[subscriptions."id"]` channel, owner, treatment, generation, autoRenew, termDuration,
//! billingCycle, start, end, quantity, skuId, kind, status, description. An empty text leaves a
//! question open. Read by the import. Unknown keys and values are refused with line and column.

use super::{toml_walk::Walk, values::When};
use crate::problem::Problem;
use nahtlos_model::{
    catalogue::Catalogue,
    dates::Date,
    estate::{Channel, Generation, SubscriptionKind, SubscriptionStatus, Treatment},
    ids::SkuId,
    money::Currency,
};
use std::collections::{BTreeMap, BTreeSet};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// `[customer]`.
#[derive(Debug, Clone, Default)]
pub(crate) struct CustomerAnswer {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) domain: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) currency: Option<Currency>,
    pub(crate) segment: Option<String>,
}

/// What may be said for one subscription or, partly, for all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct SubscriptionAnswer {
    pub(crate) channel: Option<Channel>,
    pub(crate) owner: Option<String>,
    pub(crate) treatment: Option<Treatment>,
    pub(crate) generation: Option<Generation>,
    /// `Some(None)`: said to be unknown.
    pub(crate) auto_renew: Option<Option<bool>>,
    pub(crate) term_duration: Option<String>,
    pub(crate) billing_cycle: Option<String>,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<When>,
    pub(crate) quantity: Option<u32>,
    pub(crate) sku_id: Option<SkuId>,
    pub(crate) kind: Option<SubscriptionKind>,
    pub(crate) status: Option<SubscriptionStatus>,
    /// Which file's description counts.
    pub(crate) description: Option<String>,
    /// Line and column of the table.
    pub(crate) at: (u64, u64),
}

/// `[owners."tenant id"]`.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnerAnswer {
    pub(crate) channel: Option<Channel>,
    pub(crate) name: Option<String>,
}

/// Everything answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    pub(crate) file: String,
    pub(crate) customer: CustomerAnswer,
    pub(crate) defaults: SubscriptionAnswer,
    /// By tenant id in its usual spelling.
    pub(crate) owners: BTreeMap<String, OwnerAnswer>,
    /// By name in its plain spelling; `None`: no licence at all.
    pub(crate) products: BTreeMap<String, Option<SkuId>>,
    /// By id, as written.
    pub(crate) subscriptions: BTreeMap<String, SubscriptionAnswer>,
}

/// A name as it is compared: no letter case, no doubled blanks.
pub(crate) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A tenant id as it is compared: a GUID in any spelling is one.
pub(crate) fn tenant(id: &str) -> String {
    super::values::guid(id).map_or_else(|_| id.trim().to_lowercase(), |guid| guid.to_string())
}

const TABLES: &[&str] = &["customer", "defaults", "owners", "products", "subscriptions"];
const CUSTOMER: &[&str] = &["id", "name", "domain", "country", "currency", "segment"];
const DEFAULTS: &[&str] = &["channel", "generation", "autoRenew", "termDuration", "billingCycle"];
const OWNER: &[&str] = &["channel", "name"];
const SUBSCRIPTION: &[&str] = &[
    "channel",
    "owner",
    "treatment",
    "generation",
    "autoRenew",
    "termDuration",
    "billingCycle",
    "start",
    "end",
    "quantity",
    "skuId",
    "kind",
    "status",
    "description",
];

impl Answers {
    /// Reads the file's text.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let walk = Walk::new(file, text);
        let whole = DeTable::parse(text).map_err(|error| walk.syntax(&error))?;
        let mut answers = Self {
            file: file.to_owned(),
            ..Self::default()
        };
        for (name, value) in whole.get_ref().iter() {
            let word: &str = name.get_ref();
            let table = walk.table(word, value, TABLES, name)?;
            match word {
                "customer" => answers.customer = customer(&walk, table)?,
                "defaults" => {
                    for (key, value) in table.iter() {
                        walk.known(key, DEFAULTS)?;
                        answers.defaults.take(&walk, key, value)?;
                    }
                }
                "owners" => answers.owners(&walk, table)?,
                "products" => answers.products(&walk, table)?,
                "subscriptions" => answers.subscriptions(&walk, table)?,
                _ => return Err(walk.unknown_key(name, TABLES)),
            }
        }
        Ok(answers)
    }

    fn owners(&mut self, walk: &Walk<'_>, table: &DeTable<'_>) -> Result<(), Problem> {
        for (id, value) in table.iter() {
            let mut owner = OwnerAnswer::default();
            for (key, value) in walk.table(id.get_ref(), value, OWNER, id)?.iter() {
                match key.get_ref().as_ref() {
                    "channel" => owner.channel = walk.word(value, "channel", Channel::ALL)?,
                    "name" => owner.name = walk.text(value, "name")?,
                    _ => return Err(walk.unknown_key(key, OWNER)),
                }
            }
            if self.owners.insert(tenant(id.get_ref()), owner).is_some() {
                return Err(walk.error(
                    id.span(),
                    "duplicateId",
                    "This tenant id is already answered above, in another spelling.".into(),
                    "Take one of the two out.",
                ));
            }
        }
        Ok(())
    }

    fn products(&mut self, walk: &Walk<'_>, table: &DeTable<'_>) -> Result<(), Problem> {
        for (name, value) in table.iter() {
            let Some(text) = walk.text(value, "a SKU id")? else { continue };
            let sku = if text == "none" { None } else { Some(walk.sku(value, &text)?) };
            if self.products.insert(plain(name.get_ref()), sku).is_some() {
                return Err(walk.error(
                    name.span(),
                    "duplicateId",
                    "This product name is already answered above, in another spelling.".into(),
                    "Take one of the two out.",
                ));
            }
        }
        Ok(())
    }

    fn subscriptions(&mut self, walk: &Walk<'_>, table: &DeTable<'_>) -> Result<(), Problem> {
        for (id, value) in table.iter() {
            let mut answer = SubscriptionAnswer {
                at: walk.at(id.span().start),
                ..SubscriptionAnswer::default()
            };
            for (key, value) in walk.table(id.get_ref(), value, SUBSCRIPTION, id)?.iter() {
                answer.take(walk, key, value)?;
            }
            if let (Some(start), Some(When::On(end))) = (answer.start, answer.end)
                && end <= start
            {
                let message = format!("The end {end} is not after the start {start}.");
                return Err(walk.error(
                    id.span(),
                    "endBeforeStart",
                    message,
                    "The end is the first day without the subscription.",
                ));
            }
            self.subscriptions.insert(id.get_ref().trim().to_owned(), answer);
        }
        Ok(())
    }

    /// What is said about a subscription, by either of its ids.
    pub(crate) fn subscription(&self, id: &str, other_id: Option<&str>) -> Option<&SubscriptionAnswer> {
        self.subscriptions
            .get(id)
            .or_else(|| other_id.and_then(|other| self.subscriptions.get(other)))
    }

    /// Refuses answers about subscriptions that nobody asked about and that do not describe one.
    pub(crate) fn refuse_unused(&self, ids: &BTreeSet<String>) -> Result<(), Problem> {
        for (id, answer) in &self.subscriptions {
            if answer.sku_id.is_none() && !ids.contains(id) {
                let message = format!("No export has a subscription {}.", crate::problem::quoted(id));
                let mend = match crate::nearest::nearest(id, ids.iter().map(String::as_str)) {
                    Some(near) => {
                        format!("Perhaps {near} is meant; a subscription that no export has needs skuId, quantity, channel and end.")
                    }
                    None => "Correct the id; a subscription that no export has needs skuId, quantity, channel and end.".to_owned(),
                };
                return Err(Problem::error(&self.file, "unknownSubscription", message, mend)
                    .at(answer.at.0, answer.at.1)
                    .found(id));
            }
        }
        Ok(())
    }

    /// Refuses SKUs that the products file lacks.
    pub(crate) fn refuse_unknown_skus(&self, catalogue: Option<&Catalogue>) -> Result<(), Problem> {
        let Some(catalogue) = catalogue.filter(|c| !c.products.is_empty()) else {
            return Ok(());
        };
        for (id, answer) in &self.subscriptions {
            if let Some(sku) = answer.sku_id.filter(|sku| !catalogue.products.contains_key(sku)) {
                let message = format!(
                    "The products file has no SKU {sku}, which subscription {} names.",
                    crate::problem::quoted(id)
                );
                let problem = Problem::error(
                    &self.file,
                    "unknownSku",
                    message,
                    "Correct the SKU id, or give a newer products file.",
                );
                return Err(problem.at(answer.at.0, answer.at.1).found(&sku.to_string()));
            }
        }
        Ok(())
    }
}

fn customer(walk: &Walk<'_>, table: &DeTable<'_>) -> Result<CustomerAnswer, Problem> {
    let mut answer = CustomerAnswer::default();
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "id" => answer.id = walk.text(value, "id")?,
            "name" => answer.name = walk.text(value, "name")?,
            "domain" => answer.domain = walk.text(value, "domain")?,
            "segment" => answer.segment = walk.text(value, "segment")?,
            "country" => answer.country = walk.country(value)?,
            "currency" => answer.currency = walk.currency(value)?,
            _ => return Err(walk.unknown_key(key, CUSTOMER)),
        }
    }
    Ok(answer)
}

impl SubscriptionAnswer {
    fn take(&mut self, walk: &Walk<'_>, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Result<(), Problem> {
        let name: &str = key.get_ref();
        match name {
            "channel" => self.channel = walk.word(value, name, Channel::ALL)?,
            "treatment" => self.treatment = walk.word(value, name, Treatment::ALL)?,
            "generation" => self.generation = walk.word(value, name, Generation::ALL)?,
            "kind" => self.kind = walk.word(value, name, SubscriptionKind::ALL)?,
            "status" => self.status = walk.word(value, name, SubscriptionStatus::ALL)?,
            "owner" => self.owner = walk.text(value, name)?,
            "billingCycle" => self.billing_cycle = walk.text(value, name)?,
            "description" => self.description = walk.text(value, name)?,
            "termDuration" => self.term_duration = walk.term(value)?,
            "autoRenew" => self.auto_renew = walk.auto_renew(value)?,
            "start" => self.start = walk.day(value, name)?.and_then(When::date),
            "end" => self.end = walk.day(value, name)?,
            "quantity" => self.quantity = walk.seats(value)?,
            "skuId" => {
                self.sku_id = match walk.text(value, name)? {
                    Some(text) => Some(walk.sku(value, &text)?),
                    None => None,
                }
            }
            _ => return Err(walk.unknown_key(key, SUBSCRIPTION)),
        }
        Ok(())
    }
}

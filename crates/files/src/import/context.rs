//! What the modules that build subscriptions need to know all the time: options, answers, the
//! customer's tenant, who a seller is. Made once per import; changes nothing.

use super::{
    Options,
    answers::{Answers, tenant},
    gathered::SubscriptionRow,
};
use nahtlos_model::estate::{Channel, Customer};
use std::collections::BTreeMap;

/// Options and answers, ready to be asked.
pub(crate) struct Context<'a> {
    pub(crate) options: &'a Options<'a>,
    pub(crate) answers: &'a Answers,
    pub(crate) customer_tenant: Option<String>,
    this_partner: Option<String>,
    partners: BTreeMap<String, &'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(options: &'a Options<'a>, answers: &'a Answers, customer: &Customer) -> Self {
        Self {
            options,
            answers,
            customer_tenant: Some(tenant(&customer.id)).filter(|id| !id.is_empty()),
            this_partner: options.this_partner.as_deref().map(tenant),
            partners: options.partners.iter().map(|(id, name)| (tenant(id), name.as_str())).collect(),
        }
    }

    /// Channel and name of a tenant that sells, where options or answers know it.
    pub(crate) fn seller(&self, owner: &str) -> Option<(Channel, Option<String>)> {
        if self.this_partner.as_deref() == Some(owner) {
            return Some((Channel::ThisPartner, None));
        }
        if let Some(name) = self.partners.get(owner) {
            return Some((Channel::OtherPartner, Some((*name).to_owned())));
        }
        let answer = self.answers.owners.get(owner)?;
        answer.channel.map(|channel| (channel, answer.name.clone()))
    }

    /// A subscription in a few facts, for questions; the same in every language.
    pub(crate) fn facts(&self, row: &SubscriptionRow) -> String {
        let name = self
            .options
            .catalogue
            .and_then(|c| c.products.get(&row.sku))
            .map(|p| p.name.clone());
        let id = if row.string_id.is_empty() {
            row.sku.to_string()
        } else {
            row.string_id.clone()
        };
        let mut facts = name.map_or(id.clone(), |name| format!("{name} ({id})"));
        if let Some(seats) = row.seats {
            facts.push_str(&format!(" × {seats}"));
        }
        match (row.start.date(), row.end.date()) {
            (Some(start), Some(end)) => facts.push_str(&format!(", {start} – {end}")),
            (Some(start), None) => facts.push_str(&format!(", {start} – ?")),
            (None, Some(end)) => facts.push_str(&format!(", ? – {end}")),
            (None, None) => {}
        }
        facts
    }
}

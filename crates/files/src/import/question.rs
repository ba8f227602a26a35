//! What the exports leave open and only a person can answer: where a subscription was bought, when
//! it ends, which SKU a name means. Each question names the key of `answers.toml` that answers it.
//! Made by the other modules of the import; shown by the command line and in the answers template.

use nahtlos_model::ids::SkuId;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $required:literal $variant:ident = $word:literal),+ $(,)?) => {
        /// What is asked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum QuestionCode { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl QuestionCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in documents; the locale key is `question-` + word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Whether the estate is incomplete without an answer.
            pub fn is_required(self) -> bool {
                match self { $(Self::$variant => $required),+ }
            }
        }
    };
}

codes! {
    /// Whose estate it is: the tenant id.
    true CustomerId = "customerId",
    /// The company's name.
    true CustomerName = "customerName",
    /// The customer's country, which is the market of the price list.
    true CustomerCountry = "customerCountry",
    /// The currency of the price list.
    true CustomerCurrency = "customerCurrency",
    /// Which SKU a product name means.
    true ProductName = "productName",
    /// Who the tenant is that sold subscriptions.
    true Owner = "owner",
    /// Where a subscription without an owner was bought.
    true Channel = "channel",
    /// Where a subscription owned by the customer's own tenant was bought.
    true OwnTenantChannel = "ownTenantChannel",
    /// Which of two different descriptions of a subscription counts.
    true Description = "description",
    /// How many seats a subscription has.
    true Quantity = "quantity",
    /// When a subscription ends.
    true End = "end",
    /// When a subscription began.
    false Start = "start",
    /// Whether a subscription renews at its end.
    false AutoRenew = "autoRenew",
    /// The term of a subscription.
    false TermDuration = "termDuration",
    /// The generation of the vendor's commerce platform.
    false Generation = "generation",
}

impl fmt::Display for QuestionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// What is asked.
    pub code: QuestionCode,
    /// Whether the estate is incomplete without an answer.
    pub required: bool,
    /// What it is asked about: a subscription's id, a tenant id, a product name; empty for the customer.
    pub subject: String,
    /// What the subject is, in facts: product, seats, dates.
    pub facts: String,
    /// The table of `answers.toml`, as its header writes it, without brackets.
    pub table: String,
    /// The key within the table.
    pub key: String,
    /// Possible values as TOML, where they can be listed.
    pub choices: Vec<String>,
    /// The SKU it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<SkuId>,
    /// Ids of what waits for the answer.
    pub subjects: Vec<String>,
}

impl Question {
    pub(crate) fn new(code: QuestionCode, table: String, key: &str) -> Self {
        Self {
            code,
            required: code.is_required(),
            subject: String::new(),
            facts: String::new(),
            table,
            key: key.to_owned(),
            choices: Vec::new(),
            sku: None,
            subjects: Vec::new(),
        }
    }

    pub(crate) fn choices(mut self, choices: &[&str]) -> Self {
        self.choices = choices.iter().map(|c| (*c).to_owned()).collect();
        self
    }
}

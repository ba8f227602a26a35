//! A seed as it is written: every key, with what holds where it is left out.

use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    dates::Date,
    estate::{Channel, Generation, SubscriptionStatus},
    ids::SkuId,
    money::Currency,
    partners::PartnerKind,
    permissions::Role,
};
use serde::{Deserialize, Deserializer, de::Error as _};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Seed {
    pub schema: String,
    #[serde(default)]
    pub partners: Vec<Partner>,
    #[serde(default)]
    pub customers: Vec<Customer>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Partner {
    pub id: String,
    pub name: String,
    pub domain: String,
    #[serde(default = "direct")]
    pub kind: PartnerKind,
    pub mpn_id: String,
    #[serde(default = "germany")]
    pub country: String,
    #[serde(default = "euro")]
    pub currency: Currency,
    pub provider: Option<String>,
    #[serde(default)]
    pub sandbox: bool,
    #[serde(default)]
    pub applications: Vec<Application>,
    #[serde(default)]
    pub users: Vec<Person>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Application {
    pub client_id: String,
    pub name: Option<String>,
    pub secret: String,
    #[serde(default = "agent")]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub redirect_uris: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Person {
    pub user_principal_name: String,
    pub display_name: Option<String>,
    pub password: Option<String>,
    #[serde(default = "agent")]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub mfa: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Customer {
    pub id: String,
    pub name: String,
    pub domain: String,
    #[serde(default = "germany")]
    pub country: String,
    #[serde(default = "euro")]
    pub currency: Currency,
    pub segment: Option<String>,
    pub partner: Option<String>,
    pub agreement: Option<bool>,
    pub password: Option<String>,
    #[serde(default)]
    pub subscriptions: Vec<Subscription>,
    #[serde(default)]
    pub users: Vec<User>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Subscription {
    pub id: Option<String>,
    pub sku_id: SkuId,
    pub quantity: u32,
    pub channel: Option<Channel>,
    pub owner: Option<String>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    #[serde(default)]
    pub auto_renew: bool,
    #[serde(default = "year")]
    pub term_duration: Term,
    #[serde(default, deserialize_with = "plan")]
    pub billing_cycle: Option<BillingPlan>,
    #[serde(default = "new_commerce")]
    pub generation: Generation,
    #[serde(default = "active")]
    pub status: SubscriptionStatus,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct User {
    pub id: Option<String>,
    pub user_principal_name: String,
    pub usage_location: Option<String>,
    #[serde(default = "one")]
    pub count: u32,
    #[serde(default)]
    pub licenses: Vec<SkuId>,
}

/// A billing plan in any letter case, as estates write it.
fn plan<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<BillingPlan>, D::Error> {
    let text = String::deserialize(reader)?;
    let found = BillingPlan::ALL.iter().find(|plan| plan.as_str().eq_ignore_ascii_case(&text));
    let all = || {
        BillingPlan::ALL
            .iter()
            .map(|plan| plan.as_str().to_ascii_lowercase())
            .collect::<Vec<_>>()
            .join(", ")
    };
    found
        .map(|plan| Some(*plan))
        .ok_or_else(|| D::Error::custom(format!("{text:?} is none of: {}", all())))
}

fn direct() -> PartnerKind {
    PartnerKind::Direct
}

fn germany() -> String {
    "DE".to_owned()
}

fn euro() -> Currency {
    Currency::new("EUR").unwrap_or_else(|| unreachable!("three letters are a currency"))
}

fn agent() -> Vec<Role> {
    vec![Role::AdminAgent, Role::GlobalAdmin]
}

fn year() -> Term {
    Term::P1Y
}

fn new_commerce() -> Generation {
    Generation::NewCommerce
}

fn active() -> SubscriptionStatus {
    SubscriptionStatus::Active
}

fn one() -> u32 {
    1
}

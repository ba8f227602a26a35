//! Upgrades to the Azure plan. This center sells no Azure: nobody is eligible, and the answers are those for a customer without it.

use super::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    routes::{Route, route},
};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::migrations as wire;

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("migration", PartnerCenter, User, Read,  "POST", "/v1/productUpgrades/eligibility",         "check Azure plan upgrade eligibility", eligibility).takes::<wire::ProductUpgradesRequest>().ok::<wire::ProductUpgradesEligibility>(),
    route!("migration", PartnerCenter, User, Write, "POST", "/v1/productUpgrades",                     "create product upgrade",               create).takes::<wire::ProductUpgradesRequest>().refuses(&[403, 404]),
    route!("migration", PartnerCenter, User, Read,  "POST", "/v1/productUpgrades/{upgrade_id}/status", "get product upgrade status",           status).takes::<wire::ProductUpgradesRequest>().refuses(&[404]),
];

/// The only family that there is.
const FAMILY: &str = "azure";

/// The customer and the family that a request is about. The customer stands in the body, and the permit is asked for there.
async fn asked(ask: &Ask, action: Action) -> Result<(String, String), Problem> {
    let request = ask.read_body::<wire::ProductUpgradesRequest>()?;
    let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let customer = given(request.customer_id).ok_or_else(|| Refusal::property("customerId", "must name the customer"))?;
    let customer = customer.to_ascii_lowercase();
    ask.read(Need::customer(action, &customer)).await?;
    let family = given(request.product_family).ok_or_else(|| Refusal::property("productFamily", "must be azure"))?;
    if !family.eq_ignore_ascii_case(FAMILY) {
        return Err(Refusal::property(
            "productFamily",
            format!("{family:?} is no product family that is upgraded; send azure"),
        )
        .into());
    }
    Ok((customer, family))
}

async fn eligibility(ask: Ask) -> Result<Answer, Problem> {
    let (customer, family) = asked(&ask, Action::ReadSubscriptions).await?;
    let nothing = Refusal::new(Code::UpgradeNothing).with("family", &family);
    Ok(Answer::ok(&wire::ProductUpgradesEligibility {
        customer_id: Some(customer),
        is_eligible: Some(false),
        product_family: Some(FAMILY.to_owned()),
        upgrade_id: None,
        reason: Some(ask.view().sentence(&nothing)),
    }))
}

async fn create(ask: Ask) -> Result<Answer, Problem> {
    let (_, family) = asked(&ask, Action::ManageSubscriptions).await?;
    Err(Refusal::new(Code::UpgradeNothing).with("family", &family).into())
}

async fn status(ask: Ask) -> Result<Answer, Problem> {
    asked(&ask, Action::ReadSubscriptions).await?;
    Err(Refusal::new(Code::UpgradeUnknown).with("id", ask.param(0)).into())
}

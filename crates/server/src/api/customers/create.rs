//! Creates a customer. The administrator's password stands in the first answer and is kept nowhere: a repeated request gets the
//! kept answer, which lacks it.

use super::view::{self, billing, company};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, customers::Created};
use nahtlos_model::{
    customers::create::NewCustomer,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{customers as wire, enums::CustomerPartnerRelationship};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    // Who may not create customers is refused before a password is made.
    ask.read(Need::own(Action::ManageCustomers)).await?;
    let sent: wire::Customer = ask.read_body()?;
    let missing = |field: &str| Refusal::property(field, "it must be given");
    let profile = sent.company_profile.ok_or_else(|| missing("companyProfile"))?;
    let billing = sent.billing_profile.ok_or_else(|| missing("billingProfile"))?;
    let reseller = sent.associated_partner_id.filter(|id| !id.trim().is_empty());
    let reseller = reseller.map(|id| id.trim().to_ascii_lowercase());
    if reseller.is_some() && ask.call.actor.user.is_none() {
        return Err(Code::AppOnlyRefused.into());
    }
    let new = NewCustomer {
        domain: profile.domain.unwrap_or_default(),
        name: profile.company_name.unwrap_or_default(),
        registration_number: profile.organization_registration_number,
        billing: view::profile_of(billing),
    };
    let granular = sent.enable_gdap_by_default.unwrap_or(false);
    let (command, secret) = ask.center.engine.new_customer(new, reseller, granular).await?;
    let id = command.customer_id().to_owned();
    let answer = ask
        .write(command, move |created| Answer::created(&shown(created, granular)))
        .await?;
    with_password(answer, &id, secret)
}

fn shown(created: &Created, granular: bool) -> wire::Customer {
    let c = &created.customer;
    let for_reseller = created.reseller_id.is_some();
    wire::Customer {
        id: Some(c.id.clone()),
        commerce_id: Some(c.commerce_id.clone()),
        company_profile: Some(wire::CustomerCompanyProfile {
            address: None,
            email: None,
            links: None,
            ..company(c)
        }),
        billing_profile: Some(wire::CustomerBillingProfile { links: None, ..billing(c) }),
        // As the reference answers: the relationship shows here only where it is another's too.
        relationship_to_partner: Some(match for_reseller {
            true => CustomerPartnerRelationship::Reseller,
            false => CustomerPartnerRelationship::None,
        }),
        allow_delegated_access: for_reseller.then_some(!granular),
        user_credentials: Some(wire::UserCredentials {
            user_name: Some(created.admin.clone()),
            password: None,
        }),
        associated_partner_id: created.reseller_id.clone(),
        enable_gdap_by_default: Some(granular),
        attributes: Some(nahtlos_wire::Attributes::of("Customer")),
        ..wire::Customer::default()
    }
}

/// Puts the password into the answer, if this request created the customer.
fn with_password(mut answer: Answer, id: &str, secret: String) -> Result<Answer, Problem> {
    let read = serde_json::from_slice::<wire::Customer>(&answer.body);
    let mut customer = read.map_err(|error| Problem::Fault(format!("the kept answer does not read: {error}")))?;
    if customer.id.as_deref() == Some(id) {
        let credentials = customer.user_credentials.get_or_insert_default();
        credentials.password = Some(secret);
        answer.body = Answer::ok(&customer).body;
    }
    Ok(answer)
}

//! A record's old and new value: the resource as the API shows it where it has a view, else our document; JSON in a text, with
//! PascalCase keys. No secret ever stands there: members that would hold one are left out, whatever was kept.

use crate::api::{
    context::View,
    customers::view::{billing, company},
    users::view::shown as user,
};
use nahtlos_model::{customers::Customer, directory::User, orders::Order, subscriptions::Subscription};
use serde_json::{Map, Value, json};

/// Parts of names of members that hold secrets.
const SECRETS: [&str; 4] = ["password", "secret", "token", "proof"];

/// The value of a document; `None` where there is none.
pub(super) fn of(view: &View, resource: &str, text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let value = seen(view, resource, text).or_else(|| serde_json::from_str(text).ok())?;
    Some(pascal(value).to_string())
}

/// The resource as the API shows it.
fn seen(view: &View, resource: &str, text: &str) -> Option<Value> {
    let value = match resource {
        "subscription" => serde_json::to_value(view.subscription(&serde_json::from_str::<Subscription>(text).ok()?)),
        "order" => serde_json::to_value(view.order(&serde_json::from_str::<Order>(text).ok()?, false)),
        "customer_user" => serde_json::to_value(user(&serde_json::from_str::<User>(text).ok()?)),
        "customer" => {
            let customer: Customer = serde_json::from_str(text).ok()?;
            Ok(json!({
                "id": customer.id,
                "commerceId": customer.commerce_id,
                "companyProfile": company(&customer),
                "billingProfile": billing(&customer),
            }))
        }
        "granular_admin_relationship" => return Some(relationship(serde_json::from_str(text).ok()?)),
        _ => return None,
    };
    value.ok()
}

/// Receivers read the customer's name under another name than ours.
fn relationship(mut value: Value) -> Value {
    if let Some(customer) = value.get_mut("customer").and_then(Value::as_object_mut)
        && let Some(name) = customer.get("displayName").cloned()
    {
        customer.insert("organizationDisplayName".to_owned(), name);
    }
    value
}

/// With keys that begin with a capital, and without secrets.
fn pascal(value: Value) -> Value {
    match value {
        Value::Array(all) => Value::Array(all.into_iter().map(pascal).collect()),
        Value::Object(members) => {
            let open = members.into_iter().filter(|(name, _)| {
                let name = name.to_ascii_lowercase();
                !SECRETS.iter().any(|secret| name.contains(secret))
            });
            Value::Object(open.map(|(name, value)| (capital(&name), pascal(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begin_with_a_capital_and_secrets_are_left_out() {
        let value = json!({ "id": "1", "lines": [{ "unitPrice": 1 }], "passwordHash": "x", "clientSecret": "x", "refreshToken": "x" });
        assert_eq!(pascal(value), json!({ "Id": "1", "Lines": [{ "UnitPrice": 1 }] }));
    }
}

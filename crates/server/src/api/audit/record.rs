//! An entry of a chain as the reference's record.

use super::{customized, values};
use crate::api::context::View;
use nahtlos_engine::activity::Recorded;
use nahtlos_model::audit::record::{operation, resource, seven_decimals};
use nahtlos_wire::{Attributes, audit as wire};
use serde_json::Value;

/// What the application is called that time itself acts by.
const TIME: &str = "Nahtlos";

/// The record of an entry. What it has nothing to say of is left out.
pub(super) fn shown(view: &View, one: &Recorded) -> wire::AuditRecord {
    let (link, entry) = (&one.link, &one.link.entry);
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let document = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    let mut participants = vec![one.partner.clone()];
    participants.extend(some(&entry.partner_id).filter(|p| *p != one.partner));
    let data = customized::of(entry, &document(&entry.before), &document(&entry.after));
    wire::AuditRecord {
        id: Some(one.id()),
        partner_id: Some(one.partner.clone()),
        participants: Some(participants),
        customer_id: Some(link.scope.clone()),
        customer_name: some(&one.name),
        user_principal_name: some(&entry.user_name),
        application_id: Some(some(&entry.application).unwrap_or_else(|| TIME.to_owned())),
        resource_type: Some(resource(&entry.resource, &entry.operation).to_owned()),
        resource_old_value: values::of(view, &entry.resource, &entry.before),
        resource_new_value: values::of(view, &entry.resource, &entry.after),
        operation_type: Some(operation(&entry.operation).unwrap_or(&entry.operation).to_owned()),
        original_correlation_id: some(&entry.correlation),
        operation_date: Some(format!("{}Z", seven_decimals(link.at, link.seq))),
        operation_status: Some(some(&entry.status).unwrap_or_else(|| "succeeded".to_owned())),
        customized_data: Some(data).filter(|data| !data.is_empty()),
        attributes: Some(Attributes::of("AuditRecord")),
    }
}

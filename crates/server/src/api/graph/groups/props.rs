//! Properties of Graph's groups.

use crate::api::{
    context::View,
    graph::odata::kind::{Can, Kind, Property, none, nothing, selected, shown},
};
use nahtlos_model::directory::Group;
use serde_json::{Value, json};

/// A group with what must be asked for beside it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub group: Group,
    /// A licence of it does not work for some member.
    pub at_fault: bool,
}

impl Seen {
    /// A group whose members were not asked.
    pub(crate) fn of(group: Group) -> Self {
        Self { group, at_fault: false }
    }
}

/// The property that members must be asked for.
pub(crate) const AT_FAULT: &str = "hasMembersWithLicenseErrors";

/// Groups.
pub(crate) static GROUP: Kind<Seen> = Kind {
    name: "microsoft.graph.group",
    resource: "Group",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Seen>] = &[
    shown("id", Can::Text, |g, _, _| json!(g.group.id)),
    shown("deletedDateTime", Can::Nothing, nothing),
    shown("classification", Can::Text, more),
    shown("createdDateTime", Can::Time, |g, _, _| json!(g.group.created)),
    shown("creationOptions", Can::Nothing, none),
    shown("description", Can::Text, |g, _, _| json!(g.group.description)),
    shown("displayName", Can::Text, |g, _, _| json!(g.group.display_name)),
    shown("expirationDateTime", Can::Nothing, nothing),
    shown("groupTypes", Can::Texts, |g, _, _| json!(g.group.kinds)),
    shown("isAssignableToRole", Can::Flag, nothing),
    shown("mail", Can::Mail, more),
    shown("mailEnabled", Can::Flag, |g, _, _| json!(g.group.mail_enabled)),
    shown("mailNickname", Can::Text, |g, _, _| json!(g.group.mail_nickname)),
    shown("membershipRule", Can::Nothing, nothing),
    shown("membershipRuleProcessingState", Can::Nothing, nothing),
    shown("onPremisesDomainName", Can::Nothing, nothing),
    shown("onPremisesLastSyncDateTime", Can::Time, nothing),
    shown("onPremisesNetBiosName", Can::Nothing, nothing),
    shown("onPremisesSamAccountName", Can::Text, nothing),
    shown("onPremisesSecurityIdentifier", Can::Text, nothing),
    shown("onPremisesSyncEnabled", Can::Flag, nothing),
    shown("preferredDataLocation", Can::Text, more),
    shown("preferredLanguage", Can::Text, more),
    shown("proxyAddresses", Can::Texts, |g, _, _| {
        json!(
            g.group
                .more
                .get("mail")
                .iter()
                .map(|mail| format!("SMTP:{mail}"))
                .collect::<Vec<_>>()
        )
    }),
    shown("renewedDateTime", Can::Time, |g, _, _| json!(g.group.created)),
    shown("resourceBehaviorOptions", Can::Nothing, none),
    shown("resourceProvisioningOptions", Can::Texts, none),
    shown("securityEnabled", Can::Flag, |g, _, _| json!(g.group.security_enabled)),
    shown("securityIdentifier", Can::Text, |g, _, _| json!(security_identifier(&g.group.id))),
    shown("theme", Can::Nothing, more),
    shown("visibility", Can::Nothing, |g, view, name| match more(g, view, name) {
        Value::Null if !g.group.kinds.is_empty() => json!("Public"),
        kept => kept,
    }),
    shown("onPremisesProvisioningErrors", Can::Nothing, none),
    selected("assignedLicenses", Can::Objects(&[("skuId", Can::Text)]), |g, _, _| {
        let one = |l: &nahtlos_model::directory::GroupHolding| json!({ "disabledPlans": l.disabled, "skuId": l.sku });
        g.group.licences.iter().map(one).collect()
    }),
    selected(AT_FAULT, Can::Flag, |g, _, _| json!(g.at_fault)),
    selected("licenseProcessingState", Can::Nothing, |g, _, _| match &g.group.processing {
        Some(state) => json!({ "state": state }),
        None => Value::Null,
    }),
    selected("serviceProvisioningErrors", Can::Nothing, none),
    selected("uniqueName", Can::Nothing, nothing),
];

/// A text kept under the property's own name.
fn more(seen: &Seen, _: &View, name: &'static str) -> Value {
    json!(seen.group.more.get(name))
}

/// The security identifier that belongs to an object id: its bytes as four numbers.
fn security_identifier(id: &str) -> Option<String> {
    let bytes = uuid::Uuid::try_parse(id).ok()?.to_bytes_le();
    let mut text = "S-1-12-1".to_owned();
    for part in bytes.chunks_exact(4) {
        let number = u32::from_le_bytes(part.try_into().ok()?);
        text.push_str(&format!("-{number}"));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn identifiers_follow_from_ids() {
        let of = super::security_identifier;
        assert_eq!(
            of("73d664e4-0886-4a73-b745-c694da45ddb4").as_deref(),
            Some("S-1-12-1-1943430372-1249052806-2496021943-3034400218")
        );
        assert_eq!(of("nothing"), None);
    }
}

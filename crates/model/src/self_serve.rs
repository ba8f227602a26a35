//! Self-serve policies: what a partner lets a customer buy by itself. One per pair of partner and customer.
//!
//! Only reservations and savings plans can be named, so that no purchase of licences ever asks here: it is a register.

use crate::{
    estate::word_enum,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What may be bought. Source: Partner Center documentation, self-serve policy resources.
    PolicyResource {
        /// Reservations.
        AzureReservedInstances = "AzureReservedInstances",
        /// Savings plans.
        AzureSavingsPlan = "AzureSavingsPlan",
    }
);

word_enum!(
    /// What may be done.
    PolicyAction {
        /// Buy it.
        Purchase = "Purchase",
    }
);

/// Something that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permission {
    /// What.
    pub resource: PolicyResource,
    /// To do what with it.
    pub action: PolicyAction,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The customer who may.
    pub customer_id: String,
    /// The partner who lets it.
    pub partner_id: String,
    /// What is allowed, each once.
    pub permissions: Vec<Permission>,
    /// A GUID that is another one after every change.
    pub etag: String,
    /// Counted up with every change.
    pub version: i64,
}

/// Partner and customer of a policy's id; `None`: it is no id of one.
pub fn pair_of(id: &str) -> Option<(String, String)> {
    let (partner, customer) = id.trim().split_once('_')?;
    let guid = |text: &str| (text.len() == 36).then(|| text.to_ascii_lowercase()).filter(|t| is_guid(t));
    Some((guid(partner)?, guid(customer)?))
}

fn is_guid(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, b)| match at {
        8 | 13 | 18 | 23 => b == b'-',
        _ => b.is_ascii_hexdigit(),
    })
}

/// What was sent, with the words as they came; members that are empty were not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentPolicy {
    /// The policy's id.
    pub id: String,
    /// Kind and tenant of who may.
    pub entity: (String, String),
    /// Kind and tenant of who lets it.
    pub grantor: (String, String),
    /// Resource and action of each permission.
    pub permissions: Vec<(String, String)>,
}

impl SentPolicy {
    fn checked(&self, partner: &str) -> Result<Vec<Permission>, Refusal> {
        if !self.entity.0.eq_ignore_ascii_case("customer") {
            return Err(Refusal::property("selfServeEntity.selfServeEntityType", "it can be customer only"));
        }
        if !self.grantor.0.eq_ignore_ascii_case("billToPartner") {
            return Err(Refusal::property("grantor.grantorType", "it can be billToPartner only"));
        }
        if !self.grantor.1.trim().eq_ignore_ascii_case(partner) {
            return Err(Refusal::property("grantor.tenantID", "it must be your own tenant"));
        }
        if self.permissions.is_empty() {
            return Err(Refusal::property("permissions", "at least one must be given"));
        }
        let mut all = Vec::new();
        for (at, (resource, action)) in self.permissions.iter().enumerate() {
            let resource = word(
                PolicyResource::ALL,
                PolicyResource::as_str,
                resource,
                &format!("permissions[{at}].resource"),
            )?;
            let action = word(
                PolicyAction::ALL,
                PolicyAction::as_str,
                action,
                &format!("permissions[{at}].action"),
            )?;
            all.push(Permission { resource, action });
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// A new policy. `etag`: a new GUID.
    ///
    /// # Errors
    /// `InvalidProperty` with the member; `PolicyIdWrong` where an id was sent that is another's.
    pub fn create(&self, partner: &str, customer: &str, etag: String) -> Result<Policy, Refusal> {
        let new = Policy {
            permissions: self.checked(partner)?,
            customer_id: customer.to_owned(),
            partner_id: partner.to_owned(),
            etag,
            version: 1,
        };
        self.fits(&new)?;
        Ok(new)
    }

    /// That the id, where one was sent, is the policy's.
    fn fits(&self, policy: &Policy) -> Result<(), Refusal> {
        match self.id.is_empty() || self.id.trim().eq_ignore_ascii_case(&policy.id()) {
            true => Ok(()),
            false => Err(Refusal::new(Code::PolicyIdWrong).at("id")),
        }
    }
}

/// A word in any letter case.
fn word<T: Copy>(all: &[T], as_str: fn(T) -> &'static str, text: &str, field: &str) -> Result<T, Refusal> {
    let found = all.iter().find(|word| as_str(**word).eq_ignore_ascii_case(text.trim()));
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|word| as_str(*word)).collect();
        Refusal::property(field, format!("it must be one of {}", known.join(", ")))
    })
}

impl Policy {
    /// Its id.
    pub fn id(&self) -> String {
        format!("{}_{}", self.partner_id, self.customer_id)
    }

    /// The policy with other permissions. `expected`: the etag that was read, if that was said. `etag`: a new GUID.
    ///
    /// # Errors
    /// `StaleEtag`; `PolicyIdWrong` where the body is about another pair; `InvalidProperty` with the member.
    pub fn replaced(&self, sent: &SentPolicy, expected: Option<&str>, etag: String) -> Result<Self, Refusal> {
        if let Some(other) = expected.filter(|expected| *expected != self.etag) {
            return Err(Refusal::new(Code::StaleEtag).with("version", other));
        }
        sent.fits(self)?;
        if !sent.entity.1.trim().eq_ignore_ascii_case(&self.customer_id) {
            return Err(Refusal::new(Code::PolicyIdWrong).at("id"));
        }
        Ok(Self {
            permissions: sent.checked(&self.partner_id)?,
            etag,
            version: self.version + 1,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTNER: &str = "11111111-0000-4000-8000-000000000001";
    const CUSTOMER: &str = "c0000000-0000-4000-8000-00000000000c";

    fn sent() -> SentPolicy {
        SentPolicy {
            id: String::new(),
            entity: ("Customer".into(), CUSTOMER.into()),
            grantor: ("BillToPartner".into(), PARTNER.into()),
            permissions: vec![("azurereservedinstances".into(), "purchase".into()); 2],
        }
    }

    #[test]
    fn a_policy_is_of_one_pair_and_says_each_thing_once() {
        let policy = sent().create(PARTNER, CUSTOMER, "e1".into()).unwrap();
        assert_eq!(policy.permissions.len(), 1);
        assert_eq!(pair_of(&policy.id()), Some((PARTNER.into(), CUSTOMER.into())));
        assert_eq!(pair_of("x_y"), None);
        let after = policy.replaced(&sent(), Some("e1"), "e2".into()).unwrap();
        assert_eq!((after.etag.as_str(), &after.permissions), ("e2", &policy.permissions));
        assert_eq!(after.replaced(&sent(), Some("e1"), "e3".into()).unwrap_err().code, Code::StaleEtag);
        let other = SentPolicy {
            id: "x_y".into(),
            ..sent()
        };
        assert_eq!(policy.replaced(&other, None, "e2".into()).unwrap_err().code, Code::PolicyIdWrong);
        for (wrong, field) in [
            (
                SentPolicy {
                    entity: ("group".into(), CUSTOMER.into()),
                    ..sent()
                },
                "selfServeEntity.selfServeEntityType",
            ),
            (
                SentPolicy {
                    grantor: ("self".into(), PARTNER.into()),
                    ..sent()
                },
                "grantor.grantorType",
            ),
            (
                SentPolicy {
                    grantor: ("billToPartner".into(), CUSTOMER.into()),
                    ..sent()
                },
                "grantor.tenantID",
            ),
            (
                SentPolicy {
                    permissions: Vec::new(),
                    ..sent()
                },
                "permissions",
            ),
            (
                SentPolicy {
                    permissions: vec![("Licences".into(), "Purchase".into())],
                    ..sent()
                },
                "permissions[0].resource",
            ),
        ] {
            assert_eq!(
                wrong.create(PARTNER, CUSTOMER, String::new()).unwrap_err().field.as_deref(),
                Some(field)
            );
        }
    }
}

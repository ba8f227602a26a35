//! What a partner writes into a relationship, and what of it can still be changed.
//!
//! Used by the use cases that create and change one. Texts come as they were sent; every refusal names the property.

use super::{
    Customer, Delegation, DelegationStatus, duration,
    roles::{self, GLOBAL_ADMINISTRATOR},
};
use crate::{instants::Instant, program::Numbers, refusals::Refusal};

/// Longest name, in characters (Graph documentation, delegatedAdminRelationship).
const NAME: usize = 50;

/// What a partner writes; `None`: not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name.
    pub display_name: Option<String>,
    /// Duration, an ISO 8601 text.
    pub duration: Option<String>,
    /// Duration of an extension, an ISO 8601 text.
    pub auto_extend_duration: Option<String>,
    /// The customer: tenant and name.
    pub customer: Option<(String, String)>,
    /// Template ids of roles.
    pub roles: Option<Vec<String>>,
}

/// What is not the partner's to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// A GUID; the relationship's id begins with it.
    pub guid: String,
    /// The partner.
    pub partner_id: String,
}

/// What a change does: something now, something in an operation of its own, both, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The relationship, where it changes now.
    pub now: Option<Delegation>,
    /// It loses the role of the global administrator, by an operation.
    pub loses_global_administrator: bool,
}

/// Template ids as they are kept: lower case, each once, in the order sent.
///
/// # Errors
/// Names the property where there is none, or one that nobody may ask for.
pub(super) fn read_roles(sent: &[String]) -> Result<Vec<String>, Refusal> {
    named_roles("accessDetails.unifiedRoles", sent)
}

/// The same, under another name.
///
/// # Errors
/// Names the property where there is none, or one that nobody may ask for.
pub(crate) fn named_roles(field: &'static str, sent: &[String]) -> Result<Vec<String>, Refusal> {
    let mut read: Vec<String> = Vec::with_capacity(sent.len());
    for id in sent {
        let id = id.trim().to_ascii_lowercase();
        if roles::name(&id).is_none() {
            let shown: String = id.chars().take(60).collect();
            let reason = format!("'{shown}' is no built-in role that may be asked for; roles are named by their template ids");
            return Err(Refusal::property(field, reason));
        }
        if !read.contains(&id) {
            read.push(id);
        }
    }
    match read.is_empty() {
        true => Err(Refusal::property(field, "at least one role must be named")),
        false => Ok(read),
    }
}

fn read_name(sent: &str) -> Result<String, Refusal> {
    let name = sent.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(Refusal::property(
            "displayName",
            format!("it is one line of 1 to {NAME} characters"),
        ));
    }
    Ok(name.to_owned())
}

fn read_days(sent: &str, numbers: &Numbers) -> Result<i64, Refusal> {
    days_of("duration", sent, numbers)
}

/// Days for which rights are asked.
///
/// # Errors
/// Names the property when it is no duration that may be asked for.
pub(crate) fn days_of(field: &'static str, sent: &str, numbers: &Numbers) -> Result<i64, Refusal> {
    let most = numbers.granular_longest_days;
    let days = duration::days(sent).filter(|days| (1..=most).contains(days));
    days.ok_or_else(|| Refusal::property(field, format!("it is a whole number of days from P1D to P{most}D")))
}

fn read_extension(sent: &str, numbers: &Numbers) -> Result<i64, Refusal> {
    let days = numbers.granular_extend_days;
    let read = duration::days(sent).filter(|read| [0, days].contains(read));
    read.ok_or_else(|| Refusal::property("autoExtendDuration", format!("it is PT0S (never) or P{days}D")))
}

fn read_customer((tenant, name): &(String, String)) -> Result<Customer, Refusal> {
    let tenant = uuid::Uuid::try_parse(tenant.trim());
    let tenant = tenant.map_err(|_| Refusal::property("customer.tenantId", "it is a GUID"))?;
    let name = name.trim();
    if name.chars().count() > 256 || name.chars().any(char::is_control) {
        return Err(Refusal::property(
            "customer.displayName",
            "it is one line of at most 256 characters",
        ));
    }
    Ok(Customer {
        tenant_id: tenant.to_string(),
        display_name: name.to_owned(),
    })
}

/// A relationship with the role of the global administrator ends when its time is over.
fn may_extend(days: i64, roles: &[String]) -> Result<(), Refusal> {
    if days > 0 && roles.iter().any(|role| role == GLOBAL_ADMINISTRATOR) {
        let reason = "a relationship with the Global Administrator role cannot be extended by itself";
        return Err(Refusal::property("autoExtendDuration", reason));
    }
    Ok(())
}

impl Delegation {
    /// Drafts a relationship.
    ///
    /// # Errors
    /// Names the property that is missing or cannot be.
    pub fn create(draft: &Draft, origin: Origin, numbers: &Numbers, now: Instant) -> Result<Self, Refusal> {
        let missing = |field: &'static str| Refusal::property(field, "it must be given");
        let delegation = Self {
            id: format!("{}-{}", origin.guid, origin.partner_id),
            partner_id: origin.partner_id,
            customer: draft.customer.as_ref().map(read_customer).transpose()?,
            display_name: read_name(draft.display_name.as_deref().ok_or_else(|| missing("displayName"))?)?,
            days: read_days(draft.duration.as_deref().ok_or_else(|| missing("duration"))?, numbers)?,
            extend_days: read_extension(draft.auto_extend_duration.as_deref().unwrap_or("PT0S"), numbers)?,
            roles: read_roles(draft.roles.as_deref().ok_or_else(|| missing("accessDetails"))?)?,
            status: DelegationStatus::Created,
            since: now,
            created: now,
            changed: now,
            activated: None,
            ends: None,
            extensions: 0,
            base: None,
            proposal: None,
            version: 1,
        };
        may_extend(delegation.extend_days, &delegation.roles)?;
        Ok(delegation)
    }

    /// Changes what a draft says; of an active relationship, its extension, and that the role of the global administrator goes.
    ///
    /// # Errors
    /// `StaleEtag`, `DelegationState`; names the property that cannot be, or cannot be changed any more.
    pub fn change(&self, draft: &Draft, expected_version: Option<i64>, numbers: &Numbers, now: Instant) -> Result<Change, Refusal> {
        self.same_version(expected_version)?;
        let mut after = self.clone();
        if let Some(name) = &draft.display_name {
            after.display_name = read_name(name)?;
        }
        if let Some(text) = &draft.duration {
            after.days = read_days(text, numbers)?;
        }
        if let Some(text) = &draft.auto_extend_duration {
            after.extend_days = read_extension(text, numbers)?;
        }
        if let Some(customer) = &draft.customer {
            after.customer = Some(read_customer(customer)?);
        }
        if let Some(roles) = &draft.roles {
            after.roles = read_roles(roles)?;
        }
        let loses_global_administrator = match self.status {
            DelegationStatus::Created => {
                self.is_consented("id")?;
                may_extend(after.extend_days, &after.roles)?;
                false
            }
            DelegationStatus::Active => self.change_active(&mut after)?,
            _ => return Err(self.not_now()),
        };
        if after == *self {
            return Ok(Change {
                now: None,
                loses_global_administrator,
            });
        }
        after.changed = now;
        after.version += 1;
        Ok(Change {
            now: Some(after),
            loses_global_administrator,
        })
    }

    /// What of a change an active relationship takes; whether it is to lose the role of the global administrator.
    fn change_active(&self, after: &mut Self) -> Result<bool, Refusal> {
        let fixed = |field: &'static str| Refusal::property(field, "it cannot be changed while the relationship is active");
        if after.display_name != self.display_name {
            return Err(fixed("displayName"));
        }
        if after.days != self.days {
            return Err(fixed("duration"));
        }
        if after.customer_id() != self.customer_id() {
            return Err(fixed("customer"));
        }
        after.customer.clone_from(&self.customer);
        let set = |roles: &[String], without: bool| {
            let mut roles: Vec<String> = roles.to_vec();
            roles.retain(|role| !without || role != GLOBAL_ADMINISTRATOR);
            roles.sort_unstable();
            roles
        };
        let (sent, present) = (set(&after.roles, false), set(&self.roles, false));
        let loses = sent != present;
        if loses && sent != set(&self.roles, true) {
            return Err(fixed("accessDetails.unifiedRoles"));
        }
        after.roles.clone_from(&self.roles);
        if after.extend_days != self.extend_days {
            may_extend(after.extend_days, &self.roles)?;
        }
        Ok(loses)
    }
}

//! Drafting an invitation and changing one: what may be said, and what is fixed once the customer may have seen it.
//!
//! Used by the use cases of drafting and changing. Who may ask whom (regions, providers) is theirs to find out.

use super::{Invitation, InvitationStatus, MailChange, MailText, Person};
use crate::{
    delegations::draft::{days_of, named_roles},
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
};

/// Longest name.
const NAME: usize = 200;
/// Most days between reminders.
const REMINDER_DAYS: i64 = 365;

/// What a new invitation says, or a change of one; absent parts stay, or are what the programme says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Customer's name; empty: none.
    pub customer_name: Option<String>,
    /// The domain that the accepting tenant must have; empty: any.
    pub customer_domain: Option<String>,
    /// Where mails go; empty: nowhere.
    pub customer_email: Option<String>,
    /// Country; empty: not known.
    pub country: Option<String>,
    /// Asks for delegated administration.
    pub delegated: Option<bool>,
    /// Template ids of the roles that are asked for with it; empty: none.
    pub roles: Option<Vec<String>>,
    /// For how long, an ISO 8601 text.
    pub roles_duration: Option<String>,
    /// The provider through whom it would be; empty: none.
    pub provider_id: Option<String>,
    /// Language of page and mail: `de` or `en`.
    pub language: Option<String>,
    /// Expires.
    pub expires: Option<Instant>,
    /// Days between reminders; 0: none.
    pub reminder_days: Option<i64>,
    /// Texts of the mail.
    pub mail: MailChange,
}

/// What a new invitation gets from elsewhere.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Its id.
    pub id: String,
    /// The partner who asks.
    pub partner_id: String,
    /// Who wrote it; `None`: an application.
    pub by: Option<Person>,
    /// The link's secret part.
    pub token: String,
    /// The address before the link's path.
    pub base: String,
    /// Language, where the draft names none.
    pub language: String,
}

impl Invitation {
    /// A new one.
    ///
    /// # Errors
    /// Names the part that is wrong.
    pub fn draft(draft: &Draft, origin: Origin, numbers: &Numbers, now: Instant) -> Result<Self, Refusal> {
        let blank = Self {
            id: origin.id,
            partner_id: origin.partner_id,
            customer_name: None,
            customer_domain: None,
            customer_email: None,
            country: None,
            status: InvitationStatus::Drafted,
            delegated: false,
            roles: Vec::new(),
            roles_days: 0,
            delegation_id: None,
            provider_id: None,
            token: origin.token,
            base: origin.base,
            by_mail: false,
            language: origin.language,
            mail: MailText::default(),
            reminders: Vec::new(),
            reminder_days: numbers.invitation_reminder_days,
            created: now,
            created_by: origin.by,
            sent: None,
            opened: None,
            decided: None,
            expires: now.plus_days(numbers.invitation_days),
            decided_by: None,
            customer_id: None,
            version: 1,
        };
        blank.with(draft, numbers, now)
    }

    /// Changed. What the customer was asked stays as it is once the invitation has been sent.
    ///
    /// # Errors
    /// `InvitationClosed`; `StaleEtag`; names the part that is wrong or fixed.
    pub fn change(&self, draft: &Draft, expected_version: Option<i64>, numbers: &Numbers, now: Instant) -> Result<Self, Refusal> {
        self.still_open(now)?;
        if let Some(expected) = expected_version.filter(|v| *v != self.version) {
            return Err(Refusal::new(Code::StaleEtag).with("version", expected));
        }
        let mut after = self.with(draft, numbers, now)?;
        if self.status != InvitationStatus::Drafted {
            self.keeps_question(draft)?;
            if (&after.roles, after.roles_days) != (&self.roles, self.roles_days) {
                return Err(fixed("roles"));
            }
        }
        after.version += 1;
        Ok(after)
    }

    fn keeps_question(&self, draft: &Draft) -> Result<(), Refusal> {
        let same = |sent: &Option<String>, kept: &Option<String>| {
            sent.as_ref()
                .is_none_or(|s| s.trim().eq_ignore_ascii_case(kept.as_deref().unwrap_or("")))
        };
        let parts = [
            ("customerDomain", same(&draft.customer_domain, &self.customer_domain)),
            ("country", same(&draft.country, &self.country)),
            ("providerId", same(&draft.provider_id, &self.provider_id)),
            ("delegatedAdmin", draft.delegated.is_none_or(|d| d == self.delegated)),
        ];
        match parts.into_iter().find(|(_, stays)| !stays) {
            Some((field, _)) => Err(fixed(field)),
            None => Ok(()),
        }
    }

    fn with(&self, draft: &Draft, numbers: &Numbers, now: Instant) -> Result<Self, Refusal> {
        let mut after = self.clone();
        if let Some(name) = &draft.customer_name {
            after.customer_name = filled(name).map(|n| read_name(&n)).transpose()?;
        }
        if let Some(domain) = &draft.customer_domain {
            after.customer_domain = filled(domain).map(|d| read_domain(&d, "customerDomain")).transpose()?;
        }
        if let Some(email) = &draft.customer_email {
            after.customer_email = filled(email).map(|e| read_email(&e, "customerEmail")).transpose()?;
        }
        if let Some(country) = &draft.country {
            after.country = filled(country).map(|c| read_country(&c)).transpose()?;
        }
        if let Some(provider) = &draft.provider_id {
            after.provider_id = filled(provider).map(|p| p.to_ascii_lowercase());
        }
        if let Some(language) = &draft.language {
            after.language = read_language(language)?;
        }
        if let Some(expires) = draft.expires {
            if expires <= now {
                return Err(Refusal::property("expiresAt", format!("{expires} is not after {now}")));
            }
            after.expires = expires;
        }
        if let Some(days) = draft.reminder_days {
            if !(0..=REMINDER_DAYS).contains(&days) {
                return Err(Refusal::property(
                    "reminderDays",
                    format!("it is a number from 0 to {REMINDER_DAYS}"),
                ));
            }
            after.reminder_days = days;
        }
        after.delegated = draft.delegated.unwrap_or(after.delegated);
        after.asks_for_roles(draft, numbers)?;
        after.mail = after.mail.changed(&draft.mail, &after.token)?;
        Ok(after)
    }

    /// Roles, and for how long: as long as can be where nothing is said of it.
    fn asks_for_roles(&mut self, draft: &Draft, numbers: &Numbers) -> Result<(), Refusal> {
        if let Some(roles) = &draft.roles {
            self.roles = if roles.is_empty() {
                Vec::new()
            } else {
                named_roles("roles", roles)?
            };
        }
        if let Some(duration) = draft.roles_duration.as_deref().and_then(filled) {
            self.roles_days = days_of("rolesDuration", &duration, numbers)?;
        }
        if self.roles.is_empty() {
            self.roles_days = 0;
        } else if self.roles_days == 0 {
            self.roles_days = numbers.granular_longest_days;
        }
        Ok(())
    }
}

fn fixed(field: &'static str) -> Refusal {
    Refusal::property(field, "it cannot be changed once the invitation has been sent")
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn read_name(name: &str) -> Result<String, Refusal> {
    if name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(Refusal::property(
            "customerName",
            format!("it is one line of at most {NAME} characters"),
        ));
    }
    Ok(name.to_owned())
}

fn read_country(country: &str) -> Result<String, Refusal> {
    let known = crate::countries::country(country);
    known
        .map(str::to_owned)
        .ok_or_else(|| Refusal::property("country", "it is a country's two letters, such as DE"))
}

fn read_language(language: &str) -> Result<String, Refusal> {
    let primary = language.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    match primary.as_str() {
        "de" | "en" => Ok(primary),
        _ => Err(Refusal::property("language", "it is de or en")),
    }
}

fn is_domain(text: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !l.starts_with('-') && !l.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

fn read_domain(domain: &str, field: &str) -> Result<String, Refusal> {
    let domain = domain.to_ascii_lowercase();
    if is_domain(&domain) {
        Ok(domain)
    } else {
        Err(Refusal::property(field, "it is a domain such as contoso.com"))
    }
}

/// A mail address that every mail server takes: letters, digits and the signs of an atom, and a domain.
///
/// # Errors
/// Names the field.
pub fn read_email(email: &str, field: &str) -> Result<String, Refusal> {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b);
    let good = email.rsplit_once('@').is_some_and(|(local, domain)| {
        local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom)) && is_domain(domain)
    });
    if good {
        Ok(email.to_owned())
    } else {
        Err(Refusal::property(field, "it is a mail address such as kim@contoso.com"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_strictly() {
        for good in ["kim@contoso.com", "a.b+c@x-y.example.org"] {
            assert_eq!(read_email(good, "f").unwrap(), good);
        }
        for bad in [
            "kim",
            "kim@",
            "@contoso.com",
            "a b@c.de",
            "a@b",
            "a..b@c.de",
            "a@c.de\r\nBcc: x@y.de",
            "<a@b.de>",
            "a@-b.de",
        ] {
            assert!(read_email(bad, "f").is_err(), "{bad}");
        }
        assert_eq!(read_domain("Contoso.COM", "f").unwrap(), "contoso.com");
        assert!(read_domain("contoso", "f").is_err());
        assert_eq!(read_language("de-AT").unwrap(), "de");
        assert!(read_language("fr").is_err());
    }
}

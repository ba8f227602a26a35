//! A partner's own profiles: organization, legal business with its vetting, billing, support.
//!
//! Asked by the use cases that read and replace them. A profile is replaced whole; a part that comes back as it stands is not checked
//! again, so that what was read can always be sent back. Nothing of a foreign partner is ever decided here.

mod legal;
mod vetting;

pub use legal::{LegalBusiness, Sent as SentLegalBusiness};
pub use vetting::{Vetting, VettingStatus, VettingSubStatus};

use crate::{
    customers::{
        Address, Contact,
        country_rules::CountryRules,
        profile::{Checks, is_email},
    },
    estate::word_enum,
    partners::Partner,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

/// Longest order number, tax id and telephone number.
const SHORT: usize = 50;
/// Longest website.
const WEBSITE: usize = 200;
/// Last day of the month on which bills may be written.
const LAST_BILLING_DAY: i64 = 28;

word_enum!(
    /// Which profile.
    ProfileKind {
        /// The organization.
        Organization = "organization",
        /// The legal business, as it is now.
        LegalBusiness = "legalBusiness",
        /// The legal business, as it was last authorized.
        LegalBusinessFinal = "legalBusinessFinal",
        /// Billing.
        Billing = "billing",
        /// Support.
        Support = "support",
    }
);

/// A profile with the number of its changes; 0: never written, it was made from the partner's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// The profile.
    pub value: T,
    /// Counted up with every change.
    pub version: i64,
}

impl<T> Kept<T> {
    /// A profile that was never written.
    pub fn derived(value: T) -> Self {
        Self { value, version: 0 }
    }

    /// The next version of it.
    pub fn next(&self, value: T) -> Self {
        Self {
            value,
            version: self.version + 1,
        }
    }

    /// Its version as the wire has it: a decimal number that says nothing. Source: operations.md 1.7.
    pub fn etag(&self, kind: ProfileKind, partner: &str) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let bytes = kind.as_str().bytes().chain(partner.bytes());
        for byte in bytes.chain(self.version.to_be_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash.cast_signed().to_string()
    }
}

/// The organization.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Organization {
    /// Company name; the partner's name wherever it is shown.
    pub company_name: String,
    /// Address.
    pub address: Address,
    /// Mail.
    pub email: String,
    /// Language, such as `de`.
    pub language: String,
    /// Culture, such as `de-DE`.
    pub culture: String,
}

/// Who pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Billing {
    /// Company name on bills.
    pub company_name: String,
    /// Address.
    pub address: Address,
    /// Person.
    pub primary_contact: Contact,
    /// The partner's own order number.
    pub purchase_order_number: String,
    /// Tax id.
    pub tax_id: String,
    /// Day of the month on which bills are written, 1 to 28.
    pub billing_day: Option<i64>,
}

/// What customers see as their partner's support.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Support {
    /// Mail.
    pub email: String,
    /// Telephone, free text.
    pub telephone: String,
    /// Website, with or without scheme.
    pub website: String,
}

/// A part that was sent; `None`: not sent, so that it stays.
pub(crate) fn sent_or<T: Clone + PartialEq>(
    sent: Option<&T>,
    before: &T,
    check: impl FnOnce(&T) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    match sent {
        Some(sent) if sent != before => check(sent),
        _ => Ok(before.clone()),
    }
}

fn email(checks: &Checks<'_>, field: &str, sent: &str, before: &str) -> Result<String, Refusal> {
    if sent == before {
        return Ok(before.to_owned());
    }
    checks.email(field, sent)
}

/// The name of a company, unless it stays.
fn company(checks: &Checks<'_>, sent: &str, before: &str) -> Result<String, Refusal> {
    match sent == before {
        true => Ok(before.to_owned()),
        false => checks.company("companyName", sent),
    }
}

/// A person. Names must be given, mail and phone need not.
pub(crate) fn contact(checks: &Checks<'_>, at: &str, sent: &Contact) -> Result<Contact, Refusal> {
    let field = |name: &str| format!("{at}.{name}");
    let email = checks.text(&field("email"), &sent.email, crate::customers::profile::EMAIL_MAXIMUM)?;
    if !email.is_empty() && !is_email(&email) {
        return Err(checks.refuse(&field("email"), "it is no mail address"));
    }
    let phone = checks.phone(&field("phoneNumber"), sent.phone.as_deref().unwrap_or(""))?;
    Ok(Contact {
        first_name: checks.needed(&field("firstName"), &sent.first_name, SHORT)?,
        last_name: checks.needed(&field("lastName"), &sent.last_name, SHORT)?,
        email,
        phone: Some(phone).filter(|p| !p.is_empty()),
    })
}

impl Organization {
    /// As the account says it, where nobody wrote one.
    pub fn derived(partner: &Partner, rules: &CountryRules) -> Self {
        let culture = rules.culture(&partner.country);
        Self {
            company_name: partner.name.clone(),
            address: only_country(partner),
            email: String::new(),
            language: culture.split('-').next().unwrap_or("en").to_owned(),
            culture,
        }
    }

    /// What it becomes. `address`: `None` where none was sent.
    ///
    /// # Errors
    /// `InvalidProperty` and `PhoneMissing` with the field.
    pub fn replaced(&self, sent: &Self, address: Option<&Address>, checks: Checks<'_>) -> Result<Self, Refusal> {
        let culture = match sent.culture == self.culture {
            true => self.culture.clone(),
            false => checks.culture(&sent.culture)?,
        };
        let language = match sent.language == self.language {
            true => self.language.clone(),
            false => checks.language(&sent.language)?,
        };
        Ok(Self {
            company_name: company(&checks, &sent.company_name, &self.company_name)?,
            address: sent_or(address, &self.address, |a| checks.address("defaultAddress", a, false))?,
            email: email(&checks, "email", &sent.email, &self.email)?,
            language,
            culture,
        })
    }
}

/// All that the account knows of an address.
pub(crate) fn only_country(partner: &Partner) -> Address {
    Address {
        country: partner.country.to_ascii_uppercase(),
        ..Address::default()
    }
}

impl Billing {
    /// As the account says it, where nobody wrote one.
    pub fn derived(partner: &Partner) -> Self {
        Self {
            company_name: partner.name.clone(),
            address: only_country(partner),
            ..Self::default()
        }
    }

    /// What it becomes. Parts that are `None` were not sent.
    ///
    /// # Errors
    /// `InvalidProperty` with the field; `PhoneMissing`.
    pub fn replaced(&self, sent: &Self, address: Option<&Address>, person: Option<&Contact>, checks: Checks<'_>) -> Result<Self, Refusal> {
        let address = sent_or(address, &self.address, |a| checks.address("address", a, false))?;
        let tax_id = checks.text("taxId", &sent.tax_id, SHORT)?;
        let day = checks.now.date();
        let changed = tax_id != self.tax_id || address.country != self.address.country;
        if changed && !tax_id.is_empty() && !checks.rules.is_tax_id(&address.country, day, &tax_id) {
            let forms = checks.rules.tax_forms(&address.country, day).join(", ");
            return Err(checks.refuse(
                "taxId",
                format!("in {} it has the form {forms} (9 a digit, A a letter)", address.country),
            ));
        }
        if let Some(day) = sent.billing_day.filter(|day| !(1..=LAST_BILLING_DAY).contains(day)) {
            return Err(checks.refuse("billingDay", format!("{day} is no day from 1 to {LAST_BILLING_DAY}")));
        }
        Ok(Self {
            company_name: company(&checks, &sent.company_name, &self.company_name)?,
            address,
            primary_contact: sent_or(person, &self.primary_contact, |p| contact(&checks, "primaryContact", p))?,
            purchase_order_number: checks.text("purchaseOrderNumber", &sent.purchase_order_number, SHORT)?,
            tax_id,
            billing_day: sent.billing_day,
        })
    }
}

impl Support {
    /// What it becomes; any of it may be empty.
    ///
    /// # Errors
    /// `InvalidProperty` with the field.
    pub fn replaced(&self, sent: &Self, checks: Checks<'_>) -> Result<Self, Refusal> {
        let email = checks.text("email", &sent.email, crate::customers::profile::EMAIL_MAXIMUM)?;
        if !email.is_empty() && !is_email(&email) {
            return Err(checks.refuse("email", "it is no mail address"));
        }
        Ok(Self {
            email,
            telephone: checks.text("telephone", &sent.telephone, SHORT)?,
            website: website(&checks, &sent.website)?,
        })
    }
}

/// An address of the web, with or without `http://` or `https://` before it. Others open what a customer who sees it does not expect.
fn website(checks: &Checks<'_>, text: &str) -> Result<String, Refusal> {
    let text = checks.text("website", text, WEBSITE)?;
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => rest,
        Some(_) => "",
        None => &text,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let good = !name.is_empty() && port.parse::<u16>().is_ok() && !text.contains(char::is_whitespace);
    match text.is_empty() || good {
        true => Ok(text),
        false => Err(checks.refuse("website", "it is no address of the web such as https://example.com")),
    }
}

/// That the currency sent is the partner's; an empty one says nothing.
///
/// # Errors
/// `CurrencyInvalid`.
pub fn check_currency(partner: &Partner, sent: &str) -> Result<(), Refusal> {
    let sent = sent.trim();
    if sent.is_empty() || sent.eq_ignore_ascii_case(partner.currency.code()) {
        return Ok(());
    }
    Err(Refusal::new(Code::CurrencyInvalid).with("currency", sent).at("billingCurrency"))
}

/// Whether a text is an MPN id: digits only.
///
/// # Errors
/// `MpnNotNumeric`.
pub fn check_mpn(text: &str) -> Result<(), Refusal> {
    match text.bytes().all(|b| b.is_ascii_digit()) {
        true => Ok(()),
        false => Err(Refusal::new(Code::MpnNotNumeric).with("mpn", text).at("mpnId")),
    }
}

#[cfg(test)]
mod tests;

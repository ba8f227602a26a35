//! Profiles replaced and vetted, in every way the page tells.

use super::*;
use crate::{instants::Instant, money::Currency, partners::PartnerKind, program::Program};

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn checks() -> Checks<'static> {
    Checks {
        rules: CountryRules::bundled(),
        now: now(),
        at: "",
    }
}

fn partner() -> Partner {
    Partner {
        id: "p".into(),
        kind: PartnerKind::Direct,
        name: "Nordhof IT GmbH".into(),
        mpn_id: "4386491".into(),
        domain: "nordhof.example".into(),
        country: "DE".into(),
        currency: Currency::new("EUR").unwrap(),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    }
}

fn address(city: &str) -> Address {
    Address {
        country: "DE".into(),
        city: city.into(),
        line1: "Am Wall 1".into(),
        postal_code: "28195".into(),
        ..Address::default()
    }
}

fn ada() -> Contact {
    Contact {
        first_name: "Ada".into(),
        last_name: "Kern".into(),
        email: "ada@nordhof.example".into(),
        phone: Some("+4942112345".into()),
    }
}

fn sent(company: &str, city: &str) -> SentLegalBusiness {
    SentLegalBusiness {
        company_name: company.into(),
        address: Some(address(city)),
        primary_contact: Some(ada()),
        approver_address: Some(address("Bremen")),
        approver_email: "ada@nordhof.example".into(),
    }
}

#[test]
fn what_was_read_can_be_sent_back_and_changes_nothing() {
    let rules = CountryRules::bundled();
    let organization = Organization::derived(&partner(), rules);
    assert_eq!((organization.culture.as_str(), organization.language.as_str()), ("de-DE", "de"));
    let again = organization.replaced(&organization, Some(&organization.address), checks());
    assert_eq!(again.as_ref(), Ok(&organization), "even what is incomplete stays as it is");
    let billing = Billing::derived(&partner());
    let again = billing.replaced(&billing, Some(&billing.address), Some(&billing.primary_contact), checks());
    assert_eq!(again.as_ref(), Ok(&billing));
    let legal = LegalBusiness::derived(&partner());
    let legal = legal.replaced(&sent("Nordhof IT GmbH", "Bremen"), false, checks()).unwrap();
    let again = legal.replaced(&sent("Nordhof IT GmbH", "Bremen"), false, checks());
    assert_eq!(again.as_ref(), Ok(&legal));
}

#[test]
fn members_are_cleared_parts_stay_and_wrong_ones_are_named() {
    let before = Billing {
        address: address("Bremen"),
        primary_contact: ada(),
        purchase_order_number: "4711".into(),
        tax_id: "DE123456789".into(),
        billing_day: Some(28),
        ..Billing::derived(&partner())
    };
    let cleared = Billing {
        company_name: "Nordhof IT GmbH".into(),
        ..Billing::default()
    };
    let after = before.replaced(&cleared, None, None, checks()).unwrap();
    assert_eq!((&after.address, &after.primary_contact), (&before.address, &before.primary_contact));
    assert_eq!(
        (after.purchase_order_number.as_str(), after.tax_id.as_str(), after.billing_day),
        ("", "", None)
    );
    let field = |sent: &Billing, at: Option<&Address>, person: Option<&Contact>| {
        before.replaced(sent, at, person, checks()).unwrap_err().field.unwrap_or_default()
    };
    let with = |change: fn(&mut Billing)| {
        let mut sent = before.clone();
        change(&mut sent);
        sent
    };
    assert_eq!(field(&with(|b| b.tax_id = "DE12".into()), None, None), "taxId");
    assert_eq!(field(&with(|b| b.billing_day = Some(29)), None, None), "billingDay");
    assert_eq!(field(&with(|b| b.company_name.clear()), None, None), "companyName");
    let mut nowhere = address("Bremen");
    nowhere.postal_code = "2819".into();
    assert_eq!(field(&before, Some(&nowhere), None), "address.postalCode");
    let nobody = Contact {
        email: "no mail".into(),
        ..ada()
    };
    assert_eq!(field(&before, None, Some(&nobody)), "primaryContact.email");
    // A tax number belongs to its country: one that moves must say a new one.
    let mut vienna = address("Wien");
    (vienna.country, vienna.postal_code) = ("AT".into(), "1010".into());
    assert_eq!(field(&before, Some(&vienna), None), "taxId");
}

#[test]
fn another_business_is_vetted_anew_and_another_street_is_not() {
    let derived = LegalBusiness::derived(&partner());
    let pending = derived.replaced(&sent("Nordhof IT GmbH", "Bremen"), false, checks()).unwrap();
    assert_eq!(pending.vetting.status, VettingStatus::Pending);
    assert_eq!(pending.vetting.due(Program::bundled()), Some(now().plus_hours(24)));
    let sandbox = derived.replaced(&sent("Nordhof IT GmbH", "Bremen"), true, checks()).unwrap();
    assert_eq!(sandbox.vetting.status, VettingStatus::Authorized);
    let right = LegalBusiness {
        vetting: pending.vetting.decided(true, now()).unwrap(),
        ..pending.clone()
    };
    assert!(right.vetting.decided(false, now()).is_err(), "decided once");
    let moved = right.replaced(&sent("Nordhof IT GmbH", "Kiel"), false, checks()).unwrap();
    assert_eq!(moved.vetting, right.vetting);
    let other = right.replaced(&sent("Südhof GmbH", "Bremen"), false, checks()).unwrap();
    assert_eq!(other.vetting.status, VettingStatus::Pending);
    let wrong = LegalBusiness {
        vetting: pending.vetting.decided(false, now()).unwrap(),
        ..pending.clone()
    };
    assert_eq!(wrong.vetting.due(Program::bundled()), None);
    let same = wrong.replaced(&sent("Nordhof IT GmbH", "Bremen"), false, checks()).unwrap();
    assert_eq!(same, wrong, "nothing was changed");
    let again = wrong.replaced(&sent("Nordhof IT GmbH", "Kiel"), false, checks()).unwrap();
    assert_eq!(again.vetting.status, VettingStatus::Pending);
}

#[test]
fn an_etag_differs_by_version_profile_and_partner() {
    let one = Kept::derived(Support::default());
    let next = one.next(Support::default());
    assert_ne!(one.etag(ProfileKind::Billing, "p"), next.etag(ProfileKind::Billing, "p"));
    assert_ne!(one.etag(ProfileKind::Billing, "p"), one.etag(ProfileKind::Organization, "p"));
    assert_ne!(one.etag(ProfileKind::Billing, "p"), one.etag(ProfileKind::Billing, "q"));
    assert!(one.etag(ProfileKind::Billing, "p").parse::<i64>().is_ok());
    assert!(check_mpn("4386491").is_ok() && check_mpn("abc").is_err());
    assert!(check_currency(&partner(), "eur").is_ok() && check_currency(&partner(), "USD").is_err());
}

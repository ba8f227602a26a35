//! What a seed says about itself: ids that are GUIDs and nobody else's, domains, roles, and what each customer has.

use super::{Application, Customer, Partner, Person, SEED_SCHEMA, Seed, estate, place::Placed, shape};
use crate::{
    cell::country,
    json::Step,
    problem::{Problems, quoted},
};
use nahtlos_model::{dates::Date, partners::PartnerKind};
use std::collections::BTreeMap;

/// What is said of every id and name that may be there once.
struct Checking<'a, 't> {
    placed: &'a Placed<'t>,
    problems: &'a mut Problems,
    /// What was there before, and where.
    taken: BTreeMap<(&'static str, String), String>,
}

/// A place in the list of a table: `customers[2].domain`.
fn at(list: &str, index: usize, key: &str) -> Vec<Step> {
    vec![Step::key(list), Step::Index(index), Step::key(key)]
}

pub(super) fn check(placed: &Placed<'_>, seed: shape::Seed, today: Date, problems: &mut Problems) -> Seed {
    let mut checking = Checking {
        placed,
        problems,
        taken: BTreeMap::new(),
    };
    if seed.schema != SEED_SCHEMA {
        let message = format!("The file's schema is {}, not {SEED_SCHEMA:?}.", quoted(&seed.schema));
        let mend = format!("Begin the file with schema = {SEED_SCHEMA:?}.");
        checking.wrong(&[Step::key("schema")], "otherSchema", message, &mend);
    }
    let partners = (0..).zip(seed.partners).map(|(n, partner)| checking.partner(n, partner)).collect();
    let customers = (0..)
        .zip(seed.customers)
        .filter_map(|(n, customer)| checking.customer(n, customer, today))
        .collect();
    Seed { partners, customers }
}

impl Checking<'_, '_> {
    fn wrong(&mut self, steps: &[Step], code: &'static str, message: String, mend: &str) {
        let problem = self.placed.error(steps, code, message, mend);
        self.problems.push(problem);
    }

    /// A GUID in lower case that nothing else of its kind has.
    fn guid(&mut self, steps: &[Step], text: &str) -> String {
        match uuid(text) {
            Some(id) => self.once(steps, "id", id),
            None => {
                let message = format!("{} is {}, which is no GUID.", Step::join(steps), quoted(text));
                self.wrong(
                    steps,
                    "badGuid",
                    message,
                    "Write a GUID, for example \"5d000000-0000-4000-8000-000000000001\".",
                );
                text.to_owned()
            }
        }
    }

    /// A domain in lower case that nobody else has.
    fn domain(&mut self, steps: &[Step], text: &str) -> String {
        let domain = text.trim().to_lowercase();
        let fits = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        if !domain.contains('.') || !domain.split('.').all(fits) {
            let message = format!("{} is {}, which is no domain.", Step::join(steps), quoted(text));
            self.wrong(steps, "badDomain", message, "Write it as \"example.com\".");
            return domain;
        }
        self.once(steps, "domain", domain)
    }

    fn once(&mut self, steps: &[Step], what: &'static str, value: String) -> String {
        let place = Step::join(steps);
        if let Some(first) = self.taken.insert((what, value.clone()), place.clone()) {
            let message = format!("{place} is {}, as is {first}.", quoted(&value));
            self.wrong(steps, "duplicateId", message, "Give each its own.");
        }
        value
    }

    fn country(&mut self, steps: &[Step], text: &str) -> String {
        if country(text).is_none() {
            let message = format!("{} is {}, which is not a country.", Step::join(steps), quoted(text));
            self.wrong(steps, "badCountry", message, "Write its two letters, for example \"DE\".");
        }
        text.trim().to_ascii_uppercase()
    }

    fn partner(&mut self, n: usize, partner: shape::Partner) -> Partner {
        let here = |key: &str| at("partners", n, key);
        let inside = |list: &str, m: usize, key: &str| [here(list), vec![Step::Index(m), Step::key(key)]].concat();
        if partner.mpn_id.is_empty() || !partner.mpn_id.bytes().all(|b| b.is_ascii_digit()) {
            let message = format!("partners[{n}].mpnId is {}, which is no number.", quoted(&partner.mpn_id));
            self.wrong(&here("mpnId"), "badMpnId", message, "Write digits, in quotation marks.");
        }
        if partner.provider.is_some() != (partner.kind == PartnerKind::IndirectReseller) {
            let message = format!(
                "partners[{n}] is {}, and only an indirectReseller has a provider, and always.",
                partner.kind
            );
            let mend = "Give provider = \"its domain\" with kind = \"indirectReseller\", or neither.";
            self.wrong(&here("provider"), "badProvider", message, mend);
        }
        let domain = self.domain(&here("domain"), &partner.domain);
        let applications = (0..).zip(partner.applications).map(|(m, application)| {
            let client_id = self.guid(&inside("applications", m, "clientId"), &application.client_id);
            if application.secret.is_empty() {
                let message = format!("partners[{n}].applications[{m}].secret is empty.");
                self.wrong(&inside("applications", m, "secret"), "badSecret", message, "Write any text.");
            }
            Application {
                name: application.name.unwrap_or_else(|| format!("{} Application", partner.name)),
                client_id,
                secret: application.secret,
                roles: application.roles,
                redirect_uris: application.redirect_uris,
            }
        });
        let applications = applications.collect();
        let people = (0..).zip(partner.users).map(|(m, person)| {
            let steps = inside("users", m, "userPrincipalName");
            let name = person.user_principal_name.to_lowercase();
            if !name
                .strip_suffix(&domain)
                .is_some_and(|local| local.len() > 1 && local.ends_with('@'))
            {
                let message = format!("{} is {}, which is nobody at {domain}.", Step::join(&steps), quoted(&name));
                self.wrong(&steps, "badUserName", message, "Write name@domain, with the partner's domain.");
            }
            Person {
                display_name: person.display_name.unwrap_or_else(|| name.clone()),
                user_principal_name: self.once(&steps, "user", name),
                password: person.password,
                roles: person.roles,
                mfa: person.mfa,
            }
        });
        let people = people.collect();
        Partner {
            id: self.guid(&here("id"), &partner.id),
            country: self.country(&here("country"), &partner.country),
            name: partner.name,
            domain,
            kind: partner.kind,
            mpn_id: partner.mpn_id,
            currency: partner.currency,
            provider: partner.provider.map(|p| p.to_lowercase()),
            sandbox: partner.sandbox,
            applications,
            people,
        }
    }

    fn customer(&mut self, n: usize, customer: shape::Customer, today: Date) -> Option<Customer> {
        let here = |key: &str| at("customers", n, key);
        self.guid(&here("id"), &customer.id);
        self.domain(&here("domain"), &customer.domain);
        self.country(&here("country"), &customer.country);
        if customer.agreement == Some(true) && customer.partner.is_none() {
            let message = format!("customers[{n}] has accepted an agreement and is no partner's customer.");
            self.wrong(
                &here("agreement"),
                "badAgreement",
                message,
                "Give partner = \"its domain\", or no agreement.",
            );
        }
        let partner = customer.partner.as_ref().map(|p| p.to_lowercase());
        let (agreement, password) = (customer.agreement.unwrap_or(partner.is_some()), customer.password.clone());
        match estate::of(customer, today) {
            Ok(estate) => Some(Customer {
                partner,
                agreement,
                password,
                estate,
            }),
            Err(found) => {
                for (steps, problem) in found {
                    let steps = [vec![Step::key("customers"), Step::Index(n)], steps].concat();
                    let message = format!("customers[{n}]: {}", problem.message);
                    self.wrong(&steps, problem.code, message, &problem.mend);
                }
                None
            }
        }
    }
}

/// A GUID in lower case.
fn uuid(text: &str) -> Option<String> {
    let id = text.trim().to_ascii_lowercase();
    let fits = |(at, c): (usize, char)| match at {
        8 | 13 | 18 | 23 => c == '-',
        _ => c.is_ascii_hexdigit(),
    };
    (id.len() == 36 && id.chars().enumerate().all(fits)).then_some(id)
}

//! Loads an estate: a customer with everything held in every channel. The customer must not exist yet; all of it or nothing.

use super::{people, things};
use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::{Actor, Call, Need, Scope},
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    assortment::Place,
    countries::mail_language,
    customers::{Address, BillingProfile, Company, Customer, Relationship, RelationshipState},
    directory::Domain,
    estate::Estate,
    ids::SkuId,
    instants::Instant,
    permissions::{Action, Role},
    refusals::{Code, Refusal},
    subscriptions::{Subscription, stated::Unpriced},
};
use nahtlos_store::{charges, customers, directory, due, licenses, subscriptions};

/// An estate to load.
#[derive(Debug, Clone)]
pub struct LoadEstate {
    /// The document.
    pub estate: Estate,
    /// The partner who sells what the estate says this partner sells; with it comes a relationship.
    pub partner_id: Option<String>,
    /// Salted hash of the password of the first user, who becomes the tenant's administrator.
    pub admin_password: Option<String>,
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The customer.
    pub customer_id: String,
    /// Subscriptions.
    pub subscriptions: usize,
    /// Users.
    pub users: usize,
    /// Groups.
    pub groups: usize,
    /// The administrator's sign-in name.
    pub administrator: String,
    /// What the partner sells and the catalogue has no price for: it costs nothing.
    pub unpriced: Vec<Without>,
}

/// A subscription without a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// Its id.
    pub subscription_id: String,
    /// Its licence.
    pub licence: SkuId,
    /// Why.
    pub why: Unpriced,
}

impl Engine {
    /// Loads an estate on behalf of the installation itself: at set-up and in sandboxes.
    ///
    /// # Errors
    /// `InvalidProperty` for an id that is no GUID; `DomainTaken` for a tenant or domain that is there already.
    pub async fn load_estate(&self, command: LoadEstate) -> Result<Loaded, Halt> {
        let correlation = uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string();
        let actor = Actor {
            tenant_id: command.estate.customer.id.to_ascii_lowercase(),
            application: "setup".to_owned(),
            roles: vec![Role::GlobalAdmin],
            ..Actor::time()
        };
        let call = Call {
            actor: actor.into(),
            request_id: correlation.clone(),
            correlation_id: correlation,
            locale: "en-US".into(),
            key: None,
            faults: None,
        };
        self.execute(&call, command).await
    }
}

impl UseCase for LoadEstate {
    type Out = Loaded;

    fn needs(&self) -> Need {
        Need {
            action: Action::ManageUsers,
            scope: Scope::Directory(self.estate.customer.id.to_ascii_lowercase()),
        }
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Loaded, Halt> {
        let estate = &self.estate;
        let id = estate.customer.id.to_ascii_lowercase();
        if uuid::Uuid::try_parse(&id).is_err() {
            return Err(Refusal::property("customer.id", "a tenant's id is a GUID").into());
        }
        if customers::find(act.tx, &id).await?.is_some() {
            return Err(Refusal::new(Code::DomainTaken)
                .with("domain", &estate.customer.domain)
                .at("customer.id")
                .into());
        }
        let customer = self.customer(act, &id);
        customers::insert(act.tx, &customer).await?;
        self.domains(act, &id).await?;
        if let Some(partner) = &self.partner_id {
            relate(act, &customer, partner).await?;
        }
        let place = Place {
            country: customer.country().to_owned(),
            currency: customer.currency,
            segment: estate.customer.segment.clone(),
        };
        let partner = self.partner_id.as_deref();
        let mut all: Vec<_> = estate
            .subscriptions
            .iter()
            .map(|s| things::subscription(estate, s, partner, &place, &act.assortment, act.now))
            .collect();
        let unpriced = priced(act, &mut all).await?;
        subscriptions::insert_many(act.tx, &subscriptions::Many::of(all.clone())?).await?;
        for s in &all {
            due::set(act.tx, &id, crate::subscriptions::save::DUE, &s.id, s.next_due()).await?;
        }
        for g in &estate.groups {
            directory::insert_group(act.tx, &people::group(estate, g, act.now)).await?;
        }
        let users: Vec<_> = estate.users.iter().flat_map(|u| people::users(estate, u, act.now)).collect();
        let administrator = self.people(act, &id, &all, users).await?;
        let loaded = Loaded {
            customer_id: id.clone(),
            subscriptions: all.len(),
            users: estate.users.iter().map(|u| u.count as usize).sum(),
            groups: estate.groups.len(),
            administrator,
            unpriced,
        };
        act.changed(Changed {
            scope: &id,
            partner: self.partner_id.as_deref().unwrap_or(""),
            resource: "customer",
            id: &id,
            operation: "load_estate",
            before: NOTHING,
            after: Some(&(&estate.customer, loaded.subscriptions, loaded.users)),
        })?;
        Ok(loaded)
    }
}

impl LoadEstate {
    fn customer(&self, act: &Act<'_>, id: &str) -> Customer {
        let c = &self.estate.customer;
        let address = Address {
            country: c.country.to_ascii_uppercase(),
            ..Address::default()
        };
        let language = mail_language(&address.country);
        Customer {
            id: id.to_owned(),
            commerce_id: act.guid(),
            company: Company {
                name: c.name.clone(),
                domain: c.domain.to_ascii_lowercase(),
                address: address.clone(),
                ..Company::default()
            },
            billing: BillingProfile {
                id: act.guid(),
                culture: if language == "de" { "de-DE" } else { "en-US" }.to_owned(),
                language: language.to_owned(),
                company: c.name.clone(),
                address,
                version: 1,
                ..BillingProfile::default()
            },
            currency: c.currency,
            qualifications: Vec::new(),
            overage: None,
            checked: None,
            federations: Default::default(),
            language: language.to_owned(),
            created: act.now,
            version: 1,
        }
    }

    async fn domains(&self, act: &mut Act<'_>, id: &str) -> Result<(), Halt> {
        let mut names = vec![self.estate.customer.domain.to_ascii_lowercase()];
        for user in &self.estate.users {
            if let Some((_, domain)) = user.user_principal_name.split_once('@') {
                let domain = domain.to_ascii_lowercase();
                if !names.contains(&domain) {
                    names.push(domain);
                }
            }
        }
        for (at, name) in names.into_iter().enumerate() {
            let domain = Domain {
                name,
                tenant_id: id.to_owned(),
                is_default: at == 0,
                is_initial: at == 0,
                verified: true,
                authentication: "Managed".to_owned(),
                services: vec!["Email".to_owned(), "OfficeCommunicationsOnline".to_owned()],
                proof: String::new(),
            };
            directory::insert_domain(act.tx, &domain).await?;
        }
        Ok(())
    }

    /// Saves users, memberships, pools and holders; the first user becomes the administrator, whose sign-in name is answered.
    async fn people(
        &self,
        act: &mut Act<'_>,
        id: &str,
        bought: &[Subscription],
        users: Vec<(nahtlos_model::directory::User, Vec<String>)>,
    ) -> Result<String, Halt> {
        let mut pools = things::pools(bought);
        let mut holders: Vec<(String, SkuId, String)> = Vec::new();
        for (user, _) in &users {
            let held = user.seats();
            things::count_held(&mut pools, &held);
            holders.extend(held.into_iter().map(|sku| (id.to_owned(), sku, user.id.clone())));
        }
        let pools: Vec<_> = pools.into_iter().map(|(sku, pool)| (id.to_owned(), sku, pool)).collect();
        licenses::load(act.tx, &pools, &holders).await?;
        let (mut people, mut memberships) = (Vec::with_capacity(users.len()), Vec::new());
        for (user, groups) in users {
            memberships.extend(groups.into_iter().map(|g| (g, user.id.clone())));
            people.push(user);
        }
        if let Some(first) = people.first_mut() {
            first.password.clone_from(&self.admin_password);
        }
        directory::insert_users(act.tx, &directory::Many::of(people.clone())?).await?;
        for (group, user) in memberships {
            directory::join_group(act.tx, id, &group, &user).await?;
        }
        let Some(first) = people.first() else { return Ok(String::new()) };
        directory::give_role(act.tx, id, Role::GlobalAdmin.as_str(), &first.id).await?;
        Ok(first.user_principal_name.clone())
    }
}

/// Prices what the partner sells as an order would have, and writes the lines of its running term to the ledger, in the order of their
/// times; what has no price is answered.
async fn priced(act: &mut Act<'_>, all: &mut [Subscription]) -> Result<Vec<Without>, Halt> {
    let (assortment, numbers, today) = (act.assortment.clone(), act.numbers(), act.now.date());
    let (mut lines, mut unpriced) = (Vec::new(), Vec::new());
    for s in all.iter_mut().filter(|s| s.is_ours()) {
        match s.price_as_ordered(today, &assortment, &numbers) {
            Ok(dated) => lines.extend(dated.into_iter().map(|(at, charge)| (at, s.id.clone(), charge))),
            Err(why) => unpriced.push(Without {
                subscription_id: s.id.clone(),
                licence: s.licence,
                why,
            }),
        }
    }
    lines.sort_by_key(|(at, ..)| *at);
    let Some(first) = all.first() else { return Ok(unpriced) };
    let partner = all.iter().find_map(|s| s.partner_id.as_deref()).unwrap_or_default();
    for (at, subscription_id, charge) in lines {
        let line = charges::Line {
            id: act.ordered_id(),
            subscription_id,
            order_id: String::new(),
            at,
            charge,
        };
        charges::insert(act.tx, &first.customer_id, partner, &line).await?;
    }
    Ok(unpriced)
}

/// A partner's relationship, with delegated administration.
async fn relate(act: &mut Act<'_>, customer: &Customer, partner: &str) -> Result<(), Halt> {
    let relationship = Relationship {
        customer_id: customer.id.clone(),
        partner_id: partner.to_owned(),
        state: RelationshipState::Reseller,
        delegated: true,
        through: None,
        since: Instant(act.now.0),
        ended: None,
        invitation_id: None,
        version: 1,
    };
    customers::relate(act.tx, &relationship).await?;
    let listed = customers::Listed {
        customer_id: customer.id.clone(),
        company: customer.company.name.clone(),
        domain: customer.company.domain.clone(),
        reseller_id: String::new(),
    };
    Ok(customers::enlist(act.tx, partner, &listed).await?)
}

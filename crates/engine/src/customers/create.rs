//! Creates a customer: tenant, profiles, first domain, first administrator, and the relationship of whoever creates it.

use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::Need,
    delegations,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    relationships::{IS_RESELLER, dap},
    users::{delete::record, password},
};
use nahtlos_model::{
    customers::{
        Customer, Relationship,
        country_rules::CountryRules,
        create::{Ids, NewCustomer, Surroundings, relationships},
    },
    directory::Domain,
    partners::{Partner, PartnerKind},
    permissions::{Action, Role},
    refusals::{Code, Refusal},
    users,
};
use nahtlos_store::{customers, directory};

/// The administrator's sign-in name before the `@`, as the reference has it.
const ADMIN: &str = "admin";

/// What was created. The administrator's password is known to whoever made the command, and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The customer.
    pub customer: Customer,
    /// The indirect reseller it was created for.
    pub reseller_id: Option<String>,
    /// The administrator's sign-in name before the `@`.
    pub admin: String,
}

/// Creates a customer. Made by [`Engine::new_customer`].
#[derive(Clone)]
pub struct CreateCustomer {
    ids: Ids,
    new: NewCustomer,
    reseller_id: Option<String>,
    granular: bool,
    hash: String,
}

impl std::fmt::Debug for CreateCustomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreateCustomer")
            .field("id", &self.ids.customer)
            .field("domain", &self.new.domain)
            .finish_non_exhaustive()
    }
}

impl CreateCustomer {
    /// The id that the customer gets, if the command runs; a request that came before has another one in its reply.
    pub fn customer_id(&self) -> &str {
        &self.ids.customer
    }
}

impl Engine {
    /// Makes the command that creates a customer, and the administrator's password, which is to be shown once. `granular`: the partners
    /// begin with the programme's default granular delegation in place of the older kind.
    ///
    /// # Errors
    /// Faults only.
    pub async fn new_customer(
        &self,
        new: NewCustomer,
        reseller_id: Option<String>,
        granular: bool,
    ) -> Result<(CreateCustomer, String), Halt> {
        // Upper case, lower case, digit and sign are there whatever chance gives.
        let secret = format!("Aa1-{}", &self.random_text()[..16]);
        let hash = password::hash(self, &format!("{ADMIN}@{}", new.domain.trim()), &secret).await?;
        let guid = || uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string();
        let ids = Ids {
            customer: guid(),
            commerce: guid(),
            profile: guid(),
        };
        let command = CreateCustomer {
            ids,
            new,
            reseller_id,
            granular,
            hash,
        };
        Ok((command, secret))
    }
}

impl UseCase for CreateCustomer {
    type Out = Created;

    fn needs(&self) -> Need {
        Need::own(Action::ManageCustomers)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Created, Halt> {
        let partner = customers::partner(act.tx, permit.tenant()).await?.ok_or(Code::NotAPartner)?;
        let count = match partner.sandbox {
            true => customers::count(act.tx, &partner.id).await?,
            false => 0,
        };
        let customer = self.new.create(
            self.ids.clone(),
            Surroundings {
                now: act.now,
                numbers: &act.numbers(),
                rules: CountryRules::bundled(),
                assortment: &act.assortment,
                partner: &partner,
                customers: count,
            },
        )?;
        if let Some(reseller) = &self.reseller_id {
            check_reseller(act, &partner, reseller).await?;
        }
        let domain = self.domain(act, &customer).await?;
        customers::insert(act.tx, &customer).await?;
        act.changed(Changed {
            scope: &customer.id,
            partner: &partner.id,
            resource: "customer",
            id: &customer.id,
            operation: "add_customer",
            before: NOTHING,
            after: Some(&customer),
        })?;
        self.admin(act, &customer, &domain).await?;
        for mut relationship in relationships(&customer.id, &partner.id, self.reseller_id.as_deref(), act.now) {
            relationship.delegated = !self.granular;
            begin(act, &customer, &relationship).await?;
            if self.granular
                && let Some(partner) = customers::partner(act.tx, &relationship.partner_id).await?
            {
                delegations::begin_default(act, &partner, &customer).await?;
            }
        }
        Ok(Created {
            customer,
            reseller_id: self.reseller_id.clone(),
            admin: ADMIN.to_owned(),
        })
    }
}

impl CreateCustomer {
    async fn domain(&self, act: &mut Act<'_>, customer: &Customer) -> Result<Domain, Halt> {
        let domain = Domain {
            name: customer.company.domain.to_ascii_lowercase(),
            tenant_id: customer.id.clone(),
            is_default: true,
            is_initial: true,
            verified: true,
            authentication: "Managed".to_owned(),
            services: vec!["Email".to_owned(), "OfficeCommunicationsOnline".to_owned()],
            proof: String::new(),
        };
        if directory::domain(act.tx, &domain.name).await?.is_some() {
            let taken = Refusal::new(Code::DomainTaken).with("domain", &domain.name);
            return Err(taken.at("companyProfile.domain").into());
        }
        directory::insert_domain(act.tx, &domain).await?;
        Ok(domain)
    }

    async fn admin(&self, act: &mut Act<'_>, customer: &Customer, domain: &Domain) -> Result<(), Halt> {
        let address = &customer.company.address;
        let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
        let new = users::NewUser {
            user_principal_name: format!("{ADMIN}@{}", domain.name),
            display_name: format!("{} {}", address.first_name, address.last_name).trim().to_owned(),
            given_name: some(&address.first_name),
            surname: some(&address.last_name),
            usage_location: some(&address.country),
            password: Some(self.hash.clone()),
            force_change: true,
            ..users::NewUser::default()
        };
        let user = users::create(&new, &customer.id, &act.guid(), std::slice::from_ref(domain), act.now)?;
        directory::insert_user(act.tx, &user).await?;
        directory::give_role(act.tx, &customer.id, Role::GlobalAdmin.as_str(), &user.id).await?;
        record(act, None, Some(&user), "create_customer_user")
    }
}

/// The reseller must work with the provider, and have accepted the partner agreement.
async fn check_reseller(act: &mut Act<'_>, provider: &Partner, reseller: &str) -> Result<(), Halt> {
    const FIELD: &str = "associatedPartnerId";
    if provider.kind != PartnerKind::IndirectProvider {
        return Err(Refusal::property(FIELD, "only an indirect provider creates customers for others").into());
    }
    let links = customers::links(act.tx, &provider.id).await?;
    let linked = links.iter().any(|l| l.other_id == reseller && l.relationship == IS_RESELLER);
    let found = if linked {
        customers::partner(act.tx, reseller).await?
    } else {
        None
    };
    match found {
        None => Err(Refusal::property(FIELD, format!("{reseller} is no indirect reseller of yours")).into()),
        Some(partner) if !partner.agreement_signed => Err(Refusal::new(Code::ResellerAgreementMissing).at(FIELD).into()),
        Some(_) => Ok(()),
    }
}

/// Begins a relationship and puts the customer on the partner's list.
async fn begin(act: &mut Act<'_>, customer: &Customer, relationship: &Relationship) -> Result<(), Halt> {
    customers::relate(act.tx, relationship).await?;
    let listed = customers::Listed {
        customer_id: customer.id.clone(),
        company: customer.company.name.clone(),
        domain: customer.company.domain.clone(),
        reseller_id: relationship.through.clone().unwrap_or_default(),
    };
    customers::enlist(act.tx, &relationship.partner_id, &listed).await?;
    act.changed(Changed {
        scope: &customer.id,
        partner: &relationship.partner_id,
        resource: "partner_customer_relationship",
        id: &relationship.partner_id,
        operation: "extend_relationship",
        before: NOTHING,
        after: Some(relationship),
    })?;
    dap::changed(act, None, relationship)
}

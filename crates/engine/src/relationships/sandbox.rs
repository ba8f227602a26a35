//! Indirect resellers of a sandbox: a provider's tests make them with a tenant and an administrator, and remove them again.

use super::link::link;
use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    permit::Permit,
    users::password,
};
use nahtlos_model::{
    directory::Domain,
    partners::{Partner, PartnerKind},
    permissions::{Action, Role},
    refusals::{Code, Refusal},
    users::{NewUser, create},
};
use nahtlos_store::{customers, directory};

/// A reseller to create.
#[derive(Debug, Clone)]
pub struct SandboxReseller {
    /// MPN id.
    pub mpn_id: String,
    /// First part of the domain.
    pub domain_prefix: String,
    /// Company name.
    pub name: String,
    /// Country.
    pub country: String,
    /// The administrator's sign-in name, before the `@`.
    pub admin_name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where mails to the administrator go.
    pub email: Option<String>,
}

/// What was created. The password is shown this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The reseller.
    pub reseller: Partner,
    /// The provider.
    pub provider: Partner,
    /// The administrator's sign-in name.
    pub admin: String,
    /// The administrator's id.
    pub admin_id: String,
}

/// Creates a reseller of the caller's sandbox.
#[derive(Debug, Clone)]
pub struct CreateSandboxReseller {
    reseller: SandboxReseller,
    domain: String,
    admin: String,
    hash: String,
}

impl Engine {
    /// Makes the command that creates a reseller, and the administrator's password; refuses before any work who may not do it.
    ///
    /// # Errors
    /// `SandboxResellerRefused` outside of a sandbox; a domain prefix that is none.
    pub async fn sandbox_reseller(&self, reseller: SandboxReseller) -> Result<(CreateSandboxReseller, String), Halt> {
        if !self.inner.sandbox {
            return Err(Code::SandboxResellerRefused.into());
        }
        let prefix = reseller.domain_prefix.trim().to_ascii_lowercase();
        let good = (1..=27).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_alphanumeric());
        if !good {
            return Err(Refusal::property("tenant.domainPrefix", "it has 1 to 27 letters and digits").into());
        }
        let domain = format!("{prefix}.onmicrosoft.com");
        let admin = format!("{}@{domain}", reseller.admin_name.trim());
        // Upper case, lower case, digit and sign are there whatever chance gives.
        let secret = format!("Aa1-{}", self.random_text());
        let hash = password::hash(self, &admin, &secret).await?;
        let command = CreateSandboxReseller {
            reseller,
            domain,
            admin,
            hash,
        };
        Ok((command, secret))
    }
}

/// The caller, a provider of a sandbox.
async fn provider(act: &mut Act<'_>, call: &Call) -> Result<Partner, Halt> {
    let found = customers::partner(act.tx, &call.actor.tenant_id).await?;
    let found = found.filter(|p| p.sandbox && p.kind == PartnerKind::IndirectProvider);
    Ok(found.ok_or(Code::NotSandboxProvider)?)
}

impl UseCase for CreateSandboxReseller {
    type Out = Created;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Created, Halt> {
        let provider = provider(act, act.call).await?;
        if directory::domain(act.tx, &self.domain).await?.is_some() {
            let taken = Refusal::new(Code::SandboxResellerConflict).with("domain", &self.domain);
            return Err(taken.at("tenant.domainPrefix").into());
        }
        let reseller = self.partner(act, &provider)?;
        customers::insert_partner(act.tx, &reseller).await?;
        let admin_id = self.directory(act, &reseller).await?;
        act.changed(Changed {
            scope: &reseller.id,
            partner: &provider.id,
            resource: "partner",
            id: &reseller.id,
            operation: "create_partner",
            before: NOTHING,
            after: Some(&reseller),
        })?;
        act.concerns(&reseller.id);
        link(act, &provider, &reseller).await?;
        Ok(Created {
            reseller,
            provider,
            admin: self.admin.clone(),
            admin_id,
        })
    }
}

impl CreateSandboxReseller {
    fn partner(&self, act: &Act<'_>, provider: &Partner) -> Result<Partner, Refusal> {
        let asked = &self.reseller;
        let country = asked.country.trim().to_ascii_uppercase();
        let market = act.assortment.markets.get(&country);
        let market = market.ok_or_else(|| Refusal::property("tenant.country", "it is no country of the programme"))?;
        if !act.assortment.same_region(&country, &provider.country) {
            return Err(Refusal::new(Code::OtherRegion)
                .with("partner", &provider.country)
                .with("country", country)
                .at("tenant.country"));
        }
        let line = |text: &str, field: &str, most: usize| {
            let text = text.trim();
            if text.is_empty() || text.chars().count() > most || text.chars().any(char::is_control) {
                return Err(Refusal::property(field, format!("it is one line of 1 to {most} characters")));
            }
            Ok(text.to_owned())
        };
        Ok(Partner {
            id: act.guid(),
            kind: PartnerKind::IndirectReseller,
            name: line(&asked.name, "legalBusinessProfile.companyName", 200)?,
            mpn_id: line(&asked.mpn_id, "mpnId", 20)?,
            domain: self.domain.clone(),
            country,
            currency: market.currency,
            sandbox: true,
            agreement_signed: true,
            mfa_required: false,
            created: act.now,
            version: 1,
        })
    }

    async fn directory(&self, act: &mut Act<'_>, reseller: &Partner) -> Result<String, Halt> {
        let domain = Domain {
            name: self.domain.clone(),
            tenant_id: reseller.id.clone(),
            is_default: true,
            is_initial: true,
            verified: true,
            authentication: "Managed".to_owned(),
            services: Vec::new(),
            proof: String::new(),
        };
        directory::insert_domain(act.tx, &domain).await?;
        let asked = &self.reseller;
        let new = NewUser {
            user_principal_name: self.admin.clone(),
            display_name: format!("{} {}", asked.first_name, asked.last_name).trim().to_owned(),
            given_name: Some(asked.first_name.clone()).filter(|n| !n.is_empty()),
            surname: Some(asked.last_name.clone()).filter(|n| !n.is_empty()),
            usage_location: Some(reseller.country.clone()),
            password: Some(self.hash.clone()),
            mail: asked.email.clone(),
            ..NewUser::default()
        };
        let user = create(&new, &reseller.id, &act.guid(), &[domain], act.now)?;
        directory::insert_user(act.tx, &user).await?;
        for role in [Role::GlobalAdmin, Role::AdminAgent] {
            directory::give_role(act.tx, &reseller.id, role.as_str(), &user.id).await?;
        }
        Ok(user.id)
    }
}

/// Deletes a reseller of the caller's sandbox, with its tenant.
#[derive(Debug, Clone)]
pub struct DeleteSandboxReseller {
    /// The reseller's tenant.
    pub reseller_id: String,
}

impl UseCase for DeleteSandboxReseller {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<(), Halt> {
        let provider = provider(act, act.call).await?;
        let id = &self.reseller_id;
        let linked = customers::links(act.tx, &provider.id).await?.iter().any(|l| l.other_id == *id);
        let reseller = customers::partner(act.tx, id).await?.filter(|p| linked && p.sandbox);
        let reseller = reseller.ok_or_else(|| Refusal::new(Code::SandboxResellerKept).with("id", id))?;
        if customers::count(act.tx, id).await? > 0 {
            return Err(Refusal::new(Code::SandboxResellerKept).with("id", id).into());
        }
        for other in customers::links(act.tx, id).await? {
            customers::unlink(act.tx, &other.other_id, id).await?;
            customers::unlink(act.tx, id, &other.other_id).await?;
        }
        directory::delete_all(act.tx, id).await?;
        customers::delete_partner(act.tx, id).await?;
        act.changed(Changed {
            scope: &provider.id,
            partner: &provider.id,
            resource: "partner_relationship",
            id,
            operation: "remove_partner_relationship",
            before: Some(&reseller),
            after: NOTHING,
        })
    }
}

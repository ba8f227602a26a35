//! Creates a partner account: the partner, its domain, its applications and users, and the security groups of its agents, to which
//! customers' rights are given. Done by the installation itself.

use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::{Actor, Call, Need},
    door::UseCase,
    estates::things::guid,
    groups,
    halt::Halt,
    identity::applications,
    permit::Permit,
    users::delete::record,
};
use nahtlos_model::{
    directory::{Domain, User},
    groups::{NewGroup, create},
    partners::{Application, Partner},
    permissions::{Action, Role},
    refusals::Refusal,
};
use nahtlos_store::{customers, directory, identity};

/// A partner account to create.
#[derive(Debug, Clone)]
pub struct CreatePartner {
    /// The partner.
    pub partner: Partner,
    /// Its applications, secrets hashed.
    pub applications: Vec<Application>,
    /// Its users with their roles, passwords hashed.
    pub users: Vec<(User, Vec<Role>)>,
}

/// Roles whose holders are in a security group of their own from the beginning.
const AGENTS: [(Role, &str); 3] = [
    (Role::AdminAgent, "AdminAgents"),
    (Role::HelpdeskAgent, "HelpdeskAgents"),
    (Role::SalesAgent, "SalesAgents"),
];

impl CreatePartner {
    /// The security group of those with a role; nobody has it: no group.
    async fn agents(&self, act: &mut Act<'_>, role: Role, name: &str) -> Result<(), Halt> {
        let members: Vec<&User> = self
            .users
            .iter()
            .filter(|(_, roles)| roles.contains(&role))
            .map(|(user, _)| user)
            .collect();
        if members.is_empty() {
            return Ok(());
        }
        let tenant = &self.partner.id;
        let wanted = NewGroup {
            display_name: name.to_owned(),
            mail_nickname: name.to_owned(),
            security_enabled: true,
            ..NewGroup::default()
        };
        // The same id whenever it is made: who tries something out can name it.
        let group = create(&wanted, tenant, &guid(tenant, name), act.now)?;
        directory::insert_group(act.tx, &group).await?;
        for member in members {
            directory::join_group(act.tx, tenant, &group.id, &member.id).await?;
        }
        groups::create::record(act, None, Some(&group), "add_group")
    }
}

impl Engine {
    /// A call of the installation itself, in a tenant.
    pub(crate) fn setup_call(&self, tenant: &str) -> Call {
        let correlation = uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string();
        let actor = Actor {
            tenant_id: tenant.to_owned(),
            directory_id: tenant.to_owned(),
            application: "setup".to_owned(),
            roles: vec![Role::GlobalAdmin, Role::ProgramAdmin],
            ..Actor::time()
        };
        Call {
            actor: actor.into(),
            request_id: correlation.clone(),
            correlation_id: correlation,
            locale: "en-US".to_owned(),
            key: None,
            faults: None,
        }
    }

    /// Creates a partner account.
    ///
    /// # Errors
    /// `DomainTaken`; `InvalidProperty` where an application has the id of another; faults.
    pub async fn create_partner(&self, command: CreatePartner) -> Result<Partner, Halt> {
        let call = self.setup_call(&command.partner.id);
        self.execute(&call, command).await
    }
}

impl UseCase for CreatePartner {
    type Out = Partner;

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Partner, Halt> {
        let partner = &self.partner;
        customers::insert_partner(act.tx, partner).await?;
        let domain = Domain {
            name: partner.domain.to_ascii_lowercase(),
            tenant_id: partner.id.clone(),
            is_default: true,
            is_initial: true,
            verified: true,
            authentication: "Managed".to_owned(),
            services: Vec::new(),
            proof: String::new(),
        };
        directory::insert_domain(act.tx, &domain).await?;
        for application in &self.applications {
            // Saving one takes the place of what has its id: that would be another tenant's.
            if identity::application(act.tx, &application.id).await?.is_some() {
                return Err(Refusal::property("appId", "is the id of another application").into());
            }
            applications::save(act, None, application, "create_application").await?;
        }
        for (user, roles) in &self.users {
            directory::insert_user(act.tx, user).await?;
            record(act, None, Some(user), "create_customer_user")?;
            for role in roles {
                directory::give_role(act.tx, &user.tenant_id, role.as_str(), &user.id).await?;
            }
        }
        for (role, name) in AGENTS {
            self.agents(act, role, name).await?;
        }
        act.changed(Changed {
            scope: &partner.id,
            partner: &partner.id,
            resource: "partner",
            id: &partner.id,
            operation: "create_partner",
            before: NOTHING,
            after: Some(partner),
        })?;
        Ok(partner.clone())
    }
}

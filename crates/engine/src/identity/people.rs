//! People who sign in: found by their name wherever they belong, known by their password, with the roles they have at home.
//!
//! Called by the token endpoint and the sign-in page. Whether a name exists must not be told from an answer or from its time.

use super::secret::digest;
use crate::{
    Engine,
    call::{ActingUser, Actor, Call},
    halt::Halt,
    users::{UpdateUser, password},
};
use nahtlos_model::{
    directory::User,
    permissions::Role,
    users::{NewPassword, UserChange},
};
use nahtlos_store::directory;

/// Verified when there is nobody of that name, so that this takes as long. The hash of a text nobody kept.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS0wMA$6Wn5mTyQ6sXrBPD2k1Jt9QzvXq7y3bB4l0mXc9uYw2E";
/// Longest text that is taken for a password.
const LONGEST: usize = 1024;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The user.
    pub user: User,
    /// Roles in the home tenant.
    pub roles: Vec<Role>,
}

/// What came of a sign-in.
#[derive(Debug)]
pub enum SignIn {
    /// The password is right.
    Welcome(Box<Person>),
    /// It is right, and must be changed first.
    MustChange(Box<Person>),
    /// It is right, and sign-in is switched off.
    Disabled,
    /// No such user, or another password.
    Wrong,
}

impl Person {
    /// The user's sign-in counts as one with a second factor.
    pub fn has_mfa(&self) -> bool {
        self.user.more.get("mfa").is_some_and(|value| value == "true")
    }

    /// The user as tokens and trails name them.
    pub fn acting(&self) -> ActingUser {
        ActingUser {
            id: self.user.id.clone(),
            user_principal_name: self.user.user_principal_name.clone(),
            name: self.user.display_name.clone(),
        }
    }

    /// Changes with the password: grants made before do not count after.
    pub(crate) fn fingerprint(&self) -> String {
        digest(self.user.password.as_deref().unwrap_or_default())[..16].to_owned()
    }
}

impl Engine {
    /// Somebody by tenant and id; `None` where they are gone.
    ///
    /// # Errors
    /// Faults only.
    pub async fn person(&self, tenant: &str, id: &str) -> Result<Option<Person>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let user = directory::user(&mut tx, tenant, id).await?.filter(|u| u.deleted.is_none());
        let Some(user) = user else { return Ok(None) };
        let words = directory::roles(&mut tx, &user.tenant_id, &user.id).await?;
        // Directory roles that give no rights here are kept under other words.
        let roles = words.iter().filter_map(|word| word.parse().ok()).collect();
        Ok(Some(Person { user, roles }))
    }

    /// Signs somebody in.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sign_in(&self, name: &str, secret: &str) -> Result<SignIn, Halt> {
        let found = self.named(name.trim()).await?.filter(|user| user.password.is_some());
        let hash = found.as_ref().and_then(|user| user.password.as_deref()).unwrap_or(NOBODY);
        let right = secret.len() <= LONGEST && password::verify(hash, secret).await?;
        let Some(user) = found.filter(|_| right) else {
            return Ok(SignIn::Wrong);
        };
        if !user.enabled {
            return Ok(SignIn::Disabled);
        }
        let Some(person) = self.person(&user.tenant_id, &user.id).await? else {
            return Ok(SignIn::Wrong);
        };
        Ok(match person.user.force_change {
            true => SignIn::MustChange(Box::new(person)),
            false => SignIn::Welcome(Box::new(person)),
        })
    }

    /// Somebody by user name, in a domain that its tenant has proved to own.
    ///
    /// # Errors
    /// Faults only.
    pub async fn person_named(&self, name: &str) -> Result<Option<Person>, Halt> {
        match self.named(name).await? {
            Some(user) => self.person(&user.tenant_id, &user.id).await,
            None => Ok(None),
        }
    }

    async fn named(&self, name: &str) -> Result<Option<User>, Halt> {
        let Some((_, domain)) = name.rsplit_once('@') else {
            return Ok(None);
        };
        let mut tx = self.inner.store.reader().await?;
        let Some(domain) = directory::domain(&mut tx, domain).await?.filter(|d| d.verified) else {
            return Ok(None);
        };
        let user = directory::user_by_name(&mut tx, &domain.tenant_id, name).await?;
        Ok(user.filter(|u| u.deleted.is_none()))
    }

    /// Replaces the password of somebody who has just proved to know the present one.
    ///
    /// # Errors
    /// `PasswordWeak`; faults.
    pub async fn replace_password(&self, person: &Person, application: &str, new: &str) -> Result<(), Halt> {
        let user = &person.user;
        let hash = password::hash(self, &user.user_principal_name, new).await?;
        let correlation = uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string();
        let call = Call {
            actor: Actor {
                tenant_id: user.tenant_id.clone(),
                directory_id: user.tenant_id.clone(),
                user: Some(person.acting()),
                application: application.to_owned(),
                // Everybody may change their own password; this is that right and no more: the command names the user.
                roles: vec![Role::UserAdmin],
                mfa: false,
            }
            .into(),
            request_id: correlation.clone(),
            correlation_id: correlation,
            locale: "en-US".to_owned(),
            key: None,
            faults: None,
        };
        let change = UserChange {
            password: Some(NewPassword { hash, force_change: false }),
            ..UserChange::default()
        };
        let command = UpdateUser {
            tenant_id: user.tenant_id.clone(),
            user: user.id.clone(),
            change,
            ..UpdateUser::default()
        };
        self.execute(&call, command).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::password_hash::phc::PasswordHash;

    #[test]
    fn nobodys_hash_reads_and_costs_as_much_as_anybodys() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(nobody.params.get_decimal("m"), Some(argon2::Params::DEFAULT_M_COST));
        assert_eq!(nobody.params.get_decimal("t"), Some(argon2::Params::DEFAULT_T_COST));
    }
}

//! Questions about users and their roles.

use super::roles::known;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    directory::User,
    refusals::{Code, Refusal},
    roles::{DirectoryRole, by_word},
};
use nahtlos_store::directory;

/// Most users that are sorted by what no index has.
const SORTED_AT_MOST: i64 = 5000;

/// By what users can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserOrder {
    /// Sign-in name; any number of users.
    Name,
    /// Display name; only so many users.
    DisplayName,
}

/// Where a page of sorted users begins: after this user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserPlace {
    /// The sign-in or display name in lower case; empty: from the first one.
    pub key: String,
    /// The id, where several have the key.
    pub id: String,
}

impl UserOrder {
    /// The place of a user in this order.
    pub fn place(self, user: &User) -> UserPlace {
        let name = match self {
            Self::Name => &user.user_principal_name,
            Self::DisplayName => &user.display_name,
        };
        UserPlace {
            key: name.to_lowercase(),
            id: user.id.clone(),
        }
    }
}

impl Reading {
    /// A user who is not deleted, by id or sign-in name.
    ///
    /// # Errors
    /// `UserUnknown`.
    pub async fn user(&mut self, id_or_name: &str) -> Result<User, Halt> {
        let tenant = self.tenant();
        let found = match id_or_name.contains('@') {
            true => directory::user_by_name(&mut self.tx, &tenant, id_or_name).await?,
            false => directory::user(&mut self.tx, &tenant, &id_or_name.to_ascii_lowercase()).await?,
        };
        let found = found.filter(|u| u.deleted.is_none());
        Ok(found.ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", id_or_name))?)
    }

    /// A deleted user who can still be restored, by id.
    ///
    /// # Errors
    /// `UserUnknown`.
    pub async fn deleted_user(&mut self, id: &str) -> Result<User, Halt> {
        let tenant = self.tenant();
        let found = directory::user(&mut self.tx, &tenant, &id.to_ascii_lowercase()).await?;
        let found = found.filter(|u| u.deleted.is_some());
        Ok(found.ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", id))?)
    }

    /// A user by id, deleted or not, or by sign-in name.
    ///
    /// # Errors
    /// `UserUnknown`.
    pub async fn any_user(&mut self, id_or_name: &str) -> Result<User, Halt> {
        match self.user(id_or_name).await {
            Err(Halt::Refused(_)) if !id_or_name.contains('@') => self.deleted_user(id_or_name).await,
            found => found,
        }
    }

    /// Users in order of ids, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn users(&mut self, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        Ok(directory::users(&mut self.tx, &tenant, false, after, limit).await?)
    }

    /// Deleted users in order of ids, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn deleted_users(&mut self, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        Ok(directory::users(&mut self.tx, &tenant, true, after, limit).await?)
    }

    /// How many users there are.
    ///
    /// # Errors
    /// Faults only.
    pub async fn count_users(&mut self, deleted: bool) -> Result<i64, Halt> {
        let tenant = self.tenant();
        Ok(directory::count_users(&mut self.tx, &tenant, deleted).await?)
    }

    /// Users in an order, after a place. Present users by sign-in name come from an index; everything else is sorted here, and
    /// refused beyond 5,000 users.
    ///
    /// # Errors
    /// `TooManyToSort`.
    pub async fn users_sorted(
        &mut self,
        order: UserOrder,
        down: bool,
        deleted: bool,
        after: &UserPlace,
        limit: i64,
    ) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        if order == UserOrder::Name && !deleted {
            return Ok(directory::users_by_name(&mut self.tx, &tenant, down, &after.key, limit).await?);
        }
        let mut all = directory::users(&mut self.tx, &tenant, deleted, "", SORTED_AT_MOST + 1).await?;
        if all.len() as i64 > SORTED_AT_MOST {
            return Err(Refusal::new(Code::TooManyToSort)
                .with("most", SORTED_AT_MOST)
                .at("sortField")
                .into());
        }
        let key = |user: &User| {
            let place = order.place(user);
            (place.key, place.id)
        };
        all.sort_by_cached_key(key);
        if down {
            all.reverse();
        }
        let from = (after.key.clone(), after.id.clone());
        let begins = !after.id.is_empty();
        let rest = all
            .into_iter()
            .filter(|user| !begins || if down { key(user) < from } else { key(user) > from });
        Ok(rest.take(usize::try_from(limit).unwrap_or(0)).collect())
    }

    /// The directory roles of a user, in order of names.
    ///
    /// # Errors
    /// Faults only.
    pub async fn user_roles(&mut self, user_id: &str) -> Result<Vec<&'static DirectoryRole>, Halt> {
        let tenant = self.tenant();
        let words = directory::roles(&mut self.tx, &tenant, user_id).await?;
        let mut roles: Vec<_> = words.iter().filter_map(|word| by_word(word)).collect();
        roles.sort_by_key(|role| role.name);
        Ok(roles)
    }

    /// Users who have a role and are not deleted, in order of ids, after one.
    ///
    /// # Errors
    /// `RoleUnknown`.
    pub async fn role_holders(&mut self, role_id: &str, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let (tenant, role) = (self.tenant(), known(role_id)?);
        let (mut users, mut from) = (Vec::new(), after.to_owned());
        let wanted = usize::try_from(limit).unwrap_or(0);
        while users.len() < wanted {
            let page = directory::holders(&mut self.tx, &tenant, role.word(), &from, limit).await?;
            let Some(last) = page.last() else { break };
            last.clone_into(&mut from);
            for id in &page {
                let found = directory::user(&mut self.tx, &tenant, id).await?;
                users.extend(found.filter(|u| u.deleted.is_none()));
            }
        }
        users.truncate(wanted);
        Ok(users)
    }
}

//! Questions about groups and their members.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    directory::{Group, LicenseFault, User},
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Members with faults read at a time.
const CHUNK: i64 = 200;

impl Reading {
    /// A group.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn group(&mut self, id: &str) -> Result<Group, Halt> {
        let (tenant, id) = (self.tenant(), id.to_ascii_lowercase());
        let found = directory::group(&mut self.tx, &tenant, &id).await?;
        Ok(found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", &id))?)
    }

    /// Groups in order of ids, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn groups(&mut self, after: &str, limit: i64) -> Result<Vec<Group>, Halt> {
        let tenant = self.tenant();
        Ok(directory::groups(&mut self.tx, &tenant, after, limit).await?)
    }

    /// How many groups there are.
    ///
    /// # Errors
    /// Faults only.
    pub async fn count_groups(&mut self) -> Result<i64, Halt> {
        let tenant = self.tenant();
        Ok(directory::count_groups(&mut self.tx, &tenant).await?)
    }

    /// Groups a user is in.
    ///
    /// # Errors
    /// Faults only.
    pub async fn groups_of(&mut self, user: &str) -> Result<Vec<Group>, Halt> {
        let tenant = self.tenant();
        Ok(directory::groups_of(&mut self.tx, &tenant, user).await?)
    }

    /// Members of a group in order of ids, after one; deleted users are none.
    ///
    /// # Errors
    /// Faults only.
    pub async fn members(&mut self, group: &str, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        Ok(directory::member_users(&mut self.tx, &tenant, group, after, limit).await?)
    }

    /// How many members a group has.
    ///
    /// # Errors
    /// Faults only.
    pub async fn count_members(&mut self, group: &str) -> Result<i64, Halt> {
        let tenant = self.tenant();
        Ok(directory::count_members(&mut self.tx, &tenant, group).await?)
    }

    /// Members for whom a licence of the group does not work, in order of ids, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn members_at_fault(&mut self, group: &str, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        let wanted = usize::try_from(limit).unwrap_or(0);
        let (mut found, mut from) = (Vec::new(), after.to_owned());
        while found.len() < wanted {
            let page = directory::members_at_fault(&mut self.tx, &tenant, group, &from, CHUNK).await?;
            let whole = page.len() as i64 == CHUNK;
            if let Some(last) = page.last() {
                last.id.clone_into(&mut from);
            }
            let faulty = |user: &User| {
                let of_group = |h: &nahtlos_model::directory::Holding| h.group.as_deref() == Some(group) && h.fault != LicenseFault::None;
                user.licences.iter().any(of_group)
            };
            found.extend(page.into_iter().filter(faulty));
            if !whole {
                break;
            }
        }
        found.truncate(wanted);
        Ok(found)
    }
}

//! Users, roles, groups and domains, keyed by tenant (a customer's tenant id is the customer id).

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::directory::{Domain, Group, User};

statements!("directory" {
    USER = "SELECT body FROM users WHERE tenant_id = $1 AND id = $2";
    USER_BY_NAME = "SELECT body FROM users WHERE tenant_id = $1 AND name_key = $2";
    USERS = "SELECT body FROM users WHERE tenant_id = $1 AND deleted = $2 AND id > $3 ORDER BY id LIMIT $4";
    USERS_BY_NAME = "SELECT body FROM users WHERE tenant_id = $1 AND name_key > $2 AND deleted = 0 ORDER BY name_key LIMIT $3";
    USERS_OF_CUSTOMERS = "SELECT u.body, p.company FROM (SELECT customer_id, company FROM partner_customers WHERE partner_id = $1 ORDER BY customer_id LIMIT $2) p JOIN users u ON u.tenant_id = p.customer_id AND u.name_key >= $3 AND u.name_key < $4 WHERE u.deleted = 0 LIMIT $5";
    USERS_OF_MANY = "SELECT u.body, (SELECT p.company FROM partner_customers p WHERE p.partner_id = $1 AND p.customer_id = u.tenant_id) FROM users u WHERE u.deleted = 0 AND u.name_key >= $2 AND u.name_key < $3 AND EXISTS (SELECT 1 FROM partner_customers p WHERE p.partner_id = $1 AND p.customer_id = u.tenant_id) ORDER BY u.name_key LIMIT $4";
    MORE_CUSTOMERS = "SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM partner_customers WHERE partner_id = $1 LIMIT $2) found";
    USERS_BY_NAME_DOWN = "SELECT body FROM users WHERE tenant_id = $1 AND name_key < $2 AND deleted = 0 ORDER BY name_key DESC LIMIT $3";
    COUNT_USERS = "SELECT CAST(count(*) AS BIGINT) FROM users WHERE tenant_id = $1 AND deleted = $2";
    INSERT_USER = "INSERT INTO users (tenant_id, id, name_key, deleted, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE_USER = "UPDATE users SET name_key = $3, deleted = $4, version = $5, body = $6 WHERE tenant_id = $1 AND id = $2 AND version = $7";
    PURGE_USER = "DELETE FROM users WHERE tenant_id = $1 AND id = $2 AND deleted = 1";
    ROLES = "SELECT role FROM user_roles WHERE tenant_id = $1 AND user_id = $2 ORDER BY role";
    HOLDERS = "SELECT user_id FROM user_roles WHERE tenant_id = $1 AND role = $2 AND user_id > $3 ORDER BY user_id LIMIT $4";
    HOLD_ROLE = "UPDATE user_roles SET role = role WHERE tenant_id = $1 AND role = $2";
    GIVE_ROLE = "INSERT INTO user_roles (tenant_id, role, user_id) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, role, user_id) DO NOTHING";
    TAKE_ROLE = "DELETE FROM user_roles WHERE tenant_id = $1 AND role = $2 AND user_id = $3";
    TAKE_ROLES = "DELETE FROM user_roles WHERE tenant_id = $1 AND user_id = $2";
    GROUP = "SELECT body FROM groups WHERE tenant_id = $1 AND id = $2";
    GROUPS = "SELECT body FROM groups WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    COUNT_GROUPS = "SELECT CAST(count(*) AS BIGINT) FROM groups WHERE tenant_id = $1";
    INSERT_GROUP = "INSERT INTO groups (tenant_id, id, name_key, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE_GROUP = "UPDATE groups SET name_key = $3, version = $4, body = $5 WHERE tenant_id = $1 AND id = $2 AND version = $6";
    DELETE_GROUP = "DELETE FROM groups WHERE tenant_id = $1 AND id = $2";
    MEMBERS = "SELECT user_id FROM group_members WHERE tenant_id = $1 AND group_id = $2 AND user_id > $3 ORDER BY user_id LIMIT $4";
    MEMBER_USERS = "SELECT u.body FROM group_members m JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id WHERE m.tenant_id = $1 AND m.group_id = $2 AND m.user_id > $3 AND u.deleted = 0 ORDER BY m.user_id LIMIT $4";
    COUNT_MEMBERS = "SELECT CAST(count(*) AS BIGINT) FROM group_members m JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id WHERE m.tenant_id = $1 AND m.group_id = $2 AND u.deleted = 0";
    MEMBERS_AT_FAULT = "SELECT u.body FROM group_members m JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id WHERE m.tenant_id = $1 AND m.group_id = $2 AND m.user_id > $3 AND u.deleted = 0 AND (u.body LIKE '%\"fault\":\"%Violation\"%' OR u.body LIKE '%\"fault\":\"Other\"%') ORDER BY m.user_id LIMIT $4";
    NAMES_IN = "SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM users WHERE tenant_id = $1 AND name_key LIKE $2 AND deleted = 0 LIMIT 1) found";
    GROUPS_OF = "SELECT g.body FROM group_members m JOIN groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id WHERE m.tenant_id = $1 AND m.user_id = $2 ORDER BY g.id";
    GROUP_IDS_OF = "SELECT group_id FROM group_members WHERE tenant_id = $1 AND user_id = $2";
    JOIN_GROUP = "INSERT INTO group_members (tenant_id, group_id, user_id) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, group_id, user_id) DO NOTHING";
    LEAVE_GROUP = "DELETE FROM group_members WHERE tenant_id = $1 AND group_id = $2 AND user_id = $3";
    EMPTY_GROUP = "DELETE FROM group_members WHERE tenant_id = $1 AND group_id = $2";
    LEAVE_ALL = "DELETE FROM group_members WHERE tenant_id = $1 AND user_id = $2";
    DOMAIN = "SELECT body FROM domains WHERE name = $1";
    DOMAINS = "SELECT body FROM domains WHERE tenant_id = $1 ORDER BY name";
    INSERT_DOMAIN = "INSERT INTO domains (name, tenant_id, verified, body) VALUES ($1, $2, $3, $4)";
    UPDATE_DOMAIN = "UPDATE domains SET verified = $2, body = $3 WHERE name = $1";
    DELETE_DOMAIN = "DELETE FROM domains WHERE name = $1 AND tenant_id = $2";
    DELETE_USERS = "DELETE FROM users WHERE tenant_id = $1";
    DELETE_ROLES = "DELETE FROM user_roles WHERE tenant_id = $1";
    DELETE_GROUPS = "DELETE FROM groups WHERE tenant_id = $1";
    DELETE_MEMBERS = "DELETE FROM group_members WHERE tenant_id = $1";
    DELETE_DOMAINS = "DELETE FROM domains WHERE tenant_id = $1";
});

/// A user, deleted ones too.
pub async fn user(tx: &mut Tx, tenant: &str, id: &str) -> Result<Option<User>, StoreError> {
    tx.one(&USER, params![tenant, id], |row| row.json(0)).await
}

/// A user who is not deleted, by sign-in name.
pub async fn user_by_name(tx: &mut Tx, tenant: &str, name: &str) -> Result<Option<User>, StoreError> {
    let key = name.to_lowercase();
    tx.one(&USER_BY_NAME, params![tenant, &key], |row| row.json(0)).await
}

/// Users after one, by id.
pub async fn users(tx: &mut Tx, tenant: &str, deleted: bool, after: &str, limit: i64) -> Result<Vec<User>, StoreError> {
    tx.all(&USERS, params![tenant, deleted, after, limit], |row| row.json(0)).await
}

/// Users who are not deleted in order of their sign-in names, after one in lower case; `down`: the other way round. An empty name
/// stands before the first one.
pub async fn users_by_name(tx: &mut Tx, tenant: &str, down: bool, after: &str, limit: i64) -> Result<Vec<User>, StoreError> {
    match (down, after) {
        (false, _) => tx.all(&USERS_BY_NAME, params![tenant, after, limit], |row| row.json(0)).await,
        (true, "") => tx.all(&USERS_BY_NAME_DOWN, params![tenant, LAST, limit], |row| row.json(0)).await,
        (true, _) => tx.all(&USERS_BY_NAME_DOWN, params![tenant, after, limit], |row| row.json(0)).await,
    }
}

/// Customers whose directories are looked into one by one for users; where there are more, all users are looked through by name.
pub const LOOKED_INTO: i64 = 1_000;

/// Users of a partner's customers whose sign-in name begins with a text (lower case), each with the customer's name; in no order.
pub async fn users_of_customers(tx: &mut Tx, partner: &str, begins: &str, limit: i64) -> Result<Vec<(User, String)>, StoreError> {
    let read = |row: &crate::sql::Row<'_>| Ok((row.json(0)?, row.text(1)?));
    let end = format!("{begins}{LAST}");
    let customers = tx.one(&MORE_CUSTOMERS, params![partner, LOOKED_INTO + 1], |row| row.int(0)).await?;
    if begins.contains('@') || customers.is_some_and(|count| count > LOOKED_INTO) {
        return tx.all(&USERS_OF_MANY, params![partner, begins, &end, limit], read).await;
    }
    let params = params![partner, LOOKED_INTO, begins, &end, limit];
    tx.all(&USERS_OF_CUSTOMERS, params, read).await
}

/// Stands after every name.
const LAST: &str = "\u{10ffff}";

/// How many users there are.
pub async fn count_users(tx: &mut Tx, tenant: &str, deleted: bool) -> Result<i64, StoreError> {
    Ok(tx.one(&COUNT_USERS, params![tenant, deleted], |row| row.int(0)).await?.unwrap_or(0))
}

/// A deleted user keeps the name without holding it: another may take it.
fn name_key(user: &User) -> String {
    let name = user.user_principal_name.to_lowercase();
    if user.deleted.is_some() {
        format!("{}!{name}", user.id)
    } else {
        name
    }
}

/// Adds a user.
pub async fn insert_user(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    let (key, body) = (name_key(user), serde_json::to_string(user)?);
    // Asked for at once: a name that is taken must be found here, where it can be refused.
    tx.run(
        &INSERT_USER,
        params![&user.tenant_id, &user.id, &key, user.deleted.is_some(), user.version, &body],
    )
    .await
    .map(|_| ())
}

/// Many users with what their rows are made of: made before the writer's turn comes, which is everybody's.
#[derive(Debug, Clone, Default)]
pub struct Many(Vec<(User, String, String)>);

impl Many {
    /// Makes the rows' texts.
    ///
    /// # Errors
    /// Where one cannot be written as JSON.
    pub fn of(users: Vec<User>) -> Result<Self, StoreError> {
        let made = users.into_iter().map(|user| {
            let (key, body) = (name_key(&user), serde_json::to_string(&user)?);
            Ok((user, key, body))
        });
        Ok(Self(made.collect::<Result<_, StoreError>>()?))
    }
}

/// Adds many users, for estates and loads.
pub async fn insert_users(tx: &mut Tx, users: &Many) -> Result<(), StoreError> {
    let rows = users.0.iter();
    let rows: Vec<Val<'_>> = rows
        .flat_map(|(u, key, body)| {
            let deleted = Val::from(u.deleted.is_some());
            [
                Val::from(&u.tenant_id),
                Val::from(&u.id),
                Val::from(key),
                deleted,
                Val::from(u.version),
                Val::from(body),
            ]
        })
        .collect();
    tx.insert_many("INSERT INTO users (tenant_id, id, name_key, deleted, version, body)", 6, "", &rows)
        .await
}

/// Replaces a user, if it still has the version it was decided on.
pub async fn update_user(tx: &mut Tx, before: &User, after: &User) -> Result<(), StoreError> {
    let (key, body) = (name_key(after), serde_json::to_string(after)?);
    let params = params![
        &after.tenant_id,
        &after.id,
        &key,
        after.deleted.is_some(),
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE_USER, params)
}

/// Removes a deleted user for good, with roles and memberships; one who is not deleted stays as they are.
pub async fn purge_user(tx: &mut Tx, tenant: &str, id: &str) -> Result<(), StoreError> {
    if tx.run(&PURGE_USER, params![tenant, id]).await? == 0 {
        return Ok(());
    }
    tx.later(&LEAVE_ALL, params![tenant, id])?;
    tx.later(&TAKE_ROLES, params![tenant, id])
}

/// Roles of a user, as words.
pub async fn roles(tx: &mut Tx, tenant: &str, user: &str) -> Result<Vec<String>, StoreError> {
    tx.all(&ROLES, params![tenant, user], |row| row.text(0)).await
}

/// Users with a role, after one.
pub async fn holders(tx: &mut Tx, tenant: &str, role: &str, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    tx.all(&HOLDERS, params![tenant, role, after, limit], |row| row.text(0)).await
}

/// How many have a role; until the transaction ends, no other one takes it from any of them.
pub async fn hold_role(tx: &mut Tx, tenant: &str, role: &str) -> Result<u64, StoreError> {
    tx.run(&HOLD_ROLE, params![tenant, role]).await
}

/// Gives a role.
pub async fn give_role(tx: &mut Tx, tenant: &str, role: &str, user: &str) -> Result<(), StoreError> {
    tx.later(&GIVE_ROLE, params![tenant, role, user])
}

/// Takes a role; whether the user had it.
pub async fn take_role(tx: &mut Tx, tenant: &str, role: &str, user: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&TAKE_ROLE, params![tenant, role, user]).await? > 0)
}

/// A group.
pub async fn group(tx: &mut Tx, tenant: &str, id: &str) -> Result<Option<Group>, StoreError> {
    tx.one(&GROUP, params![tenant, id], |row| row.json(0)).await
}

/// Groups after one, by id.
pub async fn groups(tx: &mut Tx, tenant: &str, after: &str, limit: i64) -> Result<Vec<Group>, StoreError> {
    tx.all(&GROUPS, params![tenant, after, limit], |row| row.json(0)).await
}

/// How many groups there are.
pub async fn count_groups(tx: &mut Tx, tenant: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&COUNT_GROUPS, params![tenant], |row| row.int(0)).await?.unwrap_or(0))
}

/// Adds a group.
pub async fn insert_group(tx: &mut Tx, group: &Group) -> Result<(), StoreError> {
    let (key, body) = (group.display_name.to_lowercase(), serde_json::to_string(group)?);
    tx.later(&INSERT_GROUP, params![&group.tenant_id, &group.id, &key, group.version, &body])
}

/// Replaces a group, if it still has the version it was decided on.
pub async fn update_group(tx: &mut Tx, before: &Group, after: &Group) -> Result<(), StoreError> {
    let (key, body) = (after.display_name.to_lowercase(), serde_json::to_string(after)?);
    let params = params![&after.tenant_id, &after.id, &key, after.version, &body, before.version];
    tx.later_one(&UPDATE_GROUP, params)
}

/// Removes a group and its memberships.
pub async fn delete_group(tx: &mut Tx, tenant: &str, id: &str) -> Result<(), StoreError> {
    tx.later(&EMPTY_GROUP, params![tenant, id])?;
    tx.later(&DELETE_GROUP, params![tenant, id])
}

/// Members of a group, after one.
pub async fn members(tx: &mut Tx, tenant: &str, group: &str, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    tx.all(&MEMBERS, params![tenant, group, after, limit], |row| row.text(0)).await
}

/// Members of a group who are not deleted, after one.
pub async fn member_users(tx: &mut Tx, tenant: &str, group: &str, after: &str, limit: i64) -> Result<Vec<User>, StoreError> {
    tx.all(&MEMBER_USERS, params![tenant, group, after, limit], |row| row.json(0)).await
}

/// How many members of a group are not deleted.
pub async fn count_members(tx: &mut Tx, tenant: &str, group: &str) -> Result<i64, StoreError> {
    let counted = tx.one(&COUNT_MEMBERS, params![tenant, group], |row| row.int(0)).await?;
    Ok(counted.unwrap_or(0))
}

/// Members of a group who are not deleted and hold a licence with a fault, of that group or another, after one. A text may look like
/// a fault, so ask each what it holds.
pub async fn members_at_fault(tx: &mut Tx, tenant: &str, group: &str, after: &str, limit: i64) -> Result<Vec<User>, StoreError> {
    tx.all(&MEMBERS_AT_FAULT, params![tenant, group, after, limit], |row| row.json(0))
        .await
}

/// Whether users who are not deleted have sign-in names in a domain; the domain in lower case.
pub async fn has_names_in(tx: &mut Tx, tenant: &str, domain: &str) -> Result<bool, StoreError> {
    let ending: String = domain.chars().filter(|c| !"%_\\".contains(*c)).collect();
    let ending = format!("%@{ending}");
    Ok(tx.one(&NAMES_IN, params![tenant, &ending], |row| row.int(0)).await?.unwrap_or(0) > 0)
}

/// Groups a user is in.
pub async fn groups_of(tx: &mut Tx, tenant: &str, user: &str) -> Result<Vec<Group>, StoreError> {
    tx.all(&GROUPS_OF, params![tenant, user], |row| row.json(0)).await
}

/// Ids of the groups a user is in.
pub async fn group_ids_of(tx: &mut Tx, tenant: &str, user: &str) -> Result<Vec<String>, StoreError> {
    tx.all(&GROUP_IDS_OF, params![tenant, user], |row| row.text(0)).await
}

/// Makes a user a member; whether that is new.
pub async fn join_group(tx: &mut Tx, tenant: &str, group: &str, user: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&JOIN_GROUP, params![tenant, group, user]).await? > 0)
}

/// Ends a membership; whether there was one.
pub async fn leave_group(tx: &mut Tx, tenant: &str, group: &str, user: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&LEAVE_GROUP, params![tenant, group, user]).await? > 0)
}

/// A domain, whoever has it.
pub async fn domain(tx: &mut Tx, name: &str) -> Result<Option<Domain>, StoreError> {
    let name = name.to_lowercase();
    tx.one(&DOMAIN, params![&name], |row| row.json(0)).await
}

/// Domains of a tenant.
pub async fn domains(tx: &mut Tx, tenant: &str) -> Result<Vec<Domain>, StoreError> {
    tx.all(&DOMAINS, params![tenant], |row| row.json(0)).await
}

/// Adds a domain; a taken one is a unique violation of `domains`.
pub async fn insert_domain(tx: &mut Tx, domain: &Domain) -> Result<(), StoreError> {
    let body = serde_json::to_string(domain)?;
    tx.run(&INSERT_DOMAIN, params![&domain.name, &domain.tenant_id, domain.verified, &body])
        .await
        .map(|_| ())
}

/// Adds many domains, for loads.
pub async fn insert_domains(tx: &mut Tx, domains: &[Domain]) -> Result<(), StoreError> {
    let texts = domains.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<Val<'_>> = domains
        .iter()
        .zip(&texts)
        .flat_map(|(d, body)| [Val::from(&d.name), Val::from(&d.tenant_id), Val::from(d.verified), Val::from(body)])
        .collect();
    tx.insert_many("INSERT INTO domains (name, tenant_id, verified, body)", 4, "", &rows)
        .await
}

/// Replaces a domain.
pub async fn update_domain(tx: &mut Tx, domain: &Domain) -> Result<(), StoreError> {
    let body = serde_json::to_string(domain)?;
    tx.later(&UPDATE_DOMAIN, params![&domain.name, domain.verified, &body])
}

/// Removes a domain of a tenant; whether it was there.
pub async fn delete_domain(tx: &mut Tx, name: &str, tenant: &str) -> Result<bool, StoreError> {
    let name = name.to_lowercase();
    Ok(tx.run(&DELETE_DOMAIN, params![&name, tenant]).await? > 0)
}

/// Removes the whole directory of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, tenant: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_USERS, params![tenant])?;
    tx.later(&DELETE_ROLES, params![tenant])?;
    tx.later(&DELETE_GROUPS, params![tenant])?;
    tx.later(&DELETE_MEMBERS, params![tenant])?;
    tx.later(&DELETE_DOMAINS, params![tenant])
}

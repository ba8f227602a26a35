//! Partners, customers, and their relationships.

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::{
    customers::{Customer, Relationship},
    partners::{Partner, PartnerLink},
};

statements!("customers" {
    PARTNER = "SELECT body FROM partners WHERE partner_id = $1";
    PARTNER_BY_MPN = "SELECT body FROM partners WHERE mpn_id = $1";
    PARTNERS = "SELECT body FROM partners ORDER BY partner_id";
    INSERT_PARTNER = "INSERT INTO partners (partner_id, kind, mpn_id, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE_PARTNER = "UPDATE partners SET mpn_id = $2, version = $3, body = $4 WHERE partner_id = $1 AND version = $5";
    DELETE_PARTNER = "DELETE FROM partners WHERE partner_id = $1";
    LINKS = "SELECT body FROM partner_links WHERE partner_id = $1 ORDER BY other_id, kind";
    LINK = "INSERT INTO partner_links (partner_id, other_id, kind, body) VALUES ($1, $2, $3, $4) ON CONFLICT (partner_id, other_id, kind) DO UPDATE SET body = excluded.body";
    UNLINK = "DELETE FROM partner_links WHERE partner_id = $1 AND other_id = $2";
    FIND = "SELECT body FROM customers WHERE customer_id = $1";
    INSERT = "INSERT INTO customers (customer_id, version, body) VALUES ($1, $2, $3)";
    UPDATE = "UPDATE customers SET version = $2, body = $3 WHERE customer_id = $1 AND version = $4";
    DELETE = "DELETE FROM customers WHERE customer_id = $1";
    RELATION = "SELECT body FROM relationships WHERE customer_id = $1 AND partner_id = $2";
    RELATIONS = "SELECT body FROM relationships WHERE customer_id = $1 ORDER BY partner_id";
    RELATE = "INSERT INTO relationships (customer_id, partner_id, active, delegated, version, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (customer_id, partner_id) DO UPDATE SET active = excluded.active, delegated = excluded.delegated, version = excluded.version, body = excluded.body";
    UNRELATE = "DELETE FROM relationships WHERE customer_id = $1";
    LISTED = "INSERT INTO partner_customers (partner_id, customer_id, name_key, domain_key, reseller_id, company, domain) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (partner_id, customer_id) DO UPDATE SET name_key = excluded.name_key, domain_key = excluded.domain_key, reseller_id = excluded.reseller_id, company = excluded.company, domain = excluded.domain";
    UNLISTED = "DELETE FROM partner_customers WHERE partner_id = $1 AND customer_id = $2";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM partner_customers WHERE partner_id = $1";
    PAGE = "SELECT customer_id, company, domain, reseller_id FROM partner_customers WHERE partner_id = $1 AND customer_id > $2 ORDER BY customer_id LIMIT $3";
    BY_NAME = "SELECT customer_id, company, domain, reseller_id FROM partner_customers WHERE partner_id = $1 AND name_key >= $2 AND name_key < $3 AND (name_key, customer_id) > ($4, $5) ORDER BY name_key, customer_id LIMIT $6";
});

/// A customer as a partner's list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Tenant id.
    pub customer_id: String,
    /// Company name.
    pub company: String,
    /// Default domain.
    pub domain: String,
    /// Indirect reseller; empty: none.
    pub reseller_id: String,
}

/// A partner.
pub async fn partner(tx: &mut Tx, id: &str) -> Result<Option<Partner>, StoreError> {
    tx.one(&PARTNER, params![id], |row| row.json(0)).await
}

/// A partner by MPN id.
pub async fn partner_by_mpn(tx: &mut Tx, mpn: &str) -> Result<Option<Partner>, StoreError> {
    tx.one(&PARTNER_BY_MPN, params![mpn], |row| row.json(0)).await
}

/// Every partner.
pub async fn partners(tx: &mut Tx) -> Result<Vec<Partner>, StoreError> {
    tx.all(&PARTNERS, params![], |row| row.json(0)).await
}

/// Adds a partner.
pub async fn insert_partner(tx: &mut Tx, partner: &Partner) -> Result<(), StoreError> {
    let body = serde_json::to_string(partner)?;
    tx.later(
        &INSERT_PARTNER,
        params![&partner.id, partner.kind.as_str(), &partner.mpn_id, partner.version, &body],
    )
}

/// Replaces a partner.
pub async fn update_partner(tx: &mut Tx, before: &Partner, after: &Partner) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE_PARTNER,
        params![&after.id, &after.mpn_id, after.version, &body, before.version],
    )
}

/// Removes a sandbox partner.
pub async fn delete_partner(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_PARTNER, params![id])
}

/// Those a partner works with.
pub async fn links(tx: &mut Tx, partner: &str) -> Result<Vec<PartnerLink>, StoreError> {
    tx.all(&LINKS, params![partner], |row| row.json(0)).await
}

/// Adds or replaces one direction of a link.
pub async fn link(tx: &mut Tx, partner: &str, link: &PartnerLink) -> Result<(), StoreError> {
    let body = serde_json::to_string(link)?;
    tx.later(&LINK, params![partner, &link.other_id, &link.relationship, &body])
}

/// Removes one direction of a link.
pub async fn unlink(tx: &mut Tx, partner: &str, other: &str) -> Result<(), StoreError> {
    tx.later(&UNLINK, params![partner, other])
}

/// A customer.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Customer>, StoreError> {
    tx.one(&FIND, params![id], |row| row.json(0)).await
}

/// Adds a customer.
pub async fn insert(tx: &mut Tx, customer: &Customer) -> Result<(), StoreError> {
    let body = serde_json::to_string(customer)?;
    tx.later(&INSERT, params![&customer.id, customer.version, &body])
}

/// Replaces a customer.
pub async fn update(tx: &mut Tx, before: &Customer, after: &Customer) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(&UPDATE, params![&after.id, after.version, &body, before.version])
}

/// Removes a sandbox customer.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.later(&DELETE, params![id])
}

/// A partner's relationship to a customer, ended ones too.
pub async fn relationship(tx: &mut Tx, customer: &str, partner: &str) -> Result<Option<Relationship>, StoreError> {
    tx.one(&RELATION, params![customer, partner], |row| row.json(0)).await
}

/// Every partner's relationship to a customer.
pub async fn relationships(tx: &mut Tx, customer: &str) -> Result<Vec<Relationship>, StoreError> {
    tx.all(&RELATIONS, params![customer], |row| row.json(0)).await
}

/// Adds or replaces a relationship.
pub async fn relate(tx: &mut Tx, r: &Relationship) -> Result<(), StoreError> {
    let body = serde_json::to_string(r)?;
    tx.later(
        &RELATE,
        params![&r.customer_id, &r.partner_id, r.is_active(), r.delegated, r.version, &body],
    )
}

/// Puts a customer on a partner's list, or brings its row up to date.
pub async fn enlist(tx: &mut Tx, partner: &str, listed: &Listed) -> Result<(), StoreError> {
    let (name, domain) = (listed.company.to_lowercase(), listed.domain.to_lowercase());
    tx.later(&LISTED, &enlisted(partner, listed, &name, &domain))
}

fn enlisted<'a>(partner: &'a str, listed: &'a Listed, name: &'a str, domain: &'a str) -> [Val<'a>; 7] {
    [
        Val::from(partner),
        Val::from(&listed.customer_id),
        Val::from(name),
        Val::from(domain),
        Val::from(&listed.reseller_id),
        Val::from(&listed.company),
        Val::from(&listed.domain),
    ]
}

/// Takes a customer off a partner's list.
pub async fn delist(tx: &mut Tx, partner: &str, customer: &str) -> Result<(), StoreError> {
    tx.later(&UNLISTED, params![partner, customer])
}

/// Customers of a partner.
pub async fn count(tx: &mut Tx, partner: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&COUNT, params![partner], |row| row.int(0)).await?.unwrap_or(0))
}

fn listed(row: &crate::sql::Row<'_>) -> Result<Listed, StoreError> {
    Ok(Listed {
        customer_id: row.text(0)?,
        company: row.text(1)?,
        domain: row.text(2)?,
        reseller_id: row.text(3)?,
    })
}

/// A partner's customers after one, by id.
pub async fn page(tx: &mut Tx, partner: &str, after: &str, limit: i64) -> Result<Vec<Listed>, StoreError> {
    tx.all(&PAGE, params![partner, after, limit], listed).await
}

/// A partner's customers whose name begins with a text (lower case), after a name and id.
pub async fn by_name(tx: &mut Tx, partner: &str, prefix: &str, after: (&str, &str), limit: i64) -> Result<Vec<Listed>, StoreError> {
    let end = format!("{prefix}\u{10FFFF}");
    tx.all(&BY_NAME, params![partner, prefix, &end, after.0, after.1, limit], listed)
        .await
}

/// Adds many customers with one partner's relationship to each, for loads.
pub async fn insert_many(tx: &mut Tx, all: &[(Customer, Relationship)]) -> Result<(), StoreError> {
    let mut texts = Vec::with_capacity(all.len());
    for (customer, relationship) in all {
        let listed = Listed {
            customer_id: customer.id.clone(),
            company: customer.company.name.clone(),
            domain: customer.company.domain.clone(),
            reseller_id: relationship.through.clone().unwrap_or_default(),
        };
        let keys = (listed.company.to_lowercase(), listed.domain.to_lowercase());
        texts.push((serde_json::to_string(customer)?, serde_json::to_string(relationship)?, listed, keys));
    }
    let customers: Vec<Val<'_>> = all
        .iter()
        .zip(&texts)
        .flat_map(|((c, _), t)| [Val::from(&c.id), Val::from(c.version), Val::from(&t.0)])
        .collect();
    tx.insert_many("INSERT INTO customers (customer_id, version, body)", 3, "", &customers)
        .await?;
    let relations: Vec<Val<'_>> = all
        .iter()
        .zip(&texts)
        .flat_map(|((_, r), t)| {
            let (active, delegated) = (Val::from(r.is_active()), Val::from(r.delegated));
            [
                Val::from(&r.customer_id),
                Val::from(&r.partner_id),
                active,
                delegated,
                Val::from(r.version),
                Val::from(&t.1),
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO relationships (customer_id, partner_id, active, delegated, version, body)",
        6,
        "",
        &relations,
    )
    .await?;
    let lists: Vec<Val<'_>> = all
        .iter()
        .zip(&texts)
        .flat_map(|((_, r), t)| enlisted(&r.partner_id, &t.2, &t.3.0, &t.3.1))
        .collect();
    const HEAD: &str = "INSERT INTO partner_customers (partner_id, customer_id, name_key, domain_key, reseller_id, company, domain)";
    tx.insert_many(HEAD, 7, "", &lists).await
}

/// Removes every relationship of a sandbox customer.
pub async fn unrelate(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&UNRELATE, params![customer])
}

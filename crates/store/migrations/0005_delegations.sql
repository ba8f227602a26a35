-- Granular delegated administration. The partner's side: relationships, what was asked of them, operations, assignments to groups.
-- The customer's side: the relationships it has been shown, and the assignments that give rights now, by which permits are judged.

CREATE TABLE IF NOT EXISTS delegations (partner_id TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL, name_key TEXT NOT NULL,
  status TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, id));

CREATE UNIQUE INDEX IF NOT EXISTS delegations_by_name ON delegations (partner_id, name_key);

CREATE INDEX IF NOT EXISTS delegations_by_customer ON delegations (partner_id, customer_id, id);

CREATE TABLE IF NOT EXISTS delegation_requests (partner_id TEXT NOT NULL, delegation_id TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (partner_id, delegation_id, id));

CREATE TABLE IF NOT EXISTS delegation_operations (partner_id TEXT NOT NULL, delegation_id TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (partner_id, delegation_id, id));

CREATE TABLE IF NOT EXISTS delegation_assignments (partner_id TEXT NOT NULL, delegation_id TEXT NOT NULL, id TEXT NOT NULL, group_id TEXT NOT NULL,
  status TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, delegation_id, id));

CREATE INDEX IF NOT EXISTS delegation_assignments_by_group ON delegation_assignments (partner_id, group_id);

CREATE UNIQUE INDEX IF NOT EXISTS delegation_assignments_live ON delegation_assignments (partner_id, delegation_id, group_id)
  WHERE status IN ('pending', 'active', 'deleting');

CREATE TABLE IF NOT EXISTS delegated_from (customer_id TEXT NOT NULL, partner_id TEXT NOT NULL, delegation_id TEXT NOT NULL, until_ms BIGINT NOT NULL,
  roles TEXT NOT NULL, PRIMARY KEY (customer_id, partner_id, delegation_id));

CREATE TABLE IF NOT EXISTS delegated_access (customer_id TEXT NOT NULL, partner_id TEXT NOT NULL, assignment_id TEXT NOT NULL,
  delegation_id TEXT NOT NULL, group_id TEXT NOT NULL, until_ms BIGINT NOT NULL, roles TEXT NOT NULL,
  PRIMARY KEY (customer_id, partner_id, assignment_id))

-- The center. Columns are TEXT, BIGINT, BYTEA; a customer's tables begin with customer_id, a tenant's directory with tenant_id
-- (a customer's tenant id is the customer id), a partner's with partner_id. `body` is the model's document, never queried.

CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS partners (partner_id TEXT PRIMARY KEY, kind TEXT NOT NULL, mpn_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS partner_links (partner_id TEXT NOT NULL, other_id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, other_id, kind));

CREATE TABLE IF NOT EXISTS customers (customer_id TEXT PRIMARY KEY, version BIGINT NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS partner_customers (partner_id TEXT NOT NULL, customer_id TEXT NOT NULL, name_key TEXT NOT NULL, domain_key TEXT NOT NULL,
  reseller_id TEXT NOT NULL, company TEXT NOT NULL, domain TEXT NOT NULL, PRIMARY KEY (partner_id, customer_id));

CREATE INDEX IF NOT EXISTS partner_customers_by_name ON partner_customers (partner_id, name_key, customer_id);

CREATE TABLE IF NOT EXISTS relationships (customer_id TEXT NOT NULL, partner_id TEXT NOT NULL, active BIGINT NOT NULL CHECK (active IN (0, 1)),
  delegated BIGINT NOT NULL CHECK (delegated IN (0, 1)), version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (customer_id, partner_id));

CREATE TABLE IF NOT EXISTS domains (name TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, verified BIGINT NOT NULL CHECK (verified IN (0, 1)), body TEXT NOT NULL);

CREATE INDEX IF NOT EXISTS domains_by_tenant ON domains (tenant_id, name);

CREATE TABLE IF NOT EXISTS users (tenant_id TEXT NOT NULL, id TEXT NOT NULL, name_key TEXT NOT NULL, deleted BIGINT NOT NULL CHECK (deleted IN (0, 1)),
  version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (tenant_id, id));

CREATE UNIQUE INDEX IF NOT EXISTS users_by_name ON users (tenant_id, name_key);

CREATE TABLE IF NOT EXISTS user_roles (tenant_id TEXT NOT NULL, role TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (tenant_id, role, user_id));

CREATE INDEX IF NOT EXISTS user_roles_by_user ON user_roles (tenant_id, user_id);

CREATE TABLE IF NOT EXISTS groups (tenant_id TEXT NOT NULL, id TEXT NOT NULL, name_key TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id));

CREATE TABLE IF NOT EXISTS group_members (tenant_id TEXT NOT NULL, group_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (tenant_id, group_id, user_id));

CREATE INDEX IF NOT EXISTS group_members_by_user ON group_members (tenant_id, user_id);

CREATE TABLE IF NOT EXISTS pools (tenant_id TEXT NOT NULL, sku_id TEXT NOT NULL, enabled BIGINT NOT NULL, warning BIGINT NOT NULL, suspended BIGINT NOT NULL,
  consumed BIGINT NOT NULL, PRIMARY KEY (tenant_id, sku_id));

CREATE TABLE IF NOT EXISTS user_licenses (tenant_id TEXT NOT NULL, sku_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (tenant_id, sku_id, user_id));

CREATE TABLE IF NOT EXISTS subscriptions (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, order_id TEXT NOT NULL,
  parent_id TEXT NOT NULL, offer TEXT NOT NULL, sku_id TEXT NOT NULL, status TEXT NOT NULL, quantity BIGINT NOT NULL,
  version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS orders (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS order_attachments (customer_id TEXT NOT NULL, order_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, media_type TEXT NOT NULL, content BYTEA NOT NULL, PRIMARY KEY (customer_id, order_id, id));

CREATE TABLE IF NOT EXISTS carts (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS charges (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, subscription_id TEXT NOT NULL,
  order_id TEXT NOT NULL, at_ms BIGINT NOT NULL, kind TEXT NOT NULL, amount_minor BIGINT NOT NULL, currency TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS agreements (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS invitations (partner_id TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, id));

CREATE TABLE IF NOT EXISTS invitation_links (token_hash TEXT PRIMARY KEY, partner_id TEXT NOT NULL, invitation_id TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS applications (app_id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL);

CREATE INDEX IF NOT EXISTS applications_by_tenant ON applications (tenant_id, app_id);

CREATE TABLE IF NOT EXISTS consents (customer_id TEXT NOT NULL, app_id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, app_id));

CREATE TABLE IF NOT EXISTS app_role_assignments (tenant_id TEXT NOT NULL, principal_id TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (tenant_id, principal_id, id));

CREATE TABLE IF NOT EXISTS grants (token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, expires_ms BIGINT NOT NULL, body TEXT NOT NULL);

CREATE INDEX IF NOT EXISTS grants_by_expiry ON grants (expires_ms);

CREATE TABLE IF NOT EXISTS signing_keys (id TEXT PRIMARY KEY, created_ms BIGINT NOT NULL, secret BYTEA NOT NULL);

CREATE TABLE IF NOT EXISTS audit_heads (scope_id TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash BYTEA NOT NULL);

CREATE TABLE IF NOT EXISTS audit (scope_id TEXT NOT NULL, seq BIGINT NOT NULL, at_ms BIGINT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (scope_id, seq));

CREATE TABLE IF NOT EXISTS audit_seals (partner_id TEXT NOT NULL, seq BIGINT NOT NULL, scope_id TEXT NOT NULL, scope_seq BIGINT NOT NULL,
  scope_hash BYTEA NOT NULL, hash BYTEA NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (partner_id, seq));

CREATE TABLE IF NOT EXISTS outbox (bucket BIGINT NOT NULL, id TEXT NOT NULL, at_ms BIGINT NOT NULL, kind TEXT NOT NULL, scope_id TEXT NOT NULL,
  attempts BIGINT NOT NULL, owner TEXT NOT NULL, until_ms BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (bucket, id));

CREATE INDEX IF NOT EXISTS outbox_by_time ON outbox (bucket, at_ms, id);

CREATE TABLE IF NOT EXISTS due (bucket BIGINT NOT NULL, id TEXT NOT NULL, at_ms BIGINT NOT NULL, kind TEXT NOT NULL, scope_id TEXT NOT NULL,
  subject_id TEXT NOT NULL, owner TEXT NOT NULL, until_ms BIGINT NOT NULL, PRIMARY KEY (bucket, id));

CREATE INDEX IF NOT EXISTS due_by_time ON due (at_ms, bucket, id);

CREATE TABLE IF NOT EXISTS idempotency (scope_id TEXT NOT NULL, key_hash TEXT NOT NULL, digest TEXT NOT NULL, expires_ms BIGINT NOT NULL,
  status BIGINT NOT NULL, location TEXT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (scope_id, key_hash));

CREATE INDEX IF NOT EXISTS idempotency_by_expiry ON idempotency (expires_ms);

CREATE TABLE IF NOT EXISTS catalogue_versions (version BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS catalogue_rows (kind TEXT NOT NULL, key TEXT NOT NULL, from_version BIGINT NOT NULL, to_version BIGINT NOT NULL,
  digest TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key, from_version));

CREATE INDEX IF NOT EXISTS catalogue_rows_present ON catalogue_rows (to_version, kind, key)

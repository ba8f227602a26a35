-- Migrations of legacy subscriptions to new commerce.

CREATE TABLE IF NOT EXISTS migrations (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, status TEXT NOT NULL, version BIGINT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS migration_events (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, migration_id TEXT NOT NULL,
  subscription_id TEXT NOT NULL, at_ms BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE INDEX IF NOT EXISTS migration_events_by_migration ON migration_events (customer_id, migration_id, id);

CREATE INDEX IF NOT EXISTS migration_events_by_subscription ON migration_events (customer_id, subscription_id, id);

CREATE TABLE IF NOT EXISTS migration_schedules (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, subscription_id TEXT NOT NULL,
  status TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE UNIQUE INDEX IF NOT EXISTS migration_schedules_open ON migration_schedules (customer_id, subscription_id) WHERE status = 'Created';

-- What a partner asks over all customers: a row per migration or schedule (kind) and subscription, the one asked for with place 0.
CREATE TABLE IF NOT EXISTS partner_migrations (partner_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, place BIGINT NOT NULL,
  customer_id TEXT NOT NULL, subscription_id TEXT NOT NULL, reference TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (partner_id, kind, id, place));

CREATE INDEX IF NOT EXISTS partner_migrations_by_customer ON partner_migrations (partner_id, kind, customer_id, at_ms, id);

CREATE INDEX IF NOT EXISTS partner_migrations_by_subscription ON partner_migrations (partner_id, kind, subscription_id, at_ms, id);

CREATE INDEX IF NOT EXISTS partner_migrations_by_reference ON partner_migrations (partner_id, kind, reference, at_ms, id);

-- What a partner did lately where there is a limit in a window: replaced as a whole, by version.
CREATE TABLE IF NOT EXISTS partner_rates (partner_id TEXT NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, kind));

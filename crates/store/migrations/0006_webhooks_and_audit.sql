-- Webhooks and the list of activity: a partner's tables, keyed by the partner.

-- One row per audit entry and partner concerned; written when events are spread, so that no change waits for a partner's rows.
CREATE TABLE IF NOT EXISTS activity (partner_id TEXT NOT NULL, at_ms BIGINT NOT NULL, scope_id TEXT NOT NULL, seq BIGINT NOT NULL, resource TEXT NOT NULL,
  PRIMARY KEY (partner_id, at_ms, scope_id, seq));

CREATE INDEX IF NOT EXISTS activity_by_scope ON activity (partner_id, scope_id, seq);

CREATE INDEX IF NOT EXISTS audit_seals_by_scope ON audit_seals (partner_id, scope_id, seq);

-- owner_id: empty for the tenant's registration, else the application whose own it is.
CREATE TABLE IF NOT EXISTS webhooks (partner_id TEXT NOT NULL, owner_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, owner_id));

CREATE TABLE IF NOT EXISTS webhook_deliveries (partner_id TEXT NOT NULL, id TEXT NOT NULL, lane TEXT NOT NULL, status TEXT NOT NULL, at_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, id));

CREATE INDEX IF NOT EXISTS webhook_deliveries_by_status ON webhook_deliveries (partner_id, status, id);

CREATE INDEX IF NOT EXISTS webhook_deliveries_waiting ON webhook_deliveries (partner_id, lane, id) WHERE status = 'waiting';

CREATE INDEX IF NOT EXISTS webhook_deliveries_by_time ON webhook_deliveries (at_ms);

-- A lane is what one sender works on at a time: the deliveries of some customers to one registration.
CREATE TABLE IF NOT EXISTS webhook_lanes (partner_id TEXT NOT NULL, lane TEXT NOT NULL, next_ms BIGINT NOT NULL, version BIGINT NOT NULL, owner TEXT NOT NULL,
  until_ms BIGINT NOT NULL, PRIMARY KEY (partner_id, lane));

CREATE INDEX IF NOT EXISTS webhook_lanes_by_time ON webhook_lanes (next_ms, partner_id, lane);

CREATE TABLE IF NOT EXISTS webhook_keys (id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, created_ms BIGINT NOT NULL, secret BYTEA NOT NULL,
  certificate BYTEA NOT NULL)

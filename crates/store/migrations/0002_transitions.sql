-- Transitions: written once, found by the subscription they came from and the one that has the seats afterwards.

CREATE TABLE IF NOT EXISTS transitions (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL, source_id TEXT NOT NULL,
  target_id TEXT NOT NULL, at_ms BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE INDEX IF NOT EXISTS transitions_by_source ON transitions (customer_id, source_id, at_ms, id);

CREATE INDEX IF NOT EXISTS transitions_by_target ON transitions (customer_id, target_id, at_ms, id);

-- Moves of customers to a partner, what each was made from, and its journal: what was decided, attempted, answered and seen, each entry
-- chained to the one before. Keyed by the partner who carries the move out. `next_ms` is on the program's clock, `until_ms` on the machine's;
-- `woken` counts what happened for the customer from outside, so that nothing that happens during a look is slept over.

CREATE TABLE IF NOT EXISTS moves (partner_id TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL, account TEXT NOT NULL,
  state TEXT NOT NULL, open BIGINT NOT NULL CHECK (open IN (0, 1)), next_ms BIGINT NOT NULL, woken BIGINT NOT NULL, owner TEXT NOT NULL,
  until_ms BIGINT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, id));

-- A partner has one open move of a customer.
CREATE UNIQUE INDEX IF NOT EXISTS moves_open ON moves (partner_id, customer_id) WHERE open = 1;

CREATE INDEX IF NOT EXISTS moves_next ON moves (next_ms, partner_id, id);

CREATE INDEX IF NOT EXISTS moves_customer ON moves (customer_id, partner_id, id);

CREATE TABLE IF NOT EXISTS move_documents (partner_id TEXT NOT NULL, move_id TEXT NOT NULL, kind TEXT NOT NULL, number BIGINT NOT NULL,
  at_ms BIGINT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, move_id, kind, number));

CREATE TABLE IF NOT EXISTS move_entries (partner_id TEXT NOT NULL, move_id TEXT NOT NULL, number BIGINT NOT NULL, at_ms BIGINT NOT NULL,
  kind TEXT NOT NULL, step TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (partner_id, move_id, number))

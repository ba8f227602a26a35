-- What is asked of all moves and requests of a partner at once, beside the rows: whether somebody has to do something about a move, what its
-- plan buys and costs in the currency's minor units, whether a request waits for the customer's answer and until when, and by which words in
-- small letters both are found.
-- As nahtlos_model::moves::Move::needs_attention and nahtlos_model::invitations::Invitation::is_open say it.
ALTER TABLE moves ADD COLUMN attention BIGINT NOT NULL DEFAULT 0;

ALTER TABLE moves ADD COLUMN currency TEXT NOT NULL DEFAULT '';

ALTER TABLE moves ADD COLUMN seats BIGINT NOT NULL DEFAULT 0;

ALTER TABLE moves ADD COLUMN total BIGINT NOT NULL DEFAULT 0;

ALTER TABLE moves ADD COLUMN sought TEXT NOT NULL DEFAULT '';

ALTER TABLE invitations ADD COLUMN waits BIGINT NOT NULL DEFAULT 0;

ALTER TABLE invitations ADD COLUMN expires TEXT NOT NULL DEFAULT '';

ALTER TABLE invitations ADD COLUMN sought TEXT NOT NULL DEFAULT '';

UPDATE moves SET sought = lower((CAST(body AS JSONB) -> 'customer' ->> 'name') || ' ' || (CAST(body AS JSONB) -> 'customer' ->> 'domain'));

UPDATE moves SET attention = 1
  WHERE state IN ('planned', 'halted', 'needsPerson')
    OR (state NOT IN ('completed', 'abandoned') AND body LIKE '%"done":null,"closed":null%');

UPDATE moves SET currency = CAST(body AS JSONB) -> 'plan' ->> 'currency',
  seats = CAST(COALESCE(CAST(body AS JSONB) -> 'plan' ->> 'seats', '0') AS BIGINT),
  total = CAST(REPLACE(CAST(body AS JSONB) -> 'plan' ->> 'total', '.', '') AS BIGINT)
  WHERE CAST(body AS JSONB) -> 'plan' ->> 'total' IS NOT NULL;

UPDATE invitations SET waits = CASE WHEN status IN ('drafted', 'sent', 'opened') THEN 1 ELSE 0 END, expires = CAST(body AS JSONB) ->> 'expires',
  sought = lower(COALESCE(CAST(body AS JSONB) ->> 'customerName', '') || ' ' || COALESCE(CAST(body AS JSONB) ->> 'customerDomain', '') || ' '
    || COALESCE(CAST(body AS JSONB) ->> 'customerEmail', ''));

CREATE INDEX IF NOT EXISTS moves_by_state ON moves (partner_id, state, id, currency, seats, total);

CREATE INDEX IF NOT EXISTS moves_sought ON moves (partner_id, id, sought);

CREATE INDEX IF NOT EXISTS invitations_sought ON invitations (partner_id, id, sought);

CREATE INDEX IF NOT EXISTS users_of_all ON users (name_key) WHERE deleted = 0;

CREATE INDEX IF NOT EXISTS moves_attention ON moves (partner_id, id) WHERE attention = 1;

CREATE INDEX IF NOT EXISTS invitations_by_status ON invitations (partner_id, status, id);

CREATE INDEX IF NOT EXISTS invitations_waiting ON invitations (partner_id, expires, id) WHERE waits = 1

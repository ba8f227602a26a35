-- Campaigns of partners and the customers in them. `next_ms` is on the program's clock, `until_ms` on the machine's; `day` counts from
-- 1970-01-01, -1 is no day; `move_id` is empty before the customer's move has begun. A customer's estate and policy stand beside its body,
-- because lists do not need them.

CREATE TABLE IF NOT EXISTS campaigns (partner_id TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, next_ms BIGINT NOT NULL,
  owner TEXT NOT NULL, until_ms BIGINT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, id));

CREATE INDEX IF NOT EXISTS campaigns_next ON campaigns (next_ms, partner_id, id);

CREATE TABLE IF NOT EXISTS campaign_customers (partner_id TEXT NOT NULL, campaign_id TEXT NOT NULL, customer_id TEXT NOT NULL,
  state TEXT NOT NULL, day BIGINT NOT NULL, move_id TEXT NOT NULL, estate TEXT NOT NULL, policy TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, campaign_id, customer_id));

CREATE INDEX IF NOT EXISTS campaign_customers_move ON campaign_customers (partner_id, move_id)

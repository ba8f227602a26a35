-- Transfers between partners, departures of customers, and transfers from another channel. Everything of a customer is keyed by the
-- customer; what a partner looks up over its customers is keyed by the partner.

CREATE TABLE IF NOT EXISTS transfers (customer_id TEXT NOT NULL, id TEXT NOT NULL, source_id TEXT NOT NULL, target_id TEXT NOT NULL,
  flow TEXT NOT NULL, open BIGINT NOT NULL CHECK (open IN (0, 1)), version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

-- A new-commerce request is open once for a source and a target.
CREATE UNIQUE INDEX IF NOT EXISTS transfers_open ON transfers (customer_id, source_id, target_id) WHERE flow = 'newCommerce' AND open = 1;

CREATE TABLE IF NOT EXISTS partner_transfers (partner_id TEXT NOT NULL, transfer_id TEXT NOT NULL, customer_id TEXT NOT NULL,
  direction TEXT NOT NULL, open BIGINT NOT NULL CHECK (open IN (0, 1)), PRIMARY KEY (partner_id, transfer_id));

CREATE TABLE IF NOT EXISTS departures (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL,
  open BIGINT NOT NULL CHECK (open IN (0, 1)), version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

-- One departure of a customer is open with a partner.
CREATE UNIQUE INDEX IF NOT EXISTS departures_open ON departures (customer_id, partner_id) WHERE open = 1;

CREATE TABLE IF NOT EXISTS channel_transfers (customer_id TEXT NOT NULL, id TEXT NOT NULL, partner_id TEXT NOT NULL,
  open BIGINT NOT NULL CHECK (open IN (0, 1)), version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (customer_id, id));

CREATE TABLE IF NOT EXISTS partner_channel_transfers (partner_id TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL,
  starts_ms BIGINT NOT NULL, open BIGINT NOT NULL CHECK (open IN (0, 1)), status TEXT NOT NULL, PRIMARY KEY (partner_id, id));

CREATE INDEX IF NOT EXISTS partner_channel_transfers_start ON partner_channel_transfers (partner_id, starts_ms, id);

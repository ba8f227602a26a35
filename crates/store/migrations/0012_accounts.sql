-- Accounts of partners at other services, where moves are carried out. What opens one stands in the body in its encrypted form only.

CREATE TABLE IF NOT EXISTS accounts (partner_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, id));

-- A partner has one account of a name, in lower case.
CREATE UNIQUE INDEX IF NOT EXISTS accounts_name ON accounts (partner_id, name);

CREATE INDEX IF NOT EXISTS moves_account ON moves (partner_id, account, open)

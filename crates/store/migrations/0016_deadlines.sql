-- What comes to an active subscription of a partner: how its term ends and on which day, and the day on which the last window closes in which
-- something can be given back. Empty: nothing of it. As nahtlos_model::subscriptions::coming says it.
ALTER TABLE subscriptions ADD COLUMN coming TEXT NOT NULL DEFAULT '';

ALTER TABLE subscriptions ADD COLUMN ends TEXT NOT NULL DEFAULT '';

ALTER TABLE subscriptions ADD COLUMN closes TEXT NOT NULL DEFAULT '';

UPDATE subscriptions SET ends = COALESCE(CAST(body AS JSONB) ->> 'end', ''),
  closes = substr(COALESCE(CAST(body AS JSONB) -> 'tranches' -> -1 ->> 'until', CAST(body AS JSONB) ->> 'cancelUntil', ''), 1, 10)
  WHERE status = 'active' AND partner_id <> '';

UPDATE subscriptions SET closes = substr(CAST(body AS JSONB) ->> 'cancelUntil', 1, 10)
  WHERE status = 'active' AND partner_id <> '' AND substr(COALESCE(CAST(body AS JSONB) ->> 'cancelUntil', ''), 1, 10) > closes;

UPDATE subscriptions SET coming = CASE
    WHEN body LIKE '%"autoRenew":true%' AND (body LIKE '%"trial":false%' OR body NOT LIKE '%"scheduled":null%') THEN 'renews'
    WHEN CAST(body AS JSONB) ->> 'generation' = 'newCommerce' AND body LIKE '%"trial":false%' AND CAST(body AS JSONB) ->> 'endAction' = 'extend'
      THEN 'extends'
    ELSE 'ends' END
  WHERE ends <> '';

CREATE INDEX IF NOT EXISTS subscriptions_by_end ON subscriptions (partner_id, coming, ends, customer_id, id) WHERE coming <> '';

CREATE INDEX IF NOT EXISTS subscriptions_by_window ON subscriptions (partner_id, closes, customer_id, id) WHERE closes <> ''

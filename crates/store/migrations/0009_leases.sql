-- Who does the due work of a bucket at present: one process at a time, so that what falls due for a customer happens in its order.
-- `until_ms` is on the machine's clock; 0: nobody.

CREATE TABLE IF NOT EXISTS due_leases (bucket BIGINT PRIMARY KEY, owner TEXT NOT NULL, until_ms BIGINT NOT NULL)

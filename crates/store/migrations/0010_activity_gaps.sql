-- Entries of a chain that may have been written before the list of activity was kept: those after done_seq, up to last_seq, are still to be
-- put there. A chain's row is gone when all are.
CREATE TABLE IF NOT EXISTS activity_gaps (scope_id TEXT PRIMARY KEY, done_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL);

INSERT INTO activity_gaps (scope_id, done_seq, last_seq) SELECT scope_id, 0, seq FROM audit_heads WHERE seq > 0

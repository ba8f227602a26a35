-- Sessions of people in the dashboard, by the hash of what their browser holds; and the second factors with which they sign in.

CREATE TABLE IF NOT EXISTS sessions (token_hash TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, expires_ms BIGINT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS sessions_by_user ON sessions (tenant_id, user_id);
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_ms);

CREATE TABLE IF NOT EXISTS second_factors (tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (tenant_id, user_id, id))

-- What belongs to a partner itself: its profiles, the requests its users make, policies for its customers, and its service requests;
-- and the incidents of the services, which are everybody's.

CREATE INDEX IF NOT EXISTS partners_by_mpn ON partners (mpn_id);

CREATE TABLE IF NOT EXISTS partner_profiles (partner_id TEXT NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, kind));

CREATE TABLE IF NOT EXISTS partner_requests (partner_id TEXT NOT NULL, id TEXT NOT NULL, at_ms BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, id));

CREATE TABLE IF NOT EXISTS mfa_days (partner_id TEXT NOT NULL, day TEXT NOT NULL, app_id TEXT NOT NULL, total BIGINT NOT NULL,
  compliant BIGINT NOT NULL, PRIMARY KEY (partner_id, day, app_id));

CREATE TABLE IF NOT EXISTS mfa_gaps (partner_id TEXT NOT NULL, user_id TEXT NOT NULL, at_ms BIGINT NOT NULL, upn TEXT NOT NULL,
  PRIMARY KEY (partner_id, user_id));

CREATE TABLE IF NOT EXISTS self_serve_policies (customer_id TEXT NOT NULL, partner_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (customer_id, partner_id));

CREATE INDEX IF NOT EXISTS self_serve_by_partner ON self_serve_policies (partner_id, customer_id);

CREATE TABLE IF NOT EXISTS service_requests (partner_id TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL, status TEXT NOT NULL,
  created_ms BIGINT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (partner_id, id));

CREATE INDEX IF NOT EXISTS service_requests_by_time ON service_requests (partner_id, created_ms, id);

CREATE INDEX IF NOT EXISTS service_requests_by_customer ON service_requests (partner_id, customer_id, created_ms, id);

CREATE TABLE IF NOT EXISTS service_request_notes (partner_id TEXT NOT NULL, request_id TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (partner_id, request_id, id));

CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, workload TEXT NOT NULL, resolved BIGINT NOT NULL CHECK (resolved IN (0, 1)),
  at_ms BIGINT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL)

-- Catalogues that plans of moves were made with, each once, by the SHA-256 of its text: a plan names it among its inputs, so that it can be
-- proved anew whatever is sold by then.

CREATE TABLE IF NOT EXISTS move_catalogues (digest TEXT PRIMARY KEY, at_ms BIGINT NOT NULL, body TEXT NOT NULL)

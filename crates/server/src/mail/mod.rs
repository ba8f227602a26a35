//! Mail: what waits in the outbox goes out by SMTP.

//! The only SQL: SQLite and PostgreSQL behind one text of every statement.

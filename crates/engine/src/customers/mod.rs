//! Customers, their profiles and relationships.

//! Random tiny cases for the property tests.

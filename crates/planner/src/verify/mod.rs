//! The proof: re-derives everything a plan claims, sharing no code with the search.

//! Why something did not happen: refused (expected, shown) or at fault (unexpected, logged once at the edge).

use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_store::{Kind, MaybeRetry, StoreError, upkeep::Ended};
use std::fmt;

/// A refusal or a fault.
#[derive(Debug)]
pub enum Halt {
    /// A "no" with its code.
    Refused(Refusal),
    /// Something is broken.
    Fault(StoreError),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Halt {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        match (error.kind, error.constraint.as_deref()) {
            (Kind::Unique, Some("domains")) => Refusal::new(Code::DomainTaken).at("domain").into(),
            // Two make the same schedule at once.
            (Kind::Unique, Some("migration_schedules")) => Refusal::new(Code::MigrationProcessing).at("currentSubscriptionId").into(),
            (Kind::Unique, Some("self_serve_policies")) => Refusal::new(Code::PolicyExists).with("id", "").into(),
            // Looked for before, and made by another meanwhile.
            (Kind::Unique, Some("applications")) => Refusal::property("appId", "is the id of another application").into(),
            (Kind::Unique, Some("users")) => Refusal::new(Code::UserNameTaken).at("userPrincipalName").into(),
            // Asked before, and made by another meanwhile: asked again, it will be found.
            (Kind::Unique, Some("transfers" | "departures")) => Self::Fault(StoreError {
                kind: Kind::Retryable,
                ..error
            }),
            _ => Self::Fault(error),
        }
    }
}

impl MaybeRetry for Halt {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Fault(error) if error.is_retryable())
    }

    fn ended(&self) -> Ended {
        match self {
            Self::Refused(_) => Ended::Refused,
            Self::Fault(error) => Ended::of(error),
        }
    }
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {refusal}"),
            Self::Fault(error) => write!(f, "fault: {error}"),
        }
    }
}

impl std::error::Error for Halt {}

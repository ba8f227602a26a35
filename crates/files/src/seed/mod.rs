//! `seed.toml`: partners with their applications, and customers with what they have, for a sandbox to begin with. Schema
//! `nahtlos.seed/1`; docs/how-to/sandbox.md describes it. Called by the server, at its start and when a seed is posted.
//!
//! What stands in a seed is public: nothing of it may protect anything real. Nothing is looked up here; who is known besides, and what
//! is there already, the server says.

mod check;
mod estate;
mod place;
mod shape;
#[cfg(test)]
mod tests;

use crate::{
    json::{self, Step},
    problem::{Problem, Problems},
};
use nahtlos_model::{dates::Date, estate::Estate, money::Currency, partners::PartnerKind, permissions::Role};
use place::Placed;

/// The schema that a seed names.
pub const SEED_SCHEMA: &str = "nahtlos.seed/1";
/// The largest seed that is read.
pub const MAX_SEED: usize = 16 << 20;

/// What a sandbox begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seed {
    /// Partners, in the order of the file.
    pub partners: Vec<Partner>,
    /// Customers, in the order of the file.
    pub customers: Vec<Customer>,
}

/// A partner of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Tenant, a GUID in lower case.
    pub id: String,
    /// Company.
    pub name: String,
    /// Domain in lower case.
    pub domain: String,
    /// What it is in the programme.
    pub kind: PartnerKind,
    /// MPN id, digits.
    pub mpn_id: String,
    /// Country, two letters.
    pub country: String,
    /// Currency.
    pub currency: Currency,
    /// Id or domain of the provider that an indirect reseller sells through.
    pub provider: Option<String>,
    /// The limits of the reference's sandbox hold for its customers.
    pub sandbox: bool,
    /// Applications.
    pub applications: Vec<Application>,
    /// People.
    pub people: Vec<Person>,
}

/// An application with a secret that everybody may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Client id, a GUID in lower case.
    pub client_id: String,
    /// Name.
    pub name: String,
    /// Secret.
    pub secret: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Where codes may go.
    pub redirect_uris: Vec<String>,
}

/// Somebody who works for a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Sign-in name in lower case.
    pub user_principal_name: String,
    /// Name.
    pub display_name: String,
    /// Password; `None`: the sandbox's.
    pub password: Option<String>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Sign-ins count as those with a second factor.
    pub mfa: bool,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Id or domain of the partner whose customer it is; `None`: nobody's yet.
    pub partner: Option<String>,
    /// The customer has accepted the agreement that purchases need.
    pub agreement: bool,
    /// Password of the first user, who is the administrator; `None`: the sandbox's.
    pub password: Option<String>,
    /// What it has.
    pub estate: Estate,
}

/// Reads a seed. `today` is the day on which subscriptions begin that name none.
///
/// # Errors
/// Every problem with file, line, column and path.
pub fn parse_seed(file: &str, bytes: &[u8], today: Date) -> Result<Seed, Vec<Problem>> {
    if bytes.len() > MAX_SEED {
        let message = format!("The file has {} bytes; a seed has at most {MAX_SEED}.", bytes.len());
        return Err(vec![Problem::error(file, "tooLarge", message, "Make several files of it.")]);
    }
    let text = json::text(file, bytes).map_err(|problem| vec![problem])?;
    let placed = Placed::open(file, text).map_err(|problem| vec![problem])?;
    let shape: shape::Seed = placed.read().map_err(|problem| vec![problem])?;
    let mut problems = Problems::new();
    let seed = check::check(&placed, shape, today, &mut problems);
    match problems.errors() {
        0 => Ok(seed),
        _ => Err(problems.into_list(file)),
    }
}

/// An error about a value of a seed that was read before: what only the one who plants it can know. Line and column are those of the
/// value, or of the nearest table around it.
pub fn problem_at(file: &str, bytes: &[u8], steps: &[Step], code: &'static str, message: String, mend: &str) -> Problem {
    let text = json::text(file, bytes).unwrap_or_default();
    match Placed::open(file, text) {
        Ok(placed) => placed.error(steps, code, message, mend),
        Err(_) => Problem::error(file, code, message, mend),
    }
}

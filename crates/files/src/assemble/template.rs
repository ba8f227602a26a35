//! The commented `policy.toml` that a new case begins with. Called by `case new`. Every key stands
//! there with its default, so that nobody has to look up what may be said.

use nahtlos_model::{estate::Estate, policy::Policy};

/// The policy's text, for an estate.
pub fn policy_template(estate: &Estate) -> String {
    let horizon = Policy::default().horizon_for(estate);
    format!(
        r#"# What is wanted of the plan for {name}. Every value here is the default.

# "likeForLike": the same SKUs as today, others only for what can no longer be bought.
# "cheapest": whatever covers every user's need at least cost.
mode = "likeForLike"

# Days before an original's end from which the plan no longer counts on it.
leadDays = 7

# First day that is not planned for. Default: 12 months after the later of the estate's day and the
# last end of an active original.
# horizon = "{horizon}"

# How a term that runs beyond the horizon counts: "proRata" by its days inside, "none" whole.
residual = "proRata"

# Which price counts: "erp" the list price (ERP Price), "partner" what the partner pays (UnitPrice).
price = "erp"

# The day, every year, on which one-year terms shall end together.
# coTerm = "{horizon}"

# The day by which replaced originals are left, even if they run longer.
# leaveBy = "{horizon}"

# Terms that may be bought. "P3Y" only when you list it, because a long commitment looks cheap
# inside a short horizon.
terms = ["P1M", "P1Y"]

# Most SKUs in a new licence set of a user (more if the user holds more today).
maxBundle = 3

# SKU ids that are never bought.
neverBuy = []

# Service plan ids whose loss is accepted.
acceptLoss = []
"#,
        name = estate.customer.name.replace(char::is_control, " ")
    )
}

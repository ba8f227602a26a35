//! Whether the plan is of this case: schema, customer, days, policy, inputs, currency. Called first by the proof.

use super::counter::{Check, counter, ensure, text};
use nahtlos_model::{
    case::Case,
    notice::{CounterCode, Value},
    plan::{PLAN_SCHEMA, Plan},
    policy::Policy,
};

/// Refutes a plan of another case.
pub(crate) fn check(case: &Case, plan: &Plan) -> Check {
    let estate = &case.estate;
    ensure(plan.schema == PLAN_SCHEMA, || {
        counter(CounterCode::OtherSchema)
            .with("found", text(&plan.schema))
            .with("expected", text(PLAN_SCHEMA))
    })?;
    ensure(plan.customer == estate.customer, || {
        counter(CounterCode::OtherCustomer)
            .with("found", text(&plan.customer.id))
            .with("expected", text(&estate.customer.id))
    })?;
    ensure(plan.as_of == estate.as_of, || {
        counter(CounterCode::OtherDay)
            .with("found", Value::Date(plan.as_of))
            .with("expected", Value::Date(estate.as_of))
    })?;
    let horizon = case.policy.horizon_for(estate);
    ensure(plan.horizon == horizon, || {
        counter(CounterCode::OtherHorizon)
            .with("found", Value::Date(plan.horizon))
            .with("expected", Value::Date(horizon))
    })?;
    ensure(horizon > estate.as_of, || {
        counter(CounterCode::HorizonTooEarly)
            .with("asOf", Value::Date(estate.as_of))
            .with("horizon", Value::Date(horizon))
    })?;
    policy(
        &Policy {
            horizon: Some(horizon),
            ..case.policy.clone()
        },
        &plan.policy,
    )?;
    let currency = estate.customer.currency;
    ensure(plan.cost.currency == currency, || {
        counter(CounterCode::OtherCurrency)
            .with("found", text(plan.cost.currency))
            .with("expected", text(currency))
    })?;
    inputs(case, plan)
}

fn inputs(case: &Case, plan: &Plan) -> Check {
    let differs = |i: &usize| case.inputs.get(*i) != plan.inputs.get(*i);
    match (0..case.inputs.len().max(plan.inputs.len())).find(differs) {
        None => Ok(()),
        Some(i) => {
            let file = plan.inputs.get(i).or(case.inputs.get(i)).map_or("", |input| input.file.as_str());
            Err(counter(CounterCode::OtherInputs).with("file", text(file)))
        }
    }
}

/// The policy as used is the case's, defaults filled in; lists compare as sets.
fn policy(expected: &Policy, found: &Policy) -> Check {
    fn same<T: Ord + Clone>(a: &[T], b: &[T]) -> bool {
        let sorted = |list: &[T]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list.dedup();
            list
        };
        sorted(a) == sorted(b)
    }
    let keys = [
        ("mode", expected.mode == found.mode),
        ("leadDays", expected.lead_days == found.lead_days),
        ("horizon", expected.horizon == found.horizon),
        ("residual", expected.residual == found.residual),
        ("price", expected.price == found.price),
        ("coTerm", expected.co_term == found.co_term),
        ("leaveBy", expected.leave_by == found.leave_by),
        ("terms", same(&expected.terms, &found.terms)),
        ("maxBundle", expected.max_bundle == found.max_bundle),
        ("neverBuy", same(&expected.never_buy, &found.never_buy)),
        ("acceptLoss", same(&expected.accept_loss, &found.accept_loss)),
    ];
    match keys.iter().find(|(_, equal)| !equal) {
        None => Ok(()),
        Some((key, _)) => Err(counter(CounterCode::OtherPolicy).with("key", text(key))),
    }
}

//! Too little effort for the minimum: still a whole plan that is proved, with a bound that is true and a gap that is owned up to.

mod support;

use nahtlos_model::{
    notice::RefusalCode,
    plan::{Method, Plan},
};
use nahtlos_planner::{
    Options, plan,
    verify::{Minimum, Verdict, verify},
};
use proptest::prelude::*;
use support::random::{self, SMALL};

fn honest(made: &Plan, least: &Plan) -> Result<(), TestCaseError> {
    let cost = &made.cost;
    prop_assert!(
        cost.lower_bound_exact <= least.cost.cost_exact,
        "{} {}",
        cost.lower_bound_exact,
        least.cost.cost_exact
    );
    prop_assert!(cost.cost_exact >= least.cost.cost_exact);
    prop_assert_eq!(cost.method == Method::Gap, cost.lower_bound_exact < cost.cost_exact);
    Ok(())
}

proptest! {
    #![proptest_config(support::tries(120))]

    #[test]
    fn little_effort_gives_an_honest_plan(case in random::cases(SMALL), effort in 1u64..80) {
        let least = plan(&case, &Options::default());
        match (plan(&case, &Options { effort }), least) {
            (Ok(made), Ok(least)) => {
                match verify(&case, &made) {
                    Verdict::Proved(certificate) => {
                        let gap = matches!(certificate.minimum, Minimum::Gap { .. });
                        prop_assert_eq!(gap, made.cost.method == Method::Gap);
                    }
                    Verdict::Refuted(counter) => prop_assert!(false, "{:#?}", counter),
                }
                honest(&made, &least)?;
            }
            (Err(refusal), Ok(_)) => {
                // Without a search only plans are found that buy for good.
                let codes: Vec<RefusalCode> = refusal.reasons.iter().map(|reason| reason.code).collect();
                prop_assert_eq!(codes, vec![RefusalCode::EffortUsedUp]);
            }
            (Ok(made), Err(refusal)) => prop_assert!(false, "refused with more effort: {:?} {:?}", refusal, made.cost),
            (Err(_), Err(_)) => {}
        }
    }
}

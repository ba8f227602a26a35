//! The schedule of a campaign against two that know nothing of it: every choice tried, and a linear programme; and its proof, which has to
//! hold for what it found and for nothing else.

use microlp::{ComparisonOp, OptimizationDirection};
use nahtlos_planner::schedule::{Candidate, Flaw, Loss, MOST_COST, MOST_DAYS, Misfit, Problem, Schedule, recheck};
use proptest::prelude::*;

/// A customer, drawn.
#[derive(Debug, Clone)]
struct Drawn {
    first: usize,
    late: usize,
    costs: Vec<i64>,
    left_out: i64,
}

/// Slots, and customers whose costs repeat often, so that there are ties.
fn drawn(days: usize, most: usize, slots: u32) -> impl Strategy<Value = (Vec<u32>, Vec<Drawn>)> {
    let one = (0..days, 0..=days, prop::collection::vec(-4_i64..12, 0..=days), 0_i64..40);
    let one = one.prop_map(|(first, late, costs, left_out)| Drawn {
        first,
        late,
        costs,
        left_out,
    });
    (prop::collection::vec(0..=slots, days), prop::collection::vec(one, 0..=most))
}

fn problem(slots: &[u32], all: &[Drawn]) -> Problem {
    let mut problem = Problem::new(slots.to_vec()).unwrap();
    for one in all {
        let candidate = Candidate {
            first: one.first,
            late: one.late,
            costs: &one.costs,
            left_out: one.left_out,
        };
        problem.add(candidate).unwrap();
    }
    problem
}

/// The least loss of customers from one on, every choice tried.
fn tried(problem: &Problem, from: usize, free: &mut Vec<u32>) -> Loss {
    if from == problem.len() {
        return Loss::default();
    }
    let mut best = problem.loss(from, None).unwrap() + tried(problem, from + 1, free);
    for day in 0..free.len() {
        if free[day] > 0
            && let Some(loss) = problem.loss(from, Some(day))
        {
            free[day] -= 1;
            best = best.min(loss + tried(problem, from + 1, free));
            free[day] += 1;
        }
    }
    best
}

/// The least loss as a linear programme, whose vertices are whole: days times customers in one objective.
fn programmed(problem: &Problem) -> f64 {
    let days = problem.slots().len();
    let mut programme = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut on: Vec<Vec<microlp::Variable>> = vec![Vec::new(); days];
    for place in 0..problem.len() {
        let mut choices = Vec::new();
        for day in (0..days).map(Some).chain([None]) {
            if let Some(loss) = problem.loss(place, day) {
                let variable = programme.add_var(weighed(loss), (0.0, 1.0));
                choices.push((variable, 1.0));
                if let Some(day) = day {
                    on[day].push(variable);
                }
            }
        }
        programme.add_constraint(choices.as_slice(), ComparisonOp::Eq, 1.0);
    }
    for (day, here) in on.iter().enumerate() {
        let sum: Vec<(microlp::Variable, f64)> = here.iter().map(|one| (*one, 1.0)).collect();
        programme.add_constraint(sum.as_slice(), ComparisonOp::Le, f64::from(problem.slots()[day]));
    }
    let outcome = programme.solve().expect("leaving everybody out is possible");
    outcome.solution().expect("no limit was set").objective()
}

fn weighed(loss: Loss) -> f64 {
    1e9 * loss.late as f64 + 1e5 * loss.left_out as f64 + loss.cost as f64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_best_of_all((slots, all) in drawn(4, 6, 2)) {
        let problem = problem(&slots, &all);
        let schedule = problem.solve();
        prop_assert_eq!(recheck(&problem, &schedule), Ok(()));
        prop_assert_eq!(schedule.loss, tried(&problem, 0, &mut slots.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_optimum_of_the_linear_programme((slots, all) in drawn(12, 40, 4)) {
        let problem = problem(&slots, &all);
        let schedule = problem.solve();
        prop_assert_eq!(recheck(&problem, &schedule), Ok(()));
        let difference = (weighed(schedule.loss) - programmed(&problem)).abs();
        prop_assert!(difference < 0.5, "{:?}", schedule.loss);
    }

    #[test]
    fn many_customers_go_through_samples_and_end_the_same((slots, all) in drawn(20, 300, 9)) {
        // Everybody eight times: more than the search begins with at nothing.
        let many: Vec<Drawn> = all.iter().cycle().take(all.len() * 8).cloned().collect();
        let slots: Vec<u32> = slots.iter().map(|slots| slots * 9).collect();
        let problem = problem(&slots, &many);
        let schedule = problem.solve();
        prop_assert_eq!(recheck(&problem, &schedule), Ok(()));
        prop_assert_eq!(schedule, problem.solve());
    }

    #[test]
    fn the_proof_holds_for_nothing_else((slots, all) in drawn(6, 20, 3), at in 0_usize..20, to in 0_usize..7) {
        let problem = problem(&slots, &all);
        let found = problem.solve();
        let total = |schedule: &Schedule| -> Option<Loss> {
            let losses = schedule.days.iter().enumerate().map(|(place, day)| problem.loss(place, *day));
            losses.sum::<Option<Sum>>().map(|sum| sum.0)
        };
        if problem.is_empty() {
            return Ok(());
        }
        // Another day for somebody: if it loses as little and there are slots, it is as good; otherwise it is refused.
        let mut other = found.clone();
        other.days[at % problem.len()] = Some(to).filter(|&to| to < 6);
        let taken = |day: usize| other.days.iter().filter(|one| **one == Some(day)).count();
        let fits = (0..6).all(|day| taken(day) <= slots[day] as usize);
        match total(&other) {
            None => prop_assert!(matches!(recheck(&problem, &other), Err(Flaw::Window(_)))),
            Some(loss) => {
                other.loss = loss;
                prop_assert_eq!(recheck(&problem, &other).is_ok(), fits && loss == found.loss);
            }
        }
        // A price that is wrong proves less, unless nobody's choice and no slot feels it.
        let mut dearer = found.clone();
        dearer.prices[at % 6].cost += 1;
        if slots[at % 6] > 0 && found.days.iter().filter(|one| **one == Some(at % 6)).count() < slots[at % 6] as usize {
            prop_assert!(matches!(recheck(&problem, &dearer), Err(Flaw::Bound(_))));
        }
        let mut cheaper = found;
        cheaper.prices[at % 6].late = -1;
        prop_assert_eq!(recheck(&problem, &cheaper), Err(Flaw::Price(at % 6)));
    }
}

/// A sum of losses.
struct Sum(Loss);

impl std::iter::Sum<Loss> for Sum {
    fn sum<I: Iterator<Item = Loss>>(all: I) -> Self {
        Self(all.fold(Loss::default(), |sum, one| sum + one))
    }
}

#[test]
fn more_in_time_goes_before_any_cost() {
    let mut problem = Problem::new(vec![1, 1]).unwrap();
    let dear = Candidate {
        first: 0,
        late: 2,
        costs: &[1_000_000_000, 0],
        left_out: 0,
    };
    let tight = Candidate {
        first: 1,
        late: 2,
        costs: &[5],
        left_out: 0,
    };
    problem.add(dear).unwrap();
    problem.add(tight).unwrap();
    let schedule = problem.solve();
    assert_eq!(schedule.days, [Some(0), Some(1)]);
    assert_eq!(recheck(&problem, &schedule), Ok(()));
    // One slot only: the cheaper one of two who could be in time.
    let mut narrow = Problem::new(vec![0, 1]).unwrap();
    narrow.add(dear).unwrap();
    narrow.add(tight).unwrap();
    let schedule = narrow.solve();
    assert_eq!(schedule.days, [Some(1), None]);
    assert_eq!(schedule.loss.late, 1);
    assert_eq!(recheck(&narrow, &schedule), Ok(()));
}

#[test]
fn costs_as_large_as_they_may_be_are_counted_in_wider_numbers() {
    let mut problem = Problem::new(vec![2; 400]).unwrap();
    let costs: Vec<i64> = (0..400).map(|day| MOST_COST - day * 7).collect();
    for place in 0..40 {
        let candidate = Candidate {
            first: place * 3,
            late: place * 9,
            costs: &costs[place..],
            left_out: -MOST_COST,
        };
        problem.add(candidate).unwrap();
    }
    let schedule = problem.solve();
    assert_eq!(recheck(&problem, &schedule), Ok(()));
    assert_eq!(schedule.loss.left_out, 0);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(Problem::new(vec![1; MOST_DAYS + 1]), Err(Misfit::TooManyDays(MOST_DAYS + 1)));
    let mut problem = Problem::new(vec![1]).unwrap();
    let candidate = Candidate {
        first: 0,
        late: 1,
        costs: &[MOST_COST + 1],
        left_out: 0,
    };
    assert_eq!(problem.add(candidate), Err(Misfit::CostTooLarge(0)));
    // A window beyond the last day is empty.
    let beyond = Candidate {
        first: 9,
        costs: &[1, 2],
        ..candidate
    };
    assert_eq!(problem.add(beyond), Ok(0));
    assert_eq!(problem.solve().days, [None]);
}

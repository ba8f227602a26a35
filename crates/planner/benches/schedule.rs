//! Measures the schedule of a campaign, and a general solver of linear programmes on what it can do, in the same run. Called by
//! `cargo xtask bench campaign`, which writes what is printed here into `docs/benchmarks.md`.

use microlp::{ComparisonOp, OptimizationDirection, Variable};
use nahtlos_planner::schedule::{Candidate, Loss, Problem, recheck};
use std::time::Instant;

/// What a row is about.
#[derive(Clone, Copy)]
enum Costs {
    /// Renewals at the ends of months, double payment by day.
    Renewals,
    /// Four days of renewal for everybody.
    FourDays,
    /// Every day costs something else.
    Arbitrary,
}

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    let runs = if quick { 1 } else { 5 };
    for (name, costs) in [
        ("renewals by month", Costs::Renewals),
        ("renewals on four days", Costs::FourDays),
        ("arbitrary costs", Costs::Arbitrary),
    ] {
        for customers in [1_000, 10_000, 100_000] {
            let problem = problem(customers, 250, (customers as u32 * 6 / 1_000).max(1), costs);
            let mut times: Vec<f64> = (0..runs).map(|_| timed(|| drop(problem.solve()))).collect();
            let schedule = problem.solve();
            let check = timed(|| recheck(&problem, &schedule).expect("a schedule of our own is proved"));
            println!(
                "{{\"work\":\"{name}\",\"customers\":{customers},\"days\":250,\"ms\":{:.3},\"checkMs\":{check:.3},\"pivots\":{},\"late\":{},\"leftOut\":{}}}",
                median(&mut times),
                schedule.pivots,
                schedule.loss.late,
                schedule.loss.left_out
            );
        }
    }
    for customers in if quick { vec![60] } else { vec![60, 120, 240] } {
        baseline(customers);
    }
}

/// The same problem in both.
fn baseline(customers: usize) {
    let problem = problem(customers, 30, (customers as u32 / 24).max(1), Costs::Renewals);
    let mut ours = Loss::default();
    let ours_ms = timed(|| ours = problem.solve().loss);
    let mut theirs = 0.0;
    let theirs_ms = timed(|| theirs = programmed(&problem));
    assert!((weighed(ours) - theirs).abs() < 1.0, "{ours:?} is {} and {theirs}", weighed(ours));
    println!("{{\"work\":\"linear programme\",\"customers\":{customers},\"days\":30,\"ms\":{ours_ms:.3},\"baselineMs\":{theirs_ms:.3}}}");
}

#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark measures time; nothing of it goes into what is computed"
)]
fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Numbers that look like chance and are the same in every run.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % most as u64) as usize
    }
}

fn problem(customers: usize, days: usize, slots: u32, costs: Costs) -> Problem {
    let mut drawn = Drawn(88_172_645_463_325_252);
    let slots = (0..days).map(|day| if day % 7 >= 5 { 0 } else { slots }).collect();
    let mut problem = Problem::new(slots).expect("few days");
    for _ in 0..customers {
        let first = drawn.below(days / 8);
        let per_day = 100 + drawn.below(50_000) as i64;
        let (late, row): (usize, Vec<i64>) = match costs {
            Costs::Arbitrary => {
                let late = first + drawn.below(days - first);
                (late, (first..days).map(|_| drawn.below(100_000) as i64).collect())
            }
            Costs::Renewals | Costs::FourDays => {
                let months = days / 30;
                let late = match costs {
                    Costs::FourDays => [days / 4, days / 2, days * 4 / 5, days][drawn.below(4)],
                    _ => (30 * (1 + drawn.below(months))).min(days),
                };
                let cost = |day: usize| match late.checked_sub(day + 1) {
                    Some(early) => per_day * early as i64,
                    None => per_day * (365 + (day - late) as i64),
                };
                (late, (first..days).map(cost).collect())
            }
        };
        let left_out = per_day * 800;
        let candidate = Candidate {
            first,
            late,
            costs: &row,
            left_out,
        };
        problem.add(candidate).expect("small costs");
    }
    problem
}

fn weighed(loss: Loss) -> f64 {
    1e13 * loss.late as f64 + 1e11 * loss.left_out as f64 + loss.cost as f64
}

/// The assignment as a linear programme; its vertices are whole.
fn programmed(problem: &Problem) -> f64 {
    let days = problem.slots().len();
    let mut programme = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut on: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); days];
    for place in 0..problem.len() {
        let mut choices = Vec::new();
        for day in (0..days).map(Some).chain([None]) {
            let Some(loss) = problem.loss(place, day) else { continue };
            let variable = programme.add_var(weighed(loss), (0.0, 1.0));
            choices.push((variable, 1.0));
            if let Some(day) = day {
                on[day].push((variable, 1.0));
            }
        }
        programme.add_constraint(choices.as_slice(), ComparisonOp::Eq, 1.0);
    }
    for (here, slots) in on.iter().zip(problem.slots()) {
        programme.add_constraint(here.as_slice(), ComparisonOp::Le, f64::from(*slots));
    }
    let outcome = programme.solve().expect("leaving everybody out is possible");
    outcome.solution().expect("no limit was set").objective()
}

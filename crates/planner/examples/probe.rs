//! Plans case folders and proves the plans: cost, time and verdict, one line each.
#![allow(clippy::disallowed_methods)] // it measures time
use std::time::Instant;

fn main() {
    for folder in std::env::args().skip(1) {
        let name = folder.rsplit('/').next().unwrap_or_default().to_owned();
        let case = match nahtlos_files::case::read_case(std::path::Path::new(&folder)) {
            Ok(read) => read.value,
            Err(problems) => {
                println!("{name}: {problems:?}");
                continue;
            }
        };
        let begun = Instant::now();
        match nahtlos_planner::plan(&case, &nahtlos_planner::Options::default()) {
            Err(refusal) => println!("{name:24} refused {refusal:?}"),
            Ok(plan) => {
                let planned = begun.elapsed();
                let verdict = nahtlos_planner::verify::verify(&case, &plan);
                let verdict = match verdict {
                    nahtlos_planner::verify::Verdict::Proved(c) => format!("proved, {:?}", c.minimum).chars().take(40).collect::<String>(),
                    nahtlos_planner::verify::Verdict::Refuted(c) => format!("REFUTED {c:?}"),
                };
                println!(
                    "{name:24} plan {planned:>10.3?} with proof {:>10.3?} cost {:.6} {:?} effort {} changes {} {verdict}",
                    begun.elapsed(),
                    plan.cost.cost_exact.approx(),
                    plan.cost.method,
                    plan.cost.effort.used,
                    plan.license_changes.len()
                );
            }
        }
    }
}

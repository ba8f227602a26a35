//! `nahtlos-sim`: called by `cargo xtask sim`.

fn main() {
    let seed: u64 = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(1);
    let runs: u64 = std::env::args().nth(2).and_then(|s| s.parse().ok()).unwrap_or(1);
    for seed in seed..seed + runs {
        let options = nahtlos_sim::Options { seed, calm: std::env::args().nth(3).is_some(), broken: None };
        match nahtlos_sim::run(&options) {
            Ok(out) => {
                println!("seed {seed}: {:?} days {} events {} deeds {} crashes {} {:?}", out.ends, out.days, out.events, out.deeds, out.crashes, out.finding);
                if out.finding.is_some() || runs == 1 { for l in out.story.last(120) { println!("   {l}"); } }
            }
            Err(e) => println!("seed {seed}: ERROR {e}"),
        }
    }
}

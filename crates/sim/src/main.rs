//! `nahtlos-sim`: what `cargo xtask sim` runs. Lets seeds happen, and prints what came of them.

use nahtlos_sim::{Break, Options, Outcome};
use std::{collections::BTreeMap, process::ExitCode, str::FromStr, time::Instant};

const HELP: &str = "\
Simulates moves from seeds: the same seed is the same story.

  --seed N       the first seed (1)
  --runs K       so many seeds, one after the other (1)
  --calm         nothing goes wrong, and everybody is willing
  --story        the whole story of each seed; without it the last 60 lines of one that fails
  --break NAME   a deliberate breakage, until a seed catches it (--breaks lists them)
";
/// Lines of a failing seed's story.
const LINES: usize = 60;
/// Days of a year.
const YEAR: f64 = 365.25;

struct Wanted {
    seed: u64,
    runs: u64,
    calm: bool,
    story: bool,
    broken: Option<Break>,
}

fn read(words: &[String]) -> Result<Option<Wanted>, String> {
    fn number<T: FromStr>(word: Option<&String>, of: &str) -> Result<T, String> {
        let word = word.ok_or_else(|| format!("{of}: a number is missing"))?;
        word.parse().map_err(|_| format!("{of}: {word:?} is no number"))
    }
    let mut wanted = Wanted {
        seed: 1,
        runs: 1,
        calm: false,
        story: false,
        broken: None,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seed" => wanted.seed = number(words.next(), word)?,
            "--runs" => wanted.runs = number(words.next(), word)?,
            "--calm" => wanted.calm = true,
            "--story" => wanted.story = true,
            "--break" => wanted.broken = Some(words.next().map_or("", String::as_str).parse()?),
            "--breaks" => {
                for one in Break::ALL {
                    println!(
                        "{:<16} caught by {} within {} seeds",
                        one.as_str(),
                        one.caught_by().replace('|', ", "),
                        one.within()
                    );
                }
                return Ok(None);
            }
            other => return Err(format!("{other:?} is unknown\n{HELP}")),
        }
    }
    Ok(Some(wanted))
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match read(&words).map(|wanted| wanted.map(|wanted| run(&wanted))) {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(Ok(true))) => ExitCode::SUCCESS,
        Ok(Some(Ok(false))) => ExitCode::FAILURE,
        Ok(Some(Err(problem))) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

#[allow(clippy::disallowed_methods)] // how fast it goes is shown, nothing depends on it
fn run(wanted: &Wanted) -> Result<bool, String> {
    let begun = Instant::now();
    let mut all = Sum::default();
    for seed in wanted.seed..wanted.seed.saturating_add(wanted.runs) {
        let options = Options {
            seed,
            calm: wanted.calm,
            broken: wanted.broken,
        };
        let outcome = nahtlos_sim::run(&options).map_err(|problem| format!("seed {seed}: {problem}"))?;
        all.add(&outcome);
        if wanted.story || outcome.finding.is_some() {
            let most = if wanted.story { usize::MAX } else { LINES };
            outcome.story.last(most).iter().for_each(|line| println!("  {line}"));
        }
        if let Some(finding) = &outcome.finding {
            println!("seed {seed}: {} at {}: {}", finding.check, finding.at, finding.what);
            println!("again: cargo xtask sim --seed {seed} --story{}", told(wanted));
            if wanted.broken.is_some() {
                return Ok(true);
            }
            all.failed.push(seed);
        }
    }
    all.print(begun.elapsed().as_secs_f64());
    Ok(all.failed.is_empty() && wanted.broken.is_none())
}

fn told(wanted: &Wanted) -> String {
    let calm = if wanted.calm { " --calm" } else { "" };
    let broken = wanted.broken.map(|one| format!(" --break {}", one.as_str())).unwrap_or_default();
    format!("{calm}{broken}")
}

/// What all seeds came to.
#[derive(Default)]
struct Sum {
    seeds: u64,
    moves: usize,
    days: i64,
    events: u64,
    deeds: u64,
    crashes: u64,
    checks: u64,
    faults: BTreeMap<&'static str, u64>,
    ends: BTreeMap<String, u64>,
    failed: Vec<u64>,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.seeds += 1;
        self.moves += outcome.ends.len();
        self.days += outcome.days;
        self.events += outcome.events;
        self.deeds += outcome.deeds;
        self.crashes += outcome.crashes;
        self.checks += outcome.checks;
        for (fault, times) in &outcome.faults {
            *self.faults.entry(fault.row().name).or_default() += times;
        }
        for end in &outcome.ends {
            let word = end.split(' ').nth(3).unwrap_or("not planned");
            *self.ends.entry(word.to_owned()).or_default() += 1;
        }
    }

    fn print(&self, seconds: f64) {
        let years = self.days as f64 / YEAR;
        println!(
            "{} seeds, {} moves, {years:.0} move-years in {seconds:.1} s: {:.0} move-years per second",
            self.seeds,
            self.moves,
            years / seconds.max(0.001)
        );
        println!(
            "{} events, {} deeds, {} crashes, {} looks of the checkers",
            self.events, self.deeds, self.crashes, self.checks
        );
        let list = |all: Vec<String>| all.join(", ");
        println!("ends: {}", list(self.ends.iter().map(|(end, n)| format!("{end} {n}")).collect()));
        println!(
            "faults: {}",
            list(self.faults.iter().map(|(name, n)| format!("{name} {n}")).collect())
        );
        if !self.failed.is_empty() {
            println!("failed: {:?}", self.failed);
        }
    }
}

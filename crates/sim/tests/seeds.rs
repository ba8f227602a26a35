//! The ordinary run: a hundred seeds without a finding, the same story for the same seed, and every breakage caught.

use nahtlos_sim::{Break, Options, Outcome, run};

fn seed(seed: u64, calm: bool, broken: Option<Break>) -> Outcome {
    run(&Options { seed, calm, broken }).unwrap_or_else(|problem| panic!("seed {seed}: {problem}"))
}

/// The end of a story, to be read in a failing test.
fn told(outcome: &Outcome) -> String {
    format!(
        "{}\nagain: cargo xtask sim --seed {} --story",
        outcome.story.last(60).join("\n"),
        outcome.seed
    )
}

#[test]
fn a_hundred_seeds_find_nothing() {
    for n in 1..=100 {
        let outcome = seed(n, false, None);
        assert!(outcome.finding.is_none(), "{:?}\n{}", outcome.finding, told(&outcome));
    }
}

#[test]
fn where_nothing_goes_wrong_every_move_is_completed() {
    for n in 1001..=1020 {
        let outcome = seed(n, true, None);
        assert!(outcome.finding.is_none(), "{:?}\n{}", outcome.finding, told(&outcome));
        assert_eq!(outcome.crashes, 0);
    }
}

/// Seeds that found something once: a renewal that was to end with others and was renewed for its whole term; a licence that came through a
/// group taken from a user alone; a plan switched on that was off in a licence left before; licences that seemed changed for ever; a transfer
/// that nobody could see yet; seats that ended while "waiting" was said; a list confirmed for one plan taken for that of another;
/// a move that went on behind its plan's horizon; seats that ended before what replaced them was ordered, or renewed with more;
/// a renewal that was changed on its day, too late; people who left seats only when a renewal had fewer; a mover that looked a thousand
/// times a second, because of a deed whose answer never came.
#[test]
fn what_was_found_once_is_found_no_more() {
    for (n, calm) in [
        (10_092, true),
        (351, false),
        (10_346, true),
        (10_194, true),
        (10_390, true),
        (236, false),
        (263, false),
        (1_413, false),
        (118, false),
        (2_048, false),
        (2_206, false),
        (1_333, false),
        (905, false),
        (2_967, false),
        (354, false),
    ] {
        let outcome = seed(n, calm, None);
        assert!(outcome.finding.is_none(), "{:?}\n{}", outcome.finding, told(&outcome));
    }
}

#[test]
fn the_same_seed_is_the_same_story() {
    for n in [3, 7, 18, 45] {
        let (one, other) = (seed(n, false, None), seed(n, false, None));
        assert_eq!(one.story.lines, other.story.lines, "seed {n}");
        assert!(one.story.lines.len() > 5, "seed {n} tells nothing");
    }
    assert_ne!(seed(3, false, None).story.lines, seed(4, false, None).story.lines);
}

#[test]
fn every_breakage_is_caught_by_its_checker_within_its_seeds() {
    for broken in Break::ALL {
        let found = (1..=broken.within()).find_map(|n| seed(n, false, Some(*broken)).finding.map(|finding| (n, finding)));
        let (n, finding) = found.unwrap_or_else(|| panic!("{} is not caught within {} seeds", broken.as_str(), broken.within()));
        let by: Vec<&str> = broken.caught_by().split('|').collect();
        assert!(by.contains(&finding.check), "{} in seed {n}: {finding:?}", broken.as_str());
    }
}

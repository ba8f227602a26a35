//! The bundled cases: their optima are found again by exhaustion and by the integer programme, so a run of the tests proves
//! exactness without any other file.

mod support;

use nahtlos_files::case::read_case;
use nahtlos_model::{case::Case, money::Exact};
use std::{fs, path::PathBuf};
use support::{
    brute::{Days, Least, least_cost},
    fraction, integer,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every case with its least cost.
fn cases() -> Vec<(String, Case, Exact)> {
    let table = fs::read_to_string(folder().join("optima.csv")).unwrap();
    let row = |line: &str| {
        let mut cells = line.split(',');
        let (name, least) = (cells.next().unwrap(), cells.next().unwrap());
        let (num, den) = least.split_once('/').unwrap();
        let read = read_case(&folder().join(name)).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        (name.to_owned(), read.value, fraction(num.parse().unwrap(), den.parse().unwrap()))
    };
    table.lines().skip(1).map(row).collect()
}

#[test]
fn the_optima_are_found_by_exhaustion() {
    let cases = cases();
    assert!(cases.len() >= 6);
    for (name, case, least) in cases {
        assert_eq!(least_cost(&case, Days::Candidates), Least::Cost(least), "{name}");
    }
}

#[test]
fn the_optima_are_found_by_integer_programming() {
    for (name, case, least) in cases() {
        let found = integer::least_cost(&case).unwrap();
        assert!((found - least.approx()).abs() < 1e-5, "{name}: {found}, {}", least.approx());
    }
}

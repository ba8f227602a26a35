//! The vendor's own layouts in the reference data, checked as they are.

mod common;

use common::reference;
use nahtlos_files::{
    catalogue::{Layout, check},
    table::Encoding,
};

#[test]
fn official_layouts_check() {
    for (name, layout, rows, odd) in [
        ("price_sheet_us_usd_erp_only.csv", Layout::Prices, None, &["noPrice"][..]),
        ("offer_matrix_sample.csv", Layout::Offers, Some(1), &["badCountry"]),
        ("sku_service_plans.csv", Layout::Products, None, &["severalNames"]),
    ] {
        let Some(path) = reference(&format!("data/{name}")) else { continue };
        let report = check(&path, Encoding::Utf8);
        for problem in &report.problems {
            println!("{problem}");
        }
        println!("{name}: {:?}", report.counts);
        assert_eq!((report.layout, report.errors), (Some(layout), 0), "{name}");
        assert!(rows.is_none_or(|rows| report.rows == rows), "{name}: {} rows", report.rows);
        for problem in &report.problems {
            assert!(odd.contains(&problem.code), "{problem}");
        }
    }
}

/// The same file with the inconsistencies that the official one had and that were mended in the reference copy.
#[test]
fn inconsistencies_of_the_official_products_file() {
    let Some(path) = reference("data/sku_service_plans.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let before = nahtlos_files::catalogue::check_bytes("p.csv", text.as_bytes(), Encoding::Utf8);
    let mut fields: Vec<String> = lines[5].rsplitn(5, ',').map(str::to_owned).collect();
    fields.reverse();
    // GUID in braces and capitals, spaces around names, and the row once more.
    fields[1] = format!(" {{{}}} ", fields[1].to_uppercase());
    fields[2] = format!("{}\u{a0}", fields[2]);
    let odd = fields.join(",");
    lines.insert(6, odd);
    let after = nahtlos_files::catalogue::check_bytes("p.csv", format!("\u{feff}{}\r\n", lines.join("\r\n")).as_bytes(), Encoding::Utf8);
    assert_eq!((after.errors, &after.counts, after.rows), (0, &before.counts, before.rows + 1));
    assert!(
        after
            .problems
            .iter()
            .any(|problem| problem.code == "repeatedPlan" && problem.line == Some(7)),
        "{:?}",
        after.problems
    );
}

//! Importing the bundled exports by hand: questions, answers, a renamed column, and the same estate as the demo's.

use crate::actor::{Reseller, arg, examples};

fn exports() -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(examples().join("exports"))
        .expect("exports")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

#[test]
fn the_command_and_the_demo_make_the_same_estate() {
    let reseller = Reseller::new("import_same");
    let (files, products, answers) = (exports(), examples().join("vendor/products.csv"), examples().join("answers.toml"));
    let mut import = vec!["estate", "import"];
    import.extend(files.iter().map(|path| arg(path)));
    import.extend([
        "--as-of",
        "2026-12-01",
        "--products",
        arg(&products),
        "--answers",
        arg(&answers),
        "-o",
        "mine.json",
    ]);
    let imported = reseller.does(&import);
    assert!(imported.out.contains("61 users"), "{}", imported.out);
    assert!(!imported.out.contains("[finding"), "{}", imported.out);
    reseller.does(&["demo", "-o", "demo"]);
    assert_eq!(reseller.json("mine.json"), reseller.json("demo/estate.json"));
}

#[test]
fn a_localised_column_is_renamed() {
    let reseller = Reseller::new("import_column");
    let text = std::fs::read_to_string(examples().join("exports/admin-center-users.csv")).expect("export");
    reseller.writes("benutzer.csv", &text.replacen(",Licenses,", ",Lizenzen,", 1));
    let products = examples().join("vendor/products.csv");
    let options = ["--as-of", "2026-12-01", "--products", arg(&products)];
    let without = reseller.runs(&[&["estate", "import", "benutzer.csv"], &options[..]].concat());
    assert_eq!(without.code, 1, "{}", without.out);
    let with = reseller.runs(&[&["estate", "import", "benutzer.csv", "--column", "Lizenzen=Licenses"], &options[..]].concat());
    assert!(with.out.contains("61 users"), "{}{}", with.out, with.err);
    let wrong = reseller.runs(&[&["estate", "import", "benutzer.csv", "--column", "Lizenzen=Licence"], &options[..]].concat());
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("Licenses"), "the nearest column is offered: {}", wrong.err);
}

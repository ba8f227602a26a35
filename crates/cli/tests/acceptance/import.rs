//! Importing the bundled exports by hand: questions, answers, a renamed column, and the same estate as the demo's.

use crate::actor::{Reseller, arg, examples, shared};

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
    // Whom a finding concerns is named, and the whole list is a table beside the estate.
    let named = imported
        .out
        .lines()
        .skip_while(|line| !line.contains("no usage location"))
        .nth(1)
        .unwrap_or_default();
    assert!(named.contains("@alpenhof.example"), "{}", imported.out);
    let findings = reseller.reads("mine.findings.csv");
    let row = findings.lines().find(|line| line.contains(",noUsageLocation,")).unwrap_or_default();
    assert!(
        row.starts_with("Missing,noUsageLocation,") && row.contains(named.trim()),
        "{findings}"
    );
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
    assert_eq!(wrong.code, 2, "a mistake of the command line, not of a file");
    assert!(wrong.err.contains("Licenses"), "the nearest column is offered: {}", wrong.err);
}

#[test]
fn one_export_in_windows_letters_among_files_in_utf8() {
    let reseller = Reseller::new("import_windows");
    let text = std::fs::read_to_string(examples().join("exports/admin-center-users.csv")).expect("export");
    let text = text
        .trim_start_matches('\u{feff}')
        .replacen("@alpenhof.example", "@h\u{f6}hen.alpenhof.example", 1);
    let letters: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a Western letter"))
        .collect();
    std::fs::write(reseller.folder.join("users.csv"), letters).expect("written");
    let products = std::fs::read_to_string(examples().join("vendor/products.csv")).expect("products");
    reseller.writes("products.csv", &format!("\u{feff}{}", products.trim_start_matches('\u{feff}')));
    let import = [
        "estate",
        "import",
        "users.csv",
        "--products",
        "products.csv",
        "--as-of",
        "2026-12-01",
    ];
    let refused = reseller.runs(&import);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("with --windows-1252."), "{}", refused.err);
    let read = reseller.runs(&[&import[..], &["--windows-1252"]].concat());
    assert!(read.out.contains("61 users"), "{}{}", read.out, read.err);
}

#[test]
fn members_who_hold_a_groups_licence_directly_too_are_named() {
    let Some(samples) = shared("data/samples") else { return };
    let reseller = Reseller::new("import_group");
    let files = ["users_assignedLicenses", "groups_assignedLicenses", "directory_subscriptions"];
    let files = files.map(|name| samples.join(format!("graph_{name}.json")));
    let ended = reseller.runs(&[
        "estate",
        "import",
        arg(&files[0]),
        arg(&files[1]),
        arg(&files[2]),
        "--as-of",
        "2026-12-01",
    ]);
    assert_eq!(ended.code, 1, "owners, country and currency are asked for");
    let line = |out: &str, what: &str| {
        out.lines()
            .skip_while(|line| !line.contains(what))
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        line(&ended.out, "directly as well as through the group LIC-M365-Standard").trim(),
        "cy.sample@contosodemo.example"
    );
    assert!(reseller.reads("estate.findings.csv").contains("alsoDirect") && !reseller.has("estate.json"));
}

#[test]
fn without_a_products_file_skus_have_the_names_of_the_exports() {
    let Some(samples) = shared("data/samples") else { return };
    let reseller = Reseller::new("import_names");
    let subscriptions = samples.join("graph_directory_subscriptions.json");
    let ended = reseller.runs(&["estate", "import", arg(&subscriptions), "--as-of", "2026-12-01"]);
    assert!(ended.out.contains("A subscription of EXCHANGESTANDARD is not"), "{}", ended.out);
}

#[test]
fn a_page_that_was_not_given_is_never_planned_without() {
    let reseller = Reseller::new("import_page");
    let (products, answers) = (examples().join("vendor/products.csv"), examples().join("answers.toml"));
    let import = |files: Vec<std::path::PathBuf>| {
        let mut import = vec!["estate", "import"];
        import.extend(files.iter().map(|path| arg(path)));
        import.extend(["--products", arg(&products), "--answers", arg(&answers), "--as-of", "2026-12-01"]);
        reseller.runs(&import)
    };
    let json = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "json");
    let whole: Vec<_> = exports().into_iter().filter(json).collect();
    let short = whole.iter().filter(|path| !path.ends_with("users-page-2.json")).cloned().collect();
    let refused = import(short);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(
        refused.out.contains("@odata.nextLink in ") && refused.out.contains("users-page-1.json"),
        "{}",
        refused.out
    );
    assert!(!reseller.has("estate.json"));
    let users = |path: &&std::path::PathBuf| !path.to_string_lossy().contains("users-page");
    let nobody = import(whole.iter().filter(users).cloned().collect());
    assert_eq!(nobody.code, 1, "{}", nobody.out);
    assert!(
        nobody.out.contains("No list of users was given") && !reseller.has("estate.json"),
        "{}",
        nobody.out
    );
    assert_eq!(import(whole).code, 0);
    assert!(reseller.has("estate.json"));
}

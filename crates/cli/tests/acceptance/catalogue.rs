//! `catalogue check` and `cover` on the bundled vendor files.

use crate::actor::{Reseller, arg, examples};

#[test]
fn files_are_recognised_by_their_headers() {
    let reseller = Reseller::new("catalogue");
    for (name, layout) in [
        ("products.csv", "products"),
        ("pricelist.csv", "price list"),
        ("offermatrix.csv", "offer matrix"),
    ] {
        std::fs::copy(examples().join("vendor").join(name), reseller.folder.join("some file.csv")).expect("copied");
        let ended = reseller.does(&["catalogue", "check", "some file.csv"]);
        assert!(ended.out.contains(layout), "{name}: {}", ended.out);
    }
    let bad = reseller.writes("bad.csv", "A,B\n1,2\n");
    let ended = reseller.runs(&["catalogue", "check", arg(&bad)]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("bad.csv"), "{}", ended.err);
}

#[test]
fn cover_says_what_is_lost_gained_and_satisfied() {
    let reseller = Reseller::new("cover");
    let products = examples().join("vendor/products.csv");
    let cover = |new: &[&str], old: &str, more: &[&str]| {
        reseller.runs(&[&["cover"], new, &["--instead-of", old, "--products", arg(&products)], more].concat())
    };
    let same = cover(
        &["O365_w/o_Teams_Bundle_E3", "Microsoft Teams EEA"],
        "6FD2C87F-B296-42F0-B197-1E91E994B900",
        &[],
    );
    assert_eq!(same.code, 0, "{}{}", same.out, same.err);
    assert!(same.out.contains("No plan is lost"), "{}", same.out);
    let less = cover(&["EXCHANGESTANDARD"], "ENTERPRISEPACK", &[]);
    assert_eq!(less.code, 1, "something is lost");
    assert!(less.out.contains("- Microsoft Teams (TEAMS1)"), "{}", less.out);
    let pairs = "Service_Plan_Id,Satisfied_By_Service_Plan_Id\n9aaf7827-d63c-4b61-89c3-182f06f82e5c,efb87545-963c-4e0d-99df-69c6916d9eb0\n";
    reseller.writes("pairs.csv", pairs);
    let higher = cover(&["ENTERPRISEPACK"], "EXCHANGESTANDARD", &["--equivalents", "pairs.csv"]);
    assert_eq!(higher.code, 0, "{}", higher.out);
    assert!(higher.out.contains("One plan is satisfied by a higher one"), "{}", higher.out);
    let unknown = cover(&["ENTERPRISEPACKS"], "EXCHANGESTANDARD", &[]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("ENTERPRISEPACK"), "the nearest is offered: {}", unknown.err);
}

//! The audit trail at the command line: taken home, verified there without the center, and at the center.

use crate::{
    actor::{Ended, Reseller},
    sandbox::Center,
};

/// Asks the center as the partner's application.
fn asks(reseller: &Reseller, center: &Center, arguments: &[&str]) -> Ended {
    let surroundings = [
        ("NAHTLOS_CENTER", center.url.as_str()),
        ("NAHTLOS_TENANT", "5a000000-0000-4000-8000-000000000001"),
        ("NAHTLOS_CLIENT_ID", "5a000000-0000-4000-8000-0000000000a1"),
        ("NAHTLOS_CLIENT_SECRET", "sandbox-secret"),
    ];
    reseller.runs_with(arguments, &surroundings)
}

#[test]
fn a_trail_is_taken_home_and_verified_without_the_center() {
    let reseller = Reseller::new("audit");
    let center = Center::starts(&reseller);
    let customer = center.has_customer();
    let here = asks(&reseller, &center, &["audit", "verify"]);
    assert_eq!(here.code, 0, "{}\n{}", here.out, here.err);
    assert!(here.out.contains("Everything fits"), "{}", here.out);
    let taken = asks(&reseller, &center, &["audit", "export", "-o", "trail.jsonl"]);
    assert_eq!(taken.code, 0, "{}\n{}", taken.out, taken.err);
    let one = asks(&reseller, &center, &["audit", "export", "--customer", &customer, "-o", "one.jsonl"]);
    assert_eq!(one.code, 0, "{}\n{}", one.out, one.err);
    assert_eq!(center.stops(), 0);
    // From here on there is no center.
    let whole = reseller.does(&["audit", "verify", "trail.jsonl"]);
    assert!(
        whole.out.contains("Everything fits") && whole.out.contains("Signed with the certificate"),
        "{}",
        whole.out
    );
    reseller.does(&["audit", "verify", "one.jsonl"]);
    let text = reseller.reads("one.jsonl");
    assert!(text.contains("\"add_customer\""), "{text}");
    let (before, after) = text.split_once("Strandhaus GmbH").expect("the customer's name");
    reseller.writes("forged.jsonl", &format!("{before}Strandhaus AG{after}"));
    let forged = reseller.runs(&["audit", "verify", "forged.jsonl"]);
    assert_eq!(forged.code, 1, "{}", forged.out);
    assert!(
        forged.out.contains(&format!("{customer}: entry ")) && forged.out.contains("not whole"),
        "{}",
        forged.out
    );
    let missing = reseller.runs(&["audit", "verify", "nowhere.jsonl"]);
    assert_eq!(missing.code, 1, "{}", missing.err);
    assert!(missing.err.contains("nowhere.jsonl"), "{}", missing.err);
    let none = reseller.runs(&["audit", "export"]);
    assert_eq!(none.code, 2, "{}", none.err);
}

//! Policies with something wrong: each with its exact sentence; and the forms that are accepted.

use jiff::civil::date;
use nahtlos_files::policy::read_policy;
use nahtlos_model::{
    catalogue::Term,
    policy::{Mode, Policy, PriceColumn, Residual},
};

#[test]
fn refused_with_place_and_mend() {
    for (text, messages) in [
        (
            "leadDay = 5",
            &["p.toml:1:1: The key \"leadDay\" is unknown. The nearest key is \"leadDays\"; rename or remove \"leadDay\"."][..],
        ),
        (
            "\n  co_term = 2027-01-01",
            &["p.toml:2:3: The key \"co_term\" is unknown. The nearest key is \"coTerm\"; rename or remove \"co_term\"."],
        ),
        (
            "colour = 1",
            &[
                "p.toml:1:1: The key \"colour\" is unknown. Remove it; known keys are mode, leadDays, horizon, residual, price, coTerm, leaveBy, terms, maxBundle, neverBuy, acceptLoss.",
            ],
        ),
        (
            "mode = \"cheap\"",
            &["p.toml:1:8: mode is \"cheap\", which is not one of its words. Write one of: likeForLike, cheapest, in quotation marks."],
        ),
        (
            "residual = 1",
            &["p.toml:1:12: residual is 1, which is not one of its words. Write one of: proRata, none, in quotation marks."],
        ),
        (
            "leadDays = -1",
            &[
                "p.toml:1:12: leadDays is -1, which is not a whole number from 0 to 3650. Write a whole number from 0 to 3650, without quotation marks.",
            ],
        ),
        (
            "leadDays = \"7\"",
            &[
                "p.toml:1:12: leadDays is \"7\", which is not a whole number from 0 to 3650. Write a whole number from 0 to 3650, without quotation marks.",
            ],
        ),
        (
            "maxBundle = 0",
            &[
                "p.toml:1:13: maxBundle is 0, which is not a whole number from 1 to 100. Write a whole number from 1 to 100, without quotation marks.",
            ],
        ),
        (
            "horizon = \"31.01.2028\"",
            &["p.toml:1:11: horizon is \"31.01.2028\", which is not a date. Write a day, for example \"2027-01-31\"."],
        ),
        (
            "horizon = 2028",
            &["p.toml:1:11: horizon is 2028, which is not a date. Write a day, for example \"2027-01-31\"."],
        ),
        (
            "terms = []",
            &[
                "p.toml:1:9: terms is empty, so that nothing could be bought. List at least one of P1M, P1Y and P3Y, or remove the key for P1M and P1Y.",
            ],
        ),
        (
            "terms = [\"P2Y\"]",
            &["p.toml:1:10: terms[0] is \"P2Y\", which is not accepted here. Write P1M, P1Y or P3Y, each in quotation marks."],
        ),
        (
            "terms = \"P1Y\"",
            &[
                "p.toml:1:9: terms is \"P1Y\", which is not a list. Write a list in brackets. Write P1M, P1Y or P3Y, each in quotation marks.",
            ],
        ),
        (
            "terms = [\"P1M\"]\ncoTerm = 2027-06-30",
            &[
                "p.toml:2:10: coTerm is 2027-06-30, but terms has no P1Y, the only term that can end on a common day. Add \"P1Y\" to terms, or remove coTerm.",
            ],
        ),
        (
            "neverBuy = [\n \"00000000-0000-4000-8000-00000000000a\",\n \"{00000000-0000-4000-8000-00000000000A}\"]",
            &["p.toml:3:2: neverBuy[1] is in the list already. Remove one of them."],
        ),
        (
            "acceptLoss = [\"MAIL\"]",
            &[
                "p.toml:1:15: acceptLoss[0] is \"MAIL\", which is not accepted here. Write service plan ids (GUIDs), each in quotation marks.",
            ],
        ),
        (
            "mode = \"x\"\nprice = \"list\"",
            &[
                "p.toml:1:8: mode is \"x\", which is not one of its words. Write one of: likeForLike, cheapest, in quotation marks.",
                "p.toml:2:9: price is \"list\", which is not one of its words. Write one of: erp, partner, in quotation marks.",
            ],
        ),
    ] {
        let problems = read_policy("p.toml", text.as_bytes()).unwrap_err();
        assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), messages, "{text}");
    }
}

#[test]
fn no_toml_at_all() {
    for (bytes, place, code) in [
        (&b"mode = cheapest"[..], (Some(1), Some(8)), "notToml"),
        (b"mode = \"cheapest\"\nmode = \"cheapest\"", (Some(2), Some(1)), "notToml"),
        (b"# M\xFCller", (Some(1), Some(4)), "notUtf8"),
        (b"\xFF\xFEm\0", (Some(1), Some(1)), "notUtf8"),
    ] {
        let problems = read_policy("p.toml", bytes).unwrap_err();
        assert_eq!(
            ((problems[0].line, problems[0].column), problems[0].code),
            (place, code),
            "{}",
            problems[0]
        );
    }
}

#[test]
fn every_key_reads() {
    let text = "\u{feff}mode = \"cheapest\"\nleadDays = 0\nhorizon = 2028-01-15\nresidual = \"none\"\nprice = \"partner\"\n\
        coTerm = \"1/31/2027\"\nleaveBy = 2027-05-21T00:00:00Z\nterms = [\"P3Y\", \"P1Y\"]\nmaxBundle = 5\n\
        neverBuy = [\"{0000000A-0000-4000-8000-00000000000A}\"]\nacceptLoss = [\"f20fedf3f3c343c382672bfdd51c0939\"] # ATP\n";
    let read = read_policy("p.toml", text.as_bytes()).unwrap().value;
    let expected = Policy {
        mode: Mode::Cheapest,
        lead_days: 0,
        horizon: Some(date(2028, 1, 15)),
        residual: Residual::None,
        price: PriceColumn::Partner,
        co_term: Some(date(2027, 1, 31)),
        leave_by: Some(date(2027, 5, 21)),
        terms: vec![Term::P3Y, Term::P1Y],
        max_bundle: 5,
        never_buy: vec!["0000000a-0000-4000-8000-00000000000a".parse().unwrap()],
        accept_loss: vec!["f20fedf3-f3c3-43c3-8267-2bfdd51c0939".parse().unwrap()],
    };
    assert_eq!(read.policy, expected);
    assert_eq!(read.places["acceptLoss[0]"], (11, 15));
}

#[test]
fn an_empty_policy_is_the_default() {
    assert_eq!(read_policy("p.toml", b"").unwrap().value.policy, Policy::default());
}

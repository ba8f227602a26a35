//! A seed that is right, and every way in which one is wrong, with its place.

use super::*;
use nahtlos_model::estate::Channel;

const GOOD: &str = r#"schema = "nahtlos.seed/1"

[[partners]]
id = "5d000000-0000-4000-8000-000000000001"
name = "Werft IT GmbH"
domain = "Werft.example"
mpnId = "7000001"

[[partners.applications]]
clientId = "5d000000-0000-4000-8000-0000000000a1"
secret = "ci-secret"

[[partners.users]]
userPrincipalName = "ada@werft.example"
mfa = true

[[customers]]
id = "5d000000-0000-4000-8000-0000000000c1"
name = "Leuchtturm AG"
domain = "leuchtturm.example"
partner = "werft.example"

[[customers.subscriptions]]
skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965"
quantity = 10

[[customers.users]]
userPrincipalName = "kim@leuchtturm.example"
licenses = ["05e9a617-0261-4cee-bb44-138d3ef5d965"]

[[customers]]
id = "5d000000-0000-4000-8000-0000000000c2"
name = "Niemandes GmbH"
domain = "niemandes.example"
"#;

fn parse(text: &str) -> Result<Seed, Vec<Problem>> {
    parse_seed("seed.toml", text.as_bytes(), "2026-12-07".parse().unwrap())
}

#[test]
fn what_is_left_out_has_a_meaning() {
    let seed = parse(GOOD).unwrap();
    let partner = &seed.partners[0];
    assert_eq!(
        (partner.kind, partner.country.as_str(), partner.domain.as_str()),
        (PartnerKind::Direct, "DE", "werft.example")
    );
    assert_eq!(partner.applications[0].roles, [Role::AdminAgent, Role::GlobalAdmin]);
    let [first, second] = &seed.customers[..] else { panic!("{seed:?}") };
    assert!(first.agreement && !second.agreement && second.partner.is_none());
    let sold = &first.estate.subscriptions[0];
    assert_eq!(sold.channel, Channel::ThisPartner);
    assert_eq!(
        (sold.start.unwrap().to_string(), sold.end.unwrap().to_string()),
        ("2026-12-07".to_owned(), "2027-12-07".to_owned())
    );
    assert_eq!(first.estate.users[0].licenses.len(), 1);
}

#[test]
fn what_is_wrong_is_said_with_line_and_path() {
    for (old, new, place, said) in [
        ("nahtlos.seed/1", "nahtlos.estate/1", "seed.toml:1:", "schema"),
        ("mpnId = \"7000001\"", "mpnid = \"7000001\"", "seed.toml:7:1", "\"mpnId\""),
        ("mpnId = \"7000001\"", "", "seed.toml:3:", "\"mpnId\" is missing in partners[0]"),
        ("mpnId = \"7000001\"", "mpnId = \"seven\"", "seed.toml:7:9", "partners[0].mpnId"),
        (
            "mpnId = \"7000001\"",
            "mpnId = \"7\"\nkind = \"direkt\"",
            "seed.toml:8:8",
            "partners[0].kind",
        ),
        (
            "mpnId = \"7000001\"",
            "mpnId = \"7\"\nkind = \"indirectReseller\"",
            "seed.toml:3:",
            "provider",
        ),
        (
            "quantity = 10",
            "quantity = \"ten\"",
            "seed.toml:25:12",
            "customers[0].subscriptions[0].quantity",
        ),
        ("quantity = 10", "quantity = 0", "seed.toml:25:12", "subscriptions[0].quantity is 0"),
        (
            "quantity = 10",
            "quantity = 10\nend = \"2026-01-01\"",
            "seed.toml:23:",
            "not after its start",
        ),
        (
            "quantity = 10",
            "quantity = 10\nend = 5",
            "seed.toml:26:7",
            "customers[0].subscriptions[0].end",
        ),
        ("\"leuchtturm.example\"", "\"leuchtturm\"", "seed.toml:20:10", "no domain"),
        (
            "\"niemandes.example\"",
            "\"werft.example\"",
            "seed.toml:34:10",
            "as is partners[0].domain",
        ),
        ("0000000000c2", "0000000000c1", "seed.toml:32:6", "as is customers[0].id"),
        ("5d000000-0000-4000-8000-0000000000c2", "c2", "seed.toml:32:6", "no GUID"),
        (
            "ada@werft.example",
            "ada@elsewhere.example",
            "seed.toml:14:21",
            "nobody at werft.example",
        ),
        ("secret = \"ci-secret\"", "secret = \"\"", "seed.toml:11:10", "secret is empty"),
        (
            "domain = \"niemandes.example\"",
            "domain = \"n.example\"\nagreement = true",
            "seed.toml:35:13",
            "no partner's customer",
        ),
        ("[[customers.users]]", "[[customers.users]", "seed.toml:27:", "not TOML"),
    ] {
        let text = GOOD.replacen(old, new, 1);
        assert_ne!(text, GOOD, "{old}");
        let problems = parse(&text).unwrap_err();
        let first = problems[0].to_string();
        assert!(first.starts_with(place) && first.contains(said), "{new}: {first}");
        assert!(!problems[0].mend.is_empty(), "{first}");
    }
}

//! The vetting of a legal business profile, in the model: what a partner writes, what the programme decides, and time.

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Source, Tried};
use nahtlos_model::{
    customers::{Address, Contact, country_rules::CountryRules, profile::Checks},
    instants::Instant,
    money::Currency,
    partners::{Partner, PartnerKind},
    profiles::{LegalBusiness, SentLegalBusiness, Vetting, VettingStatus},
    program::Program,
};

const MADE: &str = "the partner's account is made";
const SAME: &str = "written as it is";
const STREET: &str = "another street is written";
const NAME: &str = "another company name is written";
const RIGHT: &str = "the programme says yes";
const WRONG: &str = "the programme says no";
const DUE: &str = "its hours are over";
const SANDBOX: &str = "a sandbox's partner";
const ORDINARY: &str = "an ordinary partner";

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule(MADE,   &[""],                &[NOTHING], "none",       OWN),
    rule(SAME,   &[ORDINARY],          &["none"],                  "pending",    OWN),
    rule(SAME,   &[SANDBOX],           &["none"],                  "authorized", OWN),
    rule(SAME,   &[ORDINARY, SANDBOX], &["pending"],               "pending",    OWN),
    rule(SAME,   &[ORDINARY, SANDBOX], &["authorized"],            "authorized", OWN),
    rule(SAME,   &[ORDINARY, SANDBOX], &["rejected"],              "rejected",   OWN),
    rule(STREET, &[ORDINARY],          &["none", "pending", "rejected"], "pending",    OWN),
    rule(STREET, &[SANDBOX],           &["none", "pending", "rejected"], "authorized", OWN),
    rule(STREET, &[ORDINARY, SANDBOX], &["authorized"],            "authorized", OWN),
    rule(NAME,   &[ORDINARY],          &["none", "pending", "authorized", "rejected"], "pending",    OWN),
    rule(NAME,   &[SANDBOX],           &["none", "pending", "authorized", "rejected"], "authorized", OWN),
    rule(RIGHT,  &[""],                &["pending"],               "authorized", OWN),
    rule(WRONG,  &[""],                &["pending"],               "rejected",   OWN),
    rule(DUE,    &[""],                &["pending"],               "authorized", Source::Number("vettingHours")),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn derived() -> LegalBusiness {
    LegalBusiness::derived(&Partner {
        id: "p".into(),
        kind: PartnerKind::Direct,
        name: "Nordhof".into(),
        mpn_id: "1".into(),
        domain: "nordhof.example".into(),
        country: "DE".into(),
        currency: Currency::new("EUR").unwrap(),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    })
}

fn sent(company: &str, street: &str) -> SentLegalBusiness {
    let address = |street: &str| Address {
        country: "DE".into(),
        city: "Bremen".into(),
        line1: street.into(),
        postal_code: "28195".into(),
        ..Address::default()
    };
    SentLegalBusiness {
        company_name: company.into(),
        address: Some(address(street)),
        primary_contact: Some(Contact {
            first_name: "Ada".into(),
            last_name: "Kern".into(),
            ..Contact::default()
        }),
        approver_address: Some(address("Am Wall 1")),
        approver_email: "ada@nordhof.example".into(),
    }
}

fn written(before: &LegalBusiness, sent: &SentLegalBusiness, sandbox: bool) -> LegalBusiness {
    let checks = Checks {
        rules: CountryRules::bundled(),
        now: now(),
        at: "",
    };
    before.replaced(sent, sandbox, checks).unwrap()
}

fn word(vetting: &Vetting) -> &'static str {
    vetting.status.as_str()
}

/// One in every state, brought there by what leads there.
fn states() -> Vec<LegalBusiness> {
    let pending = written(&derived(), &sent("Nordhof", "Am Wall 1"), false);
    let decided = |right: bool| LegalBusiness {
        vetting: pending.vetting.decided(right, now()).unwrap(),
        ..pending.clone()
    };
    let all = vec![derived(), pending.clone(), decided(true), decided(false)];
    let found: Vec<VettingStatus> = all.iter().map(|p| p.vetting.status).collect();
    assert_eq!(found, VettingStatus::ALL);
    all
}

fn tried() -> Vec<Tried> {
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(word(&derived().vetting).to_owned()),
    }];
    let writes = [
        (SAME, sent("Nordhof", "Am Wall 1")),
        (STREET, sent("Nordhof", "Am Deich 2")),
        (NAME, sent("Südhof", "Am Wall 1")),
    ];
    for (event, sent) in &writes {
        for (when, sandbox) in [(ORDINARY, false), (SANDBOX, true)] {
            for before in states() {
                tried.push(Tried {
                    event,
                    when,
                    from: word(&before.vetting),
                    came: Came::To(word(&written(&before, sent, sandbox).vetting).to_owned()),
                });
            }
        }
    }
    for (event, right) in [(RIGHT, true), (WRONG, false)] {
        for before in states() {
            tried.push(Tried {
                event,
                when: "",
                from: word(&before.vetting),
                came: Came::of(before.vetting.decided(right, now()), word),
            });
        }
    }
    for before in states() {
        let due = before.vetting.due(Program::bundled());
        tried.push(Tried {
            event: DUE,
            when: "",
            from: word(&before.vetting),
            came: due.map_or(Came::Never, |at| Came::of(before.vetting.decided(true, at), word)),
        });
    }
    tried
}

#[test]
fn vettings_live_as_the_table_says() {
    let meaning = |status| match status {
        VettingStatus::None => "no profile was ever written",
        VettingStatus::Pending => "waits to be looked at",
        VettingStatus::Authorized => "found right",
        VettingStatus::Rejected => "found wrong",
    };
    let machine = Machine {
        title: "The vetting of a legal business profile",
        about: "The words are public, when a state changes is our own choice. A vetting blocks nothing.",
        states: VettingStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: RULES,
        tried: tried(),
    };
    crate::check(
        "profiles",
        "Partners' profiles",
        "Decided in `crates/model/src/profiles`.",
        &[machine],
    );
}

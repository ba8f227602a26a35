//! Decisions on users: names, countries, passwords, and what a change leaves alone.

use nahtlos_model::{
    directory::{Domain, User},
    instants::Instant,
    program::Program,
    refusals::{Code, Refusal},
    users::{NewPassword, NewUser, UserChange, change, create, judge_password},
};

fn domain(name: &str, verified: bool, authentication: &str) -> Domain {
    Domain {
        name: name.into(),
        tenant_id: "t".into(),
        is_default: true,
        is_initial: true,
        verified,
        authentication: authentication.into(),
        services: Vec::new(),
        proof: String::new(),
    }
}

fn domains() -> Vec<Domain> {
    vec![
        domain("kunde.example", true, "Managed"),
        domain("neu.example", false, "Managed"),
        domain("eigen.example", true, "Federated"),
    ]
}

fn asked(name: &str) -> NewUser {
    NewUser {
        user_principal_name: name.into(),
        display_name: " Ada ".into(),
        usage_location: Some("de".into()),
        surname: Some(" ".into()),
        ..NewUser::default()
    }
}

fn made(new: &NewUser) -> Result<User, Refusal> {
    create(new, "t", "u", &domains(), Instant(7))
}

#[test]
fn names_lie_in_verified_domains() {
    let user = made(&asked("Ada.O'Hara@KUNDE.example")).unwrap();
    assert_eq!(
        (user.display_name.as_str(), user.usage_location.as_deref(), user.surname.as_deref()),
        ("Ada", Some("DE"), None)
    );
    assert_eq!(
        (user.mail_nickname.as_deref(), user.domain_type.as_str(), user.kind.as_str()),
        (Some("Ada.O'Hara"), "none", "Member")
    );
    for (name, code) in [
        ("ada@neu.example", Code::UserNameDomain),
        ("ada@", Code::InvalidProperty),
        ("@kunde.example", Code::InvalidProperty),
        ("ada", Code::InvalidProperty),
        (".ada@kunde.example", Code::InvalidProperty),
        ("a..da@kunde.example", Code::InvalidProperty),
        ("ada.@kunde.example", Code::InvalidProperty),
        ("ädä@kunde.example", Code::InvalidProperty),
        ("a@b@kunde.example", Code::InvalidProperty),
        ("ada@kunde.example\n.", Code::InvalidProperty),
    ] {
        assert_eq!(made(&asked(name)).unwrap_err().code, code, "{name}");
    }
    assert!(made(&asked(&format!("{}@kunde.example", "a".repeat(64)))).is_ok());
    assert!(made(&asked(&format!("{}@kunde.example", "a".repeat(65)))).is_err());
}

#[test]
fn a_federated_domain_needs_the_own_directorys_id() {
    assert!(made(&asked("ada@eigen.example")).is_err());
    let with = NewUser {
        immutable_id: Some("abc==".into()),
        ..asked("ada@eigen.example")
    };
    assert_eq!(made(&with).unwrap().domain_type, "federated");
}

#[test]
fn a_change_leaves_the_rest_alone() {
    let before = made(&NewUser {
        given_name: Some("Ada".into()),
        phone: Some("1".into()),
        ..asked("ada@kunde.example")
    })
    .unwrap();
    assert_eq!(change(&before, &UserChange::default(), &[]).unwrap(), before);
    let same = UserChange {
        display_name: Some("Ada".into()),
        phone: Some(Some("1".into())),
        ..UserChange::default()
    };
    assert_eq!(change(&before, &same, &[]).unwrap().version, before.version);
    let emptied = UserChange {
        phone: Some(None),
        usage_location: Some(Some(String::new())),
        password: Some(NewPassword {
            hash: "h".into(),
            force_change: true,
        }),
        ..UserChange::default()
    };
    let after = change(&before, &emptied, &[]).unwrap();
    let expected = User {
        phone: None,
        usage_location: None,
        password: Some("h".into()),
        force_change: true,
        version: 2,
        ..before.clone()
    };
    assert_eq!(after, expected);
    for wrong in [
        UserChange {
            display_name: Some(" ".into()),
            ..UserChange::default()
        },
        UserChange {
            usage_location: Some(Some("Deutschland".into())),
            ..UserChange::default()
        },
        UserChange {
            user_principal_name: Some("ada@neu.example".into()),
            ..UserChange::default()
        },
        UserChange {
            mail_nickname: Some("a b".into()),
            ..UserChange::default()
        },
        UserChange {
            surname: Some(Some("x".repeat(65))),
            ..UserChange::default()
        },
    ] {
        assert!(change(&before, &wrong, &domains()).is_err(), "{wrong:?}");
    }
}

#[test]
fn passwords_need_length_and_kinds_and_not_the_name() {
    let numbers = Program::bundled().on(Instant(0).date());
    let judge = |text: &str| judge_password(text, "ada.kern@kunde.example", &numbers);
    for good in ["Abcdefg1", "abcdefg1!", "ÄÖÜäöü12", "Frühling-2026!", "aB3aB3aB"] {
        assert_eq!(judge(good), Ok(()), "{good}");
    }
    let long = format!("A1{}", "a".repeat(255));
    for bad in [
        "",
        "Abcdef1",
        "abcdefgh",
        "abcdefg1",
        "ABCDEFGH1",
        "xAda.Kern1!",
        "Abcdefg1\n",
        &long,
    ] {
        assert_eq!(judge(bad).unwrap_err().code, Code::PasswordWeak, "{bad}");
    }
    assert!(
        !format!(
            "{:?}",
            NewPassword {
                hash: "secret".into(),
                force_change: false
            }
        )
        .contains("secret")
    );
}

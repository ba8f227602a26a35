//! What keeps a center going: `doctor`, `migrate`, `backup`, `restore`, on the database of a center that runs.

use crate::{
    actor::{Ended, Reseller},
    sandbox::Center,
};
use serde_json::Value;

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}{}", ended.out, ended.err))
}

/// The codes of a doctor's findings, with how grave each is.
fn found(ended: &Ended) -> Vec<(String, String)> {
    let told = json(ended);
    let checks = told["checks"].as_array().expect("a list").iter();
    let word = |check: &Value, name: &str| check[name].as_str().expect("a text").to_owned();
    checks.map(|check| (word(check, "code"), word(check, "status"))).collect()
}

#[test]
fn a_running_center_is_backed_up_and_comes_back_as_it_was() {
    let reseller = Reseller::new("upkeep-backup");
    let center = Center::starts(&reseller);
    let customer = center.has_customer();
    let backup = ["backup", "first.backup", "--database", "center.db"];
    let written = reseller.does(&backup);
    assert!(
        written.out.contains("Backup written and read again: first.backup"),
        "{}",
        written.out
    );
    assert!(written.out.contains("sqlite") && written.out.contains("digest"), "{}", written.out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(reseller.folder.join("first.backup"))
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "it holds keys");
    }
    let again = reseller.runs(&backup);
    assert_eq!(again.code, 1, "{}", again.out);
    assert!(again.err.contains("nothing is written over it"), "{}", again.err);
    let later = center.makes_user(&customer);
    assert_eq!(center.stops(), 0);

    let checked = reseller.does(&["backup", "first.backup", "--check", "--json"]);
    let told = json(&checked);
    assert!(
        told["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .any(|t| t["table"] == "customers" && t["rows"] == 2)
    );
    let over = reseller.runs(&["restore", "first.backup", "--database", "center.db"]);
    assert_eq!(over.code, 1, "{}", over.out);
    assert!(over.err.contains("not empty"), "{}", over.err);
    reseller.does(&["restore", "first.backup", "--database", "other.db"]);
    assert!(!reseller.has("other.db.restoring"));

    std::fs::rename(reseller.folder.join("other.db"), reseller.folder.join("center.db")).expect("moved");
    let restored = Center::starts(&reseller);
    let token = restored.administrator();
    let headers = [("authorization", token.as_str())];
    let there = restored.asks("GET", &format!("/v1/customers/{customer}"), &headers, "");
    assert!(there.head.starts_with("HTTP/1.1 200"), "{}", there.head);
    let gone = restored.asks("GET", &format!("/v1/customers/{customer}/users/{later}"), &headers, "");
    assert!(gone.head.starts_with("HTTP/1.1 404"), "{}: made after the backup", gone.head);
    assert_eq!(restored.stops(), 0);

    let bytes = std::fs::read(reseller.folder.join("first.backup")).expect("it is there");
    std::fs::write(reseller.folder.join("cut.backup"), &bytes[..bytes.len() / 2]).expect("written");
    for arguments in [
        &["backup", "cut.backup", "--check"][..],
        &["restore", "cut.backup", "--database", "cut.db"],
    ] {
        let refused = reseller.runs(arguments);
        assert_eq!(refused.code, 1, "{}", refused.out);
        assert!(refused.err.contains("damaged"), "{}", refused.err);
    }
    assert!(!reseller.has("cut.db") && !reseller.has("cut.db.restoring"));
}

#[test]
fn migrations_are_told_before_they_run() {
    let reseller = Reseller::new("upkeep-migrate");
    let look = reseller.runs(&["migrate", "--dry-run", "--database", "new.db"]);
    assert_eq!(look.code, 1, "something would run: {}{}", look.out, look.err);
    assert!(
        look.out.contains("0001_center.sql") && look.out.contains("nothing was changed"),
        "{}",
        look.out
    );
    assert!(!reseller.has("new.db"), "a look makes nothing");
    let ran = json(&reseller.does(&["migrate", "--json", "--database", "new.db"]));
    assert_eq!(ran["ran"][0]["name"], "0001_center.sql");
    let nothing = reseller.does(&["migrate", "--dry-run", "--database", "new.db"]);
    assert!(nothing.out.contains("Nothing to run"), "{}", nothing.out);
    let german = reseller.does(&["migrate", "--database", "new.db", "--lang", "de"]);
    assert!(german.out.contains("Nichts zu tun"), "{}", german.out);
}

#[test]
fn a_doctor_finds_what_is_wrong_and_says_how_to_mend_it() {
    let reseller = Reseller::new("upkeep-doctor");
    let new = reseller.does(&["doctor", "--json", "--database", "new.db"]);
    let all = found(&new);
    assert!(all.contains(&("database-none".into(), "warn".into())), "{all:?}");
    assert!(!reseller.has("new.db"), "a look makes nothing");
    reseller.does(&["migrate", "--database", "new.db"]);
    let fine = reseller.does(&["doctor", "--deep", "--database", "new.db"]);
    for words in [
        "configuration: every setting reads",
        "database: new.db: SQLite 3.",
        "audit chains are whole",
        "clock: 20",
        "disk: .",
        "rules: ",
        "certificates: none",
    ] {
        assert!(fine.out.contains(words), "{words}: {}", fine.out);
    }
    let told = json(&reseller.does(&["doctor", "--json", "--database", "new.db"]));
    assert_eq!(told["status"], "ok", "{told}");
    let areas: Vec<&str> = told["checks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|c| c["check"].as_str())
        .collect();
    assert_eq!(areas, ["configuration", "database", "clock", "disk", "rules", "certificates"]);

    reseller.writes("nahtlos.toml", "listen = \"0.0.0.0:80\"\ndatabase = \"new.db\"\ntls-cert = [\"none.pem\"]\ntls-key = [\"none.key\"]\nsmtp = \"nonsense://secret@x\"\n");
    let wrong = reseller.runs(&["doctor", "--json"]);
    assert_eq!(wrong.code, 1, "{}", wrong.out);
    let all = found(&wrong);
    for (code, status) in [("mail-broken", "fail"), ("certificate-broken", "fail"), ("database-fine", "ok")] {
        assert!(all.contains(&(code.into(), status.into())), "{code}: {all:?}");
    }
    assert!(!wrong.out.contains("secret"), "{}", wrong.out);
    for check in json(&wrong)["checks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|c| c["status"] != "ok")
    {
        assert!(check["mend"].as_str().is_some_and(|text| text.len() > 20), "{check}");
    }
    reseller.writes("nahtlos.toml", "colour = \"green\"\n");
    let broken = reseller.runs(&["doctor", "--json"]);
    assert_eq!((broken.code, found(&broken)), (1, vec![("settings-broken".into(), "fail".into())]));
    assert!(broken.out.contains("colour"), "{}", broken.out);
    reseller.writes("nahtlos.toml", "database = \"text.db\"\n");
    reseller.writes("text.db", &"this is no database, but long enough to look like one. ".repeat(100));
    let text = reseller.runs(&["doctor", "--lang", "de"]);
    assert_eq!(text.code, 1, "{}", text.out);
    assert!(text.out.contains("FEHLER") && text.out.contains("not a database"), "{}", text.out);
}

#[test]
fn every_finding_has_its_sentences_in_both_languages() {
    for lang in [nahtlos_report::Lang::De, nahtlos_report::Lang::En] {
        let texts = nahtlos_report::Texts::new(lang);
        for code in nahtlos_server::doctor::Code::ALL {
            let key = format!("cli-doctor-{}", code.as_str());
            assert!(texts.has(&key), "{key}");
            assert!(texts.has(&format!("cli-doctor-area-{}", code.area())), "{}", code.area());
            let mends = texts.has(&format!("{key}-mend"));
            assert_eq!(mends, code.status() != nahtlos_server::doctor::Status::Ok, "{key}-mend");
        }
    }
}

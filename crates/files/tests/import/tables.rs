//! Tables: users exports in both layouts and separators, licences export, PowerShell's SKUs.

use crate::support::*;
use nahtlos_files::import::{FindingCode as F, Options, QuestionCode as Q, Source, column_rename};
use nahtlos_files::table::Encoding;
use nahtlos_model::estate::SubscriptionStatus;

const USERS: &str = "Display name,User principal name,Object Id,Usage location,Soft deletion time stamp,Block credential,Licenses\n\
    Ada,ada@contoso.example,u1,DE,,False,Office 365 E3+Exchange Online (Plan 1)\n\
    Bo,bo@contoso.example,u2,,,True,Enterprise Mobility + Security E3+Office 365 E3\n\
    Cy,cy@contoso.example,u3,DE,,False,Unlicensed\n\
    Di,di@contoso.example,u4,DE,2026-11-01 09:00:00Z,False,Office 365 E3\n\
    Ed,ed#EXT#@contoso.example,u5,DE,,False,Office 365 E3\n";

fn imported(source: Source) -> nahtlos_files::import::Imported {
    let catalogue = catalogue();
    done(
        &[source],
        &Options {
            catalogue: Some(&catalogue),
            ..options()
        },
    )
}

#[test]
fn users_by_name_become_users_by_sku() {
    let imported = imported(file("users.csv", USERS));
    let held: Vec<_> = imported
        .estate
        .users
        .iter()
        .map(|u| (u.id.as_str(), u.licenses.len(), u.usage_location.as_deref()))
        .collect();
    assert_eq!(
        held,
        [("u1", 2, Some("DE")), ("u2", 2, None), ("u3", 0, Some("DE")), ("u5", 1, Some("DE"))]
    );
    let ems = sku("00000000-0000-4000-8000-000000000e03");
    assert!(
        imported.estate.users[1].licenses.iter().any(|l| l.sku_id == ems),
        "a name with a plus in it stays whole"
    );
    assert_eq!(finding(&imported, F::DeletedUsers).notice.subjects, ["di@contoso.example"]);
    assert_eq!(finding(&imported, F::BlockedUsers).notice.subjects, ["u2"]);
    assert_eq!(finding(&imported, F::Guests).notice.subjects, ["u5"]);
    assert_eq!(finding(&imported, F::NoUsageLocation).notice.subjects, ["u2"]);
    assert_eq!(finding(&imported, F::AssignmentUnknown).notice.subjects, ["u1", "u2", "u5"]);
}

#[test]
fn users_alone_tell_nothing_of_seats_so_these_are_asked_for() {
    let directory = page(&[user("u", &[(E3, "", &[], "Active")], "")]);
    for (source, held) in [(file("users.csv", USERS), 3), (file("users.json", directory), 1)] {
        let imported = imported(source.clone());
        assert!(
            !imported.is_complete() && !has(&imported, F::OverAssigned),
            "{:?}",
            imported.findings
        );
        let of = |code: Q| imported.open_questions.iter().filter(|q| q.code == code).count();
        assert_eq!((of(Q::Channel), of(Q::Quantity), of(Q::End)), (held, held, held));
        let asked = imported.open_questions.iter().find(|q| q.sku == Some(sku(E3))).unwrap();
        assert_eq!(asked.subject, format!("sku-{E3}"));
        // A list of subscriptions, an empty one too, says what there is.
        let list = r#"{"@odata.context":"https://graph.example/v1.0/$metadata#directory/subscriptions","value":[]}"#;
        let with_list = done(
            &[source, file("s.json", list)],
            &Options {
                catalogue: Some(&catalogue()),
                ..options()
            },
        );
        assert!(with_list.is_complete() && has(&with_list, F::OverAssigned));
    }
}

#[test]
fn seats_asked_for_are_answered_or_said_not_to_be_there() {
    let answers = format!(
        "[subscriptions.\"sku-{E3}\"]\nchannel = \"webDirect\"\nquantity = 5\nend = 2027-03-01\n\
         [subscriptions.\"sku-{EXO}\"]\nstatus = \"deleted\"\n\
         [subscriptions.\"sku-00000000-0000-4000-8000-000000000e03\"]\nstatus = \"expired\"\n"
    );
    let with = Options {
        catalogue: Some(&catalogue()),
        ..with_answers(&answers)
    };
    let imported = done(&[file("users.csv", USERS)], &with);
    assert!(imported.is_complete(), "{:?}", imported.open_questions);
    let seats: Vec<_> = imported
        .estate
        .subscriptions
        .iter()
        .map(|s| (s.sku_id, s.quantity, s.end))
        .collect();
    assert_eq!(seats, [(sku(E3), 5, Some(day("2027-03-01")))]);
}

#[test]
fn separator_mark_and_order_of_columns_do_not_matter() {
    let wanted = imported(file("users.csv", USERS)).estate;
    let semicolons = USERS.replace(',', ";");
    assert_eq!(imported(file("users.csv", &semicolons)).estate, wanted);
    assert_eq!(imported(file("users.csv", format!("\u{feff}{semicolons}"))).estate, wanted);
    let turned: String = USERS
        .lines()
        .map(|l| l.split(',').rev().collect::<Vec<_>>().join(",") + "\r\n")
        .collect();
    assert_eq!(imported(file("users.csv", turned)).estate, wanted);
}

#[test]
fn other_headers_are_named_by_renames() {
    let german = USERS
        .replace("Licenses", "Lizenzen")
        .replace("User principal name", "Benutzerprinzipalname")
        .replace("Unlicensed", "Nicht lizenziert");
    let catalogue = catalogue();
    let mut with = Options {
        catalogue: Some(&catalogue),
        ..options()
    };
    let problem = refused(&[file("users.csv", &german)], &with);
    assert_eq!(problem.code, "unknownTable");
    assert!(problem.mend.contains("--column"), "{problem}");
    with.columns = vec![
        column_rename("lizenzen=Licenses").unwrap(),
        column_rename("Benutzerprinzipalname = user principal name").unwrap(),
    ];
    assert_eq!(
        done(&[file("users.csv", &german)], &with).estate,
        imported(file("users.csv", USERS)).estate
    );
    with.columns.pop();
    let problem = refused(&[file("users.csv", &german)], &with);
    assert_eq!((problem.code, problem.line), ("missingColumn", Some(1)));
    with.columns = vec![column_rename("Nope=Licenses").unwrap()];
    assert_eq!(refused(&[file("users.csv", USERS)], &with).code, "unusedColumn");
    for bad in ["Lizenzen", "=Licenses", "Lizenzen=Licences held"] {
        assert_eq!(column_rename(bad).unwrap_err().code, "badColumn", "{bad}");
    }
}

#[test]
fn windows_1252_is_offered_and_read_when_asked() {
    let bytes: Vec<u8> = USERS
        .replace("Ada", "J\u{f6}rg")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let problem = refused(&[file("users.csv", &bytes)], &options());
    assert_eq!((problem.code, problem.line, problem.column), ("notUtf8", Some(2), Some(1)));
    assert!(problem.to_string().contains("indows-1252"), "{problem}");
    let catalogue = catalogue();
    let with = Options {
        catalogue: Some(&catalogue),
        encoding: Encoding::Windows1252,
        ..options()
    };
    assert_eq!(done(&[file("users.csv", bytes)], &with).estate.users.len(), 4);
    // The option is for files that are not UTF-8; the others stay what they are, with or without a byte order mark.
    let text = USERS.replace("ada@contoso.example", "j\u{f6}rg@contoso.example");
    assert_ne!(text, USERS);
    for text in [text.clone(), format!("\u{feff}{text}")] {
        let estate = done(&[file("users.csv", text)], &with).estate;
        assert_eq!(estate.users[0].user_principal_name, "j\u{f6}rg@contoso.example");
    }
}

#[test]
fn a_name_of_no_or_several_skus_is_asked_about() {
    let text = USERS.replace("Office 365 E3", "Twin");
    let imported = imported(file("users.csv", &text));
    let asked = question(&imported, Q::ProductName);
    assert_eq!(
        (asked.subject.as_str(), asked.key.as_str(), asked.choices.len(), asked.required),
        ("Twin", "\"Twin\"", 2, true)
    );
    assert_eq!(asked.subjects, ["u1", "u2", "u5"]);
    assert_eq!(value(finding(&imported, F::LicenseLeftOut), "name"), "Twin");
    assert!(!imported.is_complete());
    assert_eq!(imported.estate.users[0].licenses.len(), 1);
    let catalogue = catalogue();
    let answered = |value: &str| {
        let options = Options {
            catalogue: Some(&catalogue),
            ..with_answers(&format!("[products]\n\"TWIN\" = \"{value}\"\n"))
        };
        done(&[file("users.csv", &text)], &options)
    };
    let chosen = answered(E3);
    assert!(chosen.open_questions.iter().all(|q| q.code != Q::ProductName));
    assert_eq!(chosen.estate.users[0].licenses.len(), 2);
    assert_eq!(answered("none").estate.users[0].licenses.len(), 1);
}

#[test]
fn without_products_every_name_is_asked_about() {
    let imported = done(&[file("users.csv", USERS)], &options());
    let names: Vec<_> = imported.open_questions.iter().map(|q| q.subject.as_str()).collect();
    assert_eq!(
        names,
        ["Enterprise Mobility + Security E3", "Exchange Online (Plan 1)", "Office 365 E3"]
    );
}

#[test]
fn the_directory_counts_over_the_users_export() {
    let directory = page(&[
        user("u1", &[(E3, "", &[], "Active")], ""),
        user("u2", &[(E3, "", &[], "Active")], r#""userPrincipalName":"bo@contoso.example""#),
    ]);
    let catalogue = catalogue();
    let with = Options {
        catalogue: Some(&catalogue),
        ..options()
    };
    let imported = done(&[file("users.csv", USERS), file("users.json", directory)], &with);
    let held: Vec<_> = imported.estate.users.iter().map(|u| (u.id.as_str(), u.licenses.len())).collect();
    assert_eq!(held, [("u1", 1), ("u2", 1), ("u3", 0), ("u5", 1)]);
    let differ: Vec<_> = all_of(&imported, F::UsersDiffer)
        .iter()
        .map(|f| (value(f, "what"), f.notice.subjects.join(" ")))
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        differ,
        [
            pair("licenses", "u1 u2"),
            pair("usageLocation", "u2"),
            pair("onlyInUsersExport", "u3 u5")
        ]
    );
}

#[test]
fn a_licences_export_gives_seats_and_asks_for_the_rest() {
    let text = "Product Title,Total Licenses,Expired Licenses,Assigned licenses\nOffice 365 E3,45,0,25\nExchange Online (Plan 1),0,5,0\nTwin,3,0,3\n";
    let imported = imported(file("licenses.csv", text));
    assert_eq!(value(finding(&imported, F::SeatsWithoutSubscription), "seats"), "45");
    assert_eq!(value(finding(&imported, F::SubscriptionInactive), "seats"), "5");
    assert_eq!(
        question(&imported, Q::ProductName).facts,
        "Total Licenses 3, Assigned licenses 3, Expired Licenses 0"
    );
    assert_eq!(question(&imported, Q::Channel).table, format!("subscriptions.\"sku-{E3}\""));
    question(&imported, Q::End);
    assert!(has(&imported, F::SubscriptionsMissing) && has(&imported, F::UsersMissing));
    assert!(imported.estate.subscriptions.is_empty());
}

#[test]
fn a_renewal_date_counts_as_the_end() {
    let text = "Product Title;Total Licenses;Expired Licenses;Assigned licenses;Renewal Date\nOffice 365 E3;45;0;25;1/31/2027\n";
    let catalogue = catalogue();
    let answers = format!("[products]\n\"Office 365 E3\" = \"{E3}\"\n[subscriptions.\"sku-{E3}\"]\nchannel = \"webDirect\"\n");
    let imported = done(
        &[file("licenses.csv", text)],
        &Options {
            catalogue: Some(&catalogue),
            ..with_answers(&answers)
        },
    );
    assert_eq!(imported.estate.subscriptions[0].end, Some(day("2027-01-31")));
    assert!(has(&imported, F::EndIsRenewalDate) && all_answered(&imported));
}

#[test]
fn powershells_skus_give_consumption_only() {
    let text = format!(
        "\"SkuId\",\"SkuPartNumber\",\"CapabilityStatus\",\"ConsumedUnits\",\"AppliesTo\",\"AccountId\",\"AccountName\",\"PrepaidUnits\"\n\
         \"{E3}\",\"ENTERPRISEPACK\",\"Enabled\",\"25\",\"User\",\"{CUSTOMER}\",\"contoso\",\"Microsoft.Graph.PowerShell.Models.MicrosoftGraphLicenseUnitsDetail\"\n\
         \"{EXO}\",\"EXCHANGESTANDARD\",\"Suspended\",\"0\",\"User\",\"{CUSTOMER}\",\"contoso\",\"x\"\n\
         \"{STANDARD}\",\"ORG\",\"Enabled\",\"0\",\"Company\",\"{CUSTOMER}\",\"contoso\",\"x\"\n"
    );
    let imported = done(&[file("skus.csv", &text)], &options());
    let asked: Vec<_> = imported.open_questions.iter().filter(|q| q.required).map(|q| q.code).collect();
    assert_eq!(asked, [Q::Channel, Q::Quantity, Q::End]);
    assert!(has(&imported, F::CompanySku));
    let answers = format!(
        "[subscriptions.\"sku-{E3}\"]\nchannel = \"webDirect\"\nquantity = 30\nend = 2027-03-01\nstart = \"2026-03-01\"\nautoRenew = false\n"
    );
    let answered = done(&[file("skus.csv", &text)], &with_answers(&answers));
    let s = &answered.estate.subscriptions[0];
    assert_eq!(
        (s.quantity, s.start, s.end, s.auto_renew),
        (30, Some(day("2026-03-01")), Some(day("2027-03-01")), Some(false))
    );
    assert_eq!(s.status, SubscriptionStatus::Active);
    assert!(all_answered(&answered));
}

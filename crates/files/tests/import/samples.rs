//! The layout samples: every one of them is read, and all Graph samples together, with answers,
//! give a complete estate that can be written and read again.

use crate::support::*;
use nahtlos_files::{
    estate::{read_estate, write_estate},
    import::{FindingCode as F, Options, QuestionCode as Q, Source, import},
    table::Table,
};
use nahtlos_model::{
    catalogue::{Catalogue, Product},
    estate::{Channel, SubscriptionKind, SubscriptionStatus},
    ids::SkuId,
};
use std::path::Path;

const STANDARD_OWNER: &str = "00000000-0000-4000-8000-000000000101";
const SECOND_OWNER: &str = "00000000-0000-4000-8000-000000000102";

fn id(n: u32) -> String {
    format!("00000000-0000-4000-8000-000000000{n}")
}

fn products() -> Option<Catalogue> {
    let path = shared("skus.csv")?;
    let mut table = Table::open("skus.csv", std::fs::File::open(path).unwrap()).unwrap();
    let columns = ["GUID", "String_Id", "Product_Display_Name"].map(|c| table.column(c).unwrap());
    let mut catalogue = Catalogue::default();
    while let Some(row) = table.next_row().unwrap() {
        let [guid, string_id, name] = columns.map(|c| row.get(c).to_owned());
        let guid: SkuId = guid.parse().unwrap();
        catalogue.products.entry(guid).or_insert(Product {
            name,
            string_id,
            plans: Vec::new(),
        });
    }
    Some(catalogue)
}

fn paths(folder: &Path, starts: &str) -> Vec<Source> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.retain(|p| p.file_name().unwrap().to_string_lossy().starts_with(starts));
    names.sort();
    names.into_iter().map(Source::from).collect()
}

fn bare() -> Options<'static> {
    let mut options = Options::new(day("2026-12-01"));
    options.country = Some("DE".into());
    options.currency = nahtlos_model::money::Currency::new("EUR");
    options.this_partner = Some(SECOND_OWNER.into());
    options.partners.insert(STANDARD_OWNER.into(), "Alpha Reseller".into());
    options
}

fn answers() -> String {
    format!(
        "[defaults]\nchannel = \"webDirect\"\ngeneration = \"newCommerce\"\nautoRenew = true\ntermDuration = \"P1Y\"\n\
         [subscriptions.\"{}\"]\ndescription = \"graph_directory_subscriptions.json\"\n\
         [subscriptions.\"sku-6fd2c87f-b296-42f0-b197-1e91e994b900\"]\nend = 2027-06-30\nstart = 2026-06-30\nchannel = \"volumeLicense\"\n",
        id(201)
    )
}

#[test]
fn all_graph_samples_give_a_complete_estate() {
    let Some(folder) = shared("samples") else { return };
    let sources = paths(&folder, "graph_");
    assert_eq!(sources.len(), 6);
    let open = done(&sources, &bare());
    assert!(!open.is_complete());
    assert_eq!(question(&open, Q::Description).subject, id(201));
    assert!(
        question(&open, Q::Description)
            .choices
            .contains(&"\"graph_directory_subscriptions.json\"".to_owned())
    );
    let asked: Vec<_> = open
        .open_questions
        .iter()
        .filter(|q| q.code == Q::Channel)
        .map(|q| q.subject.clone())
        .collect();
    assert_eq!(asked, [id(203), format!("sku-{E3}")]);

    let imported = done(
        &sources,
        &Options {
            answers: Some(("answers.toml".into(), answers())),
            ..bare()
        },
    );
    assert!(imported.open_questions.is_empty(), "{:#?}", imported.open_questions);
    let estate = &imported.estate;
    let rows: Vec<_> = estate
        .subscriptions
        .iter()
        .map(|s| (s.id.clone(), s.channel, s.quantity, s.end.unwrap().to_string(), s.status))
        .collect();
    use SubscriptionStatus as S;
    assert_eq!(
        rows,
        [
            (id(201), Channel::OtherPartner, 25, "2026-12-15".into(), S::Active),
            (id(202), Channel::ThisPartner, 20, "2027-11-20".into(), S::Active),
            (id(203), Channel::WebDirect, 5, "2027-03-01".into(), S::Active),
            (id(204), Channel::OtherPartner, 5, "2026-12-01".into(), S::Warning),
            (format!("sku-{E3}"), Channel::VolumeLicense, 25, "2027-06-30".into(), S::Active),
        ]
    );
    assert_eq!(estate.subscriptions[0].owner.as_deref(), Some("Alpha Reseller"));
    let held: Vec<_> = estate
        .users
        .iter()
        .map(|u| u.licenses.iter().map(|l| l.via_group.is_some()).collect::<Vec<_>>())
        .collect();
    assert_eq!(held, [vec![false], vec![true], vec![false, true], vec![], vec![false]]);
    assert_eq!(estate.groups[0].name, "LIC-M365-Standard");
    assert_eq!(finding(&imported, F::AlsoDirect).notice.subjects, [id(503)]);
    assert_eq!(finding(&imported, F::AssignmentFailed).notice.subjects, [id(504)]);
    assert_eq!(finding(&imported, F::BlockedUsers).notice.subjects, [id(505)]);
    assert_eq!(finding(&imported, F::NoUsageLocation).notice.subjects, [id(505)]);
    assert_eq!(finding(&imported, F::SubscriptionInactive).notice.subjects, [id(204)]);
    assert!(
        all_of(&imported, F::ConsumedDiffers)
            .iter()
            .any(|f| value(f, "consumed") == "25" && value(f, "held") == "3")
    );
    assert_eq!(all_of(&imported, F::UnusedSeats).len(), 3);
    assert_eq!(
        (
            estate.customer.id.as_str(),
            estate.customer.name.as_str(),
            estate.customer.domain.as_str()
        ),
        ("00000000-0000-4000-8000-000000000001", "contosodemo", "contosodemo.example")
    );

    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import-samples-estate.json");
    write_estate(&path, estate).unwrap();
    let again = read_estate(&path).unwrap_or_else(|problems| panic!("{}", listed(&problems)));
    assert_eq!(&again.value.estate, estate);
    assert_eq!(
        done(
            &sources,
            &Options {
                answers: Some(("answers.toml".into(), answers())),
                ..bare()
            }
        ),
        imported
    );
}

#[test]
fn the_beta_sample_is_a_trial_whose_seller_is_asked_for() {
    let Some(folder) = shared("samples") else { return };
    let imported = done(&[Source::from(folder.join("graph_directory_subscriptions_beta.json"))], &options());
    assert_eq!(question(&imported, Q::Channel).subject, id(201));
    let answered = done(
        &[Source::from(folder.join("graph_directory_subscriptions_beta.json"))],
        &with_answers("[defaults]\nchannel = \"webDirect\"\n"),
    );
    let s = &answered.estate.subscriptions[0];
    assert_eq!((s.kind, s.quantity, s.end), (SubscriptionKind::Trial, 100, Some(day("2026-10-04"))));
    assert!(has(&answered, F::EndedButActive) && has(&answered, F::Trial) && answered.open_questions.is_empty());
}

#[test]
fn every_users_export_gives_the_same_users() {
    let (Some(folder), Some(catalogue)) = (shared("samples"), products()) else {
        return;
    };
    let with = Options {
        catalogue: Some(&catalogue),
        ..options()
    };
    let mut sources = paths(&folder, "m365_users_export");
    assert_eq!(sources.len(), 3);
    let all = done(&sources, &with);
    assert_eq!(finding(&all, F::UsersRepeated).notice.subjects.len(), 5);
    while let Some(source) = sources.pop() {
        let imported = done(&[source], &with);
        assert_eq!(imported.estate.users, all.estate.users);
        // Whose users hold what is complete; the seats, of which a users export says nothing, are asked for.
        let asked = [
            Q::Channel,
            Q::Quantity,
            Q::End,
            Q::Start,
            Q::AutoRenew,
            Q::TermDuration,
            Q::Generation,
        ];
        assert!(imported.open_questions.iter().all(|q| asked.contains(&q.code)));
        assert!(!imported.is_complete());
    }
    let held: Vec<usize> = all.estate.users.iter().map(|u| u.licenses.len()).collect();
    assert_eq!(held, [1, 1, 2, 0, 1]);
    assert_eq!(finding(&all, F::BlockedUsers).notice.subjects, [id(505)]);
}

#[test]
fn users_export_and_directory_together_are_compared() {
    let (Some(folder), Some(catalogue)) = (shared("samples"), products()) else {
        return;
    };
    let with = Options {
        catalogue: Some(&catalogue),
        ..bare()
    };
    let mut sources = paths(&folder, "m365_");
    sources.extend(paths(&folder, "graph_users"));
    sources.extend(paths(&folder, "graph_subscribedSkus.json"));
    let imported = done(&sources, &with);
    assert_eq!(imported.estate.users.len(), 5);
    let differs = finding(&imported, F::UsersDiffer);
    assert_eq!(
        (value(differs, "what").as_str(), differs.notice.subjects.as_slice()),
        ("usageLocation", [id(505)].as_slice())
    );
    assert!(!has(&imported, F::CountsDiffer));
}

#[test]
fn licences_export_and_powershell_give_seats_and_consumption() {
    let (Some(folder), Some(catalogue)) = (shared("samples"), products()) else {
        return;
    };
    let with = Options {
        catalogue: Some(&catalogue),
        ..options()
    };
    let licences = done(&[Source::from(folder.join("m365_licenses_export.csv"))], &with);
    let seats: Vec<_> = all_of(&licences, F::SeatsWithoutSubscription)
        .iter()
        .map(|f| value(f, "seats"))
        .collect();
    assert_eq!(seats, ["5", "45"]);
    assert_eq!(value(finding(&licences, F::SubscriptionInactive), "seats"), "5");
    let powershell = done(&[Source::from(folder.join("Get-MgSubscribedSku.csv"))], &bare());
    assert_eq!(question(&powershell, Q::Quantity).subject, format!("sku-{STANDARD}"));
    assert!(question(&powershell, Q::End).required);
}

#[test]
fn what_is_no_export_of_the_tenant_is_refused() {
    let Some(folder) = shared("samples") else { return };
    let problems = import(
        &[Source::from(folder.join("partnercenter_transitionEligibilities.json"))],
        &options(),
    )
    .unwrap_err();
    assert_eq!(problems[0].code, "unknownObject", "{}", listed(&problems));
}

#[test]
fn the_bundled_example_is_answered_completely() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let sources = paths(&folder.join("exports"), "");
    let text = std::fs::read_to_string(folder.join("answers.toml")).unwrap();
    let file = std::fs::File::open(folder.join("vendor/products.csv")).unwrap();
    let mut problems = nahtlos_files::problem::Problems::new();
    let mut table = Table::open("products.csv", file).unwrap();
    let products = nahtlos_files::catalogue::read_products(&mut table, &mut problems);
    let catalogue = Catalogue {
        products: products.products,
        ..Catalogue::default()
    };
    let mut options = Options::new(day("2026-12-01"));
    (options.answers, options.catalogue) = (Some(("answers.toml".into(), text)), Some(&catalogue));
    let imported = done(&sources, &options);
    assert!(imported.is_complete(), "{:#?}", imported.open_questions);
    assert!(!has(&imported, F::UnknownSku) && !has(&imported, F::SubscriptionLeftOut));
}

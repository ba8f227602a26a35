//! `case new` and `case check`: recognised by header, only the rows needed, whole or not at all.

mod common;

use common::{Folder, reference_cases};
use nahtlos_files::{
    assemble::{Assembled, NewCase, check_case, new_case},
    case::read_case,
    catalogue::Layout,
    problem::Problem,
    table::Encoding,
};
use nahtlos_model::policy::Policy;
use std::{fs, path::PathBuf};

const PRODUCTS: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,MAIL,00000000-0000-4000-8000-0000000000b1,Mail
Suite B,SUITE_B,00000000-0000-4000-8000-00000000000b,FILES,00000000-0000-4000-8000-0000000000b2,Files
Suite C,SUITE_C,00000000-0000-4000-8000-00000000000c,CHAT,00000000-0000-4000-8000-0000000000b3,Chat
Suite D,SUITE_D,00000000-0000-4000-8000-00000000000d,CALLS,00000000-0000-4000-8000-0000000000b4,Calls
";
const HEADER: &str = "ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment";
const OFFERS: &str = "ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,ProductSkuPreRequisites,AllowedCountries
CFQA,0001,Suite A,00000000-0000-4000-8000-00000000000a,1,100,,DE
CFQA,0002,Suite A elsewhere,00000000-0000-4000-8000-00000000000a,1,300,,
CFQB,0001,Suite B,00000000-0000-4000-8000-00000000000b,1,,,
CFQC,0001,Suite C,00000000-0000-4000-8000-00000000000c,1,,,
";
const ESTATE: &str = r#"{"schema": "nahtlos.estate/1",
 "customer": {"id": "c1", "name": "Tiny", "domain": "tiny.example", "country": "DE", "currency": "EUR"},
 "asOf": "2026-12-01",
 "subscriptions": [{"id": "s1", "channel": "webDirect", "skuId": "00000000-0000-4000-8000-00000000000a", "quantity": 3, "end": "2027-01-15", "status": "active"}],
 "users": [{"id": "u1", "userPrincipalName": "a@tiny.example", "licenses": [{"skuId": "00000000-0000-4000-8000-00000000000a", "disabledPlans": []}]}]}
"#;

/// Two price lists: one of DE with other markets, one semicolon-separated with the columns in another order.
fn price_lists(folder: &Folder) -> [PathBuf; 2] {
    let row = |product: &str, market: &str, currency: &str, end: &str, segment: &str| {
        format!("{product},0001,Suite,P1Y,Annual,{market},{currency},10.00,,2024-01-01,{end},12.00,{segment}\n")
    };
    let first = [
        row("CFQA", "DE", "EUR", "9999-12-31", ""),
        row("CFQB", "DE", "EUR", "2026-11-30", "Commercial"),
        row("CFQA", "FR", "EUR", "9999-12-31", "Commercial"),
        row("CFQA", "DE", "USD", "9999-12-31", "Commercial"),
        row("CFQA", "DE", "EUR", "9999-12-31", "Education"),
        row("CFQC", "FR", "EUR", "9999-12-31", "Commercial"),
        // Wrong, but of no concern to this customer.
        row("CFQC", "FR", "EUR", "soon", "Commercial"),
    ];
    let turned = |line: String| line.trim().rsplit(',').collect::<Vec<_>>().join(";") + "\n";
    let second = turned(HEADER.to_owned()) + &turned(row("CFQB", "DE", "EUR", "9999-12-31", "Commercial"));
    [
        folder.put("in/march.csv", format!("{HEADER}\n{}", first.concat())),
        folder.put("in/april.csv", second),
    ]
}

/// Makes a case out of files in no particular order.
fn assemble(folder: &Folder, policy: Option<&str>) -> Result<Assembled, Vec<Problem>> {
    let [march, april] = price_lists(folder);
    let files = [folder.put("in/x1.csv", OFFERS), april, folder.put("in/x2.csv", PRODUCTS), march];
    let estate = folder.put("in/estate.json", ESTATE);
    let policy = policy.map(|text| folder.put("in/p.toml", text));
    new_case(&NewCase {
        folder: &folder.0.join("case"),
        estate: &estate,
        files: &files,
        policy: policy.as_deref(),
        other_encoding: Encoding::Utf8,
    })
}

fn lines(folder: &Folder, name: &str) -> Vec<String> {
    fs::read_to_string(folder.0.join("case").join(name))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn keeps_the_rows_that_the_customer_needs() {
    let folder = Folder::new();
    let made = assemble(&folder, None).unwrap();
    let kept: Vec<(Layout, u64, u64)> = made.kept.iter().map(|kept| (kept.layout, kept.kept, kept.rows)).collect();
    assert_eq!(
        kept,
        [
            (Layout::Prices, 1, 1),
            (Layout::Prices, 1, 7),
            (Layout::Offers, 3, 4),
            (Layout::Products, 2, 4)
        ]
    );
    assert_eq!(made.report.missing, []);
    let odd: Vec<(&str, bool)> = made
        .report
        .problems
        .iter()
        .map(|problem| (problem.code, problem.is_error()))
        .collect();
    assert_eq!(odd, [("badDate", false)]);
    // Both price lists in the columns of the first; the offer that raises the seat limit is kept.
    assert_eq!(
        lines(&folder, "pricelist.csv")[1..],
        [
            "Commercial,12.00,9999-12-31,2024-01-01,,10.00,EUR,DE,Annual,P1Y,Suite,0001,CFQB",
            ",12.00,9999-12-31,2024-01-01,,10.00,EUR,DE,Annual,P1Y,Suite,0001,CFQA"
        ]
    );
    assert!(lines(&folder, "offermatrix.csv").iter().any(|line| line.contains(",300,")));
    let case = read_case(&folder.0.join("case")).unwrap().value;
    assert_eq!(case.policy, Policy::default());
    assert!(lines(&folder, "policy.toml").contains(&"# horizon = \"2028-01-15\"".to_owned()));
    assert!(check_case(&folder.0.join("case")).is_good());
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2, "nothing is left beside the case");
}

#[test]
fn keeps_what_the_policy_names() {
    let folder = Folder::new();
    let policy = "neverBuy = [\"00000000-0000-4000-8000-00000000000c\"]\nacceptLoss = [\"00000000-0000-4000-8000-0000000000b4\"]\n";
    assemble(&folder, Some(policy)).unwrap();
    assert_eq!(lines(&folder, "products.csv").len(), 5);
    assert_eq!(lines(&folder, "policy.toml").join("\n") + "\n", policy);
}

#[test]
fn refuses_a_folder_that_holds_anything_and_takes_an_empty_one() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("case")).unwrap();
    assemble(&folder, None).unwrap();
    let before = fs::read(folder.0.join("case/pricelist.csv")).unwrap();
    let problems = assemble(&folder, None).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        format!(
            "{}: The folder exists and is not empty. Give a folder that does not exist yet, or empty this one.",
            folder.0.join("case").display()
        )
    );
    assert_eq!(fs::read(folder.0.join("case/pricelist.csv")).unwrap(), before);
}

#[test]
fn nothing_is_written_where_a_file_is_wrong() {
    for (offers, code) in [
        (OFFERS.replace(",100,", ",many,"), "badNumber"),
        ("A,B\n".to_owned(), "unknownLayout"),
        (PRODUCTS.to_owned(), "missingFile"),
        (String::new(), "emptyFile"),
    ] {
        let folder = Folder::new();
        let [march, april] = price_lists(&folder);
        let files = [march, april, folder.put("in/x1.csv", &offers), folder.put("in/x2.csv", PRODUCTS)];
        let estate = folder.put("in/estate.json", ESTATE);
        let new = NewCase {
            folder: &folder.0.join("case"),
            estate: &estate,
            files: &files,
            policy: None,
            other_encoding: Encoding::Utf8,
        };
        let problems = new_case(&new).unwrap_err();
        assert!(
            problems.iter().any(|problem| problem.code == code && problem.is_error()),
            "{code}: {problems:?}"
        );
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "{code}: only the inputs are there");
    }
}

#[test]
fn says_what_is_missing() {
    for (old, new, code) in [
        ("\"country\": \"DE\"", "\"country\": \"PL\"", &["notSoldInCountry", "noPrices"][..]),
        ("\"currency\": \"EUR\"", "\"currency\": \"SEK\"", &["noPrices"]),
        (
            "\"users\": [{\"id\": \"u1\"",
            "\"users\": [{\"id\": \"u0\", \"userPrincipalName\": \"c\", \"licenses\": [{\"skuId\": \"00000000-0000-4000-8000-00000000000c\"}]}, {\"id\": \"u1\"",
            &["noPriceForSku"],
        ),
        (
            "\"users\": [{\"id\": \"u1\"",
            "\"users\": [{\"id\": \"u0\", \"userPrincipalName\": \"d\", \"licenses\": [{\"skuId\": \"00000000-0000-4000-8000-00000000000d\"}]}, {\"id\": \"u1\"",
            &["noOffer"],
        ),
        (
            "\"users\": [{\"id\": \"u1\"",
            "\"users\": [{\"id\": \"u0\", \"userPrincipalName\": \"e\", \"licenses\": [{\"skuId\": \"00000000-0000-4000-8000-00000000000e\"}]}, {\"id\": \"u1\"",
            &["noOffer", "unknownSku"],
        ),
    ] {
        let folder = Folder::new();
        let [march, april] = price_lists(&folder);
        let offers = OFFERS.replace(
            "elsewhere,00000000-0000-4000-8000-00000000000a,1,300,,",
            "elsewhere,00000000-0000-4000-8000-00000000000a,1,300,,AT",
        );
        let files = [march, april, folder.put("in/x1.csv", offers), folder.put("in/x2.csv", PRODUCTS)];
        let estate = folder.put("in/estate.json", ESTATE.replacen(old, new, 1));
        let made = new_case(&NewCase {
            folder: &folder.0.join("case"),
            estate: &estate,
            files: &files,
            policy: None,
            other_encoding: Encoding::Utf8,
        })
        .unwrap();
        let codes: Vec<&str> = made.report.missing.iter().map(|missing| missing.problem.code).collect();
        assert_eq!(codes, code);
        let fatal = code.iter().any(|code| ["noPrices", "unknownSku"].contains(code));
        assert_eq!(made.report.is_good(), !fatal, "{code:?}");
        assert_eq!(check_case(&folder.0.join("case")).missing, made.report.missing);
    }
}

#[test]
fn files_in_windows_1252_are_read_when_asked_for() {
    let folder = Folder::new();
    let [march, april] = price_lists(&folder);
    let products: Vec<u8> = PRODUCTS
        .replace("Suite A", "Büro A")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let files = [march, april, folder.put("in/x1.csv", OFFERS), folder.put("in/x2.csv", products)];
    let estate = folder.put("in/estate.json", ESTATE);
    let new = |other_encoding| {
        new_case(&NewCase {
            folder: &folder.0.join("case"),
            estate: &estate,
            files: &files,
            policy: None,
            other_encoding,
        })
    };
    assert_eq!(new(Encoding::Utf8).unwrap_err()[0].code, "notUtf8");
    new(Encoding::Windows1252).unwrap();
    assert!(lines(&folder, "products.csv")[1].starts_with("Büro A,"));
}

#[test]
fn reference_cases_assemble_to_themselves() {
    for source in reference_cases() {
        let folder = Folder::new();
        let files: Vec<PathBuf> = Layout::ALL
            .iter()
            .map(|layout| source.join(layout.file_name()))
            .filter(|path| path.exists())
            .rev()
            .collect();
        let (case, policy) = (folder.0.join("case"), source.join("policy.toml"));
        new_case(&NewCase {
            folder: &case,
            estate: &source.join("estate.json"),
            files: &files,
            policy: Some(&policy),
            other_encoding: Encoding::Utf8,
        })
        .unwrap();
        let (made, whole) = (read_case(&case).unwrap().value, read_case(&source).unwrap().value);
        assert_eq!((&made.estate, &made.policy), (&whole.estate, &whole.policy));
        for (sku, product) in &made.catalogue.products {
            assert_eq!(Some(product), whole.catalogue.products.get(sku));
        }
        assert_eq!(made.catalogue.equivalents, whole.catalogue.equivalents);
    }
}

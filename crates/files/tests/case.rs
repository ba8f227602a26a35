//! Cases read as folders: every reference case, files in the parent folder, what is missing, what
//! the files say against each other.

mod common;

use common::{Folder, reference_cases};
use nahtlos_files::{
    case::{SharedFiles, read_case, read_case_sharing},
    estate::read_estate,
};
use std::{fs, sync::Arc};

const PRODUCTS: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,MAIL,00000000-0000-4000-8000-0000000000b1,Mail
Suite B,SUITE_B,00000000-0000-4000-8000-00000000000b,FILES,00000000-0000-4000-8000-0000000000b2,Files
";
const PRICES: &str =
    "ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment
CFQ7TTC0TINY,0001,Suite A,P1Y,Annual,DE,EUR,100.00,,2024-01-01T00:00:00Z,9999-12-30T23:59:59Z,120.00,Commercial
";
const OFFERS: &str = "ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,ProductSkuPreRequisites,AllowedCountries
CFQ7TTC0TINY,0001,Suite A,00000000-0000-4000-8000-00000000000a,1,300,,DE;AT
";
const ESTATE: &str = r#"{"schema": "nahtlos.estate/1",
 "customer": {"id": "c1", "name": "Tiny", "domain": "tiny.example", "country": "DE", "currency": "EUR"},
 "asOf": "2026-12-01",
 "subscriptions": [{"id": "s1", "channel": "webDirect", "skuId": "00000000-0000-4000-8000-00000000000a", "quantity": 3, "end": "2027-01-15", "status": "active"}],
 "users": [{"id": "u1", "userPrincipalName": "a@tiny.example", "licenses": [{"skuId": "00000000-0000-4000-8000-00000000000a", "disabledPlans": []}]}]}
"#;

/// A folder of cases `a` and `b` that share everything but the estate.
fn campaign() -> Folder {
    let folder = Folder::new();
    for (name, text) in [
        ("products.csv", PRODUCTS),
        ("pricelist.csv", PRICES),
        ("offermatrix.csv", OFFERS),
        ("policy.toml", "leadDays = 5\n"),
    ] {
        folder.put(name, text);
    }
    folder.put("a/estate.json", ESTATE);
    folder.put("b/estate.json", ESTATE.replace("Tiny", "Other"));
    folder
}

/// The problems of a case, with the folder's name cut off.
fn problems(folder: &Folder, case: &str) -> Vec<String> {
    let (Ok(problems) | Err(problems)) = read_case(&folder.0.join(case)).map(|read| read.warnings);
    problems
        .iter()
        .map(|problem| {
            problem
                .to_string()
                .replace(&format!("{}/", folder.0.display()), "")
                .replace(&folder.0.display().to_string(), "PARENT")
        })
        .collect()
}

#[test]
fn every_reference_case_reads() {
    for folder in reference_cases() {
        let read = read_case(&folder).unwrap_or_else(|problems| panic!("{}: {}", folder.display(), problems[0]));
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(
            !read.value.catalogue.prices.is_empty() && !read.value.estate.users.is_empty(),
            "{name}"
        );
        let odd: Vec<&str> = read.warnings.iter().map(|warning| warning.code).collect();
        let expected: &[&str] = match name {
            "tiny-refused" => &["noPrices"],
            _ if name.starts_with("nordwind") => &["incompletePair"],
            _ => &[],
        };
        assert_eq!(odd, expected, "{name}");
        // Every product row and price row of the file is there.
        let text = fs::read_to_string(folder.join("pricelist.csv")).unwrap();
        assert_eq!(
            read.value.catalogue.prices.len(),
            text.lines().filter(|line| !line.trim().is_empty()).count() - 1,
            "{name}"
        );
    }
}

#[test]
fn shared_files_are_parsed_once_and_digested() {
    let folder = campaign();
    let shared = SharedFiles::new();
    let cases: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = ["a", "b", "a", "b"]
            .map(|name| folder.0.join(name))
            .map(|path| {
                let shared = &shared;
                scope.spawn(move || read_case_sharing(&path, shared).unwrap().value)
            })
            .into();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for case in &cases {
        assert!(Arc::ptr_eq(&case.catalogue, &cases[0].catalogue));
        assert_eq!(case.policy.lead_days, 5);
        let files: Vec<&str> = case.inputs.iter().map(|input| input.file.as_str()).collect();
        assert_eq!(
            files,
            ["estate.json", "products.csv", "pricelist.csv", "offermatrix.csv", "policy.toml"]
        );
    }
    // sha256sum of "leadDays = 5\n".
    assert_eq!(cases[0].inputs[4].sha256, SHA256_OF_POLICY);
    assert_ne!(cases[0].inputs[0], cases[1].inputs[0]);
    assert_eq!(cases[0].inputs[1..], cases[1].inputs[1..]);
}

const SHA256_OF_POLICY: &str = "d2ceee5ec2e54c6c168a51f89b64e9c2d8e9a102cf5f58976c174f9082664530";

#[test]
fn the_folder_wins_over_its_parent() {
    let folder = campaign();
    folder.put("a/policy.toml", "leadDays = 9\n");
    folder.put("a/pricelist.csv", PRICES.replace("120.00", "99.00"));
    folder.put(
        "plan-equivalents.csv",
        "Service_Plan_Id;Satisfied_By_Service_Plan_Id\n00000000-0000-4000-8000-0000000000b1;00000000-0000-4000-8000-0000000000b2\n",
    );
    let shared = SharedFiles::new();
    let [a, b] = ["a", "b"].map(|name| read_case_sharing(&folder.0.join(name), &shared).unwrap().value);
    assert_eq!((a.policy.lead_days, b.policy.lead_days), (9, 5));
    let erp = |case: &nahtlos_model::case::Case| case.catalogue.prices[0].erp_price.unwrap().to_string();
    assert_eq!((erp(&a).as_str(), erp(&b).as_str()), ("99.00", "120.00"));
    assert_eq!((a.catalogue.equivalents.len(), a.inputs.len()), (1, 6));
}

#[test]
fn warnings_about_shared_files_are_given_once() {
    let folder = campaign();
    folder.put("offermatrix.csv", OFFERS.replace("00000000000a", "00000000000c"));
    let shared = SharedFiles::new();
    for name in ["a", "b"] {
        assert_eq!(read_case_sharing(&folder.0.join(name), &shared).unwrap().warnings, []);
    }
    assert_eq!(
        shared.warnings().iter().map(|warning| warning.code).collect::<Vec<_>>(),
        ["skuNotInProducts"]
    );
    assert_eq!(
        problems(&folder, "a"),
        [
            "offermatrix.csv:2: Licence SKUs that the products file lacks: 1, here 00000000-0000-4000-8000-00000000000c \"Suite A\". \
          They are not bought, because nothing says which service plans they contain; give a newer products file."
        ]
    );
}

#[test]
fn without_a_policy_the_defaults_count() {
    let folder = campaign();
    fs::remove_file(folder.0.join("policy.toml")).unwrap();
    let case = read_case(&folder.0.join("a")).unwrap().value;
    assert_eq!((case.policy.lead_days, case.inputs.len()), (7, 4));
}

#[test]
fn what_is_missing_or_contradicts() {
    let text = |name: &str, old: &str, new: &str| match name {
        "a/estate.json" => ESTATE.replacen(old, new, 1),
        "pricelist.csv" => PRICES.replacen(old, new, 1),
        "products.csv" => PRODUCTS.replacen(old, new, 1),
        _ => new.to_owned(),
    };
    for (name, old, new, sentence) in [
        (
            "a/estate.json",
            "",
            "-",
            "a: estate.json is not here. Write it with `nahtlos estate import`, or give the folder of a case.",
        ),
        (
            "products.csv",
            "",
            "-",
            "a: products.csv is neither here nor in PARENT. Put it into one of the two folders, or build the case with `nahtlos case new`.",
        ),
        (
            "policy.toml",
            "",
            "horizon = 2026-12-01",
            "policy.toml:1:11: horizon is 2026-12-01, which is not after the estate's asOf 2026-12-01. Set a later day, or remove horizon for the default.",
        ),
        (
            "policy.toml",
            "",
            "horizon = 2999-01-01",
            "policy.toml:1:11: horizon is 2999-01-01, more than 99 years after the estate's asOf 2026-12-01. Set an earlier day, or remove horizon for the default.",
        ),
        (
            "policy.toml",
            "",
            "leaveBy = 2026-11-30",
            "policy.toml:1:11: leaveBy is 2026-11-30, before the estate's asOf 2026-12-01. Set a later day, or remove leaveBy.",
        ),
        (
            "policy.toml",
            "",
            "neverBuy = [\"00000000-0000-4000-8000-0000000000ff\"]",
            "policy.toml:1:13: neverBuy[0] is 00000000-0000-4000-8000-0000000000ff, a SKU that the products file lacks. Correct the id, or remove it: what is not in the file is not bought.",
        ),
        (
            "policy.toml",
            "",
            "acceptLoss = [\"00000000-0000-4000-8000-0000000000ff\"]",
            "policy.toml:1:15: acceptLoss[0] is 00000000-0000-4000-8000-0000000000ff, a service plan that the products file lacks. Correct the id, or remove it.",
        ),
        (
            "a/estate.json",
            "00000000000a\", \"quantity",
            "00000000001a\", \"quantity",
            "a/estate.json:4:66: subscriptions[0].skuId is \"00000000-0000-4000-8000-00000000001a\", a SKU that the products file lacks. \
             Perhaps 00000000-0000-4000-8000-00000000000a (Suite A) is meant; else give a newer products file.",
        ),
        (
            "a/estate.json",
            "00000000000a\", \"disabled",
            "123400000000\", \"disabled",
            "a/estate.json:5:87: users[0].licenses[0].skuId is \"00000000-0000-4000-8000-123400000000\", a SKU that the products file lacks. Give a newer products file, or correct the id.",
        ),
        (
            "a/estate.json",
            "\"disabledPlans\": []",
            "\"disabledPlans\": [\"00000000-0000-4000-8000-0000000000b1\", \"00000000-0000-4000-8000-0000000000b9\"]",
            "a/estate.json:5:185: users[0].licenses[0].disabledPlans[1] is \"00000000-0000-4000-8000-0000000000b9\", a service plan that the products file lacks. Give a newer products file, or correct the id.",
        ),
        (
            "a/estate.json",
            "\"disabledPlans\": []",
            "\"disabledPlans\": [\"00000000-0000-4000-8000-0000000000b2\"]",
            "a/estate.json:5:145: users[0].licenses[0].disabledPlans[0] is \"00000000-0000-4000-8000-0000000000b2\" (Files), which is not in SKU Suite A. It changes nothing; correct the id if another plan is meant.",
        ),
        (
            "a/estate.json",
            "\"EUR\"",
            "\"CHF\"",
            "pricelist.csv: There are no prices for market DE, currency CHF, segment \"Commercial\"; the list has prices for DE EUR Commercial. \
             Give the price list of the customer's market, or correct country, currency or segment in estate.json.",
        ),
        (
            "pricelist.csv",
            "0001",
            "0002",
            "pricelist.csv:2: Offers with a price but without a row in the offer matrix: 1, here CFQ7TTC0TINY:0002 \"Suite A\". \
             They cannot be bought, because nothing says which licence SKU they provision; give an offer matrix of the same month.",
        ),
    ] {
        let folder = campaign();
        if new == "-" {
            fs::remove_file(folder.0.join(name)).unwrap();
        } else {
            folder.put(name, text(name, old, new));
        }
        assert_eq!(problems(&folder, "a"), [sentence], "{name}: {old:?} replaced by {new:?}");
    }
}

#[test]
fn an_end_that_no_plan_reaches_is_refused_at_its_place() {
    let folder = campaign();
    folder.put("a/estate.json", ESTATE.replacen("2027-01-15", "9998-01-01", 1));
    let errors: Vec<String> = problems(&folder, "a")
        .into_iter()
        .filter(|sentence| sentence.contains("99 years"))
        .collect();
    assert_eq!(
        errors,
        [
            "a/estate.json:4:128: subscriptions[0] ends on 9998-01-01, so that the plan would reach more than 99 years. \
          If it has no end, write null; else set horizon in policy.toml."
        ]
    );
    folder.put("policy.toml", "horizon = 2028-01-01");
    assert!(read_case(&folder.0.join("a")).is_ok());
}

#[test]
fn what_is_no_folder_is_said_once() {
    let folder = campaign();
    let found = |name: &str| read_case(&folder.0.join(name)).unwrap_err();
    for (name, sentence) in [
        ("nowhere", "There is no such folder."),
        ("policy.toml", "This is a file, not the folder of a case."),
    ] {
        folder.put("policy.toml", "");
        let problems = found(name);
        assert_eq!(
            (problems.len(), problems[0].code, problems[0].message.as_str()),
            (1, "noFolder", sentence)
        );
    }
}

#[test]
fn problems_of_all_files_come_together() {
    let folder = campaign();
    folder.put("policy.toml", "leadDay = 1");
    folder.put("a/estate.json", "{");
    folder.put("pricelist.csv", "");
    let codes: Vec<&str> = read_case(&folder.0.join("a"))
        .unwrap_err()
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["notJson", "emptyFile", "unknownKey"]);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = campaign();
    let path = folder.put("a/estate.json", "{}");
    fs::File::options().write(true).open(&path).unwrap().set_len(2 << 30).unwrap();
    let problem = read_estate(&path).unwrap_err().remove(0);
    assert_eq!(
        (problem.code, problem.message.as_str()),
        ("fileTooLarge", "The file has 2147483648 bytes; at most 268435456 are read.")
    );
}

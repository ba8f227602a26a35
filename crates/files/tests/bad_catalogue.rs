//! Official files with something wrong: each problem with its exact sentence. Every sample is a good
//! file in which one text is replaced.

use nahtlos_files::{
    catalogue::{CheckReport, check_bytes},
    table::Encoding,
};

const PRODUCTS: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,MAIL,00000000-0000-4000-8000-0000000000b1,Mail
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,FILES,00000000-0000-4000-8000-0000000000b2,Files
";
const PRICES: &str =
    "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment
Suite A,CFQ7TTC0TINY,0001,Suite A,P1Y,Annual,DE,EUR,100.00,,2024-01-01T00:00:00Z,9999-12-30T23:59:59Z,120.00,Commercial
Suite A,CFQ7TTC0TINY,0001,Suite A,P1M,Monthly,DE,EUR,10.00,,1/1/2024,12/30/9999 11:59:59 PM,12.00,Commercial
";
const OFFERS: &str = "ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,ProductSkuPreRequisites,AllowedCountries
CFQ7TTC0TINY,0001,Suite A,00000000-0000-4000-8000-00000000000a,1,300,,DE;AT
";
const EQUIVALENTS: &str = "Service_Plan_Id,Satisfied_By_Service_Plan_Id
00000000-0000-4000-8000-0000000000b1,00000000-0000-4000-8000-0000000000b2
";
const EXCLUSIONS: &str = "Exclusion_Group,Service_Plan_Id
clash,00000000-0000-4000-8000-0000000000b1
";

/// Every problem's sentence.
fn problems(text: &str) -> Vec<String> {
    check_bytes("f.csv", text.as_bytes(), Encoding::Utf8)
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// Replaces one text of a sample and expects one problem.
fn expect(table: &[(&str, &str, &str, &str)]) {
    for (sample, old, new, message) in table {
        assert!(sample.contains(old), "{old} is not in the sample");
        assert_eq!(
            problems(&sample.replacen(old, new, 1)),
            [message.to_owned()],
            "{old:?} replaced by {new:?}"
        );
    }
}

fn words(report: &CheckReport) -> Vec<(&'static str, u64)> {
    report.counts.iter().map(|(what, n)| (what.as_str(), *n)).collect()
}

#[test]
fn the_samples_are_good() {
    for (sample, layout, counts) in [
        (PRODUCTS, "products and service plans", vec![("skus", 1), ("plans", 2)]),
        (
            PRICES,
            "price list",
            vec![("prices", 2), ("offers", 1), ("markets", 1), ("currencies", 1), ("segments", 1)],
        ),
        (OFFERS, "offer matrix", vec![("offers", 1), ("skus", 1), ("limited", 1)]),
        (EQUIVALENTS, "plan equivalents", vec![("pairs", 1)]),
        (EXCLUSIONS, "exclusions", vec![("groups", 1), ("members", 1)]),
    ] {
        let report = check_bytes("f.csv", sample.as_bytes(), Encoding::Utf8);
        assert_eq!(report.problems, []);
        assert_eq!(report.layout.map(|layout| layout.to_string()).as_deref(), Some(layout));
        assert_eq!(words(&report), counts);
        assert_eq!(report.rows, sample.lines().count() as u64 - 1);
        // Separators and a byte order mark change nothing.
        let other = format!("\u{feff}{}", sample.replace(';', "|").replace(',', ";").replace('|', ","));
        assert_eq!(words(&check_bytes("f.csv", other.as_bytes(), Encoding::Utf8)), counts);
    }
}

#[test]
fn wrong_values_of_a_price_list() {
    expect(&[
        (
            PRICES,
            "2024-01-01T00:00:00Z",
            "01.01.2024",
            "f.csv:2:11: \"01.01.2024\" in column \"EffectiveStartDate\" is not a date. \
             Write it as 2027-01-31, 2027-01-31T00:00:00Z or 1/31/2027 11:59:59 PM (month/day/year).",
        ),
        (
            PRICES,
            "12/30/9999 11:59:59 PM",
            "30/12/9999",
            "f.csv:3:12: \"30/12/9999\" in column \"EffectiveEndDate\" is not a date. \
             Write it as 2027-01-31, 2027-01-31T00:00:00Z or 1/31/2027 11:59:59 PM (month/day/year).",
        ),
        (
            PRICES,
            "100.00",
            "\"100,00\"",
            "f.csv:2:9: \"100,00\" in column \"UnitPrice\" is not an amount. \
             Write it like 1234.50: not negative, a point before the decimals, no other sign, at most six decimals.",
        ),
        (
            PRICES,
            "12.00",
            "-12.00",
            "f.csv:3:13: \"-12.00\" in column \"ERP Price\" is not an amount. \
             Write it like 1234.50: not negative, a point before the decimals, no other sign, at most six decimals.",
        ),
        (
            PRICES,
            "120.00",
            "1.2e2",
            "f.csv:2:13: \"1.2e2\" in column \"ERP Price\" is not an amount. \
             Write it like 1234.50: not negative, a point before the decimals, no other sign, at most six decimals.",
        ),
        (
            PRICES,
            "EUR",
            "€",
            "f.csv:2:8: \"€\" in column \"Currency\" is not a currency. Write its three letters, for example EUR.",
        ),
        (
            PRICES,
            ",DE,",
            ",Germany,",
            "f.csv:2:7: \"Germany\" in column \"Market\" is not a country. Write its two letters, for example DE.",
        ),
        (
            PRICES,
            "P1Y",
            "one year",
            "f.csv:2:5: \"one year\" in column \"TermDuration\" is not a term. Write P1M, P1Y or P3Y.",
        ),
        (
            PRICES,
            "Annual",
            "yearly",
            "f.csv:2:6: \"yearly\" in column \"BillingPlan\" is not a billing plan. Write Monthly, Annual or Triennial.",
        ),
        (
            PRICES,
            "100.00,,",
            "100.00,one,",
            "f.csv:2:10: \"one\" in column \"PricingTierRangeMin\" is not a whole number. Write digits only, or leave it empty.",
        ),
        (
            PRICES,
            "CFQ7TTC0TINY",
            "",
            "f.csv:2:2: Column \"ProductId\" is empty. Fill it in, or remove the row.",
        ),
        (
            PRICES,
            "9999-12-30T23:59:59Z",
            "2023-12-31",
            "f.csv:2:12: The price ends on 2023-12-31, before it starts on 2024-01-01. Correct EffectiveStartDate or EffectiveEndDate.",
        ),
    ]);
}

#[test]
fn wrong_values_of_the_other_files() {
    expect(&[
        (
            PRODUCTS,
            "00000000-0000-4000-8000-00000000000a",
            "SUITE",
            "f.csv:2:3: \"SUITE\" in column \"GUID\" is not a GUID. Write it like 05e9a617-0261-4cee-bb44-138d3ef5d965; letter case and braces do not matter.",
        ),
        (
            PRODUCTS,
            "00000000-0000-4000-8000-0000000000b2",
            "00000000-0000-4000-8000-0000000000b",
            "f.csv:3:5: \"00000000-0000-4000-8000-0000000000b\" in column \"Service_Plan_Id\" is not a GUID. \
             Write it like 05e9a617-0261-4cee-bb44-138d3ef5d965; letter case and braces do not matter.",
        ),
        (
            PRODUCTS,
            "SUITE_A,",
            ",",
            "f.csv:2:2: Column \"String_Id\" is empty. Fill it in, or remove the row.",
        ),
        (
            OFFERS,
            "00000000-0000-4000-8000-00000000000a",
            "none",
            "f.csv:2:4: \"none\" in column \"ProvisioningId\" is not a GUID. Write it like 05e9a617-0261-4cee-bb44-138d3ef5d965; letter case and braces do not matter.",
        ),
        (
            OFFERS,
            ",300,",
            ",-5,",
            "f.csv:2:6: \"-5\" in column \"MaxLicenses\" is not a whole number. Write digits only, or leave it empty.",
        ),
        (
            EQUIVALENTS,
            "00000000-0000-4000-8000-0000000000b2",
            "MAIL",
            "f.csv:2:2: \"MAIL\" in column \"Satisfied_By_Service_Plan_Id\" is not a GUID. \
             Write it like 05e9a617-0261-4cee-bb44-138d3ef5d965; letter case and braces do not matter.",
        ),
        (
            EXCLUSIONS,
            "clash",
            "",
            "f.csv:2:1: Column \"Exclusion_Group\" is empty. Fill it in, or remove the row.",
        ),
    ]);
}

#[test]
fn wrong_headers() {
    expect(&[
        (
            PRICES,
            "ERP Price",
            "ERPPrices",
            "f.csv:1:13: The header has no column \"ERP Price\"; the nearest is \"ERPPrices\". \
             Rename \"ERPPrices\" if that is meant, or export the file again with every column.",
        ),
        (
            PRICES,
            "ProductTitle",
            "Currency",
            "f.csv:1:8: The header has the column \"Currency\" twice, as fields 1 and 8. Remove or rename one of them.",
        ),
        (
            OFFERS,
            "ProvisioningId",
            "Id",
            "f.csv:1:1: The header has no column \"ProvisioningId\"; it has \
             \"ProductId, SkuId, SkuTitle, Id, MinLicenses, MaxLicenses, ProductSkuPreRequisite…\". \
             Give the right file, or export it again with every column and its header in the first line.",
        ),
        (
            EXCLUSIONS,
            "Exclusion_Group,Service_Plan_Id",
            "Name,Age",
            "f.csv:1:1: The header \"Name,Age\" belongs to none of the official files. \
             Give the products file, the licence-based price list, the offer matrix, plan equivalents or exclusions, with the header in the first line.",
        ),
    ]);
}

#[test]
fn odd_but_accepted() {
    expect(&[
        (
            PRICES,
            "P1M,Monthly",
            "P1Y,Annual",
            "f.csv:3: This row and line 2 price the same offer, term and billing plan on the same days. The lowest price counts.",
        ),
        (
            PRICES,
            "P1M",
            "P6M",
            "f.csv:3:5: Rows with a term other than P1M, P1Y and P3Y: 1, the first here. They are not licence terms and do not count.",
        ),
        (
            PRICES,
            "Annual",
            "OneTime",
            "f.csv:2:6: Rows with a billing plan other than Monthly, Annual and Triennial: 1, the first here. They do not count.",
        ),
        (
            PRICES,
            "P1M,Monthly",
            "P1M,Annual",
            "f.csv:3:6: Rows whose billing period is longer than their term: 1, the first here. They do not count.",
        ),
        (
            PRICES,
            "100.00,,2024-01-01T00:00:00Z,9999-12-30T23:59:59Z,120.00",
            ",,2024-01-01T00:00:00Z,9999-12-30T23:59:59Z,",
            "f.csv:2:9: Rows with neither UnitPrice nor ERP Price: 1, the first here. They do not count.",
        ),
        (
            OFFERS,
            "00000000-0000-4000-8000-00000000000a",
            "",
            "f.csv:2:4: Rows without ProvisioningId: 1, the first here. They are skipped: no licence SKU can be joined to them.",
        ),
        (
            OFFERS,
            "DE;AT",
            "DE;AT...",
            "f.csv:2:8: Rows with an AllowedCountries entry that is not two letters: 1, the first here. Such an entry allows no country.",
        ),
        (
            OFFERS,
            "1,300",
            "301,300",
            "f.csv:2:5: Rows with MinLicenses above MaxLicenses: 1, the first here. MaxLicenses counts.",
        ),
        (
            PRODUCTS,
            "FILES,00000000-0000-4000-8000-0000000000b2",
            "MAIL,{00000000-0000-4000-8000-0000000000B1}",
            "f.csv:3:5: Rows that repeat a plan of the same SKU: 1, the first here. They change nothing.",
        ),
        (
            PRODUCTS,
            "SUITE_A,00000000-0000-4000-8000-00000000000a,FILES",
            "SUITE_B,00000000-0000-4000-8000-00000000000A,FILES",
            "f.csv:3:2: Rows that name a SKU otherwise than its first row: 1, the first here. The first name counts.",
        ),
        (
            EQUIVALENTS,
            "00000000-0000-4000-8000-0000000000b2",
            "{00000000-0000-4000-8000-0000000000B1}",
            "f.csv:2:2: Rows in which a plan satisfies itself: 1, the first here. They say nothing and are skipped.",
        ),
        (
            EQUIVALENTS,
            "00000000-0000-4000-8000-0000000000b2",
            "",
            "f.csv:2:2: Rows with only one of the two plans: 1, the first here. They say nothing and are skipped.",
        ),
        (
            EXCLUSIONS,
            "b1\n",
            "b1\nclash,000000000000400080000000000000B1\n",
            "f.csv:3:1: Rows that repeat an earlier one: 1, the first here. They change nothing.",
        ),
    ]);
}

#[test]
fn accepted_without_a_word() {
    for (sample, old, new) in [
        (PRICES, "2024-01-01T00:00:00Z", ""),
        (PRICES, "9999-12-30T23:59:59Z", ""),
        (PRICES, "100.00", ""),
        (PRICES, "120.00", ""),
        (PRICES, "100.00,,", "100.00,2,"),
        (PRICES, "Commercial", ""),
        (PRICES, "EUR", "eur"),
        (PRICES, "Suite A,CFQ", "\"Suite \"\"A\"\", large\n\",CFQ"),
        (PRICES, "P1M,Monthly,DE", "P1Y,Annual,AT"),
        (PRICES, "P1M,Monthly,DE,EUR,10.00,", "P1Y,Annual,DE,EUR,10.00,5"),
        (OFFERS, ",300,", ",99999999999999,"),
        (OFFERS, "DE;AT", ""),
        (
            PRODUCTS,
            "00000000-0000-4000-8000-0000000000b1",
            " {00000000-0000-4000-8000-0000000000B1} ",
        ),
    ] {
        assert!(sample.contains(old), "{old} is not in the sample");
        assert_eq!(
            problems(&sample.replacen(old, new, 1)),
            Vec::<String>::new(),
            "{old:?} replaced by {new:?}"
        );
    }
}

#[test]
fn rows_that_the_list_marks_as_deleted_do_not_count() {
    let marked: String = PRICES
        .lines()
        .zip(["ChangeIndicator", "Unchanged", "Deleted"])
        .map(|(line, mark)| format!("{line},{mark}\n"))
        .collect();
    let report = check_bytes("f.csv", marked.as_bytes(), Encoding::Utf8);
    assert_eq!(words(&report)[0], ("prices", 1));
    assert_eq!(
        report.problems[0].to_string(),
        "f.csv:3:15: Rows that the list marks as deleted: 1, the first here. They do not count."
    );
}

#[test]
fn every_bad_row_is_reported_and_the_list_is_bounded() {
    let mut text = PRICES.replacen("100.00", "x", 1);
    let bad = text.lines().nth(1).unwrap().to_owned();
    for _ in 0..300 {
        text.push_str(&bad);
        text.push('\n');
    }
    let report = check_bytes("f.csv", text.as_bytes(), Encoding::Utf8);
    assert_eq!((report.errors, report.problems.len()), (301, 101));
    assert_eq!(report.problems[100].message, "201 more problems are not shown.");
    assert!(!report.is_good());
}

//! The files a center sells from: the sandbox's read whole, and each problem of a wrong one says its place.

use nahtlos_files::{
    catalogue::{
        OwnLayout, PriceList, read_dependencies, read_legacy_offers, read_markets, read_offer_matrix, read_price_list, read_promotions,
    },
    problem::Problems,
    table::Table,
};
use nahtlos_model::{catalogue::BillingPlan, ids::OfferId};
use std::{io::Cursor, path::Path};

const LEGACY: &str = "OfferId,OfferName,Description,CategoryId,CategoryName,CategoryRank,SkuId,MinimumQuantity,MaximumQuantity,IsAddOn,PrerequisiteOffers,IsTrial,SupportedBillingCycles,UpgradeTargetOffers,ConversionTargetOffers,SalesGroupId,Unit,Country,Currency,MonthlyPrice,MonthlyErpPrice
00000000-0000-4000-8000-0000000000C1,Suite,All,Big_Key,Big,20,00000000-0000-4000-8000-00000000000a,1,10000000,false,,false,monthly;annual,,,1,Licenses,DE,EUR,5.52,6.90
00000000-0000-4000-8000-0000000000c1,Suite,All,Big_Key,Big,20,00000000-0000-4000-8000-00000000000a,1,10000000,false,,false,monthly;annual,,,1,Licenses,AT,EUR,5.60,7.00
";
const PROMOTIONS: &str = "PromotionId,Name,Description,ProductId,SkuId,TermDuration,BillingCycle,Country,Segment,StartDate,EndDate,DiscountPercent,IsAutoApplicable,MaximumSeats,MaximumRedemptions,FirstPurchaseOnly,RequiredSkus
P:1:A,Half,Half off,CFQ7,0001,P1Y,Annual,DE,Charity,2026-01-01T00:00:00Z,2026-12-31T23:59:59Z,50,true,300,1,true,CFQ8/0001
";
const MARKETS: &str = "Region,Country,Name,Currency\nEurope,DE,Germany,EUR\nEurope,CH,Switzerland,CHF\n";
const MATRIX: &str = "ProductTitle,ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,AssetOwnershipLimit,ProductSkuPreRequisites,ProductSkuConversion,Description,AllowedCountries
Suite,cfq7,0001,Suite,00000000-0000-4000-8000-00000000000a,1,10000000,,,CFQ8/0001,All,DE;AT
Suite,CFQ7,0002,Suite trial,00000000-0000-4000-8000-00000000000a,1,25,1,\"CFQ8/0001,CFQ9/000a\",CFQ9/0001,A month,DE
";

/// Reads a text; what came of it, and the sentences of its problems.
fn read<T>(text: &str, reader: impl FnOnce(&mut Table<Cursor<Vec<u8>>>, &mut Problems) -> T) -> (T, Vec<String>) {
    let mut table = Table::open("f.csv", Cursor::new(text.as_bytes().to_vec())).unwrap();
    let mut problems = Problems::new();
    let found = reader(&mut table, &mut problems);
    (found, problems.into_list("f.csv").iter().map(ToString::to_string).collect())
}

/// Replaces one text of a sample and expects one problem.
fn expect<T>(sample: &str, reader: impl Fn(&mut Table<Cursor<Vec<u8>>>, &mut Problems) -> T, table: &[(&str, &str, &str)]) {
    let (_, none) = read(sample, &reader);
    assert!(none.is_empty(), "{none:?}");
    for (old, new, message) in table {
        assert!(sample.contains(old), "{old} is not in the sample");
        let (_, found) = read(&sample.replacen(old, new, 1), &reader);
        assert_eq!(found, [(*message).to_owned()], "{old:?} replaced by {new:?}");
    }
}

fn sandbox(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/sandbox").join(name);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_sandbox_reads_without_a_word() {
    let (offers, said) = read(&sandbox("offermatrix.csv"), read_offer_matrix);
    assert_eq!((offers.len(), said.len()), (49, 0), "{said:?}");
    assert_eq!(offers.iter().filter(|offer| offer.trial).count(), 3);
    assert_eq!(offers.iter().filter(|offer| offer.is_addon()).count(), 7);
    let (PriceList { rows, titles }, said) = read(&sandbox("pricelist.csv"), read_price_list);
    assert_eq!((rows.len(), said.len()), (811, 0), "{said:?}");
    assert!(titles.values().all(|title| title.publisher == "Microsoft Corporation"));
    let (legacy, said) = read(&sandbox("legacyoffers.csv"), read_legacy_offers);
    assert_eq!((legacy.len(), said.len()), (14, 0), "{said:?}");
    assert!(legacy.iter().all(|offer| offer.prices.len() == 5));
    let mapped = legacy.iter().filter(|offer| offer.successor.is_some());
    assert_eq!((mapped.count(), legacy.iter().filter(|offer| offer.migratable).count()), (13, 12));
    let (promotions, said) = read(&sandbox("promotions.csv"), read_promotions);
    assert_eq!((promotions.len(), said.len()), (13, 0), "{said:?}");
    let (markets, said) = read(&sandbox("markets.csv"), read_markets);
    assert_eq!((markets.len(), said.len()), (243, 0), "{said:?}");
    let (pairs, said) = read(&sandbox("dependencies.csv"), read_dependencies);
    assert_eq!((pairs.len(), said.len()), (1, 0), "{said:?}");
    for (name, layout) in [
        ("legacyoffers.csv", Some(OwnLayout::Legacy)),
        ("promotions.csv", Some(OwnLayout::Promotions)),
        ("markets.csv", Some(OwnLayout::Markets)),
        ("dependencies.csv", Some(OwnLayout::Dependencies)),
        ("pricelist.csv", None),
        ("offermatrix.csv", None),
    ] {
        let text = sandbox(name);
        let table = Table::open(name, text.as_bytes()).unwrap();
        assert_eq!(OwnLayout::of(&table), layout, "{name}");
    }
}

#[test]
fn an_offer_matrix_says_limits_trials_and_ways() {
    let (offers, said) = read(MATRIX, read_offer_matrix);
    assert!(said.is_empty(), "{said:?}");
    let [suite, trial] = offers.as_slice() else { panic!("{offers:?}") };
    assert_eq!((suite.max_seats, suite.max_subscriptions, suite.trial), (None, None, false));
    assert_eq!((trial.max_seats, trial.max_subscriptions, trial.trial), (Some(25), Some(1), true));
    assert_eq!(trial.prerequisites, [OfferId("CFQ8:0001".into()), OfferId("CFQ9:000A".into())]);
    assert_eq!(suite.id.0, "CFQ7:0001");
    expect(
        MATRIX,
        read_offer_matrix,
        &[
            (
                "CFQ8/0001,All",
                "CFQ8-0001,All",
                "f.csv:2:10: \"CFQ8-0001\" in column \"ProductSkuConversion\" names no offer. Write ProductId/SkuId, and a comma between several.",
            ),
            (
                "CFQ7,0002",
                "CFQ7,0001",
                "f.csv:3: The offer CFQ7:0001 stands in line 2 already. Keep one row per offer.",
            ),
            (
                "25,1,",
                "25,one,",
                "f.csv:3:8: \"one\" in column \"AssetOwnershipLimit\" is not a whole number. Write digits only, or leave it empty.",
            ),
        ],
    );
}

#[test]
fn a_legacy_offer_names_what_it_becomes() {
    let (plain, _) = read(LEGACY, read_legacy_offers);
    assert_eq!(
        (plain[0].successor.as_ref(), plain[0].migratable),
        (None, false),
        "files without the columns stay valid"
    );
    let lines: Vec<&str> = LEGACY.lines().collect();
    let mapped = format!(
        "{},ModernProductSku,MigrationEnabled\n{},cfq7/0001,true\n{},cfq7/0001,true\n",
        lines[0], lines[1], lines[2]
    );
    let (offers, _) = read(&mapped, read_legacy_offers);
    assert_eq!(
        (offers[0].successor.clone(), offers[0].migratable),
        (Some(OfferId::new("CFQ7", "0001")), true)
    );
    expect(
        &mapped,
        read_legacy_offers,
        &[
            (
                "AT,EUR,5.60,7.00,cfq7/0001",
                "AT,EUR,5.60,7.00,cfq8:0001",
                "f.csv:3:22: Column \"ModernProductSku\" differs from line 2 of the same offer. Write the same in every row of the offer.",
            ),
            (
                "7.00,cfq7/0001,true",
                "7.00,cfq7/0001,",
                "f.csv:3:23: Column \"MigrationEnabled\" differs from line 2 of the same offer. Write the same in every row of the offer.",
            ),
        ],
    );
    let one = mapped.lines().take(2).collect::<Vec<_>>().join("\n");
    expect(
        &one,
        read_legacy_offers,
        &[
            (
                "cfq7/0001",
                "cfq7",
                "f.csv:2:22: \"cfq7\" in column \"ModernProductSku\" names no offer. Write ProductId/SkuId, and a comma between several.",
            ),
            (
                "cfq7/0001",
                "cfq7/0001;cfq8/0001",
                "f.csv:2:22: Column \"ModernProductSku\" names more than one offer. Keep the one offer that it becomes by migration.",
            ),
            (
                "cfq7/0001",
                "",
                "f.csv:2:23: The offer may be migrated, but nothing says to what. Name the offer that it becomes in ModernProductSku, or write false.",
            ),
            (
                ",true",
                ",maybe",
                "f.csv:2:23: \"maybe\" in column \"MigrationEnabled\" is neither true nor false. Write true or false.",
            ),
        ],
    );
}

#[test]
fn legacy_offers_gather_their_rows() {
    let (offers, _) = read(LEGACY, read_legacy_offers);
    assert_eq!(offers.len(), 1);
    assert_eq!(offers[0].id, "00000000-0000-4000-8000-0000000000c1");
    assert_eq!(offers[0].max_seats, None);
    assert_eq!(offers[0].cycles, [BillingPlan::Monthly, BillingPlan::Annual]);
    assert_eq!(offers[0].prices.len(), 2);
    let again = "f.csv:3:";
    expect(
        LEGACY,
        read_legacy_offers,
        &[
            (
                "AT,EUR,5.60",
                "DE,EUR,5.60",
                &format!("{again}18: The offer has a price for \"DE\" already. Keep one row per offer and country."),
            ),
            (
                "All,Big_Key,Big,20,00000000-0000-4000-8000-00000000000a,1,10000000,false,,false,monthly;annual,,,1,Licenses,AT",
                "Some,Big_Key,Big,20,00000000-0000-4000-8000-00000000000a,1,10000000,false,,false,monthly;annual,,,1,Licenses,AT",
                &format!(
                    "{again}3: Column \"Description\" differs from line 2 of the same offer. Write the same in every row of the offer."
                ),
            ),
            (
                "5.60,7.00",
                ",",
                &format!("{again}20: The row has no price. Fill in MonthlyPrice or MonthlyErpPrice."),
            ),
        ],
    );
    let one = LEGACY.lines().take(2).collect::<Vec<_>>().join("\n");
    expect(
        &one,
        read_legacy_offers,
        &[
            (
                "false,,false",
                "yes,,false",
                "f.csv:2:10: \"yes\" in column \"IsAddOn\" is neither true nor false. Write true or false.",
            ),
            (
                "false,,false",
                "true,,false",
                "f.csv:2:11: An add-on without an offer that it is an add-on of. Name its base offers, or say that it is no add-on.",
            ),
            (
                "monthly;annual",
                "weekly",
                "f.csv:2:13: \"weekly\" in column \"SupportedBillingCycles\" is not a billing cycle. Write monthly, annual or none, with semicolons between several.",
            ),
        ],
    );
}

#[test]
fn promotions_and_markets_say_what_is_wrong() {
    let (promotions, _) = read(PROMOTIONS, read_promotions);
    let promotion = &promotions[0];
    assert_eq!(
        (promotion.segment.as_str(), promotion.percent, promotion.first_purchase),
        ("Nonprofit", 50, true)
    );
    assert_eq!(promotion.needs, [OfferId("CFQ8:0001".into())]);
    expect(
        PROMOTIONS,
        read_promotions,
        &[
            (
                ",50,",
                ",0,",
                "f.csv:2:12: \"0\" in column \"DiscountPercent\" is no discount. Write a whole number from 1 to 100.",
            ),
            (
                "2026-12-31T23:59:59Z",
                "2025-12-31",
                "f.csv:2:11: The promotion ends on 2025-12-31, before it begins on 2026-01-01. Write a later end or an earlier start.",
            ),
            (
                "P1Y,",
                "P2Y,",
                "f.csv:2:6: \"P2Y\" in column \"TermDuration\" is none of the words allowed. Write one of P1M, P1Y, P3Y.",
            ),
        ],
    );
    expect(
        MARKETS,
        read_markets,
        &[
            (
                "CH,Swi",
                "DE,Swi",
                "f.csv:3:2: The country \"DE\" has a row already. Keep one row per country.",
            ),
            (
                "CHF",
                "Franken",
                "f.csv:3:4: \"Franken\" in column \"Currency\" is not a currency. Write its three letters, for example EUR.",
            ),
        ],
    );
    let pair = "Dependent_Plan_Id,Required_Plan_Id\n00000000-0000-4000-8000-0000000000b1,00000000-0000-4000-8000-0000000000b2\n";
    expect(
        pair,
        read_dependencies,
        &[(
            "b2\n",
            "b1\n",
            "f.csv:2:2: A plan cannot need itself. Name another plan, or remove the row.",
        )],
    );
}

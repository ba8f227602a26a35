//! Mutated samples into every reader: no panic, no hang. The same functions as the fuzz targets.

use nahtlos_files::fuzz::TARGETS;
use std::path::Path;

/// Samples by the target they are for.
fn samples(target: &str) -> Vec<Vec<u8>> {
    let text: &[&str] = match target {
        "table" => &["A;B\r\n\"x;\"\"y\"\"\r\nz\";ü\r\n\r\n1;2", "\u{feff}A,B,C\n1,2,3\n4,\"5\n6\",7\n"],
        "products" => &[
            "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\n\
             Suite A,A,{00000000-0000-4000-8000-00000000000A},MAIL,00000000-0000-4000-8000-0000000000b1,Mail\n\
             \"Suite \"\"A\"\"\",A,00000000-0000-4000-8000-00000000000a,FILES,00000000-0000-4000-8000-0000000000b2,Dateien für alle\n",
        ],
        "prices" => &[
            "ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment\n\
             CFQ7,0001,Suite A,P1Y,Annual,DE,EUR,100.00,,2024-01-01T00:00:00Z,9999-12-30T23:59:59Z,120.00,Commercial\n\
             CFQ7,0001,Suite A,P1M,Monthly,DE,EUR,10.00,1,1/1/2024 12:00:00 AM,12/30/9999 11:59:59 PM,12.000001,Commercial\n",
        ],
        "offers" => &[
            "ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,ProductSkuPreRequisites,AllowedCountries\n\
             CFQ7,0001,Suite A,00000000-0000-4000-8000-00000000000a,1,300,,DE;AT\nCFQ8,0002,Suite B,,,,,\n",
        ],
        "equivalents" => {
            &["Service_Plan_Id,Satisfied_By_Service_Plan_Id\n00000000-0000-4000-8000-0000000000b1,00000000-0000-4000-8000-0000000000b2\n"]
        }
        "exclusions" => &["Exclusion_Group,Service_Plan_Id\nclash,00000000-0000-4000-8000-0000000000b1\n"],
        "dependencies" => {
            &["Dependent_Plan_Id,Required_Plan_Id\n00000000-0000-4000-8000-0000000000b1,00000000-0000-4000-8000-0000000000b2\n"]
        }
        "legacy" => &[
            "OfferId,OfferName,Description,CategoryId,CategoryName,CategoryRank,SkuId,MinimumQuantity,MaximumQuantity,IsAddOn,PrerequisiteOffers,IsTrial,SupportedBillingCycles,UpgradeTargetOffers,ConversionTargetOffers,SalesGroupId,Unit,Country,Currency,MonthlyPrice,MonthlyErpPrice\n\
             00000000-0000-4000-8000-0000000000c1,Suite,All of it,Enterprise_Key,Enterprise,20,00000000-0000-4000-8000-00000000000a,1,300,false,,false,monthly;annual,,,1,Licenses,DE,EUR,5.52,6.90\n\
             00000000-0000-4000-8000-0000000000c2,More,More of it,Enterprise_Key,Enterprise,20,00000000-0000-4000-8000-00000000000b,1,,true,00000000-0000-4000-8000-0000000000c1,false,none,,,1,Licenses,AT,EUR,5.52,\n",
        ],
        "markets" => &["Region,Country,Name,Currency\nEurope,DE,Germany,EUR\nEurope,CH,Switzerland,CHF\n"],
        "promotions" => &[
            "PromotionId,Name,Description,ProductId,SkuId,TermDuration,BillingCycle,Country,Segment,StartDate,EndDate,DiscountPercent,IsAutoApplicable,MaximumSeats,MaximumRedemptions,MinimumSeats,FirstPurchaseOnly,RequiredSkus\n\
             P:1:A,Half,Half off,CFQ7,0001,P1Y,Annual,DE,Commercial,2026-01-01,2026-12-31,50,true,300,1,5,true,CFQ8/0001\n",
        ],
        "matrix" => return [samples("offers"), vec![MATRIX.as_bytes().to_vec()]].concat(),
        "listed" => return samples("prices"),
        "check" => {
            return ["products", "prices", "offers", "equivalents", "exclusions"]
                .into_iter()
                .flat_map(samples)
                .collect();
        }
        "policy" => &[
            "mode = \"cheapest\"\nleadDays = 5\nhorizon = 2028-01-15\nterms = [\"P1M\", \"P1Y\"]\nmaxBundle = 3\nneverBuy = [\"00000000-0000-4000-8000-00000000000a\"]\n",
        ],
        "estate" => &[ESTATE],
        "plan" => &[PLAN],
        other => panic!("target {other} needs a sample"),
    };
    text.iter().map(|text| text.as_bytes().to_vec()).collect()
}

const MATRIX: &str = "ProductTitle,ProductId,SkuId,SkuTitle,ProvisioningId,MinLicenses,MaxLicenses,AssetOwnershipLimit,ProductSkuPreRequisites,ProductSkuConversion,Description,AllowedCountries
Suite,CFQ7,0001,Suite Trial,00000000-0000-4000-8000-00000000000a,1,25,1,\"CFQ8/0001,CFQ9/0001\",CFQ7/0002,A month,DE
";

const ESTATE: &str = r#"{"schema": "nahtlos.estate/1", "customer": {"id": "c", "name": "Tiny", "domain": "tiny.example", "country": "DE", "currency": "EUR"},
 "asOf": "2026-12-01", "subscriptions": [{"id": "s1", "channel": "webDirect", "skuId": "00000000-0000-4000-8000-00000000000a", "quantity": 3,
 "start": "2026-01-15", "end": "2027-01-15", "autoRenew": true, "status": "active"}], "groups": [{"id": "g", "name": "Sales", "licenses": []}],
 "users": [{"id": "u1", "userPrincipalName": "a@tiny.example", "count": 3, "licenses": [{"skuId": "00000000-0000-4000-8000-00000000000a", "disabledPlans": [], "viaGroup": "g"}]}]}"#;

const PLAN: &str = r#"{"schema": "nahtlos.plan/1", "customer": {"id": "c", "name": "Tiny", "domain": "tiny.example", "country": "DE", "currency": "EUR", "segment": "Commercial"},
 "asOf": "2026-12-01", "horizon": "2028-01-15", "policy": {}, "inputs": [{"file": "estate.json", "sha256": "00"}],
 "purchases": [{"id": "p1", "offerId": "CFQ7:0001", "skuId": "00000000-0000-4000-8000-00000000000a", "termDuration": "P1Y", "billingPlan": "Annual", "seats": 3,
 "start": "2027-01-10", "end": "2028-01-10", "unitPrice": "120.00", "charge": "360.00", "chargeInHorizon": "360.00", "renews": null, "why": []}],
 "originals": [], "licenseChanges": [], "steps": [],
 "cost": {"currency": "EUR", "total": "360.00", "costExact": "360/1", "lowerBoundExact": "360/1", "overlap": "4.93", "committedBeyondHorizon": "0.00", "byMonth": [],
 "method": "cohortPaths", "secondaryProved": true, "effort": {"budget": 1, "used": 0}}, "coverage": [], "impact": [], "equivalencesUsed": [], "warnings": []}"#;

/// Xorshift: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

/// Pieces that tend to upset parsers.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xC3",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"-",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e309",
    b"null",
    b"\\u0000",
    b"\\",
    b"9999-12-31",
    b"0000-00-00",
    b"2/30/2027",
    b"P1Y",
    b"=",
    b"'''",
    b"\xE2\x82\xAC",
    b".",
    b"/0",
    b"i128",
];

fn mutate(sample: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=numbers.next(4) {
        let at = numbers.next(bytes.len() + 1);
        let end = (at + numbers.next(24)).min(bytes.len());
        match numbers.next(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, PIECES[numbers.next(PIECES.len())].iter().copied())),
            2 => drop(bytes.splice(at..end, PIECES[numbers.next(PIECES.len())].iter().copied())),
            3 => bytes.extend_from_within(at..end),
            4 => bytes.truncate(at.max(1)),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(numbers.next(256)).unwrap();
                }
            }
        }
    }
    bytes
}

#[test]
fn no_mutated_sample_upsets_a_reader() {
    let rounds = std::env::var("NAHTLOS_FUZZ_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3_000);
    for (name, target) in TARGETS {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let mut accepted = 0;
        for sample in samples(name) {
            assert!(target(&sample), "{name} refuses its own sample");
            for _ in 0..rounds {
                accepted += u32::from(target(&mutate(&sample, &mut numbers)));
            }
        }
        // Mutations that were all refused at the door would test nothing behind it.
        assert!(accepted > 0, "{name} accepted no mutated sample");
    }
}

#[test]
fn deep_and_long_documents_end() {
    for (name, target) in TARGETS {
        for piece in ["[", "{\"a\":", "\"", "a=[", ",", ";\n", "x\n", "[[", "a.", "{\"users\":["] {
            let bytes = piece.repeat(200_000 / piece.len());
            assert!(
                !target(bytes.as_bytes()) || *name == "table",
                "{name} accepts {piece:?} over and over"
            );
        }
    }
}

#[test]
fn every_target_has_its_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        let text = std::fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(text.contains(&format!("nahtlos_files::fuzz::{name}(bytes)")), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in fuzz/Cargo.toml");
    }
}

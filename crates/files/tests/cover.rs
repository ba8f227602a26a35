//! `nahtlos cover`: plans kept, gained, satisfied and lost; SKUs by GUID, string id or name.

use nahtlos_files::{
    catalogue::{read_equivalents, read_products},
    cover::{cover, find_sku},
    problem::Problems,
    table::Table,
};
use nahtlos_model::{catalogue::Catalogue, ids::ServicePlanId};

const PRODUCTS: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,MAIL_1,00000000-0000-4000-8000-0000000000b1,Mail
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,FILES,00000000-0000-4000-8000-0000000000b2,Files
Suite A,SUITE_A,00000000-0000-4000-8000-00000000000a,CALLS,00000000-0000-4000-8000-0000000000b3,Calls
Suite B,SUITE_B,00000000-0000-4000-8000-00000000000b,MAIL_2,00000000-0000-4000-8000-0000000000b4,Mail plus
Suite B,SUITE_B,00000000-0000-4000-8000-00000000000b,FILES,00000000-0000-4000-8000-0000000000b2,Files
Suite A,SUITE_A2,00000000-0000-4000-8000-00000000000c,CHAT,00000000-0000-4000-8000-0000000000b5,
";
const EQUIVALENTS: &str = "Service_Plan_Id,Satisfied_By_Service_Plan_Id
00000000-0000-4000-8000-0000000000b1,00000000-0000-4000-8000-0000000000b4
00000000-0000-4000-8000-0000000000b3,00000000-0000-4000-8000-0000000000b1
";

fn catalogue() -> Catalogue {
    let mut problems = Problems::new();
    let products = read_products(&mut Table::open("p.csv", PRODUCTS.as_bytes()).unwrap(), &mut problems);
    let equivalents = read_equivalents(&mut Table::open("e.csv", EQUIVALENTS.as_bytes()).unwrap(), &mut problems);
    Catalogue {
        products: products.products,
        plans: products.plans,
        equivalents,
        ..Catalogue::default()
    }
}

#[test]
fn plans_kept_gained_satisfied_and_lost() {
    let catalogue = catalogue();
    let [a, b, chat] =
        ["suite_a", "Suite B", "{00000000-0000-4000-8000-00000000000C}"].map(|text| find_sku(&catalogue, text, "p.csv").unwrap());
    let found = cover(&catalogue, &[b, chat], &[a]);
    let names = |plans: &[ServicePlanId]| plans.iter().map(|plan| catalogue.plan_name(*plan)).collect::<Vec<_>>();
    assert_eq!(names(&found.kept), ["Files"]);
    assert_eq!(names(&found.gained), ["CHAT", "Mail plus"]);
    let satisfied: Vec<_> = found
        .satisfied
        .iter()
        .map(|pair| (catalogue.plan_name(pair.plan), catalogue.plan_name(pair.satisfied_by)))
        .collect();
    assert_eq!(satisfied, [("Mail".to_owned(), "Mail plus".to_owned())]);
    // Calls are satisfied by Mail, but Mail itself is only satisfied: equivalents are not chained.
    assert_eq!(names(&found.lost), ["Calls"]);
}

#[test]
fn names_that_tell_no_single_sku() {
    let catalogue = catalogue();
    for (text, message) in [
        (
            "Suite A",
            "p.csv: 2 SKUs are called \"Suite A\". Give one of their GUIDs: 00000000-0000-4000-8000-00000000000a, 00000000-0000-4000-8000-00000000000c.",
        ),
        ("SUITEB", "p.csv: No SKU is called \"SUITEB\". Perhaps \"SUITE_B\" is meant."),
        (
            "Nothing alike",
            "p.csv: No SKU is called \"Nothing alike\". Give its GUID, its string id or its exact product name.",
        ),
    ] {
        assert_eq!(find_sku(&catalogue, text, "p.csv").unwrap_err().to_string(), message);
    }
}

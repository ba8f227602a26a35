//! The official layouts and how their headers tell them apart. Called by `check` and `assemble`.

use crate::{
    problem::{Problem, quoted},
    table::Table,
};
use std::fmt;

/// A layout of the official files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// "Product names and service plan identifiers for licensing".
    Products,
    /// The new-commerce licence-based price list.
    Prices,
    /// The offer matrix.
    Offers,
    /// Plan equivalents, pair by pair.
    Equivalents,
    /// Exclusion groups.
    Exclusions,
}

/// Columns of the products file.
pub(super) const PRODUCT_COLUMNS: &[&str] = &[
    "Product_Display_Name",
    "String_Id",
    "GUID",
    "Service_Plan_Name",
    "Service_Plan_Id",
    "Service_Plans_Included_Friendly_Names",
];
/// Columns of the price list that must be there.
pub(super) const PRICE_COLUMNS: &[&str] = &[
    "ProductId",
    "SkuId",
    "SkuTitle",
    "TermDuration",
    "BillingPlan",
    "Market",
    "Currency",
    "UnitPrice",
    "PricingTierRangeMin",
    "EffectiveStartDate",
    "EffectiveEndDate",
    "ERP Price",
    "Segment",
];
/// Columns of the offer matrix that must be there.
pub(super) const OFFER_COLUMNS: &[&str] = &[
    "ProductId",
    "SkuId",
    "SkuTitle",
    "ProvisioningId",
    "MinLicenses",
    "MaxLicenses",
    "ProductSkuPreRequisites",
    "AllowedCountries",
];
/// Columns of the plan equivalents.
pub(super) const EQUIVALENT_COLUMNS: &[&str] = &["Service_Plan_Id", "Satisfied_By_Service_Plan_Id"];
/// Columns of the exclusions.
pub(super) const EXCLUSION_COLUMNS: &[&str] = &["Exclusion_Group", "Service_Plan_Id"];

impl Layout {
    /// Every layout, the one of the file names of a case.
    pub const ALL: [Self; 5] = [Self::Products, Self::Prices, Self::Offers, Self::Equivalents, Self::Exclusions];

    /// The file's name in a case.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Products => "products.csv",
            Self::Prices => "pricelist.csv",
            Self::Offers => "offermatrix.csv",
            Self::Equivalents => "plan-equivalents.csv",
            Self::Exclusions => "exclusions.csv",
        }
    }

    /// Whether a case can do without it.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Equivalents | Self::Exclusions)
    }

    /// Columns that must be there.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Products => PRODUCT_COLUMNS,
            Self::Prices => PRICE_COLUMNS,
            Self::Offers => OFFER_COLUMNS,
            Self::Equivalents => EQUIVALENT_COLUMNS,
            Self::Exclusions => EXCLUSION_COLUMNS,
        }
    }

    /// The columns that no other layout has.
    fn telling(self) -> &'static [&'static str] {
        match self {
            Self::Products => &["String_Id", "GUID", "Service_Plan_Name", "Service_Plans_Included_Friendly_Names"],
            Self::Prices => &[
                "TermDuration",
                "BillingPlan",
                "UnitPrice",
                "ERP Price",
                "EffectiveStartDate",
                "EffectiveEndDate",
            ],
            Self::Offers => &[
                "ProvisioningId",
                "ProvisioningString",
                "MaxLicenses",
                "AllowedCountries",
                "ProductSkuPreRequisites",
            ],
            Self::Equivalents => &["Satisfied_By_Service_Plan_Id"],
            Self::Exclusions => &["Exclusion_Group"],
        }
    }

    /// The layout of a table: that of which it has most telling columns, at least half of them.
    pub fn of<R: std::io::Read>(table: &Table<R>) -> Result<Self, Problem> {
        let has = |name: &&&str| table.headers().iter().any(|header| header.eq_ignore_ascii_case(name));
        Self::ALL
            .into_iter()
            .map(|layout| (layout.telling().iter().filter(has).count() * 60 / layout.telling().len(), layout))
            .filter(|(share, _)| *share >= 30)
            .max_by_key(|(share, _)| *share)
            .map(|(_, layout)| layout)
            .ok_or_else(|| {
                let header = table.headers().join(",");
                Problem::error(
                    table.file(),
                    "unknownLayout",
                    format!("The header {} belongs to none of the official files.", quoted(&header)),
                    "Give the products file, the licence-based price list, the offer matrix, plan equivalents or exclusions, with the header in the first line.",
                )
                .at(1, 1)
                .found(&header)
            })
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Products => "products and service plans",
            Self::Prices => "price list",
            Self::Offers => "offer matrix",
            Self::Equivalents => "plan equivalents",
            Self::Exclusions => "exclusions",
        })
    }
}

/// The places of columns that must be there, in their order; every missing one is a problem.
pub(super) fn places<R: std::io::Read, const N: usize>(
    table: &Table<R>,
    names: &[&str],
    problems: &mut crate::problem::Problems,
) -> Option<[usize; N]> {
    let mut places = [0; N];
    let mut complete = names.len() == N;
    for (place, name) in places.iter_mut().zip(names) {
        match table.column(name) {
            Ok(found) => *place = found,
            Err(problem) => {
                problems.push(problem);
                complete = false;
            }
        }
    }
    complete.then_some(places)
}

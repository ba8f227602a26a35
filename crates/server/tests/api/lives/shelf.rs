//! What the sandbox sells of the things that lives are made of, as its catalogue files have it: ids, bounds, prices, what needs what.
//!
//! Written out here so that expectations come from the files' numbers and not from the program's reading of them.

/// A term and a billing cycle in months, and what a seat costs per billing period in cents.
type Plan = (i32, i32, i64);

/// Something sold.
#[derive(Debug)]
pub(crate) struct Item {
    /// `Product:Sku`, or the legacy offer.
    pub(crate) id: &'static str,
    /// The licence its seats are of.
    pub(crate) licence: usize,
    pub(crate) modern: bool,
    /// Most seats: of a subscription, and in new commerce of all of a customer's together.
    pub(crate) most: Option<i64>,
    pub(crate) plans: &'static [Plan],
    /// Items of which it needs one: as a base (legacy), or anywhere in the tenant (new commerce).
    pub(crate) needs: &'static [usize],
}

/// Licences by number, as directories know them.
pub(crate) const LICENCES: [&str; 7] = [
    "05e9a617-0261-4cee-bb44-138d3ef5d965",
    "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
    "3b555118-da6a-4418-894f-7df1e2096870",
    "4ef96642-f096-40de-a3e9-d83fb2f90211",
    "639dec6b-bb19-468b-871c-c5c441c4b0cb",
    "18181a46-0d4e-45cd-891e-60aabd171b4e",
    "ee02fd1b-340e-4a4b-b355-4a514e4c8943",
];

/// Licences whose plans exclude each other in one user.
pub(crate) const EXCLUDE: [(usize, usize); 4] = [(2, 0), (2, 1), (5, 0), (5, 1)];

/// Microsoft 365 E3, the newest of what is here to be changed into E5.
pub(crate) const E3: usize = 0;
/// Microsoft 365 E5.
pub(crate) const E5: usize = 1;

/// Prices of 2027 and later.
pub(crate) const SHELF: [Item; 8] = [
    Item {
        id: "CFQ7TTC0LFLX:0001",
        licence: 0,
        modern: true,
        most: None,
        plans: &[
            (1, 1, 3917),
            (12, 1, 3427),
            (12, 12, 39168),
            (36, 1, 3427),
            (36, 12, 39168),
            (36, 36, 117_504),
        ],
        needs: &[],
    },
    Item {
        id: "CFQ7TTC0LFLZ:0002",
        licence: 1,
        modern: true,
        most: None,
        plans: &[
            (1, 1, 5581),
            (12, 1, 4883),
            (12, 12, 55805),
            (36, 1, 4883),
            (36, 12, 55805),
            (36, 36, 167_414),
        ],
        needs: &[],
    },
    // Business Basic.
    Item {
        id: "CFQ7TTC0LH18:0001",
        licence: 2,
        modern: true,
        most: Some(300),
        plans: &[(1, 1, 582), (12, 1, 510), (12, 12, 5827)],
        needs: &[],
    },
    // Defender for Office 365 (Plan 1), an add-on.
    Item {
        id: "CFQ7TTC0LH04:0001",
        licence: 3,
        modern: true,
        most: None,
        plans: &[(1, 1, 163), (12, 1, 143), (12, 12, 1632)],
        needs: &[0, 2, 5],
    },
    // Copilot, an add-on that is not sold by the month.
    Item {
        id: "CFQ7TTC0MM8R:0002",
        licence: 4,
        modern: true,
        most: None,
        plans: &[(12, 1, 2184), (12, 12, 24960), (36, 1, 2184), (36, 12, 24960), (36, 36, 74880)],
        needs: &[0, 1, 2, 5],
    },
    // Office 365 Enterprise E1, legacy.
    Item {
        id: "91fd106f-4b2c-4938-95ac-f54f74e9a239",
        licence: 5,
        modern: false,
        most: Some(10_000_000),
        plans: &[(12, 1, 552), (12, 12, 6624)],
        needs: &[],
    },
    // Office 365 Business Essentials, legacy: seats of the same licence as Business Basic's.
    Item {
        id: "bd938f12-058f-4927-bba3-ae36b1d2501c",
        licence: 2,
        modern: false,
        most: Some(300),
        plans: &[(12, 1, 344), (12, 12, 4128)],
        needs: &[],
    },
    // Exchange Online Archiving, legacy add-on to the two above it.
    Item {
        id: "2828be95-46ba-4f91-b2fd-0bef192ecf60",
        licence: 6,
        modern: false,
        most: Some(10_000_000),
        plans: &[(12, 1, 208), (12, 12, 2496)],
        needs: &[5, 6],
    },
];

impl Item {
    /// What a seat costs per billing period, in millionths; `None`: not sold so.
    pub(crate) fn price(&self, term: i32, cycle: i32) -> Option<i64> {
        let plan = self.plans.iter().find(|plan| (plan.0, plan.1) == (term, cycle));
        plan.map(|plan| plan.2 * 10_000)
    }

    /// A month of the extended term: 3 % above what a month costs, or 23 % above where it is not sold by the month.
    pub(crate) fn extended_price(&self) -> i64 {
        match (self.price(1, 1), self.price(12, 1)) {
            (Some(month), _) => month / 100 * 103,
            (None, Some(month)) => month / 100 * 123,
            (None, None) => unreachable!("everything here is billed by the month"),
        }
    }
}

//! A case with something of everything, and its least plan written by hand: an end of sale that moves users to another SKU
//! (one by one and as a group), a plan that is off, an equivalent, an exclusion, a seat limit, three channels, rents.

use super::{Build, document::Decisions, fraction};
use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    estate::Channel,
    plan::Plan,
};

/// Four users of OLD, which is sold until February and whose seats are counted on until 1 May; three users of A, whose
/// seats but one are counted on until 1 March.
pub fn case() -> Case {
    build().case()
}

/// The case in the making, to be altered.
pub fn build() -> Build {
    Build::new("2027-01-01", "2028-01-01")
        .product("OLD", &["mail", "files"])
        .product("NEW", &["mailplus", "files", "chat"])
        .product("A", &["desk"])
        .product("BIG", &["desk", "chat"])
        .product("GONE", &["desk"])
        .price_between("OLD", Term::P1Y, BillingPlan::Annual, "200.00", "2020-01-01", "2027-02-28")
        .year("NEW", "240.00")
        .year("A", "120.00")
        .year("BIG", "600.00")
        .limit("A", 2)
        .equivalent("mail", "mailplus")
        .exclusion("post", &["mail", "mailplus"])
        .original_as("s1", "OLD", 4, Some("2027-05-11"), |s| s.auto_renew = Some(true))
        .original_as("s2", "A", 3, Some("2027-03-11"), |s| s.auto_renew = None)
        .original_as("s3", "A", 1, Some("2027-06-01"), |s| {
            (s.channel, s.auto_renew) = (Channel::ThisPartner, Some(true))
        })
        .user("o1", 1, &[("OLD", &[])])
        .user("o2", 1, &[("OLD", &["files"])])
        .user("o3", 2, &[("OLD", &[])])
        .user("a", 3, &[("A", &[])])
        .user("idle", 1, &[("A", &["desk"])])
        .group("g", &["OLD"], &["o3"])
        .policy(|p| {
            p.lead_days = 10;
            p.max_bundle = 2;
            p.terms = vec![Term::P1Y];
        })
}

/// Two years of A from 1 March, four of NEW from 1 May, to which all of OLD change. Both years contain a 29 February, so
/// every later start costs the same per day and the even rents are tight: 2·120·306/366 + 4·240·245/366.
pub fn decisions() -> Decisions {
    let (a, new) = (fraction(120 * 306, 366), fraction(240 * 245, 366));
    Decisions::default()
        .year("A", 2, "2027-03-01", "2028-03-01", "120.00")
        .year("NEW", 4, "2027-05-01", "2028-05-01", "240.00")
        .change("2027-05-01", &["OLD"], &[("NEW", &[])], &["o1"])
        .change("2027-05-01", &["OLD"], &[("NEW", &["files"])], &["o2"])
        .change("2027-05-01", &["OLD"], &[("NEW", &[])], &["o3#1", "o3#2"])
        .of_group("g")
        .rests_on("mail", "mailplus")
        .rent("A", "2027-03-01", "2028-01-01", a)
        .rent("NEW", "2027-05-01", "2028-01-01", new)
        .rent("OLD", "2027-05-01", "2028-01-01", new)
}

/// The plan.
pub fn plan() -> Plan {
    decisions().plan(&case())
}

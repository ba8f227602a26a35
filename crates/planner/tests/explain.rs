//! Explanations of plans written by hand: the reasons, and the numbers in them.

mod support;

use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    estate::{Channel, Treatment},
    money::Amount,
    notice::{Notice, Reason, Value},
    plan::{EndAction, Plan},
};
use nahtlos_planner::explain::{Explanation, explain};
use support::{Build, day, document::Decisions, plan, sku};

fn one(case: &Case, plan: &Plan, id: &str) -> Vec<Notice<Reason>> {
    let found = explain(case, plan, Some(id));
    let first = found.first().unwrap_or_else(|| panic!("nothing about {id}"));
    assert_eq!(first.subject, id);
    first.notices.clone()
}

fn codes(notices: &[Notice<Reason>]) -> Vec<Reason> {
    notices.iter().map(|n| n.code).collect()
}

fn find(notices: &[Notice<Reason>], code: Reason) -> &Notice<Reason> {
    notices
        .iter()
        .find(|n| n.code == code)
        .unwrap_or_else(|| panic!("no {code} in {notices:#?}"))
}

fn euros(text: &str) -> Value {
    let (whole, cents) = text.split_once('.').unwrap();
    let minor = whole.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap();
    Value::Money(Amount { minor, digits: 2 })
}

fn on(text: &str) -> Value {
    Value::Date(day(text))
}

/// Three users of one SKU, three seats until 2027-01-15, lead 5: the worked example of the move model.
fn tiny() -> Build {
    Build::new("2026-12-01", "2028-01-15")
        .product("A", &["mail"])
        .year("A", "120.00")
        .month("A", "12.00")
        .original("s1", "A", 3, "2027-01-15")
        .users("u", 3, &["A"])
        .policy(|p| p.lead_days = 5)
}

fn tiny_plan(case: &Case) -> Plan {
    Decisions::default()
        .year("A", 3, "2027-01-10", "2028-01-10", "120.00")
        .year("A", 3, "2028-01-10", "2029-01-10", "120.00")
        .plan(case)
}

#[test]
fn seats_that_fall_due_say_why_not_later_not_earlier_and_no_other_term() {
    let case = tiny().case();
    let notices = one(&case, &tiny_plan(&case), "p1");
    assert_eq!(
        codes(&notices),
        [Reason::SeatsFallDue, Reason::LaterShort, Reason::EarlierCosts, Reason::OtherTerm]
    );
    let due = find(&notices, Reason::SeatsFallDue);
    assert_eq!((&due.values["seats"], &due.values["day"]), (&Value::Count(3), &on("2027-01-10")));
    assert_eq!(due.subjects, ["s1"]);
    let later = find(&notices, Reason::LaterShort);
    assert_eq!(
        (&later.values["short"], &later.values["day"]),
        (&Value::Count(3), &on("2027-01-10"))
    );
    // A year from the day before ends on 9 January 2028; six days remain instead of five: 3 × 120 × 1/366 = 0.98.
    let earlier = find(&notices, Reason::EarlierCosts);
    assert_eq!(
        (&earlier.values["more"], &earlier.values["day"]),
        (&euros("0.98"), &on("2027-01-09"))
    );
    // A month for 12.00 until 10 February, then a year of 365 days from there, 339 of which lie within: 12 + 120 × 339/365 … against
    // 120 + 120 × 5/366 for a year at once. Months at 12.00 are dearer per day, so one month and then a year: 3 × (12 + 111.4521 − 121.6393).
    let month = find(&notices, Reason::OtherTerm);
    assert_eq!(month.values["term"], Value::Text("P1M".to_owned()));
    assert_eq!(month.values["more"], euros("5.44"));
}

#[test]
fn a_renewal_names_what_it_renews() {
    let case = tiny().case();
    let notices = one(&case, &tiny_plan(&case), "p2");
    let renewal = find(&notices, Reason::Renewal);
    assert_eq!(renewal.values["purchase"], Value::Text("p1".to_owned()));
    assert_eq!(
        (&renewal.values["seats"], &renewal.values["day"]),
        (&Value::Count(3), &on("2028-01-10"))
    );
    assert_eq!(find(&notices, Reason::LaterShort).values["short"], Value::Count(3));
    // Five days of a month of 31: 12 × 5/31 = 1.9355, of a year: 1.6393; three times the difference.
    assert_eq!(find(&notices, Reason::OtherTerm).values["more"], euros("0.89"));
}

#[test]
fn an_early_purchase_says_what_waiting_costs() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("A", &["mail"])
        .price_between("A", Term::P1Y, BillingPlan::Annual, "120.00", "2020-01-01", "2027-01-31")
        .price_between("A", Term::P1Y, BillingPlan::Annual, "150.00", "2027-02-01", "2099-12-31")
        .original("s1", "A", 2, "2027-03-08")
        .users("u", 2, &["A"])
        .case();
    let bought = Decisions::default().year("A", 2, "2027-01-31", "2028-01-31", "120.00").plan(&case);
    let notices = one(&case, &bought, "p1");
    assert_eq!(
        codes(&notices),
        [Reason::SeatsFallDue, Reason::BeforePriceRise, Reason::EarlierCosts]
    );
    let early = find(&notices, Reason::BeforePriceRise);
    assert_eq!(
        (&early.values["needed"], &early.values["lastDay"]),
        (&on("2027-03-01"), &on("2027-01-31"))
    );
    assert_eq!(early.values["days"], Value::Count(29));
    // 2 × (150 × 306/366 − 120 × 335/365)
    assert_eq!(early.values["saving"], euros("30.55"));
    assert_eq!(find(&notices, Reason::EarlierCosts).values["more"], euros("0.66"));
}

#[test]
fn seats_needed_on_two_days_are_told_apart() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("A", &["mail"])
        .price_between("A", Term::P1Y, BillingPlan::Annual, "120.00", "2020-01-01", "2027-02-28")
        .original("s1", "A", 3, "2027-03-07")
        .original("s2", "A", 4, "2027-03-19")
        .users("u", 7, &["A"])
        .case();
    let bought = Decisions::default().year("A", 7, "2027-02-28", "2028-02-28", "120.00").plan(&case);
    let notices = one(&case, &bought, "p1");
    let due: Vec<_> = notices.iter().filter(|n| n.code == Reason::SeatsFallDue).collect();
    assert_eq!(
        due.iter().map(|n| &n.values["seats"]).collect::<Vec<_>>(),
        [&Value::Count(3), &Value::Count(4)]
    );
    assert_eq!(due.iter().map(|n| n.subjects[0].as_str()).collect::<Vec<_>>(), ["s1", "s2"]);
    assert_eq!(find(&notices, Reason::LaterShort).values["short"], Value::Count(3));
    let early = find(&notices, Reason::BeforeSaleEnds);
    assert_eq!(
        (&early.values["days"], &early.values["needed"]),
        (&Value::Count(12), &on("2027-03-12"))
    );
}

#[test]
fn seats_missing_on_the_first_day_and_seats_nobody_needs() {
    let case = tiny().users("v", 1, &["A"]).case();
    let bought = Decisions::default()
        .month("A", 1, "2026-12-01", "2027-01-01", "12.00")
        .month("A", 2, "2026-12-05", "2027-01-05", "12.00")
        .plan(&case);
    let first = one(&case, &bought, "p1");
    let short = find(&first, Reason::ShortOnFirstDay);
    assert_eq!(short.values["seats"], Value::Count(1));
    // The second purchase has one seat for the user who has none from January on, and one for nobody.
    let second = one(&case, &bought, "p2");
    let renewal = find(&second, Reason::Renewal);
    assert_eq!(
        (&renewal.values["seats"], &renewal.values["day"]),
        (&Value::Count(1), &on("2027-01-01"))
    );
    assert_eq!(find(&second, Reason::BoughtEarly).values["days"], Value::Count(27));
    let spare = Decisions::default()
        .month("A", 5, "2026-12-05", "2027-01-05", "12.00")
        .plan(&tiny().case());
    assert_eq!(codes(&one(&tiny().case(), &spare, "p1")), [Reason::NeverNeeded]);
}

#[test]
fn terms_that_end_together_say_so() {
    let case = tiny().policy(|p| p.co_term = Some(day("2026-06-30"))).case();
    let bought = Decisions::default().year("A", 3, "2027-01-10", "2027-06-30", "120.00").plan(&case);
    assert_eq!(find(&one(&case, &bought, "p1"), Reason::CoTerm).values["day"], on("2027-06-30"));
}

#[test]
fn an_original_tells_its_lead_its_deadline_and_what_follows() {
    let case = tiny()
        .original_as("s2", "A", 1, Some("2027-01-20"), |s| s.auto_renew = Some(true))
        .case();
    let mut bought = tiny_plan(&case);
    bought.originals[1].action = EndAction::TurnOffAutoRenew;
    bought.originals[1].deadline = Some(day("2027-01-19"));
    let notices = one(&case, &bought, "s1");
    let until = find(&notices, Reason::CountedUntil);
    assert_eq!(
        (&until.values["day"], &until.values["last"]),
        (&on("2027-01-10"), &on("2027-01-15"))
    );
    assert_eq!(until.values["days"], Value::Count(5));
    // Three licences, four seats: without these three, two are missing.
    let short = find(&notices, Reason::EarlierShort);
    assert_eq!(
        (&short.values["short"], &short.values["day"]),
        (&Value::Count(2), &on("2027-01-09"))
    );
    let second = one(&case, &bought, "s2");
    let before = find(&second, Reason::DeadlineBefore);
    assert_eq!(
        (&before.values["deadline"], &before.values["days"]),
        (&on("2027-01-19"), &Value::Count(1))
    );
    assert_eq!(find(&second, Reason::RenewsIfLate).values["term"], Value::Text("P1Y".to_owned()));
    assert!(codes(&second).contains(&Reason::SpareAtEnd));
}

#[test]
fn a_day_of_lead_has_its_price() {
    let case = tiny().case();
    let notices = one(&case, &tiny_plan(&case), "s1");
    // A day less to buy at the end of the second year: 3 × 120/366.
    assert_eq!(find(&notices, Reason::LongerSaves).values["saved"], euros("0.98"));
    assert_eq!(find(&notices, Reason::EarlierShort).values["short"], Value::Count(3));
}

#[test]
fn what_happens_after_a_deadline_depends_on_the_action() {
    let case = Build::new("2026-12-01", "2028-01-15")
        .product("A", &["mail"])
        .year("A", "120.00")
        .original_as("s1", "A", 1, Some("2027-01-15"), |s| s.channel = Channel::OtherPartner)
        .original_as("s2", "A", 1, Some("2027-01-15"), |s| {
            s.channel = Channel::OtherPartner;
            s.wanted_treatment = Some(Treatment::Transfer);
        })
        .original_as("s3", "A", 1, None, |s| s.channel = Channel::WebDirect)
        .users("u", 3, &["A"])
        .case();
    let mut bought = Decisions::default().plan(&case);
    for (original, action) in bought
        .originals
        .iter_mut()
        .zip([EndAction::CancelAtTermEnd, EndAction::Transfer, EndAction::CancelNow])
    {
        original.action = action;
        original.deadline = Some(day("2027-01-14"));
    }
    let extended = one(&case, &bought, "s1");
    assert_eq!(find(&extended, Reason::ExtendsIfLate).values["percent"], Value::Count(3));
    assert!(codes(&one(&case, &bought, "s2")).contains(&Reason::StaysIfLate));
    let without_end = one(&case, &bought, "s3");
    assert!(codes(&without_end).contains(&Reason::BilledIfLate));
    assert!(!codes(&without_end).contains(&Reason::DeadlineBefore));
}

/// Two users of a SKU that is no longer sold, and its successor.
fn end_of_sale() -> (Case, Plan) {
    let case = Build::new("2026-12-01", "2027-12-01")
        .product("Old", &["mail", "files"])
        .product("New", &["mail", "files", "chat"])
        .year("New", "120.00")
        .original("s1", "Old", 2, "2027-01-15")
        .user("u", 2, &[("Old", &[])])
        .user("idle", 1, &[("Old", &["mail", "files"])])
        .case();
    let bought = Decisions::default()
        .year("New", 2, "2027-01-08", "2028-01-08", "120.00")
        .change("2027-01-08", &["Old"], &[("New", &["chat"])], &["u#1", "u#2"])
        .plan(&case);
    (case, bought)
}

#[test]
fn a_licence_change_says_which_seats_run_out_and_which_are_new() {
    let (case, bought) = end_of_sale();
    let notices = one(&case, &bought, "c1");
    let expected = [
        Reason::ChangesLicenses,
        Reason::SeatsRunOut,
        Reason::EndOfSale,
        Reason::NewSeats,
        Reason::EarlierShort,
        Reason::SwitchedOff,
    ];
    assert_eq!(codes(&notices), expected);
    let out = find(&notices, Reason::SeatsRunOut);
    assert_eq!((&out.values["short"], &out.values["day"]), (&Value::Count(2), &on("2027-01-08")));
    assert_eq!(find(&notices, Reason::NewSeats).values["purchases"], Value::Text("p1".to_owned()));
    let earlier = find(&notices, Reason::EarlierShort);
    assert_eq!(
        (&earlier.values["sku"], &earlier.values["day"]),
        (&Value::Sku(sku("New")), &on("2027-01-07"))
    );
    assert_eq!(
        find(&notices, Reason::SwitchedOff).values["plans"],
        Value::Plans(vec![plan("chat")])
    );
    let change = find(&one(&case, &bought, "p1"), Reason::UsersChange).clone();
    assert_eq!(
        (&change.values["seats"], &change.values["from"]),
        (&Value::Count(2), &Value::Skus(vec![sku("Old")]))
    );
}

#[test]
fn users_and_steps_are_explained_by_what_happens_to_them() {
    let (case, bought) = end_of_sale();
    for id in ["u", "u#2"] {
        assert!(codes(&one(&case, &bought, id)).contains(&Reason::SeatsRunOut), "{id}");
    }
    assert_eq!(codes(&one(&case, &bought, "idle")), [Reason::NeedsNothing]);
    let still = tiny().case();
    assert_eq!(codes(&one(&still, &tiny_plan(&still), "u1")), [Reason::LicensesStay]);
    let subjects = |id: &str| explain(&case, &bought, Some(id)).into_iter().map(|e| e.subject).collect::<Vec<_>>();
    let of_purchase = bought.steps.iter().find(|s| s.details.contains_key("purchase")).unwrap();
    // The original bears the first step's id: both are meant.
    assert_eq!(subjects(&of_purchase.id), ["s1", "s1", "p1"]);
    let swap = bought.steps.iter().find(|s| s.details.contains_key("changes")).unwrap();
    assert_eq!(subjects(&swap.id), [swap.id.as_str(), "c1"]);
    for unknown in ["p9", "u#3", "u#0", "c2", "c0", "s99", ""] {
        assert!(explain(&case, &bought, Some(unknown)).is_empty(), "{unknown}");
    }
}

#[test]
fn everything_is_explained_once_in_the_plans_order() {
    let (case, bought) = end_of_sale();
    let all: Vec<Explanation> = explain(&case, &bought, None);
    assert_eq!(all.iter().map(|e| e.subject.as_str()).collect::<Vec<_>>(), ["p1", "s1", "c1"]);
    assert!(all.iter().all(|e| !e.notices.is_empty()));
    for explanation in &all {
        assert_eq!(explain(&case, &bought, Some(&explanation.subject))[0], *explanation);
    }
}

#[test]
fn a_damaged_plan_is_explained_as_far_as_it_goes() {
    let (case, bought) = end_of_sale();
    let mut outside = bought.clone();
    outside.purchases[0].start = day("1999-01-01");
    outside.purchases[0].end = day("1998-01-01");
    outside.license_changes[0].date = day("2099-01-01");
    outside.license_changes[0].user_ids.push("nobody".to_owned());
    outside.originals[0].subscription_id = "gone".to_owned();
    assert_eq!(explain(&case, &outside, None).len(), 3);
    assert_eq!(codes(&one(&case, &outside, "p1")), [Reason::NeverNeeded]);
    let mut priced = bought;
    priced.purchases[0].unit_price.micros += 1;
    let notices = one(&case, &priced, "p1");
    assert!(
        !codes(&notices).contains(&Reason::EarlierCosts),
        "no price of the case, no comparison"
    );
    let mut never = case;
    never.policy.horizon = Some(day("2026-11-01"));
    assert_eq!(explain(&never, &outside, None).len(), 2);
}

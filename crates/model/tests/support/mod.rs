//! A subscription whose life is walked: time passes, changes are asked for, lines of the ledger are kept.

use nahtlos_model::{
    assortment::{Assortment, LegacyOffer, LegacyPrice, Offer, Place},
    catalogue::{BillingPlan, PriceRow, Term},
    charges::{Charge, ChargeKind},
    dates::Date,
    ids::{OfferId, SkuId},
    instants::Instant,
    money::{Currency, Price},
    program::Program,
    refusals::Refusal,
    subscriptions::{
        Decided, Subscription,
        change::{Change, Surroundings},
        due::Times,
        purchase::{Market, Wanted, buy, buy_legacy},
    },
};

/// An instant by its text.
pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn price(text: &str) -> Price {
    text.parse().unwrap()
}

fn place() -> Place {
    Place {
        country: "DE".into(),
        currency: Currency::new("EUR").unwrap(),
        segment: "Commercial".into(),
    }
}

/// One offer at 12.00 a month, 10.50 a month for a year, 120.00 a year; and a legacy offer at 8.00 a month.
pub(crate) fn assortment() -> Assortment {
    let licence = SkuId("05e9a617-0261-4cee-bb44-138d3ef5d965".parse().unwrap());
    let id = OfferId::new("CFQ7TTC0TEST", "0001");
    let row = |term, billing, text: &str| PriceRow {
        offer: id.clone(),
        title: "Suite".into(),
        term,
        billing,
        market: "DE".into(),
        currency: Currency::new("EUR").unwrap(),
        unit_price: Some(price(text)),
        erp_price: Some(price(text)),
        tier_min: None,
        from: Date::MIN,
        until: Date::MAX,
        segment: "Commercial".into(),
        line: 0,
    };
    let offer = Offer {
        id: id.clone(),
        product_title: "Suite".into(),
        title: "Suite".into(),
        description: String::new(),
        publisher: "Vendor".into(),
        licence,
        min_seats: 1,
        max_seats: Some(300),
        max_subscriptions: None,
        trial: false,
        prerequisites: Vec::new(),
        conversions: Vec::new(),
        countries: Vec::new(),
        prices: vec![
            row(Term::P1M, BillingPlan::Monthly, "12"),
            row(Term::P1Y, BillingPlan::Monthly, "10.5"),
            row(Term::P1Y, BillingPlan::Annual, "120"),
        ],
    };
    let legacy = LegacyOffer {
        id: "91fd106f-4b2c-4938-95ac-f54f74e9a239".into(),
        name: "Old suite".into(),
        description: String::new(),
        category_id: "c".into(),
        category_name: "C".into(),
        category_rank: 1,
        licence,
        min_seats: 1,
        max_seats: None,
        addon: false,
        prerequisites: Vec::new(),
        trial: false,
        cycles: vec![BillingPlan::Monthly, BillingPlan::Annual],
        upgrades: Vec::new(),
        conversions: Vec::new(),
        sales_group: "1".into(),
        unit: "Licenses".into(),
        successor: None,
        migratable: false,
        prices: vec![LegacyPrice {
            country: "DE".into(),
            currency: Currency::new("EUR").unwrap(),
            monthly: price("8"),
            monthly_list: price("10"),
        }],
    };
    let mut all = Assortment::default();
    all.offers.insert(id, offer);
    all.legacy.insert(legacy.id.clone(), legacy);
    all.index();
    all
}

/// A subscription and its ledger.
pub(crate) struct Life {
    pub(crate) now: Subscription,
    pub(crate) charges: Vec<Charge>,
    assortment: Assortment,
}

impl Life {
    pub(crate) fn buy(when: &str, term: Term, cycle: BillingPlan, quantity: i64) -> Self {
        let assortment = assortment();
        let offer = assortment.offers.values().next().unwrap().clone();
        let made = with_market(&assortment, at(when), |market| {
            buy(&offer, wanted(Some(term), cycle, quantity), market)
        })
        .unwrap();
        Self {
            now: made.after,
            charges: made.charges,
            assortment,
        }
    }

    pub(crate) fn buy_legacy(when: &str, cycle: BillingPlan, quantity: i64) -> Self {
        let assortment = assortment();
        let offer = assortment.legacy.values().next().unwrap().clone();
        let made = with_market(&assortment, at(when), |market| {
            buy_legacy(&offer, wanted(None, cycle, quantity), None, market)
        })
        .unwrap();
        Self {
            now: made.after,
            charges: made.charges,
            assortment,
        }
    }

    /// What a change would do at an instant.
    pub(crate) fn ask(&self, change: &Change, when: &str) -> Result<Decided, Refusal> {
        let now = at(when);
        let numbers = Program::bundled().on(now.date());
        let around = Surroundings {
            now,
            numbers: &numbers,
            assortment: &self.assortment,
            parent_active: true,
            other_seats: 0,
            other_ends: &[],
            sandbox: false,
        };
        self.now.change(change, &around)
    }

    /// Does a change after what falls due until then.
    pub(crate) fn change(&mut self, change: &Change, when: &str) {
        self.until(when);
        let done = self.ask(change, when).unwrap();
        self.now = done.after;
        self.charges.extend(done.charges);
    }

    /// Lets time pass.
    pub(crate) fn until(&mut self, when: &str) {
        let times = Times {
            program: Program::bundled(),
            assortment: &self.assortment,
        };
        while let Some(due) = self.now.next_due().filter(|due| *due <= at(when)) {
            let done = self.now.fall_due(due, &times);
            assert_ne!(done.after.next_due(), Some(due), "time stands still at {due}");
            self.now = done.after;
            self.charges.extend(done.charges);
        }
    }

    pub(crate) fn kinds(&self) -> Vec<ChargeKind> {
        self.charges.iter().map(|c| c.kind).collect()
    }
}

fn wanted(term: Option<Term>, cycle: BillingPlan, quantity: i64) -> Wanted<'static> {
    Wanted {
        id: "s".into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        order_id: "o".into(),
        quantity,
        term,
        cycle,
        renewal_term: None,
        custom_end: None,
        promotion: None,
        friendly_name: None,
        mpn_id: None,
        parent_id: None,
        place: place(),
        end: None,
        price_day: None,
    }
}

fn with_market<T>(assortment: &Assortment, now: Instant, run: impl FnOnce(&Market<'_>) -> T) -> T {
    let numbers = Program::bundled().on(now.date());
    run(&Market {
        now,
        provisioned: now,
        numbers: &numbers,
        assortment,
        held: &[],
        seats_active: 0,
        subscriptions_of_offer: 0,
        ends: &[],
        sandbox: false,
    })
}

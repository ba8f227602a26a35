//! Subscriptions of both generations and of other channels, in the model: requests of the wire, and time.

mod tables;

use crate::machine::{Came, Machine, NOTHING, Tried, gathered};
use nahtlos_model::{
    assortment::{Assortment, Place},
    catalogue::{BillingPlan, Term},
    estate::{Channel, Generation},
    instants::Instant,
    money::Currency,
    program::Program,
    refusals::Refusal,
    subscriptions::{
        EndAction, NextTerm, Status, Subscription,
        change::{Change, Surroundings},
        due::Times,
        purchase::{Market, Wanted, buy, buy_legacy},
    },
};

use tables::*;

#[path = "../../../../model/tests/support/mod.rs"]
pub(crate) mod lives;

/// When everything here was bought: after the day from which extended terms are enforced.
fn bought() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn ready() -> Instant {
    bought().plus_ms(30 * 60_000)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    New,
    Legacy,
    Elsewhere,
}

/// What is sold, and when nothing is any more.
struct Shop {
    sold: Assortment,
    empty: Assortment,
}

impl Shop {
    fn open() -> Self {
        Self {
            sold: lives::assortment(),
            empty: Assortment::default(),
        }
    }

    fn buy(&self, kind: Kind, provisioned: Instant) -> Subscription {
        let wanted = Wanted {
            id: "s".into(),
            customer_id: "c".into(),
            partner_id: "p".into(),
            order_id: "o".into(),
            quantity: 5,
            term: (kind != Kind::Legacy).then_some(Term::P1Y),
            cycle: BillingPlan::Annual,
            renewal_term: None,
            custom_end: None,
            promotion: None,
            friendly_name: None,
            mpn_id: None,
            parent_id: None,
            place: Place {
                country: "DE".into(),
                currency: Currency::new("EUR").unwrap(),
                segment: "Commercial".into(),
            },
            end: None,
            price_day: None,
        };
        let numbers = Program::bundled().on(bought().date());
        let market = Market {
            now: bought(),
            provisioned,
            numbers: &numbers,
            assortment: &self.sold,
            held: &[],
            seats_active: 0,
            subscriptions_of_offer: 0,
            ends: &[],
            sandbox: false,
        };
        let made = match kind {
            Kind::Legacy => buy_legacy(self.sold.legacy.values().next().unwrap(), wanted, None, &market),
            _ => buy(self.sold.offers.values().next().unwrap(), wanted, &market),
        };
        let mut made = made.unwrap().after;
        if kind == Kind::Elsewhere {
            (made.partner_id, made.channel) = (None, Channel::WebDirect);
        }
        made
    }

    fn ask(&self, s: &Subscription, change: &Change, now: Instant, parent_active: bool) -> Result<Subscription, Refusal> {
        let numbers = Program::bundled().on(now.date());
        let around = Surroundings {
            now,
            numbers: &numbers,
            assortment: &self.sold,
            parent_active,
            other_seats: 0,
            other_ends: &[],
            sandbox: false,
        };
        s.change(change, &around).map(|done| done.after)
    }

    /// One step of what is due next, on another assortment where nothing is sold any more.
    fn step(&self, s: &Subscription, assortment: &Assortment) -> Option<Subscription> {
        let times = Times {
            program: Program::bundled(),
            assortment,
        };
        Some(s.fall_due(s.next_due()?, &times).after)
    }

    /// A subscription in every state that it can be in, brought there by what leads there, each with an instant in that state.
    fn states(&self, kind: Kind) -> Vec<(Subscription, Instant)> {
        let pending = self.buy(kind, ready());
        let active = self.step(&pending, &self.sold).unwrap();
        let set = |status| self.ask(&active, &to(status), ready(), true);
        let mut ending = active.clone();
        ending.auto_renew = kind != Kind::Elsewhere;
        let end = Instant::start_of(active.end.unwrap());
        let expired = self.step(&ending, &self.empty).unwrap();
        let disabled = self.step(&expired, &self.sold).unwrap();
        let disabled_at = expired.next_due().unwrap();
        let gone = self.step(&disabled, &self.sold).unwrap();
        let deleted_at = disabled.next_due().unwrap();
        let mut all = vec![(active.clone(), ready())];
        if kind != Kind::Elsewhere {
            all.push((pending, bought()));
            all.push((set(Status::Suspended).unwrap(), ready()));
        }
        all.extend([(expired, end), (disabled, disabled_at), (gone, deleted_at)]);
        all.sort_by_key(|(s, _)| s.status);
        all
    }
}

fn to(status: Status) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

fn word(s: &Subscription) -> &'static str {
    s.status.as_str()
}

/// Requests of the wire, in every state.
fn requests(shop: &Shop, kind: Kind) -> Vec<Tried> {
    let mut tried = Vec::new();
    for (s, since) in shop.states(kind) {
        let later = |at: Instant| at.max(since).plus_hours(1);
        let (early, late) = (later(ready()), later(ready().plus_days(8)));
        let last = later(Instant::start_of(s.end.unwrap()));
        let mut ask = |event, when, change: &Change, s: &Subscription, now, parent| {
            let came = Came::of(shop.ask(s, change, now, parent), word);
            tried.push(Tried {
                event,
                when,
                from: word(s),
                came,
            });
        };
        for (event, status) in [(TO_SUSPENDED, Status::Suspended), (TO_ACTIVE, Status::Active)] {
            ask(event, BEFORE, &to(status), &s, late, true);
            ask(event, STOPPED, &to(status), &s, last, true);
        }
        if kind == Kind::Legacy {
            ask(TO_ACTIVE, CHILD, &to(Status::Active), &s, late, false);
            ask(TO_DELETED, "", &to(Status::Deleted), &s, early, true);
        } else {
            let extended = Subscription {
                extended: true,
                ..s.clone()
            };
            ask(TO_DELETED, WINDOW, &to(Status::Deleted), &s, early, true);
            ask(TO_DELETED, AFTER, &to(Status::Deleted), &s, late, true);
            ask(TO_DELETED, EXTENDED, &to(Status::Deleted), &extended, late, true);
        }
        let others =
            [Status::Pending, Status::Expired, Status::Disabled].map(|status| Came::of(shop.ask(&s, &to(status), late, true), word));
        assert!(others.iter().all(|came| *came == others[0]), "{others:?}");
        tried.push(Tried {
            event: TO_OTHERS,
            when: "",
            from: word(&s),
            came: others[0].clone(),
        });
        let more = Change {
            quantity: Some(7),
            ..Change::default()
        };
        for (when, now) in [(BEFORE, late), (STOPPED, last)] {
            let came = Came::of(shop.ask(&s, &more, now, true), word);
            tried.push(Tried {
                event: SEATS,
                when,
                from: word(&s),
                came,
            });
        }
    }
    tried
}

/// A trial that renews into a paid offer: here its own, which is sold.
fn paid(s: &mut Subscription) {
    s.trial = true;
    s.auto_renew = true;
    s.scheduled = Some(NextTerm {
        offer: s.offer.clone(),
        term: Term::P1Y,
        cycle: BillingPlan::Annual,
        quantity: s.quantity,
        custom_end: None,
        promotion: None,
    });
}

type Prepare = (&'static str, fn(&mut Subscription), bool);

/// What passing time does first, in every state and under every choice that was made for the end.
fn time(shop: &Shop, kind: Kind) -> Vec<Tried> {
    let mut choices: Vec<Prepare> = vec![
        (RENEWS, |s| s.auto_renew = true, true),
        (EXTENDS, |s| s.auto_renew = false, true),
        (TRIAL, |s| (s.trial, s.auto_renew) = (true, false), true),
    ];
    if kind == Kind::New {
        choices.push((PAID, paid, true));
    }
    if kind != Kind::Elsewhere {
        choices.push((GONE, |s| s.auto_renew = true, false));
        choices.push((
            MONTHLY,
            |s| {
                s.cycle = BillingPlan::Monthly;
                s.period = s.period_at(s.start)
            },
            true,
        ));
    }
    if kind == Kind::New {
        choices.push((CANCELS, |s| (s.auto_renew, s.end_action) = (false, EndAction::Cancel), true));
        choices.push((ON_AND_ON, |s| (s.auto_renew, s.extended) = (false, true), true));
    }
    let mut tried = Vec::new();
    for event in [READY, STAGE, TERM, PERIOD] {
        for (when, prepare, sold) in &choices {
            for (mut s, _) in shop.states(kind) {
                prepare(&mut s);
                let due = s.next_due();
                let reason = match due {
                    None => "",
                    _ if s.status == Status::Pending => READY,
                    at if at == s.stage_ends => STAGE,
                    at if at == s.end.map(Instant::start_of) => TERM,
                    _ => PERIOD,
                };
                let after = shop
                    .step(&s, if *sold { &shop.sold } else { &shop.empty })
                    .filter(|_| reason == event);
                let came = after.map_or(Came::Never, |after| Came::To(word(&after).to_owned()));
                tried.push(Tried {
                    event,
                    when,
                    from: word(&s),
                    came,
                });
            }
        }
    }
    gathered(tried)
}

fn made(shop: &Shop, kind: Kind) -> Vec<Tried> {
    let mut made = vec![(AT_ONCE, bought())];
    if kind != Kind::Elsewhere {
        made.push((LATER, ready()));
    }
    let come = |provisioned| Came::To(word(&shop.buy(kind, provisioned)).to_owned());
    made.into_iter()
        .map(|(when, at)| Tried {
            event: BOUGHT,
            when,
            from: NOTHING,
            came: come(at),
        })
        .collect()
}

/// States with what they mean, and where their seats count in the tenant's pool.
fn states(shop: &Shop, kind: Kind) -> Vec<(&'static str, String)> {
    let meaning = |status| match status {
        Status::Pending => "being provisioned",
        Status::Active => "in use",
        Status::Suspended => "taken out of use by the partner",
        Status::Expired => "its term is over; users still work, nothing is billed",
        Status::Disabled => "administrators reach the data, nobody works",
        Status::Deleted => "gone",
    };
    let states = shop.states(kind);
    states
        .iter()
        .map(|(s, _)| (word(s), format!("{}; its seats are {}", meaning(s.status), seats(s))))
        .collect()
}

fn seats(s: &Subscription) -> &'static str {
    match s.seat_state().as_str() {
        "none" => "not there",
        word => word,
    }
}

#[test]
fn subscriptions_live_as_the_tables_say() {
    let shop = Shop::open();
    let every: Vec<Status> = shop.states(Kind::New).iter().map(|(s, _)| s.status).collect();
    assert_eq!(every, Status::ALL, "a subscription in every state, in the order of the states");
    assert!(shop.states(Kind::Legacy).iter().all(|(s, _)| s.generation == Generation::Legacy));
    let machine = |kind, title, about, rules| {
        let mut tried = made(&shop, kind);
        if kind != Kind::Elsewhere {
            tried.extend(requests(&shop, kind));
        }
        tried.extend(time(&shop, kind));
        Machine {
            title,
            about,
            states: states(&shop, kind),
            rules,
            tried,
        }
    };
    let machines = [
        machine(
            Kind::New,
            "New commerce",
            "Bought from the partner, on a term with a cancellation window.",
            NEW_COMMERCE,
        ),
        machine(
            Kind::Legacy,
            "Legacy",
            "Bought from the partner, by an order of a legacy offer.",
            LEGACY,
        ),
        machine(
            Kind::Elsewhere,
            "Other channels",
            "Bought in the web shop, through volume licensing or from another seller: time alone changes it here.",
            ELSEWHERE,
        ),
    ];
    let about = "Decided in `crates/model/src/subscriptions`: `purchase.rs` makes one, `change` decides on requests, `due.rs` on what time does. The numbers \
        are in `crates/model/rules/program.toml`.";
    crate::check("subscriptions", "Subscriptions", about, &machines);
}

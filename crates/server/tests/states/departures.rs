//! Departures and channel transfers, in the model: what partners do, and what becomes of the subscriptions they are about.

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Tried};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    channel_transfers::{self as channel, ChannelTransfer, LineStatus},
    dates::Date,
    departures::{Departure, Line, Status, Way},
    ids::OfferId,
    instants::Instant,
    money::{Currency, Price},
    refusals::{Code, Refusal},
    subscriptions::{Status as State, Subscription},
};

use crate::transfers::lives::Life;

const MADE: &str = "made";
const CHANGE: &str = "changed";
const GONE: &str = "its last subscription is gone";
const CLOSE: &str = "closed";
const WITHDRAW: &str = "withdrawn";
const CANCEL: &str = "cancelled";
const BUY: &str = "its first day comes";
const LAPSE: &str = "its day comes, and the partner may not sell any more";
const END: &str = "every source has ended";
const ALL: &str = "every line was bought";
const SOME: &str = "some were";
const NONE: &str = "none was";

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source: OWN,
    }
}

#[rustfmt::skip]
const DEPARTURES: &[Rule] = &[
    rule(MADE,     &[""], &[NOTHING],              "open"),
    rule(CHANGE,   &[""], &["open"],               "open"),
    rule(GONE,     &[""], &["open"],               "handedOver"),
    rule(CLOSE,    &[""], &["open", "handedOver"], "closed"),
    rule(WITHDRAW, &[""], &["open", "handedOver"], "withdrawn"),
];

#[rustfmt::skip]
const CHANNELS: &[Rule] = &[
    rule(MADE,   &[""],        &[NOTHING],     "scheduled"),
    rule(CHANGE, &[""],        &["scheduled"], "scheduled"),
    rule(CANCEL, &[""],        &["scheduled"], "cancelled"),
    rule(BUY,    &[ALL, SOME, NONE], &["scheduled"], "running"),
    rule(LAPSE,  &[""],        &["scheduled"], "lapsed"),
    rule(END,    &[ALL],       &["running"],   "complete"),
    rule(END,    &[SOME],      &["running"],   "partiallyComplete"),
    rule(END,    &[NONE],      &["running"],   "failed"),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn sold() -> Subscription {
    Life::buy("2027-01-10T09:00:00Z", Term::P1Y, BillingPlan::Monthly, 5).now
}

fn departures() -> Vec<Departure> {
    let open = Departure {
        id: "d".into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        status: Status::Open,
        reason: None,
        leave_by: None,
        lines: vec![Line::planned(&sold().id, Way::Transfer)],
        created: now(),
        closed: None,
        version: 1,
    };
    let handed = gone(&open);
    vec![open.clone(), handed, open.close(now()).unwrap(), open.withdraw(now()).unwrap()]
}

fn gone(d: &Departure) -> Departure {
    let s = Subscription {
        status: State::Deleted,
        ..sold()
    };
    d.seen(|_| Some(&s))
}

fn departures_tried() -> Vec<Tried> {
    type Act = fn(&Departure) -> Result<Departure, Refusal>;
    let word = |d: &Departure| d.status.as_str();
    let tell = |event, from: &Departure, came| Tried {
        event,
        when: "",
        from: from.status.as_str(),
        came,
    };
    let acts: [(&str, Act); 3] = [
        (CHANGE, |d| d.check_open().map(|()| d.clone())),
        (CLOSE, |d| d.close(now())),
        (WITHDRAW, |d| d.withdraw(now())),
    ];
    let first = Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To("open".to_owned()),
    };
    let mut tried = vec![first];
    for (event, act) in acts {
        tried.extend(departures().iter().map(|d| tell(event, d, Came::of(act(d), word))));
    }
    for d in departures() {
        let came = match gone(&d).status {
            status if status != d.status => Came::To(status.as_str().to_owned()),
            _ => Came::Never,
        };
        tried.push(tell(GONE, &d, came));
    }
    tried
}

fn line(source: &str) -> channel::Line {
    channel::Line {
        source_id: source.into(),
        source_end: Some(Date::constant(2027, 3, 1)),
        quantity: 5,
        offer: OfferId::new("CFQ7TTC0TEST", "0001"),
        item: "CFQ7TTC0TEST:0001:A".into(),
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        start: Date::constant(2027, 2, 22),
        own_start: false,
        custom_end: None,
        unit_price: Price::default(),
        currency: Currency::new("EUR").unwrap(),
        price_from: Date::constant(2026, 1, 1),
        no_longer_sold: false,
        status: LineStatus::Planned,
        order_id: None,
        subscription_id: None,
        problem: None,
        again: None,
    }
}

fn scheduled() -> ChannelTransfer {
    ChannelTransfer {
        id: "t".into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        status: channel::Status::Scheduled,
        lead_days: 7,
        mpn_id: None,
        auto_renew: true,
        lines: vec![line("a"), line("b")],
        created: now(),
        version: 1,
    }
}

/// On its first day so many of its two lines are bought; the others are refused, and tried again.
fn begun(mut t: ChannelTransfer, bought: usize) -> ChannelTransfer {
    let day = Date::constant(2027, 2, 22);
    for (at, line) in t.lines.iter_mut().enumerate() {
        match at < bought {
            true => line.was_bought("o", &sold()),
            false => line.was_refused(&Code::NotPurchasable.into(), day),
        }
    }
    t.summed()
}

/// Every source has ended: what was bought has replaced its own, what was not is given up.
fn ended(mut t: ChannelTransfer) -> ChannelTransfer {
    let (last, end) = (Date::constant(2027, 2, 28), Date::constant(2027, 3, 1));
    for line in &mut t.lines {
        if line.status == LineStatus::Failed {
            line.was_refused(&Code::NotPurchasable.into(), last);
        }
        line.look(Some(&sold()), None, end);
    }
    t.summed()
}

fn channels() -> Vec<ChannelTransfer> {
    let scheduled = scheduled();
    let refused = Refusal::new(Code::NoRelationship);
    vec![
        scheduled.clone(),
        begun(scheduled.clone(), 2),
        ended(begun(scheduled.clone(), 2)),
        ended(begun(scheduled.clone(), 1)),
        ended(begun(scheduled.clone(), 0)),
        scheduled.cancel().unwrap(),
        scheduled.lapse(&refused),
    ]
}

fn channels_tried() -> Vec<Tried> {
    let first = Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To("scheduled".to_owned()),
    };
    let mut tried = vec![first];
    let mut tell = |event, when, from: &ChannelTransfer, came| {
        tried.push(Tried {
            event,
            when,
            from: from.status.as_str(),
            came,
        });
    };
    let word = |t: &ChannelTransfer| t.status.as_str();
    for t in channels() {
        tell(CHANGE, "", &t, Came::of(t.check_scheduled().map(|()| t.clone()), word));
        tell(CANCEL, "", &t, Came::of(t.cancel(), word));
        let waits = t.is_open() && t.status == channel::Status::Scheduled;
        for (when, bought) in [(ALL, 2), (SOME, 1), (NONE, 0)] {
            let to = || Came::To(word(&begun(t.clone(), bought)).to_owned());
            tell(BUY, when, &t, if waits { to() } else { Came::Never });
            let runs = t.status == channel::Status::Running;
            let to = || Came::To(word(&ended(begun(scheduled(), bought))).to_owned());
            tell(END, when, &t, if runs { to() } else { Came::Never });
        }
        let lapsed = || Came::To(word(&t.clone().lapse(&Code::NoRelationship.into())).to_owned());
        tell(LAPSE, "", &t, if waits { lapsed() } else { Came::Never });
    }
    tried
}

#[test]
fn departures_live_as_the_table_says() {
    let states = [
        ("open", "lines are planned, armed or gone"),
        ("handedOver", "nothing is active with the partner any more"),
        ("closed", "the relationship has ended, and the delegated rights with it"),
        ("withdrawn", "the customer stays"),
    ];
    let machine = Machine {
        title: "One departure",
        about: "There is none in the reference. Closing is refused (400 800062) while a subscription is in use.",
        states: states.map(|(name, meaning)| (name, meaning.to_owned())).to_vec(),
        rules: DEPARTURES,
        tried: departures_tried(),
    };
    crate::check("departures", "Departures", "Decided in `crates/model/src/departures`.", &[machine]);
}

#[test]
fn channel_transfers_live_as_the_table_says() {
    let states = [
        ("scheduled", "waits for its first day, and holds its sources"),
        ("running", "its first line was due"),
        ("complete", "every line has replaced its source"),
        ("partiallyComplete", "some have"),
        ("failed", "nothing could be bought until its sources ended"),
        ("cancelled", "taken back before it began"),
        ("lapsed", "on its day the partner might not sell to the customer any more"),
    ];
    let machine = Machine {
        title: "One channel transfer",
        about: "There is no public interface for them. A refused line is tried again daily until the day before its source ends.",
        states: states.map(|(name, meaning)| (name, meaning.to_owned())).to_vec(),
        rules: CHANNELS,
        tried: channels_tried(),
    };
    crate::check(
        "channelTransfers",
        "Channel transfers",
        "Decided in `crates/model/src/channel_transfers`.",
        &[machine],
    );
}

//! Campaigns and their customers, on both engines.

use crate::{
    reader,
    samples::{charge, day},
    stale,
};
use nahtlos_model::{
    campaigns::{Campaign, Member, MemberState, Settings, Span, Wishes, assess::Assessment, state::State},
    instants::Instant,
    money::Currency,
    moves::{Beginning, Customer, LOCAL, Move, state::State as MoveState},
};
use nahtlos_store::{Store, campaigns, charges, moves, outbox::Claim};
use nahtlos_testbed::transact;

crate::scenarios!(
    campaigns_are_kept_and_listed,
    one_carries_a_campaign_at_a_time,
    customers_are_kept_with_their_documents,
    a_move_wakes_its_campaign
);

fn campaign(partner: &str, id: &str) -> Campaign {
    let days = Span {
        first: day("2027-01-04"),
        last: day("2027-12-31"),
    };
    Campaign {
        id: id.to_owned(),
        partner_id: partner.to_owned(),
        name: "all".to_owned(),
        base: "http://localhost".to_owned(),
        state: State::Running,
        settings: Settings::usual(Currency::new("EUR").unwrap(), days),
        waves: Vec::new(),
        scheduled: None,
        approval: None,
        acting: None,
        stopped: None,
        covered_minor: 0,
        next: Some(Instant(50)),
        created: Instant(1),
        closed: None,
        version: 1,
    }
}

fn member(id: &str) -> Member {
    Member {
        customer_id: id.to_owned(),
        name: "Kunde".to_owned(),
        domain: "kunde.example".to_owned(),
        email: None,
        wishes: Wishes::default(),
        assessment: Assessment::default(),
        state: MemberState::Open,
        day: Some(day("2027-01-05")),
        wave: Some(1),
        in_time: true,
        move_id: None,
        begun: None,
        planned_minor: None,
        covered: None,
        beyond: None,
        proved: false,
        note: String::new(),
    }
}

fn begun(id: &str, of: &str) -> Member {
    Member {
        state: MemberState::Begun,
        move_id: Some(of.to_owned()),
        ..member(id)
    }
}

async fn insert(store: &Store, one: &Campaign) {
    let one = one.clone();
    transact!(store, [one], |tx| { campaigns::insert(tx, one).await }).await.unwrap();
}

async fn put(store: &Store, one: &Member) {
    let one = one.clone();
    transact!(store, [one], |tx| {
        campaigns::put(tx, "p", "1", one, "{}", "{\"leadDays\":7}").await
    })
    .await
    .unwrap();
}

fn claim(owner: &'static str, now: i64, machine: i64) -> Claim<'static> {
    Claim {
        owner,
        until_ms: machine + 100,
        real_ms: machine,
        now: Instant(now),
    }
}

async fn campaigns_are_kept_and_listed(store: Store) {
    for id in ["1", "2", "3"] {
        insert(&store, &campaign("p", id)).await;
    }
    let after = Campaign {
        state: State::Paused,
        next: None,
        version: 2,
        ..campaign("p", "2")
    };
    transact!(store, [after], |tx| { campaigns::update(tx, 1, after).await })
        .await
        .unwrap();
    let again = transact!(store, [after], |tx| { campaigns::update(tx, 1, after).await }).await;
    assert_eq!(again.map_err(crate::failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(campaigns::find(&mut tx, "p", "2").await.unwrap(), Some(after));
    assert_eq!(campaigns::find(&mut tx, "q", "2").await.unwrap(), None);
    let ids = |all: Vec<Campaign>| all.into_iter().map(|of| of.id).collect::<Vec<_>>();
    assert_eq!(ids(campaigns::page(&mut tx, "p", "~", 2).await.unwrap()), ["3", "2"]);
    assert_eq!(ids(campaigns::page(&mut tx, "p", "2", 9).await.unwrap()), ["1"]);
}

async fn one_carries_a_campaign_at_a_time(store: Store) {
    insert(&store, &campaign("p", "1")).await;
    let take = async |owner: &'static str, now, machine| {
        transact!(store, [owner, now, machine], |tx| {
            campaigns::claim(tx, "p", "1", claim(owner, *now, *machine)).await
        })
        .await
        .unwrap()
    };
    let mut tx = reader(&store).await;
    assert_eq!(campaigns::next(&mut tx).await.unwrap(), Some(Instant(50)));
    assert!(campaigns::ready(&mut tx, Instant(49), Instant(0), 9).await.unwrap().is_empty());
    assert_eq!(
        campaigns::ready(&mut tx, Instant(50), Instant(0), 9).await.unwrap(),
        [("p".to_owned(), "1".to_owned())]
    );
    drop(tx);
    assert!(!take("one", 49, 0).await, "its time has not come");
    assert!(take("one", 50, 0).await);
    assert!(!take("two", 50, 50).await);
    assert!(take("two", 50, 100).await, "the lease has ended");
    let held = transact!(store, [], |tx| { campaigns::hold(tx, "p", "1", claim("one", 50, 110)).await }).await;
    assert!(!held.unwrap(), "it is another's by now");
    let held = transact!(store, [], |tx| { campaigns::hold(tx, "p", "1", claim("two", 50, 150)).await }).await;
    assert!(held.unwrap());
    transact!(store, [], |tx| { campaigns::free(tx, "p", "1", "two").await })
        .await
        .unwrap();
    assert!(take("one", 50, 151).await);
}

async fn customers_are_kept_with_their_documents(store: Store) {
    insert(&store, &campaign("p", "1")).await;
    for one in [member("c1"), member("c2"), begun("c3", "m")] {
        put(&store, &one).await;
    }
    let changed = Member {
        state: MemberState::Excluded,
        note: "later".to_owned(),
        ..member("c2")
    };
    transact!(store, [changed], |tx| { campaigns::change(tx, "p", "1", changed).await })
        .await
        .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(campaigns::customer(&mut tx, "p", "1", "c2").await.unwrap(), Some(changed));
    assert_eq!(campaigns::customer(&mut tx, "p", "2", "c2").await.unwrap(), None);
    let texts = campaigns::documents(&mut tx, "p", "1", "c2").await.unwrap();
    assert_eq!(
        texts,
        Some(("{}".to_owned(), "{\"leadDays\":7}".to_owned())),
        "documents stay when a customer changes"
    );
    let ids = |all: Vec<Member>| all.into_iter().map(|of| of.customer_id).collect::<Vec<_>>();
    assert_eq!(
        ids(campaigns::customers(&mut tx, "p", "1", "", 2, None).await.unwrap()),
        ["c1", "c2"]
    );
    assert_eq!(ids(campaigns::customers(&mut tx, "p", "1", "c2", 9, None).await.unwrap()), ["c3"]);
    assert_eq!(
        ids(campaigns::customers(&mut tx, "p", "1", "", 9, Some("begun")).await.unwrap()),
        ["c3"]
    );
    let charged = |minor: i64, at: i64, id: &str| charges::Line {
        id: id.to_owned(),
        subscription_id: "s".to_owned(),
        order_id: String::new(),
        at: Instant(at),
        charge: charge(minor),
    };
    for (customer, line) in [
        ("c3", charged(500, 9, "1")),
        ("c3", charged(-100, 10, "2")),
        ("c3", charged(70, 4, "3")),
        ("c1", charged(9, 9, "4")),
    ] {
        transact!(store, [customer, line], |tx| { charges::insert(tx, customer, "p", line).await })
            .await
            .unwrap();
    }
    let mut tx = reader(&store).await;
    assert_eq!(
        campaigns::charged(&mut tx, "p", "1", Instant(5)).await.unwrap(),
        [("c3".to_owned(), 400)],
        "since then, of those who have begun"
    );
}

async fn a_move_wakes_its_campaign(store: Store) {
    insert(&store, &campaign("p", "1")).await;
    let begun_member = begun("c1", "m");
    put(&store, &begun_member).await;
    put(&store, &member("c2")).await;
    let begun = Move::begun(Beginning {
        id: "m".to_owned(),
        partner_id: "p".to_owned(),
        account: LOCAL.to_owned(),
        customer: Customer {
            tenant_id: "c1".to_owned(),
            name: "Kunde".to_owned(),
            domain: "kunde.example".to_owned(),
            country: "DE".to_owned(),
            email: None,
        },
        base: String::new(),
        settings: nahtlos_model::moves::Settings::default(),
        at: Instant(1),
    });
    let of = Move {
        state: MoveState::Halted,
        ..begun
    };
    transact!(store, [of], |tx| { moves::insert(tx, of).await }).await.unwrap();
    let mut tx = reader(&store).await;
    let all = campaigns::with_moves(&mut tx, "p", "1").await.unwrap();
    let states: Vec<Option<MoveState>> = all.iter().map(|(_, of)| of.as_ref().map(|of| of.state)).collect();
    assert_eq!(states, [Some(MoveState::Halted), None]);
    let found = campaigns::of_move(&mut tx, "p", "m").await.unwrap();
    assert_eq!(found, Some(("1".to_owned(), begun_member)));
    assert_eq!(campaigns::of_move(&mut tx, "q", "m").await.unwrap(), None, "another partner's");
    drop(tx);
    transact!(store, [], |tx| { campaigns::wake(tx, "p", "other", Instant(20)).await })
        .await
        .unwrap();
    assert_eq!(campaigns::next(&mut reader(&store).await).await.unwrap(), Some(Instant(50)));
    transact!(store, [], |tx| { campaigns::wake(tx, "p", "m", Instant(20)).await })
        .await
        .unwrap();
    assert_eq!(campaigns::next(&mut reader(&store).await).await.unwrap(), Some(Instant(20)));
}

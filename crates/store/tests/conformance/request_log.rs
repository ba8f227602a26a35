//! The log of requests and its counts, on both engines.

use crate::{reader, samples::HARD_TEXT};
use nahtlos_model::{instants::Instant, request_log::LoggedRequest};
use nahtlos_store::{
    Store,
    request_log::{self, Counted, Gap},
};
use nahtlos_testbed::transact;

crate::scenarios!(the_newest_stay, counts_add_up_by_day_and_application, gaps_are_of_the_last_time);

fn request(partner: &str, n: i64) -> (String, LoggedRequest) {
    let request = LoggedRequest {
        request_id: format!("r{n}"),
        correlation_id: String::new(),
        operation: HARD_TEXT.into(),
        partner_id: partner.into(),
        at: Instant(n),
        address: "192.0.2.10".into(),
        user_id: "u".into(),
        sign_in: "ada@partner.example".into(),
        application: "app".into(),
        compliant: n % 2 == 0,
    };
    (format!("{n:04}"), request)
}

async fn the_newest_stay(store: Store) {
    transact!(store, [], |tx| {
        let mine: Vec<_> = (0..1203).map(|n| request("p", n)).collect();
        request_log::add(tx, &mine).await?;
        request_log::add(tx, &[request("q", 7)]).await?;
        request_log::cut(tx, "p", 3).await?;
        request_log::cut(tx, "q", 3).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    let expected: Vec<LoggedRequest> = [1202, 1201, 1200].map(|n| request("p", n).1).into();
    assert_eq!(request_log::newest(&mut tx, "p", 10).await.unwrap(), expected);
    assert_eq!(request_log::newest(&mut tx, "p", 1).await.unwrap(), expected[..1]);
    assert_eq!(request_log::newest(&mut tx, "q", 10).await.unwrap().len(), 1);
}

fn counted(day: &str, application: &str, total: i64, compliant: i64) -> Counted {
    Counted {
        day: day.into(),
        application: application.into(),
        total,
        compliant,
    }
}

async fn counts_add_up_by_day_and_application(store: Store) {
    transact!(store, [], |tx| {
        for one in [
            counted("2027-01-09", "a", 1, 1),
            counted("2027-01-10", "b", 2, 0),
            counted("2027-01-10", "a", 3, 1),
            counted("2027-01-10", "a", 4, 2),
        ] {
            request_log::count(tx, "p", &one).await?;
        }
        request_log::count(tx, "q", &counted("2027-01-10", "a", 9, 9)).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    let found = request_log::days(&mut tx, "p", "2027-01-09", "2027-01-10").await.unwrap();
    let last = counted("2027-01-09", "a", 1, 1);
    assert_eq!(
        found,
        [counted("2027-01-10", "a", 7, 3), counted("2027-01-10", "b", 2, 0), last.clone()]
    );
    assert_eq!(request_log::days(&mut tx, "p", "2027-01-01", "2027-01-09").await.unwrap(), [last]);
    transact!(store, [], |tx| { request_log::cut_days(tx, "p", "2027-01-10").await })
        .await
        .unwrap();
    assert_eq!(request_log::days(&mut tx, "p", "2027-01-01", "2027-01-31").await.unwrap().len(), 2);
    assert_eq!(request_log::days(&mut tx, "q", "2027-01-01", "2027-01-31").await.unwrap().len(), 1);
}

async fn gaps_are_of_the_last_time(store: Store) {
    let gap = |user: &str, at: i64| Gap {
        user_id: user.into(),
        at: Instant(at),
        sign_in: format!("{user}@partner.example"),
    };
    let all = [gap("u", 1), gap("v", 5), gap("u", 9)];
    transact!(store, [all], |tx| {
        for one in all {
            request_log::add_gap(tx, "p", one).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(
        request_log::gaps(&mut tx, "p", Instant(0)).await.unwrap(),
        [gap("u", 9), gap("v", 5)]
    );
    assert_eq!(request_log::gaps(&mut tx, "p", Instant(6)).await.unwrap(), [gap("u", 9)]);
    transact!(store, [], |tx| { request_log::cut_gaps(tx, "p", Instant(9)).await })
        .await
        .unwrap();
    assert_eq!(request_log::gaps(&mut tx, "p", Instant(0)).await.unwrap(), [gap("u", 9)]);
    assert_eq!(request_log::gaps(&mut tx, "q", Instant(0)).await.unwrap(), []);
}

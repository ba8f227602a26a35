//! Accounts at other services, on both engines.

use crate::{moves::moved, reader, unique};
use nahtlos_model::{
    accounts::{Account, Said, Sealed},
    instants::Instant,
    moves::Move,
};
use nahtlos_store::{Store, accounts, moves};
use nahtlos_testbed::transact;

crate::scenarios!(
    accounts_are_found_by_id_and_name_and_are_their_partners,
    open_moves_of_an_account_are_counted
);

fn account(partner: &str, id: &str, name: &str) -> Account {
    let said = Said {
        name: Some(name.to_owned()),
        tenant: Some("t.example".to_owned()),
        client_id: Some("c".to_owned()),
        ..Said::default()
    };
    let sealed = Sealed {
        key: "k".to_owned(),
        text: "AAAA".to_owned(),
        user: true,
    };
    Account::new(id, partner, &said, sealed, Instant(1)).unwrap()
}

async fn save(store: &Store, account: &Account) -> Result<(), nahtlos_store::StoreError> {
    let account = account.clone();
    transact!(store, [account], |tx| { accounts::save(tx, account).await }).await
}

async fn accounts_are_found_by_id_and_name_and_are_their_partners(store: Store) {
    let (live, test, other) = (account("p", "1", "Live"), account("p", "2", "Another"), account("q", "3", "LIVE"));
    for one in [&live, &test, &other] {
        save(&store, one).await.unwrap();
    }
    let mut tx = reader(&store).await;
    assert_eq!(accounts::find(&mut tx, "p", "1").await.unwrap(), Some(live.clone()));
    assert_eq!(accounts::find(&mut tx, "q", "1").await.unwrap(), None);
    assert_eq!(accounts::named(&mut tx, "p", " lIvE ").await.unwrap(), Some(live.clone()));
    assert_eq!(accounts::list(&mut tx, "p").await.unwrap(), [test.clone(), live.clone()]);
    drop(tx);
    let renamed = Account {
        name: "live".to_owned(),
        ..test
    };
    assert_eq!(save(&store, &renamed).await.map_err(crate::failure), unique("accounts"));
    transact!(store, [], |tx| { accounts::delete(tx, "p", "1").await }).await.unwrap();
    save(&store, &renamed).await.unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(accounts::list(&mut tx, "p").await.unwrap(), [renamed]);
    assert_eq!(accounts::list(&mut tx, "q").await.unwrap(), [other]);
}

async fn open_moves_of_an_account_are_counted(store: Store) {
    for (id, customer, account) in [("m1", "c1", "a"), ("m2", "c2", "a"), ("m3", "c3", "b")] {
        let one = Move {
            account: account.to_owned(),
            ..moved("p", id, customer)
        };
        transact!(store, [one], |tx| { moves::insert(tx, one).await }).await.unwrap();
    }
    let over = Move {
        account: "b".to_owned(),
        state: nahtlos_model::moves::state::State::Completed,
        ..moved("p", "m4", "c4")
    };
    transact!(store, [over], |tx| { moves::insert(tx, over).await }).await.unwrap();
    let mut tx = reader(&store).await;
    for (partner, account, open) in [("p", "a", 2), ("p", "b", 1), ("q", "a", 0)] {
        assert_eq!(accounts::moves(&mut tx, partner, account).await.unwrap(), open);
    }
}

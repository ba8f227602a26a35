//! Accounts of partners at other services, on both engines.

use crate::{reader, unique};
use nahtlos_model::{
    accounts::{Account, Sealed, Service},
    instants::Instant,
    moves::{Beginning, Customer, Move, Settings},
};
use nahtlos_store::{Store, accounts, moves};
use nahtlos_testbed::transact;

crate::scenarios!(
    an_account_is_a_partners_and_has_its_name_alone,
    open_moves_of_an_account_are_counted
);

fn account(partner: &str, id: &str, name: &str) -> Account {
    Account {
        id: id.to_owned(),
        partner_id: partner.to_owned(),
        name: name.to_owned(),
        service: Service::reference(),
        tenant: "t".to_owned(),
        client_id: "c".to_owned(),
        sealed: Sealed {
            key: "k".to_owned(),
            text: "x".to_owned(),
            user: false,
        },
        created: Instant(1),
        renewed: Instant(1),
        tested: None,
        version: 1,
    }
}

async fn save(store: &Store, one: Account) -> Result<(), nahtlos_store::StoreError> {
    transact!(store, [one], |tx| { accounts::save(tx, one).await }).await
}

async fn an_account_is_a_partners_and_has_its_name_alone(store: Store) {
    let (second, first) = (account("p", "1", "Wien"), account("p", "2", "Berlin"));
    save(&store, second.clone()).await.unwrap();
    save(&store, first.clone()).await.unwrap();
    save(&store, account("q", "3", "Wien")).await.unwrap();
    let taken = save(&store, account("p", "4", "WIEN")).await;
    assert_eq!(taken.map_err(crate::failure), unique("accounts"));
    let mut tx = reader(&store).await;
    assert_eq!(accounts::list(&mut tx, "p").await.unwrap(), [first, second.clone()]);
    assert_eq!(accounts::named(&mut tx, "p", " wien ").await.unwrap(), Some(second.clone()));
    assert_eq!(accounts::find(&mut tx, "q", "1").await.unwrap(), None);
    drop(tx);
    let renamed = Account {
        name: "Graz".to_owned(),
        version: 2,
        ..second
    };
    save(&store, renamed.clone()).await.unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(accounts::find(&mut tx, "p", "1").await.unwrap(), Some(renamed));
    assert_eq!(accounts::named(&mut tx, "p", "Wien").await.unwrap(), None);
    drop(tx);
    transact!(store, [], |tx| { accounts::delete(tx, "p", "1").await }).await.unwrap();
    assert_eq!(accounts::find(&mut reader(&store).await, "p", "1").await.unwrap(), None);
}

async fn open_moves_of_an_account_are_counted(store: Store) {
    for (id, customer, account) in [("1", "c", "a"), ("2", "d", "a"), ("3", "e", "b")] {
        let of = Move::begun(Beginning {
            id: id.to_owned(),
            partner_id: "p".to_owned(),
            account: account.to_owned(),
            customer: Customer {
                tenant_id: customer.to_owned(),
                name: "Kunde".to_owned(),
                domain: "kunde.example".to_owned(),
                country: "DE".to_owned(),
                email: None,
            },
            base: String::new(),
            settings: Settings::default(),
            at: Instant(1),
        });
        transact!(store, [of], |tx| { moves::insert(tx, of).await }).await.unwrap();
    }
    let mut tx = reader(&store).await;
    assert_eq!(accounts::moves(&mut tx, "p", "a").await.unwrap(), 2);
    assert_eq!(accounts::moves(&mut tx, "q", "a").await.unwrap(), 0);
}

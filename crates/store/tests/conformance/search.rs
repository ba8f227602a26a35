//! What is looked for without knowing whose it is, on both engines.

use crate::{reader, samples::*};
use nahtlos_model::{directory::User, instants::Instant};
use nahtlos_store::{
    Store,
    customers::{self, Listed},
    directory,
};
use nahtlos_testbed::transact;

crate::scenarios!(
    users_are_found_among_all_customers_of_a_partner,
    users_are_found_among_more_customers_than_are_looked_into
);

async fn users_are_found_among_all_customers_of_a_partner(store: Store) {
    let enlisted = transact!(store, [], |tx| {
        for (partner, id) in [("partner", "t1"), ("partner", "t2"), ("another", "t3")] {
            let one = Listed {
                customer_id: id.into(),
                company: format!("{id} AG"),
                domain: String::new(),
                reseller_id: String::new(),
            };
            customers::enlist(tx, partner, &one).await?;
        }
        Ok(())
    });
    enlisted.await.expect("they are enlisted");
    let gone = User {
        deleted: Some(Instant(77)),
        ..user("t2", "d", "mara.gone@t2.example")
    };
    let all = [
        user("t1", "a", "Mara@t1.example"),
        user("t1", "b", "nils@t1.example"),
        user("t2", "c", "mara.long@t2.example"),
        gone,
        user("t3", "e", "mara@t3.example"),
        user("t4", "f", "mara@t4.example"),
    ];
    let made = transact!(store, [all], |tx| {
        for one in all {
            directory::insert_user(tx, one).await?;
        }
        for (name, tenant) in [("t1.example", "t1"), ("t2.example", "t2"), ("t3.example", "t3"), ("t1.other", "t1")] {
            directory::insert_domain(tx, &domain(name, tenant)).await?;
        }
        Ok(())
    });
    made.await.expect("they are inserted");
    let mut tx = reader(&store).await;
    let mut found = async |partner: &str, begins: &str, limit: i64| {
        let found = directory::users_of_customers(&mut tx, partner, begins, limit).await.unwrap();
        let mut found: Vec<String> = found
            .into_iter()
            .map(|(user, company)| format!("{} of {company}", user.id))
            .collect();
        found.sort();
        found
    };
    assert_eq!(found("partner", "mara", 9).await, ["a of t1 AG", "c of t2 AG"]);
    assert_eq!(found("partner", "mara@t1.example", 9).await, ["a of t1 AG"]);
    assert_eq!(found("partner", "mara@t", 9).await, ["a of t1 AG"]);
    assert_eq!(found("partner", "mara@t3", 9).await, [] as [&str; 0]);
    assert_eq!(found("partner", "mara@", 9).await, ["a of t1 AG"]);
    assert_eq!(found("partner", "mara", 1).await.len(), 1);
    assert_eq!(found("another", "mara", 9).await, ["e of t3 AG"]);
    assert_eq!(found("stranger", "mara", 9).await, [] as [&str; 0]);
    // What stands for more in other patterns is a letter here.
    assert_eq!(found("partner", "%", 9).await, [] as [&str; 0]);
}

async fn users_are_found_among_more_customers_than_are_looked_into(store: Store) {
    let made = transact!(store, [], |tx| {
        for n in 0..=directory::LOOKED_INTO {
            let id = format!("t{n:04}");
            let one = Listed {
                customer_id: id.clone(),
                company: format!("{id} AG"),
                domain: String::new(),
                reseller_id: String::new(),
            };
            customers::enlist(tx, "partner", &one).await?;
        }
        let last = format!("t{:04}", directory::LOOKED_INTO);
        directory::insert_user(tx, &user(&last, "z", "zoe@last.example")).await?;
        directory::insert_user(tx, &user("foreign", "y", "zoe@foreign.example")).await
    });
    made.await.expect("they are there");
    let mut tx = reader(&store).await;
    for begins in ["zoe", "zoe@", "zoe@last.example"] {
        let found = directory::users_of_customers(&mut tx, "partner", begins, 9).await.unwrap();
        let found: Vec<&str> = found.iter().map(|(user, _)| user.id.as_str()).collect();
        assert_eq!(found, ["z"], "{begins}");
    }
}

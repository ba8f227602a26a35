//! Partners, customers, relationships, lists.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::{
    customers::{Customer, Relationship, RelationshipState},
    partners::Partner,
};
use nahtlos_store::{
    Store,
    customers::{self, Listed},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    partners_come_back_and_change,
    links_have_two_directions,
    customers_come_back_and_change,
    relationships_are_added_and_replaced,
    lists_are_paged_by_id,
    lists_are_searched_by_name,
    many_at_once_are_all_there_or_none,
);

async fn partners_come_back_and_change(store: Store) {
    let before = partner("p2", "222");
    let after = Partner {
        version: 2,
        mpn_id: "999".into(),
        ..before.clone()
    };
    transact!(store, [before], |tx| {
        customers::insert_partner(tx, before).await?;
        customers::insert_partner(tx, &partner("p1", "111")).await
    })
    .await
    .expect("they are inserted");
    let again = transact!(store, [before], |tx| { customers::insert_partner(tx, before).await });
    assert_eq!(again.await.map_err(failure), unique("partners"));
    transact!(store, [before, after], |tx| { customers::update_partner(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { customers::update_partner(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(customers::partner(&mut tx, "p2").await.unwrap().as_ref(), Some(&after));
    assert_eq!(customers::partner(&mut tx, "p3").await.unwrap(), None);
    assert_eq!(customers::partner_by_mpn(&mut tx, "999").await.unwrap().as_ref(), Some(&after));
    assert_eq!(customers::partner_by_mpn(&mut tx, "222").await.unwrap(), None);
    assert_eq!(customers::partners(&mut tx).await.unwrap(), [partner("p1", "111"), after]);
    transact!(store, [], |tx| { customers::delete_partner(tx, "p2").await })
        .await
        .unwrap();
    assert_eq!(customers::partners(&mut tx).await.unwrap(), [partner("p1", "111")]);
}

async fn links_have_two_directions(store: Store) {
    let mut renamed = partner_link("r1", "a");
    renamed.name = HARD_TEXT.into();
    transact!(store, [renamed], |tx| {
        for link in [partner_link("r2", "b"), partner_link("r1", "b"), partner_link("r1", "a")] {
            customers::link(tx, "p", &link).await?;
        }
        customers::link(tx, "r1", &partner_link("p", "b")).await?;
        customers::link(tx, "p", renamed).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    let links = customers::links(&mut tx, "p").await.unwrap();
    assert_eq!(links, [renamed, partner_link("r1", "b"), partner_link("r2", "b")]);
    transact!(store, [], |tx| { customers::unlink(tx, "p", "r1").await }).await.unwrap();
    assert_eq!(customers::links(&mut tx, "p").await.unwrap(), [partner_link("r2", "b")]);
    assert_eq!(customers::links(&mut tx, "r1").await.unwrap(), [partner_link("p", "b")]);
}

async fn customers_come_back_and_change(store: Store) {
    let before = customer("c", "Contoso");
    let after = Customer {
        version: 2,
        language: "en".into(),
        ..before.clone()
    };
    transact!(store, [before], |tx| { customers::insert(tx, before).await })
        .await
        .expect("it is inserted");
    let again = transact!(store, [before], |tx| { customers::insert(tx, before).await });
    assert_eq!(again.await.map_err(failure), unique("customers"));
    transact!(store, [before, after], |tx| { customers::update(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { customers::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    assert_eq!(customers::find(&mut reader(&store).await, "c").await.unwrap(), Some(after));
    transact!(store, [], |tx| { customers::delete(tx, "c").await }).await.unwrap();
    assert_eq!(customers::find(&mut reader(&store).await, "c").await.unwrap(), None);
}

async fn relationships_are_added_and_replaced(store: Store) {
    let ended = Relationship {
        state: RelationshipState::None,
        delegated: false,
        version: 2,
        ..relationship("c", "p1")
    };
    transact!(store, [ended], |tx| {
        for (customer, partner) in [("c", "p2"), ("c", "p1"), ("d", "p1")] {
            customers::relate(tx, &relationship(customer, partner)).await?;
        }
        customers::relate(tx, ended).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(customers::relationship(&mut tx, "c", "p1").await.unwrap().as_ref(), Some(&ended));
    assert_eq!(customers::relationship(&mut tx, "d", "p2").await.unwrap(), None);
    assert_eq!(
        customers::relationships(&mut tx, "c").await.unwrap(),
        [ended, relationship("c", "p2")]
    );
}

fn listed(id: &str, company: &str) -> Listed {
    Listed {
        customer_id: id.into(),
        company: company.into(),
        domain: format!("{id}.Example"),
        reseller_id: String::new(),
    }
}

async fn enlist(store: &Store, partner: &str, all: &[Listed]) {
    let (partner, all) = (partner.to_owned(), all.to_vec());
    let done = transact!(store, [partner, all], |tx| {
        for one in all {
            customers::enlist(tx, partner, one).await?;
        }
        Ok(())
    });
    done.await.expect("they are enlisted");
}

async fn lists_are_paged_by_id(store: Store) {
    let all: Vec<Listed> = (0..23).map(|n| listed(&format!("{n:03}"), "Contoso")).collect();
    enlist(&store, "p", &all).await;
    enlist(&store, "q", &[listed("000", "Another name there")]).await;
    let mut tx = reader(&store).await;
    assert_eq!(customers::count(&mut tx, "p").await.unwrap(), 23);
    assert_eq!(customers::count(&mut tx, "nobody").await.unwrap(), 0);
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = customers::page(&mut tx, "p", &after, 10).await.unwrap();
        let Some(last) = page.last() else { break };
        after.clone_from(&last.customer_id);
        found.extend(page);
    }
    assert_eq!(found, all);
    let mut renamed = listed("005", "Fabrikam");
    renamed.reseller_id = "r".into();
    enlist(&store, "p", std::slice::from_ref(&renamed)).await;
    transact!(store, [], |tx| { customers::delist(tx, "p", "006").await })
        .await
        .unwrap();
    assert_eq!(
        customers::page(&mut tx, "p", "004", 2).await.unwrap(),
        [renamed, listed("007", "Contoso")]
    );
    assert_eq!(customers::count(&mut tx, "p").await.unwrap(), 22);
    assert_eq!(customers::count(&mut tx, "q").await.unwrap(), 1);
}

async fn lists_are_searched_by_name(store: Store) {
    let all = [
        listed("1", "Müller & Söhne"),
        listed("2", "MÜLLER AG"),
        listed("3", "Muller"),
        listed("4", "müller AG"),
        listed("5", "Müller 🙂"),
        listed("6", "100% Bio_Markt"),
        listed("7", "1001 Nacht"),
        listed("8", "Ärzte"),
        listed("9", "Zebra"),
    ];
    enlist(&store, "p", &all).await;
    enlist(&store, "q", &[listed("1", "Müller elsewhere")]).await;
    let mut tx = reader(&store).await;
    for (prefix, expected) in [
        ("müller", vec!["1", "2", "4", "5"]),
        ("100%", vec!["6"]),
        ("100", vec!["6", "7"]),
        ("ä", vec!["8"]),
        ("Müller", vec![]),
        // By the bytes of UTF-8, as the C collation does.
        ("", vec!["6", "7", "3", "1", "2", "4", "5", "9", "8"]),
    ] {
        // A page of one each time: equal names are told apart by the id.
        let (mut found, mut after) = (Vec::new(), (String::new(), String::new()));
        while let [one] = &customers::by_name(&mut tx, "p", prefix, (&after.0, &after.1), 1).await.unwrap()[..] {
            after = (one.company.to_lowercase(), one.customer_id.clone());
            found.push(one.customer_id.clone());
        }
        assert_eq!(found, expected, "{prefix}");
        let whole = customers::by_name(&mut tx, "p", prefix, ("", ""), 100).await.unwrap();
        assert_eq!(
            whole.iter().map(|one| one.customer_id.as_str()).collect::<Vec<_>>(),
            expected,
            "{prefix}"
        );
    }
}

async fn many_at_once_are_all_there_or_none(store: Store) {
    let pair = |n: usize| {
        let id = format!("{n:05}");
        let through = n.is_multiple_of(2).then(|| "reseller".to_owned());
        let relation = Relationship {
            through,
            ..relationship(&id, "p")
        };
        (customer(&id, &format!("Firma {n}")), relation)
    };
    let all: Vec<(Customer, Relationship)> = (0..1503).map(pair).collect();
    let twice = [&all[..1001], &all[..1]].concat();
    let refused = transact!(store, [twice], |tx| { customers::insert_many(tx, twice).await });
    assert_eq!(refused.await.map_err(failure), unique("customers"));
    assert_eq!(customers::count(&mut reader(&store).await, "p").await.unwrap(), 0);
    transact!(store, [all], |tx| { customers::insert_many(tx, all).await })
        .await
        .expect("they are inserted");
    let mut tx = reader(&store).await;
    assert_eq!(customers::count(&mut tx, "p").await.unwrap(), 1503);
    for n in [0, 999, 1000, 1502] {
        let (customer, relation) = pair(n);
        assert_eq!(
            customers::relationship(&mut tx, &customer.id, "p").await.unwrap().as_ref(),
            Some(&relation)
        );
        let expected = Listed {
            company: customer.company.name.clone(),
            domain: customer.company.domain.clone(),
            reseller_id: relation.through.clone().unwrap_or_default(),
            customer_id: customer.id.clone(),
        };
        let name = customer.company.name.to_lowercase();
        let found = customers::by_name(&mut tx, "p", &name, ("", ""), 1).await.unwrap();
        assert_eq!(found, [expected]);
        assert_eq!(customers::find(&mut tx, &customer.id).await.unwrap(), Some(customer));
    }
}

//! Users, roles, groups, domains.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::{
    directory::{Domain, Group, Holding, LicenseFault, User},
    instants::Instant,
};
use nahtlos_store::{Store, directory};
use nahtlos_testbed::transact;

crate::scenarios!(
    users_are_found_by_id_and_name,
    users_are_paged_apart_from_deleted_ones,
    users_come_in_order_of_names,
    a_deleted_user_leaves_the_name_to_others,
    roles_are_given_once_and_taken,
    groups_have_members,
    members_come_as_users,
    names_use_a_domain,
    domains_belong_to_one_tenant,
    many_at_once_are_all_there_or_none,
    purged_and_deleted_directories_leave_nothing,
);

async fn insert(store: &Store, all: &[User]) {
    let all = all.to_vec();
    let done = transact!(store, [all], |tx| {
        for one in all {
            directory::insert_user(tx, one).await?;
        }
        Ok(())
    });
    done.await.expect("they are inserted");
}

async fn replace(store: &Store, before: &User, after: &User) -> Result<(), nahtlos_store::StoreError> {
    let (before, after) = (before.clone(), after.clone());
    transact!(store, [before, after], |tx| { directory::update_user(tx, before, after).await }).await
}

fn deleted(user: &User) -> User {
    User {
        deleted: Some(Instant(77)),
        version: user.version + 1,
        ..user.clone()
    }
}

async fn users_are_found_by_id_and_name(store: Store) {
    let one = user("t", "u1", "Ada.Müller@Contoso.example");
    insert(&store, &[one.clone(), user("t2", "u1", "ada.müller@contoso.example")]).await;
    let mut tx = reader(&store).await;
    assert_eq!(directory::user(&mut tx, "t", "u1").await.unwrap().as_ref(), Some(&one));
    assert_eq!(directory::user(&mut tx, "t", "U1").await.unwrap(), None);
    let found = directory::user_by_name(&mut tx, "t", "ADA.MÜLLER@contoso.EXAMPLE").await.unwrap();
    assert_eq!(found.as_ref(), Some(&one));
    assert_eq!(directory::user_by_name(&mut tx, "t", "ada").await.unwrap(), None);
    for taken in [
        user("t", "u2", "ada.müller@contoso.EXAMPLE"),
        user("t", "u1", "other@contoso.example"),
    ] {
        let refused = transact!(store, [taken], |tx| { directory::insert_user(tx, taken).await });
        assert_eq!(refused.await.map_err(failure), unique("users"));
    }
    let after = User {
        version: 2,
        user_principal_name: "ada@contoso.example".into(),
        ..one.clone()
    };
    replace(&store, &one, &after).await.expect("it is replaced");
    let again = transact!(store, [one, after], |tx| { directory::update_user(tx, one, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    assert_eq!(directory::user_by_name(&mut tx, "t", &one.user_principal_name).await.unwrap(), None);
    assert_eq!(
        directory::user_by_name(&mut tx, "t", "Ada@contoso.example").await.unwrap(),
        Some(after)
    );
}

async fn users_are_paged_apart_from_deleted_ones(store: Store) {
    let mut all: Vec<User> = (0..20).map(|n| user("t", &format!("{n:02}"), &format!("u{n}@example"))).collect();
    all[3] = deleted(&all[3]);
    all[10] = deleted(&all[10]);
    let shuffled: Vec<User> = (0..20).map(|n| all[n * 7 % 20].clone()).collect();
    insert(&store, &shuffled).await;
    insert(&store, &[user("t2", "00", "u@example")]).await;
    let mut tx = reader(&store).await;
    for (gone, count) in [(false, 18), (true, 2)] {
        assert_eq!(directory::count_users(&mut tx, "t", gone).await.unwrap(), count);
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let page = directory::users(&mut tx, "t", gone, &after, 5).await.unwrap();
            let Some(last) = page.last() else { break };
            after.clone_from(&last.id);
            found.extend(page);
        }
        let expected: Vec<User> = all.iter().filter(|user| user.deleted.is_some() == gone).cloned().collect();
        assert_eq!(found, expected);
    }
}

async fn users_come_in_order_of_names(store: Store) {
    let names = ["Ada@example", "zoë@example", "Bob@example", "özil@example", "gone@example"];
    let mut all: Vec<User> = names.iter().enumerate().map(|(n, name)| user("t", &format!("{n}"), name)).collect();
    all[4] = deleted(&all[4]);
    insert(&store, &all).await;
    insert(&store, &[user("t2", "0", "c@example")]).await;
    let mut tx = reader(&store).await;
    for (down, after, limit, expected) in [
        (false, "", 9, &[0, 2, 1, 3][..]),
        (false, "ada@example", 2, &[2, 1]),
        (true, "", 3, &[3, 1, 2]),
        (true, "bob@example", 9, &[0]),
        (true, "ada@example", 9, &[]),
    ] {
        let page = directory::users_by_name(&mut tx, "t", down, after, limit).await.unwrap();
        let found: Vec<usize> = page.iter().map(|u| all.iter().position(|a| a == u).unwrap()).collect();
        assert_eq!(found, expected, "{down} {after:?}");
    }
}

async fn a_deleted_user_leaves_the_name_to_others(store: Store) {
    let (first, second) = (user("t", "u1", "ada@example"), user("t", "u2", "Ada@example"));
    insert(&store, std::slice::from_ref(&first)).await;
    let gone = deleted(&first);
    replace(&store, &first, &gone).await.expect("it is deleted");
    insert(&store, std::slice::from_ref(&second)).await;
    let found = directory::user_by_name(&mut reader(&store).await, "t", "ada@example")
        .await
        .unwrap();
    assert_eq!(found.as_ref(), Some(&second));
    let back = User {
        deleted: None,
        version: 3,
        ..gone.clone()
    };
    assert_eq!(replace(&store, &gone, &back).await.map_err(failure), unique("users"));
    let renamed = User {
        user_principal_name: "ada1@example".into(),
        ..back
    };
    replace(&store, &gone, &renamed).await.expect("the name is free");
}

async fn roles_are_given_once_and_taken(store: Store) {
    transact!(store, [], |tx| {
        for (role, user) in [("sales", "u3"), ("admin", "u1"), ("sales", "u1"), ("sales", "u1"), ("sales", "u2")] {
            directory::give_role(tx, "t", role, user).await?;
        }
        directory::give_role(tx, "t2", "sales", "u0").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(directory::roles(&mut tx, "t", "u1").await.unwrap(), ["admin", "sales"]);
    assert_eq!(directory::holders(&mut tx, "t", "sales", "", 2).await.unwrap(), ["u1", "u2"]);
    assert_eq!(directory::holders(&mut tx, "t", "sales", "u2", 2).await.unwrap(), ["u3"]);
    let held = transact!(store, [], |tx| {
        let sales = directory::hold_role(tx, "t", "sales").await?;
        Ok((sales, directory::hold_role(tx, "t", "none").await?))
    });
    assert_eq!(held.await.unwrap(), (3, 0));
    let taken = transact!(store, [], |tx| {
        let first = directory::take_role(tx, "t", "sales", "u1").await?;
        Ok((first, directory::take_role(tx, "t", "sales", "u1").await?))
    });
    assert_eq!(taken.await.unwrap(), (true, false));
    assert_eq!(directory::roles(&mut tx, "t", "u1").await.unwrap(), ["admin"]);
    assert_eq!(directory::holders(&mut tx, "t2", "sales", "", 2).await.unwrap(), ["u0"]);
}

async fn groups_have_members(store: Store) {
    let before = group("t", "g1");
    let after = Group {
        version: 2,
        description: Some(HARD_TEXT.into()),
        ..before.clone()
    };
    let joined = transact!(store, [before], |tx| {
        directory::insert_group(tx, &group("t", "g2")).await?;
        directory::insert_group(tx, before).await?;
        directory::insert_group(tx, &group("t2", "g1")).await?;
        for (group, user) in [("g1", "u2"), ("g1", "u3"), ("g2", "u1")] {
            directory::join_group(tx, "t", group, user).await?;
        }
        let first = directory::join_group(tx, "t", "g1", "u1").await?;
        Ok((first, directory::join_group(tx, "t", "g1", "u1").await?))
    });
    assert_eq!(joined.await.unwrap(), (true, false));
    let again = transact!(store, [before], |tx| { directory::insert_group(tx, before).await });
    assert_eq!(again.await.map_err(failure), unique("groups"));
    transact!(store, [before, after], |tx| { directory::update_group(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { directory::update_group(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(directory::group(&mut tx, "t", "g1").await.unwrap().as_ref(), Some(&after));
    assert_eq!(directory::group(&mut tx, "t", "g3").await.unwrap(), None);
    assert_eq!(directory::groups(&mut tx, "t", "", 1).await.unwrap(), std::slice::from_ref(&after));
    assert_eq!(directory::groups(&mut tx, "t", "g1", 5).await.unwrap(), [group("t", "g2")]);
    assert_eq!(directory::groups_of(&mut tx, "t", "u1").await.unwrap(), [after, group("t", "g2")]);
    assert_eq!(directory::members(&mut tx, "t", "g1", "", 2).await.unwrap(), ["u1", "u2"]);
    assert_eq!(directory::members(&mut tx, "t", "g1", "u2", 2).await.unwrap(), ["u3"]);
    let left = transact!(store, [], |tx| {
        let first = directory::leave_group(tx, "t", "g1", "u2").await?;
        Ok((first, directory::leave_group(tx, "t", "g1", "u2").await?))
    });
    assert_eq!(left.await.unwrap(), (true, false));
    transact!(store, [], |tx| { directory::delete_group(tx, "t", "g1").await })
        .await
        .unwrap();
    assert!(directory::members(&mut tx, "t", "g1", "", 9).await.unwrap().is_empty());
    assert_eq!(directory::groups_of(&mut tx, "t", "u1").await.unwrap(), [group("t", "g2")]);
    assert_eq!(directory::group_ids_of(&mut tx, "t", "u1").await.unwrap(), ["g2"]);
    assert_eq!(directory::group(&mut tx, "t2", "g1").await.unwrap(), Some(group("t2", "g1")));
}

async fn domains_belong_to_one_tenant(store: Store) {
    let verified = Domain {
        verified: true,
        ..domain("b.example", "t")
    };
    transact!(store, [], |tx| {
        for name in ["b.example", "a.example"] {
            directory::insert_domain(tx, &domain(name, "t")).await?;
        }
        directory::insert_domain(tx, &domain("c.example", "t2")).await
    })
    .await
    .unwrap();
    let taken = transact!(store, [], |tx| { directory::insert_domain(tx, &domain("b.example", "t2")).await });
    assert_eq!(taken.await.map_err(failure), unique("domains"));
    transact!(store, [verified], |tx| { directory::update_domain(tx, verified).await })
        .await
        .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(directory::domain(&mut tx, "B.Example").await.unwrap().as_ref(), Some(&verified));
    assert_eq!(directory::domain(&mut tx, "x.example").await.unwrap(), None);
    assert_eq!(
        directory::domains(&mut tx, "t").await.unwrap(),
        [domain("a.example", "t"), verified]
    );
    let deleted = transact!(store, [], |tx| {
        let of_another = directory::delete_domain(tx, "b.example", "t2").await?;
        let first = directory::delete_domain(tx, "B.example", "t").await?;
        Ok((of_another, first, directory::delete_domain(tx, "b.example", "t").await?))
    });
    assert_eq!(deleted.await.unwrap(), (false, true, false));
    assert_eq!(directory::domains(&mut tx, "t").await.unwrap(), [domain("a.example", "t")]);
}

async fn many_at_once_are_all_there_or_none(store: Store) {
    let mut users: Vec<User> = (0..2100).map(|n| user("t", &format!("{n:05}"), &format!("U{n}@example"))).collect();
    users[7] = deleted(&users[7]);
    let domains: Vec<Domain> = (0..1100).map(|n| domain(&format!("{n:05}.example"), "t")).collect();
    let mut same_name = users[..1500].to_vec();
    same_name[1400].user_principal_name = "u3@example".into();
    let same_name = directory::Many::of(same_name).unwrap();
    let refused = transact!(store, [same_name], |tx| { directory::insert_users(tx, same_name).await });
    assert_eq!(refused.await.map_err(failure), unique("users"));
    let twice = [&domains[..1001], &domains[..1]].concat();
    let refused = transact!(store, [twice], |tx| { directory::insert_domains(tx, twice).await });
    assert_eq!(refused.await.map_err(failure), unique("domains"));
    let mut tx = reader(&store).await;
    assert_eq!(directory::count_users(&mut tx, "t", false).await.unwrap(), 0);
    assert!(directory::domains(&mut tx, "t").await.unwrap().is_empty());
    let many = directory::Many::of(users.clone()).unwrap();
    transact!(store, [many, domains], |tx| {
        directory::insert_users(tx, many).await?;
        directory::insert_domains(tx, domains).await
    })
    .await
    .expect("they are inserted");
    assert_eq!(directory::domains(&mut tx, "t").await.unwrap(), domains);
    assert_eq!(directory::users(&mut tx, "t", true, "", 5000).await.unwrap(), [users.remove(7)]);
    assert_eq!(directory::users(&mut tx, "t", false, "", 5000).await.unwrap(), users);
    assert_eq!(
        directory::user_by_name(&mut tx, "t", "u2099@EXAMPLE").await.unwrap().as_ref(),
        users.last()
    );
}

async fn purged_and_deleted_directories_leave_nothing(store: Store) {
    let (stays, goes) = (user("t", "u1", "a@example"), deleted(&user("t", "u2", "b@example")));
    insert(&store, &[stays.clone(), goes, user("t2", "u1", "a@example")]).await;
    transact!(store, [], |tx| {
        for tenant in ["t", "t2"] {
            directory::insert_group(tx, &group(tenant, "g")).await?;
            directory::insert_domain(tx, &domain(&format!("{tenant}.example"), tenant)).await?;
            for user in ["u1", "u2"] {
                directory::join_group(tx, tenant, "g", user).await?;
                directory::give_role(tx, tenant, "admin", user).await?;
            }
        }
        directory::purge_user(tx, "t", "u1").await?;
        directory::purge_user(tx, "t", "u2").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(directory::user(&mut tx, "t", "u1").await.unwrap(), Some(stays));
    assert_eq!(directory::user(&mut tx, "t", "u2").await.unwrap(), None);
    assert_eq!(directory::members(&mut tx, "t", "g", "", 9).await.unwrap(), ["u1"]);
    assert_eq!(directory::holders(&mut tx, "t", "admin", "", 9).await.unwrap(), ["u1"]);
    transact!(store, [], |tx| { directory::delete_all(tx, "t").await }).await.unwrap();
    for (tenant, left) in [("t", 0), ("t2", 1)] {
        assert_eq!(directory::users(&mut tx, tenant, false, "", 9).await.unwrap().len(), left);
        assert_eq!(directory::groups(&mut tx, tenant, "", 9).await.unwrap().len(), left);
        assert_eq!(directory::domains(&mut tx, tenant).await.unwrap().len(), left);
        assert_eq!(directory::members(&mut tx, tenant, "g", "", 9).await.unwrap().len(), left * 2);
        assert_eq!(directory::holders(&mut tx, tenant, "admin", "", 9).await.unwrap().len(), left * 2);
    }
}

async fn members_come_as_users(store: Store) {
    let name = |n: u32| format!("u{n}@contoso.example");
    let faulty = |n: u32, fault: LicenseFault| User {
        licences: vec![Holding {
            sku: sku(1),
            disabled: Vec::new(),
            group: Some("g1".into()),
            fault,
            updated: Instant(3),
        }],
        ..user("t", &format!("u{n}"), &name(n))
    };
    let all = [
        user("t", "u1", &name(1)),
        faulty(2, LicenseFault::CountViolation),
        faulty(3, LicenseFault::None),
        faulty(4, LicenseFault::Other),
        deleted(&faulty(5, LicenseFault::CountViolation)),
        user("t2", "u1", &name(1)),
    ];
    insert(&store, &all).await;
    transact!(store, [], |tx| {
        directory::insert_group(tx, &group("t", "g1")).await?;
        for n in 1..=5 {
            directory::join_group(tx, "t", "g1", &format!("u{n}")).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(directory::member_users(&mut tx, "t", "g1", "u1", 2).await.unwrap(), all[1..3]);
    assert_eq!(directory::count_members(&mut tx, "t", "g1").await.unwrap(), 4);
    assert_eq!(directory::count_members(&mut tx, "t2", "g1").await.unwrap(), 0);
    assert_eq!(directory::count_groups(&mut tx, "t").await.unwrap(), 1);
    let faulty = directory::members_at_fault(&mut tx, "t", "g1", "", 9).await.unwrap();
    assert_eq!(faulty, [all[1].clone(), all[3].clone()]);
    assert_eq!(
        directory::members_at_fault(&mut tx, "t", "g1", "u2", 9).await.unwrap(),
        [all[3].clone()]
    );
}

async fn names_use_a_domain(store: Store) {
    insert(
        &store,
        &[user("t", "u1", "Ada@Contoso.example"), deleted(&user("t", "u2", "bo@gone.example"))],
    )
    .await;
    let mut tx = reader(&store).await;
    for (domain, used) in [
        ("contoso.example", true),
        ("oso.example", false),
        ("gone.example", false),
        ("%", false),
    ] {
        assert_eq!(directory::has_names_in(&mut tx, "t", domain).await.unwrap(), used, "{domain}");
    }
    assert!(!directory::has_names_in(&mut tx, "t2", "contoso.example").await.unwrap());
}

//! The ledger keeps each line once, on both engines.

use crate::{failure, reader, samples::*, unique};
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Store,
    charges::{self, Line},
};
use nahtlos_testbed::transact;

crate::scenarios!(lines_come_back_page_by_page, a_line_is_written_once);

fn line(n: i64) -> Line {
    Line {
        id: format!("{n:04}"),
        subscription_id: format!("s{n}"),
        order_id: String::new(),
        at: Instant(1_800_000_000_000 + n),
        charge: charge(if n % 3 == 0 { -n } else { n * 1_000_000_007 }),
    }
}

async fn lines_come_back_page_by_page(store: Store) {
    let lines: Vec<Line> = (1..=25).map(line).collect();
    let written: Vec<Line> = lines.iter().rev().cloned().collect();
    transact!(store, [written], |tx| {
        for line in written {
            charges::insert(tx, "c", "partner", line).await?;
        }
        charges::insert(tx, "c", "another", &line(99)).await?;
        charges::insert(tx, "c2", "partner", &line(1)).await
    })
    .await
    .expect("they are written");
    let mut tx = reader(&store).await;
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = charges::list(&mut tx, "c", "partner", &after, 10).await.unwrap();
        assert!(page.len() <= 10);
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        found.extend(page);
    }
    assert_eq!(found, lines);
    assert_eq!(charges::list(&mut tx, "c", "another", "", 10).await.unwrap(), [line(99)]);
}

async fn a_line_is_written_once(store: Store) {
    let again = transact!(store, [], |tx| {
        charges::insert(tx, "c", "partner", &line(1)).await?;
        charges::insert(tx, "c", "partner", &line(1)).await
    });
    assert_eq!(again.await.map_err(failure), unique("charges"));
    assert!(
        charges::list(&mut reader(&store).await, "c", "partner", "", 10)
            .await
            .unwrap()
            .is_empty()
    );
}

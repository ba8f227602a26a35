//! Agreements come back in order, on both engines.

use crate::{failure, reader, samples::*, unique};
use nahtlos_model::customers::{Agreement, AgreementKind};
use nahtlos_store::{Store, agreements};
use nahtlos_testbed::transact;

crate::scenarios!(come_back_in_order_and_once);

async fn come_back_in_order_and_once(store: Store) {
    let direct = Agreement {
        partner_id: String::new(),
        kind: AgreementKind::MicrosoftCloudAgreement,
        ..agreement("c", "a")
    };
    let all = [agreement("c", "b"), direct.clone(), agreement("c2", "a")];
    transact!(store, [all], |tx| {
        for one in all {
            agreements::insert(tx, one).await?;
        }
        Ok(())
    })
    .await
    .expect("they are inserted");
    let mut tx = reader(&store).await;
    assert_eq!(agreements::list(&mut tx, "c").await.unwrap(), [direct, all[0].clone()]);
    assert!(agreements::list(&mut tx, "nobody").await.unwrap().is_empty());
    let again = all[0].clone();
    let again = transact!(store, [again], |tx| { agreements::insert(tx, again).await });
    assert_eq!(again.await.map_err(failure), unique("agreements"));
}

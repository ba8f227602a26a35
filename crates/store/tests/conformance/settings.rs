//! Settings are set and set anew, on both engines.

use crate::{reader, samples::HARD_TEXT};
use nahtlos_store::{Store, settings};
use nahtlos_testbed::transact;

crate::scenarios!(a_setting_is_what_was_set_last);

async fn a_setting_is_what_was_set_last(store: Store) {
    assert_eq!(settings::get(&mut reader(&store).await, "k").await.unwrap(), None);
    for value in ["", "1", HARD_TEXT, &"long ".repeat(100_000)] {
        let value = value.to_owned();
        let inside = transact!(store, [value], |tx| {
            settings::set(tx, "k", "before").await?;
            settings::set(tx, "k", value).await?;
            settings::get(tx, "k").await
        });
        assert_eq!(inside.await.unwrap().as_ref(), Some(&value));
        assert_eq!(settings::get(&mut reader(&store).await, "k").await.unwrap(), Some(value));
    }
    assert_eq!(settings::get(&mut reader(&store).await, "K").await.unwrap(), None);
}

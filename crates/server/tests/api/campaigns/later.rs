//! Later plans of a campaign's customers: somebody joins after the yes, and within its limits the new plan is taken by itself.

use super::{Stage, text};
use crate::campaigns::stage::tenant;
use nahtlos_model::campaigns::yes::{Later, Limits};
use serde_json::{Value, json};

fn cents(value: &Value) -> i64 {
    text(value).replace('.', "").parse().unwrap()
}

/// Two customers who begin and accept; somebody joins at the first before its seats are bought. Stands where that has been seen.
async fn joined(limits: Limits) -> (Stage, Value) {
    let settings = json!({
        "currency": "EUR", "canaries": 0, "needDays": 10, "firstDay": "2026-12-07", "lastDay": "2027-01-29", "tasksPerDay": 80,
        "moves": { "delegatedAdmin": true },
    });
    let mut stage = Stage::scheduled(2, settings).await;
    stage.approve(limits).await;
    let mut days = 0;
    while stage.begun().await.values().flatten().count() < 2 {
        stage.next_day().await;
        days += 1;
        assert!(days < 80, "{}", stage.of().await);
    }
    let before = stage.of().await;
    stage.answer(&[]).await;
    stage.joins(1).await;
    for _ in 0..60 {
        stage.next_day().await;
        let of = stage.move_of(&tenant(1)).await;
        if of["state"] == "halted" || of["plan"]["version"] != 1 {
            break;
        }
    }
    (stage, before)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_is_taken_over_within_the_yes_to_the_campaign() {
    let later = Some(Later::default());
    let within = Limits {
        each_minor: Some(1_000_000),
        later,
        ..Limits::default()
    };
    let (stage, before) = joined(within).await;
    let of = stage.move_of(&tenant(1)).await;
    assert_eq!((&of["plan"]["why"], &of["plan"]["version"]), (&json!("drift"), &json!(2)), "{of}");
    assert_ne!(of["state"], "halted", "{of}");
    let first = stage.customer(&tenant(1)).await;
    let (now, all) = (stage.of().await, stage.customers().await);
    assert!(
        cents(&now["covered"]) > cents(&before["covered"]),
        "{} {}",
        now["covered"],
        before["covered"]
    );
    let planned: i64 = all.iter().map(|one| cents(&one["planned"])).sum();
    assert_eq!(cents(&now["covered"]), planned, "a new plan counts in place of the one before");
    assert_eq!(
        first["planned"],
        of["plan"]["total"]["amount"]
            .as_str()
            .map_or(first["planned"].clone(), |t| json!(t))
    );

    // With no room left for all together, the same plan asks; so it does beyond what was said of later ones.
    let all = Limits {
        all_minor: Some(cents(&before["covered"])),
        later,
        ..Limits::default()
    };
    let none = Limits { later: None, ..within };
    let dear = Limits {
        later: Some(Later {
            more_minor: Some(1),
            ..Later::default()
        }),
        ..within
    };
    for (limits, beyond) in [(all, true), (none, false), (dear, false)] {
        let (stage, before) = joined(limits).await;
        let of = stage.move_of(&tenant(1)).await;
        assert_eq!(
            (&of["state"], &of["plan"]["version"]),
            (&json!("halted"), &json!(1)),
            "{limits:?} {of}"
        );
        assert!(of["proposal"].is_object(), "{of}");
        let (now, one) = (stage.of().await, stage.customer(&tenant(1)).await);
        assert_eq!(now["covered"], before["covered"]);
        assert_eq!(one["beyond"]["limit"] == "all", beyond, "{one}");
    }
}

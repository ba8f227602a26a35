//! The sandbox's clock over HTTP: what one request may ask for, and that a refused one changes nothing.

use crate::support::World;
use serde_json::json;

const AT: &str = "/sandbox/v1/clock";

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_turns_ten_years_at_once_and_no_more() {
    let world = World::start().await;
    let admin = world.admin();
    let before = admin.patch(AT, &json!({ "running": false })).await.expect(200);
    for (body, property) in [
        (json!({ "running": true, "set": "2999-01-01T00:00:00Z" }), "set"),
        (json!({ "running": true, "advance": "P11Y" }), "advance"),
        (json!({ "running": true, "advance": "P9000Y" }), "advance"),
        (
            json!({ "running": true, "advance": "P1D", "set": "2999-01-01T00:00:00Z" }),
            "advance",
        ),
        (json!({}), "set"),
    ] {
        let refused = admin.patch(AT, &body).await.expect(400);
        assert!(refused["description"].as_str().unwrap().contains(property), "{body}: {refused}");
        assert_eq!(admin.get(AT).await.expect(200), before, "{body}");
    }
    let refused = admin.patch(AT, &json!({ "advance": "P11Y" })).await.expect(400);
    assert!(refused["description"].as_str().unwrap().contains("in several steps"), "{refused}");
    let year = |clock: &serde_json::Value| clock["now"].as_str().unwrap()[..4].parse::<i32>().unwrap();
    let after = admin.patch(AT, &json!({ "advance": "P10Y" })).await.expect(200);
    assert_eq!((year(&after), &after["running"]), (year(&before) + 10, &json!(false)));
}

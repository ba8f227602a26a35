//! A move that is offered: the customer sees it, what it costs and whom it changes, and answers; nobody else does.

use super::stage::{E3, NEWCOMER, Stage, estate};
use crate::support::{CUSTOMER, Caller};
use nahtlos_engine::moves::decide::{OfferMove, WithdrawMove};
use nahtlos_model::{
    moves::{Settings, journal::kinds, state::State},
    permissions::Role,
    policy::Policy,
};
use serde_json::json;

/// Somebody of the customer.
fn somebody(stage: &Stage, tenant: &str, role: Role) -> Caller {
    stage.world.caller(tenant, tenant, &[role], Some("kim@neuling.example"), false)
}

async fn offered(settings: Settings) -> Stage {
    let stage = Stage::planned(estate(3), Policy::default(), settings).await;
    let offer = OfferMove { id: stage.id.clone() };
    stage.engine().execute(&stage.mara, offer).await.unwrap();
    stage
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_sees_what_is_offered_and_says_yes() {
    let stage = offered(Settings {
        delegated: true,
        ..Settings::default()
    })
    .await;
    let kim = somebody(&stage, NEWCOMER, Role::GlobalAdmin);
    let all = kim.get("/moves/v1/offeredMoves").await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    let path = format!("/moves/v1/offeredMoves/{}", stage.id);
    let one = kim.get(&path).await.expect(200);
    assert_eq!(
        (&one["state"], &one["usersTotal"], &one["usersChanged"]),
        (&json!("offered"), &json!(3), &json!(0))
    );
    assert_eq!(one["partnerId"], super::stage::MOVER);
    assert_eq!(one["originals"][0]["seats"], 3);
    let plan = kim.get(&format!("{path}/plan")).await.expect(200);
    assert_eq!(plan["cost"]["total"], one["total"]);
    assert_eq!(
        one["purchases"].as_array().unwrap().len(),
        plan["purchases"].as_array().unwrap().len()
    );
    // Not for who may not decide, nor for who is somebody else, nor for the partner under the customer's paths.
    somebody(&stage, NEWCOMER, Role::UserAdmin).get(&path).await.expect(403);
    somebody(&stage, CUSTOMER, Role::GlobalAdmin).get(&path).await.expect(404);
    stage.world.admin().get(&path).await.expect(404);
    kim.get(&format!("/moves/v1/moves/{}", stage.id)).await.expect(404);
    // A yes is to one plan.
    kim.post(&format!("{path}/approve"), &json!({})).await.expect(400);
    kim.post(&format!("{path}/approve"), &json!({ "digest": "00" }))
        .await
        .refused(409, "otherPlan");
    let yes = kim
        .post(&format!("{path}/approve"), &json!({ "digest": one["digest"] }))
        .await
        .expect(200);
    assert_eq!(yes["approval"]["by"], "kim@neuling.example");
    kim.post(&format!("{path}/approve"), &json!({ "digest": one["digest"] }))
        .await
        .refused(409, "moveState");
    kim.post(&format!("{path}/decline"), &json!({})).await.refused(409, "moveState");
    // It is carried out on behalf of who offered it, and to its end.
    assert_eq!(
        stage.of().await.acting.unwrap().name,
        stage.mara.actor.user.as_ref().unwrap().user_principal_name
    );
    stage.settle().await;
    stage.accept().await;
    stage.until(700, &[E3], |of| of.state == State::Completed).await;
    assert_eq!(kim.get(&path).await.expect(200)["state"], "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_goes_back_to_the_partner_and_what_is_taken_back_is_seen_no_more() {
    let stage = offered(Settings::default()).await;
    let kim = somebody(&stage, NEWCOMER, Role::GlobalAdmin);
    let path = format!("/moves/v1/offeredMoves/{}", stage.id);
    kim.post(&format!("{path}/decline"), &json!({ "note": "Not before summer." }))
        .await
        .expect(204);
    kim.get(&path).await.expect(404);
    let of = stage.of().await;
    assert_eq!((of.state, of.offered), (State::Planned, None));
    let said = stage.journal().await;
    let last = said.last().unwrap();
    assert_eq!(last.kind, kinds::WITHDRAWN);
    assert!(
        last.body.contains("Not before summer.") && last.body.contains("kim@neuling.example"),
        "{}",
        last.body
    );
    // Offered again, and taken back by the partner.
    stage
        .engine()
        .execute(&stage.mara, OfferMove { id: stage.id.clone() })
        .await
        .unwrap();
    kim.get(&path).await.expect(200);
    stage
        .engine()
        .execute(&stage.mara, WithdrawMove { id: stage.id.clone() })
        .await
        .unwrap();
    kim.get(&path).await.expect(404);
    assert_eq!(kim.get("/moves/v1/offeredMoves").await.expect(200)["items"], json!([]));
}

//! Service requests and incidents against a canned service, from both sides.

mod support;

use nahtlos_client::collect;
use nahtlos_wire::{
    filters::{Filter, FilterOperator},
    incidents::{IncidentSeverity, ServiceIncidentDetail},
    service_requests::{Ever, ServiceRequest, ServiceRequestStatus},
};
use serde_json::json;
use support::{Answer, Center, asked, sent};

#[tokio::test]
async fn service_requests_are_paged_by_links_and_dates_that_never_were_are_none() {
    let center = Center::start(|_, call| {
        let request = r#"{"id":"626120700000001","severity":1,"status":"attention_needed","supportTopicId":7,"lastClosedDate":"0001-01-01T00:00:00"}"#;
        match call.query.contains("offset=1") {
            true => Answer::json(r#"{"items":[{"id":"2"}],"links":{"previous":{"uri":"/servicerequests?size=1&offset=0"}}}"#),
            false if call.path.ends_with("requests") => {
                let next = format!("{}?size=1&offset=1", call.path.trim_start_matches("/v1"));
                Answer::json(format!(r#"{{"items":[{request}],"links":{{"next":{{"uri":"{next}"}}}}}}"#))
            }
            false => Answer::json(request),
        }
    })
    .await;
    let requests = center.client().service_requests();
    let open = Filter::field("Status", FilterOperator::Equals, "open");
    let all = collect(requests.list(Some(&open))).await.unwrap();
    assert_eq!((all.len(), all[0].last_closed_date), (2, Some(Ever(None))));
    assert_eq!(all[0].support_topic_id.as_deref(), Some("7"));
    assert_eq!(collect(requests.of_customer("c", None)).await.unwrap().len(), 2);
    let one = requests.get("626120700000001").await.unwrap();
    assert_eq!(one.status, Some(ServiceRequestStatus::AttentionNeeded.into()));
    requests.get_of_customer("c", "7").await.unwrap();
    requests.create("de-DE", &one).await.unwrap();
    assert_eq!(sent(&center)["supportTopicId"], "7");
    let close = ServiceRequest {
        status: Some(ServiceRequestStatus::Closed.into()),
        ..ServiceRequest::default()
    };
    requests.update("7", &close).await.unwrap();
    assert_eq!(sent(&center), json!({ "status": "closed" }));
    requests.update_of_customer("c", "7", &close).await.unwrap();
    requests.say("7", "Since Monday").await.unwrap();
    assert_eq!(sent(&center), json!({ "newNote": { "text": "Since Monday" } }));
    let filter = "%7B%22Field%22%3A%22Status%22%2C%22Value%22%3A%22open%22%2C%22Operator%22%3A%22equals%22%7D";
    assert_eq!(
        asked(&center),
        [
            format!("GET /v1/servicerequests?size=500&filter={filter}").as_str(),
            "GET /v1/servicerequests?size=1&offset=1",
            "GET /v1/customers/c/servicerequests?size=500",
            "GET /v1/customers/c/servicerequests?size=1&offset=1",
            "GET /v1/servicerequests/626120700000001",
            "GET /v1/customers/c/servicerequests/7",
            "POST /v1/servicerequests/de-DE",
            "PATCH /v1/servicerequests/7",
            "PATCH /v1/customers/c/servicerequests/7",
            "PATCH /v1/servicerequests/7",
        ]
    );
}

#[tokio::test]
async fn topics_incidents_and_their_count() {
    let center = Center::start(|_, call| match call.path.rsplit('/').next() {
        Some("count") => Answer::json("3"),
        Some("supporttopics") => Answer::json(r#"{"items":[{"id":32444671,"name":"Cannot manage my profile"}]}"#),
        _ => {
            Answer::json(r#"{"items":[{"workload":"Exchange","status":"critical","incidents":[{"id":"EX1"}],"messageCenterMessages":[]}]}"#)
        }
    })
    .await;
    let requests = center.client().service_requests();
    assert_eq!(requests.topics().await.unwrap()[0].id, Some(32_444_671));
    let open = Filter::field("Resolved", FilterOperator::Equals, "false");
    let groups = requests.incidents(Some(&open)).await.unwrap();
    assert_eq!(
        (groups[0].status, groups[0].incidents.as_ref().map(Vec::len)),
        (Some(IncidentSeverity::Critical), Some(1))
    );
    assert_eq!(requests.incident_count(None).await.unwrap(), 3);
    let paths: Vec<String> = center.calls().into_iter().map(|call| call.path).collect();
    assert_eq!(
        paths,
        [
            "/v1/servicerequests/supporttopics",
            "/v1/serviceincidents/office",
            "/v1/serviceincidents/office/count"
        ]
    );
}

#[tokio::test]
async fn the_programme_reads_answers_and_publishes() {
    let center = Center::start(|n, _| match n {
        1 => Answer::json(
            r#"{"items":[{"partnerId":"p","request":{"id":"1"}}],"links":{"next":{"uri":"/moves/v1/servicerequests?size=1&offset=1"}}}"#,
        ),
        2 => Answer::json(r#"{"items":[{"partnerId":"q","request":{"id":"2"}}]}"#),
        _ => Answer::json(r#"{"partnerId":"p","request":{"id":"1","status":"open"},"id":"EX1"}"#),
    })
    .await;
    let desk = center.client().support_desk();
    let all = collect(desk.list(Some("p"), Some(ServiceRequestStatus::AttentionNeeded)))
        .await
        .unwrap();
    let partners: Vec<Option<&str>> = all.iter().map(|one| one.partner_id.as_deref()).collect();
    assert_eq!(partners, [Some("p"), Some("q")]);
    assert_eq!(desk.get("p", "1").await.unwrap().request.unwrap().id.as_deref(), Some("1"));
    let answer = ServiceRequest {
        status: Some(ServiceRequestStatus::AttentionNeeded.into()),
        ..ServiceRequest::default()
    };
    desk.answer("p", "1", &answer).await.unwrap();
    assert_eq!(sent(&center), json!({ "status": "attention_needed" }));
    let incident = ServiceIncidentDetail {
        workload: Some("Exchange".to_owned()),
        ..ServiceIncidentDetail::default()
    };
    assert_eq!(desk.publish(&incident).await.unwrap().id.as_deref(), Some("EX1"));
    desk.update_incident("EX1", &incident).await.unwrap();
    assert_eq!(
        asked(&center),
        [
            "GET /moves/v1/servicerequests?size=500&partner=p&status=attention_needed",
            "GET /moves/v1/servicerequests?size=1&offset=1",
            "GET /moves/v1/servicerequests/p/1",
            "PATCH /moves/v1/servicerequests/p/1",
            "POST /moves/v1/incidents",
            "PATCH /moves/v1/incidents/EX1",
        ]
    );
}

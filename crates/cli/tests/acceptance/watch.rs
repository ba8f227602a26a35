//! What those who watch over a center see: health, readiness, numbers, and a log with ids and nothing else of what was sent.

use crate::{actor::Reseller, sandbox::Center};
use serde_json::{Value, json};

#[test]
fn health_and_numbers_are_told_to_who_may_know() {
    let reseller = Reseller::new("watch-numbers");
    let center = Center::starts_set(&reseller, &["drain-seconds=2"]);
    let live = center.asks("GET", "/health/live", &[], "");
    assert!(
        live.head.starts_with("HTTP/1.1 200") && live.json()["status"] == "live",
        "{}",
        live.body
    );
    assert_eq!(center.asks("GET", "/health/ready", &[], "").json()["status"], "ready");
    let customer = center.has_customer();
    center.asks("GET", "/v1/customers/nobody", &[], "");
    center.asks("BREW", "/coffee", &[], "");
    let told = center.asks("GET", "/metrics", &[], "");
    assert!(told.head.contains("application/openmetrics-text"), "{}", told.head);
    let text = &told.body;
    let value = |start: &str| -> f64 {
        let line = text
            .lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("no {start}: {text}"));
        line.rsplit(' ')
            .next()
            .and_then(|n| n.parse().ok())
            .unwrap_or_else(|| panic!("{line}"))
    };
    let made = "nahtlos_requests_total{area=\"customer\",operation=\"create customer\",method=\"POST\",status=\"201\"}";
    assert!((value(made) - 1.0).abs() < 1e-9, "{text}");
    assert!(text.contains("method=\"other\",status=\"404\""), "{text}");
    assert!(value("nahtlos_request_duration_seconds_count{area=\"customer\",operation=\"create customer\"}") >= 1.0);
    for name in [
        "nahtlos_request_duration_seconds_bucket{",
        "nahtlos_due_work_waiting",
        "nahtlos_due_work_lag_seconds",
        "nahtlos_due_work_done_total",
        "nahtlos_database_up 1",
        "nahtlos_clock_seconds",
        "nahtlos_transactions_total{ended=\"committed\"}",
        "process_start_time_seconds",
        "process_resident_memory_bytes",
    ] {
        assert!(text.contains(name), "{name}: {text}");
    }
    assert!(value("nahtlos_transactions_total{ended=\"committed\"}") > 3.0);
    assert!(text.ends_with("# EOF\n") && text.matches("# EOF").count() == 1, "{text}");
    assert!(!text.contains(&customer) && !text.contains("Strandhaus"), "numbers only");
    let passed_on = center.asks("GET", "/metrics", &[("x-forwarded-for", "192.0.2.1")], "");
    assert!(passed_on.head.starts_with("HTTP/1.1 401"), "{}", passed_on.head);

    // Told to stop, it says so for a while and still answers.
    let url = center.url.clone();
    let stopping = std::thread::spawn(move || center.stops());
    let host = url.trim_start_matches("http://");
    let mut seen = Value::Null;
    for _ in 0..100_000 {
        let ready = crate::sandbox::http(host, "GET", "/health/ready", &[], "");
        seen = ready.json()["status"].clone();
        if seen != "ready" {
            assert!(ready.head.starts_with("HTTP/1.1 503"), "{}", ready.head);
            break;
        }
    }
    assert_eq!(seen, "draining");
    assert!(
        crate::sandbox::http(host, "GET", "/health/live", &[], "")
            .head
            .starts_with("HTTP/1.1 200")
    );
    assert_eq!(stopping.join().expect("no panic"), 0);
}

#[test]
fn with_a_token_numbers_are_for_who_has_it() {
    let reseller = Reseller::new("watch-token");
    let center = Center::starts_set(&reseller, &["metrics-token=Geheim-42"]);
    for (token, status) in [("", "401"), ("Bearer Geheim-43", "401"), ("Bearer Geheim-42", "200")] {
        let told = center.asks("GET", "/metrics", &[("authorization", token)], "");
        assert!(told.head.starts_with(&format!("HTTP/1.1 {status}")), "{token}: {}", told.head);
    }
    assert_eq!(center.stops(), 0);
    assert!(!reseller.reads("center.log").contains("Geheim-42"));
}

/// Every personal or secret thing that is sent has this in it.
const MARK: &str = "Zebra7";

#[test]
fn the_log_tells_requests_apart_and_nothing_of_what_was_sent() {
    let reseller = Reseller::new("watch-log");
    let center = Center::starts_set(&reseller, &["log=trace", "log-format=json"]);
    let token = center.administrator();
    let id = "7e57ab1e-0000-4000-8000-00000000000a";
    let headers = [
        ("content-type", "application/json"),
        ("authorization", token.as_str()),
        ("MS-RequestId", id),
        ("MS-CorrelationId", "Zebra7 <kim@zebra7.example>"),
    ];
    let address = json!({ "country": "DE", "city": "Zebra7", "addressLine1": "Zebra7", "postalCode": "28195", "firstName": "Zebra7", "lastName": "Zebra7" });
    let customer = json!({
        "companyProfile": { "domain": "zebra7.onmicrosoft.com" },
        "billingProfile": { "culture": "de-DE", "email": "zebra7@zebra7.example", "language": "de", "companyName": "Zebra7 GmbH", "defaultAddress": address },
    });
    let made = center.asks("POST", "/v1/customers", &headers, &customer.to_string()).json();
    let customer = made["id"].as_str().unwrap_or_else(|| panic!("{made}"));
    let headers = &headers[..2];
    let user = json!({
        "userPrincipalName": "zebra7@zebra7.onmicrosoft.com", "displayName": "Zebra7", "usageLocation": "DE",
        "passwordProfile": { "password": "Zebra7-Geheim-1", "forceChangePassword": true },
    });
    let bad = json!({ "userPrincipalName": 7, "displayName": ["Zebra7"], "Zebra7": "Zebra7" });
    for (method, path, body) in [
        ("POST", format!("/v1/customers/{customer}/users"), &user),
        ("POST", format!("/v1/customers/{customer}/users"), &user),
        ("POST", format!("/v1/customers/{customer}/users"), &bad),
        ("PATCH", format!("/v1/customers/{customer}/users/Zebra7"), &bad),
        ("GET", "/v1.0/users/zebra7@zebra7.onmicrosoft.com".to_owned(), &bad),
        ("GET", "/v1/domains/zebra7.onmicrosoft.com".to_owned(), &bad),
        ("HEAD", "/v1/domains/zebra7.example".to_owned(), &bad),
        (
            "GET",
            "/v1/customers?size=Zebra7&filter=%7B%22Value%22%3A%22Zebra7%22%7D".to_owned(),
            &bad,
        ),
        ("GET", "/invitations/Zebra7".to_owned(), &bad),
        ("POST", "/invitations/Zebra7".to_owned(), &bad),
        ("GET", "/Zebra7".to_owned(), &bad),
        (
            "POST",
            "/moves/v1/invitations".to_owned(),
            &json!({ "customerName": "Zebra7", "customerEmail": "zebra7@zebra7.example" }),
        ),
    ] {
        let answer = center.asks(method, &path, headers, &body.to_string());
        assert!(!answer.head.starts_with("HTTP/1.1 5"), "{method} {path}: {}", answer.head);
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for body in [
        "grant_type=client_credentials&client_id=5a000000-0000-4000-8000-0000000000a1&client_secret=Zebra7",
        "grant_type=refresh_token&client_id=5a000000-0000-4000-8000-0000000000a1&refresh_token=Zebra7",
        "grant_type=authorization_code&client_id=Zebra7&code=Zebra7&code_verifier=Zebra7",
    ] {
        center.asks("POST", "/partner.example/oauth2/v2.0/token", &form, body);
    }
    for token in ["Bearer Zebra7", "Basic WmVicmE3", "Bearer Zebra7.Zebra7.Zebra7"] {
        center.asks("GET", "/v1/customers", &[("authorization", token)], "");
    }
    let signed = token.trim_start_matches("Bearer ").to_owned();
    assert_eq!(center.stops(), 0);
    let log = reseller.reads("center.log");
    let lower = log.to_lowercase();
    assert!(
        !lower.contains(&MARK.to_lowercase()),
        "{}",
        lines_with(&lower, &MARK.to_lowercase())
    );
    for secret in [signed.as_str(), "WmVicmE3", "sandbox-secret", "Sandbox-Password-1", "Strandhaus"] {
        assert!(!log.contains(secret), "{}", lines_with(&log, secret));
    }
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect();
    let of_id: Vec<&Value> = lines.iter().filter(|line| line["request"] == id).collect();
    assert_eq!(of_id.len(), 1, "{log}");
    assert_eq!(
        (&of_id[0]["operation"], &of_id[0]["status"]),
        (&json!("create customer"), &json!(201))
    );
    assert_eq!(of_id[0]["correlation"], "(no id)");
    let requests = lines.iter().filter(|line| line["target"] == "nahtlos::request").count();
    assert!(requests > 18, "{requests}");
}

fn lines_with(log: &str, word: &str) -> String {
    log.lines()
        .filter(|line| line.contains(word))
        .take(5)
        .collect::<Vec<_>>()
        .join("\n")
}

//! A move carried out at another service: a second process of this program, asked over HTTP and nothing else.

use crate::{
    print,
    stage::{E3, MARA, MOVER, Stage},
};
use nahtlos_engine::{
    Engine,
    call::Need,
    identity::{BUILT_IN, Grant},
};
use nahtlos_model::{instants::Instant, moves::journal::kinds, permissions::Action};
use nahtlos_server::{Config, config::Secret};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Command, Stdio},
    time::Instant as Stopwatch,
};

/// A key for credentials: 32 bytes.
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SCOPE: &str = "https://api.partnercenter.microsoft.com/user_impersonation openid profile offline_access";
/// The service's own number of licence changes, and the milliseconds within which it lets them.
const WRITES: f64 = 3_000.0;
const WINDOW_MS: i64 = 150_000;

/// A refresh token of the partner's agent.
async fn refresh_token(engine: &Engine) -> String {
    let person = engine.person(MOVER, MARA).await.expect("a database").expect("the agent");
    let grant = Grant::of(&person, BUILT_IN, MOVER, SCOPE, engine.machine_now().0);
    engine.grant_refresh(grant).await.expect("a token")
}

/// What a request at a center is authorized with.
async fn access_token(http: &reqwest::Client, base: &str, refresh: &str) -> String {
    let form = format!(
        "grant_type=refresh_token&client_id={BUILT_IN}&refresh_token={refresh}&scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default"
    );
    let request = http
        .post(format!("{base}/{MOVER}/oauth2/v2.0/token"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let answer: Value = request.send().await.expect("an answer").json().await.expect("JSON");
    answer["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

async fn sent(request: reqwest::RequestBuilder, token: &str, body: &Value) -> Value {
    let request = request
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json");
    let answer = request.body(body.to_string()).send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a text");
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).expect("JSON")
}

/// The second process: a center with the customer, until its input ends.
pub(super) async fn serve(users: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::start(&folder.path().join("service.db")).await;
    stage.load(0, users, true).await;
    println!("{}", json!({ "base": stage.base(), "token": refresh_token(stage.engine()).await }));
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    let _ = ended.await;
    stage.stop().await;
}

/// The second process, which ends with this one.
struct Service {
    child: Child,
    base: String,
    token: String,
}

impl Service {
    fn starts(users: u32) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(["--service", &users.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second process");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("a line");
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let text = |name: &str| told[name].as_str().expect("a text").to_owned();
        Self {
            base: text("base"),
            token: text("token"),
            child,
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// One customer with many users at the other service, all of whose licences change.
pub(super) async fn moved(users: u32, budgets: bool) {
    let service = Service::starts(users);
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config {
        secrets_key: Some(Secret(KEY.to_owned())),
        account_budgets: budgets,
        ..Config::default()
    };
    let stage = Stage::start_with(&folder.path().join("center.db"), config).await;
    let http = reqwest::Client::new();
    let own = access_token(&http, &stage.base(), &refresh_token(stage.engine()).await).await;
    let account = json!({
        "name": "service", "partnerCenter": service.base, "graph": service.base, "login": service.base,
        "tenant": MOVER, "clientId": BUILT_IN, "refreshToken": service.token,
    });
    sent(http.post(format!("{}/moves/v1/accounts", stage.base())), &own, &account).await;
    let of = stage.approved_at(0, users, Some("service")).await;
    let swap = stage.day_of_swap(&of).await;
    let theirs = access_token(&http, &service.base, &service.token).await;
    let clock = format!("{}/sandbox/v1/clock", service.base);
    sent(http.patch(&clock), &theirs, &json!({ "set": swap.plus_ms(-7_200_000).to_string() })).await;
    stage.engine().turn_clock(swap.plus_ms(-3_600_000)).await.expect("a turn");
    sent(http.patch(&clock), &theirs, &json!({ "set": swap.plus_ms(86_400_000).to_string() })).await;
    let began = Stopwatch::now();
    stage
        .engine()
        .turn_clock(swap.plus_ms(if budgets { 7_200_000 } else { 3_600_000 }))
        .await
        .expect("a turn");
    let seconds = began.elapsed().as_secs_f64();
    let after = stage.of(&of.id).await;
    assert!(after.state.is_under_way(), "{:?} {:?}", after.state, after.halt);
    let changes = changes(&stage, &of.id).await;
    let all: usize = changes.iter().map(|(_, users)| users).sum();
    assert_eq!(all, users as usize, "everybody changed: {:?} {E3}", after.tasks);
    if budgets {
        // Of the windows that are over when the last change is sent, how much of the service's number was used.
        let (first, last) = (changes[0].0, changes[changes.len() - 1].0);
        let windows = (last.0 - first.0) / WINDOW_MS;
        let over = first.plus_ms(windows * WINDOW_MS);
        let used: usize = changes.iter().filter(|(at, _)| *at < over).map(|(_, users)| users).sum();
        let share = 100.0 * used as f64 / (WRITES * windows as f64);
        print(
            &json!({ "work": "at a second process, budgets on", "users": users, "windows": windows, "budgetPercent": share,
            "simulatedSeconds": (last.0 - first.0) / 1000 }),
        );
        return;
    }
    print(
        &json!({ "work": "at a second process, budgets off", "users": users, "seconds": seconds, "perSecond": f64::from(users) / seconds }),
    );
}

/// When how many users' licences were asked to be changed, and were.
async fn changes(stage: &Stage, id: &str) -> Vec<(Instant, usize)> {
    let mut reading = stage
        .engine()
        .read(&crate::stage::mover(), Need::own(Action::ReadMoves))
        .await
        .expect("a reading");
    let (mut all, mut after, mut asked) = (Vec::new(), 0, None::<(Instant, usize)>);
    loop {
        let entries = reading.journal(id, after, 500).await.expect("entries");
        let Some(last) = entries.last() else { return all };
        after = last.number;
        for entry in &entries {
            let body: Value = serde_json::from_str(&entry.body).expect("JSON");
            if entry.kind == kinds::ATTEMPTED && body["deed"]["kind"] == "swap" {
                asked = Some((entry.at, body["deed"]["users"].as_array().map_or(0, Vec::len)));
            } else if entry.kind == kinds::ANSWERED {
                let done = entry.body.contains("\"users\"") && entry.body.contains("\"failed\":[]");
                all.extend(asked.take().filter(|_| done));
            }
        }
    }
}

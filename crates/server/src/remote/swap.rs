//! Changes licences at another service: of a whole group in one call, of up to twenty users in one batch, each answered by themselves. Graph
//! knows no key of a request, so what is not answered is not known, and nothing is sent twice without a look.

use super::{Remote, act::done, budgets, said};
use nahtlos_model::{
    instants::Instant,
    moves::{
        Move,
        deeds::{Failed, Outcome},
    },
};
use nahtlos_wire::graph::{
    batch::{BatchRequestItem, BatchResponseItem},
    licenses::AssignLicenseRequest,
};
use std::{collections::BTreeMap, time::Duration};

impl Remote {
    pub(super) async fn swap_group(&self, of: &Move, group: &str, request: &AssignLicenseRequest) -> Result<Outcome, Outcome> {
        self.may(of, budgets::GRAPH_WRITES, 1)?;
        let graph = self.client().graph_of(&of.customer.tenant_id);
        let changed = graph.groups().assign_license(group, request).await;
        changed.map_err(|error| self.write_failed(of, true, &error))?;
        Ok(done([]))
    }

    /// All of them in one call, each answered by themselves: one who is refused keeps nobody back.
    pub(super) async fn swap(&self, of: &Move, users: &[String], request: &AssignLicenseRequest) -> Result<Outcome, Outcome> {
        self.may(of, budgets::GRAPH_WRITES, u64::try_from(users.len()).unwrap_or(u64::MAX))?;
        let body = serde_json::to_value(request).unwrap_or_default();
        let one = |(at, user): (usize, &String)| BatchRequestItem {
            id: Some(at.to_string()),
            method: Some("POST".to_owned()),
            url: Some(format!("/users/{user}/assignLicense")),
            headers: Some(BTreeMap::from([("Content-Type".to_owned(), "application/json".to_owned())])),
            body: Some(body.clone()),
            depends_on: None,
        };
        let graph = self.client().graph_of(&of.customer.tenant_id);
        let answers = graph.batch(users.iter().enumerate().map(one).collect()).await;
        let answers = answers.map_err(|error| self.write_failed(of, true, &error))?;
        let (outcome, too_much) = of_batch(users, &answers, self.now());
        if let Some(until) = too_much {
            self.lower(of, true, until);
        }
        Ok(outcome)
    }
}

/// What came of each user's change, and until when the service says "too much".
fn of_batch(users: &[String], answers: &[BatchResponseItem], now: Instant) -> (Outcome, Option<Instant>) {
    let by_id: BTreeMap<&str, &BatchResponseItem> = answers.iter().filter_map(|answer| Some((answer.id.as_deref()?, answer))).collect();
    let (mut failed, mut until, mut throttled) = (Vec::new(), None::<Instant>, 0);
    for (at, user) in users.iter().enumerate() {
        let answer = by_id.get(at.to_string().as_str());
        let error = answer.and_then(|answer| error_of(answer));
        let code = match (answer.and_then(|answer| answer.status), error) {
            (Some(200..=299), _) => continue,
            (Some(429), _) => {
                throttled += 1;
                until = until.max(answer.map(|answer| too_much(answer, now)));
                "429".to_owned()
            }
            // Nobody knows: it was sent, and there is no answer that says what came of it.
            (None | Some(408 | 500..), _) => String::new(),
            (Some(status), None) => status.to_string(),
            (Some(_), Some((code, _))) => code.to_owned(),
        };
        failed.push(Failed {
            user: user.clone(),
            code,
            message: said::sentence(error.map_or("", |(_, message)| message)),
        });
    }
    let outcome = match until {
        Some(not_before) if throttled == users.len() => Outcome::Later {
            not_before,
            why: "the service says that it is too much".to_owned(),
        },
        _ => Outcome::Users { failed },
    };
    (outcome, until)
}

fn error_of(answer: &BatchResponseItem) -> Option<(&str, &str)> {
    let error = answer.body.as_ref()?.get("error")?;
    Some((
        error.get("code")?.as_str()?,
        error.get("message").and_then(|m| m.as_str()).unwrap_or(""),
    ))
}

fn too_much(answer: &BatchResponseItem, now: Instant) -> Instant {
    let headers = answer.headers.iter().flatten();
    let asked = headers.filter(|(name, _)| name.eq_ignore_ascii_case("Retry-After"));
    let seconds = asked.filter_map(|(_, value)| value.trim().parse().ok()).next();
    let pause = Duration::from_secs(seconds.unwrap_or(30).clamp(1, 86_400));
    now.plus_ms(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX / 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn answered(answers: Value) -> (Outcome, Option<Instant>) {
        let users: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        of_batch(
            &users,
            &serde_json::from_value::<Vec<BatchResponseItem>>(answers).unwrap(),
            Instant(0),
        )
    }

    #[test]
    fn each_user_of_a_batch_has_an_outcome_of_their_own() {
        let full = json!({ "error": { "code": "Request_BadRequest", "message": "no seat" } });
        let (outcome, until) = answered(json!([
            { "id": "2", "status": 400, "body": full }, { "id": "0", "status": 200, "body": {} }, { "id": "1", "status": 503 },
        ]));
        let Outcome::Users { failed } = outcome else {
            panic!("{outcome:?}")
        };
        let told: Vec<(&str, &str)> = failed.iter().map(|one| (one.user.as_str(), one.code.as_str())).collect();
        assert_eq!(
            (told.as_slice(), until),
            ([("b", ""), ("c", "Request_BadRequest")].as_slice(), None)
        );
    }

    #[test]
    fn who_is_not_answered_is_not_known() {
        let (Outcome::Users { failed }, _) = answered(json!([{ "id": "0", "status": 200 }])) else {
            panic!()
        };
        assert!(failed.iter().all(|one| one.code.is_empty()) && failed.len() == 2);
    }

    #[test]
    fn a_batch_that_is_too_much_is_later_and_a_part_of_it_is_told() {
        let slow = |id: &str| json!({ "id": id, "status": 429, "headers": { "retry-after": "9" } });
        let (outcome, until) = answered(json!([slow("0"), slow("1"), slow("2")]));
        assert!(
            matches!(
                outcome,
                Outcome::Later {
                    not_before: Instant(9_000),
                    ..
                }
            ),
            "{outcome:?}"
        );
        assert_eq!(until, Some(Instant(9_000)));
        let (outcome, until) = answered(json!([slow("0"), { "id": "1", "status": 200 }, { "id": "2", "status": 200 }]));
        assert!(matches!(outcome, Outcome::Users { failed } if failed.len() == 1 && failed[0].code == "429"));
        assert_eq!(until, Some(Instant(9_000)), "what was let through is not taken back");
    }
}

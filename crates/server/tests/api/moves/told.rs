//! Mails about moves through a real mail server: who is told that somebody is needed, reminded, told that it stands still and that it is
//! complete; and of what was answered meanwhile nobody is.

use super::{
    stage::{E3, E5, MARA as MARA_ID, Stage, estate},
    without_e3,
};
use crate::{smtp::Smtp, support::World};
use nahtlos_engine::moves::decide::{HaltMove, ResumeMove};
use nahtlos_model::moves::{Halted, Settings, state::State, tasks::TaskKind};
use nahtlos_server::config::Secret;
use serde_json::Value;

const MARA: &str = "mara@umzug.example";

/// What Mara was told: the subjects in order, and the text of each.
fn told(mails: &[Value]) -> Vec<(String, String)> {
    let to_her = mails.iter().filter(|mail| mail["to"][0] == MARA);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    to_her.map(|mail| (text(&mail["subject"]), text(&mail["text"]))).collect()
}

/// Waits until she was told something; its text, and everything that she was told.
async fn once_told(smtp: &Smtp, subject: &str) -> (String, Vec<(String, String)>) {
    crate::smtp::wait(subject, || {
        let news = told(&smtp.arrived());
        let text = news.iter().find(|(told, _)| told == subject).map(|(_, text)| text.clone());
        text.map(|text| (text, news))
    })
    .await
}

impl Stage {
    /// The admin agent leaves the groups in which admin agents are from the beginning.
    pub(super) async fn leave_groups(&self) {
        let own = self.owner();
        let all = own.get("/v1.0/groups?$select=id,displayName").await.expect(200);
        let agents = all["value"]
            .as_array()
            .unwrap()
            .iter()
            .find(|group| group["displayName"] == "AdminAgents");
        let id = agents.expect("a partner's agents have a group")["id"].as_str().unwrap();
        own.delete(&format!("/v1.0/groups/{id}/members/{MARA_ID}/$ref")).await.expect(204);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_to_watch_it() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let url = smtp.url();
    let world = World::with(|config| {
        config.smtp = Some(Secret(url));
        config.mail_from = "Nahtlos <post@center.example>".to_owned();
    })
    .await;
    let stage = Stage::planned_in(world, (estate(3), None), estate(3), (without_e3(), Settings::default())).await;
    stage.leave_groups().await;
    stage.approve().await;
    stage.accept().await;
    let of = stage.of().await;
    let task = of.tasks.iter().find(|task| task.kind == TaskKind::GrantRights).unwrap();
    let deadline = task.deadline.unwrap();
    let day = format!("{:02}.{:02}.{}", deadline.day(), deadline.month(), deadline.year());
    let (text, _) = once_told(&smtp, "Für den Umzug von Neuling AG wird jemand gebraucht").await;
    for part in [&day, "Rechte", "nahtlos move task list", &stage.id] {
        assert!(text.contains(part), "{part} in {text}");
    }

    // A week before its last day.
    let week = nahtlos_model::instants::Instant::start_of(deadline).plus_days(-7);
    stage.engine().turn_clock(week.plus_hours(1)).await.unwrap();
    once_told(
        &smtp,
        &format!("Erinnerung: bis {day} wird für den Umzug von Neuling AG jemand gebraucht"),
    )
    .await;

    // Stopped for a moment it tells nobody; for longer it does.
    let halt = |note: &str| HaltMove {
        id: stage.id.clone(),
        note: note.to_owned(),
    };
    stage.engine().execute(&stage.mara, halt("kurz")).await.unwrap();
    stage
        .engine()
        .execute(&stage.mara, ResumeMove { id: stage.id.clone() })
        .await
        .unwrap();
    stage.engine().turn_clock(stage.engine().now().plus_hours(1)).await.unwrap();
    stage.engine().execute(&stage.mara, halt("Der Kunde fragt nach.")).await.unwrap();
    stage.engine().turn_clock(stage.engine().now().plus_hours(1)).await.unwrap();
    let (text, _) = once_told(&smtp, "Der Umzug von Neuling AG steht still").await;
    assert!(text.contains("Der Kunde fragt nach.") && text.contains(MARA), "{text}");
    stage
        .engine()
        .execute(&stage.mara, ResumeMove { id: stage.id.clone() })
        .await
        .unwrap();

    // Rights can be given to a group only, and Mara is in none any more: that is refused for good, until somebody sees to it.
    stage.grant().await;
    let of = stage.of().await;
    assert!(matches!(of.halt, Some(Halted::Refused { .. })), "{:?} {:?}", of.state, of.halt);
    super::evidence::holds(&stage).await;
    stage.engine().turn_clock(stage.engine().now().plus_hours(1)).await.unwrap();
    let refused = crate::smtp::wait("why it was refused", || {
        let news = told(&smtp.arrived());
        news.into_iter().find(|(_, text)| text.contains("security group"))
    });
    assert_eq!(refused.await.0, "Der Umzug von Neuling AG steht still");
    stage.join_group().await;
    stage
        .engine()
        .execute(&stage.mara, ResumeMove { id: stage.id.clone() })
        .await
        .unwrap();
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    let (_, mails) = once_told(&smtp, "Der Umzug von Neuling AG ist abgeschlossen").await;
    // What was done in time is not reminded of again, and of the moment's halt nobody was told.
    let still = mails.iter().filter(|(subject, _)| subject.contains("steht still")).count();
    let reminders = mails.iter().filter(|(subject, _)| subject.starts_with("Erinnerung")).count();
    assert_eq!((still, reminders), (2, 1), "{mails:#?}");
}

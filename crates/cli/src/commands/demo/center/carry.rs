//! The days of the demo's move: the sandbox's clock is turned from one to the next, the center does by itself what is due, people do what
//! only they can, and after each day it is shown what was done and what is there.

use super::{
    seen::{self, Pools, Seen},
    vendor::{NEW, OLD, People},
};
use crate::{end::Failure, progress, remote::Stop, screen::Screen};
use indicatif::ProgressBar;
use nahtlos_client::{collect, keeping};
use nahtlos_model::{
    case::Case,
    dates::Date,
    ids::{ServicePlanId, SkuId},
    instants::Instant,
};
use nahtlos_report::{numbers, sentence::Reader, texts::Args as Values};
use nahtlos_wire::{
    Sent,
    customers::Contact,
    enums::EndOfTermAction,
    invitations::{Acceptance, InvitationStatus},
    moves::{Move, MoveNote, MoveState, MoveStep, MoveStepStatus, MoveTask},
};
use std::collections::{BTreeMap, BTreeSet};

/// Turns of the clock after which something is wrong.
const TURNS: usize = 400;
/// Pools shown of a day.
const POOLS: usize = 3;

/// Whom and what it is about.
pub(super) struct Story<'a> {
    pub(super) people: &'a People,
    pub(super) case: &'a Case,
    pub(super) screen: &'a Screen,
    pub(super) id: String,
}

/// How it went.
pub(super) struct Ended {
    /// It was completed.
    pub(super) completed: bool,
    /// Days that were looked at.
    pub(super) days: usize,
    /// Days on which somebody lacked something.
    pub(super) uncovered: usize,
    /// The last day.
    pub(super) day: Date,
}

/// What is shown of a day to the next.
struct Shown {
    needs: BTreeMap<String, BTreeSet<ServicePlanId>>,
    steps: BTreeSet<String>,
    pools: Pools,
    days: BTreeSet<Date>,
    uncovered: BTreeSet<Date>,
    bar: ProgressBar,
}

impl Story<'_> {
    /// Carries it to its end.
    pub(super) async fn carry(&self) -> Result<Ended, Stop> {
        let mut shown = Shown {
            needs: seen::needs(self.case),
            steps: BTreeSet::new(),
            pools: Pools::new(),
            days: BTreeSet::new(),
            uncovered: BTreeSet::new(),
            bar: progress::bar(0, &self.screen.text("cli-demo-center-steps", Values::new())),
        };
        for _ in 0..TURNS {
            let of = self.people.new.moves().get(&self.id).await?;
            let now = self.now().await?;
            self.show(&of, now.date(), &mut shown).await?;
            if matches!(of.state, Some(MoveState::Completed | MoveState::Abandoned | MoveState::Halted)) {
                shown.bar.finish_and_clear();
                return Ok(Ended {
                    completed: of.state == Some(MoveState::Completed),
                    days: shown.days.len(),
                    uncovered: shown.uncovered.len(),
                    day: now.date(),
                });
            }
            let open = of
                .tasks
                .iter()
                .flatten()
                .find(|task| task.done_time.is_none() && task.closed_time.is_none());
            let next = match open {
                Some(task) => {
                    self.act(&of, task).await?;
                    now.plus_ms(60_000)
                }
                None => next_day(&of, now),
            };
            self.people.clock.clock().set(next).await?;
        }
        shown.bar.finish_and_clear();
        Err(Failure::Bug(format!("the move is not over after {TURNS} turns of the clock")).into())
    }

    async fn now(&self) -> Result<Instant, Stop> {
        Ok(self.people.clock.clock().get().await?.now)
    }

    /// Steps that were done since, each with its day; then the pools that changed, and cover.
    async fn show(&self, of: &Move, day: Date, shown: &mut Shown) -> Result<(), Stop> {
        let seen = seen::look(&self.people.customer, self.case, &shown.needs).await?;
        shown.days.insert(day);
        if seen.covered < seen.users {
            shown.uncovered.insert(day);
        }
        let steps: Vec<&MoveStep> = of.steps.iter().flatten().collect();
        let done = |step: &&&MoveStep| step.status == Some(MoveStepStatus::Done);
        let news: Vec<&&MoveStep> = steps
            .iter()
            .filter(done)
            .filter(|step| !shown.steps.contains(step.id.as_deref().unwrap_or_default()))
            .collect();
        shown.bar.set_length(steps.len() as u64);
        shown.bar.set_position(steps.iter().filter(done).count() as u64);
        if news.is_empty() {
            return Ok(());
        }
        let margin = format!("{:<13}", numbers::date(self.screen.lang(), day));
        for (at, step) in news.iter().enumerate() {
            let margin = if at == 0 { self.screen.paint("1", &margin) } else { " ".repeat(13) };
            self.line(shown, &format!("  {margin}{} {}", self.screen.paint("32", "✓"), self.title(step)));
        }
        let totals = self.totals(&seen, steps.iter().filter(done).count(), steps.len(), shown);
        self.line(shown, &format!("  {:13}{}", "", self.screen.paint("2", &totals)));
        shown.steps.extend(news.iter().filter_map(|step| step.id.clone()));
        shown.pools = seen.pools;
        Ok(())
    }

    /// A line above the bar; at once, because the next takes a moment.
    fn line(&self, shown: &Shown, text: &str) {
        shown.bar.suspend(|| {
            self.screen.line(text);
            self.screen.flush();
        });
    }

    /// What a step did, in few words, with what it was about.
    fn title(&self, step: &MoveStep) -> String {
        let kind = step.kind.clone().unwrap_or_default();
        let title = self.screen.text(&format!("step-{kind}"), Values::new());
        let details = step.details.as_ref();
        let detail = |name: &str, inner: &str| details.and_then(|details| details[name][inner].as_str()).map(str::to_owned);
        let reader = Reader::of_case(self.screen.texts(), self.case);
        let seats = details.and_then(|details| details["seats"]["count"].as_i64());
        let about = match (
            detail("sku", "sku").and_then(|id| id.parse::<SkuId>().ok()),
            detail("subscription", "text"),
        ) {
            (Some(sku), _) => match seats {
                Some(seats) => format!("{} × {}", reader.count(seats), reader.sku(sku)),
                None => reader.sku(sku),
            },
            (None, Some(id)) => reader.subject(&id),
            (None, None) => detail("purchase", "text").unwrap_or_default(),
        };
        if about.is_empty() { title } else { format!("{title}: {about}") }
    }

    /// Progress, cover, and the pools that changed.
    fn totals(&self, seen: &Seen, done: usize, total: usize, shown: &Shown) -> String {
        let reader = Reader::of_case(self.screen.texts(), self.case);
        let mut parts = vec![
            self.screen
                .text("cli-demo-center-progress", Values::new().count("done", done).count("total", total)),
            self.screen.text(
                "cli-demo-center-covered",
                Values::new().count("covered", seen.covered).count("users", seen.users),
            ),
        ];
        let changed = seen.pools.iter().filter(|(sku, pool)| shown.pools.get(*sku) != Some(*pool));
        for (sku, (held, seats)) in changed.take(POOLS) {
            let values = Values::new()
                .text("sku", reader.sku(*sku))
                .count("held", *held)
                .count("seats", *seats);
            parts.push(self.screen.text("cli-demo-center-pool", values));
        }
        parts.join(" · ")
    }

    /// Does what only a person can, as that person, and confirms it.
    async fn act(&self, of: &Move, task: &MoveTask) -> Result<(), Stop> {
        let values = task.values.clone().unwrap_or_default();
        let subscription = values["subscription"]["text"].as_str().map(str::to_owned);
        let about = |who: &str| Values::new().text("who", who).text("new", NEW.0).text("old", OLD.0);
        let said = match (task.kind.as_deref(), subscription) {
            (Some("handLinkOver"), _) => {
                self.accept(of).await?;
                let text = self.screen.text("cli-demo-center-accepts", about(&self.people.administrator));
                self.person(&text);
                return Ok(());
            }
            (Some("turnOffRenewal"), _) => self.screen.text("cli-demo-center-shop", about(&self.people.administrator)),
            (Some("cancelAtTermEnd"), Some(id)) => {
                let subscriptions = self.people.old.subscriptions();
                let customer = &self.case.estate.customer.id;
                let mut patch = keeping(&subscriptions.get(customer, &id).await?);
                patch.auto_renew_enabled = Sent::Value(false);
                patch.end_of_term_action = Sent::Value(EndOfTermAction::Cancel);
                subscriptions.update(customer, &id, &patch).await?;
                let reader = Reader::of_case(self.screen.texts(), self.case);
                let sku = values["sku"]["sku"]
                    .as_str()
                    .and_then(|id| id.parse().ok())
                    .map(|sku| reader.sku(sku));
                let seats = values["seats"]["count"].as_i64().unwrap_or_default();
                let values = about(OLD.1).text("sku", sku.unwrap_or_default()).count("seats", seats);
                self.screen.text("cli-demo-center-cancels", values)
            }
            (Some("endOldRelationship"), _) => self.screen.text("cli-demo-center-parts", about(OLD.1)),
            (kind, _) => {
                let values = about("").text("task", kind.unwrap_or_default());
                self.screen.text("cli-demo-center-confirms", values)
            }
        };
        let note = MoveNote {
            note: Some(said.clone()),
            attachment: None,
        };
        self.people
            .new
            .moves()
            .confirm(&self.id, task.id.as_deref().unwrap_or_default(), &note)
            .await?;
        self.person(&said);
        Ok(())
    }

    fn person(&self, said: &str) {
        self.screen.line(&format!("  {:13}{} {said}", "", self.screen.paint("36", "☞")));
        self.screen.flush();
    }

    /// The customer's administrator accepts by the link.
    async fn accept(&self, of: &Move) -> Result<(), Stop> {
        let all = collect(self.people.new.invitations().list()).await?;
        let waits = |status: Option<InvitationStatus>| matches!(status, Some(InvitationStatus::Sent | InvitationStatus::Opened));
        let open = all
            .into_iter()
            .find(|one| waits(one.status) && one.customer_domain == of.customer_domain);
        let link = open.and_then(|one| one.link).unwrap_or_default();
        let secret = link.rsplit('/').next().and_then(|last| last.split('?').next()).unwrap_or_default();
        let user = self.case.estate.users.first();
        let name = user.map(|user| user.user_principal_name.clone()).unwrap_or_default();
        let mut names = name
            .split(['.', '@'])
            .map(|part| part[..1].to_uppercase() + part[1..].trim_end_matches(char::is_numeric));
        let acceptance = Acceptance {
            agreement_accepted: Some(true),
            primary_contact: Some(Contact {
                first_name: names.next(),
                last_name: names.next(),
                email: Some(name),
                ..Contact::default()
            }),
        };
        self.people.customer.invitations().accept(secret, &acceptance).await?;
        Ok(())
    }
}

/// The morning of the next day on which a step is due, or of the next week, whichever is earlier.
fn next_day(of: &Move, now: Instant) -> Instant {
    let today = now.date();
    let open = |step: &&MoveStep| !matches!(step.status, Some(MoveStepStatus::Done | MoveStepStatus::Skipped));
    let due = of
        .steps
        .iter()
        .flatten()
        .filter(open)
        .filter_map(|step| step.due)
        .filter(|due| *due > today)
        .min();
    let week = Instant::start_of(today).plus_days(7).date();
    let tomorrow = Instant::start_of(today).plus_days(1).date();
    let overdue = of
        .steps
        .iter()
        .flatten()
        .filter(open)
        .filter_map(|step| step.due)
        .any(|due| due <= today);
    let day = match due {
        Some(due) if overdue => due.min(week),
        Some(due) => due,
        None => tomorrow,
    };
    Instant::start_of(day).plus_hours(9)
}

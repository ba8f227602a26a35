//! `nahtlos move losses`: services that users would lose by a move, each with who has it and its own yes.

use super::start::{document, show_planned};
use crate::{
    end::{End, Ended},
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::Args;
use nahtlos_client::{Client, Uuid};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::moves::{MoveLosses, MovePlanRequest};
use serde_json::json;

/// Options of `nahtlos move losses`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is lost without a yes to it. Where no plan keeps every service, the services are named here, with how many
users have them; accept those that may go, and it is planned anew.

Examples:
  nahtlos move losses MOVE
  nahtlos move losses MOVE --accept 1fe6227d-3e01-46d0-9510-0acad4ff6e94          is there a plan without it?
  nahtlos move losses MOVE --accept 1fe6227d-3e01-46d0-9510-0acad4ff6e94 --plan   plan it so
  nahtlos move losses MOVE --none                                                 and if nothing may be lost?"
)]
pub(crate) struct Losses {
    /// The move's id
    id: String,
    /// A service that may be lost, by its service plan id [default: those that may be lost already]
    #[arg(long, value_name = "SERVICE")]
    accept: Vec<Uuid>,
    /// No service may be lost
    #[arg(long, conflicts_with = "accept")]
    none: bool,
    /// Plan the move anew with exactly these
    #[arg(long)]
    plan: bool,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Losses, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| command.work(&client, screen).await)
}

impl Losses {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let ids: Vec<String> = self.accept.iter().map(Uuid::to_string).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let accept = (self.none || !ids.is_empty()).then_some(ids.as_slice());
        let found = client.moves().losses(&self.id, accept).await?;
        if !self.plan {
            return self.remote.show(screen, &found, |found| self.print(screen, found));
        }
        if found.planned != Some(true) {
            self.remote.show(screen, &found, |found| self.print(screen, found))?;
            return Ok(End::Refused);
        }
        let mut policy = found.policy.clone().unwrap_or_else(|| json!({}));
        if accept.is_some() {
            policy["acceptLoss"] = document(&ids)?;
        }
        let wanted = MovePlanRequest {
            policy: Some(policy),
            needs: None,
        };
        client.moves().plan_as(&self.id, &wanted).await?;
        show_planned(&self.remote, client, &self.id, screen).await
    }

    fn print(&self, screen: &Screen, found: &MoveLosses) {
        let losses = found.losses.as_deref().unwrap_or_default();
        if losses.is_empty() {
            screen.say("cli-losses-none", Values::new());
        } else {
            let columns = [
                Column::Left("service"),
                Column::Left("name"),
                Column::Right("users"),
                Column::Left("accepted"),
                Column::Left("instead"),
            ];
            let yes = |accepted: bool| screen.text(if accepted { "cli-losses-yes" } else { "cli-losses-no" }, Values::new());
            let rows: Vec<Vec<String>> = losses
                .iter()
                .map(|loss| {
                    vec![
                        cell(loss.service_plan_id.as_ref()),
                        cell(loss.name.as_ref()),
                        cell(loss.user_count),
                        yes(loss.accepted == Some(true)),
                        loss.instead.as_deref().unwrap_or_default().join(", "),
                    ]
                })
                .collect();
            table::print(screen, &columns, &rows);
        }
        screen.line("");
        if found.planned == Some(true) {
            screen.say("cli-losses-planned", Values::new().text("id", self.id.clone()));
            return;
        }
        screen.say("cli-losses-not-planned", Values::new());
        for reason in found.reasons.iter().flatten() {
            screen.line(&format!("  {reason}"));
        }
    }
}

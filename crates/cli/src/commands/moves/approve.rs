//! `nahtlos move approve`: yes to a plan, to just the one whose digest is named, or that a person was shown a moment ago.

use super::told;
use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
    table::cell,
};
use clap::Args;
use nahtlos_client::Client;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::moves::{MoveLimits, MovePlan, MoveYes};
use std::io::{IsTerminal, stdin};

/// Options of `nahtlos move approve`.
#[derive(Debug, Args)]
#[command(
    after_help = "From then on the plan is carried out by itself, on your behalf. This needs a person: sign in first.

Examples:
  nahtlos move approve MOVE                                   shows the plan and asks
  nahtlos move approve MOVE --plan DIGEST
  nahtlos move approve MOVE --plan DIGEST --more 250.00 --later-days 3 --users 10"
)]
pub(crate) struct Approve {
    /// The move's id
    id: String,
    /// Digest of the plan that is approved [default: the newest, which is shown, and you are asked]
    #[arg(long, value_name = "DIGEST")]
    plan: Option<String>,
    /// Amount by which a later plan may cost more without another yes [default: 0]
    #[arg(long, value_name = "AMOUNT")]
    more: Option<String>,
    /// Days by which a later plan may end or change something later without another yes [default: 0]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..))]
    later_days: Option<i64>,
    /// Users whose licences a later plan may change otherwise without another yes [default: 0]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..))]
    users: Option<i64>,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Approve, screen: &Screen) -> Ended {
    if command.plan.is_none() && !stdin().is_terminal() {
        let values = Values::new().text("id", command.id.clone());
        return Err(Failure::Usage(screen.text("cli-move-approve-terminal", values)));
    }
    command.remote.run(screen, async |client| command.work(&client, screen).await)
}

impl Approve {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let digest = match &self.plan {
            Some(digest) => digest.clone(),
            None => {
                let of = client.moves().get(&self.id).await?;
                let newest = told::newest(&of);
                let no_plan = || Failure::Refused(screen.text("cli-move-no-plan", Values::new().text("id", self.id.clone())));
                let newest = newest.ok_or_else(no_plan)?;
                if !self.confirmed(newest, screen)? {
                    screen.say("cli-move-approve-left", Values::new());
                    return Ok(End::Refused);
                }
                cell(newest.digest.as_ref())
            }
        };
        let yes = MoveYes {
            digest: Some(digest),
            limits: Some(MoveLimits {
                more: self.more.clone(),
                later_days: self.later_days,
                users: self.users,
            }),
        };
        let after = client.moves().approve(&self.id, &yes).await?;
        self.remote.show(screen, &after, |after| told::print_move(screen, after))
    }

    /// Shows what is approved and asks for a yes.
    fn confirmed(&self, plan: &MovePlan, screen: &Screen) -> Result<bool, Failure> {
        let more = self.more.as_deref().unwrap_or_default();
        let limits = told::limits_text(screen, more, self.later_days.unwrap_or(0), self.users.unwrap_or(0));
        let values = Values::new()
            .text("digest", cell(plan.digest.as_ref()))
            .text("total", told::money(screen, plan))
            .text("limits", limits);
        screen.say("cli-move-approve-what", values);
        screen.say("cli-move-approve-ask", Values::new());
        screen.flush();
        let mut answer = String::new();
        stdin()
            .read_line(&mut answer)
            .map_err(|error| Failure::Refused(error.to_string()))?;
        let yes = screen.text("cli-move-approve-yes", Values::new());
        Ok(answer.trim().eq_ignore_ascii_case(&yes))
    }
}

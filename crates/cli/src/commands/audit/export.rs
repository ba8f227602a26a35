//! `nahtlos audit export`: one customer's trail, or everything: the caller's own and that of each of its customers.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_client::{Client, collect};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::customers::Customer;
use std::path::PathBuf;

/// Options of `nahtlos audit export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Only this customer's trail [default: your own and every customer's]
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    /// File to write
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(export: &Export, screen: &Screen) -> Ended {
    export.remote.run(screen, async |client| export.work(&client, screen).await)
}

impl Export {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let mut sections = Vec::new();
        if let Some(customer) = &self.customer {
            sections.push(client.audit().archive(Some(customer)).await?);
        } else {
            sections.push(client.audit().archive(None).await?);
            let customers: Vec<Customer> = collect(client.customers().list(None)).await?;
            for id in customers.iter().filter_map(|one| one.id.as_deref()) {
                sections.push(client.audit().archive(Some(id)).await?);
            }
        }
        let count = sections.len();
        nahtlos_files::write::write_atomically(&self.output, &sections.concat()).map_err(|error| Failure::writing(&self.output, &error))?;
        let values = Values::new()
            .count("count", count as u64)
            .text("file", self.output.display().to_string());
        screen.say("cli-audit-exported", values);
        Ok(End::Done)
    }
}

//! `nahtlos catalogue fetch`: price sheet, offer matrix or exchange rates of a center, as files that a case or a catalogue takes in. The
//! calls need a person.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
};
use clap::{Args, Subcommand, ValueHint};
use nahtlos_client::{Client, PriceSheet, Timeline};
use nahtlos_report::texts::Args as Values;
use std::path::{Path, PathBuf};

/// Which file.
#[derive(Debug, Subcommand)]
#[command(after_help = "These commands need a person: sign in first.

Examples:
  nahtlos catalogue fetch prices --market DE -o pricelist.csv
  nahtlos catalogue fetch offers -o offermatrix.csv")]
pub(crate) enum Fetch {
    /// Prices of a market
    Prices(Box<Prices>),
    /// What is sold, with limits and countries
    Offers(Box<Monthly>),
    /// Exchange rates
    Rates(Box<Monthly>),
}

/// Options of `nahtlos catalogue fetch prices`.
#[derive(Debug, Args)]
pub(crate) struct Prices {
    /// Market, two letters
    #[arg(long, value_name = "COUNTRY")]
    market: String,
    /// Which prices; `licensebasedest` has those of the extended term
    #[arg(long, value_name = "VIEW", default_value = "updatedlicensebased")]
    view: String,
    /// All that applied in this month, such as 202612 [default: what applies now]
    #[arg(long, value_name = "MONTH", conflicts_with = "future")]
    month: Option<String>,
    /// What has been announced
    #[arg(long)]
    future: bool,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos catalogue fetch offers` and `rates`.
#[derive(Debug, Args)]
pub(crate) struct Monthly {
    /// Month, such as 202612 [default: the present one]
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Output {
    /// File to write
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: PathBuf,
}

pub(crate) fn run(fetch: &Fetch, screen: &Screen) -> Ended {
    match fetch {
        Fetch::Prices(prices) => prices.remote.run(screen, async |client| prices.work(&client, screen).await),
        Fetch::Offers(offers) => offers.remote.run(screen, async |client| {
            let file = client.price_files().offer_matrix(offers.month()).await?;
            written(&offers.output.output, &file, screen)
        }),
        Fetch::Rates(rates) => rates.remote.run(screen, async |client| {
            let file = client.price_files().exchange_rates(rates.month()).await?;
            written(&rates.output.output, &file, screen)
        }),
    }
}

impl Prices {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let timeline = match &self.month {
            Some(month) => Timeline::History(month),
            None if self.future => Timeline::Future,
            None => Timeline::Current,
        };
        let sheet = PriceSheet {
            market: &self.market,
            view: &self.view,
            timeline,
        };
        let file = client.price_files().sheet(&sheet).await?;
        written(&self.output.output, &file, screen)
    }
}

impl Monthly {
    /// The month; the center takes an empty one for the present.
    fn month(&self) -> &str {
        self.month.as_deref().unwrap_or_default()
    }
}

fn written(path: &Path, file: &[u8], screen: &Screen) -> Worked {
    nahtlos_files::write::write_atomically(path, file).map_err(|error| Failure::writing(path, &error))?;
    screen.say("cli-written", Values::new().text("file", path.display().to_string()));
    Ok(End::Done)
}

//! Exchange rates of a month. There are none until they are imported.

use super::{file, key::Key, month, need};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_files::catalogue::write::line;
use nahtlos_model::rates::Month;

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let of = Key::read(ask.param(0), &["Month"])?.get("Month").to_owned();
    rates(ask, &of).await
}

pub(crate) async fn present(ask: Ask) -> Result<Answer, Problem> {
    rates(ask, "").await
}

async fn rates(ask: Ask, of: &str) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let month = month(of, Month::of(reading.now.date()))?;
    let rates = reading.rates_of(month).await?;
    if rates.is_empty() {
        return Err(ask.not_found(&ask.path));
    }
    let mut text = line(["CurrencyCode", "USDPerUnit", "Month"]);
    for rate in &rates {
        text += &line([rate.currency.code(), &rate.usd_per_unit, &rate.month.to_string()]);
    }
    file(&ask, "fxrates", text)
}

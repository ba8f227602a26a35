//! Offer matrices: what is sold, at the end of a month.

use super::{file, key::Key, month, need};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_files::catalogue::write;
use nahtlos_model::rates::Month;

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let of = Key::read(ask.param(0), &["Month"])?.get("Month").to_owned();
    matrix(ask, &of).await
}

pub(crate) async fn present(ask: Ask) -> Result<Answer, Problem> {
    matrix(ask, "").await
}

async fn matrix(ask: Ask, of: &str) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let month = month(of, Month::of(reading.now.date()))?;
    let offers = reading.offers_of(month).await?;
    if offers.is_empty() {
        return Err(ask.not_found(&ask.path));
    }
    let text = write::offer_matrix(&offers, &reading.assortment.licences);
    file(&ask, "updatedoffice.csv", text)
}

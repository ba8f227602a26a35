//! Price files as downloads: price sheets, offer matrices, exchange rates. They have an address, an audience and errors of their own.

mod key;
mod matrix;
mod rates;
mod sheet;

use super::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    routes::{Route, route},
};
use nahtlos_engine::call::Need;
use nahtlos_model::{permissions::Action, rates::Month, refusals::Refusal};
use std::io::{Cursor, Write as _};

/// The media type of files, whole or in an archive.
const FILE: &str = "application/octet-stream";

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("pricing", Sales, User, Read, "GET", "/v1.0/sales/pricesheets/{key}/$value", "get price sheet",  sheet::get).asks("timeline month").hears("Accept-Encoding").media(200, FILE),
    route!("pricing", Sales, User, Read, "GET", "/v1.0/sales/offermatrix/{key}/$value", "get offer matrix", matrix::get).hears("Accept-Encoding").media(200, FILE),
    route!("pricing", Sales, User, Read, "GET", "/v1.0/sales/offermatrix/$value",       "get offer matrix", matrix::present).hears("Accept-Encoding").media(200, FILE).refuses(&[404]),
    route!("pricing", Sales, User, Read, "GET", "/v1.0/sales/fxrates/{key}/$value",     "get FX rates",     rates::get).hears("Accept-Encoding").media(200, FILE),
    route!("pricing", Sales, User, Read, "GET", "/v1.0/sales/fxrates/$value",           "get FX rates",     rates::present).hears("Accept-Encoding").media(200, FILE).refuses(&[404]),
];

fn need() -> Need {
    Need::own(Action::ReadPriceFiles)
}

/// A month that was asked for; an empty one is the present.
fn month(text: &str, present: Month) -> Result<Month, Refusal> {
    if text.trim().is_empty() {
        return Ok(present);
    }
    let month = Month::parse(text).ok_or_else(|| Refusal::property("Month", format!("{text:?} is no month such as 202701")))?;
    match month > present {
        true => Err(Refusal::property("Month", format!("{month} has not come yet"))),
        false => Ok(month),
    }
}

/// A file to keep: as it is, or in a zip archive for who asks for `deflate` and nothing else.
fn file(ask: &Ask, name: &str, text: String) -> Result<Answer, Problem> {
    let accepted: Vec<&str> = ask
        .header("accept-encoding")
        .unwrap_or_default()
        .split(',')
        .map(|one| one.split(';').next().unwrap_or_default().trim())
        .collect();
    let zipped = matches!(accepted.as_slice(), [only] if only.eq_ignore_ascii_case("deflate"));
    let (name, bytes) = match zipped {
        true => (
            format!("{name}.zip"),
            archive(name, text.as_bytes()).map_err(|e| Problem::Fault(e.to_string()))?,
        ),
        false => (name.to_owned(), text.into_bytes()),
    };
    let answer = Answer::bytes(FILE, bytes);
    Ok(answer.with("content-disposition", format!("attachment; filename={name}")))
}

/// A zip archive of one file, the same for the same bytes.
fn archive(name: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    writer.start_file(name, options)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?.into_inner())
}

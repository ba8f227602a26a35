//! Takes a catalogue file in: the body is the file. With `dryRun=true` only what would change is answered.

use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    catalogue::{self, FileKind, ImportReport, Readable, Source, read},
};
use nahtlos_engine::call::Need;
use nahtlos_files::{problem::Problem as FileProblem, table::Encoding};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use serde_json::json;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    // Who may not import learns nothing about the file.
    let mut reading = ask.read(Need::own(Action::ManageCatalogue)).await?;
    let kind: Option<FileKind> = ask.query.get("kind").map(str::parse).transpose()?;
    let name = ask.query.get("file").map(str::to_owned);
    let name = name.unwrap_or_else(|| kind.map_or_else(|| "body".to_owned(), |kind| format!("{kind}.csv")));
    let (bytes, named) = (ask.body.clone(), name.clone());
    let reads = tokio::task::spawn_blocking(move || {
        read(Source {
            name: &named,
            kind,
            bytes: &bytes,
            encoding: Encoding::Utf8,
            bundled: false,
        })
    });
    let readable = reads.await.map_err(|error| Problem::Fault(error.to_string()))?;
    let Readable { file, warnings } = match readable {
        Ok(readable) => readable,
        Err(problems) => return Err(refused(&ask, &name, &problems)),
    };
    if ask.query.flag("dryRun") {
        let report = reading.try_import(&file).await?;
        return Ok(Answer::ok(&catalogue::shown(&report, true, &warnings)));
    }
    drop(reading);
    let answer = ask.write(file, move |report| written(report, &warnings)).await?;
    ask.center.engine.refresh_catalogue().await?;
    Ok(answer)
}

fn written(report: &ImportReport, warnings: &[FileProblem]) -> Answer {
    let status = if report.version.is_some() { 201 } else { 200 };
    Answer::json(status, &catalogue::shown(report, false, warnings))
}

/// The error body with every problem of the file beside it.
fn refused(ask: &Ask, name: &str, problems: &[FileProblem]) -> Problem {
    let errors = problems.iter().filter(|problem| problem.is_error());
    let first = errors.clone().next().map_or_else(String::new, ToString::to_string);
    let refusal = Refusal::new(Code::CatalogueRefused)
        .with("file", name)
        .with("reason", first.trim_end_matches('.'));
    let body = json!({
        "code": refusal.code.wire(),
        "description": ask.view().sentence(&refusal),
        "data": errors.map(ToString::to_string).collect::<Vec<_>>(),
        "source": "Nahtlos",
        "problems": problems.iter().map(catalogue::problem).collect::<Vec<_>>(),
    });
    Problem::Written(Box::new(Answer::json(refusal.code.status(), &body)))
}

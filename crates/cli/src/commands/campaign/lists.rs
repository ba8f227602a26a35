//! Lists of a campaign's customers: in with what is wanted for each, out with days and how each stands. How a list is kept in a file is told in
//! [`list_file`].

use super::{
    center::word,
    list_file::{self, Row, read},
    read::read_in,
};
use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Stop},
    screen::Screen,
    table::cell,
};
use clap::{Args, ValueHint};
use nahtlos_client::{Client, Error, collect};
use nahtlos_model::{
    dates::Date,
    notice::{Notice, Value as Filled},
};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    campaign_table,
    campaigns::{CampaignCustomer, CampaignCustomerRequest, CampaignCustomerState, CampaignExclusion, CampaignWishes},
};
use std::path::PathBuf;

/// Options of `nahtlos campaign import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: customerId, email, earliest, deadline, canary (yes/no), exclude (yes/no), perDay, missed; any order, empty: nothing wanted.
A column that is not there leaves what was wanted as it is. Get a list to fill in with `nahtlos campaign export`.

Example:
  nahtlos campaign import CAMPAIGN --read
  nahtlos campaign import CAMPAIGN customers.csv
  nahtlos campaign import CAMPAIGN customers.xlsx"
)]
pub(crate) struct Import {
    /// The campaign's id
    id: String,
    /// The list, as CSV or as a workbook (.xlsx), whose first sheet is read
    #[arg(value_hint = ValueHint::FilePath, required_unless_present = "read")]
    file: Option<PathBuf>,
    /// Read customers with what they hold where the campaign is carried out; those who are in it already are passed over
    #[arg(long, conflicts_with = "file")]
    read: bool,
    /// Read those again, too, whose move has not begun
    #[arg(long, requires = "read")]
    again: bool,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos campaign export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nahtlos campaign export CAMPAIGN -o customers.csv
  nahtlos campaign export CAMPAIGN -o customers.xlsx")]
pub(crate) struct Export {
    /// The campaign's id
    id: String,
    /// Write the list to this file: as a workbook where its name ends in .xlsx, otherwise as CSV
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn import(command: &Import, screen: &Screen) -> Ended {
    let Some(file) = &command.file else {
        return command
            .remote
            .run(screen, async |client| read_in(&client, &command.id, command.again, screen).await);
    };
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
    let rows = read(&name, &bytes)?;
    command.remote.run(screen, async |client| {
        let mut bad = 0;
        for row in &rows {
            if let Err(why) = command.apply(&client, row).await? {
                bad += 1;
                screen.warn(&format!("{}: {why}", row.place));
            }
        }
        let values = Values::new().count("count", rows.len() - bad);
        screen.say("cli-campaign-imported", values);
        Ok(if bad == 0 { End::Done } else { End::Refused })
    })
}

impl Import {
    /// Has the center take a row over; why not, where it refuses.
    async fn apply(&self, client: &Client, row: &Row) -> Result<Result<(), String>, Stop> {
        let customer = row.get("customerId").unwrap_or_default();
        let before = match client.campaigns().customer(&self.id, customer).await {
            Ok(before) => before,
            Err(error) => return refused(error),
        };
        let wanted = wanted(row, before.wishes.clone().unwrap_or_default())?;
        let changes = wanted.email.is_some() || wanted.wishes != before.wishes;
        if changes && let Err(error) = client.campaigns().change_customer(&self.id, customer, &wanted).await {
            return refused(error);
        }
        let out = before.state == Some(CampaignCustomerState::Excluded);
        let done = match flag(row, "exclude")? {
            Some(true) if !out => client.campaigns().exclude(&self.id, customer, &CampaignExclusion::default()).await,
            Some(false) if out => client.campaigns().include(&self.id, customer).await,
            _ => return Ok(Ok(())),
        };
        done.map_or_else(refused, |_| Ok(Ok(())))
    }
}

pub(super) fn refused<T>(error: Error) -> Result<Result<T, String>, Stop> {
    match error {
        Error::Api(api) if api.status < 500 && api.status != 401 => Ok(Err(format!("{} ({})", api.description.trim(), api.code))),
        other => Err(other.into()),
    }
}

/// What a row wants, over what was wanted.
fn wanted(row: &Row, before: CampaignWishes) -> Result<CampaignCustomerRequest, Failure> {
    let has = |column: &str| row.cells.contains_key(column);
    let text = |column: &str, before: Option<String>| if has(column) { row.get(column).map(str::to_owned) } else { before };
    let wishes = CampaignWishes {
        earliest: if has("earliest") { date(row, "earliest")? } else { before.earliest },
        deadline: if has("deadline") { date(row, "deadline")? } else { before.deadline },
        canary: if has("canary") { flag(row, "canary")? } else { before.canary },
        per_day: text("perDay", before.per_day),
        missed: text("missed", before.missed),
    };
    Ok(CampaignCustomerRequest {
        email: row.cells.get("email").cloned(),
        wishes: Some(wishes),
        ..CampaignCustomerRequest::default()
    })
}

fn wrong(row: &Row, column: &str, found: &str, want: &str) -> Failure {
    Failure::Refused(format!("{}: column {column}: {found:?} is not {want}", row.place))
}

fn date(row: &Row, column: &str) -> Result<Option<Date>, Failure> {
    let parse = |text: &str| {
        text.parse::<Date>()
            .map_err(|_| wrong(row, column, text, "a day such as 2027-01-31"))
    };
    row.get(column).map(parse).transpose()
}

fn flag(row: &Row, column: &str) -> Result<Option<bool>, Failure> {
    let parse = |text: &str| match text.to_lowercase().as_str() {
        "yes" | "ja" | "true" | "1" | "x" => Ok(true),
        "no" | "nein" | "false" | "0" => Ok(false),
        _ => Err(wrong(row, column, text, "yes or no")),
    };
    row.get(column).map(parse).transpose()
}

pub(super) fn export(command: &Export, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| {
        let all = collect(client.campaigns().customers(&command.id, None)).await?;
        list_file::write(&command.output, all.iter().map(|one| row(screen, one)))?;
        let file = command.output.display().to_string();
        screen.say("cli-written", Values::new().text("file", file));
        Ok(End::Done)
    })
}

/// A row with words where a person reads them.
fn row(screen: &Screen, one: &CampaignCustomer) -> Vec<String> {
    let mut cells = campaign_table::cells(one);
    cells[campaign_table::STATE] = word(screen, "member", one.state);
    cells[campaign_table::RISKS] = risks(screen, one);
    cells[campaign_table::NOTE] = note(screen, one);
    cells
}

/// What is said of a risk, or of what could not be seen, in words.
pub(crate) fn risk(screen: &Screen, value: &serde_json::Value) -> Option<String> {
    let notice: Notice<String> = serde_json::from_value(value.clone()).ok()?;
    let fill = |values: Values, (name, value): (&String, &Filled)| match value {
        Filled::Count(count) => values.count(name, *count),
        Filled::Date(day) => values.text(name, day.to_string()),
        Filled::Text(text) => values.text(name, text.clone()),
        _ => values,
    };
    let values = notice.values.iter().fold(Values::new(), fill);
    Some(screen.text(&format!("risk-{}", notice.code), values))
}

/// What may go wrong, in words.
fn risks(screen: &Screen, one: &CampaignCustomer) -> String {
    let all: Vec<String> = one.risks.iter().flatten().filter_map(|value| risk(screen, value)).collect();
    all.join(" ")
}

fn note(screen: &Screen, one: &CampaignCustomer) -> String {
    let beyond = one.beyond.as_ref().map(|beyond| {
        let values = Values::new()
            .text("found", cell(beyond.found.as_ref()))
            .text("allowed", cell(beyond.allowed.as_ref()));
        screen.text(&format!("beyond-{}", cell(beyond.limit.as_ref())), values)
    });
    [one.note.clone(), beyond].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_people_write_it() {
        let text = "\u{feff}Email;customerId;note;Earliest\nkim@a.example; c1 ;x;2027-02-01\n;c2;;\n";
        let rows = read("list.csv", text.as_bytes()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].place.as_str(), rows[0].get("customerId")), ("list.csv:2", Some("c1")));
        let before = CampaignWishes {
            earliest: "2027-01-01".parse().ok(),
            canary: Some(true),
            ..CampaignWishes::default()
        };
        let wanted = wanted(&rows[1], before).unwrap();
        // An empty cell takes a wish away; a column that is not there leaves it.
        let wishes = wanted.wishes.unwrap();
        assert_eq!(
            (wishes.earliest, wishes.canary, wanted.email),
            (None, Some(true), Some(String::new()))
        );
    }

    #[test]
    fn a_mistake_says_where_it_is() {
        let says = |text: &str| match read("list.csv", text.as_bytes()) {
            Ok(rows) => match self::wanted(&rows[0], CampaignWishes::default()) {
                Err(Failure::Refused(text)) => text,
                other => panic!("{other:?}"),
            },
            Err(Failure::Refused(text)) => text,
            Err(other) => panic!("{other:?}"),
        };
        assert!(says("customerId,earlyest\n").contains("list.csv:1: there is no column \"earlyest\""));
        assert!(says("email\nx\n").contains("customerId is missing"));
        assert!(says("customerId,earliest\nc,soon\n").contains("list.csv:2: column earliest: \"soon\" is not a day"));
        assert!(says("customerId,canary\nc,maybe\n").contains("yes or no"));
        assert!(says("customerId\n\"\"\n").contains("list.csv:2"));
    }

    #[test]
    fn a_workbook_is_read_like_the_same_list_as_csv() {
        let sheet = |rows: Vec<Vec<&str>>| {
            let rows = rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect());
            nahtlos_files::sheet::write_sheet("Customers", &["Email", "customerId", "note", "Earliest", "perDay"], rows).unwrap()
        };
        let bytes = sheet(vec![vec!["kim@a.example", "c1", "=x", "2027-02-01", "2.50"], vec!["", "c2"]]);
        let rows = read("list.xlsx", &bytes).unwrap();
        let csv = "Email,customerId,note,Earliest,perDay\nkim@a.example,c1,=x,2027-02-01,2.50\n,c2,,,\n";
        let same = read("list.csv", csv.as_bytes()).unwrap();
        let cells = |rows: &[Row]| rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
        assert_eq!(
            cells(&rows),
            cells(&same),
            "a cell at the end that was never filled is an empty one"
        );
        let says = |rows| match read("list.xlsx", &sheet(rows)).and_then(|rows| wanted(&rows[0], CampaignWishes::default())) {
            Err(Failure::Refused(text)) => text,
            other => panic!("{other:?}"),
        };
        let soon = says(vec![vec!["", "c", "", "soon"]]);
        assert!(
            soon.starts_with("list.xlsx [Customers] row 2: column earliest: \"soon\" is not a day"),
            "{soon}"
        );
        assert!(says(vec![vec!["x"]]).starts_with("list.xlsx [Customers] row 2: the column customerId is empty"));
    }
}

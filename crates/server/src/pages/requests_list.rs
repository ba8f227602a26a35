//! Requests for a whole list of customers: what is wrong with a row is said of it, and the others are made.

use super::{
    frame::Trouble,
    requests::form,
    table::page,
    visit::Visit,
    work::{self, Work},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_wire::invitations::{Invitation, InvitationRequest};

pub(super) const PAGES: &[Page] = &[page!(Signed, Upload, "POST", "/customers/requests/list", several)];

/// Most rows of a list.
const MOST: usize = 2_000;

/// A row of an uploaded list, in the order of its columns.
struct Listed {
    number: i64,
    name: String,
    domain: String,
    email: String,
}

/// Reads a list: name, domain, mail address; the first line may say so. Commas or semicolons.
fn read_list(text: &str) -> Vec<Listed> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = if text.lines().next().is_some_and(|line| line.contains(';')) {
        ';'
    } else {
        ','
    };
    let rows = text.lines().zip(1_i64..).filter(|(line, _)| !line.trim().is_empty());
    let rows = rows.map(|(line, number)| {
        let mut cells = line.split(separator).map(|cell| cell.trim().trim_matches('"').trim().to_owned());
        let mut next = || cells.next().unwrap_or_default();
        Listed {
            number,
            name: next(),
            domain: next(),
            email: next(),
        }
    });
    let is_head = |row: &Listed| row.number == 1 && !row.email.is_empty() && !row.email.contains('@');
    rows.filter(|row| !is_head(row)).take(MOST + 1).collect()
}

/// A request for each row; what is wrong with one is said of it, and the others are made.
async fn several(visit: Visit) -> Result<Answer, Trouble> {
    let Some(file) = visit.form.files.first() else {
        let page = form(&visit, vec![("list".to_owned(), visit.say("desk-list-missing"))], Vec::new()).await?;
        return Ok(visit.page(400, page));
    };
    let listed = match std::str::from_utf8(&file.bytes) {
        Ok(text) => read_list(text),
        Err(_) => Vec::new(),
    };
    if listed.is_empty() || listed.len() > MOST {
        let page = form(&visit, vec![("list".to_owned(), visit.say("desk-list-unreadable"))], Vec::new()).await?;
        return Ok(visit.page(400, page));
    }
    let count = i64::try_from(listed.len()).ok();
    work::run(&visit, "desk-work-requests", count, |visit, work| async move {
        made(&visit, listed, &work).await
    })
    .await
}

/// Makes one after the other.
async fn made(visit: &Visit, listed: Vec<Listed>, work: &Work) -> Result<Answer, Trouble> {
    let mut wrong = Vec::new();
    let all = listed.len();
    for row in listed {
        work.step();
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let wanted = InvitationRequest {
            customer_name: some(&row.name),
            customer_domain: some(&row.domain),
            customer_email: some(&row.email),
            ..super::requests::asked(&visit.form)
        };
        match visit.send("POST", "/moves/v1/invitations").with(&wanted).read::<Invitation>().await {
            Ok(_) => {}
            Err(refused) if refused.status < 500 => wrong.push((row.number, refused.sentence)),
            Err(refused) => return Err(refused.into()),
        }
    }
    if wrong.is_empty() {
        return Ok(visit.saying(see("/customers/requests"), "requests-made"));
    }
    let made = i64::try_from(all - wrong.len()).unwrap_or_default();
    let said = vec![("list".to_owned(), visit.say_count("desk-list-some", made))];
    let page = form(visit, said, wrong).await?;
    Ok(visit.page(400, page))
}

#[cfg(test)]
mod tests {
    use super::read_list;

    #[test]
    fn lists_are_read_with_either_separator_and_with_or_without_a_head() {
        let rows = read_list("\u{feff}Name;Domain;E-Mail\r\nNord GmbH;nord.example;it@nord.example\r\n\r\n\"Süd\";sued.example;\r\n");
        let told: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {} {} {}", row.number, row.name, row.domain, row.email))
            .collect();
        assert_eq!(told, ["2 Nord GmbH nord.example it@nord.example", "4 Süd sued.example "]);
        assert_eq!(read_list("Nord,nord.example,it@nord.example").len(), 1);
    }
}

//! Writes an invitation's mails: the sender's own texts, or the standard ones in the customer's language; plain text and HTML alike.
//!
//! Called by the mailer and where an invitation shows its mail. It decides nothing, and the link is in every text it gives.

use crate::{api::invitations::Says, texts::Texts};
use askama::Template;
use nahtlos_engine::{invitations::Asked, service_requests::Answered};
use nahtlos_model::invitations::MARK;
use nahtlos_report::Args;

/// A mail's finished texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A part of a mail.
pub(super) enum Part {
    /// A paragraph.
    Text(String),
    /// A list with its lead-in.
    List(String, Vec<String>),
    /// The link, with a button's words, and with a sentence for plain text.
    Link(String, String),
    /// A paragraph of the sender's own: lines of pieces, an empty piece being the link.
    Own(Vec<Vec<String>>),
}

#[derive(Template)]
#[template(path = "mail.html")]
pub(super) struct Page<'a> {
    pub(super) lang: &'static str,
    pub(super) title: &'a str,
    pub(super) link: &'a str,
    pub(super) parts: &'a [Part],
}

/// The mail of an invitation with its link: the invitation itself, or a reminder of it.
pub(crate) fn write(texts: &Texts, asked: &Asked, link: &str, reminder: bool) -> Written {
    let invitation = &asked.invitation;
    let texts = texts.of(&invitation.language);
    let says = Says::of(texts, asked);
    let own = &invitation.mail;
    let subject = match own.subject.is_empty() {
        true => says.say("mail-subject"),
        false => own.subject.clone(),
    };
    let subject = match reminder {
        true => says.with("mail-reminder-subject", "subject", &subject),
        false => subject,
    };
    let lead = reminder.then(|| Part::Text(says.with("mail-reminder", "date", &says.last_day(invitation.expires))));
    let standard = own.text.is_empty();
    let body = if standard {
        standard_parts(&says, asked, link)
    } else {
        own_parts(&own.text)
    };
    let parts: Vec<Part> = lead.into_iter().chain(body).collect();
    let text = parts.iter().map(|part| plain(part, link)).collect::<Vec<_>>().join("\n\n") + "\n";
    let html = match own.html.is_empty() {
        true => render(&Page {
            lang: texts.lang().tag(),
            title: &subject,
            link,
            parts: &parts,
        }),
        false => own.html.replace(MARK, link),
    };
    Written { subject, text, html }
}

/// The mail that says that a service request was answered, in the language it was filed in.
pub(crate) fn answered(texts: &Texts, answered: &Answered) -> Written {
    let request = &answered.request;
    let texts = texts.of(&request.locale);
    let args = || {
        Args::new()
            .text("id", &request.id)
            .text("title", &request.title)
            .text("status", request.status.as_str())
    };
    let subject = texts.fill("support-mail-subject", args());
    let text = texts.fill("support-mail-text", args());
    let paragraphs = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let parts: Vec<Part> = paragraphs.map(|p| Part::Text(p.to_owned())).collect();
    let html = render(&Page {
        lang: texts.lang().tag(),
        title: &subject,
        link: "",
        parts: &parts,
    });
    let text = parts.iter().map(|part| plain(part, "")).collect::<Vec<_>>().join("\n\n") + "\n";
    Written { subject, text, html }
}

/// Writing into a string cannot fail; the template's own functions cannot either.
pub(super) fn render(page: &Page<'_>) -> String {
    page.render().unwrap_or_default()
}

fn standard_parts(says: &Says<'_>, asked: &Asked, link: &str) -> Vec<Part> {
    let invitation = &asked.invitation;
    let person = invitation.created_by.as_ref().filter(|p| !p.name.is_empty());
    let asks = match person {
        Some(person) => says.with("mail-asks-person", "person", &person.name),
        None => says.say("mail-asks"),
    };
    let asks = match &invitation.customer_name {
        Some(customer) => format!("{asks} {}", says.with("mail-asks-customer", "customer", customer)),
        None => asks,
    };
    let questions = match person {
        Some(p) => says.with_both("mail-ask", ("person", &p.name), ("address", &p.user_principal_name)),
        None => says.say("mail-ask-partner"),
    };
    vec![
        Part::Text(says.say("mail-hello")),
        Part::Text(asks),
        Part::List(says.say("mail-may"), says.may()),
        Part::List(says.say("mail-may-not"), says.may_not()),
        Part::List(says.say("mail-changes"), says.changes()),
        Part::Link(says.say("mail-button"), says.with("mail-link", "link", link)),
        Part::Text(says.with("mail-until", "date", &says.last_day(invitation.expires))),
        Part::Text(questions),
    ]
}

/// The sender's own text: paragraphs between empty lines.
fn own_parts(text: &str) -> Vec<Part> {
    let text = text.replace("\r\n", "\n");
    let mut parts = Vec::new();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                parts.push(Part::Own(std::mem::take(&mut lines)));
            }
            continue;
        }
        lines.push(pieces(line));
    }
    if !lines.is_empty() {
        parts.push(Part::Own(lines));
    }
    parts
}

/// A line cut at its marks; each mark is an empty piece.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for (at, piece) in line.split(MARK).enumerate() {
        if at > 0 {
            pieces.push(String::new());
        }
        if !piece.is_empty() {
            pieces.push(piece.to_owned());
        }
    }
    pieces
}

pub(super) fn plain(part: &Part, link: &str) -> String {
    match part {
        Part::Text(text) | Part::Link(_, text) => text.clone(),
        Part::List(lead, items) => {
            let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            format!("{lead}\n{}", items.join("\n"))
        }
        Part::Own(lines) => {
            let line = |pieces: &Vec<String>| -> String { pieces.iter().map(|p| if p.is_empty() { link } else { p.as_str() }).collect() };
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_engine::invitations::Party;
    use nahtlos_model::{
        instants::Instant,
        invitations::{Draft, Invitation, MailChange, Origin, Person},
        program::Program,
    };

    const LINK: &str = "https://center.example/invitations/SECRET";

    fn asked(draft: &Draft, language: &str) -> Asked {
        let now: Instant = "2026-11-02T10:00:00Z".parse().unwrap();
        let origin = Origin {
            id: "i".into(),
            partner_id: "p".into(),
            by: Some(Person {
                user_id: "u".into(),
                user_principal_name: "anna@erster.example".into(),
                name: "Anna Ä. <b>".into(),
            }),
            token: "SECRET".into(),
            base: "https://center.example".into(),
            language: language.into(),
        };
        let invitation = Invitation::draft(draft, origin, &Program::bundled().on(now.date()), now).unwrap();
        let party = |id: &str, name: &str| Party {
            id: id.into(),
            name: name.into(),
            domain: "erster.example".into(),
            country: "DE".into(),
        };
        Asked {
            provider: invitation.provider_id.as_ref().map(|id| party(id, "Anbieter AG")),
            invitation,
            partner: party("p", "Erster & Partner GmbH"),
        }
    }

    #[test]
    fn the_standard_mail_says_who_what_and_until_when_in_both_languages() {
        let draft = Draft {
            customer_name: Some("Kunde AG".into()),
            delegated: Some(true),
            provider_id: Some("q".into()),
            ..Draft::default()
        };
        for (language, subject, day, nothing) in [
            (
                "de",
                "Erster & Partner GmbH beantragt eine Vertriebspartnerschaft",
                "30.01.2027",
                "Nichts wird gekündigt",
            ),
            (
                "en",
                "Erster & Partner GmbH asks for a reseller relationship",
                "31 Jan 2027",
                "Nothing is cancelled",
            ),
        ] {
            let written = write(&Texts::default(), &asked(&draft, language), LINK, false);
            assert_eq!(written.subject, subject);
            let day = if language == "de" { "31.01.2027" } else { day };
            for part in [LINK, "Kunde AG", "Anna Ä. <b>", "anna@erster.example", day, nothing, "Anbieter AG"] {
                assert!(written.text.contains(part), "{language}: {part} in {}", written.text);
            }
            assert!(written.html.contains(&format!("href=\"{LINK}\"")), "{}", written.html);
            assert!(!written.html.contains("<b>"), "names are escaped: {}", written.html);
            assert!(
                !written.text.contains('–') && !written.text.contains('['),
                "every value is filled: {}",
                written.text
            );
        }
    }

    #[test]
    fn own_texts_are_taken_and_html_is_made_of_them() {
        let draft = Draft {
            mail: MailChange {
                subject: Some("Umzug".into()),
                text: Some("Hallo Kim,\nbitte {link} lesen.\n\n<Gruß>".into()),
                html: None,
            },
            ..Draft::default()
        };
        let mut asked = asked(&draft, "de");
        let written = write(&Texts::default(), &asked, LINK, false);
        assert_eq!(written.subject, "Umzug");
        assert_eq!(written.text, format!("Hallo Kim,\nbitte {LINK} lesen.\n\n<Gruß>\n"));
        assert!(
            written.html.contains(&format!("Hallo Kim,<br>bitte <a href=\"{LINK}\"")),
            "{}",
            written.html
        );
        assert!(!written.html.contains("<Gruß>"), "{}", written.html);
        let reminder = write(&Texts::default(), &asked, LINK, true);
        assert_eq!(reminder.subject, "Erinnerung: Umzug");
        assert!(reminder.text.starts_with("Sie haben auf diese Einladung noch nicht geantwortet"));
        asked.invitation.mail.html = "<a href='{link}'>hin</a>".into();
        assert_eq!(
            write(&Texts::default(), &asked, LINK, false).html,
            format!("<a href='{LINK}'>hin</a>")
        );
    }
}

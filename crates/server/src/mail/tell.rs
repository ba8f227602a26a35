//! Writes the mails that tell people of a relationship, a transfer or a move, in their language: plain text and HTML alike.
//!
//! Called by the mailer. It decides nothing; what is told and to whom was decided with the change.

use super::{
    moves::OfMove,
    write::{Page, Part, Written, plain, render},
};
use crate::texts::Texts;
use nahtlos_engine::{
    delegations::Shown,
    notices::{News, To, Told},
};
use nahtlos_model::{
    delegations::{self, roles},
    instants::Instant,
    transfers::{self, Transfer},
};
use nahtlos_report::{Args, Lang, numbers};

/// The mail. `base`: the address before a link's path, from the one that was kept.
pub(crate) fn write(texts: &Texts, told: &Told, base: impl Fn(&str) -> String) -> Written {
    let texts = texts.of(&told.language);
    let (subject, parts, link) = match &told.news {
        News::Delegation {
            shown,
            notice,
            lapses,
            provider,
        } => {
            let link = format!(
                "{}{}",
                base(shown.delegation.base.as_deref().unwrap_or_default()),
                shown.delegation.page()
            );
            let says = OfDelegation {
                texts,
                shown,
                lapses: *lapses,
                provider,
                link: &link,
            };
            (says.say(*notice, told.to, "subject"), says.parts(*notice, told.to), link)
        }
        News::Transfer {
            transfer,
            source,
            target,
            customer,
            notice,
        } => {
            let (subject, parts) = about_transfer(texts, (transfer, *notice), [source, target, customer], told.to);
            (subject, parts, String::new())
        }
        News::Move {
            of,
            notice,
            task,
            catalogue,
        } => {
            let says = OfMove {
                texts,
                of,
                catalogue,
                task: task.as_deref(),
            };
            (says.subject(*notice), says.parts(*notice), String::new())
        }
    };
    let hello = Part::Text(texts.say("invitation-mail-hello"));
    let parts: Vec<Part> = std::iter::once(hello).chain(parts).collect();
    let text = parts.iter().map(|part| plain(part, &link)).collect::<Vec<_>>().join("\n\n") + "\n";
    let html = render(&Page {
        lang: texts.lang().tag(),
        title: &subject,
        link: &link,
        parts: &parts,
    });
    Written { subject, text, html }
}

/// A transfer's mail for one side.
fn about_transfer(
    texts: &nahtlos_report::Texts,
    (transfer, notice): (&Transfer, transfers::notices::Notice),
    names: [&String; 3],
    to: To,
) -> (String, Vec<Part>) {
    let args = || of_transfer(texts.lang(), transfer, names);
    let key = format!("transfer-mail-{notice}");
    let side = match to {
        To::Customer => "customer",
        To::Partner => "source",
        To::Target => "target",
    };
    let mut parts = vec![Part::Text(texts.fill(&format!("{key}-{side}"), args()))];
    if notice == transfers::notices::Notice::Asked && to == To::Partner {
        parts.push(Part::Text(texts.fill("transfer-mail-how", args())));
    }
    if to == To::Customer {
        parts.push(Part::Text(texts.fill("transfer-mail-nothing", args())));
    }
    (texts.fill(&format!("{key}-subject"), args()), parts)
}

fn of_transfer(lang: Lang, t: &Transfer, [source, target, customer]: [&String; 3]) -> Args {
    let day = |at: Instant| numbers::date(lang, at.date());
    Args::new()
        .text("source", source)
        .text("target", target)
        .text("customer", customer)
        .text("customerId", &t.customer_id)
        .text("id", &t.id)
        // The last day on which one can answer.
        .text("until", day(Instant(t.expires.0 - 1)))
        .text("day", t.accepted.map(day).unwrap_or_default())
        .text("reason", t.reason.as_deref().unwrap_or_default())
        .text("hasReason", if t.reason.is_some() { "yes" } else { "no" })
}

/// The sentences about a relationship.
struct OfDelegation<'a> {
    texts: &'a nahtlos_report::Texts,
    shown: &'a Shown,
    lapses: Instant,
    provider: &'a str,
    link: &'a str,
}

impl OfDelegation<'_> {
    fn day(&self, at: Instant) -> String {
        numbers::date(self.texts.lang(), at.date())
    }

    fn args(&self) -> Args {
        let (d, partner) = (&self.shown.delegation, &self.shown.partner);
        let customer = d.customer.as_ref().map_or("", |c| c.display_name.as_str());
        Args::new()
            .text("partner", &partner.name)
            .text("domain", &partner.domain)
            .text("name", &d.display_name)
            .text("customer", customer)
            .text("since", self.day(d.since))
            .text("until", self.day(Instant(self.lapses.0 - 1)))
            .text("end", d.ends.map(|at| self.day(at)).unwrap_or_default())
            .text("provider", self.provider)
            .text("id", &d.id)
            .text("link", self.link)
    }

    fn fill(&self, key: &str) -> String {
        self.texts.fill(key, self.args())
    }

    /// A notice's text for one side.
    fn say(&self, notice: delegations::notices::Notice, to: To, part: &str) -> String {
        let side = if to == To::Customer { "customer" } else { "partner" };
        match part {
            "subject" => self.fill(&format!("delegation-mail-{notice}-subject")),
            _ => self.fill(&format!("delegation-mail-{notice}-{side}")),
        }
    }

    fn parts(&self, notice: delegations::notices::Notice, to: To) -> Vec<Part> {
        use delegations::notices::Notice::*;
        let d = &self.shown.delegation;
        let mut parts = vec![Part::Text(self.say(notice, to, "text"))];
        let roles = || {
            let names = d.roles.iter().filter_map(|id| roles::name(id)).map(str::to_owned);
            Part::List(self.fill("delegation-mail-roles"), names.collect())
        };
        match (notice, to) {
            (Asked | Reminder, _) => {
                let days = |key: &str, days: i64| self.texts.fill(key, Args::new().count("days", days));
                let end = match d.extends() {
                    true => days("delegation-extends", d.extend_days),
                    false => self.texts.say("delegation-ends"),
                };
                parts.push(roles());
                parts.push(Part::Text(format!("{} {end}", days("delegation-lasts", d.days))));
                parts.push(Part::Text(self.fill("delegation-means-groups")));
                parts.push(Part::Link(self.fill("delegation-mail-button"), self.fill("delegation-mail-link")));
                parts.push(Part::Text(self.fill("delegation-mail-until")));
            }
            (Proposed, _) => parts.push(roles()),
            (Approved, To::Customer) => {
                parts.push(roles());
                parts.push(Part::Text(self.fill("delegation-means-end")));
            }
            (Expired | Terminated, To::Customer) => parts.push(Part::Text(self.fill("delegation-means-subscriptions"))),
            _ => {}
        }
        parts
    }
}

//! From a draft to a subscription of the estate: channel by owner, dates, kind, and what only a
//! person knows. Called by the import for each draft. Whatever is required and unknown becomes a
//! question, and the subscription stays out of the estate until it is answered; nothing is guessed.

use super::{
    Context,
    answers::SubscriptionAnswer,
    drafts::{Draft, left_out},
    finding::{Finding, FindingCode},
    gathered::SubscriptionRow,
    kinds::kind_of,
    ledger::Ledger,
    question::{Question, QuestionCode},
    template::toml_text,
    values::When,
};
use crate::problem::{Problem, quoted};
use nahtlos_model::{
    estate::{Channel, Generation, Subscription, SubscriptionKind, SubscriptionStatus},
    notice::Value,
};
use std::fmt::Display;

const ANY_CHANNEL: &[&str] = &["\"webDirect\"", "\"volumeLicense\"", "\"otherPartner\"", "\"thisPartner\""];

/// Settles every draft; what says the same of many is gathered into one finding.
pub(crate) fn settle_all(cx: &Context<'_>, drafts: Vec<Draft>, ledger: &mut Ledger) -> Result<Vec<Subscription>, Problem> {
    let mut settled = Vec::new();
    let mut open = Open::default();
    for draft in &drafts {
        let mut one = Settling {
            cx,
            row: &draft.row,
            answer: cx.answers.subscription(&draft.row.id, draft.row.commerce_id.as_deref()),
            ledger,
        };
        if let Some(subscription) = one.settle(draft.without_dates, &mut open)? {
            settled.push(subscription);
        }
    }
    ledger.find_of(FindingCode::RenewalUnknown, "subscriptions", open.renewal);
    ledger.find_of(FindingCode::TermUnknown, "subscriptions", open.term);
    ledger.find_of(FindingCode::NewCommerce, "subscriptions", open.generation);
    Ok(settled)
}

/// Ids of subscriptions about which something optional is unknown.
#[derive(Default)]
struct Open {
    renewal: Vec<String>,
    term: Vec<String>,
    generation: Vec<String>,
}

impl Open {
    fn note(&mut self, id: &str, known: &SubscriptionAnswer) {
        let open = [
            (known.auto_renew.flatten().is_none(), &mut self.renewal),
            (known.term_duration.is_none(), &mut self.term),
            (known.generation.is_none(), &mut self.generation),
        ];
        for (_, list) in open.into_iter().filter(|(is_open, _)| *is_open) {
            list.push(id.to_owned());
        }
    }
}

struct Settling<'s, 'c> {
    cx: &'s Context<'c>,
    row: &'s SubscriptionRow,
    answer: Option<&'s SubscriptionAnswer>,
    ledger: &'s mut Ledger,
}

impl Settling<'_, '_> {
    fn settle(&mut self, without_dates: bool, open: &mut Open) -> Result<Option<Subscription>, Problem> {
        let row = self.row;
        let said = self.answer.cloned().unwrap_or_default();
        let status = self.pick("status", Some(row.status), said.status).unwrap_or(row.status);
        let sku_id = self.pick("skuId", Some(row.sku), said.sku_id).unwrap_or(row.sku);
        let kind = self.pick("kind", None, said.kind).unwrap_or_else(|| self.kind());
        let active = status == SubscriptionStatus::Active;
        let quantity = self.pick("quantity", row.seats, said.quantity);
        if quantity == Some(0) {
            self.ledger.find(
                Finding::new(FindingCode::NoSeats)
                    .sku(sku_id)
                    .text("status", status.as_str())
                    .about([&row.id]),
            );
            return Ok(None);
        }
        if !active {
            let finding = Finding::new(FindingCode::SubscriptionInactive)
                .sku(sku_id)
                .text("status", status.as_str())
                .about([&row.id]);
            self.ledger.find(finding.count("seats", quantity.unwrap_or(0)));
        }
        let channel = self.channel(&said, active);
        let quantity = self.required(QuestionCode::Quantity, "quantity", quantity, active);
        let end = self.end(&said, kind, active);
        let start = self.pick("start", row.start.date(), said.start);
        let paid = kind == SubscriptionKind::Paid && active;
        let known = self.optional(&said, kind, start.is_none() && without_dates, paid);
        let (Some((channel, owner)), Some(quantity), Some(end)) = (channel, quantity, end) else {
            if active {
                self.ledger.unsettled.insert(sku_id);
            }
            self.ledger.find(left_out(row));
            return Ok(None);
        };
        if !active && end.date().is_some_and(|end| start.is_some_and(|start| end <= start)) {
            // Ended on the day it began: it never supplied anything that an estate could state.
            return Ok(None);
        }
        self.refuse_reversed(start, end)?;
        if paid {
            open.note(&row.id, &known);
        }
        let subscription = Subscription {
            id: row.id.clone(),
            channel,
            owner,
            wanted_treatment: said.treatment,
            sku_id,
            quantity,
            start,
            end: end.date(),
            auto_renew: known.auto_renew.flatten(),
            term_duration: known.term_duration,
            billing_cycle: known.billing_cycle,
            generation: known.generation.unwrap_or(Generation::NewCommerce),
            kind,
            status,
        };
        self.notes(&subscription);
        Ok(Some(subscription))
    }

    /// What only a person knows and nothing waits for; asked about paid, active subscriptions.
    fn optional(&mut self, said: &SubscriptionAnswer, kind: SubscriptionKind, ask_start: bool, ask: bool) -> SubscriptionAnswer {
        let defaults = if kind == SubscriptionKind::Paid {
            self.cx.answers.defaults.clone()
        } else {
            SubscriptionAnswer::default()
        };
        let known = SubscriptionAnswer {
            auto_renew: said.auto_renew.or(defaults.auto_renew),
            term_duration: said.term_duration.clone().or(defaults.term_duration),
            billing_cycle: said.billing_cycle.clone().or(defaults.billing_cycle),
            generation: said.generation.or(defaults.generation),
            ..SubscriptionAnswer::default()
        };
        let questions: [(bool, QuestionCode, &str, &[&str]); 4] = [
            (ask_start, QuestionCode::Start, "start", &[]),
            (
                known.auto_renew.is_none(),
                QuestionCode::AutoRenew,
                "autoRenew",
                &["true", "false", "\"unknown\""],
            ),
            (
                known.term_duration.is_none(),
                QuestionCode::TermDuration,
                "termDuration",
                &["\"P1M\"", "\"P1Y\"", "\"P3Y\""],
            ),
            (
                known.generation.is_none(),
                QuestionCode::Generation,
                "generation",
                &["\"newCommerce\"", "\"legacy\""],
            ),
        ];
        for (is_open, code, key, choices) in questions {
            if ask && is_open {
                self.ask(code, key, choices, false);
            }
        }
        known
    }

    /// What an export gives, unless an answer says otherwise, which is noted.
    fn pick<T: PartialEq + Display>(&mut self, key: &str, given: Option<T>, answered: Option<T>) -> Option<T> {
        let Some(answered) = answered else { return given };
        if let Some(given) = given.filter(|given| *given != answered) {
            let finding = Finding::new(FindingCode::AnswerDiffers).text("key", key);
            self.ledger.find(
                finding
                    .text("given", given.to_string())
                    .text("answered", answered.to_string())
                    .about([&self.row.id]),
            );
        }
        Some(answered)
    }

    fn ask(&mut self, code: QuestionCode, key: &str, choices: &[&str], required: bool) {
        let mut question = Question::new(code, format!("subscriptions.{}", toml_text(&self.row.id)), key).choices(choices);
        question.required = required;
        question.subject.clone_from(&self.row.id);
        question.facts = format!("{}: {}", self.row.id, self.cx.facts(self.row));
        question.sku = Some(self.row.sku);
        question.subjects = vec![self.row.id.clone()];
        self.ledger.ask(question);
    }

    fn required<T>(&mut self, code: QuestionCode, key: &str, value: Option<T>, active: bool) -> Option<T> {
        if value.is_none() {
            self.ask(code, key, &[], active);
        }
        value
    }

    /// The mark of the export, else what the SKU's string id tells.
    fn kind(&self) -> SubscriptionKind {
        if self.row.trial {
            return SubscriptionKind::Trial;
        }
        let listed = self
            .cx
            .options
            .catalogue
            .and_then(|c| c.products.get(&self.row.sku))
            .map(|p| p.string_id.as_str());
        let own = self.row.string_id.as_str();
        kind_of(if own.is_empty() { listed.unwrap_or_default() } else { own })
    }

    fn end(&mut self, said: &SubscriptionAnswer, kind: SubscriptionKind, active: bool) -> Option<When> {
        if let Some(answered) = said.end {
            self.pick("end", self.row.end.date(), answered.date());
            return Some(answered);
        }
        match self.row.end {
            When::Unknown if kind == SubscriptionKind::Free => Some(When::Never),
            When::Unknown if !active => Some(When::Unknown),
            When::Unknown => self.required(QuestionCode::End, "end", None, active),
            When::Never => {
                self.ledger
                    .find(Finding::new(FindingCode::Endless).sku(self.row.sku).about([&self.row.id]));
                Some(When::Never)
            }
            known => Some(known),
        }
    }

    /// The channel and who sells it, as far as owner and answers tell.
    fn channel(&mut self, said: &SubscriptionAnswer, active: bool) -> Option<(Channel, Option<String>)> {
        let cx = self.cx;
        let owner = self.row.owner_tenant.as_deref().map(super::answers::tenant);
        let known = owner.as_deref().and_then(|owner| cx.seller(owner));
        if let Some(channel) = said.channel {
            self.pick("channel", known.as_ref().map(|(c, _)| *c), Some(channel));
            let name = said
                .owner
                .clone()
                .or(known.filter(|(c, _)| *c == channel).and_then(|(_, name)| name));
            return Some((channel, name));
        }
        if let Some((channel, name)) = known {
            return Some((channel, said.owner.clone().or(name)));
        }
        let Some(owner) = owner else {
            if let Some(channel) = cx.answers.defaults.channel {
                return Some((channel, said.owner.clone()));
            }
            self.ask(QuestionCode::Channel, "channel", ANY_CHANNEL, active);
            return None;
        };
        if cx.customer_tenant.as_deref() == Some(owner.as_str()) {
            if self.row.owner_type.as_deref().is_some_and(|t| t.eq_ignore_ascii_case("user")) {
                self.ledger
                    .find(Finding::new(FindingCode::BoughtByUser).sku(self.row.sku).about([&self.row.id]));
                return Some((Channel::WebDirect, None));
            }
            self.ask(QuestionCode::OwnTenantChannel, "channel", ANY_CHANNEL, active);
            return None;
        }
        let mut question = Question::new(QuestionCode::Owner, format!("owners.{}", toml_text(&owner)), "channel").choices(ANY_CHANNEL);
        question.required = active;
        question.facts = format!("{owner} → {}: {}", self.row.id, cx.facts(self.row));
        question.subject = owner;
        question.subjects = vec![self.row.id.clone()];
        self.ledger.ask(question);
        None
    }

    fn refuse_reversed(&self, start: Option<nahtlos_model::dates::Date>, end: When) -> Result<(), Problem> {
        let (Some(start), When::On(end), Some(answer)) = (start, end, self.answer) else {
            return Ok(());
        };
        if end > start {
            return Ok(());
        }
        let message = format!(
            "The subscription {} would end on {end}, which is not after its start on {start}.",
            quoted(&self.row.id)
        );
        let mend = "The end is the first day without the subscription; correct start or end.";
        Err(Problem::error(&self.cx.answers.file, "endBeforeStart", message, mend)
            .at(answer.at.0, answer.at.1)
            .found(&self.row.id))
    }

    /// What is worth knowing about a settled subscription.
    fn notes(&mut self, s: &Subscription) {
        if !s.is_active() {
            return;
        }
        if let Some(end) = s.end.filter(|end| *end <= self.cx.options.as_of) {
            self.ledger.find(
                Finding::new(FindingCode::EndedButActive)
                    .sku(s.sku_id)
                    .with("end", Value::Date(end))
                    .about([&s.id]),
            );
        }
        let code = match s.kind {
            SubscriptionKind::Paid => return,
            SubscriptionKind::Trial => FindingCode::Trial,
            SubscriptionKind::Free => FindingCode::Free,
        };
        let finding = Finding::new(code).sku(s.sku_id).count("seats", s.quantity).about([&s.id]);
        self.ledger.find(match s.end {
            Some(end) => finding.with("end", Value::Date(end)),
            None => finding,
        });
    }
}

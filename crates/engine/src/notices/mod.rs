//! Mails that tell people what happened, or is about to: of granular delegation, of transfers, of moves. They are put into the outbox with the
//! change they tell of, one for each who is told, and read anew when they go out, so that nobody is told what is no longer so.
//!
//! Where no mail server is named none is put there: nobody should get a year's news at once on the day one is.

mod people;

pub(crate) use people::{Recipient, of_customer, of_partner};

use crate::{Engine, act::Act, delegations::Shown, halt::Halt, invitations::due::MAIL, moves::plan::catalogue, outbox::Message};
use nahtlos_model::{
    catalogue::Catalogue,
    delegations,
    instants::Instant,
    moves::{self as carried, Move},
    transfers::{self, Transfer},
};
use nahtlos_store::{customers, delegations as relationships, moves, transfers as handed};
use serde::{Deserialize, Serialize};

/// Whom a mail goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum To {
    /// The customer.
    Customer,
    /// The partner; of a transfer, the one who sells.
    Partner,
    /// Of a transfer, the partner who asks.
    Target,
}

/// What a mail is about, as the outbox keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Subject {
    Delegation {
        partner_id: String,
        id: String,
        notice: delegations::notices::Notice,
        /// Its end when the mail was put there.
        #[serde(default)]
        ends: Option<Instant>,
    },
    Transfer {
        customer_id: String,
        id: String,
        notice: transfers::notices::Notice,
    },
    Move {
        partner_id: String,
        id: String,
        notice: carried::notices::Notice,
        /// The task that it is about.
        task: Option<String>,
    },
}

/// A mail, as the outbox keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    notice: Subject,
    to: To,
    address: String,
    name: String,
    language: String,
}

/// A mail to write and send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it goes.
    pub address: String,
    /// Who is addressed.
    pub name: String,
    /// Language, `de` or `en`.
    pub language: String,
    /// On whose side they are.
    pub to: To,
    /// What is told.
    pub news: News,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Of a relationship.
    Delegation {
        /// As it is now.
        shown: Box<Shown>,
        /// What happened.
        notice: delegations::notices::Notice,
        /// When an unanswered request lapses.
        lapses: Instant,
        /// The provider who made it; empty: none did.
        provider: String,
    },
    /// Of a transfer.
    Transfer {
        /// As it is now.
        transfer: Box<Transfer>,
        /// The partner who sells.
        source: String,
        /// The partner who asks.
        target: String,
        /// The customer.
        customer: String,
        /// What happened.
        notice: transfers::notices::Notice,
    },
    /// Of a move.
    Move {
        /// As it is now.
        of: Box<Move>,
        /// What happened.
        notice: carried::notices::Notice,
        /// The task that it is about.
        task: Option<String>,
        /// What is sold in the customer's country, for names.
        catalogue: Box<Catalogue>,
    },
}

/// Puts a mail into the outbox for each of some people, under a tenant.
pub(crate) async fn post(act: &mut Act<'_>, scope: &str, subject: &Subject, to: To, people: Vec<Recipient>) -> Result<(), Halt> {
    for person in people {
        let mail = Mail {
            notice: subject.clone(),
            to,
            address: person.address,
            name: person.name,
            language: person.language,
        };
        act.send(MAIL, scope, &mail).await?;
    }
    Ok(())
}

/// Whether a mail in the outbox is one of these.
pub(crate) fn is_one(body: &str) -> bool {
    serde_json::from_str::<Mail>(body).is_ok()
}

impl Engine {
    /// What a message is to tell; `None`: it is no notice, or what it would tell is not so any more.
    ///
    /// # Errors
    /// Faults only.
    pub async fn told(&self, message: &Message) -> Result<Option<Told>, Halt> {
        let Ok(mail) = serde_json::from_str::<Mail>(&message.body) else {
            return Ok(None);
        };
        let news = match &mail.notice {
            Subject::Delegation {
                partner_id,
                id,
                notice,
                ends,
            } => self.of_delegation(partner_id, id, *notice, *ends).await?,
            Subject::Transfer { customer_id, id, notice } => self.of_transfer(customer_id, id, *notice).await?,
            Subject::Move {
                partner_id,
                id,
                notice,
                task,
            } => self.of_move((partner_id, id), *notice, task.as_deref()).await?,
        };
        Ok(news.map(|news| Told {
            address: mail.address,
            name: mail.name,
            language: mail.language,
            to: mail.to,
            news,
        }))
    }

    async fn of_delegation(
        &self,
        partner: &str,
        id: &str,
        notice: delegations::notices::Notice,
        ends: Option<Instant>,
    ) -> Result<Option<News>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found = relationships::find(&mut tx, partner, id).await?;
        let Some(delegation) = found.filter(|d| d.still_says(notice, ends)) else {
            return Ok(None);
        };
        let numbers = nahtlos_model::program::Program::bundled().on(self.now().date());
        let lapses = delegation.since.plus_days(numbers.granular_unanswered_days);
        let provider = match delegation.provider_id() {
            Some(id) => customers::partner(&mut tx, id).await?.map(|p| p.name).unwrap_or_default(),
            None => String::new(),
        };
        let shown = Box::new(Shown::of(&mut tx, delegation).await?);
        Ok(Some(News::Delegation {
            shown,
            notice,
            lapses,
            provider,
        }))
    }

    async fn of_transfer(&self, customer: &str, id: &str, notice: transfers::notices::Notice) -> Result<Option<News>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found = handed::find(&mut tx, customer, id).await?;
        let Some(transfer) = found.filter(|t| t.still_says(notice)) else {
            return Ok(None);
        };
        let name = |found: Option<nahtlos_model::partners::Partner>| found.map(|p| p.name).unwrap_or_default();
        let source = name(customers::partner(&mut tx, &transfer.source_id).await?);
        let target = name(customers::partner(&mut tx, &transfer.target_id).await?);
        let customer = customers::find(&mut tx, customer)
            .await?
            .map(|c| c.company.name)
            .unwrap_or_default();
        Ok(Some(News::Transfer {
            transfer: Box::new(transfer),
            source,
            target,
            customer,
            notice,
        }))
    }

    async fn of_move(&self, of: (&str, &str), notice: carried::notices::Notice, task: Option<&str>) -> Result<Option<News>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found = moves::find(&mut tx, of.0, of.1).await?;
        let Some(of) = found.filter(|of| of.still_says(notice, task)) else {
            return Ok(None);
        };
        let catalogue = catalogue(&self.assortment(), &of.customer.country);
        Ok(Some(News::Move {
            of: Box::new(of),
            notice,
            task: task.map(str::to_owned),
            catalogue: Box::new(catalogue),
        }))
    }
}

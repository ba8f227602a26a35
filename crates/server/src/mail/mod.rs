//! Mail: what waits in the outbox goes out by SMTP, in the customer's language, as plain text and HTML.
//!
//! Run by the worker beside due work, so that a mail server that does not answer holds nothing up. No transaction is open while a mail
//! goes out. A mail that is not taken waits and goes out again; one that was taken is reported, and only then gone from the outbox.

mod moves;
mod tell;
mod write;

pub(crate) use write::write;

use crate::center::Center;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use nahtlos_engine::{invitations::Letter, notices::Told, outbox::Message as Claimed, service_requests::Answered};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Pause between two looks into the outbox.
const PAUSE: Duration = Duration::from_millis(500);
/// How long a mail server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one mail may take altogether: less than a claim holds.
const LONGEST: Duration = Duration::from_secs(45);
/// Longest account of a failure that is kept.
const PROBLEM: usize = 300;

/// The way to the mail server.
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// From the settings; `None` where no mail server is named: then mails wait.
    ///
    /// # Errors
    /// Says which setting does not read, without showing it.
    pub(crate) fn of(config: &crate::Config) -> Result<Option<Self>, String> {
        let from: Mailbox = config
            .mail_from
            .parse()
            .map_err(|e| format!("mail-from: {:?} is no sender such as \"Name <name@domain>\": {e}", config.mail_from))?;
        let Some(url) = &config.smtp else { return Ok(None) };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url.0)
            .map_err(|e| format!("smtp: this is no address such as smtp://user:password@host:port ({e})"))?;
        Ok(Some(Self {
            transport: builder.timeout(Some(PATIENCE)).build(),
            from,
        }))
    }

    async fn send(&self, center: &Center, id: &str, letter: &Letter) -> Result<(), String> {
        self.carry(self.message(center, id, letter)?).await
    }

    /// The mail that says that a service request was answered.
    async fn tell(&self, center: &Center, id: &str, answered: &Answered) -> Result<(), String> {
        let written = write::answered(&center.texts, answered);
        let to = answered
            .to
            .parse()
            .map_err(|e| format!("{:?} is no mail address: {e}", answered.to))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(answered.request.primary_contact.name()), to))
            .subject(written.subject)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|e| e.to_string())?;
        self.carry(message).await
    }

    /// The mail that tells of a relationship or a transfer.
    async fn notify(&self, center: &Center, id: &str, told: &Told) -> Result<(), String> {
        let written = tell::write(&center.texts, told, |kept| base(center, kept).to_owned());
        let to = told
            .address
            .parse()
            .map_err(|e| format!("{:?} is no mail address: {e}", told.address))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(told.name.clone()).filter(|name| !name.is_empty()), to))
            .subject(written.subject)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|e| e.to_string())?;
        self.carry(message).await
    }

    async fn carry(&self, message: Message) -> Result<(), String> {
        match tokio::time::timeout(LONGEST, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the mail server did not finish in time".to_owned()),
        }
    }

    fn message(&self, center: &Center, id: &str, letter: &Letter) -> Result<Message, String> {
        let invitation = &letter.asked.invitation;
        let link = invitation.link(base(center, &invitation.base));
        let written = write(&center.texts, &letter.asked, &link, letter.reminder);
        let to = letter.to.parse().map_err(|e| format!("{:?} is no mail address: {e}", letter.to))?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(invitation.customer_name.clone(), to))
            .subject(written.subject)
            // The same however often it is sent: who gets it twice can tell.
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())));
        let answers = invitation.created_by.as_ref().and_then(|p| p.user_principal_name.parse().ok());
        if let Some(address) = answers {
            let name = invitation.created_by.as_ref().map(|p| p.name.clone());
            message = message.reply_to(Mailbox::new(name.filter(|n| !n.is_empty()), address));
        }
        let body = MultiPart::alternative_plain_html(written.text, written.html);
        message.multipart(body).map_err(|e| e.to_string())
    }
}

/// The address before a link's path: the one configured, else the one by which the partner reached us.
pub(crate) fn base<'a>(center: &'a Center, kept: &'a str) -> &'a str {
    center.config.public_url.as_deref().map_or(kept, |url| url.trim_end_matches('/'))
}

/// Sends what waits, until told to stop.
pub(crate) async fn run(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    let mailer = match Mailer::of(&center.config) {
        Ok(Some(mailer)) => mailer,
        Ok(None) => return,
        Err(problem) => {
            tracing::error!(problem, "no mail goes out");
            return;
        }
    };
    while !*stop.borrow() {
        let sent = match look(&center, &mailer).await {
            Ok(count) => count > 0,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read; it is tried again");
                false
            }
        };
        if !sent {
            let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
        }
    }
}

/// Sends some of what waits, side by side; how many were claimed.
async fn look(center: &Center, mailer: &Mailer) -> Result<usize, nahtlos_engine::Halt> {
    let claimed = center.engine.claim_mails().await?;
    let count = claimed.len();
    let deliveries = claimed.iter().map(|mail| deliver(center, mailer, mail));
    for delivered in futures_util::future::join_all(deliveries).await {
        delivered?;
    }
    Ok(count)
}

async fn deliver(center: &Center, mailer: &Mailer, mail: &Claimed) -> Result<(), nahtlos_engine::Halt> {
    let engine = &center.engine;
    let sent = if let Some(told) = engine.told(mail).await? {
        mailer.notify(center, &mail.id, &told).await
    } else if let Some(answered) = engine.answered(mail).await? {
        mailer.tell(center, &mail.id, &answered).await
    } else if let Some(letter) = engine.letter(mail).await? {
        mailer.send(center, &mail.id, &letter).await
    } else {
        return engine.mail_dropped(mail).await;
    };
    match sent {
        Ok(()) => engine.mail_sent(mail).await,
        Err(problem) => {
            let problem: String = problem.chars().take(PROBLEM).collect();
            let said = crate::logs::harmless(&problem);
            tracing::warn!(
                mail = mail.id,
                attempt = mail.attempts + 1,
                problem = said,
                "a mail was not taken; it goes out again"
            );
            engine.mail_failed(mail, &problem).await
        }
    }
}

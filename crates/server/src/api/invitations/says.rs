//! What an invitation asks, in sentences: who asks, what they may do and not do, what accepting changes. Page, mail and answers say the
//! same, because they take it from here.

use nahtlos_engine::invitations::Asked;
use nahtlos_model::{delegations::roles, instants::Instant};
use nahtlos_report::{Args, Texts, numbers};

/// The sentences of one invitation in one language.
#[derive(Clone, Copy)]
pub(crate) struct Says<'a> {
    pub texts: &'a Texts,
    pub partner: &'a str,
    pub domain: &'a str,
    pub provider: Option<&'a str>,
    pub delegated: bool,
    /// Template ids of roles that are asked for, and for how many days.
    pub roles: (&'a [String], i64),
}

impl<'a> Says<'a> {
    pub(crate) fn of(texts: &'a Texts, asked: &'a Asked) -> Self {
        Self {
            texts,
            partner: &asked.partner.name,
            domain: &asked.partner.domain,
            provider: asked.provider.as_ref().map(|p| p.name.as_str()),
            delegated: asked.invitation.delegated,
            roles: (&asked.invitation.roles, asked.invitation.roles_days),
        }
    }

    fn args(&self) -> Args {
        let args = Args::new().text("partner", self.partner).text("domain", self.domain);
        args.text("provider", self.provider.unwrap_or_default())
    }

    /// A text of the invitation's; partner, domain and provider are filled in.
    pub(crate) fn say(&self, key: &str) -> String {
        self.texts.fill(&format!("invitation-{key}"), self.args())
    }

    /// A text with one more value.
    pub(crate) fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.texts.fill(&format!("invitation-{key}"), self.args().text(name, value))
    }

    /// A text with two more values.
    pub(crate) fn with_both(&self, key: &str, one: (&str, &str), other: (&str, &str)) -> String {
        let args = self.args().text(one.0, one.1).text(other.0, other.1);
        self.texts.fill(&format!("invitation-{key}"), args)
    }

    /// The last day on which one can answer: an end in the night's first instant is the day before.
    pub(crate) fn last_day(&self, end: Instant) -> String {
        self.day(Instant(end.0 - 1))
    }

    /// A day.
    pub(crate) fn day(&self, at: Instant) -> String {
        numbers::date(self.texts.lang(), at.date())
    }

    /// What the partner may do.
    pub(crate) fn may(&self) -> Vec<String> {
        let mut keys = vec!["may-see", "may-sell"];
        if self.delegated {
            keys.push("may-delegated");
        }
        if self.provider.is_some() {
            keys.push("may-provider");
        }
        let mut all = self.all(&keys);
        all.extend(self.may_in_roles());
        all
    }

    /// The roles that are asked for, and for how long.
    fn may_in_roles(&self) -> Option<String> {
        let (roles, days) = self.roles;
        let names: Vec<&str> = roles.iter().filter_map(|id| roles::name(id)).collect();
        let names = names.join(", ");
        let args = self.args().text("roles", &names).count("days", days);
        (!names.is_empty()).then(|| self.texts.fill("invitation-may-roles", args))
    }

    /// What the partner may not do.
    pub(crate) fn may_not(&self) -> Vec<String> {
        let mut keys = vec!["may-not-others"];
        if !self.delegated && self.roles.0.is_empty() {
            keys.push("may-not-directory");
        }
        keys.push("may-not-exclude");
        self.all(&keys)
    }

    /// What accepting changes today.
    pub(crate) fn changes(&self) -> Vec<String> {
        self.all(&["changes-nothing", "changes-agreement", "changes-added"])
    }

    fn all(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.say(key)).collect()
    }
}

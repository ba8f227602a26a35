//! Errors of sign-in, as OAuth writes them, with the numbers that clients of the reference look for.
//!
//! Sentences are in `locales/*/signin.ftl` under `signin-error-` and the key. A description never says whether a user exists.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::Halt;
use nahtlos_model::{
    instants::Instant,
    refusals::{Code, Refusal},
};
use nahtlos_report::Args;
use nahtlos_wire::tokens::TokenError;

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = ($number:literal, $status:literal, $error:literal, $key:literal)),+ $(,)?) => {
        /// What is wrong with a sign-in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { $($(#[$doc])* $variant),+ }

        impl Kind {
            /// Every one of them.
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number that the reference gives it; 0: none.
            pub(crate) fn number(self) -> i64 { match self { $(Self::$variant => $number),+ } }
            fn status(self) -> u16 { match self { $(Self::$variant => $status),+ } }
            /// OAuth's word for it.
            pub(crate) fn error(self) -> &'static str { match self { $(Self::$variant => $error),+ } }
            /// The key of its sentence.
            pub(crate) fn key(self) -> String { format!("signin-error-{}", match self { $(Self::$variant => $key),+ }) }
        }
    };
}

faults! {
    /// The form cannot be read.
    Unreadable = (900144, 400, "invalid_request", "unreadable"),
    /// A parameter is missing.
    Missing = (900144, 400, "invalid_request", "missing"),
    /// A parameter has a value it cannot have.
    Invalid = (900144, 400, "invalid_request", "invalid"),
    /// No such tenant.
    TenantUnknown = (90002, 400, "invalid_request", "tenant-unknown"),
    /// An application alone must name its tenant.
    TenantNeeded = (50059, 400, "invalid_request", "tenant-needed"),
    /// No such grant type.
    GrantType = (70003, 400, "unsupported_grant_type", "grant-type"),
    /// No such response type.
    ResponseType = (700051, 400, "unsupported_response_type", "response-type"),
    /// No such application.
    ClientUnknown = (700016, 400, "unauthorized_client", "client-unknown"),
    /// No secret was sent.
    SecretMissing = (7000218, 401, "invalid_client", "secret-missing"),
    /// Another secret.
    SecretWrong = (7000215, 401, "invalid_client", "secret-wrong"),
    /// A public client sent a secret.
    SecretUnexpected = (700025, 401, "invalid_client", "secret-unexpected"),
    /// A public client cannot act alone.
    PublicAlone = (700027, 401, "invalid_client", "public-alone"),
    /// The application may not act in the tenant.
    NotInTenant = (7000229, 400, "unauthorized_client", "not-in-tenant"),
    /// No such resource.
    ResourceUnknown = (500011, 400, "invalid_resource", "resource-unknown"),
    /// A resource of the partner's own tenant.
    ResourceElsewhere = (500011, 400, "invalid_resource", "resource-elsewhere"),
    /// Scopes of several resources.
    SeveralResources = (28000, 400, "invalid_scope", "several-resources"),
    /// An application alone asks for `/.default`.
    DefaultScopeNeeded = (1002012, 400, "invalid_scope", "default-scope-needed"),
    /// The code is unknown, used or over.
    CodeInvalid = (70008, 400, "invalid_grant", "code-invalid"),
    /// The refresh token is unknown or over.
    RefreshInvalid = (700082, 400, "invalid_grant", "refresh-invalid"),
    /// Code or token of another application.
    OtherClient = (700005, 400, "invalid_grant", "other-client"),
    /// The code went to another address.
    OtherAddress = (500112, 400, "invalid_grant", "other-address"),
    /// The address is not registered.
    AddressUnknown = (50011, 400, "invalid_request", "address-unknown"),
    /// The proof of the code's asker is wrong.
    ProofWrong = (501481, 400, "invalid_grant", "proof-wrong"),
    /// A public client must ask with a proof.
    ProofNeeded = (9002325, 400, "invalid_request", "proof-needed"),
    /// The user is gone or switched off.
    UserGone = (50057, 400, "invalid_grant", "user-gone"),
    /// The password was changed since.
    PasswordChanged = (50173, 400, "invalid_grant", "password-changed"),
    /// A second factor is demanded.
    MfaNeeded = (50076, 400, "interaction_required", "mfa-needed"),
    /// The user has nothing to do with the tenant.
    UserElsewhere = (50020, 400, "invalid_grant", "user-elsewhere"),
    /// Nobody of the tenant consented to the application.
    ConsentNeeded = (65001, 400, "consent_required", "consent-needed"),
    /// An administrator must consent.
    AdminConsentNeeded = (90094, 400, "consent_required", "admin-consent-needed"),
    /// The user must sign in, and the client wants no page.
    SignInNeeded = (50058, 400, "login_required", "sign-in-needed"),
    /// The user said no.
    Declined = (65004, 400, "access_denied", "declined"),
    /// Name or password is wrong.
    WrongPassword = (50126, 400, "invalid_grant", "wrong-password"),
    /// Too many failures.
    Locked = (50053, 400, "invalid_grant", "locked"),
    /// Too many failures of a client.
    ClientLocked = (50053, 429, "temporarily_unavailable", "client-locked"),
    /// The page is too old, or not from here.
    PageExpired = (0, 400, "invalid_request", "page-expired"),
    /// A new password that does not fit its repetition.
    Repetition = (0, 400, "invalid_request", "repetition"),
}

/// Something wrong, with the values of its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub kind: Kind,
    values: Vec<(&'static str, String)>,
    /// Seconds to wait.
    retry: Option<i64>,
    /// OAuth's word, where another fits better.
    word: Option<&'static str>,
}

impl From<Kind> for Fault {
    fn from(kind: Kind) -> Self {
        Self {
            kind,
            values: Vec::new(),
            retry: None,
            word: None,
        }
    }
}

impl Kind {
    /// With a value of its sentence.
    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Fault {
        Fault::from(self).with(name, value)
    }
}

impl Fault {
    /// With a further value.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        // What was sent comes back in a sentence: short, and on one line.
        let value: String = value.into().chars().filter(|c| !c.is_control()).take(200).collect();
        self.values.push((name, value));
        self
    }

    /// After so many seconds it may go better.
    pub(crate) fn after(mut self, seconds: i64) -> Self {
        self.retry = Some(seconds);
        self.with("seconds", seconds.to_string())
    }

    /// With another word of OAuth.
    pub(crate) fn word(mut self, word: &'static str) -> Self {
        self.word = Some(word);
        self
    }

    /// OAuth's word.
    pub(crate) fn error(&self) -> &'static str {
        self.word.unwrap_or_else(|| self.kind.error())
    }

    /// Its sentence in the caller's language.
    pub(crate) fn sentence(&self, ask: &Ask) -> String {
        let args = self.values.iter().fold(Args::new(), |args, (name, value)| args.text(name, value));
        ask.center.texts.of(&ask.call.locale).fill(&self.kind.key(), args)
    }

    /// Number, sentence and the ids by which it can be found again.
    pub(crate) fn description(&self, ask: &Ask) -> String {
        let number = match self.kind.number() {
            0 => String::new(),
            number => format!("AADSTS{number}: "),
        };
        let (trace, correlation, at) = (&ask.call.request_id, &ask.call.correlation_id, stamp(ask));
        let sentence = self.sentence(ask);
        format!("{number}{sentence} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}")
    }

    /// As the token endpoint answers it.
    pub(crate) fn answer(&self, ask: &Ask) -> Answer {
        let body = TokenError {
            error: self.error().to_owned(),
            error_description: self.description(ask),
            error_codes: Some(self.kind.number()).filter(|n| *n != 0).into_iter().collect(),
            timestamp: stamp(ask),
            trace_id: ask.call.request_id.clone(),
            correlation_id: ask.call.correlation_id.clone(),
            error_uri: None,
        };
        let mut answer = Answer::json(self.kind.status(), &body);
        if answer.status == 401 {
            answer = answer.with("www-authenticate", "Basic realm=\"nahtlos\"");
        }
        match self.retry.filter(|_| answer.status == 429) {
            Some(seconds) => answer.with("retry-after", seconds.to_string()),
            None => answer,
        }
    }
}

/// The machine's time as the reference writes it here.
fn stamp(ask: &Ask) -> String {
    let Instant(ms) = ask.center.engine.machine_now();
    let text = Instant(ms - ms.rem_euclid(1000)).to_string();
    text.replace('T', " ")
}

/// Why there are no tokens: something wrong with the request, or with us.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The request.
    Fault(Fault),
    /// A refusal of another kind, or something broken.
    Problem(Problem),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Kind> for Stop {
    fn from(kind: Kind) -> Self {
        Self::Fault(kind.into())
    }
}

impl From<Halt> for Stop {
    fn from(halt: Halt) -> Self {
        Self::Problem(halt.into())
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(refusal.into())
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Stop {
    /// As the token endpoint answers it.
    pub(crate) fn settle(self, ask: &Ask) -> Result<Answer, Problem> {
        match self {
            Self::Fault(fault) => Ok(fault.answer(ask)),
            Self::Problem(Problem::Refused(refusal)) if refusal.code == Code::Throttled => {
                let seconds = refusal.values.iter().find(|(name, _)| *name == "seconds");
                let seconds = seconds.and_then(|(_, value)| value.parse().ok()).unwrap_or(1);
                Ok(Fault::from(Kind::ClientLocked).after(seconds).answer(ask))
            }
            Self::Problem(problem) => Err(problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_report::{Lang, Texts};

    #[test]
    fn every_fault_has_its_sentence_in_both_languages() {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for kind in Kind::ALL {
                assert!(texts.has(&kind.key()), "{} {}", lang.tag(), kind.key());
            }
        }
    }
}

//! An account at another service as parts of a page: what it is, how its last test went, the form for it.

use super::{
    accounts::{LIST, NEW},
    show,
    visit::Visit,
};
use nahtlos_model::accounts::Service;
use nahtlos_pages::{Badge, Cell, Fact, Facts, Field, Form, Kind, Link, Note, Tone, Value, Weight};
use nahtlos_wire::accounts::{Account, AccountRequest};

/// How its last test went.
pub(super) fn state(visit: &Visit, of: &Account) -> Badge {
    match of.tested.as_ref().and_then(|tested| tested.works) {
        Some(true) => Badge::new(Tone::Good, visit.say("desk-account-works")),
        Some(false) => Badge::new(Tone::Bad, visit.say("desk-account-fails")),
        None => Badge::new(Tone::Wait, visit.say("desk-account-untested")),
    }
}

/// When it was tested last.
pub(super) fn tested_at(of: &Account) -> Value {
    let at = of.tested.as_ref().and_then(|tested| tested.time);
    at.map_or(Value::Nothing, Value::Moment)
}

/// What its last test found.
pub(super) fn found(visit: &Visit, of: &Account) -> Note {
    let tested = of.tested.clone().unwrap_or_default();
    let (tone, sentence) = match (tested.works, tested.organization) {
        // The organisation is told right after a test only.
        (Some(true), Some(organization)) => (
            Tone::Good,
            visit.say_with("desk-account-found-organization", "organization", &organization),
        ),
        (Some(true), None) => (Tone::Good, visit.say("desk-account-found-works")),
        (Some(false), _) => {
            let problem = tested.problem.unwrap_or_default();
            (Tone::Bad, visit.say_with("desk-account-found-problem", "problem", &problem))
        }
        (None, _) => (Tone::Wait, visit.say("desk-account-found-nothing")),
    };
    Note {
        tone,
        sentence,
        link: None,
    }
}

/// What is known of it.
pub(super) fn facts(visit: &Visit, of: &Account) -> Facts {
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-account-{key}")), cell);
    let code = |text: Option<&String>| Cell::new(text.map_or(Value::Nothing, |text| Value::Code(text.clone())));
    let moment = |at: Option<_>| Cell::new(at.map_or(Value::Nothing, Value::Moment));
    let kind = of.kind.map(|kind| visit.say(&format!("desk-account-kind-{kind}")));
    Facts {
        title: String::new(),
        facts: vec![
            fact("field-partner-center", show::text(of.partner_center.as_deref())),
            fact("field-graph", show::text(of.graph.as_deref())),
            fact("field-login", show::text(of.login.as_deref())),
            fact("field-tenant", code(of.tenant.as_ref())),
            fact("field-client-id", code(of.client_id.as_ref())),
            fact("kind", show::text(kind.as_deref())),
            fact("key", code(of.key.as_ref())),
            fact("made", moment(of.created_time)),
            fact("renewed", moment(of.renewed_time)),
            fact("tested", Cell::new(tested_at(of))),
        ],
    }
}

/// The form for a new one, or for a change of one. With `typed` it is filled in as it was sent, but for what opens the account.
pub(super) fn form(visit: &Visit, of: Option<&Account>, typed: bool) -> Form {
    let new = of.is_none();
    let now = of.cloned().unwrap_or_default();
    let asked = |name: &str, kind: Kind| Field::new(name, visit.say(&format!("desk-account-field-{name}")), kind);
    let field = |name: &str, kind: Kind, now: Option<String>| {
        let value = if typed {
            visit.form.text(name).to_owned()
        } else {
            now.unwrap_or_default()
        };
        asked(name, kind).value(value)
    };
    let hint = |name: &str| visit.say(&format!("desk-account-hint-{name}"));
    let secret = |name: &str| {
        let hint = hint(if new { name } else { "stays" });
        asked(name, Kind::Password).hint(hint).autocomplete("new-password").optional()
    };
    let address = |name: &str, now: Option<String>, reference: &str| {
        let field = field(name, Kind::Token, now);
        if !new {
            return field;
        }
        let hint = visit.say_with("desk-account-hint-address", "address", reference);
        field.hint(hint).optional()
    };
    let reference = Service::reference();
    let id = now.id.clone().unwrap_or_default();
    Form {
        id: if new { "account" } else { "change" }.to_owned(),
        action: if new { NEW.to_owned() } else { format!("{LIST}/{id}") },
        title: if new { String::new() } else { visit.say("desk-account-change") },
        intro: visit.say(if new { "desk-account-intro" } else { "desk-account-change-intro" }),
        fields: vec![
            field("name", Kind::Text, now.name).hint(hint("name")),
            field("tenant", Kind::Token, now.tenant).hint(hint("tenant")),
            field("client-id", Kind::Token, now.client_id).hint(hint("client-id")),
            secret("client-secret"),
            secret("refresh-token"),
            address("partner-center", now.partner_center, &reference.partner),
            address("graph", now.graph, &reference.graph),
            address("login", now.login, &reference.login),
        ],
        submit: visit.say(if new { "desk-account-add" } else { "desk-change" }),
        weight: if new { Weight::Main } else { Weight::Plain },
        back: new.then(|| Link::new(visit.say("desk-accounts"), LIST)),
        ..Form::default()
    }
}

/// What the form says. A new one is at the reference's addresses where none is given; what opens an account stays where nothing is typed.
pub(super) fn request(visit: &Visit, new: bool) -> AccountRequest {
    let some = |name: &str| visit.form.some(name).map(str::to_owned);
    let text = |name: &str| Some(visit.form.text(name).to_owned());
    let address = |name: &str| if new { some(name) } else { text(name) };
    AccountRequest {
        name: text("name"),
        partner_center: address("partner-center"),
        graph: address("graph"),
        login: address("login"),
        tenant: text("tenant"),
        client_id: text("client-id"),
        client_secret: some("client-secret"),
        refresh_token: some("refresh-token"),
    }
}

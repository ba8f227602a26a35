//! Resellers of a provider in a sandbox: made with an administrator, whose password is shown once, and removed again.

use super::{frame::Trouble, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_engine::identity::Tenant;
use nahtlos_model::partners::PartnerKind;
use nahtlos_pages::{Button, Confirm, Copy, Field, Form, Head, Kind, Link, Menu, Part, Weight};
use nahtlos_wire::sandbox::{SandboxLegalBusinessProfile, SandboxReseller, SandboxTenant};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/partners/resellers/new", blank),
    page!(Signed, Write, "POST", "/partners/resellers", make),
    page!(Signed, Read, "GET", "/partners/resellers/{reseller}/remove", ask),
    page!(Signed, Write, "POST", "/partners/resellers/{reseller}/remove", remove),
];

/// Whether the visitor makes resellers: a provider in a sandbox.
pub(super) fn may(visit: &Visit, tenant: &Tenant) -> bool {
    visit.center.config.sandbox && tenant.partner == Some(PartnerKind::IndirectProvider)
}

/// Fields of the form: name, whether it may be empty.
const FIELDS: [(&str, bool); 7] = [
    ("company", false),
    ("country", false),
    ("mpn", false),
    ("prefix", false),
    ("admin", false),
    ("first", true),
    ("last", true),
];

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    Ok(shown(&visit, ("", ""), 200))
}

/// The form's name of a field of the wire.
fn named(wire: &str) -> &'static str {
    match wire.rsplit('.').next().unwrap_or_default() {
        "mpnId" => "mpn",
        "domainPrefix" => "prefix",
        "adminUserName" => "admin",
        "adminFirstName" => "first",
        "adminLastName" => "last",
        "country" => "country",
        "companyName" => "company",
        _ => "",
    }
}

fn shown(visit: &Visit, (wire, wrong): (&str, &str), status: u16) -> Answer {
    let field = |(name, optional): (&str, bool)| {
        let mut field = Field::new(name, visit.say(&format!("desk-reseller-{name}")), Kind::Token)
            .value(visit.form.text(name))
            .hint(match name {
                "prefix" => visit.say("desk-reseller-prefix-hint"),
                "country" => visit.say("desk-reseller-country-hint"),
                _ => String::new(),
            });
        if ["company", "first", "last"].contains(&name) {
            field.kind = Kind::Text;
        }
        field.required = !optional;
        field
    };
    let form = Form {
        id: "reseller".to_owned(),
        action: "/partners/resellers".to_owned(),
        fields: FIELDS.map(field).to_vec(),
        submit: visit.say("desk-reseller-make"),
        back: Some(Link::new(visit.say("pages-menu-partners"), "/partners")),
        ..Form::default()
    }
    .refused(named(wire), wrong);
    framed(visit, "desk-reseller-new", status, vec![Part::Form(form)])
}

fn framed(visit: &Visit, title: &str, status: u16, parts: Vec<Part>) -> Answer {
    let mut head = Head::new(visit.say(title));
    head.above = Some(Link::new(visit.say("pages-menu-partners"), "/partners"));
    head.lead = visit.say("desk-reseller-lead");
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Partners))))
}

async fn make(visit: Visit) -> Result<Answer, Trouble> {
    let text = |name: &str| visit.form.some(name).map(str::to_owned);
    let wanted = SandboxReseller {
        mpn_id: text("mpn"),
        tenant: Some(SandboxTenant {
            domain_prefix: text("prefix"),
            admin_user_name: text("admin"),
            admin_first_name: text("first"),
            admin_last_name: text("last"),
            country: text("country").map(|country| country.to_ascii_uppercase()),
            ..SandboxTenant::default()
        }),
        legal_business_profile: Some(SandboxLegalBusinessProfile {
            company_name: text("company"),
            ..SandboxLegalBusinessProfile::default()
        }),
        ..SandboxReseller::default()
    };
    let made = visit.send("POST", "/v1/sandboxIndirectReseller").with(&wanted);
    let made: SandboxReseller = match made.read().await {
        Ok(made) => made,
        Err(refused) if refused.status < 500 => return Ok(shown(&visit, (&refused.field, &refused.sentence), 400)),
        Err(refused) => return Err(refused.into()),
    };
    let tenant = made.tenant.unwrap_or_default();
    let copy = |id: &str, text: Option<String>| {
        Part::Copy(Copy {
            id: id.to_owned(),
            label: visit.say(&format!("desk-reseller-{id}")),
            text: text.unwrap_or_default(),
            lines: false,
        })
    };
    let parts = vec![
        copy("account", tenant.admin_user_account),
        copy("password", tenant.password),
        copy("tenant", tenant.id),
        Part::Buttons(vec![Button::page(visit.say("desk-reseller-kept"), "/partners", Weight::Main)]),
    ];
    Ok(framed(&visit, "desk-reseller-made", 200, parts))
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let confirm = Confirm {
        title: visit.say("desk-reseller-remove"),
        effects: vec![visit.say("desk-reseller-remove-effect")],
        action: visit.path.clone(),
        submit: visit.say("desk-reseller-remove-submit"),
        weight: Weight::Grave,
        back: Link::new(visit.say("pages-menu-partners"), "/partners"),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Partners)))))
}

async fn remove(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("/v1/sandboxIndirectReseller/{}", visit.segment(0));
    visit.send("DELETE", path).json().await?;
    Ok(visit.saying(see("/partners"), "reseller-removed"))
}

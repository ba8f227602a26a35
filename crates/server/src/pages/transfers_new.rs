//! A new transfer of a customer's subscriptions: asked for by the partner who is to sell them (new commerce), or offered by the one who does
//! (legacy).

use super::{customers::Known, frame::Trouble, table::page, transfers::address, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Choice, Field, Form, Head, Kind, Link, Menu, Part, Weight};
use nahtlos_wire::{
    Collection,
    subscriptions::Subscription,
    transfers::{TransferEligibility, TransferEntity, TransferLineItem},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/transfers/new", blank),
    page!(Signed, Write, "POST", "/customers/{customer}/transfers", make),
];

/// The type of transfers of new commerce.
const NEW_COMMERCE: i64 = 5;

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    shown(&visit, "", ("", ""), 200).await
}

/// Legacy subscriptions that can be handed over.
async fn legacy(visit: &Visit) -> Result<Vec<Subscription>, Trouble> {
    let base = format!("/v1/customers/{}", visit.segment(0));
    let path = format!("{base}/transferseligibility?transferType=directtoindirect");
    let able = match visit.get(path).read::<Vec<TransferEligibility>>().await {
        Ok(all) => all,
        Err(refused) if refused.status < 500 => return Ok(Vec::new()),
        Err(refused) => return Err(refused.into()),
    };
    let able: Vec<String> = able
        .into_iter()
        .filter(|one| one.is_eligible == Some(true))
        .filter_map(|one| one.id.map(|id| id.to_ascii_lowercase()))
        .collect();
    if able.is_empty() {
        return Ok(Vec::new());
    }
    let own: Collection<Subscription> = visit.get(format!("{base}/subscriptions")).read().await?;
    let is_able = |s: &Subscription| s.id.as_ref().is_some_and(|id| able.contains(&id.to_ascii_lowercase()));
    // Add-ons come along by themselves.
    Ok(own
        .items
        .into_iter()
        .filter(|s| is_able(s) && s.parent_subscription_id.is_none())
        .collect())
}

/// The page, with what is wrong with one of its forms.
async fn shown(visit: &Visit, form: &str, (field, wrong): (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let known = Known::of(visit).await?;
    let mut head = Head::new(visit.say("desk-transfer-new"));
    head.above = Some(Link::new(known.name.clone(), format!("/customers/{}/relationships", known.id)));
    head.lead = visit.say("desk-transfer-users-stay");
    let own = legacy(visit).await?;
    let field = match field {
        "sourcePartnerTenantId" => "source",
        "sourcePartnerName" => "source_name",
        "customerEmailId" => "email",
        "partnerOnRecord" => "on_record",
        "targetPartnerTenantId" => "target",
        "lineItems" => "subscription",
        _ => "",
    };
    let said = |kind: &str| if form == kind { (field, wrong) } else { ("", "") };
    let mut parts = vec![Part::Form(ask(visit, &known, said("request")))];
    if !own.is_empty() {
        parts.push(Part::Form(offer(visit, &known, &own, said("offer"))));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn form(visit: &Visit, known: &Known, kind: &str, (field, wrong): (&str, &str), fields: Vec<Field>) -> Form {
    Form {
        id: kind.to_owned(),
        action: format!("/customers/{}/transfers", known.id),
        title: visit.say(&format!("desk-transfer-new-{kind}")),
        intro: visit.say(&format!("desk-transfer-new-{kind}-intro")),
        fields,
        hidden: vec![("kind".to_owned(), kind.to_owned())],
        submit: visit.say(&format!("desk-transfer-new-{kind}-submit")),
        back: Some(Link::new(
            visit.say("desk-transfer-new-back"),
            format!("/customers/{}/relationships", known.id),
        )),
        ..Form::default()
    }
    .refused(field, wrong)
}

/// The partner who is to sell asks.
fn ask(visit: &Visit, known: &Known, wrong: (&str, &str)) -> Form {
    let is_new = wrong.1.is_empty();
    let field = |name: &str, kind: Kind| {
        Field::new(name, visit.say(&format!("desk-transfer-field-{}", name.replace('_', "-"))), kind).value(if is_new {
            ""
        } else {
            visit.form.text(name)
        })
    };
    let mail = known.customer.billing_profile.as_ref().and_then(|billing| billing.email.clone());
    let mut email = field("email", Kind::Email)
        .hint(visit.say("desk-transfer-field-email-hint"))
        .optional();
    if is_new {
        email = email.value(mail.unwrap_or_default());
    }
    let fields = vec![
        field("source", Kind::Token).hint(visit.say("desk-transfer-field-tenant-hint")),
        field("source_name", Kind::Text),
        email,
        field("on_record", Kind::Token)
            .hint(visit.say("desk-transfer-field-on-record-hint"))
            .optional(),
    ];
    form(visit, known, "request", wrong, fields)
}

/// The partner who sells offers.
fn offer(visit: &Visit, known: &Known, own: &[Subscription], wrong: (&str, &str)) -> Form {
    let chosen: Vec<&str> = visit.form.all("subscription").collect();
    let choices = own.iter().map(|s| {
        let id = s.id.clone().unwrap_or_default();
        let name = s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default();
        let on = chosen.contains(&id.as_str());
        Choice {
            hint: visit.say_count("desk-transfer-seats", s.quantity.map_or(0, i64::from)),
            ..Choice::new(id, name, on)
        }
    });
    let target = if wrong.1.is_empty() { "" } else { visit.form.text("target") };
    let fields = vec![
        Field::new("target", visit.say("desk-transfer-field-target"), Kind::Token)
            .hint(visit.say("desk-transfer-field-tenant-hint"))
            .value(target),
        Field::new("subscription", visit.say("desk-transfer-which"), Kind::Checks(choices.collect())),
    ];
    Form {
        weight: Weight::Plain,
        ..form(visit, known, "offer", wrong, fields)
    }
}

async fn make(visit: Visit) -> Result<Answer, Trouble> {
    let kind = visit.form.text("kind");
    let text = |name: &str| visit.form.some(name).map(str::to_owned);
    let mine = visit.whole().map(|signed| signed.tenant.clone()).ok_or(Trouble::Expired)?;
    let wanted = match kind {
        "offer" => TransferEntity {
            source_partner_tenant_id: Some(mine.id),
            source_partner_name: Some(mine.name),
            target_partner_tenant_id: text("target"),
            line_items: Some(visit.form.all("subscription").map(line).collect()),
            ..TransferEntity::default()
        },
        _ => TransferEntity {
            source_partner_tenant_id: text("source"),
            source_partner_name: text("source_name"),
            target_partner_name: Some(mine.name),
            customer_email_id: Some(text("email").unwrap_or_default()),
            customer_name: Some(Known::of(&visit).await?.name),
            partner_on_record: text("on_record"),
            transfer_type: Some(NEW_COMMERCE),
            ..TransferEntity::default()
        },
    };
    if kind == "offer" && wanted.line_items.as_ref().is_none_or(Vec::is_empty) {
        let wrong = visit.say("desk-transfer-none-chosen");
        return shown(&visit, kind, ("lineItems", &wrong), 400).await;
    }
    let path = format!("/v1/customers/{}/transfers", visit.segment(0));
    match visit.send("POST", path).with(&wanted).read::<TransferEntity>().await {
        Ok(made) => {
            let to = address(visit.param(0), made.id.as_deref().unwrap_or_default());
            Ok(visit.saying(see(to), "transfer-made"))
        }
        Err(refused) if refused.status < 500 => {
            let kind = if kind == "offer" { kind } else { "request" };
            shown(&visit, kind, (&refused.field, &refused.sentence), 400).await
        }
        Err(refused) => Err(refused.into()),
    }
}

fn line(id: &str) -> TransferLineItem {
    TransferLineItem {
        subscription_id: Some(id.to_owned()),
        ..TransferLineItem::default()
    }
}

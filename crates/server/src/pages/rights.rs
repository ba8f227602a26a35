//! The customer's side of rights: what one partner may do here, and the end of it.

use super::{frame::Trouble, inside::Refused, show, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Confirm, Fact, Facts, Head, Link, Menu, Part, Story, Value, Weight};
use nahtlos_wire::{
    delegations::{GranularAdminRelationship, PATH},
    graph::relationships::RelationshipStatus,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/partners/rights/{relationship}", one),
    page!(Signed, Read, "GET", "/partners/rights/{relationship}/end", ask),
    page!(Signed, Write, "POST", "/partners/rights/{relationship}/end", end),
];

/// Where a relationship is shown: one that waits is answered on the page that its link leads to.
pub(super) fn address(one: &GranularAdminRelationship) -> String {
    let id = one.id.as_deref().unwrap_or_default();
    match one.status {
        Some(RelationshipStatus::ApprovalPending) => format!("{}/{id}", nahtlos_wire::delegations::PAGE),
        _ => format!("/partners/rights/{id}"),
    }
}

async fn read(visit: &Visit) -> Result<GranularAdminRelationship, Refused> {
    visit.get(format!("{PATH}/{}", visit.segment(0))).read().await
}

fn can_end(one: &GranularAdminRelationship) -> bool {
    matches!(one.status, Some(RelationshipStatus::Active | RelationshipStatus::Expiring))
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let one = read(&visit).await?;
    let partner = one.partner.clone().and_then(|partner| partner.name).unwrap_or_default();
    let status = one.status.map(|status| status.to_string()).unwrap_or_default();
    let mut head = Head::new(partner);
    head.above = Some(Link::new(visit.say("pages-menu-partners"), "/partners"));
    head.lead = one.display_name.clone().unwrap_or_default();
    head.badge = Some(show::badge(&visit, "rights", &status));
    if can_end(&one) {
        let to = format!("{}/end", visit.path);
        head.buttons = vec![Button::page(visit.say("desk-rights-end"), to, Weight::Grave)];
    }
    let moment = |at: Option<_>| Cell::new(at.map_or(Value::Nothing, Value::Moment));
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let facts = vec![
        fact("asked", moment(one.created_date_time)),
        fact("granted", moment(one.activated_date_time)),
        fact("until", moment(one.end_date_time)),
        fact("id", Cell::new(Value::Code(one.id.clone().unwrap_or_default()))),
    ];
    let roles = one.roles.iter().flatten().filter_map(|role| role.name.clone());
    let parts = vec![
        Part::Facts(Facts {
            title: String::new(),
            facts,
        }),
        Part::Story(Story {
            title: visit.say("desk-rights-may"),
            paragraphs: roles.collect(),
        }),
    ];
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Partners)))))
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let one = read(&visit).await?;
    asked(&visit, &one, "", 200)
}

fn asked(visit: &Visit, one: &GranularAdminRelationship, wrong: &str, status: u16) -> Result<Answer, Trouble> {
    if !can_end(one) && wrong.is_empty() {
        return Ok(see(format!("/partners/rights/{}", visit.segment(0))));
    }
    let partner = one.partner.clone().and_then(|partner| partner.name).unwrap_or_default();
    let roles = i64::try_from(one.roles.as_ref().map_or(0, Vec::len)).unwrap_or_default();
    let effects = match wrong {
        "" => vec![
            visit.say_with("desk-rights-end-effect", "partner", &partner),
            visit.say_count("desk-rights-end-roles", roles),
            visit.say("desk-rights-end-stays"),
        ],
        wrong => vec![wrong.to_owned()],
    };
    let confirm = Confirm {
        title: visit.say("desk-rights-end-title"),
        effects,
        action: format!("/partners/rights/{}/end", visit.segment(0)),
        submit: visit.say("desk-rights-end"),
        weight: Weight::Grave,
        back: Link::new(visit.say("pages-menu-partners"), "/partners"),
        ..Confirm::default()
    };
    Ok(visit.page(status, confirm.render(&visit.shell(Some(Menu::Partners)))))
}

async fn end(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("POST", format!("{PATH}/{}/terminate", visit.segment(0))).json().await {
        Ok(_) => Ok(visit.saying(see(format!("/partners/rights/{}", visit.segment(0))), "rights-ended")),
        Err(refused) if refused.status < 500 && refused.status != 404 => {
            let one = read(&visit).await?;
            asked(&visit, &one, &refused.sentence, refused.status)
        }
        Err(refused) => Err(refused.into()),
    }
}

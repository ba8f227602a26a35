//! Customers come into a campaign: who there is where it is carried out, and what each of them holds, read one after the other.

use super::{
    campaigns_customers::fillable,
    campaigns_told::{self as told, api, here},
    frame::Trouble,
    lists::Table,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Choice, Field, Form, Head, Kind, Link, List, Menu, Note, Part, Tone, Weight};
use nahtlos_wire::{
    Collection,
    campaigns::{Campaign, CampaignCandidate, CampaignCustomer, CampaignCustomerState},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/campaigns/{campaign}/candidates", list),
    page!(Signed, Write, "POST", "/campaigns/{campaign}/candidates", take),
];

/// Candidates of a page: each that is read is planned at once, so that the answer does not take long.
const SHOWN: usize = 20;

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    shown(&visit, Vec::new(), &[], 200).await
}

fn bad(sentence: String) -> Part {
    Part::Note(Note {
        tone: Tone::Bad,
        sentence,
        link: None,
    })
}

/// The page, with what was done first, and who could not be read.
async fn shown(visit: &Visit, mut parts: Vec<Part>, wrong: &[(String, String)], status: u16) -> Result<Answer, Trouble> {
    let of: Campaign = told::read(visit).await?;
    let mut head = Head::new(visit.say("desk-campaign-add"));
    head.above = Some(Link::new(of.name.clone().unwrap_or_default(), here(visit)));
    head.lead = visit.say("desk-campaign-add-lead");
    head.buttons = vec![Button::page(visit.say("desk-campaign-added"), here(visit), Weight::Plain)];
    if !fillable(&of) {
        parts.push(bad(visit.say("desk-campaign-not-now")));
    }
    let mut query = format!("size={SHOWN}");
    for name in ["q", "after"] {
        if let Some(value) = visit.query.get(name) {
            query.push_str(&format!("&{name}={}", super::visit::segment(value)));
        }
    }
    let found = visit.get(format!("{}/candidates?{query}", api(visit)));
    match found.read::<Collection<CampaignCandidate>>().await {
        Ok(all) => {
            for (id, sentence) in wrong {
                let known = all.items.iter().find(|one| one.customer_id.as_ref() == Some(id));
                let name = known.and_then(|one| one.customer_name.as_ref()).unwrap_or(id);
                parts.push(bad(format!("{name}: {sentence}")));
            }
            let (table, new) = candidates(visit, all);
            if fillable(&of) && !new.is_empty() {
                parts.push(choose(visit, &new));
                head.buttons.insert(0, all_of(visit, &new));
            }
            parts.push(table);
        }
        Err(refused) if refused.status < 500 => parts.push(bad(refused.sentence)),
        Err(refused) => return Err(refused.into()),
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// A page of those whose name or domain begins as is typed, and those of them who are not in the campaign yet.
fn candidates(visit: &Visit, page: Collection<CampaignCandidate>) -> (Part, Vec<CampaignCandidate>) {
    let (total, more) = (page.total_count, page.links.get("next").is_some());
    let mut all = page.items;
    let mut table = Table::new(visit, "candidates", "desk-campaign-candidates")
        .text(visit, "customer")
        .text(visit, "domain")
        .text(visit, "state")
        .search(visit, "q")
        .empty(visit.say("desk-campaign-no-candidates"), None)
        .paged();
    table.total = i64::try_from(total).ok();
    table.next = all.last().and_then(|one| one.customer_id.clone()).filter(|_| more);
    for one in &all {
        let name = one.customer_name.clone().unwrap_or_default();
        let id = one.customer_id.clone().unwrap_or_default();
        let inside = one.state.is_some();
        table.row(vec![
            if inside {
                Cell::link(name, format!("{}/customers/{id}", here(visit)))
            } else {
                Cell::text(name)
            },
            Cell::text(one.customer_domain.clone().unwrap_or_default()),
            Cell::new(told::member_badge(visit, one.state)),
        ]);
    }
    all.retain(|one| one.state.is_none());
    let list = List {
        csv: String::new(),
        xlsx: String::new(),
        chooser: None,
        ..table.list(visit)
    };
    (Part::List(Box::new(list)), all)
}

fn choose(visit: &Visit, new: &[CampaignCandidate]) -> Part {
    let choice = |one: &CampaignCandidate| Choice {
        hint: one.customer_domain.clone().unwrap_or_default(),
        ..Choice::new(
            one.customer_id.clone().unwrap_or_default(),
            one.customer_name.clone().unwrap_or_default(),
            false,
        )
    };
    let chosen = Kind::Checks(new.iter().map(choice).collect());
    Part::Form(Form {
        id: "take".to_owned(),
        action: visit.address(),
        fields: vec![Field::new("customer", visit.say("desk-campaign-who"), chosen)],
        submit: visit.say("desk-campaign-read-chosen"),
        ..Form::default()
    })
}

fn all_of(visit: &Visit, new: &[CampaignCandidate]) -> Button {
    let ids: Vec<(&str, &str)> = new
        .iter()
        .map(|one| ("customer", one.customer_id.as_deref().unwrap_or_default()))
        .collect();
    let label = visit.say_count("desk-campaign-read-all", i64::try_from(ids.len()).unwrap_or_default());
    Button::post(label, visit.address(), &ids, Weight::Plain)
}

/// Reads customers. What is wrong with one is said of it, and the others come in; a service that wants to be left alone is left alone.
async fn take(visit: Visit) -> Result<Answer, Trouble> {
    let ids: Vec<String> = visit.form.all("customer").map(str::to_owned).take(SHOWN).collect();
    if ids.is_empty() {
        return shown(&visit, vec![bad(visit.say("desk-campaign-wrong-nobody"))], &[], 400).await;
    }
    let (mut read, mut unmovable, mut wrong, mut status) = (0_i64, 0_i64, Vec::new(), 200);
    for id in ids {
        let path = format!("{}/candidates/{}", api(&visit), super::visit::segment(&id));
        match visit.send("POST", path).read::<CampaignCustomer>().await {
            Ok(one) => {
                read += 1;
                unmovable += i64::from(one.state == Some(CampaignCustomerState::Ineligible));
            }
            Err(refused) if refused.status < 500 => {
                status = refused.status;
                wrong.push((id, refused.sentence));
                if refused.status == 429 {
                    break;
                }
            }
            Err(refused) => return Err(refused.into()),
        }
    }
    if wrong.is_empty() && unmovable == 0 {
        return Ok(visit.saying(see(visit.address()), "campaign-read"));
    }
    let mut parts = vec![Part::Note(Note {
        tone: if read > 0 { Tone::Good } else { Tone::Plain },
        sentence: visit.say_count("desk-campaign-read", read),
        link: None,
    })];
    if unmovable > 0 {
        parts.push(Part::Note(Note {
            tone: Tone::Wait,
            sentence: visit.say_count("desk-campaign-read-unmovable", unmovable),
            link: Some(Link::new(
                visit.say("desk-campaign-see"),
                format!("{}?state=ineligible", here(&visit)),
            )),
        }));
    }
    shown(&visit, parts, &wrong, status).await
}

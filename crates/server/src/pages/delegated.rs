//! Granular delegated administration as the partner sees it: one relationship, the link for the customer, and what can be done with it now.

use super::{
    delegated_groups,
    delegated_new::{permits, role_name},
    delegated_seen::{API, EXTENDED, NEVER, Seen, Wrong, count, details, is_live, is_told, request, roles_of},
    frame::Trouble,
    inside::Refused,
    lists::{Table, only_shown},
    show,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::delegations::{duration, roles::GLOBAL_ADMINISTRATOR};
use nahtlos_pages::{Button, Cell, Confirm, Copy, Fact, Facts, Head, Link, Menu, Note, Part, Story, Tone, Value, Weight};
use nahtlos_report::Args;
use nahtlos_wire::{
    Sent,
    delegations::PAGE,
    graph::relationships::{AccessAssignment, RelationshipStatus, RelationshipWrite, RequestAction},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/rights/{relationship}", one),
    page!(Signed, Write, "POST", "/customers/{customer}/rights/{relationship}/send", send),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/rights/{relationship}/consent",
        consent
    ),
    page!(Signed, Write, "POST", "/customers/{customer}/rights/{relationship}/extend", extend),
    page!(Signed, Read, "GET", "/customers/{customer}/rights/{relationship}/{decision}", ask),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/rights/{relationship}/{decision}",
        decide
    ),
];

/// What is asked about before it is done.
const DECISIONS: [&str; 5] = ["reduce", "end", "withdraw", "reject", "delete"];

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let seen = Seen::of(&visit).await?;
    shown(&visit, &seen, &("", String::new()), 200).await
}

/// The relationship's page, with what is wrong with what was tried on it.
pub(super) async fn shown(visit: &Visit, seen: &Seen, wrong: &Wrong, status: u16) -> Result<Answer, Trouble> {
    let given = delegated_groups::given(visit, seen).await?;
    let mut head = Head::new(seen.name());
    head.above = Some(Link::new(seen.known.name.clone(), seen.list()));
    head.lead = visit.say_with("desk-delegated-lead", "customer", &seen.known.name);
    head.badge = Some(show::badge(visit, "rights", &seen.word()));
    head.buttons = buttons(visit, seen);
    let note = |tone: Tone, sentence: String| {
        Part::Note(Note {
            tone,
            sentence,
            link: None,
        })
    };
    let mut parts = Vec::new();
    if wrong.0.is_empty() && !wrong.1.is_empty() {
        parts.push(note(Tone::Bad, wrong.1.clone()));
    }
    if let Some(key) = next(seen, &given) {
        parts.push(note(Tone::Plain, visit.say(key)));
    }
    parts.push(facts(visit, seen));
    if seen.ours && seen.status() == Some(RelationshipStatus::ApprovalPending) {
        parts.extend(to_hand_over(visit, seen));
    }
    parts.push(roles(visit, seen));
    parts.extend(delegated_groups::parts(visit, seen, &given, wrong).await?);
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Customers)))))
}

/// What comes next, or who is waited for.
fn next(seen: &Seen, given: &[AccessAssignment]) -> Option<&'static str> {
    use RelationshipStatus::{Activating, Active, ApprovalPending, Approved, Created};
    Some(match seen.status() {
        _ if !seen.ours => "desk-delegated-next-reseller",
        Some(Created) if seen.waits_for_us() => "desk-delegated-next-consent",
        Some(Created) => "desk-delegated-next-send",
        Some(ApprovalPending) => "desk-delegated-next-customer",
        Some(Approved | Activating) => "desk-delegated-next-begins",
        Some(Active) if !given.iter().any(is_live) => "desk-delegated-next-groups",
        _ => return None,
    })
}

fn buttons(visit: &Visit, seen: &Seen) -> Vec<Button> {
    if !seen.ours {
        return Vec::new();
    }
    let here = seen.here();
    let post = |key: &str, word: &str, hidden: &[(&str, &str)], weight: Weight| {
        Button::post(visit.say(key), format!("{here}/{word}"), hidden, weight)
    };
    let mut all = match seen.status() {
        Some(RelationshipStatus::Created) if seen.waits_for_us() => vec![post("desk-delegated-approve", "consent", &[], Weight::Main)],
        Some(RelationshipStatus::Created) => vec![post("desk-delegated-send", "send", &[], Weight::Main)],
        Some(RelationshipStatus::Active) if seen.extends() => {
            vec![post("desk-delegated-extend-off", "extend", &[("extend", "off")], Weight::Plain)]
        }
        Some(RelationshipStatus::Active) if !seen.has_everything() => {
            vec![post("desk-delegated-extend-on", "extend", &[("extend", "on")], Weight::Plain)]
        }
        _ => Vec::new(),
    };
    let now = DECISIONS.into_iter().filter(|decision| seen.may(decision));
    all.extend(now.map(|decision| {
        let label = visit.say(&format!("desk-delegated-{decision}"));
        Button::page(label, format!("{here}/{decision}"), Weight::Grave)
    }));
    all
}

fn facts(visit: &Visit, seen: &Seen) -> Part {
    let one = &seen.one;
    let moment = |at: Option<_>| Cell::new(at.map_or(Value::Nothing, Value::Moment));
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let days = one.duration.as_deref().and_then(duration::days);
    let days = days.map(|days| visit.say_count("desk-delegated-days", days));
    Part::Facts(Facts {
        title: String::new(),
        facts: vec![
            fact("asked", moment(one.created_date_time)),
            fact("granted", moment(one.activated_date_time)),
            fact("until", moment(one.end_date_time)),
            fact("duration", show::text(days.as_deref())),
            fact("extended", show::yes(visit, seen.extends())),
            fact("id", Cell::new(Value::Code(seen.id.clone()))),
        ],
    })
}

/// The link that the customer's administrator needs, and what can be written with it.
fn to_hand_over(visit: &Visit, seen: &Seen) -> Vec<Part> {
    let link = format!("{}{PAGE}/{}", visit.base, seen.id);
    let names: Vec<String> = seen.roles().iter().map(|id| format!("- {}", role_name(id))).collect();
    let partner = visit.whole().map(|signed| signed.tenant.name.clone()).unwrap_or_default();
    let mail = Args::new()
        .text("partner", partner)
        .text("roles", names.join("\n"))
        .text("link", link.as_str());
    let mut paragraphs = vec![visit.say("desk-delegated-hand-over-lead")];
    if visit.center.config.smtp.is_some() {
        paragraphs.push(visit.say("desk-delegated-mailed"));
    }
    let copied = |id: &str, key: &str, text: String, lines: bool| {
        Part::Copy(Copy {
            id: id.to_owned(),
            label: visit.say(key),
            text,
            lines,
        })
    };
    vec![
        Part::Story(Story {
            title: visit.say("desk-delegated-hand-over"),
            paragraphs,
        }),
        copied(
            "rights-mail",
            "desk-delegated-mail",
            visit.texts().fill("desk-delegated-mail-text", mail),
            true,
        ),
        copied("rights-link", "desk-delegated-link", link, false),
    ]
}

fn roles(visit: &Visit, seen: &Seen) -> Part {
    let mut table = Table::new(visit, "rights-roles", "desk-delegated-roles")
        .text(visit, "role")
        .text(visit, "permits");
    for id in seen.roles() {
        table.row(vec![Cell::text(role_name(&id)), show::text(Some(permits(visit, &id).as_str()))]);
    }
    only_shown(table.part(visit))
}

/// After something was tried: that it is done, or why it is not.
async fn answered(visit: &Visit, seen: &Seen, done: Result<(), Refused>, said: &str) -> Result<Answer, Trouble> {
    match done {
        Ok(()) => Ok(visit.saying(see(seen.here()), said)),
        Err(refused) if is_told(&refused) => shown(visit, seen, &("", refused.sentence), refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

async fn send(visit: Visit) -> Result<Answer, Trouble> {
    let seen = Seen::of(&visit).await?;
    let done = request(&visit, &seen.id, RequestAction::LockForApproval).await;
    answered(&visit, &seen, done, "rights-asked").await
}

async fn consent(visit: Visit) -> Result<Answer, Trouble> {
    let seen = Seen::of(&visit).await?;
    let done = request(&visit, &seen.id, RequestAction::Approve).await;
    answered(&visit, &seen, done, "rights-approve").await
}

async fn change(visit: &Visit, seen: &Seen, wanted: &RelationshipWrite) -> Result<(), Refused> {
    let asked = visit.send("PATCH", format!("{API}/{}", seen.id)).with(wanted);
    asked.json().await.map(|_| ())
}

async fn extend(visit: Visit) -> Result<Answer, Trouble> {
    let seen = Seen::of(&visit).await?;
    let (by, said) = match visit.form.text("extend") {
        "on" => (EXTENDED, "rights-extended"),
        _ => (NEVER, "rights-not-extended"),
    };
    let wanted = RelationshipWrite {
        auto_extend_duration: Sent::Value(by.to_owned()),
        ..RelationshipWrite::default()
    };
    let worded = |refused: Refused| match refused.field.as_str() {
        "autoExtendDuration" => Refused {
            sentence: visit.say("desk-delegated-wrong-extend"),
            ..refused
        },
        _ => refused,
    };
    let done = change(&visit, &seen, &wanted).await.map_err(worded);
    answered(&visit, &seen, done, said).await
}

/// The decision of the path.
fn decision(visit: &Visit) -> Result<&'static str, Trouble> {
    let found = DECISIONS.into_iter().find(|decision| *decision == visit.param(2));
    found.ok_or(Trouble::Missing)
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let decision = decision(&visit)?;
    let seen = Seen::of(&visit).await?;
    if !seen.may(decision) {
        return Ok(visit.saying(see(seen.here()), "otherwise"));
    }
    let given = delegated_groups::given(&visit, &seen).await?;
    let confirm = Confirm {
        title: visit.say(&format!("desk-delegated-{decision}-title")),
        effects: effects(&visit, &seen, decision, &given),
        action: format!("{}/{decision}", seen.here()),
        submit: visit.say(&format!("desk-delegated-{decision}")),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-delegated-back"), seen.here()),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Customers)))))
}

/// What a decision means, in numbers where it takes something away.
fn effects(visit: &Visit, seen: &Seen, decision: &str, given: &[AccessAssignment]) -> Vec<String> {
    let live: Vec<&AccessAssignment> = given.iter().filter(|one| is_live(one)).collect();
    let mut all = vec![visit.say_with(&format!("desk-delegated-{decision}-effect"), "customer", &seen.known.name)];
    match decision {
        "end" => all.extend([
            visit.say_count("desk-delegated-lost-roles", count(seen.roles().len())),
            visit.say_count("desk-delegated-lost-groups", count(live.len())),
            visit.say("desk-delegated-end-stays"),
        ]),
        "reduce" => {
            let has_it = |one: &&&AccessAssignment| {
                roles_of(one.access_details.as_ref())
                    .iter()
                    .any(|role| role == GLOBAL_ADMINISTRATOR)
            };
            let losers = live.iter().filter(has_it).count();
            all.push(visit.say_count("desk-delegated-reduce-groups", count(losers)));
        }
        _ => {}
    }
    all
}

async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    let decision = decision(&visit)?;
    let seen = Seen::of(&visit).await?;
    if !seen.may(decision) {
        return Ok(visit.saying(see(seen.here()), "otherwise"));
    }
    let done = match decision {
        "delete" => visit.send("DELETE", format!("{API}/{}", seen.id)).json().await.map(|_| ()),
        "reduce" => {
            let mut rest = seen.roles();
            rest.retain(|role| role != GLOBAL_ADMINISTRATOR);
            let wanted = RelationshipWrite {
                access_details: Sent::Value(details(&rest)),
                ..RelationshipWrite::default()
            };
            change(&visit, &seen, &wanted).await
        }
        "reject" => request(&visit, &seen.id, RequestAction::Reject).await,
        _ => request(&visit, &seen.id, RequestAction::Terminate).await,
    };
    let said = format!("rights-{decision}");
    if decision == "delete" && done.is_ok() {
        return Ok(visit.saying(see(seen.list()), &said));
    }
    answered(&visit, &seen, done, &said).await
}

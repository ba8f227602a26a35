//! Granular delegated administration on the partner's pages: asked for, approved by the customer, given to groups, taken away, ended.

use super::{Desk, Screen, YARD, signed_in};
use crate::{
    gdap::{AT, LICENSES, draft},
    identity::setting::start,
    support::{CUSTOMER, Caller, World},
};
use nahtlos_engine::setup::sandbox::{PARTNER, PASSWORD};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const EVERYTHING: &str = "62e90394-69f5-4237-9190-012177145e10";
const PAGE: &str = "/partners/invitation/granularAdminRelationships";

/// The partner's admin agent at Graph, in its own directory.
fn graph(world: &World) -> Caller {
    let roles = [Role::AdminAgent, Role::GlobalAdmin];
    world.caller(PARTNER.tenant_id, PARTNER.tenant_id, &roles, Some("admin@partner.example"), true)
}

fn new() -> String {
    format!("/customers/{YARD}/rights/new")
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}")).to_owned()
}

/// A draft made by a program; its id.
async fn drafted(caller: &Caller, name: &str, customer: &str, roles: &[&str]) -> String {
    let mut body = draft(name, 100, roles);
    body["customer"] = json!({ "tenantId": customer, "displayName": "Kundin" });
    text(&caller.post(AT, &body).await.expect(201), "id")
}

async fn settle(world: &World) {
    world.running().center.engine.work_all().await.unwrap();
}

/// The customer's administrator approves on the page that the link leads to.
async fn approve(world: &World, id: &str) {
    let fields = [("name", "wim@werft.example"), ("password", PASSWORD), ("decision", "accept")];
    let reply = world.admin().token("").form(&format!("{PAGE}/{id}"), &fields).await;
    assert_eq!(reply.status, 200);
    settle(world).await;
}

/// The address of the first assignment that is shown.
fn assignment(screen: &Screen, here: &str) -> String {
    let begin = format!("href=\"{here}/groups/");
    let (_, rest) = screen.html.split_once(&begin).unwrap_or_else(|| panic!("{}", screen.html));
    format!("{here}/groups/{}", rest.split('"').next().expect("its end"))
}

/// Asks on the page; where the relationship is.
async fn ask(desk: &mut Desk, name: &str) -> String {
    let form = desk.go(&new()).await;
    let fields = [("name", name), ("roles", LICENSES), ("roles", READERS), ("days", "180")];
    let made = desk.post(&form, &new(), &fields).await;
    assert_eq!(made.status, 303, "{}", made.html);
    made.to
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_are_asked_for_and_what_is_wrong_is_said_at_its_field() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let tab = format!("/customers/{YARD}/relationships");
    desk.go(&tab).await.shows(&new());
    let form = desk.go(&new()).await;
    form.shows("value=\"Werft AG ")
        .shows("License Administrator")
        .shows("Assign licences to users")
        .shows("Teams Telephony Administrator");
    let none = desk.post(&form, &new(), &[("name", "Betreuung"), ("days", "180")]).await;
    assert_eq!(none.status, 400);
    none.shows("Choose at least one role").shows("value=\"Betreuung\"");
    let both = [
        ("name", "Betreuung"),
        ("roles", EVERYTHING),
        ("more", READERS),
        ("days", "180"),
        ("extend", "true"),
    ];
    let both = desk.post(&form, &new(), &both).await;
    assert_eq!(both.status, 400);
    both.shows("Leave out one of the two")
        .shows(&format!("value=\"{EVERYTHING}\" checked"))
        .hides("Choose at least one role");
    let long = "x".repeat(51);
    let long = desk.post(&form, &new(), &[("name", &long), ("roles", READERS)]).await;
    assert_eq!(long.status, 400);
    long.shows("1 to 50 characters");
    let unknown = desk.post(&form, &new(), &[("name", "Betreuung"), ("roles", YARD)]).await;
    assert_eq!(unknown.status, 400);
    unknown.shows("Choose at least one role");

    let here = ask(&mut desk, "<b>Betreuung</b>").await;
    let page = desk.go(&here).await;
    page.shows("The customer is asked")
        .shows("Waits for approval")
        .shows("180 days")
        .shows(&format!("{PAGE}/"))
        .shows("- Directory Readers")
        .shows(&format!("{here}/withdraw"))
        .hides("<b>Betreuung")
        .hides(&format!("{here}/groups"));
    desk.go(&tab).await.shows(&here);
    // The name is taken now, on a page that was loaded anew.
    let form = desk.go(&new()).await;
    let again = desk.post(&form, &new(), &[("name", "<b>BETREUUNG</b>"), ("roles", READERS)]).await;
    assert_eq!(again.status, 409);
    again.shows("has this name");
    // Taken back, nobody can approve it any more.
    let sure = desk.go(&format!("{here}/withdraw")).await;
    sure.shows("can no longer approve it");
    let done = desk.post(&sure, &format!("{here}/withdraw"), &[]).await;
    assert_eq!((done.status, done.to.as_str()), (303, here.as_str()));
    desk.go(&here)
        .await
        .shows("The request is taken back")
        .hides(&format!("{here}/withdraw"));
    // What cannot be decided is not asked about.
    assert_eq!(desk.go(&format!("{here}/end")).await.to, here);
    assert_eq!(desk.go(&format!("{here}/forget")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_gets_roles_that_are_changed_and_taken_away_and_all_of_it_ends() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let here = ask(&mut desk, "Betreuung").await;
    let id = here.rsplit('/').next().expect("an id").to_owned();
    approve(&world, &id).await;
    desk.go(&here).await.shows("Active").shows("Nobody has these rights yet");
    let group =
        json!({ "displayName": "Technik", "mailEnabled": false, "mailNickname": "technik", "securityEnabled": true, "groupTypes": [] });
    let group = text(&graph(&world).post("/v1.0/groups", &group).await.expect(201), "id");

    let page = desk.go(&here).await;
    page.shows("Technik");
    let groups = format!("{here}/groups");
    let nobody = desk.post(&page, &groups, &[("group", ""), ("roles", LICENSES)]).await;
    assert_eq!(nobody.status, 400);
    nobody.shows("Choose a security group");
    let nothing = desk.post(&page, &groups, &[("group", &group)]).await;
    assert_eq!(nothing.status, 400);
    nothing.shows("Choose at least one role");
    let beyond = desk.post(&page, &groups, &[("group", &group), ("roles", EVERYTHING)]).await;
    assert_eq!(beyond.status, 400);
    beyond.shows("Choose at least one role");
    let given = desk.post(&page, &groups, &[("group", &group), ("roles", LICENSES)]).await;
    assert_eq!((given.status, given.to.as_str()), (303, here.as_str()), "{}", given.html);
    desk.go(&here).await.shows("gets the roles in a moment").shows("Technik");
    settle(&world).await;
    let twice = desk.post(&page, &groups, &[("group", &group), ("roles", READERS)]).await;
    assert_eq!(twice.status, 409);
    twice.shows("has roles of this relationship already");

    let one = assignment(&desk.go(&here).await, &here);
    let form = desk.go(&one).await;
    form.shows(&format!("value=\"{LICENSES}\" checked")).shows("Change the roles");
    let none = desk.post(&form, &one, &[]).await;
    assert_eq!(none.status, 400);
    none.shows("Choose at least one role");
    let etag = form.hidden("etag").replace("&#34;", "\"");
    let other = [("etag", etag.as_str()), ("roles", READERS)];
    assert_eq!(desk.post(&form, &one, &other).await.to, here);
    desk.go(&here).await.shows("has the new roles in a moment");
    settle(&world).await;
    desk.go(&one)
        .await
        .shows(&format!("value=\"{READERS}\" checked"))
        .hides(&format!("value=\"{LICENSES}\" checked"));
    // Who still sees the old roles changes nothing.
    let stale = [("etag", etag.as_str()), ("roles", LICENSES)];
    assert_eq!(desk.post(&form, &one, &stale).await.to, here);
    desk.go(&here).await.shows("It stands otherwise by now");

    desk.go(&format!("{here}/end"))
        .await
        .shows("2 roles are lost")
        .shows("One group loses");
    let sure = desk.go(&format!("{one}/remove")).await;
    sure.shows("lose one role").shows("Technik");
    assert_eq!(desk.post(&sure, &format!("{one}/remove"), &[]).await.to, here);
    desk.go(&here).await.shows("no longer has these roles");
    settle(&world).await;
    desk.go(&here).await.shows("Taken away");
    assert_eq!(desk.go(&one).await.to, here);

    let page = desk.go(&here).await;
    desk.post(&page, &format!("{here}/extend"), &[("extend", "on")]).await;
    let page = desk.go(&here).await;
    page.shows("No longer extend by itself");
    desk.post(&page, &format!("{here}/extend"), &[("extend", "off")]).await;
    desk.go(&here).await.shows("It is no longer extended by itself");

    let end = format!("{here}/end");
    let sure = desk.go(&end).await;
    sure.shows("No group has any of it now");
    assert_eq!(desk.post(&sure, &end, &[]).await.to, here);
    settle(&world).await;
    desk.go(&here).await.shows("The rights were ended").shows("Ended").hides(&end);
    let late = desk.post(&sure, &groups, &[("group", &group), ("roles", LICENSES)]).await;
    assert_eq!(late.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_sent_or_deleted() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let graph = graph(&world);
    let id = drafted(&graph, "Entwurf", YARD, &[LICENSES]).await;
    let here = format!("/customers/{YARD}/rights/{id}");
    let page = desk.go(&here).await;
    page.shows("Drafted").shows("has not been asked yet").hides(PAGE);
    let delete = format!("{here}/delete");
    let sure = desk.go(&delete).await;
    sure.shows("its name is free again");
    let done = desk.post(&sure, &delete, &[]).await;
    assert_eq!(done.to, format!("/customers/{YARD}/relationships"));
    assert_eq!(desk.go(&here).await.status, 404);
    assert_eq!(desk.post(&sure, &delete, &[]).await.status, 404);

    let id = drafted(&graph, "Entwurf", YARD, &[EVERYTHING, READERS]).await;
    let here = format!("/customers/{YARD}/rights/{id}");
    let page = desk.go(&here).await;
    assert_eq!(desk.post(&page, &format!("{here}/send"), &[]).await.to, here);
    desk.go(&here).await.shows(&format!("{PAGE}/{id}"));
    approve(&world, &id).await;
    // With the global administrator's role nothing is extended, and it can be given up.
    let reduce = format!("{here}/reduce");
    let page = desk.go(&here).await;
    page.shows(&reduce).hides(&format!("{here}/extend"));
    let refused = desk.post(&page, &format!("{here}/extend"), &[("extend", "on")]).await;
    assert_eq!(refused.status, 400);
    refused.shows("Leave out one of the two");
    let sure = desk.go(&reduce).await;
    sure.shows("No group has the role now");
    assert_eq!(desk.post(&sure, &reduce, &[]).await.to, here);
    settle(&world).await;
    desk.go(&here)
        .await
        .hides(&reduce)
        .shows(&format!("{here}/extend"))
        .shows("Directory Readers");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_sees_or_makes_rights() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let graph = graph(&world);
    let id = drafted(&graph, "Entwurf", YARD, &[LICENSES]).await;
    let here = format!("/customers/{YARD}/rights/{id}");
    // Another customer's, another partner's.
    let other = drafted(&graph, "Anderswo", CUSTOMER, &[LICENSES]).await;
    assert_eq!(desk.go(&format!("/customers/{YARD}/rights/{other}")).await.status, 404);
    let foreign = drafted(&crate::gdap::first(&world).own(), "Fremd", YARD, &[LICENSES]).await;
    assert_eq!(desk.go(&format!("/customers/{YARD}/rights/{foreign}")).await.status, 404);
    let mut north = Desk::new(&world);
    assert_eq!(north.sign_in("admin@north.example", PASSWORD).await.to, "/");
    assert_eq!(north.go(&here).await.status, 404);

    // Who is no admin agent reads, and is told why more is not possible.
    let mut hanna = Desk::new(&world);
    assert_eq!(hanna.sign_in("helpdesk@partner.example", PASSWORD).await.to, "/");
    let form = hanna.go(&new()).await;
    let refused = hanna.post(&form, &new(), &[("name", "Hilfe"), ("roles", READERS)]).await;
    assert_eq!(refused.status, 403, "{}", refused.html);
    refused.shows("do not allow").shows("value=\"Hilfe\"");
    let page = hanna.go(&here).await;
    page.shows("Entwurf");
    let refused = hanna.post(&page, &format!("{here}/send"), &[]).await;
    assert_eq!(refused.status, 403, "{}", refused.html);
    refused.shows("do not allow").shows("Drafted");
}

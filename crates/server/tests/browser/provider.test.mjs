// What a programme, a provider and a partner set on the dashboard, by clicks alone: files of the catalogue, resellers for trying things out,
// applications with their secrets, webhooks, accounts at other services; and the trail of it. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Person, launch, partner, password, sandbox } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const keeper = "admin@programme.example";
const provider = "admin@provider.example";
const home = "5a000000-0000-4000-8000-000000000001";

/** Runs a way of one person, and of others beside, at a center of its own; what goes wrong says where. */
async function way(people, settings, act) {
  const center = await sandbox(...settings);
  const all = [];
  try {
    for (const [name, tag] of people) all.push(await Person.at(browser, center.origin, name, tag));
    await act(...all);
  } catch (error) {
    all[0]?.wrong.push(`${all.map((one) => one.path).join(", ")}: ${error.stack}`);
  }
  await center.stop();
  for (const one of all) await one.leaves();
}

/** Reads the page anew until a list has so many rows: what is done in the background shows itself by and by. */
async function comes(person, list, count) {
  for (let turn = 0; turn < 60; turn += 1) {
    if (await rows(person, list).count() === count) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`${list} does not get ${count} rows: ${await person.main()}`);
}

/** All of these stand on the page. */
async function shows(person, ...texts) {
  const main = await person.main();
  for (const text of texts) assert.ok(main.includes(text), `“${text}” is missing: ${main}`);
}

/** None of these stands anywhere on the page, be it where nobody sees it. */
async function hides(person, ...texts) {
  const whole = await person.page.content();
  for (const text of texts) assert.ok(!whole.includes(text), `“${text}” stands on ${person.path}`);
}

/** What was done is said. */
const said = (person, key) => shows(person, person.say(`desk-said-${key}`));
const rows = (person, list) => person.page.locator(`#${list} tbody tr`);
/** A field of one of the page's forms, where another has one of the same words. */
const within = (person, form, key) => person.page.locator(form).getByLabel(person.say(key), { exact: true });

/** Opens the trail, where something stands first; it may come there a moment after it was done. */
async function tracks(person, what) {
  await person.menu("activity");
  const stands = async () => (await rows(person, "activity").first().innerText()).includes(what);
  for (let turn = 0; turn < 40 && !await stands(); turn += 1) await person.page.waitForTimeout(250).then(() => person.page.reload());
  assert.ok(await stands(), await person.main());
}

/** Signs in, and goes to an entry of the menu. */
async function begins(person, user, entry, secret = password) {
  await person.open("/");
  await person.signsIn(user, secret);
  await person.menu(entry);
  await person.sees(entry);
}

/** What a link hands over as a file. */
async function takes(person, key) {
  const arrives = person.page.waitForEvent("download");
  await person.named("link", key).first().click();
  const file = await arrives;
  return [file.suggestedFilename(), readFileSync(await file.path(), "utf8")];
}

// The sandbox's own prices, some of them otherwise: one row has another price, one is not there any more, one is new.
const prices = readFileSync(new URL("../../sandbox/pricelist.csv", import.meta.url), "utf8").trimEnd();
function changed() {
  const all = prices.replace('"5.82"', '"6.11"').split("\n");
  const gone = all.pop();
  return [...all, gone.replace('"US","USD"', '"FR","EUR"')].join("\n");
}

async function compares(person, text) {
  const file = { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(`${text}\n`) };
  await within(person, "#file", "desk-file").setInputFiles(file);
  await person.press("desk-file-compare");
}

test("a price file is compared, and taken in when somebody says so", () => way([["programme", "de"]], [], async (person) => {
  await begins(person, keeper, "partners");
  await shows(person, person.say("desk-tier-program"));
  await person.menu("catalogue");
  await person.sees("catalogue");
  await person.follow("desk-versions");
  await person.sees("files");
  const known = await rows(person, "versions").count();

  await compares(person, prices.replace('"5.82"', '"fünf"'));
  await shows(person, person.say("pages-errors"), "prices.csv:2:12", "fünf", "UnitPrice", "1234.50");
  await person.sees("file-refused");
  assert.equal(await person.named("button", "desk-file-apply").count(), 0, "nothing of it can be taken in");
  await compares(person, changed());
  await shows(person, "prices.csv", ...["added", "changed", "removed"].map((word) => person.say(`desk-file-change-${word}`)));
  assert.match((await rows(person, "differences").allInnerTexts()).join("\n"), /unitPrice: 5\.82\tunitPrice: 6\.11[^]*market: US[^]*market: FR/);
  await person.sees("file-compared");
  await person.follow("desk-versions");
  assert.equal(await rows(person, "versions").count(), known, "comparing changes nothing");
  await compares(person, changed());
  await person.press("desk-file-apply");
  await said(person, "file-applied");
  await person.sees("file-applied");
  assert.equal(await rows(person, "versions").count(), known + 1);
  assert.match(await rows(person, "versions").first().innerText(), /prices\.csv\s+1\s+1\s+1$/);
  await compares(person, changed());
  await shows(person, person.say("desk-file-nothing"));
  await person.sees("file-changes-nothing");
  await tracks(person, `${keeper}\timport catalogue`);
  await person.sees("activity");
}));

test("a reseller for trying things out is made, signs in, and is removed", () => way([["provider", "en"], ["reseller", "de"]], [], async (person, other) => {
  await begins(person, provider, "partners");
  await shows(person, person.say("desk-tier-indirect-provider"), "Nahtlos Sandbox Reseller North", "Nahtlos Sandbox Reseller South");
  await person.follow("desk-reseller-new");
  await person.sees("reseller-new");
  const fields = { company: "Probe GmbH", country: "de", mpn: "9876543", prefix: "no.dots", admin: "root", first: "Rita", last: "Root" };
  for (const [name, text] of Object.entries(fields)) await person.field(`desk-reseller-${name}`).fill(text);
  await person.press("desk-reseller-make");
  await shows(person, person.say("pages-errors"), "1 to 27 letters and digits");
  await person.sees("reseller-refused");
  assert.equal(await person.field("desk-reseller-company").inputValue(), "Probe GmbH", "what was typed stays");
  await person.field("desk-reseller-prefix").fill("probe1");
  await person.press("desk-reseller-make");
  await person.sees("reseller-made");
  const [user, secret] = [await person.field("desk-reseller-account").inputValue(), await person.field("desk-reseller-password").inputValue()];
  assert.equal(user, "root@probe1.onmicrosoft.com");
  await person.follow("desk-reseller-kept");
  await person.sees("partners-with-it");
  assert.equal(await rows(person, "partners").count(), 3);
  await shows(person, "Probe GmbH", "9876543");
  await hides(person, secret);

  // The reseller's administrator signs in by what was shown, and sees the provider.
  await begins(other, user, "partners", secret);
  await shows(other, other.say("desk-tier-indirect-reseller"), "Nahtlos Sandbox Provider");
  assert.equal(await other.named("link", "desk-reseller-new").count(), 0, "who sells through others makes none");

  // It is asked before it is removed; who goes back has removed nothing.
  const ends = () => person.goes(() => rows(person, "partners").filter({ hasText: "Probe GmbH" }).getByRole("link", { name: person.say("desk-reseller-end") }).click());
  await ends();
  await shows(person, person.say("desk-reseller-remove-effect"));
  await person.sees("reseller-remove");
  await person.follow("pages-menu-partners");
  await shows(person, "Probe GmbH");
  await ends();
  await person.press("desk-reseller-remove-submit");
  await said(person, "reseller-removed");
  await person.sees("reseller-removed");
  assert.equal(await rows(person, "partners").count(), 2);
  await hides(person, "Probe GmbH");
  await other.page.reload();
  assert.match(other.path, /^\/sign-in/, "nobody is signed in there any more");
}));

/** Whether the application signs in with a secret. */
async function opens(person, id, secret) {
  const form = { grant_type: "client_credentials", client_id: id, client_secret: secret, scope: "https://graph.microsoft.com/.default" };
  const answer = await fetch(`${person.origin}/${home}/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams(form) });
  return answer.ok;
}

/** The secret that is shown, as its button hands it over. */
async function copied(person) {
  await shows(person, person.say("desk-secret-once"));
  await person.page.locator("button[data-copies=secret]").click();
  return person.page.evaluate(() => navigator.clipboard.readText());
}

/** An application is registered, gets a second secret, loses its first one, and is called otherwise; its secrets. */
async function registers(person) {
  await person.follow("desk-applications");
  await person.sees("applications");
  await within(person, "#register", "desk-column-name").fill("Abgleich");
  await person.named("checkbox", "desk-role-admin-agent").check();
  await person.named("checkbox", "desk-role-global-reader").check();
  await person.field("desk-application-redirects").fill("keine Adresse");
  await person.press("desk-application-register");
  await shows(person, person.say("pages-errors"), "keine Adresse");
  await person.sees("application-refused");
  assert.ok(await person.named("checkbox", "desk-role-global-reader").isChecked(), "what was chosen stays");
  await person.field("desk-application-redirects").fill("");
  await person.press("desk-application-register");
  await person.sees("application-registered");
  const first = await copied(person);
  const radios = person.page.locator("#remove").getByRole("radio");
  const old = await radios.first().getAttribute("value");

  // It is shown this once.
  await person.follow("desk-applications");
  await hides(person, first);
  await shows(person, `${person.say("desk-role-admin-agent")}, ${person.say("desk-role-global-reader")}`);
  await person.goes(() => rows(person, "applications").getByRole("link", { name: "Abgleich" }).click());
  await person.page.reload();
  await hides(person, first);
  await person.sees("application");
  const id = person.path.split("/").pop();
  assert.ok(await opens(person, id, first));

  await person.press("desk-secret-add");
  await person.sees("second-secret");
  const second = await copied(person);
  await hides(person, first);
  assert.ok(second !== first && await opens(person, id, first) && await opens(person, id, second));
  await shows(person, person.say("desk-secret-remove-intro"));
  assert.equal(await radios.count(), 2);
  await person.page.locator("#remove").getByLabel(old).check();
  await person.press("desk-secret-remove");
  await said(person, "secret-removed");
  await person.sees("secret-removed");
  await hides(person, first, second);
  assert.deepEqual([await radios.count(), await opens(person, id, first), await opens(person, id, second)], [1, false, true]);

  await within(person, "#change", "desk-column-name").fill("Abgleich nachts");
  await person.press("desk-change");
  await said(person, "changed");
  assert.equal(await person.heading(), "Abgleich nachts");
  return [first, second];
}

/** What was done stands in the trail, the latest first; an entry with before and after, a part of it, a file, and whether it is whole. */
async function tells(person, secrets) {
  await tracks(person, `${partner}\tupdate application`);
  await person.sees("activity");
  const did = ["update application", "delete application credential", "create application credential", "create application"];
  const all = await rows(person, "activity").allInnerTexts();
  assert.deepEqual(all.slice(0, 4).map((text) => text.split("\t").slice(1, 3)), did.map((what) => [partner, what]));
  await person.goes(() => rows(person, "activity").first().getByRole("link").click());
  await person.sees("entry");
  assert.match(await rows(person, "changes").filter({ hasText: "name" }).first().innerText(), /Abgleich\tAbgleich nachts/);
  await hides(person, ...secrets);
  await person.goes(() => person.page.locator("main .above a").click());

  await within(person, "#activity .filters", "desk-filter-actor").fill(partner);
  await person.press("pages-filter");
  await person.sees("activity-filtered");
  assert.equal(await rows(person, "activity").count(), did.length);
  const [name, text] = await takes(person, "pages-export-csv");
  assert.equal(name, "activity.csv");
  assert.deepEqual(text.trim().split(/\r?\n/).slice(1).map((line) => line.split(",").slice(1, 3)), did.map((what) => [partner, what]));
  await person.follow("pages-filter-clear");
  assert.equal(await rows(person, "activity").count(), all.length);
  await person.follow("desk-verify");
  await person.page.getByText(person.say("desk-verified-whole")).waitFor();
  await person.sees("verified");
}

test("an application gets another secret, and the trail tells it", () => way([["applications", "de"]], [], async (person) => {
  await begins(person, partner, "settings");
  const secrets = await registers(person);
  await tells(person, secrets);
}));

/** Where webhooks arrive: what came, and what is answered. */
async function receiver() {
  const here = { arrived: [], status: 202 };
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      here.arrived.push({ signed: request.headers.authorization, ...JSON.parse(body) });
      answer.writeHead(here.status).end();
    });
  });
  await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
  return Object.assign(here, { url: `http://127.0.0.1:${server.address().port}/hook`, close: () => server.close() });
}

test("webhooks arrive, and what nobody took is sent again", () => way([["webhooks", "en"]], ["webhook-longest-pause=0"], async (person) => {
  const there = await receiver();
  try {
    await begins(person, partner, "settings");
    await person.follow("desk-webhooks");
    await shows(person, person.say("desk-webhook-none"));
    await person.sees("webhooks");
    await person.field("desk-webhook-url").fill("gopher://x");
    for (const event of ["test-created", "subscription-updated"]) await person.page.getByLabel(event).check();
    await person.press("desk-webhook-register");
    await shows(person, person.say("pages-errors"), "begins with https://");
    await person.sees("webhook-refused");
    assert.equal(await person.named("button", "desk-webhook-test").count(), 0, "nothing is registered yet");
    await person.field("desk-webhook-url").fill(there.url);
    await person.press("desk-webhook-register");
    await said(person, "changed");
    await person.sees("webhook-registered");
    const on = await person.page.locator("#webhook input:checked").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(on, ["subscription-updated", "test-created"]);

    await person.press("desk-webhook-test");
    await said(person, "webhook-test");
    await comes(person, "webhooks-accepted", 1);
    await person.sees("webhook-delivered");
    assert.deepEqual(there.arrived.map((one) => one.EventName), ["test-created"]);
    assert.match(there.arrived[0].signed, /^Signature /);
    assert.match(await rows(person, "webhooks-accepted").innerText(), new RegExp(`test-created\\s+${there.url}\\s+1\\s+Accepted`));

    // Where it is not taken it is tried again, then given up; and sent again when somebody says so.
    there.status = 500;
    await person.press("desk-webhook-test");
    await comes(person, "webhooks-undelivered", 1);
    await person.sees("webhook-given-up");
    const tries = there.arrived.length - 1;
    assert.match(await rows(person, "webhooks-undelivered").innerText(), new RegExp(`\\s${tries}\\s+InternalServerError`));
    there.status = 202;
    await person.press("desk-webhook-again");
    await said(person, "webhooks-again");
    await comes(person, "webhooks-accepted", 2);
    await person.sees("webhook-sent-again");
    assert.equal(there.arrived.length, tries + 2);
    assert.equal(await person.named("button", "desk-webhook-again").count(), 0, "nothing is left to be sent again");
  } finally {
    there.close();
  }
}));

test("an account at another service is added, changed and removed, and its secrets are on no page", () => way([["accounts", "de"]], ["secrets-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="], async (person) => {
  const secrets = ["a-client-secret-that-nobody-may-see", "a-refresh-token-that-nobody-may-see"];
  const looks = async (name) => {
    await hides(person, ...secrets);
    await person.sees(name);
  };
  await begins(person, partner, "settings");
  await person.follow("desk-accounts");
  await shows(person, person.say("desk-no-accounts"));
  await looks("accounts-none");
  await person.follow("desk-account-add");
  await looks("account-new");
  const nowhere = "http://127.0.0.1:9";
  const typed = {
    name: "Live", tenant: "zwei Wörter", "client-id": "5a000000-0000-4000-8000-0000000000a1", "client-secret": secrets[0], "refresh-token": secrets[1],
    "partner-center": nowhere, graph: nowhere, login: nowhere,
  };
  const field = (name) => person.field(`desk-account-field-${name}`);
  for (const [name, text] of Object.entries(typed)) await field(name).fill(text);
  await person.press("desk-account-add");
  await shows(person, person.say("pages-errors"));
  await looks("account-refused");
  assert.deepEqual([await field("name").inputValue(), await field("client-secret").inputValue()], ["Live", ""], "secrets are typed anew");
  for (const [name, text] of Object.entries({ ...typed, tenant: "partner.example" })) await field(name).fill(text);
  await person.press("desk-account-add");
  await said(person, "account-made");
  await shows(person, person.say("desk-account-untested"), person.say("desk-account-kind-user"), nowhere);
  await looks("account-made");

  // Nothing listens there.
  const badge = person.page.locator("h1 .badge");
  await person.press("desk-account-test");
  await badge.filter({ hasText: person.say("desk-account-fails") }).waitFor();
  await looks("account-fails");

  // What opens it stays where nothing is typed.
  await field("name").fill("Wirklich");
  await person.press("desk-change");
  await said(person, "changed");
  assert.match(await person.heading(), /^Wirklich/);
  await shows(person, person.say("desk-account-untested"), person.say("desk-account-kind-user"));
  await looks("account-changed");
  await person.goes(() => person.page.locator("main .above a").click());
  await shows(person, "Wirklich");
  await looks("accounts");
  const [, text] = await takes(person, "pages-export-csv");
  assert.ok(text.includes("Wirklich") && !secrets.some((one) => text.includes(one)), text);

  // It is asked before it is removed; who goes back has removed nothing.
  await person.goes(() => rows(person, "accounts").first().getByRole("link").click());
  await person.follow("desk-account-remove");
  await shows(person, person.say("desk-effect-account-gone"), person.say("desk-effect-account-moves"), "Wirklich");
  await looks("account-remove");
  await person.follow("desk-account-back");
  await person.follow("desk-account-remove");
  await person.press("desk-account-remove");
  await said(person, "account-removed");
  await shows(person, person.say("desk-no-accounts"));
  await looks("account-removed");
  await tracks(person, "delete account");
  await person.goes(() => rows(person, "activity").first().getByRole("link").click());
  await shows(person, "delete account", "Wirklich");
  await looks("account-entry");
}));

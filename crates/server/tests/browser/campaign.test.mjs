// Many customers at once, and one that changes its partner, by clicks alone: a campaign from its form to its end, with every decision
// asked for first, and a transfer that is asked for, looked at, declined, asked for again and accepted. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, asks, customer, launch, owner, partner, password, sandbox } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const leuchtturm = ["Leuchtturm AG", "leuchtturm.example", customer];
const speicher = ["Speicher AG", "speicher.example", owner];
const hafenkontor = ["Hafenkontor GmbH", "hafenkontor.example", "admin@hafenkontor.example"];

/** Runs a way of some people at a center of their own; what goes wrong says where. */
async function way(people, act) {
  const center = await sandbox();
  const all = [];
  try {
    for (const [name, tag] of people) all.push(await Person.at(browser, center.origin, name, tag));
    await act(center, ...all);
  } catch (error) {
    all[0]?.wrong.push(`${all.map((one) => one.path).join(", ")}: ${error.stack}`);
  }
  await center.stop();
  for (const one of all) await one.leaves();
}

/** A partner asks a company for a relationship, and the company's administrator accepts. */
async function relates(seller, buyer, [name, domain, admin], kind) {
  await seller.menu("customers");
  await seller.follow("desk-request");
  await seller.page.locator(`#request input[name=relationship][value=${kind}]`).check();
  await seller.field("pages-request-name").fill(name);
  await seller.field("pages-request-domain").fill(domain);
  await seller.press("pages-request-submit");
  const link = await seller.page.locator("#request-link").inputValue();
  await seller.press("desk-send-link");
  await buyer.open(link);
  await buyer.field("invitation-form-name").fill(admin);
  await buyer.field("invitation-form-password").fill(password);
  await buyer.field("invitation-form-first-name").fill("Kim");
  await buyer.field("invitation-form-last-name").fill("Kontor");
  await buyer.named("checkbox", "invitation-form-agreement").check();
  await buyer.press("invitation-form-accept");
  assert.match(await buyer.main(), new RegExp(buyer.say("invitation-state-accepted")));
}

/** What a page says, by the words of its language or as it stands there. */
async function says(person, ...texts) {
  const main = await person.main();
  for (const text of texts) assert.ok(text instanceof RegExp ? text.test(main) : main.includes(text), `“${text}” is not said: ${main}`);
}

const badge = (person) => person.page.locator("h1 .badge").innerText();
const above = (person) => person.goes(() => person.page.locator("main .above a").click());

/** The row of a list that begins with a text. */
const row = (person, list, text) => person.page.locator(`#${list} tbody tr`).filter({ has: person.page.locator("th", { hasText: text }) });
const into = (person, list, text) => person.goes(() => row(person, list, text).locator("th a").click());

/** A field is marked as wrong, and the summary at the top of the page leads to it. */
async function wrongAt(person, id) {
  assert.equal(await person.page.locator(".errors a").first().getAttribute("href"), `#${id}`);
  assert.equal(await person.page.locator(`#${id}`).getAttribute("aria-invalid"), "true");
}

/** Asks a decision's page what it means, and says yes to it. */
async function decides(person, key, name, ...texts) {
  await person.follow(key);
  await person.sees(`${name}-asked`);
  await says(person, person.say("pages-confirm-effects"), ...texts);
  await person.press(key);
  await person.sees(name);
}

/** Makes a campaign; what is wrong on the way is said at its field, and what was typed stays. */
async function plans(seller) {
  await seller.menu("moves");
  await seller.follow("desk-campaigns");
  await seller.sees("campaigns-none");
  await seller.follow("desk-campaign-new");
  await seller.sees("campaign-new");
  await seller.field("desk-campaign-field-name").fill("Frühling");
  await seller.field("desk-campaign-field-currency").fill("EUR");
  await seller.field("desk-campaign-field-last-day").fill("2027-06-30");
  await seller.field("desk-campaign-field-tasks-per-day").fill("4");
  await seller.field("desk-campaign-field-tasks-per-customer").fill("2");
  await seller.field("desk-campaign-field-canaries").fill("1");
  await seller.field("desk-campaign-field-blackouts").fill("2027-01-08 bald");
  await seller.press("desk-campaign-make");
  await seller.sees("campaign-new-refused");
  await wrongAt(seller, "campaign-blackouts");
  await says(seller, "„2027-01-08 bald“ ist kein Zeitraum");
  assert.equal(await seller.field("desk-campaign-field-name").inputValue(), "Frühling");
  assert.equal(await seller.field("desk-campaign-field-last-day").inputValue(), "2027-06-30");
  assert.equal(await seller.field("desk-campaign-field-tasks-per-day").inputValue(), "4");
  await seller.field("desk-campaign-field-blackouts").fill("2027-01-08");
  await seller.press("desk-campaign-make");
  await seller.sees("campaign-candidates");
  await says(seller, seller.say("desk-said-campaign-made"));
}

/** Takes customers in: none chosen is refused, one cannot be moved, and all the others come at once. */
async function fills(seller) {
  await seller.press("desk-campaign-read-chosen");
  await seller.sees("campaign-nobody-chosen");
  await says(seller, seller.say("desk-campaign-wrong-nobody"));
  await seller.page.getByLabel("Hafenkontor GmbH").check();
  await seller.press("desk-campaign-read-chosen");
  await seller.sees("campaign-read-unmovable");
  await says(seller, "Ein Kunde ist gelesen und aufgenommen", "Einer davon kann nicht umziehen");
  await seller.follow("desk-campaign-see");
  await seller.sees("campaign-unmovable");
  await into(seller, "campaign-customers", "Hafenkontor GmbH");
  await seller.sees("campaign-customer-unmovable");
  await says(seller, seller.say("desk-campaign-risks"), "Verzeichnis");
  await above(seller);
  await seller.follow("desk-campaign-add");
  await seller.goes(() => seller.page.getByRole("button", { name: "Alle 2 gezeigten lesen" }).click());
  await seller.sees("campaign-read");
  await says(seller, seller.say("desk-said-campaign-read"));
  await seller.follow("desk-campaign-added");
  await seller.sees("campaign-filled");
  await says(seller, "2 Kunden warten auf ihren Termin");
  assert.equal(await seller.page.locator("#campaign-customers tbody tr").count(), 3);
}

/** One customer, and what is wanted for it: with an address no link has to be handed over by hand. */
async function wishes(seller) {
  await into(seller, "campaign-customers", "Speicher AG");
  await seller.sees("campaign-customer");
  const byHand = /Es gibt keine Adresse: Links werden von Hand übergeben/;
  await says(seller, byHand);
  await seller.field("desk-campaign-field-email").fill(owner);
  await seller.press("desk-change");
  await seller.sees("campaign-customer-wishes");
  assert.equal(await seller.field("desk-campaign-field-email").inputValue(), owner);
  assert.doesNotMatch(await seller.main(), byHand);
  await above(seller);
}

/** Gives out days, and looks at waves, calendar, risks and money. */
async function schedules(seller, name) {
  await decides(seller, "desk-campaign-decide-schedule", name, "2 Kunden, die noch nicht begonnen haben", seller.say("desk-campaign-effect-schedule-waits"));
  await says(seller, seller.say("desk-campaign-lead-scheduled"), /Doppelt bezahlt und versäumt, geschätzt\s+\d[\d.]*,\d\d\s€/);
  const waves = await seller.page.locator("#waves tbody tr").allInnerTexts();
  assert.ok(waves.length === 2 && waves[0].includes(seller.say("desk-campaign-canaries")), waves.join("\n"));
  // A day without beginnings is none of the calendar; both others have one of their two places taken.
  const days = await seller.page.locator("#days tbody tr").allInnerTexts();
  assert.ok(days.length === 2 && days.every((day) => /1\s+2\s+1$/.test(day.trim()) && !day.includes("08.01.2027")), days.join("\n"));
  assert.match(await row(seller, "campaign-customers", "Speicher AG").innerText(), /07\.01\.2027/);
  assert.ok((await seller.page.locator("#risks tbody tr").count()) > 0);
}

/** Takes a customer out, and puts it in again. */
async function changes(seller) {
  await into(seller, "campaign-customers", "Leuchtturm AG");
  await decides(seller, "desk-campaign-decide-exclude", "campaign-excluded", "Leuchtturm AG ist nicht mehr in der Kampagne", "9 Benutzer bleiben, wo sie sind");
  assert.ok((await badge(seller)).includes(seller.say("member-excluded")));
  await decides(seller, "desk-campaign-decide-include", "campaign-included", "Leuchtturm AG ist wieder in der Kampagne");
  assert.ok((await badge(seller)).includes(seller.say("member-open")));
  await above(seller);
}

/** Says yes within limits: without any, the page asks for one. */
async function approves(seller) {
  await seller.follow("desk-decide-approve");
  await seller.press("desk-decide-approve");
  await seller.sees("campaign-approve-refused");
  await wrongAt(seller, "confirm-each");
  await seller.follow("desk-campaign-back");
  await seller.follow("desk-decide-approve");
  await seller.sees("campaign-approve");
  await says(seller, "2 Umzüge beginnen von selbst und in Ihrem Namen, der erste am 07.01.2027.", /kosten alle Pläne zusammen \d[\d.]*,\d\d\s€/);
  await seller.field("desk-campaign-limit-each").fill("5000.00");
  await seller.field("desk-campaign-limit-users").fill("20");
  await seller.press("desk-decide-approve");
  await seller.sees("campaign-approved");
  await says(seller, seller.say("desk-said-campaign-approve"), /Höchstens je Kunde\s+5\.000,00\s€/, /Höchstens Benutzer je Kunde\s+20/);
  assert.ok((await badge(seller)).includes(seller.say("campaign-state-running")));
}

const turns = (seller, days) => seller.goes(() => seller.page.locator(`.sandbox button[name=days][value='${days}']`).click());

/** While it is paused nobody begins; when it goes on, the first one does on its day, and the board leads to its move. */
async function begins(seller) {
  await decides(seller, "desk-campaign-decide-pause", "campaign-paused", "2 Kunden beginnen nicht, bis jemand sie fortsetzt", "Kein Umzug ist im Gange");
  const moves = seller.named("link", "desk-campaign-to-move");
  await turns(seller, 1);
  assert.equal(await moves.count(), 0, "nobody begins while it is paused");
  await says(seller, seller.say("desk-campaign-lead-paused"));
  await decides(seller, "desk-decide-resume", "campaign-resumed", "2 Kunden beginnen zu ihren Terminen", seller.say("desk-campaign-effect-passed"));
  for (let turn = 0; turn < 3 && (await moves.count()) === 0; turn += 1) await turns(seller, 7);
  await seller.sees("campaign-begun");
  await says(seller, /Im Gange\s+1/);
  const begun = row(seller, "campaign-customers", "Speicher AG");
  assert.ok((await begun.locator(".badge").innerText()).endsWith(seller.say("member-begun")), await seller.main());
  await seller.goes(() => begun.getByRole("link", { name: seller.say("desk-campaign-to-move") }).click());
  await seller.sees("campaign-move");
  assert.match(await seller.heading(), /Speicher AG/);
  await seller.menu("moves");
  await seller.follow("desk-campaigns");
  await seller.sees("campaigns");
  assert.match(await row(seller, "campaigns", "Frühling").innerText(), /1 nicht begonnen, 1 begonnen/);
  await into(seller, "campaigns", "Frühling");
}

/** Gives the campaign up: who has begun goes on, and nothing is left to decide. */
async function ends(seller) {
  await decides(seller, "desk-decide-abandon", "campaign-abandoned", "Ein Kunde, der noch nicht begonnen hat, beginnt nie", "Ein begonnener Umzug geht von selbst weiter");
  assert.ok((await badge(seller)).includes(seller.say("campaign-state-abandoned")));
  assert.equal(await seller.page.locator(".head .button").count(), 0, "nothing is left to decide");
  assert.equal(await seller.named("link", "desk-campaign-to-move").count(), 1, "what has begun stays");
}

test("a campaign from its form to its end", () => way([["campaign-partner", "de"], ["campaign-customer", "en"]], async (_, seller, buyer) => {
  await seller.open("/");
  await seller.signsIn(partner);
  await relates(seller, buyer, leuchtturm, "delegated");
  await relates(seller, buyer, speicher, "delegated");
  await relates(seller, buyer, hafenkontor, "plain");
  await plans(seller);
  await fills(seller);
  await wishes(seller);
  await schedules(seller, "campaign-scheduled");
  await changes(seller);
  await schedules(seller, "campaign-scheduled-anew");
  await approves(seller);
  await begins(seller);
  await ends(seller);
}));

const [own, provider, company] = ["5a000000-0000-4000-8000-000000000001", "5a000000-0000-4000-8000-000000000002", "5d000000-0000-4000-8000-0000000000c1"];

/** The sandbox's partner sells something to the customer. */
async function sells(center, title, quantity) {
  const call = (path, body) => asks(center, own, "https://api.partnercenter.microsoft.com", `/v1/customers/${company}${path}`, body);
  const all = await call("/products?targetView=OnlineServices&targetSegment=commercial");
  const { id } = all.items.find((one) => one.title === title);
  const skus = await call(`/products/${id}/skus?targetSegment=commercial`);
  const found = await call(`/products/${id}/skus/${skus.items[0].id}/availabilities?targetSegment=commercial`);
  const line = { id: 0, catalogItemId: found.items[0].catalogItemId, quantity, billingCycle: "monthly", termDuration: "P1Y" };
  const cart = await call("/carts", { lineItems: [line] });
  await call(`/carts/${cart.id}/checkout`, {});
}

/** Asks the partner who sells for the customer's subscriptions. */
async function wants(rival) {
  await rival.menu("customers");
  await rival.goes(() => rival.page.getByRole("link", { name: "Leuchtturm AG" }).click());
  await rival.follow("pages-tab-relationships");
  await rival.follow("desk-transfer-new");
  await rival.field("desk-transfer-field-source").fill(own);
  await rival.field("desk-transfer-field-source-name").fill("Nahtlos Sandbox Partner");
  await rival.press("desk-transfer-new-request-submit");
  await says(rival, rival.say("desk-said-transfer-made"), rival.say("desk-transfer-state-created"), rival.say("desk-transfer-blind"));
}

/** The first of the transfers, from the menu on. */
async function finds(seller) {
  await seller.menu("partners");
  await seller.follow("desk-transfers");
  await seller.sees("transfers");
  const open = seller.page.locator("#transfers tbody tr").filter({ hasText: seller.say("desk-transfer-state-created") });
  assert.match(await open.innerText(), /Leuchtturm AG\s+from you\s+Nahtlos Sandbox Provider/);
  await seller.goes(() => open.locator("th a").click());
}

/** Reads the page anew until it says something. */
async function comes(person, text) {
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await person.main()).includes(text)) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`“${text}” does not come: ${await person.main()}`);
}

test("a transfer is declined, and accepted when it is asked for again", () => way([["transfer-partner", "en"], ["transfer-provider", "en"], ["transfer-customer", "de"]], async (center, seller, rival, buyer) => {
  for (const [person, user] of [[seller, partner], [rival, "admin@provider.example"]]) {
    await person.open("/");
    await person.signsIn(user);
    await relates(person, buyer, leuchtturm, "plain");
  }
  await sells(center, "Microsoft 365 E3", 10);
  await sells(center, "Exchange Online (Plan 1)", 4);

  // Whoever names themselves is told so, and has not to type everything again.
  await rival.menu("customers");
  await rival.goes(() => rival.page.getByRole("link", { name: "Leuchtturm AG" }).click());
  await rival.follow("pages-tab-relationships");
  await rival.follow("desk-transfer-new");
  await rival.sees("transfer-new");
  await rival.field("desk-transfer-field-source").fill(provider);
  await rival.field("desk-transfer-field-source-name").fill("Nahtlos Sandbox Partner");
  await rival.press("desk-transfer-new-request-submit");
  await rival.sees("transfer-new-refused");
  await says(rival, "Source and target of a transfer are the same partner");
  assert.equal(await rival.field("desk-transfer-field-source-name").inputValue(), "Nahtlos Sandbox Partner");
  await wants(rival);
  await rival.sees("transfer-asked");

  await finds(seller);
  await seller.sees("transfer");
  await says(seller, seller.say("desk-transfer-preview"), /Microsoft 365 E3[^]*10\s/, /Exchange Online \(Plan 1\)[^]*4\s/);
  await decides(seller, "desk-transfer-reject", "transfer-rejected", "Decline the transfer of Leuchtturm AG?", "Nothing goes over, and the other partner is told");
  await says(seller, seller.say("desk-said-transfer-reject"), seller.say("desk-transfer-state-reject"));
  await rival.page.reload();
  await rival.sees("transfer-rejected");
  await says(rival, rival.say("desk-transfer-state-reject"));

  await wants(rival);
  await finds(seller);
  await seller.follow("desk-transfer-accept");
  await seller.sees("transfer-accept");
  await says(seller, "Hand over subscriptions of Leuchtturm AG?", seller.say("desk-transfer-users-stay"), "10 seats", "4 seats");
  const boxes = [seller.page.getByLabel("Microsoft 365 E3"), seller.page.getByLabel("Exchange Online (Plan 1)")];
  for (const box of boxes) await box.uncheck();
  await seller.press("desk-transfer-accept");
  await seller.sees("transfer-accept-refused");
  await says(seller, seller.say("desk-transfer-none-chosen"));
  await boxes[0].check();
  await boxes[1].uncheck();
  await seller.press("desk-transfer-accept");
  await says(seller, seller.say("desk-said-transfer-accept"));
  await comes(seller, seller.say("desk-transfer-state-complete"));
  await seller.sees("transfer-complete");
  assert.equal(await seller.named("link", "desk-transfer-accept").count(), 0, "nothing is left to decide");
  await rival.page.reload();
  await rival.sees("transfer-complete");
  await says(rival, rival.say("desk-transfer-state-complete"), /Microsoft 365 E3[^]*10\s/);

  // What was chosen is the other one's now; what was not chosen stays.
  const stands = async (person) => {
    await person.goes(() => person.page.getByRole("link", { name: "Leuchtturm AG" }).first().click());
    await person.follow("pages-tab-subscriptions");
    await person.sees("transfer-subscriptions");
    return person.page.locator("table.rows tbody tr").allInnerTexts();
  };
  const [theirs, ours] = [await stands(rival), await stands(seller)];
  assert.ok(theirs.length === 1 && /^Microsoft 365 E3\s+Nahtlos Sandbox Provider\s+10\s+\S*Active/.test(theirs[0]), theirs.join("\n"));
  assert.ok(ours.some((one) => /^Exchange Online \(Plan 1\)\s+Nahtlos Sandbox Partner\s+4\s+\S*Active/.test(one)), ours.join("\n"));
  assert.ok(ours.some((one) => /^Microsoft 365 E3\s+Nahtlos Sandbox Partner\s+10\s+\S*Deleted/.test(one)), ours.join("\n"));
}));

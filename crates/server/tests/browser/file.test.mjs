// A move that begins with a file, by clicks alone, of a customer who is nobody's yet: the link from the move's task, the acceptance,
// the rights that the move asks for and the customer's administrator grants, stopping, going on, giving up. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, owner, launch, partner, password, sandbox } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What the seed's customer holds, as a file: one of two licences is more than its user needs. */
function estate() {
  const id = (end) => `5d000000-0000-4000-8000-0000000000${end}`;
  const [suite, inside] = ["05e9a617-0261-4cee-bb44-138d3ef5d965", "078d2b04-f1bd-4111-bbd4-b4b1b354cef4"];
  const held = (end, skuId, quantity) => ({
    id: id(end), channel: "webDirect", skuId, quantity, start: "2026-03-01", end: "2027-03-01",
    autoRenew: false, termDuration: "P1Y", billingCycle: "annual", status: "active",
  });
  const user = (end, name, skus) => ({
    id: id(end), userPrincipalName: `${name}@speicher.example`, usageLocation: "DE", licenses: skus.map((skuId) => ({ skuId, disabledPlans: [] })),
  });
  return JSON.stringify({
    schema: "nahtlos.estate/1",
    customer: { id: id("c2"), name: "Speicher AG", domain: "speicher.example", country: "DE", currency: "EUR" },
    asOf: "2027-01-04",
    subscriptions: [held("e1", suite, 3), held("e2", inside, 2)],
    users: [user("f1", "admin", [suite]), user("f2", "nils", [suite, inside])],
  });
}

/** Reads the page anew until something stands on it: what is done in the background shows itself by and by. */
async function comes(person, text) {
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await person.main()).includes(text)) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`“${text}” does not come: ${await person.main()}`);
}

/** Reads the move's page anew until a step is done. */
async function isDone(person, step) {
  const row = person.page.locator("main tr").filter({ hasText: person.say(step) });
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await row.innerText()).includes(person.say("run-status-done"))) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`“${step}” is not done: ${await person.main()}`);
}

async function begins(seller) {
  await seller.open("/");
  await seller.signsIn(partner);
  await seller.menu("moves");
  await seller.sees("moves-none");
  await seller.follow("desk-new-move");
  await seller.sees("move-from-file");
  // A file that is none is named, and nothing is lost.
  await seller.page.locator("#estate-estate").setInputFiles({ name: "estate.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await seller.page.locator("input[name=goal][value=cheapest]").check();
  await seller.press("pages-new-begin");
  await seller.sees("move-from-file-refused");
  assert.ok(await seller.page.locator("input[name=goal][value=cheapest]").isChecked());
  await seller.page.locator("#estate-estate").setInputFiles({ name: "estate.json", mimeType: "application/json", buffer: Buffer.from(estate()) });
  await seller.press("pages-new-begin");
  await seller.sees("file-planned");
  await seller.follow("desk-decide-approve");
  await seller.press("desk-decide-approve");
  await comes(seller, seller.say("pages-move-tasks"));
  await seller.sees("file-link");
  const link = /https?:\S+\/invitations\/[^\s.]+/.exec(await seller.page.locator("section.tasks").innerText());
  assert.ok(link, await seller.main());
  return link[0];
}

async function answers(buyer, name, accept) {
  await buyer.field("invitation-form-name").fill(owner);
  await buyer.field("invitation-form-password").fill(password);
  for (const [key, text] of name) await buyer.field(key).fill(text);
  await buyer.press(accept);
}

/** Decides something on the page that asks first. */
async function decides(seller, word, state) {
  await seller.follow(`desk-decide-${word}`);
  await seller.sees(`ask-${word}`);
  await seller.press(`desk-decide-${word}`);
  await seller.sees(`after-${word}`);
  if (!state) return;
  const badge = await seller.page.locator("h1 .badge").innerText();
  assert.ok(badge.includes(seller.say(`move-state-${state}`)), await seller.main());
}

test("a move from a file, with the customer's rights", async () => {
  const center = await sandbox();
  const seller = await Person.at(browser, center.origin, "file-partner", "en");
  const buyer = await Person.at(browser, center.origin, "file-customer", "de");
  try {
    const link = await begins(seller);
    await buyer.open(link);
    await buyer.sees("invitation");
    await buyer.named("checkbox", "invitation-form-agreement").check();
    await answers(buyer, [["invitation-form-first-name", "Kim"], ["invitation-form-last-name", "Kontor"]], "invitation-form-accept");
    await buyer.sees("accepted");

    // The move notices by itself, and asks for rights; stopped and resumed, it asks for the same.
    await comes(seller, seller.say("task-grantRights"));
    await seller.sees("rights-task");
    await decides(seller, "halt", "halted");
    await decides(seller, "resume");
    await comes(seller, seller.say("task-grantRights"));

    // The customer finds in its own dashboard what is asked of it.
    await buyer.open("/");
    await buyer.signsIn(owner);
    await buyer.sees("own");
    await buyer.menu("partners");
    await buyer.sees("own-partners");
    await buyer.goes(() => buyer.page.locator("main table.rows tbody a").first().click());
    await buyer.sees("rights");
    await answers(buyer, [], "delegation-form-approve");
    await buyer.sees("rights-approved");
    assert.match(await buyer.main(), new RegExp(buyer.say("delegation-state-active")));
    await buyer.open("/");
    await buyer.menu("partners");
    await comes(buyer, buyer.say("desk-rights-state-active"));
    await buyer.sees("own-partners-approved");

    // The move notices that, too, gives the rights to a group of the partner, and waits for the day of its purchases.
    await isDone(seller, "step-requestDelegatedAdmin");
    await seller.sees("rights-done");

    // What is given up is over: nothing can be decided about it any more.
    await decides(seller, "halt", "halted");
    await decides(seller, "abandon", "abandoned");
    assert.equal(await seller.page.locator(".head .buttons a").count(), 0);
    await seller.menu("moves");
    await seller.sees("moves");
    assert.match(await seller.main(), new RegExp(seller.say("move-state-abandoned")));
  } catch (error) {
    seller.wrong.push(`${seller.path}, ${buyer.path}: ${error.stack}`);
  }
  await center.stop();
  await seller.leaves();
  await buyer.leaves();
});

test("what cannot be seen is not planned: a move needs rights, or a file", async () => {
  const center = await sandbox();
  const seller = await Person.at(browser, center.origin, "closed-partner", "de");
  const buyer = await Person.at(browser, center.origin, "closed-customer", "de");
  try {
    await seller.open("/customers/requests/new");
    await seller.signsIn(partner);
    await seller.field("pages-request-domain").fill("speicher.example");
    await seller.press("pages-request-submit");
    const link = await seller.page.locator("#request-link").inputValue();
    await seller.press("desk-send-link");
    await buyer.open(link);
    await buyer.named("checkbox", "invitation-form-agreement").check();
    await answers(buyer, [["invitation-form-first-name", "Kim"], ["invitation-form-last-name", "Kontor"]], "invitation-form-accept");
    await seller.page.reload();
    await seller.follow("desk-to-customer");
    await seller.follow("desk-new-move");
    for (const key of ["next", "next", "next", "begin"]) await seller.press(`pages-new-${key}`);
    await seller.sees("directory-closed");
    assert.match(await seller.main(), new RegExp(seller.say("desk-wrong-closed").slice(0, 50)));
    await seller.menu("moves");
    assert.match(await seller.main(), new RegExp(seller.say("desk-no-moves").slice(0, 25)), "nothing was begun");
  } catch (error) {
    seller.wrong.push(`${seller.path}, ${buyer.path}: ${error.stack}`);
  }
  await center.stop();
  await seller.leaves();
  await buyer.leaves();
});

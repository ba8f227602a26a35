// What a move begins with besides a customer's records, by clicks alone: roles that are asked for with a relationship and used by a group,
// exports with the questions that they leave open, and services that would be lost. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, launch, owner, partner, password, sandbox } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const LICENSES = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
const READERS = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const exported = (name) => new URL(`../../../../examples/exports/${name}`, import.meta.url).pathname;

/** Runs a way of one person at a center of its own; what goes wrong says where. */
async function way(people, act) {
  const center = await sandbox();
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

/** Reads the page anew until something stands on it. */
async function comes(person, text) {
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await person.main()).includes(text)) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`“${text}” does not come: ${await person.main()}`);
}

test("roles asked for with a relationship begin with it, and a group uses them", () => way([["roles-partner", "de"], ["roles-customer", "en"]], async (seller, buyer) => {
  await seller.open("/customers/requests/new");
  await seller.signsIn(partner);
  await seller.page.locator(`#request input[name=roles][value="${LICENSES}"]`).check();
  await seller.page.locator(`#request input[name=roles][value="${READERS}"]`).check();
  await seller.page.locator("#request select[name=days]").selectOption("90");
  await seller.field("pages-request-domain").fill("speicher.example");
  await seller.sees("request-roles");
  await seller.press("pages-request-submit");
  await seller.sees("request-made");
  assert.match(await seller.main(), /Directory Readers, License Administrator/);
  const link = await seller.page.locator("#request-link").inputValue();
  await seller.press("desk-send-link");

  await buyer.open(link);
  await buyer.sees("asked-for-roles");
  assert.match(await buyer.main(), /90 days.*Directory Readers, License Administrator/);
  await buyer.field("invitation-form-name").fill(owner);
  await buyer.field("invitation-form-password").fill(password);
  await buyer.field("invitation-form-first-name").fill("Kim");
  await buyer.field("invitation-form-last-name").fill("Kontor");
  await buyer.named("checkbox", "invitation-form-agreement").check();
  await buyer.press("invitation-form-accept");

  await seller.page.reload();
  await seller.follow("desk-to-customer");
  await seller.follow("pages-tab-relationships");
  await seller.sees("relationships-with-rights");
  await seller.goes(() => seller.page.locator("#rights tbody a").first().click());
  await seller.sees("rights");
  assert.match(await seller.main(), new RegExp(seller.say("desk-delegated-next-groups").slice(0, 30)));
  // A group of one's own gets one of the two roles, then both, then none.
  const group = seller.page.locator("form:has(select[name=group])");
  await group.locator("select[name=group]").selectOption({ index: 1 });
  await group.locator(`input[value="${LICENSES}"]`).check();
  await seller.goes(() => group.locator("button.main, button").last().click());
  await comes(seller, seller.say("desk-access-state-active"));
  await seller.sees("rights-of-a-group");
  await seller.follow("desk-delegated-end");
  await seller.sees("rights-end");
  await seller.press("desk-delegated-end");
  await seller.sees("rights-ended");

  // Other rights are asked for; a wrong form keeps what was typed.
  await seller.goes(() => seller.page.locator("main .above a").click());
  await seller.follow("desk-delegated-new");
  await seller.sees("rights-new");
  await seller.press("desk-delegated-new-submit");
  await seller.sees("rights-new-refused");
  await seller.page.locator(`input[name=roles][value="${READERS}"]`).check();
  await seller.press("desk-delegated-new-submit");
  await seller.sees("rights-asked");
  assert.ok((await seller.page.locator("#rights-link").inputValue()).startsWith("http"));
  await seller.follow("desk-delegated-withdraw");
  await seller.sees("rights-withdraw");
  await seller.press("desk-delegated-withdraw");
  await seller.sees("rights-withdrawn");
}));

test("a move begins from exports, and what they leave open is asked", () => way([["exports", "en"]], async (seller) => {
  await seller.open("/moves/new");
  await seller.signsIn(partner);
  await seller.follow("desk-exports");
  await seller.sees("exports");
  await seller.page.locator("#exports-files").setInputFiles(["users-page-1.json", "users-page-2.json", "subscribedSkus.json", "directory-subscriptions.json", "groups.json"].map(exported));
  await seller.field("desk-exports-company").fill("Alpenhof Hotels GmbH");
  await seller.page.locator("#exports-as_of").fill("2026-12-01");
  await seller.press("desk-exports-read");
  await seller.sees("exports-asked");
  // What has to be said is said, until nothing of it is left.
  for (let turn = 0; turn < 4 && (await seller.page.locator("#begin").count()) === 0; turn += 1) {
    for (const field of await seller.page.locator("#answers .field").all()) {
      const label = await field.locator("label").first().innerText();
      const said = [[/currency/, "EUR"], [/partner called/, "Isarcloud GmbH"], [/Who is this tenant/, "otherPartner"], [/Where was it bought/, "webDirect"], [/Which term/, "P1Y"]].find(([about]) => about.test(label));
      if (!said) continue;
      const select = field.locator("select");
      if (await select.count()) await select.selectOption(said[1]);
      else await field.locator("input").fill(said[1]);
    }
    await seller.press("desk-exports-answer");
    await seller.sees(`exports-answered-${turn}`);
  }
  await seller.goes(() => seller.page.locator("#begin button").click());
  await seller.sees("exports-planned");
  assert.match(await seller.heading(), /Alpenhof Hotels GmbH/);
}));

test("services that would be lost are ticked one by one", () => way([["losses", "de"]], async (seller) => {
  const [id, held] = [(end) => `5d000000-0000-4000-8000-0000000000${end}`, "dcf0408c-aaec-446c-afd4-43e3683943ea"];
  const estate = {
    schema: "nahtlos.estate/1",
    customer: { id: id("c9"), name: "Hochregal AG", domain: "hochregal.example", country: "DE", currency: "EUR" },
    asOf: "2027-01-04",
    subscriptions: [{
      id: id("e9"), channel: "webDirect", skuId: held, quantity: 3, start: "2026-03-01", end: "2027-03-01", autoRenew: false,
      termDuration: "P1Y", billingCycle: "annual", status: "active",
    }],
    users: [{ id: id("f9"), userPrincipalName: "ada@hochregal.example", usageLocation: "DE", licenses: [{ skuId: held, disabledPlans: [] }] }],
  };
  await seller.open("/moves/new");
  await seller.signsIn(partner);
  await seller.page.locator("#estate-estate").setInputFiles({ name: "estate.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(estate)) });
  await seller.press("pages-new-begin");
  await seller.sees("losses");
  assert.match(seller.path, /\/losses$/);
  await seller.press("desk-losses-plan");
  await seller.sees("losses-not-enough");
  await seller.page.getByLabel("Places Core").check();
  await seller.press("desk-losses-plan");
  await seller.sees("losses-planned");
  await seller.follow("desk-losses");
  await seller.sees("losses-accepted");
  assert.ok(await seller.page.getByLabel("Places Core").isChecked());
}));

// A move from the request to its evidence, by clicks alone: what a partner's admin and a customer's administrator see and press, and
// nothing else; only the sandbox's clock is turned by the banner's buttons. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Person, asks, customer, launch, long, partner, password, sandbox, tour } from "./support.mjs";
import { walks } from "./walk.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Signs in and asks for a relationship; the personal link, as the copy button hands it over. */
async function requests(seller) {
  await seller.open("/");
  await seller.sees("sign-in");
  await seller.signsIn(partner);
  await seller.sees("dashboard");
  await seller.menu("customers");
  await seller.sees("customers");
  await seller.follow("desk-request");
  await seller.sees("request-form");
  await seller.page.locator("#request input[name=relationship][value=delegated]").check();
  await seller.field("pages-request-name").fill("Leuchtturm AG");
  await seller.field("pages-request-domain").fill("leuchtturm.example");
  await seller.press("pages-request-submit");
  await seller.sees("request");
  await seller.press("desk-send-link");
  await seller.sees("request-handed-over");
  await seller.page.locator("button[data-copies=request-link]").click();
  const link = await seller.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${seller.origin}/`), link);
  return link;
}

/** The customer's administrator reads what is asked, and accepts. */
async function accepts(buyer, link) {
  await buyer.open(link);
  await buyer.sees("invitation");
  await buyer.field("invitation-form-name").fill(customer);
  await buyer.field("invitation-form-password").fill(password);
  await buyer.field("invitation-form-first-name").fill("Kim");
  await buyer.field("invitation-form-last-name").fill("Kontor");
  await buyer.named("checkbox", "invitation-form-agreement").check();
  await buyer.press("invitation-form-accept");
  await buyer.sees("invitation-accepted");
  assert.match(await buyer.main(), new RegExp(buyer.say("invitation-state-accepted")));
}

/** The customer stands in the list; every part of its page is looked at. */
async function finds(seller) {
  await seller.page.reload();
  assert.match(await seller.main(), new RegExp(seller.say("desk-request-accepted")));
  await seller.sees("request-accepted");
  await seller.follow("desk-to-customer");
  await seller.sees("customer");
  for (const tab of ["subscriptions", "users", "orders", "relationships", "moves", "activity", "overview"]) {
    await seller.follow(`pages-tab-${tab}`);
    await seller.sees(`customer-${tab}`);
  }
  await seller.menu("customers");
  const rows = seller.page.locator("table.rows tbody tr");
  assert.match(await rows.first().innerText(), /Leuchtturm AG/);
  await seller.goes(() => rows.first().getByRole("link").click());
  assert.equal(await seller.heading(), "Leuchtturm AG");
}

/** Answers the questions of a new move. */
async function begins(seller) {
  await seller.follow("desk-new-move");
  await seller.sees("move-goal");
  await seller.press("pages-new-next");
  await seller.sees("move-lead");
  await seller.press("pages-new-next");
  await seller.sees("move-deadline");
  await seller.press("pages-new-next");
  await seller.sees("move-check");
  await seller.press("pages-new-begin");
  await seller.sees("move-planned");
}

/** A day of a picture, under the mouse and by keyboard: its date, seats, licences and slack. */
async function reads(person) {
  const stage = person.page.locator(".picture .pool .stage").first();
  const told = stage.locator(".readout");
  await stage.hover();
  await told.waitFor();
  assert.ok((await told.locator("span.v").count()) >= 5 && /\d{4}/.test(await told.locator("b").innerText()), await told.innerText());
  await person.sees("report-day");
  await person.page.mouse.move(0, 0);
  await told.waitFor({ state: "hidden" });
  await stage.locator("input.day").focus();
  await person.page.keyboard.press("ArrowRight");
  const said = await stage.locator("input.day").getAttribute("aria-valuetext");
  assert.match(said, /\d{4}, .*\d/, "who sees no picture hears the day");
}

/** Reads the plan with its pictures, and says yes to it. */
async function approves(seller) {
  await seller.follow("desk-report");
  await reads(seller);
  await seller.sees("plan");
  await seller.goes(() => seller.page.locator("main .above a").click());
  // Another lead is looked at, beside the plan and everything at once; nothing of it stays.
  await seller.follow("desk-what-if");
  await seller.sees("what-if");
  await seller.page.locator("#what-if-lead_days").fill("45");
  await seller.press("desk-what-if-ask");
  await seller.sees("what-if-found");
  assert.equal(await seller.page.locator("#what-if-list, #what-if").locator("tbody tr").count(), 3, await seller.main());
  // The same by dragging: one day more, and the answer comes by itself.
  const drag = seller.page.locator("input[data-drags]");
  assert.equal(await drag.inputValue(), "45");
  await seller.goes(() => drag.press("ArrowRight"));
  await seller.sees("what-if-dragged");
  assert.equal(await seller.page.locator("#what-if-lead_days").inputValue(), "46");
  await seller.follow("desk-back-move");
  await seller.follow("desk-decide-approve");
  await seller.sees("approve");
  await seller.press("desk-decide-approve");
  await seller.sees("move-approved");
}

const badge = (seller) => seller.page.locator("h1 .badge").innerText();

/** The days until the move looks again, as its page says; none, where nothing is waited for. */
const waits = (seller, label) => seller.page.evaluate((label) => {
  const fact = [...document.querySelectorAll(".facts dl > div")].find((one) => one.querySelector("dt").textContent === label);
  const [next, now] = [fact?.querySelector("time"), document.querySelector(".sandbox time")].map((time) => time && Date.parse(time.dateTime));
  return next ? (next - now) / 86_400_000 : 0;
}, label);

/** Turns the clock by the banner's buttons until the move is over; does on the way what is asked of people. */
async function carries(seller) {
  let asked = 0;
  for (let turn = 0; turn < 120; turn += 1) {
    const state = await badge(seller);
    if (state.includes(seller.say("move-state-completed"))) break;
    assert.ok(!state.includes(seller.say("move-state-halted")), await seller.main());
    const tasks = seller.page.locator("section.tasks li");
    if (await tasks.count() > 0) {
      asked += 1;
      await seller.sees(`move-task-${asked}`);
      await seller.press("desk-task-done");
      continue;
    }
    const days = await waits(seller, seller.say("desk-fact-next"));
    const step = [30, 7].find((step) => step < days) ?? 1;
    await seller.goes(() => seller.page.locator(`.sandbox button[name=days][value='${step}']`).click());
  }
  await seller.sees("move-completed");
  assert.ok((await badge(seller)).includes(seller.say("move-state-completed")), await seller.main());
  assert.ok(asked > 0, "somebody was needed on the way");
  assert.equal(await seller.page.locator(".cover.is-good").count(), 2, "everybody is covered, now and to the end");
  const states = await seller.page.locator("#steps-list tbody td .badge").allInnerTexts();
  assert.ok(states.length > 5 && states.every((one) => one.includes(seller.say("run-status-done"))), states.join(", "));
}

/** Takes the evidence along. */
async function keeps(seller) {
  const arrives = seller.page.waitForEvent("download");
  await seller.named("link", "desk-evidence").click();
  const file = await arrives;
  assert.match(file.suggestedFilename(), /^evidence-.+\.zip$/);
  const bytes = readFileSync(await file.path());
  assert.equal(bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
  assert.ok(bytes.includes("manifest"), "the archive names its parts");
}

/** A group of the customer's, in which its administrator is: what it gives from now on, and what that means for the member. */
async function groups(seller, center) {
  const [tenant, graph] = ["5d000000-0000-4000-8000-0000000000c1", "https://graph.microsoft.com"];
  const { id } = await asks(center, tenant, graph, `/v1.0/users/${customer}`);
  const members = [`${center.origin}/v1.0/users/${id}`];
  const group = { displayName: "Werkstatt", mailNickname: "werkstatt", mailEnabled: false, securityEnabled: true, groupTypes: [], "members@odata.bind": members };
  await asks(center, tenant, graph, "/v1.0/groups", group);
  await seller.open(`/customers/${tenant}/users`);
  await seller.follow("desk-groups");
  await seller.sees("groups");
  await seller.goes(() => seller.page.getByRole("link", { name: "Werkstatt" }).click());
  await seller.sees("group");
  const give = seller.page.locator("#licences-add");
  await give.selectOption(await give.locator("option", { hasText: "Microsoft 365 E3" }).getAttribute("value"));
  await seller.press("desk-licences-preview");
  await seller.sees("group-preview");
  // The administrator has this licence already.
  assert.match(await seller.main(), new RegExp(seller.say("desk-licences-fate-nothing")));
  await seller.goes(() => seller.page.locator("#change button").click());
  await seller.sees("group-changed");
  assert.match(await seller.main(), new RegExp(seller.say("desk-group-state-all-have")));
}

async function job(tag, other, looksAround) {
  const center = await sandbox();
  const seller = await Person.at(browser, center.origin, "partner", tag);
  const buyer = await Person.at(browser, center.origin, "customer", other);
  try {
    const link = await requests(seller);
    await accepts(buyer, link);
    await finds(seller);
    await begins(seller);
    await approves(seller);
    await carries(seller);
    await keeps(seller);
    await seller.menu("dashboard");
    await seller.sees("dashboard-after");
    await buyer.open("/");
    await buyer.signsIn(customer);
    if (looksAround || tour) await groups(seller, center);
    if (looksAround) await walks(seller);
    if (looksAround) await walks(buyer);
  } catch (error) {
    seller.wrong.push(`${seller.path}, ${buyer.path}: ${error.stack}`);
  }
  await center.stop();
  await seller.leaves();
  await buyer.leaves();
}

if (tour) test("the pictures of the tour", () => job("en", "en", false));
else test("a move by clicks alone, and everything that can be seen of it", () => job("de", "en", true));
if (long && !tour) test("a move by clicks alone, in the other languages", () => job("en", "de", false));

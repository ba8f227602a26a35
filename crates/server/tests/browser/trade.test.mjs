// What somebody who sells does all day, by clicks alone: an order through its cart, the subscription that came of it, licences of several
// users at once, requests to a whole list of customers, and lists as one likes them. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Person, customer, launch, partner, password, sandbox } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Runs a way at a center of its own; what goes wrong says where. */
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

/** Text as it is read: runs of spaces, narrow or not, are one. */
const plain = (text) => text.replace(/\s+/g, " ");

/** What the page says has a text of the locales in it. */
async function told(person, key) {
  const text = plain(await person.main());
  assert.ok(text.includes(plain(person.say(key))), `“${person.say(key)}” is not in ${text}`);
}

/** A form of the page by its heading. */
const form = (person, key) => person.page.getByRole("form", { name: person.say(key), exact: true });

/** Sends a form of a page that has several. */
const sends = (person, key) => person.goes(() => form(person, key).locator(".acts button").click());

/** What a fact of the page says. */
async function fact(person, key) {
  const label = person.page.locator("dt", { hasText: new RegExp(`^${person.say(key)}$`) });
  return plain(await person.page.locator(".facts dl > div", { has: label }).first().locator("dd").innerText());
}

/** What the page that asks says will happen. */
const effects = async (person) => (await person.page.locator(".effects li").allInnerTexts()).map(plain);

/** Cells of a list: its heading, and its rows. */
const table = (list) => list.evaluate((list) => {
  const cells = (row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").replace(/ [↑↓]$/, "").trim());
  return { head: cells(list.querySelector("thead tr")), rows: [...list.querySelectorAll("tbody tr")].map(cells) };
});

/** The list as CSV, by its link: its lines. */
async function exported(person, list, name) {
  const arrives = person.page.waitForEvent("download");
  await list.getByRole("link", { name: person.say("pages-export-csv"), exact: true }).click();
  const file = await arrives;
  assert.equal(file.suggestedFilename(), name);
  return readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
}

/** The customer accepts a relationship with delegated rights; its page is open then. */
async function sells(seller, buyer) {
  await seller.open("/customers/requests/new");
  await seller.signsIn(partner);
  await seller.page.locator("#request input[name=relationship][value=delegated]").check();
  await seller.field("pages-request-domain").fill("leuchtturm.example");
  await seller.press("pages-request-submit");
  await buyer.open(await seller.page.locator("#request-link").inputValue());
  await buyer.field("invitation-form-name").fill(customer);
  await buyer.field("invitation-form-password").fill(password);
  await buyer.field("invitation-form-first-name").fill("Kim");
  await buyer.field("invitation-form-last-name").fill("Kontor");
  await buyer.named("checkbox", "invitation-form-agreement").check();
  await buyer.press("invitation-form-accept");
  await seller.page.reload();
  await seller.follow("desk-to-customer");
}

/** An amount of the page in cents. */
const cents = (text) => Number(/\d[\d.,]*/.exec(text)[0].replace(/\D/g, ""));

/** Product, offer and seats, with a mistake on the way; the price of a seat, in cents. */
async function chooses(seller) {
  const { page } = seller;
  await seller.follow("desk-new-order");
  await seller.sees("products");
  await page.locator("main").getByRole("searchbox", { name: seller.say("desk-filter-title") }).fill("business basic");
  await seller.press("pages-filter");
  assert.equal(await page.locator("table.rows tbody tr").count(), 1, "only what is searched for");
  await seller.goes(() => page.getByRole("link", { name: "Microsoft 365 Business Basic" }).click());
  await seller.sees("offers");
  const wanted = page.locator("table.rows tbody tr", { hasText: seller.say("desk-term-year") }).filter({ hasText: seller.say("desk-billing-annual") });
  await seller.goes(() => wanted.getByRole("link").click());
  await seller.sees("seats");
  assert.equal(await fact(seller, "desk-fact-term"), seller.say("desk-term-year"));
  const price = cents(await fact(seller, "desk-column-price"));

  // The browser keeps a wrong number back by itself; where it does not, the form comes again with what was typed.
  const seats = seller.field("desk-fact-seats");
  await seats.fill("0");
  await seller.field("desk-cart-name").fill("Werkstatt");
  await seller.named("button", "desk-cart-add").click();
  assert.ok(await seats.evaluate((field) => !field.validity.valid), "no order of nothing");
  await page.locator("#line").evaluate((form) => form.setAttribute("novalidate", ""));
  await seller.press("desk-cart-add");
  await seller.sees("seats-refused");
  assert.equal(await seats.getAttribute("aria-invalid"), "true");
  assert.match(await page.locator(".field.is-wrong").innerText(), new RegExp(seller.say("desk-wrong-seats")));
  assert.deepEqual([await seats.inputValue(), await seller.field("desk-cart-name").inputValue()], ["0", "Werkstatt"], "what was typed is kept");
  await page.locator(".errors a").click();
  assert.ok(await seats.evaluate((field) => field === document.activeElement), "the error leads to its field");
  await seats.fill("4");
  await seller.press("desk-cart-add");
  return price;
}

/** The cart, what it asks before it orders, and the order in the list of orders. */
async function orders(seller, price) {
  await seller.sees("cart");
  await told(seller, "desk-cart-lead-ready");
  const { rows: [line] } = await table(seller.page.locator("#cart-lines"));
  assert.deepEqual([line[0], line[1], line[2]], ["Werkstatt", "4", seller.say("desk-term-year")]);
  assert.equal(cents(line[5]), price);
  assert.equal(cents(await fact(seller, "desk-cart-now")), 4 * price);
  await seller.follow("desk-cart-checkout");
  await seller.sees("cart-asks");
  const all = (await effects(seller)).join("\n");
  assert.match(all, /Leuchtturm AG/);
  assert.match(all, new RegExp(`^4 .*Werkstatt, ${seller.say("desk-term-year")}.*${seller.say("desk-billing-annual")}`, "m"));
  const sums = all.split("\n").slice(1, 4).map((text) => cents(/[\d.,]+(?= €)/.exec(text)[0]));
  assert.deepEqual(sums, [4 * price, 4 * price, 4 * price], "the line, now, and in the whole term");
  await seller.press("desk-cart-checkout");
  await seller.sees("ordered");
  await told(seller, "desk-said-ordered");
  assert.match((await table(seller.page.locator("#orders"))).rows[0].join("|"), /Werkstatt\|4\|/);
}

/** The subscription: seats, end of the term, name, next term. */
async function changes(seller) {
  const { page } = seller;
  const own = page.locator("#subscriptions").getByRole("link", { name: "Werkstatt" });
  await seller.follow("pages-tab-subscriptions");
  await seller.goes(() => own.click());
  await seller.sees("subscription");
  assert.equal(await fact(seller, "desk-fact-seats"), "4");

  const seats = form(seller, "desk-change-seats").getByLabel(seller.say("desk-fact-seats"));
  const tranches = async () => (await table(page.locator("#seats-list"))).rows.map((row) => Number(row[0]));
  for (const [wanted, left] of [["7", [4, 3]], ["5", [4, 1]]]) {
    await seats.fill(wanted);
    await sends(seller, "desk-change-seats");
    await told(seller, "desk-said-changed");
    assert.equal(await fact(seller, "desk-fact-seats"), wanted);
    assert.deepEqual((await tranches()).toSorted(), left.toSorted(), "what was bought last goes first");
  }
  await seller.sees("seats-changed");
  // More than the offer allows: said at the field, and nothing changes.
  await seats.fill("301");
  await sends(seller, "desk-change-seats");
  await seller.sees("seats-too-many");
  assert.equal(await seats.inputValue(), "301");
  assert.match(await form(seller, "desk-change-seats").locator(".is-wrong").innerText(), /300/);
  assert.equal(await fact(seller, "desk-fact-seats"), "5");

  const end = form(seller, "desk-change-renewal");
  for (const key of ["desk-ends", "desk-renews"]) {
    await end.getByRole("radio", { name: seller.say(key), exact: true }).check();
    await sends(seller, "desk-change-renewal");
    await told(seller, "desk-said-changed");
    assert.equal(await fact(seller, "desk-column-at-end"), seller.say(key));
  }
  await form(seller, "desk-change-name").getByLabel(seller.say("desk-column-name")).fill("Kontor");
  await sends(seller, "desk-change-name");
  assert.match(await seller.heading(), /^Kontor/);
  assert.equal(await fact(seller, "desk-column-at-end"), seller.say("desk-renews"), "a name changes nothing else");

  await seller.follow("desk-next-term");
  await seller.sees("next-term");
  await seller.field("desk-fact-seats").fill("3");
  await seller.press("desk-next-term-submit");
  await seller.sees("next-term-planned");
  assert.match((await table(page.locator("#scheduled-list"))).rows[0][0], /^3 /);
  await told(seller, "desk-seats-unplans");
  await seller.follow("desk-next-term");
  assert.equal(await seller.field("desk-fact-seats").inputValue(), "3");
  await seller.press("desk-next-term-remove");
  assert.equal(await page.locator("#scheduled-list").count(), 0);
}

/** Seats that are assigned and free of a licence, on the users' page. */
async function pool(seller, name) {
  const { rows } = await table(seller.page.locator("#licences"));
  return rows.find((row) => row[0].startsWith(name))?.slice(1).map(Number);
}

/** Gives the new licence to three at once, after what it means was shown. */
async function gives(seller) {
  const { page } = seller;
  await seller.goes(() => page.locator("main .above a").click());
  await seller.follow("pages-tab-users");
  assert.deepEqual(await pool(seller, "Microsoft 365 Business Basic"), [5, 0, 5]);
  await seller.follow("desk-licences-change");
  await seller.sees("licences");
  await seller.press("desk-licences-preview");
  await seller.sees("licences-refused");
  await told(seller, "desk-licences-wrong-nothing");
  const give = seller.field("desk-licences-add");
  await give.selectOption(await give.locator("option", { hasText: "Business Basic" }).getAttribute("value"));
  const three = page.locator("#licences").getByRole("checkbox", { name: /nils.*@leuchtturm\.example/ });
  assert.equal(await three.count(), 3);
  for (const one of await three.all()) await one.check();
  await seller.press("desk-licences-preview");
  await seller.sees("licences-preview");
  await told(seller, "desk-licences-nobody-loses");
  const { head, rows } = await table(page.locator("#licences-preview"));
  assert.deepEqual(head.slice(1), [seller.say("desk-column-loses"), seller.say("desk-column-gains")]);
  for (const row of rows) assert.match(row.join("|"), /nils.*@leuchtturm\.example\|–\|\d+ .*Teams/);
  assert.equal(rows.length, 3);
  await seller.goes(() => page.locator("#change button").click());
  await page.waitForURL(/\/users$/);
  await seller.sees("licences-changed");
  await told(seller, "desk-said-licences-changed");
  assert.deepEqual(await pool(seller, "Microsoft 365 Business Basic"), [5, 3, 2]);
}

/** What everybody sold to the customer, in order and by name, and as a file. */
async function lists(seller) {
  const { page } = seller;
  await seller.follow("pages-tab-subscriptions");
  const list = page.locator("#subscriptions");
  const sorts = () => seller.goes(() => list.locator("thead").getByRole("link", { name: seller.say("desk-column-seats") }).click());
  const seats = async () => (await table(list)).rows.map((row) => Number(row[2]));
  await sorts();
  assert.deepEqual(await seats(), [3, 5, 6]);
  await sorts();
  assert.deepEqual(await seats(), [6, 5, 3]);
  await seller.sees("subscriptions-sorted");
  const [head, ...rows] = await exported(seller, list, "subscriptions.csv");
  assert.match(head, new RegExp(`^${seller.say("desk-column-offer")},${seller.say("desk-column-seller")},${seller.say("desk-column-seats")},`));
  assert.deepEqual(rows.map((row) => row.split(",")[2]), ["6", "5", "3"], "in the order of the page");
  assert.match(rows[1], /^Kontor,/);

  // The users whose name begins so, with what the list can do beside it.
  await seller.follow("pages-tab-users");
  const users = page.locator("#users");
  await users.getByRole("searchbox").fill("mara");
  await seller.press("pages-filter");
  await seller.sees("users-found");
  assert.equal(await users.locator("tbody tr").count(), 5);
  assert.equal((await exported(seller, users, "users.csv")).length, 6, "a header and five rows");
}

/** Cancels what was bought, in its window. */
async function cancels(seller) {
  const { page } = seller;
  await seller.follow("pages-tab-subscriptions");
  const list = page.locator("#subscriptions");
  await seller.goes(() => list.getByRole("link", { name: "Kontor" }).click());
  await seller.follow("desk-cancel-subscription");
  await seller.sees("cancel");
  const [what, seats] = await effects(seller);
  assert.match(what, /^Kontor /);
  assert.match(seats, /^5 /);
  await seller.follow("desk-back-subscription");
  await seller.follow("desk-cancel-subscription");
  await seller.press("desk-cancel-subscription");
  await told(seller, "desk-said-changed");
  await seller.sees("cancelled");
  assert.match(await page.locator("h1 .badge").innerText(), new RegExp(seller.say("desk-subscription-state-deleted")));
  assert.equal(await page.locator("form#seats").count(), 0, "nothing of it can be changed any more");
}

test("what is ordered is changed, given to users and cancelled", () => way([["trade", "de"], ["trade-customer", "en"]], async (seller, buyer) => {
  await sells(seller, buyer);
  await orders(seller, await chooses(seller));
  await changes(seller);
  await gives(seller);
  await lists(seller);
  await cancels(seller);
}));

/** Requests to a whole list: a wrong row is said, the right ones stand in the list of requests. */
async function asksMany(seller) {
  const { page } = seller;
  await seller.open("/customers");
  await seller.signsIn(partner);
  await seller.follow("desk-request");
  const several = form(seller, "pages-request-several");
  const upload = async (rows) => {
    const file = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) };
    await several.getByLabel(seller.say("pages-request-list"), { exact: true }).setInputFiles(file);
    await sends(seller, "pages-request-several");
  };
  await upload(["name,domain,email", "Nord GmbH,nord.example,it@nord.example", "Ohne Komma GmbH,no domain,", "Ost AG,ost.example,"]);
  const wrong = page.locator("#list-rows-list");
  await wrong.waitFor();
  await seller.sees("list-some-wrong");
  const { rows } = await table(wrong);
  assert.deepEqual(rows.map((row) => row[0]), ["3"], "only the wrong row is named, as the file counts");
  await upload(["Süd KG,sued.example,it@sued.example"]);
  await page.waitForURL(/\/customers\/requests$/);
  await seller.sees("requests");
  await told(seller, "desk-said-requests-made");
  assert.deepEqual(await requests(seller), ["Süd KG: Drafted", "Ost AG: Drafted", "Nord GmbH: Drafted"], "the latest first");
}

/** Requests of the list as it is shown, each with its state. */
async function requests(seller) {
  const { head, rows } = await table(seller.page.locator("#requests"));
  const state = head.indexOf(seller.say("desk-column-state"));
  return rows.map((row) => `${row[0].replace(/ \S+\.example$/, "")}: ${row[state].replace(/^\P{L}+/u, "")}`);
}

/** One is handed over and reminded of, one is withdrawn; the filter tells them apart. */
async function follows(seller) {
  const { page } = seller;
  const opens = (name) => seller.goes(() => page.locator("#requests").getByRole("link", { name }).click());
  const back = () => seller.goes(() => page.locator("main .above a").click());
  await opens("Nord GmbH");
  await seller.sees("request-drafted");
  assert.equal(await seller.named("button", "desk-remind").count(), 0, "nobody is reminded of what they did not get");
  await seller.press("desk-send-link");
  await seller.press("desk-remind");
  await seller.sees("request-reminded");
  await told(seller, "desk-said-request-remind");
  await back();
  await opens("Ost AG");
  await seller.follow("desk-withdraw");
  await seller.sees("request-withdraw");
  assert.match((await effects(seller)).join(" "), /^Ost AG can no longer/);
  await seller.press("desk-withdraw");
  await seller.sees("request-withdrawn");
  await told(seller, "desk-said-request-withdraw");
  assert.equal(await page.locator("#request-link").count(), 0);
  await back();
  assert.deepEqual(await requests(seller), ["Süd KG: Drafted", "Ost AG: Withdrawn", "Nord GmbH: Sent"]);
  const state = page.locator("#requests .filters").getByLabel(seller.say("desk-filter-status"));
  for (const [word, left] of [["sent", ["Nord GmbH: Sent"]], ["withdrawn", ["Ost AG: Withdrawn"]], ["declined", []]]) {
    await state.selectOption({ label: seller.say(`desk-request-state-${word}`) });
    await seller.press("pages-filter");
    assert.deepEqual(left.length ? await requests(seller) : await page.locator("#requests tbody tr").all(), left);
  }
  await seller.sees("requests-none");
  await told(seller, "pages-list-no-match");
  await seller.follow("pages-filter-clear");
}

/** Order and columns as they are wished stay, and the file has all of them in that order. */
async function arranges(seller) {
  const { page } = seller;
  const list = page.locator("#requests");
  const sorts = () => seller.goes(() => list.locator("thead").getByRole("link", { name: seller.say("desk-column-customer") }).click());
  await sorts();
  assert.deepEqual((await requests(seller)).map((one) => one.split(" ")[0]), ["Nord", "Ost", "Süd"]);
  await sorts();
  assert.deepEqual((await requests(seller)).map((one) => one.split(" ")[0]), ["Süd", "Ost", "Nord"]);
  assert.equal(await list.locator("thead th").first().getAttribute("aria-sort"), "descending");

  await list.locator("summary").click();
  await list.getByRole("checkbox", { name: seller.say("desk-column-email") }).check();
  await list.getByRole("checkbox", { name: seller.say("desk-column-created") }).uncheck();
  await seller.goes(() => list.getByRole("button", { name: seller.say("pages-columns-show") }).click());
  await seller.sees("requests-columns");
  const shown = ["customer", "state", "valid", "email"].map((key) => seller.say(`desk-column-${key}`));
  for (let turn = 0; turn < 2; turn += 1) {
    const { head, rows } = await table(list);
    assert.deepEqual(head, shown, "the columns stay chosen");
    assert.deepEqual(rows.map((row) => row[3]), ["it@sued.example", "–", "it@nord.example"], "so does the order");
    await page.reload();
  }
  const [head, ...rows] = await exported(seller, list, "requests.csv");
  assert.equal(head, ["customer", "state", "created", "valid", "email"].map((key) => seller.say(`desk-column-${key}`)).join(","));
  const cells = rows.map((row) => row.split(","));
  assert.deepEqual(cells.map((row) => `${row[0]}|${row[1]}|${row[4]}`), ["Süd KG|Drafted|it@sued.example", "Ost AG|Withdrawn|", "Nord GmbH|Sent|it@nord.example"]);
  assert.ok(cells.every((row) => /^2027-01-04T/.test(row[2]) && /^2027-\d\d-\d\d$/.test(row[3])), rows.join("\n"));
}

test("a whole list of customers is asked, and the list is kept as one likes it", () => way([["asks", "en"]], async (seller) => {
  await asksMany(seller);
  await follows(seller);
  await arranges(seller);
}));

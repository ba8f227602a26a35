// The dashboard without a script, and by keyboard alone. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, launch, partner, password, sandbox } from "./support.mjs";

let browser;
let center;
before(async () => {
  [browser, center] = await Promise.all([launch(), sandbox()]);
});
after(async () => {
  await browser?.close();
  await center?.stop();
});

async function within(name, tag, options, work) {
  const person = await Person.at(browser, center.origin, name, tag, options);
  try {
    await work(person);
  } catch (error) {
    person.wrong.push(`${person.path}: ${error.stack}`);
  }
  await person.leaves();
}

test("every main way goes without a script", () => within("plain", "en", { javaScriptEnabled: false }, async (person) => {
  await person.open("/customers");
  assert.match(person.path, /^\/sign-in\?to=/);
  await person.keeps("sign-in");
  await person.signsIn(partner);
  assert.equal(person.path, "/customers", "after signing in one is where one wanted to be");
  await person.keeps("customers");

  // A request, with a mistake on the way: the form comes back with what was typed and with what is wrong.
  await person.follow("desk-request");
  await person.page.locator("#request-name").fill("Leuchtturm AG");
  await person.page.locator("#request-domain").fill("no domain");
  await person.press("pages-request-submit");
  await person.keeps("request-refused");
  assert.equal(await person.page.locator("#request-name").inputValue(), "Leuchtturm AG");
  const to = await person.page.locator(".errors a").first().getAttribute("href");
  assert.equal(to, "#request-domain");
  assert.equal(await person.page.locator(to).getAttribute("aria-invalid"), "true");
  await person.page.locator("#request-domain").fill("leuchtturm.example");
  await person.press("pages-request-submit");
  await person.keeps("request");
  assert.match(await person.page.locator("#request-link").inputValue(), /^http:/);
  assert.equal(await person.page.locator("button[data-copies]:visible").count(), 0, "what cannot copy is not there");

  // The search of customers, and the one for everything.
  await person.menu("customers");
  await person.page.locator("#customers-by-q").fill("zzz");
  await person.press("pages-filter");
  assert.match(person.path, /q=zzz/);
  assert.match(await person.main(), new RegExp(person.say("pages-list-no-match").slice(0, 20)));
  await person.page.locator("#search").fill("leuchtturm");
  await person.goes(() => person.page.locator("#search").press("Enter"));
  await person.keeps("search");
  assert.match(person.path, /^\/search\?q=leuchtturm/);
  await person.goes(() => person.page.locator(".found a").first().click());
  assert.match(await person.heading(), /Leuchtturm AG/);

  // Language and look are kept, and one stays where one is.
  const here = person.path;
  await person.goes(() => person.page.getByRole("button", { name: "de", exact: true }).click());
  assert.equal(person.path, here);
  assert.equal(await person.page.getAttribute("html", "lang"), "de");
  await person.page.locator("details.person summary").click();
  await person.goes(() => person.page.locator("button[name=theme][value=dark]").click());
  assert.equal(person.path, here);
  assert.equal(await person.page.getAttribute("html", "data-theme"), "dark");
  await person.keeps("german-and-dark");
  await person.page.locator("details.person summary").click();
  await person.goes(() => person.page.locator("form[action='/sign-out'] button").click());
  assert.match(person.path, /^\/sign-in/);
  await person.open("/customers");
  assert.match(person.path, /^\/sign-in/, "whoever is signed out sees nothing");
}));

test("everything can be reached by keyboard", () => within("keys", "en", {}, async (person) => {
  const { page } = person;
  const key = (name) => page.keyboard.press(name);
  const at = () => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName);
  await person.open("/");
  assert.equal(await at(), "sign-in-name", "typing begins at the name");
  await page.keyboard.type(partner);
  await key("Tab");
  await page.keyboard.type(password);
  await person.goes(() => key("Enter"));
  assert.equal(person.path, "/");

  await key("/");
  assert.equal(await at(), "search");
  await page.keyboard.type("g");
  assert.equal(await page.inputValue("#search"), "g", "in a field keys are letters");
  await page.evaluate(() => document.activeElement.blur());
  await key("g");
  await person.goes(() => key("m"));
  assert.equal(person.path, "/moves");
  await key("?");
  assert.ok(await page.locator("#help").isVisible());
  await person.sees("help");
  await key("Escape");
  assert.ok(!(await page.locator("#help").isVisible()));

  // The skip link comes first, and behind it the main button is near; whatever is reached shows that it is.
  await person.menu("customers");
  await key("Tab");
  assert.equal(await at(), "#main");
  await key("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  let found = false;
  for (let step = 0; step < 4 && !found; step += 1) {
    await key("Tab");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none", await at());
    found = (await at()) === "/customers/requests/new";
  }
  assert.ok(found, "the main button is among the first things of the page");
  await person.goes(() => key("Enter"));
  assert.equal(person.path, "/customers/requests/new");

  // The order of the whole page: all of it, from the top, and the form is sent from its last field.
  const stops = [];
  await page.evaluate(() => document.activeElement.blur());
  for (let step = 0; step < 60; step += 1) {
    await key("Tab");
    const stop = await page.evaluate(() => ({
      inside: document.activeElement.closest("form")?.id ?? "",
      kind: document.activeElement.tagName,
      // The parts of a day's field show by themselves which of them is reached.
      outline: document.activeElement.type === "date" ? "its own" : getComputedStyle(document.activeElement).outlineStyle,
    }));
    if (stop.kind === "BODY") break;
    stops.push(stop);
  }
  assert.deepEqual(stops.filter((stop) => stop.outline === "none"), [], "what is reached is seen");
  const form = stops.map((stop) => stop.inside).indexOf("request");
  assert.ok(form > 0 && stops.slice(form).some((stop) => stop.inside === "request" && stop.kind === "BUTTON"), JSON.stringify(stops));

  // Out again, by the menu of the person.
  await page.locator("details.person summary").focus();
  await key("Enter");
  let last = "";
  for (let step = 0; step < 8 && last !== "/sign-out"; step += 1) {
    await key("Tab");
    last = await page.evaluate(() => document.activeElement.closest("form")?.getAttribute("action") ?? "");
  }
  assert.equal(last, "/sign-out");
  await person.goes(() => key("Enter"));
  assert.match(person.path, /^\/sign-in/);
}));

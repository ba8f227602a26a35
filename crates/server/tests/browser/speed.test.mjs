// How pages come up: nothing moves while they do, nothing holds up whoever wants to type, and they are there soon; and what a slow line does to
// them. Run by `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Person, asks, launch, partner, sandbox } from "./support.mjs";

let browser;
let center;
before(async () => {
  [browser, center] = await Promise.all([launch(), sandbox()]);
});
after(async () => {
  await browser?.close();
  await center?.stop();
});

/** A page may take so many milliseconds until something is painted, and tasks hold up nothing beyond 50 ms each. */
const painted = 300;
/** Of so many visits the best one counts: what else the machine does is not the page's. */
const visits = 5;

/** Watches a page from its first moment on. */
const watch = () => {
  globalThis.moved = [];
  globalThis.blocked = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      globalThis.moved.push(`${shift.value.toFixed(4)}: ${shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName).join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) globalThis.blocked += Math.max(0, task.duration - 50);
  }).observe({ type: "longtask", buffered: true });
};

/** A customer of the partner, made by its application; the address of its page. */
async function newCustomer() {
  const address = { country: "DE", city: "Bremen", addressLine1: "Am Wall 1", postalCode: "28195", firstName: "Kim", lastName: "Muster", phoneNumber: "+4942112345" };
  const body = {
    companyProfile: { domain: "schnell.onmicrosoft.com" },
    billingProfile: { culture: "de-DE", email: "kim@schnell.example", language: "de", companyName: "Schnell GmbH", defaultAddress: address },
  };
  const made = await asks(center, "5a000000-0000-4000-8000-000000000001", "https://api.partnercenter.microsoft.com", "/v1/customers", body);
  return `/customers/${made.id}`;
}

/** What came of a visit. */
const seen = (page) => page.evaluate(async () => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity;
  return { paint, moved: globalThis.moved, blocked: globalThis.blocked };
});

async function looks(person, path, wanted = 200) {
  const all = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const answer = await person.open(path);
    assert.equal(answer.status(), wanted, path);
    all.push(await seen(person.page));
  }
  const best = (name) => Math.min(...all.map((one) => one[name]));
  for (const one of all) assert.deepEqual(one.moved, [], `${path}: nothing moves`);
  assert.ok(best("paint") < painted, `${path}: painted after ${best("paint").toFixed(0)} ms`);
  assert.equal(best("blocked"), 0, `${path}: tasks block for ${best("blocked").toFixed(0)} ms`);
  return `${path}: ${best("paint").toFixed(0)} ms`;
}

test("pages are there soon, do not move, and hold nobody up", { timeout: 180_000 }, async (t) => {
  const person = await Person.at(browser, center.origin, "speed", "en");
  const { page } = person;
  try {
    await page.addInitScript(watch);
    const told = [await looks(person, "/sign-in")];
    await person.signsIn(partner);
    const customer = await newCustomer();
    const paths = ["/", "/deadlines", "/customers", customer, `${customer}/subscriptions`, `${customer}/users`, `${customer}/activity`, `${customer}/orders/new`, "/customers/requests/new", "/moves", "/moves/new", "/campaigns", "/catalogue", "/partners", "/activity", "/settings", "/search?q=a"];
    for (const path of paths) told.push(await looks(person, path));
    told.push(await looks(person, "/nothing-here", 404));
    t.diagnostic(told.join("; "));
  } catch (error) {
    person.wrong.push(`${person.path}: ${error.stack}`);
  }
  await person.leaves();
});

test("over a slow line a page comes whole, and a form is sent once", { timeout: 120_000 }, async () => {
  const person = await Person.at(browser, center.origin, "slow", "de");
  const { page } = person;
  try {
    const line = await person.context.newCDPSession(page);
    await line.send("Network.enable");
    // A telephone at the edge of a village: 50 kB a second, 600 ms there and back.
    await line.send("Network.emulateNetworkConditions", { offline: false, latency: 600, downloadThroughput: 50_000, uploadThroughput: 25_000 });
    await page.addInitScript(watch);
    await person.open("/");
    assert.deepEqual((await seen(page)).moved, [], "what comes late moves nothing");
    await person.keeps("sign-in");
    await person.signsIn(partner);
    await person.open("/customers/requests/new");
    assert.deepEqual((await seen(page)).moved, []);
    await person.field("pages-request-name").fill("Langsam GmbH");
    let sent = 0;
    page.on("request", (request) => {
      if (request.method() === "POST") sent += 1;
    });
    await person.goes(async () => {
      const button = person.page.locator("form#request button").last();
      // Who is impatient presses again.
      await button.dblclick();
      await button.click({ timeout: 300, noWaitAfter: true }).catch(() => {});
    });
    assert.equal(sent, 1, "however often the button is pressed");
    await person.keeps("sent");
  } catch (error) {
    person.wrong.push(`${person.path}: ${error.stack}`);
  }
  await person.leaves();
});

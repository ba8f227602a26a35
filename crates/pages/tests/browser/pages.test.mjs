// Looks at every rendered page in Chromium, served with the policy that the server sends: axe-core finds nothing, nothing overflows
// at 390 and 1280 pixels in light and dark, nothing is loaded from elsewhere or refused by the policy; the keys, copying, local times
// and live regions do what they say. Run by `cargo xtask test`; NAHTLOS_PAGES_DIR names the folder that the example `render_pages` has
// written. The browser's driver is the one that the report's tests have.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";

const folder = process.env.NAHTLOS_PAGES_DIR;
if (!folder || !existsSync(folder)) {
  throw new Error("NAHTLOS_PAGES_DIR must name a folder of pages: cargo run -p nahtlos-pages --example render_pages -- FOLDER");
}
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
if (pages.length < 100) throw new Error(`${folder} holds ${pages.length} pages`);

const require = createRequire(new URL("../../../report/tests/browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const policy = readFileSync(join(folder, "policy.txt"), "utf8");
const shots = process.env.NAHTLOS_PAGES_SHOTS; // a folder for pictures, for whoever wants to see them
if (shots) mkdirSync(shots, { recursive: true });

const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
let body = (name) => readFileSync(join(folder, name));
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const name = path.startsWith("/assets/") ? join("assets", basename(path)) : basename(path);
  if (!name.includes(".")) {
    // Where links and live regions lead: another page, of which nothing is looked at.
    response.writeHead(200, { "content-type": types.html, "content-security-policy": policy }).end("<!doctype html><title>x</title>");
    return;
  }
  const type = types[name.split(".").at(-1)];
  if (!type || !existsSync(join(folder, name))) {
    // What a browser asks for by itself, such as favicon.ico.
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": type, "content-security-policy": policy });
  response.end(body(name));
});

function browserPath() {
  const places = (process.env.PATH ?? "").split(delimiter);
  const found = ["chromium", "chromium-browser", "google-chrome"].flatMap((n) => places.map((p) => join(p, n))).find(existsSync);
  if (!found) throw new Error("Chromium is missing: apt-get install -y chromium");
  return found;
}

let browser;
let origin;
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];
  browser = await chromium.launch({ executablePath: browserPath(), headless: true, args });
});
after(async () => {
  await browser?.close();
  server.close();
  server.closeAllConnections();
});

async function open(name, options) {
  const context = await browser.newContext({ timezoneId: "Europe/Berlin", bypassCSP: false, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith(origin) || problems.push(`loads ${request.url()}`));
  await page.goto(`${origin}/${name}`);
  return { context, page, problems };
}

async function findings(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")})`);
}

const overflow = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const inside = (e) => e.closest(".scroll, .menu, .tabs, svg, .unseen, .skip, details:not([open])") !== null;
  const wide = [...document.body.querySelectorAll("*")].filter((e) => !inside(e) && e.getClientRects().length && e.getBoundingClientRect().right > width + 1);
  return { body: Math.max(0, document.documentElement.scrollWidth - width), wide: wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) };
});

const sizes = [[390, "light"], [390, "dark"], [1280, "light"], [1280, "dark"]];
// Words differ between languages, and hostile ones are the longest; tabs of a customer differ in nothing that is seen here.
const looked = pages.filter((name) => /-(normal-de|hostile-en)\.html$/.test(name) && (!name.startsWith("customer-") || name.startsWith("customer-overview")));
for (const name of looked) {
  describe(name, { concurrency: false }, () => {
    test("at every width, light and dark", async () => {
      const { context, page, problems } = await open(name, { viewport: { width: 1280, height: 900 } });
      try {
        for (const [width, colorScheme] of sizes) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
          assert.deepEqual(await overflow(page), { body: 0, wide: [] }, `${width} ${colorScheme}`);
          if (width === 390 || colorScheme === "dark") assert.deepEqual(await findings(page), [], `${width} ${colorScheme}`);
        }
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        await page.setViewportSize({ width: 390, height: 900 });
        assert.deepEqual(await overflow(page), { body: 0, wide: [] }, "all open");
        assert.deepEqual(problems, []);
      } finally {
        await context.close();
      }
    });
  });
}

test("keys", async () => {
  const { context, page, problems } = await open("list-normal-en.html", { viewport: { width: 1280, height: 900 } });
  try {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href"));
    await page.keyboard.press("/");
    assert.equal(await focused(), "search");
    await page.keyboard.type("/?j");
    assert.match(await page.inputValue("#search"), /\/\?j$/);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("j");
    assert.equal(await focused(), "/customers/0");
    await page.keyboard.press("j");
    assert.equal(await focused(), "/customers/1");
    await page.keyboard.press("k");
    assert.equal(await focused(), "/customers/0");
    await page.keyboard.press("?");
    assert.ok(await page.locator("#help").isVisible());
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("#help").isVisible()));
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL("**/moves", { waitUntil: "commit" }).catch(() => {}), page.keyboard.press("m")]);
    assert.match(page.url(), /\/moves$/);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
});

test("instants are shown in the reader's zone", async () => {
  const { context, page } = await open("subscription-normal-de.html", { viewport: { width: 1280, height: 900 } });
  try {
    const time = page.locator("time.at").first();
    assert.equal(await time.innerText(), "31.01.2027, 15:05");
    assert.equal(await time.getAttribute("title"), "31.01.2027, 14:05 UTC");
  } finally {
    await context.close();
  }
  const without = await open("subscription-normal-de.html", { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  try {
    assert.equal(await without.page.locator("time.at").first().innerText(), "31.01.2027, 14:05 UTC");
    assert.equal(await without.page.locator("button[data-copies]:visible").count(), 0);
  } finally {
    await without.context.close();
  }
});

test("text is copied as it is", async () => {
  const { context, page } = await open("request-normal-en.html", { viewport: { width: 1280, height: 900 } });
  try {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("button[data-copies=request-body]").click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "Hello\nworld");
    assert.equal(await page.locator("button[data-copies=request-body]").innerText(), "Copied");
  } finally {
    await context.close();
  }
});

test("a live region is replaced when it changed, and only then", async () => {
  const before = body;
  const { context, page, problems } = await open("move-normal-en.html", { viewport: { width: 1280, height: 900 } });
  try {
    // The sample's region is fetched from an address that the folder does not have; the page itself stands in for it.
    await page.route("**/moves/1", (route) => route.fulfill({ contentType: "text/html", body: body("move-normal-en.html").toString() }));
    await page.evaluate(() => (document.querySelector("#live-move h1").dataset.mine = "yes"));
    await page.waitForResponse("**/moves/1", { timeout: 20000 });
    assert.equal(await page.locator("#live-move h1[data-mine]").count(), 1);
    body = (name) => Buffer.from(before(name).toString().replace("Everybody is covered.", "Something new."));
    await page.waitForSelector("text=Something new.", { timeout: 20000 });
    assert.equal(await page.locator("#live-move h1[data-mine]").count(), 0);
    assert.match(await page.locator("#live-move time.at").first().innerText(), /15:05$/);
    assert.deepEqual(problems, []);
  } finally {
    body = before;
    await context.close();
  }
});

// Looks at every rendered report in Chromium: axe-core finds nothing, nothing overflows at 390 and 1280 pixels in light and
// dark, the language and title are right, nothing is loaded from elsewhere, the page works without its script, and A4 print fits.
// Run by `cargo xtask test`; NAHTLOS_REPORT_DIR names the folder that the example `render` has written.
import assert from "node:assert/strict";
import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = process.env.NAHTLOS_REPORT_DIR;
if (!folder || !existsSync(folder)) {
  throw new Error("NAHTLOS_REPORT_DIR must name a folder of reports: cargo run -p nahtlos-report --example render -- FOLDER");
}
const reports = readdirSync(folder).filter((name) => name.endsWith(".html"));
if (reports.length < 2) throw new Error(`${folder} holds no reports`);

const require = createRequire(import.meta.url);
function needed(name) {
  try {
    return require.resolve(name);
  } catch {
    throw new Error(`${name} is missing: run npm ci in crates/report/tests/browser`);
  }
}
const { chromium } = require(needed("playwright-core"));
const axe = readFileSync(needed("axe-core/axe.min.js"), "utf8");

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  const found = places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error("Chromium is missing: apt-get install -y chromium");
  return found;
}

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: browserPath(), headless: true, args: flags });
});
after(() => browser?.close());

const url = (name) => pathToFileURL(join(folder, name)).href;
const language = (name) => /-(de|en)\.html$/.exec(name)[1];

async function open(name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith("file:") || problems.push(`loads ${request.url()}`));
  await page.goto(url(name));
  return { context, page, problems };
}

async function findings(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")})`);
}

const overflow = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const inside = (e) => e.closest(".scroll, pre, svg") !== null;
  const wide = [...document.body.querySelectorAll("*")].filter((e) => !inside(e) && e.getBoundingClientRect().right > width + 1);
  return { body: document.documentElement.scrollWidth - width, wide: wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) };
});

// Lists of purchases, originals and users fit without scrolling sideways, as tables or, on a narrow screen, as cards.
const cramped = (page) => page.evaluate(() => [...document.querySelectorAll("table.cards")]
  .filter((t) => t.scrollWidth > t.parentElement.clientWidth + 1 || [...t.querySelectorAll("tbody td, tbody th")].some((c) => c.scrollWidth > c.clientWidth + 1))
  .slice(0, 3).map((t) => `${t.className}: ${t.scrollWidth} in ${t.parentElement.clientWidth}`));

for (const name of reports) {
  describe(name, { concurrency: false }, () => {
    for (const [width, colorScheme] of [[390, "light"], [390, "dark"], [1280, "light"], [1280, "dark"]]) {
      test(`${width} pixels, ${colorScheme}`, async () => {
        const { context, page, problems } = await open(name, { viewport: { width, height: 900 }, colorScheme });
        try {
          assert.equal(await page.getAttribute("html", "lang"), language(name));
          assert.match(await page.title(), language(name) === "de" ? /Umzug von|Kein Plan für/ : /Move of|No plan for/);
          const text = await page.evaluate(() => document.body.innerText);
          assert.doesNotMatch(text, /\[[a-z]+-[A-Za-z-]+\]|\{ ?\$|undefined|NaN/, "an unfilled text");
          assert.deepEqual(await overflow(page), { body: 0, wide: [] });
          await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
          assert.deepEqual(await overflow(page), { body: 0, wide: [] });
          assert.deepEqual(await cramped(page), [], "rows wider than their place");
          assert.deepEqual(await findings(page), []);
          assert.deepEqual(problems, []);
        } finally {
          await context.close();
        }
      });
    }

    test("every link leads somewhere and every picture is described", async () => {
      const { context, page } = await open(name, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
      try {
        const dead = await page.evaluate(() =>
          [...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href")).filter((href) => !document.querySelector(href)));
        assert.deepEqual(dead, []);
        const bare = await page.evaluate(() =>
          [...document.querySelectorAll("svg[role=img]")].filter((s) =>
            s.getAttribute("aria-labelledby").split(" ").some((id) => !document.getElementById(id)?.textContent.trim())).length);
        assert.equal(bare, 0);
      } finally {
        await context.close();
      }
    });

    test("printed on A4", async () => {
      const { context, page } = await open(name, { viewport: { width: 688, height: 1000 }, colorScheme: "dark" });
      try {
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
        // 210 mm less the margins of 14 mm on both sides are 688 CSS pixels: nothing may be cut off.
        const cut = await page.evaluate(() => [...document.querySelectorAll("main *")]
          .filter((e) => !e.closest("svg") && e.getBoundingClientRect().right > 688 + 1 && e.getClientRects().length)
          .slice(0, 5).map((e) => e.outerHTML.slice(0, 120)));
        assert.deepEqual(cut, []);
        // Reasons are printed though nobody opened them.
        const hidden = await page.evaluate(() => [...document.querySelectorAll(".whys li")].filter((li) => !li.getClientRects().length).length);
        assert.equal(hidden, 0);
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
        assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
        assert.match(pdf.toString("latin1"), /MediaBox ?\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
      } finally {
        await context.close();
      }
    });

    test("without its script", async () => {
      const { context, page } = await open(name, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
      try {
        assert.ok(await page.locator("main h2").count() > 0);
        assert.equal(await page.locator("input").count(), 0);
      } finally {
        await context.close();
      }
    });
  });
}

for (const [name, date] of [["workshop-en.html", "\\d{1,2} \\w{3} 20\\d\\d"], ["workshop-de.html", "\\d\\d\\.\\d\\d\\.20\\d\\d"]])
test(`hovering and arrow keys show a day's figures: ${name}`, async () => {
  const { context, page, problems } = await open(name, { viewport: { width: 1280, height: 900 } });
  try {
    const stage = page.locator(".pool .stage").first();
    await stage.hover({ position: { x: 200, y: 60 } });
    const box = stage.locator(".readout");
    assert.ok(await box.isVisible());
    assert.match(await box.innerText(), new RegExp(`^${date}\\s[^]*(Seats|Plätze)\\s+\\d[^]*(Slack|Spielraum)\\s+\\d`));
    const slider = stage.locator("input[type=range]");
    await slider.focus();
    const first = await slider.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await slider.getAttribute("aria-valuetext"), first);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
});

test("lists open and close all at once, and a link opens what it leads to", async () => {
  const { context, page, problems } = await open("holding-en.html", { viewport: { width: 1280, height: 900 } });
  try {
    const closed = () => page.locator("#purchases details.lot:not([open])").count();
    const all = await page.locator("#purchases details.lot").count();
    assert.ok(all > 20);
    assert.equal(await closed(), all);
    const button = page.locator("#purchases .openall");
    await button.click();
    assert.equal(await closed(), 0);
    await page.waitForFunction(() => document.querySelector("#purchases .openall").textContent === "Close all");
    await button.click();
    assert.equal(await closed(), all);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
  const workshop = await open("workshop-en.html", { viewport: { width: 1280, height: 900 } });
  try {
    await workshop.page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = false)));
    const href = await workshop.page.getAttribute("#steps a[href^='#changes-']", "href");
    await workshop.page.evaluate((to) => (location.hash = to), href);
    await workshop.page.waitForSelector(`${href}[open]`);
  } finally {
    await workshop.context.close();
  }
});

test("a purchase unfolds its reasons by keyboard", async () => {
  const { context, page } = await open("workshop-de.html", { viewport: { width: 390, height: 900 } });
  try {
    await page.evaluate(() => document.querySelectorAll("#purchases details.lot").forEach((d) => (d.open = true)));
    const why = page.locator("#purchases details.whys").first();
    assert.ok(!(await why.locator("li").first().isVisible()));
    await why.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await why.locator("li").first().isVisible());
  } finally {
    await context.close();
  }
});

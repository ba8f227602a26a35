// What the dashboard's browser tests share: a sandbox of their own, a browser, the words of both languages, and how a page is looked at.
// NAHTLOS_PROGRAM names the program; NAHTLOS_DASHBOARD_SHOTS a folder for pictures (else `shots` beside this file); with
// NAHTLOS_DASHBOARD_LONG=1 pages are looked at in both languages, light and dark, narrow and wide.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

// The browser's driver and axe are those that the report's tests have.
const require = createRequire(new URL("../../../report/tests/browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// With NAHTLOS_TOUR=folder nothing is looked at but the way of docs/tour.md, and its pictures are made there.
export const tour = process.env.NAHTLOS_TOUR;
export const long = process.env.NAHTLOS_DASHBOARD_LONG === "1";
export const password = "Sandbox-Password-1";
export const partner = "admin@partner.example";
export const customer = "admin@leuchtturm.example";
export const owner = "admin@speicher.example";

const program = process.env.NAHTLOS_PROGRAM;
if (!program || !existsSync(program)) {
  throw new Error("NAHTLOS_PROGRAM must name the program: cargo build -p nahtlos-cli, then target/debug/nahtlos");
}
const shots = process.env.NAHTLOS_DASHBOARD_SHOTS ?? fileURLToPath(new URL("shots", import.meta.url));
mkdirSync(shots, { recursive: true });
if (tour) mkdirSync(tour, { recursive: true });

/** The pictures of docs/tour.md, by what is seen. */
const TOUR = new Set([
  "request-form", "invitation", "customer-subscriptions", "move-planned", "report-day", "what-if-found", "approve", "move-task-1",
  "move-completed", "dashboard-after", "group-preview",
]);

/** The sandbox partner's application asks for something, in its own tenant, or with Graph in a customer's; with a body: to be made. */
export async function asks({ origin }, tenant, service, path, body) {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "5a000000-0000-4000-8000-0000000000a1",
    client_secret: "sandbox-secret",
    scope: `${service}/.default`,
  });
  const { access_token: token } = await (await fetch(`${origin}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: form })).json();
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const answer = await fetch(`${origin}${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  assert.ok(answer.ok, `${answer.status} ${path}: ${text}`);
  return text && JSON.parse(text);
}

/** A sandbox in memory, from the same day at every run; it has no settings but these, and those that a test needs besides (`name=value`). */
export async function sandbox(...more) {
  const folder = mkdtempSync(join(tmpdir(), "nahtlos-dashboard-"));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("NAHTLOS_")));
  const seed = fileURLToPath(new URL("seed.toml", import.meta.url));
  const set = ["--seed", seed, "--set", "sandbox-begins=2027-01-04T08:00:00Z", ...more.flatMap((one) => ["--set", one])];
  const child = spawn(program, ["serve", "--sandbox", "--ephemeral", "--listen", "127.0.0.1:0", ...set], { cwd: folder, env: { ...env, LANG: "C.UTF-8" }, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  const lines = (stream) => createInterface({ input: stream }).on("line", (line) => said.push(line));
  lines(child.stderr);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const origin = await new Promise((resolve, reject) => {
    lines(child.stdout).on("line", (line) => {
      const found = /Listening on (http:\S+:\d+)/.exec(line);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`the sandbox ended with ${code}:\n${said.join("\n")}`)));
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const stop = async () => {
    child.kill("SIGTERM");
    const code = await ended;
    rmSync(folder, { recursive: true, force: true });
    assert.equal(code, 0, said.join("\n"));
  };
  return { origin, said, stop };
}

function browserPath() {
  const places = (process.env.PATH ?? "").split(delimiter);
  const found = ["chromium", "chromium-browser", "google-chrome"].flatMap((n) => places.map((p) => join(p, n))).find(existsSync);
  if (!found) throw new Error("Chromium is missing: apt-get install -y chromium");
  return found;
}

/** A browser. */
export const launch = () => chromium.launch({
  executablePath: browserPath(),
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});

const locales = Object.fromEntries(["de", "en"].map((tag) => [tag, texts(new URL(`../../../../locales/${tag}/`, import.meta.url))]));

/** Texts without choices, by key: the others are looked for by what they lead to. */
function texts(folder) {
  const all = new Map();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(new URL(name, folder), "utf8").split("\n")) {
      const found = /^([a-z][A-Za-z0-9-]*) = (.+)$/.exec(line);
      if (found && !found[2].includes("{")) all.set(found[1], found[2]);
    }
  }
  return all;
}

/** The words of a language. */
export const words = (tag) => (key) => {
  const text = locales[tag].get(key);
  assert.ok(text, `locales/${tag} has no plain text ${key}`);
  return text;
};

/** The code of a key at a time (RFC 6238). */
export function code(base32, step) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...base32.replaceAll(" ", "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const tag = createHmac("sha1", key).update(counter).digest();
  const at = tag[19] & 15;
  return String((tag.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The time step of now. */
export const stepNow = () => Math.floor(Date.now() / 30_000);

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")})`);
}

const wide = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const inside = (e) => e.closest(".scroll, .menu, .tabs, svg, .unseen, .skip, details:not([open])") !== null;
  const all = [...document.body.querySelectorAll("*")].filter((e) => !inside(e) && e.getClientRects().length && e.getBoundingClientRect().right > width + 1);
  const body = document.documentElement.scrollWidth - width;
  return [...(body > 0 ? [`the page is ${body} pixels wider than the window`] : []), ...all.slice(0, 3).map((e) => `too wide: ${e.outerHTML.slice(0, 120)}`)];
});

/** Somebody at a browser of their own. */
export class Person {
  constructor(name, tag, context, page, origin) {
    Object.assign(this, { name, tag, context, page, origin, say: words(tag), wrong: [], pictures: 0 });
  }

  /** Opens a browser; what goes wrong in it on the way is kept, and refused at the end. */
  static async at(browser, origin, name, tag, options) {
    const locale = tag === "de" ? "de-DE" : "en-GB";
    const context = await browser.newContext({ locale, timezoneId: "Europe/Berlin", viewport: { width: 1280, height: 900 }, ...options });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const person = new Person(name, tag, context, page, origin);
    page.on("pageerror", (error) => person.wrong.push(`${page.url()}: script: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && !/status of [45]\d\d/.test(message.text()) && person.wrong.push(`${page.url()}: console: ${message.text()}`));
    page.on("request", (request) => request.url().startsWith(origin) || person.wrong.push(`${page.url()}: loads ${request.url()}`));
    page.on("response", (response) => response.status() >= 500 && person.wrong.push(`${response.status()} ${response.url()}`));
    return person;
  }

  /** Does something that leads to another page. */
  async goes(act) {
    const arrived = this.page.waitForEvent("load");
    await act();
    await arrived;
  }

  open(path) {
    return this.page.goto(path.startsWith("http") ? path : this.origin + path);
  }

  /** Chooses a language, as the browser remembers it. */
  async speaks(tag) {
    await this.context.addCookies([{ name: "nahtlos-language", value: tag, url: this.origin, httpOnly: true, sameSite: "Lax" }]);
    [this.tag, this.say] = [tag, words(tag)];
  }

  /** The address without the host. */
  get path() {
    return this.page.url().slice(this.origin.length);
  }

  /** A link, button or box of the page by its words: people see no addresses. */
  named(role, key, where = "main") {
    return this.page.locator(where).getByRole(role, { name: this.say(key), exact: true });
  }

  follow(key) {
    return this.goes(() => this.named("link", key).first().click());
  }

  press(key) {
    return this.goes(() => this.named("button", key).first().click());
  }

  /** An entry of the menu. */
  menu(entry) {
    return this.goes(() => this.named("link", `pages-menu-${entry}`, "nav.menu").click());
  }

  /** A field by its label. */
  field(key) {
    return this.page.locator("main").getByLabel(this.say(key), { exact: false }).first();
  }

  async signsIn(user, secret = password) {
    await this.page.getByLabel(this.say("pages-signin-name"), { exact: true }).fill(user);
    await this.page.getByLabel(this.say("pages-signin-password"), { exact: true }).fill(secret);
    await this.press("pages-signin-submit");
  }

  async signsOut() {
    await this.page.locator("details.person summary").click();
    await this.goes(() => this.named("button", "pages-sign-out", ".person").click());
  }

  heading() {
    return this.page.locator("h1").innerText();
  }

  main() {
    return this.page.locator("main").innerText();
  }

  /** Keeps a picture of the page, and looks no further: where there is no script, axe is none either. */
  async keeps(name) {
    await this.page.screenshot({ path: join(shots, `${this.name}-${this.next()}-${name}-${this.tag}.png`), fullPage: true });
  }

  next() {
    this.pictures += 1;
    return String(this.pictures).padStart(2, "0");
  }

  /** Looks at the page as it stands: axe finds nothing, nothing is too wide, no text is missing; and keeps a picture of it. */
  async sees(name) {
    if (tour) {
      if (TOUR.has(name)) await this.page.screenshot({ path: join(tour, `${name}.png`) });
      return;
    }
    const number = this.next();
    const sizes = long ? [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]] : [[1280, "light"]];
    for (const [width, colorScheme] of sizes) {
      await this.page.setViewportSize({ width, height: 900 });
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: join(shots, `${this.name}-${number}-${name}-${this.tag}-${width}-${colorScheme}.png`), fullPage: true });
      const found = [...await violations(this.page), ...await wide(this.page)];
      this.wrong.push(...found.map((text) => `${name} (${this.path}, ${this.tag}, ${width}, ${colorScheme}): ${text}`));
    }
    await this.page.setViewportSize({ width: 1280, height: 900 });
    await this.page.emulateMedia({ colorScheme: "light" });
    const text = await this.page.evaluate(() => document.body.innerText);
    const hole = /\[[a-z]+-[A-Za-z-]+\]|\{ ?\$|undefined|NaN/.exec(text);
    if (hole) this.wrong.push(`${name} (${this.path}): a text that is not filled: ${hole[0]}`);
    const lang = await this.page.getAttribute("html", "lang");
    if (lang !== this.tag) this.wrong.push(`${name} (${this.path}): lang is ${lang}, not ${this.tag}`);
  }

  /** Closes the browser and says all that went wrong in it at once. */
  async leaves() {
    await this.context.close();
    assert.deepEqual(this.wrong, [], `${this.name}:\n${this.wrong.join("\n")}`);
  }
}

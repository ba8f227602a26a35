// What protects the dashboard: headers, cookies, proofs of forms, sessions, waiting after wrong passwords, the second factor. Run by
// `cargo xtask test`.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Person, code, launch, partner, password, sandbox, stepNow } from "./support.mjs";

let browser;
let center;
before(async () => {
  [browser, center] = await Promise.all([launch(), sandbox()]);
});
after(async () => {
  await browser?.close();
  await center?.stop();
});

/** A client that keeps cookies and follows nothing by itself. */
class Client {
  cookies = new Map();

  async asks(method, path, fields) {
    const headers = { accept: "text/html", cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const body = fields && new URLSearchParams(fields);
    const answer = await fetch(center.origin + path, { method, headers, body, redirect: "manual" });
    this.set = answer.headers.getSetCookie();
    for (const line of this.set) {
      const [name, value] = line.split(";")[0].split(/=(.*)/s);
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, headers: answer.headers, to: answer.headers.get("location"), text: await answer.text() };
  }

  get(path) {
    return this.asks("GET", path);
  }

  /** The proof of the first form of a page. */
  async proof(path) {
    const found = /name="proof" value="([^"]+)"/.exec((await this.get(path)).text);
    assert.ok(found, `no proof on ${path}`);
    return found[1];
  }

  async signsIn(name = partner, secret = password) {
    return this.asks("POST", "/sign-in", { proof: await this.proof("/sign-in"), name, password: secret, to: "/" });
  }

  get session() {
    return this.cookies.get("nahtlos-session");
  }
}

const signedIn = async (name) => {
  const client = new Client();
  const answer = await client.signsIn(name);
  assert.equal(answer.status, 303, answer.text);
  return client;
};

const requests = async (client) => (await client.get("/customers/requests")).text.match(/href="\/customers\/requests\/(?!new)[^"?]+"/g)?.length ?? 0;

test("every answer says what browsers must keep to", async () => {
  const client = await signedIn();
  const page = await client.get("/customers");
  const file = /href="(\/assets\/[^"]+\.css[^"]*)"/.exec(page.text)[1];
  const nobody = new Client();
  for (const [who, path, status] of [
    [client, "/", 200], [client, "/customers", 200], [client, "/moves", 200], [client, "/settings", 200], [client, "/nothing-here", 404],
    [client, file, 200], [nobody, "/sign-in", 200], [nobody, "/customers", 303], [nobody, "/nothing-here", 404],
  ]) {
    const { headers, ...answer } = await who.get(path);
    assert.equal(answer.status, status, path);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.match(policy, /form-action 'self'/, path);
    assert.match(policy, /base-uri 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-(inline|eval)|\*/, path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("cache-control") === "no-store", path !== file, path);
    assert.ok(headers.get("referrer-policy"), path);
  }
});

test("cookies are out of reach of scripts and of other sites", async () => {
  const client = new Client();
  await client.get("/sign-in");
  const before = client.set;
  const answer = await client.signsIn();
  const after = client.set;
  await client.asks("POST", "/preferences", { proof: await client.proof("/"), language: "de", theme: "dark", back: "/" });
  const all = [...before, ...after, ...client.set];
  assert.equal(answer.status, 303);
  assert.ok(all.length >= 4, all.join("\n"));
  for (const line of all) {
    assert.match(line, /; HttpOnly/i, line);
    assert.match(line, /; SameSite=(Lax|Strict)/i, line);
    assert.match(line, /; Path=\//i, line);
  }
});

test("a form without its proof, or with another's, is refused and does nothing", async () => {
  const [client, other] = [await signedIn(), await signedIn()];
  const fields = { relationship: "plain", name: "Nobody GmbH", domain: "nobody.example", email: "", language: "de" };
  const own = await client.proof("/customers/requests/new");
  const others = await other.proof("/customers/requests/new");
  assert.notEqual(own, others);
  const before = await requests(client);
  const outside = await new Client().proof("/sign-in");
  for (const proof of [undefined, "", "0".repeat(own.length), `${own.slice(0, -1)}${own.endsWith("0") ? "1" : "0"}`, others, outside]) {
    const answer = await client.asks("POST", "/customers/requests", proof === undefined ? fields : { proof, ...fields });
    assert.equal(answer.status, 403, String(proof));
    assert.equal(await requests(client), before, "nothing was requested");
  }
  for (const path of ["/preferences", "/sign-out", "/sandbox-clock", "/settings/password", "/columns"]) {
    assert.equal((await client.asks("POST", path, { days: "1", theme: "dark", back: "/" })).status, 403, path);
  }
  assert.equal((await client.get("/customers")).status, 200, "still signed in");
  const done = await client.asks("POST", "/customers/requests", { proof: own, ...fields });
  assert.equal(done.status, 303, done.text);
  assert.equal(await requests(client), before + 1);
  // Whoever is not signed in needs the proof of the page of sign-in, of their own browser.
  const stranger = new Client();
  assert.equal((await stranger.asks("POST", "/sign-in", { name: partner, password })).status, 403);
  assert.equal((await stranger.asks("POST", "/sign-in", { proof: outside, name: partner, password })).status, 403);
  assert.equal(stranger.session, undefined);
});

test("signing in gives a session that nobody knew before, and signing out ends it", async () => {
  const client = new Client();
  const planted = "a".repeat(64);
  client.cookies.set("nahtlos-session", planted);
  await client.signsIn();
  const first = client.session;
  assert.notEqual(first, planted);
  assert.equal((await client.get("/customers")).status, 200);
  const proof = await client.proof("/");
  assert.equal((await client.asks("POST", "/sign-out", { proof })).status, 303);
  assert.equal(client.session, undefined, "the browser forgets it");
  const old = new Client();
  old.cookies.set("nahtlos-session", first);
  for (const path of ["/", "/customers", "/settings"]) {
    const answer = await old.get(path);
    assert.deepEqual([answer.status, answer.to.startsWith("/sign-in")], [303, true], path);
  }
  assert.notEqual((await old.asks("POST", "/customers/requests", { proof, name: "x", domain: "x.example" })).status, 200);
  await client.signsIn();
  assert.notEqual(client.session, first);
});

test("one leads back to pages of this host only", async () => {
  for (const to of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const client = new Client();
    const proof = await client.proof(`/sign-in?to=${encodeURIComponent(to)}`);
    const answer = await client.asks("POST", "/sign-in", { proof, name: partner, password, to });
    assert.deepEqual([answer.status, answer.to], [303, "/"], to);
  }
});

test("after ten wrong passwords one has to wait, and the right one does not help", async () => {
  const client = new Client();
  const name = "sales@partner.example";
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answer = await client.signsIn(name, `wrong-${attempt}`);
    assert.equal(answer.status, 403, `attempt ${attempt}`);
    assert.doesNotMatch(answer.text, /wrong-\d/, "a password is never shown again");
  }
  const answer = await client.signsIn(name, password);
  assert.equal(answer.status, 429);
  assert.equal(client.session, undefined);
  const stranger = await client.signsIn("nobody@partner.example", "x");
  assert.equal(stranger.status, 403, "others do not wait");
});

describe("the second factor", () => {
  test("is switched on, asked for, takes each code once, and is switched off", async () => {
    const person = await Person.at(browser, center.origin, "factor", "en");
    const { page } = person;
    const session = async () => (await person.context.cookies()).find((cookie) => cookie.name === "nahtlos-session")?.value;
    const enters = async (text) => {
      await page.locator("#sign-in-code").fill(text);
      await person.press("pages-signin-submit");
    };
    const again = async () => {
      await person.signsOut();
      await person.signsIn("helpdesk@partner.example");
      await page.locator("#sign-in-code").waitFor();
    };
    try {
      await person.open("/");
      await person.signsIn("helpdesk@partner.example");
      await person.menu("settings");
      await person.sees("settings");
      await person.follow("pages-settings-factor-begin");
      await person.sees("enrol");
      const key = await page.locator("section.enrol code").innerText();

      // A code that does not fit switches nothing on, and the key stays the same.
      await page.locator("#enrol-code").fill("000000");
      await person.press("pages-enrol-submit");
      await person.sees("enrol-wrong");
      assert.equal(await page.locator("section.enrol code").innerText(), key);

      const first = stepNow();
      const before = await session();
      await page.locator("#enrol-code").fill(code(key, first));
      await person.press("pages-enrol-submit");
      await person.sees("recovery-codes");
      assert.notEqual(await session(), before, "the session is another one");
      const codes = (await page.locator("#codes").inputValue()).trim().split("\n");
      assert.ok(codes.length >= 8 && new Set(codes).size === codes.length, codes.join(" "));
      await person.follow("pages-codes-kept");
      await person.sees("settings-with-factor");

      await again();
      await person.sees("code");
      const half = await session();
      await person.open("/settings");
      assert.match(person.path, /^\/sign-in/, "a password alone opens nothing");
      const second = Math.max(stepNow(), first + 1);
      await enters(code(key, first));
      await person.sees("code-used");
      assert.match(person.path, /^\/sign-in/, "the code of switching on is used up");
      await enters(code(key, second));
      assert.equal(person.path, "/settings");
      assert.notEqual(await session(), half, "the session is another one");

      await again();
      await enters(code(key, second));
      assert.match(person.path, /^\/sign-in/, "no code twice");
      await enters(codes[0]);
      assert.equal(await person.heading(), person.say("pages-menu-dashboard"));
      await again();
      await enters(codes[0]);
      assert.match(person.path, /^\/sign-in/, "no recovery code twice");
      await enters(codes[1].toUpperCase());
      assert.equal(await person.heading(), person.say("pages-menu-dashboard"));

      await person.menu("settings");
      assert.match(await person.main(), new RegExp(`${person.say("pages-settings-codes-left")}\\s+${codes.length - 2}`));
      await person.follow("pages-settings-factor-end");
      await person.sees("factor-off");
      await person.press("desk-factor-off-submit");
      assert.ok(await person.named("link", "pages-settings-factor-begin").isVisible());
      await person.signsOut();
      await person.signsIn("helpdesk@partner.example");
      assert.equal(await person.heading(), person.say("pages-menu-dashboard"), "the password alone opens again");
    } catch (error) {
      person.wrong.push(`${person.path}: ${error.stack}`);
    }
    await person.leaves();
  });
});

test("a passkey is added, opens alone and after the password, and is removed", { timeout: 120_000 }, async () => {
  // Passkeys are for names: the same center, called by its own.
  const origin = center.origin.replace("127.0.0.1", "localhost");
  const person = await Person.at(browser, origin, "passkey", "en");
  const { page } = person;
  const device = await person.context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options });
  const name = "admin@north.example";
  const opens = () => person.goes(() => person.named("button", "pages-signin-passkey").click());
  try {
    await person.open("/");
    await person.signsIn(name);
    await person.menu("settings");
    await person.sees("settings");
    await page.locator("#passkey-name").fill("Test device");
    await person.press("pages-passkeys-add");
    await person.sees("recovery-codes");
    await person.follow("pages-codes-kept");
    await person.sees("settings-with-passkey");
    assert.match(await person.main(), /Test device/);

    // The same device is not added twice, and the page says so.
    await page.locator("#passkey-name").fill("Twice");
    await person.named("button", "pages-passkeys-add").click();
    await page.getByText(person.say("pages-passkeys-failed")).waitFor();
    await person.sees("passkey-twice");

    await person.signsOut();
    await person.open("/sign-in?to=%2Fmoves");
    await person.sees("sign-in");
    await opens();
    assert.equal(person.path, "/moves");

    await person.signsOut();
    await person.signsIn(name);
    await person.sees("second-factor");
    assert.match(person.path, /^\/sign-in/, "the password alone opens nothing");
    await opens();
    assert.equal(await person.heading(), person.say("pages-menu-dashboard"));

    // A device that does not know who is there opens nothing; the page says what to do.
    await person.signsOut();
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await person.open("/sign-in");
    await person.named("button", "pages-signin-passkey").click();
    await page.getByText(person.say("pages-passkeys-failed")).waitFor();
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await opens();

    await person.menu("settings");
    await person.follow("pages-passkeys-end");
    await person.sees("passkey-removal");
    await person.press("desk-passkey-remove-submit");
    await person.signsOut();
    await opens();
    assert.match(await person.main(), new RegExp(person.say("desk-passkey-unknown")));
    await person.sees("passkey-gone");
    await person.signsIn(name);
    assert.equal(await person.heading(), person.say("pages-menu-dashboard"), "the password alone opens again");
  } catch (error) {
    person.wrong.push(`${person.path}: ${error.stack}`);
  }
  await person.leaves();
});

test("somebody goes between two organisations by the name at the top", { timeout: 60_000 }, async () => {
  const person = await Person.at(browser, center.origin, "switch", "de");
  const { page } = person;
  try {
    await person.open("/");
    await person.signsIn("admin@south.example");
    await page.locator("details.person summary").click();
    await person.goes(() => person.named("link", "pages-add-account", ".person").click());
    await person.sees("another");
    await person.signsIn("admin@provider.example");
    const name = page.locator("details.tenant summary");
    const first = await name.innerText();
    await name.click();
    await person.sees("organisations");
    await person.goes(() => page.locator("details.tenant button:not([aria-current])").click());
    assert.notEqual(await name.innerText(), first);
    assert.equal(await person.heading(), person.say("pages-menu-dashboard"));
    await person.signsOut();
    assert.equal((await page.locator("p.tenant").innerText()).trim(), first.replace(person.say("pages-tenant"), "").trim(), "the other one goes on");
  } catch (error) {
    person.wrong.push(`${person.path}: ${error.stack}`);
  }
  await person.leaves();
});

// A walk over every kind of page that links lead to, from the first page on, in both languages in turn: none is missing or broken, and
// each is looked at. Lists as files are fetched beside it.
import assert from "node:assert/strict";
import { long } from "./support.mjs";

/** What is the same about addresses of one kind: ids, numbers and values are not. */
function kind(address) {
  const path = address.pathname.replace(/\/[0-9a-f-]{16,}(?=\/|$)/gi, "/*").replace(/\/[^/]*[0-9:][^/]*(?=\/|$)/g, "/*");
  return [path, ...[...address.searchParams.keys()].filter((name) => name !== "sort").sort()].join(" ");
}

const leads = (page) => page.evaluate(() => [...document.querySelectorAll("a[href]")]
  .filter((a) => !a.closest("dialog")).map((a) => ({ href: a.href, file: a.hasAttribute("download") })));

/** Walks over the pages that somebody who is signed in can reach by links. */
export async function walks(person) {
  const first = new URL("/", person.origin);
  const [known, files, open] = [new Set([kind(first)]), new Set(), [first]];
  let turn = 0;
  while (open.length > 0) {
    const address = open.shift();
    const name = kind(address).replace(/[^a-z0-9*]+/gi, "-").replaceAll("*", "x").replace(/^-|-$/g, "") || "first";
    for (const tag of long ? ["de", "en"] : [turn % 2 ? "de" : "en"]) {
      await person.speaks(tag);
      const answer = await person.open(address.href);
      if (answer.status() !== 200) person.wrong.push(`${answer.status()} ${address.href}`);
      await person.sees(`walk-${name}`);
    }
    turn += 1;
    for (const { href, file } of await leads(person.page)) {
      const to = new URL(href);
      if (to.origin !== person.origin || to.hash || (known.has(kind(to)) && !file)) continue;
      if (!file) {
        known.add(kind(to));
        open.push(to);
      } else if (!files.has(kind(to) + to.search)) {
        files.add(kind(to) + to.search);
        const answer = await person.context.request.get(to.href);
        if (answer.status() !== 200 || (await answer.body()).length === 0) person.wrong.push(`${answer.status()} ${href}`);
        if (answer.headers()["content-type"].startsWith("text/html")) person.wrong.push(`a page instead of a file: ${href}`);
      }
    }
    assert.ok(turn < 120, "the walk ends");
  }
  return turn;
}

// Makes pages quicker to use. Every page works without it: nothing here decides, and nothing is sent that a form or link would not send.
"use strict";
(() => {
  const html = document.documentElement;
  const help = document.getElementById("help");
  const search = document.getElementById("search");
  const typing = (at) => at instanceof Element && at.closest("input, textarea, select, [contenteditable]") !== null;

  // Instants are shown in the reader's zone; the title keeps UTC.
  const zoned = new Intl.DateTimeFormat(html.lang === "de" ? "de-DE" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const localTimes = (root) => {
    const all = [...root.querySelectorAll("time.at[datetime]")].filter((time) => !Number.isNaN(new Date(time.dateTime).valueOf()));
    // What is written instead is shorter; each keeps its room, so that nothing moves.
    const widths = all.map((time) => time.getBoundingClientRect().width);
    for (const [at, time] of all.entries()) {
      time.textContent = zoned.format(new Date(time.dateTime));
      if (widths[at] > 0) Object.assign(time.style, { display: "inline-block", minWidth: `${widths[at]}px` });
    }
  };

  // Buttons that copy are hidden until there is a script that does it.
  const copyButtons = (root) => {
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll("button[data-copies]")) button.hidden = false;
  };
  const copied = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    if (!button.dataset.done || button.dataset.before) return;
    button.dataset.before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = button.dataset.before;
      delete button.dataset.before;
    }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copies], code[data-copy]") : null;
    if (!button) return;
    if (button.dataset.copy !== undefined) {
      // Whoever selects a part of it wants that part.
      if (navigator.clipboard && String(getSelection()) === "") copied(button.dataset.copy, button);
      return;
    }
    const source = document.getElementById(button.dataset.copies);
    if (source) copied("value" in source ? source.value : source.textContent, button);
  });

  // Keys: / ? j k, and g with a letter of the menu.
  let afterG = 0;
  const rows = () => [...document.querySelectorAll("main table.rows tbody tr, main .needs li, main .found li")].filter((row) => row.querySelector("a, button"));
  const step = (by) => {
    const all = rows();
    const now = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1)];
    next?.querySelector("a, button").focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      for (const open of document.querySelectorAll("details.drop[open]")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
    if (typing(event.target) || help?.open) return;
    const wasG = event.timeStamp - afterG < 1500 && afterG > 0;
    afterG = 0;
    if (wasG) {
      const entry = [...document.querySelectorAll("nav.menu a[data-key]")].find((a) => a.dataset.key === event.key);
      if (entry) {
        event.preventDefault();
        location.assign(entry.href);
        return;
      }
    }
    switch (event.key) {
      case "g": afterG = event.timeStamp; return;
      case "/": search?.focus(); search?.select(); break;
      case "?": help?.showModal(); break;
      case "j": step(1); break;
      case "k": step(-1); break;
      default: return;
    }
    event.preventDefault();
  });

  // A menu that is open closes when something else is touched.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.drop[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  // Regions that change by themselves are fetched again while they are seen, and replaced only if they changed and nobody is in them.
  const live = (id, path) => {
    const every = Number(document.getElementById(id).dataset.every ?? 5000);
    let wait = every;
    const again = () => setTimeout(look, wait);
    const look = async () => {
      const region = document.getElementById(id);
      if (!region) return;
      if (document.hidden || region.contains(document.activeElement) || region.querySelector("details[open]") || String(getSelection()) !== "") {
        again();
        return;
      }
      try {
        const answer = await fetch(path, { headers: { accept: "text/html" }, redirect: "error", credentials: "same-origin" });
        if (answer.status === 401 || answer.status === 403 || answer.status === 404) return;
        if (!answer.ok) throw new Error(String(answer.status));
        const text = await answer.text();
        const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(id);
        if (fresh?.dataset.go) {
          location.replace(fresh.dataset.go);
          return;
        }
        if (fresh && fresh.outerHTML !== seen.get(id)) {
          seen.set(id, fresh.outerHTML);
          const node = document.importNode(fresh, true);
          prepare(node);
          document.getElementById(id)?.replaceWith(node);
        }
        wait = every;
      } catch {
        wait = Math.min(wait * 2, 60000);
      }
      again();
    };
    again();
  };
  const seen = new Map();
  for (const region of document.querySelectorAll("[data-live][id]")) {
    seen.set(region.id, region.outerHTML);
    live(region.id, region.dataset.live);
  }

  // Passkeys: such a form sends what the browser's device says to a challenge. Without a script or a device it stays hidden.
  const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const raw = (letters) => Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const said = async (address) => {
    const answer = await fetch(address, { headers: { accept: "application/json" }, redirect: "error", credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { challenge, host, keys, algorithms, user } = await answer.json();
    const known = keys.map((id) => ({ type: "public-key", id: raw(id) }));
    if (!user) {
      const { id, response } = await navigator.credentials.get({
        publicKey: { challenge: raw(challenge), rpId: host, allowCredentials: known, userVerification: "required" },
      });
      const { clientDataJSON, authenticatorData, signature, userHandle } = response;
      return { id, clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : "" };
    }
    const { id, response } = await navigator.credentials.create({
      publicKey: {
        challenge: raw(challenge),
        rp: { id: host, name: "Nahtlos" },
        user: { ...user, id: raw(user.id) },
        pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: known,
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    });
    return { id, clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.getAuthenticatorData()), publicKey: text(response.getPublicKey()), algorithm: response.getPublicKeyAlgorithm() };
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = !window.PublicKeyCredential;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const problem = form.querySelector(".note");
      const button = form.querySelector("button");
      problem.hidden = true;
      button.disabled = true;
      try {
        form.elements.credential.value = JSON.stringify(await said(form.dataset.passkey));
        form.submit();
      } catch {
        problem.hidden = false;
        button.disabled = false;
      }
    });
  }

  // A number that is dragged is typed at the same time; once it rests, its form is sent.
  for (const drag of document.querySelectorAll("input[data-drags]")) {
    const field = document.getElementById(drag.dataset.drags);
    let rests = 0;
    drag.hidden = false;
    field.addEventListener("input", () => { if (field.value !== "") drag.value = field.value; });
    drag.addEventListener("input", () => { field.value = drag.value; clearTimeout(rests); });
    drag.addEventListener("change", () => {
      clearTimeout(rests);
      rests = setTimeout(() => field.form.requestSubmit(), 300);
    });
  }

  const prepare = (root) => {
    localTimes(root);
    copyButtons(root);
  };
  prepare(document);

  // What is wrong is read first.
  document.querySelector(".errors")?.focus();
  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    else {
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    }
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();

// The desk: a bar at the page's foot, off by one key. What the numbers stand on, what is left to do, where a fact is written.
import { element, opened } from "./parts.js";

const NAMES = {
  several: "several sources",
  single: "one source",
  calculated: "calculated",
  second_hand: "second-hand",
  disputed: "disputed",
  out_of_date: "out of date",
  undisclosed: "not disclosed",
  unsourced: "no source",
};
const KEY = "d";

// Colours of the page's numbers, in the page's own tree: a tint under the number, never its colour.
const TINTS = new CSSStyleSheet();
TINTS.replaceSync(`
  [data-desk] { background: color-mix(in srgb, var(--desk) 18%, transparent); box-shadow: 0 2px 0 var(--desk); }
  [data-desk=several] { --desk: #2e8b57; } [data-desk=single] { --desk: #3b7dd8; }
  [data-desk=calculated] { --desk: #8a63d2; } [data-desk=undisclosed] { --desk: #8a8a8a; }
  [data-desk=second_hand], [data-desk=out_of_date] { --desk: #c77d0a; }
  [data-desk=disputed], [data-desk=unsourced] { --desk: #d1453b; }
  @media screen { html:has(> exposit-preview[data-on]) { padding-block-end: 3rem; } }
  @media print { [data-desk] { background: none; box-shadow: none; } exposit-preview { display: none; } }
`);

export class Desk {
  constructor(shadow, host, list) {
    this.host = host;
    this.facts = {};
    this.state = element("button", { type: "button", className: "state", textContent: "…" });
    this.state.onclick = list;
    this.counts = element("p", { className: "counts" });
    this.phone = this.toggle("Phone", () => this.narrow(!this.frame));
    this.phone.className = "to-phone";
    this.dark = this.toggle("Dark", () => this.darken());
    const off = element("button", { type: "button", className: "off" }, "Hide ", element("kbd", { textContent: KEY }));
    off.onclick = () => this.turn(false);
    this.bar = element("div", { className: "bar" }, this.state, this.counts, this.phone, this.dark, off);
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Preview");
    this.tip = element("button", { type: "button", className: "tip", hidden: true });
    this.tip.onclick = () => this.fact && opened(this.fact, this.tip);
    shadow.append(this.bar, this.tip);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, TINTS];
    this.listen();
    this.turn(remembered("exposit-desk") !== "off");
  }

  toggle(name, act) {
    const button = element("button", { type: "button", textContent: name });
    button.setAttribute("aria-pressed", "false");
    button.onclick = act;
    return button;
  }

  listen() {
    addEventListener("keydown", (event) => {
      const typing = event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== KEY || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      this.turn(!this.on);
    });
    const number = (event) => event.target.closest?.("[data-desk]");
    addEventListener("pointerover", (event) => number(event) && this.point(number(event)));
    addEventListener("pointerout", (event) => number(event) && this.leave());
    addEventListener("focusin", (event) => number(event) && this.point(number(event)));
    addEventListener("focusout", () => this.leave());
    this.tip.onpointerenter = () => clearTimeout(this.leaving);
    this.tip.onpointerleave = () => this.leave();
    // With Alt, a click on a number opens the editor instead of the note.
    const open = (event) => {
      if (!event.altKey || !number(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.point(number(event));
      opened(this.fact, this.tip);
    };
    addEventListener("click", open, { capture: true });
  }

  turn(on) {
    this.on = on;
    this.bar.hidden = !on;
    this.host.toggleAttribute("data-on", on);
    remember("exposit-desk", on ? "on" : "off");
    if (on) this.ask();
    else this.clear();
  }

  clear() {
    this.tip.hidden = true;
    for (const each of document.querySelectorAll("[data-desk]")) each.removeAttribute("data-desk");
  }

  // Where the facts are written may have changed with any save.
  async ask() {
    if (!this.on) return;
    try {
      const answer = await fetch("/_exposit/desk");
      this.facts = (await answer.json()).facts;
    } catch {
      return;
    }
    this.tint();
  }

  tint() {
    const found = {};
    for (const each of document.querySelectorAll("body [data-fact]")) {
      const status = this.facts[each.dataset.fact]?.status;
      if (each.closest("[popover], .notes")) continue;
      if (status) each.dataset.desk = status;
      else each.removeAttribute("data-desk");
      if (status) (found[status] ??= []).push(each);
    }
    this.counts.replaceChildren(
      ...Object.keys(NAMES)
        .filter((status) => found[status])
        .map((status) => this.chip(status, found[status])),
    );
  }

  chip(status, numbers) {
    const chip = element("button", { type: "button", className: "chip", title: "To the next one" });
    chip.dataset.status = status;
    chip.append(element("b", { textContent: numbers.length }), ` ${NAMES[status]}`);
    let at = -1;
    chip.onclick = () => {
      at = (at + 1) % numbers.length;
      const number = numbers[at];
      number.scrollIntoView({ block: "center", behavior: "instant" });
      number.focus({ preventScroll: true });
      this.point(number);
    };
    return chip;
  }

  point(number) {
    const fact = this.facts[number.dataset.fact];
    if (!this.on || !fact) return;
    clearTimeout(this.leaving);
    this.fact = fact;
    this.tip.replaceChildren(
      element("b", { textContent: number.dataset.fact }),
      ` ${NAMES[fact.status] ?? ""} · `,
      element("span", { textContent: `${fact.path}:${fact.line}` }),
    );
    this.tip.title = "Open in the editor (Alt+click on the number)";
    this.tip.hidden = false;
    const box = number.getBoundingClientRect(), own = this.tip.getBoundingClientRect();
    const above = box.top > own.height + 12;
    this.tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    this.tip.style.top = `${above ? box.top - own.height - 6 : box.bottom + 6}px`;
  }

  leave() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => (this.tip.hidden = true), 250);
  }

  problems({ errors, warnings }) {
    this.state.dataset.state = errors ? "error" : warnings ? "warning" : "good";
    const total = errors + warnings;
    this.state.textContent = total ? `${total} problem${total === 1 ? "" : "s"}` : "No problems";
    this.ask();
  }

  patched() {
    this.ask();
  }

  // The page as a phone shows it: itself again, in a frame of that width.
  narrow(on) {
    this.frame?.remove();
    this.frame = undefined;
    this.phone.setAttribute("aria-pressed", String(on));
    if (!on) return;
    const frame = element("iframe", { src: location.pathname, title: "This page on a phone" });
    this.frame = element("div", { className: "phone" }, frame);
    const at = scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight);
    frame.onload = () => {
      const inner = frame.contentWindow, page = frame.contentDocument.documentElement;
      page.dataset.theme = document.documentElement.dataset.theme ?? "";
      if (!page.dataset.theme) delete page.dataset.theme;
      inner.scrollTo(0, at * (page.scrollHeight - inner.innerHeight));
    };
    this.bar.before(this.frame);
  }

  darken() {
    const root = document.documentElement;
    const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "light" : "dark";
    this.dark.textContent = dark ? "Dark" : "Light";
    const page = this.frame?.querySelector("iframe").contentDocument?.documentElement;
    if (page) page.dataset.theme = root.dataset.theme;
  }
}

const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
};

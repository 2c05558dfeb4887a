// The preview's part of a page: hears what is new, puts it in place, shows what is wrong. Never published.
import { listen } from "./listen.js";
import { Patch } from "./patch.js";
import { Panel } from "./panel.js";

const root = document.documentElement;
const patch = new Patch(root);
const tag = (doc) => doc.querySelector("script[data-exposit]");
let version = tag(document).dataset.version;
const framed = window.top !== window;
const panel = new Panel({ framed });

const here = () => decodeURIComponent(location.pathname).replace(/\/index\.html$/, "/");

// ---- a new version of this page ----

// The page as it was sent: with it, a change that is told as a splice needs no other request.
let source;
const OURS = /<script[^>]*data-exposit[^>]*><\/script>/;

let running = false, wanted = false;
async function refresh() {
  wanted = true;
  if (running) return;
  running = true;
  while (wanted) {
    wanted = false;
    try {
      await renew();
    } catch {
      wanted = false; // the server is away: its greeting brings us back here
    }
  }
  running = false;
}

async function renew() {
  const { status, text, fresh } = await asked();
  if (status === 404 && !panel.missing) return panel.gone(true);
  panel.gone(false);
  source = fresh && { version: fresh, text };
  if (!fresh || fresh === version) return undefined;
  version = fresh;
  return turn(text);
}

async function asked() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const text = await answer.text();
  const [, fresh] = OURS.exec(text)?.[0].match(/data-version="(\w+)"/) ?? [];
  return { status: answer.status, text, fresh };
}

// A new version of the page, read whole.
async function turn(text) {
  const next = new DOMParser().parseFromString(text, "text/html");
  if (scripts(next) !== scripts(patch.base)) return location.reload();
  await styles(next);
  shown(whole(() => patch.apply(next.documentElement)));
  return undefined;
}

// A page whose change fails is neither the old nor the new one: it is loaded anew.
function whole(change) {
  try {
    return change();
  } catch (error) {
    console.error(error);
    location.reload();
    return [];
  }
}

function shown(changed) {
  panel.patched(changed);
  document.dispatchEvent(new CustomEvent("exposit:patched", { detail: { changed } }));
}

// The next version, told by what is other in it: places are those of the page without our own script, which stands before
// anything that can change without a load.
function spliced(to, splice) {
  if (running || !source || source.version !== splice.before || version !== splice.before) return refresh();
  const ours = OURS.exec(source.text);
  if (splice.start < ours.index) return refresh();
  const [start, end] = [splice.start + ours[0].length, splice.end + ours[0].length];
  const before = source.text, text = before.slice(0, start) + splice.text + before.slice(end);
  version = to;
  source = { version, text };
  const changed = whole(() => patch.part(before, start, end, splice.text));
  if (changed) return shown(changed);
  running = true; // what is told meanwhile waits, and then asks
  return turn(text).finally(() => {
    running = false;
    if (wanted) refresh();
  });
}

// Without haste, the source of what was loaded; what came in the meantime has told more.
const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 300));
const keep = () =>
  idle(async () => {
    const { text, fresh } = await asked().catch(() => ({}));
    if (!source && fresh === version) source = { version, text };
  });

// Scripts cannot be taken back, nor what they made of a template: where a page needs others, it is loaded anew.
const scripts = (doc) =>
  [...doc.querySelectorAll("script[src]:not([data-exposit])")].map((each) => each.getAttribute("src")).join() +
  [...doc.querySelectorAll("template")].map((each) => each.outerHTML).join("") +
  Boolean(doc.querySelector("figure[data-figure]"));

// New style sheets are loaded before the old ones go, so that the page is never bare.
const SHEET = 'link[rel="stylesheet"]';
async function styles(next) {
  const have = new Set([...patch.base.querySelectorAll(SHEET)].map((link) => link.getAttribute("href")));
  const need = [...next.querySelectorAll(SHEET)].map((link) => link.getAttribute("href"));
  await Promise.all(need.filter((href) => !have.has(href)).map(load));
}

const load = (href) =>
  new Promise((ready) => {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "style", href });
    link.onload = link.onerror = () => ready(link.remove());
    document.head.append(link);
    setTimeout(ready, 1000);
  });

// ---- files a page holds: pictures are asked for again under the same name ----

function renewed(files) {
  const changed = new Set(files);
  const fits = (address) => {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin && changed.has(decodeURIComponent(url.pathname));
  };
  for (const image of document.querySelectorAll("img[src]"))
    if (fits(image.getAttribute("src")))
      fetch(image.src, { cache: "reload" }).then(() => {
        image.src = image.getAttribute("src");
      });
}

// ---- what the preview tells ----

const went = ({ moved }) => {
  const place = !framed && moved[here()];
  if (place) location.replace(place + location.hash);
  return Boolean(place);
};

listen({
  hello(data) {
    panel.lost(false);
    if (data.pages[here()] !== version && !went(data)) refresh();
    else if (!source) keep();
  },
  change(data) {
    if (went(data)) return;
    if (data.gone.includes(here())) panel.gone(true);
    if (data.pages[here()] === version) panel.gone(false); // back as it was
    else if (data.splices[here()]) spliced(data.pages[here()], data.splices[here()]);
    else if (data.pages[here()]) refresh();
    if (data.files.length) renewed(data.files);
    if (data.edited && data.edited !== here() && !framed) location.assign(data.edited);
  },
  problems(data) {
    panel.problems(data);
  },
  lost() {
    panel.lost(true);
  },
});

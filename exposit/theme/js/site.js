// What a page gains with a script; nothing on it needs one. At most 2 KB.
const all = (selector, root = document) => [...root.querySelectorAll(selector)], root = document.documentElement;

// Charts come alive when they come near.
const charts = all("figure[data-chart][data-figure]");
if (charts.length && !navigator.connection?.saveData) {
  const near = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) near.disconnect(), import("./charts.js");
  }, { rootMargin: "400px" });
  charts.forEach((chart) => near.observe(chart));
}

// Light and dark.
const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
let stored; try { stored = localStorage.theme; } catch {}
if (stored) root.dataset.theme = stored;
for (const button of all("[data-theme-switch]")) {
  const name = () => (button.textContent = dark() ? button.dataset.light : button.dataset.dark);
  delete button.dataset.waiting; name();
  button.onclick = () => { root.dataset.theme = dark() ? "light" : "dark"; try { localStorage.theme = root.dataset.theme; } catch {} name(); };
}

// The language switch keeps the section: the same place in the order of headings.
for (const link of all("[data-switch]")) link.onclick = () => {
  const heads = all(".prose :is(h2, h3)[id]"), at = heads.findLastIndex((head) => head.getBoundingClientRect().top < 120);
  if (at >= 0) link.hash = "s" + (at + 1);
};
const place = /^#s(\d+)$/.exec(location.hash);
if (place) all(".prose :is(h2, h3)[id]")[place[1] - 1]?.scrollIntoView();

// The ledger: search, sort, filter. Citations: a button that copies.
if (all("[data-sortable], [data-copy]").length) import("./ledger.js");

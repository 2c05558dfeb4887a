// Charts come alive: Plotly draws its marks over the static ones, pixel for pixel, and adds labels on hover, touch and
// keyboard, views, and zoom in time. The page is complete without this file. Every word stays HTML; if anything here
// fails, the static chart is what remains, as it was.
import { follow } from "./links.js";
import { Tip } from "./tip.js";
import { zoomable } from "./zoom.js";

const root = document.documentElement;
const CLEAR = "rgba(0,0,0,0)";
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  doubleClick: false,
  scrollZoom: false,
  showTips: false,
  responsive: false,
  locale: root.lang,
};

let library;
// Once per page: Plotly's style sheet first (it looks for the link instead of writing styles, which our policy
// forbids), then the bundle, then its words in the page's language.
const load = () =>
  (library ??= (async () => {
    await add("link", {
      rel: "stylesheet",
      id: "plotly.js-style-global",
      className: "no-inline-styles",
      href: new URL("./plotly.css", import.meta.url).href,
    });
    await add("script", { src: new URL("./plotly-basic.min.js", import.meta.url).href });
    if (root.lang.startsWith("fr"))
      await add("script", { src: new URL("./plotly-locale-fr.js", import.meta.url).href });
    return window.Plotly;
  })());

const add = (tag, properties) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), properties, { onload: resolve, onerror: reject });
    document.head.append(element);
  });

// A colour as Plotly understands it, whatever CSS made of it (color-mix, system colours): painted once and read back.
const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) {
    const pen = pixel.getContext("2d", { willReadFrequently: true });
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    known.set(colour, `rgba(${r},${g},${b},${a / 255})`);
  }
  return known.get(colour);
};

// Where the static mark of a row stands for a trace, kind by kind.
const named = (id) => `[data-row="${CSS.escape(id)}"]`;
const FIND = {
  bars: (stage, id) => {
    const seen = [...stage.querySelectorAll(`${named(id)} td > svg:not(.gap)`)].filter((mark) => mark.checkVisibility());
    return seen.find((mark) => !mark.matches(".maybe")) ?? seen[0]; // a range across zero is nothing but maybe
  },
  timeline: (stage, id, trace) =>
    stage.querySelector(
      trace.type === "scatter"
        ? `${named(id)} circle`
        : `${named(id)} rect${trace.name === "done" ? ":not(.plan)" : ".plan"}`,
    ),
  share: (stage, id) => {
    const stack = stage.querySelector(".chart-stack");
    return stack?.querySelectorAll("rect")[stack.dataset.marks.split(" ").indexOf(id)];
  },
  range: (stage, id) => stage.querySelector(`${named(id)} .dot`),
};
FIND.flows = FIND.bars;
const HOVER = { share: "closest", steps: "closest" };

// What Plotly cannot draw stays as it is, and Plotly's own mark over it is clear: it only answers the pointer.
const kept = (mark) => mark.matches(".fades, .open, .maybe, .is-range, [class*=is-] > *") || strokeOf(mark) !== "none";
const shapeOf = (mark) => (mark.localName === "svg" ? mark.firstElementChild : mark);
const strokeOf = (mark) => getComputedStyle(shapeOf(mark)).stroke;

// Where something is painted: a browser lays the edges of an element (the stage, an SVG among words) on whole pixels, and
// with an SVG all that is in it.
function placed(mark) {
  let root = mark;
  while (root.ownerSVGElement) root = root.ownerSVGElement;
  const frame = root.getBoundingClientRect();
  const step = 1 / devicePixelRatio;
  const snap = (place) => Math.round(place / step) * step;
  const left = snap(frame.left), top = snap(frame.top);
  const width = snap(frame.right) - left, height = snap(frame.bottom) - top;
  if (root === mark || !frame.width || !frame.height) return new DOMRect(left, top, width, height);
  const rect = mark.getBoundingClientRect(), across = width / frame.width, down = height / frame.height;
  const x = left + (rect.left - frame.left) * across, y = top + (rect.top - frame.top) * down;
  return new DOMRect(x, y, rect.width * across, rect.height * down);
}

// A part of a stack without the halves of the cuts at its sides, which lie on the static marks.
const cutsOf = (stage) =>
  new Set([...(stage.querySelector(".chart-stack > path")?.getAttribute("d") ?? "").matchAll(/M([\d.]+)/g)].map((cut) => cut[1]));
function beside(cuts, mark, rect) {
  const half = 1;
  const before = cuts.has(mark.getAttribute("x")) ? half : 0;
  const after = cuts.has(mark.nextElementSibling?.getAttribute("x")) ? half : 0;
  return before || after ? new DOMRect(rect.left + before, rect.top, rect.width - before - after, rect.height) : rect;
}

// One trace, moved from the figure's own axes to the stage's pixels.
function fitted(trace, stage, kind, box) {
  const found = trace.ids.map((id) => FIND[kind](stage, id, trace));
  const there = found.flatMap((mark, index) => (mark ? [index] : []));
  const marks = there.map((index) => found[index]);
  const rects = marks.map((mark) => beside(cutsOf(stage), mark, placed(mark)));
  const colours = marks.map((mark) => (kept(mark) ? CLEAR : rgba(getComputedStyle(shapeOf(mark)).fill)));
  marks.forEach((mark, index) => mark.classList.toggle("is-under", colours[index] !== CLEAR));
  const pick = (list) => there.map((index) => list[index]);
  const common = { type: trace.type, ids: pick(trace.ids), hoverinfo: "none", showlegend: false };
  const middle = rects.map((rect) => rect.top + rect.height / 2 - box.top);
  if (trace.type === "bar")
    return {
      ...common,
      orientation: "h",
      base: rects.map((rect) => rect.left - box.left),
      x: rects.map((rect) => rect.width),
      y: middle,
      width: rects.map((rect) => rect.height),
      marker: { color: colours, line: { width: 0 } },
    };
  return {
    ...common,
    mode: "markers",
    cliponaxis: false,
    x: rects.map((rect) => rect.left + rect.width / 2 - box.left),
    y: middle,
    marker: { size: rects.map((rect) => rect.width), color: colours, opacity: 1, line: { width: 0 } },
  };
}

// The stair in pixels: its line and its points, drawn in a square of a thousand that is stretched to the frame.
function stair(stage, box) {
  const [line, dots, holes] = [".line", ".dots", ".holes"].map((name) => stage.querySelector(`.chart-frame ${name}`));
  if (!line) return [];
  const frame = placed(stage.querySelector(".chart-frame"));
  const [along, over] = [line, dots].map((path) => {
    const x = [], y = [];
    let at = [0, 0];
    for (const [, letter, numbers] of path.getAttribute("d").matchAll(/([MHV])([^MHVh]*)/g)) {
      const values = numbers.trim().split(/\s+/).map(Number);
      at = letter === "M" ? values : letter === "H" ? [values[0], at[1]] : [at[0], values[0]];
      // A rise that is not certain is no part of the line.
      if (letter === "M" && path === line && x.length) x.push(null), y.push(null);
      x.push(frame.left - box.left + (at[0] * frame.width) / 1000);
      y.push(frame.top - box.top + (at[1] * frame.height) / 1000);
    }
    path.classList.add("is-under");
    return { type: "scatter", x, y, cliponaxis: false, showlegend: false };
  });
  const color = rgba(getComputedStyle(line).stroke);
  const widthOf = (path) => parseFloat(getComputedStyle(path).strokeWidth);
  const [width, size] = [line, dots].map(widthOf);
  const hollow = new Set(holes?.getAttribute("d").match(/M[^M]+/g));
  const open = dots.getAttribute("d").match(/M[^M]+/g).map((point) => hollow.has(point));
  const rim = holes ? (size - widthOf(holes)) / 2 : 0;
  const marker = {
    color: open.map((is) => (is ? rgba(getComputedStyle(holes).stroke) : color)),
    size: open.map((is) => (is ? size - rim : size)),
    line: { color, width: open.map((is) => (is ? rim : 0)) },
    opacity: 1,
  };
  holes?.classList.add("is-under");
  return [
    { ...along, mode: "lines", line: { color, width }, hoverinfo: "skip" },
    { ...over, mode: "markers", marker, ids: dots.dataset.marks.split(" "), hoverinfo: "none" },
  ];
}

class Live {
  constructor(figure, plotly, spec) {
    // What other sources say has its words and its marks on the page, and no label of its own.
    const traces = spec.data.filter((trace) => trace.name !== "dissent");
    Object.assign(this, { figure, plotly, traces, kind: spec.layout.meta.kind });
    this.stage = figure.querySelector(".chart-stage");
    this.layer = document.createElement("div");
    this.layer.className = "chart-live";
    this.layer.setAttribute("aria-hidden", "true");
    this.details = new Map(traces.flatMap((trace) => trace.ids.map((id, i) => [id, trace.customdata?.[i].slice(-2) ?? trace.meta])));
    this.tip = new Tip(figure, this.stage, this.details);
  }

  // The traces of the view that is shown, on this very layout of the page.
  drawn() {
    const box = placed(this.stage);
    for (const mark of this.stage.querySelectorAll(".is-under")) mark.classList.remove("is-under");
    const view = this.figure.querySelector(".chart-views :checked")?.value;
    const shown = this.traces.filter((trace) => !view || trace.meta === view);
    const data =
      this.kind === "steps"
        ? stair(this.stage, box)
        : shown.map((trace) => fitted(trace, this.stage, this.kind, box)).filter((trace) => trace.ids.length);
    const axis = { visible: false, fixedrange: true, autorange: false };
    const layout = {
      width: box.width,
      height: box.height,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: CLEAR,
      plot_bgcolor: CLEAR,
      showlegend: false,
      barmode: "overlay",
      hovermode: HOVER[this.kind] ?? "y",
      hoverdistance: 24,
      dragmode: this.kind === "timeline" ? "zoom" : false,
      xaxis: { ...axis, range: [0, box.width], fixedrange: this.kind !== "timeline" },
      yaxis: { ...axis, range: [box.height, 0] },
    };
    return { data, layout };
  }

  async draw() {
    const { data, layout } = this.drawn();
    await this.plotly.react(this.layer, data, layout, CONFIG);
  }

  async start() {
    this.stage.append(this.layer);
    await this.draw();
    this.figure.classList.add("is-live");
    this.layer.on("plotly_hover", (event) => this.tip.show(event.points[0].id));
    this.layer.on("plotly_unhover", () => this.tip.hide());
    this.layer.on("plotly_click", (event) => this.tip.show(event.points[0].id));
    this.figure.addEventListener("change", () => this.draw());
    if (this.kind === "timeline") zoomable(this.figure, this.stage, this.layer, () => this.draw());
    new ResizeObserver(() => this.later()).observe(this.stage);
    follow(this.figure);
  }

  later() {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.draw().catch(() => this.end()));
  }

  // Back to the chart as it was.
  end() {
    this.layer.remove();
    this.figure.classList.remove("is-live");
    for (const mark of this.stage.querySelectorAll(".is-under")) mark.classList.remove("is-under");
  }
}

const living = new Set();
const started = new WeakSet();
async function enliven(figure) {
  let live;
  try {
    const answer = await fetch(new URL(figure.dataset.figure, document.baseURI));
    if (!answer.ok) return;
    const spec = await answer.json();
    if (!spec.data.length) return;
    live = new Live(figure, await load(), spec);
    await live.start();
    living.add(live);
  } catch {
    live?.end();
  }
}

if (!navigator.connection?.saveData) {
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries)
        if (entry.isIntersecting) {
          near.unobserve(entry.target);
          started.add(entry.target);
          enliven(entry.target);
        }
    },
    { rootMargin: "400px" },
  );
  const watch = () => {
    for (const figure of document.querySelectorAll("figure[data-figure]")) if (!started.has(figure)) near.observe(figure);
  };
  watch();
  // The preview put other figures, or other marks, in place of those that were alive.
  document.addEventListener("exposit:patched", () => {
    for (const live of living)
      if (!live.layer.isConnected) {
        living.delete(live);
        started.delete(live.figure);
        live.figure.classList.remove("is-live");
      }
    watch();
  });
  const repaint = () => living.forEach((live) => live.later());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  matchMedia("(forced-colors: active)").addEventListener("change", repaint);
  new MutationObserver(repaint).observe(root, { attributeFilter: ["data-theme"] });
}

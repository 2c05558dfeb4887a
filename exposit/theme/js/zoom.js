// Zoom in time: the marks, the lines and the years of a timeline are percentages of its axis, so zooming is one sum over
// all of them. Buttons for everyone, a drag over the tracks for a pointer; the whole period is always one press away.
const PLACES = ["x", "cx", "x1", "x2"];

export function zoomable(figure, stage, layer, draw) {
  const bar = figure.querySelector(".chart-zoom");
  const axis = stage.querySelector(".chart-lines");
  if (!bar || !axis) return;
  const shapes = [...stage.querySelectorAll(".chart-axis text, .chart-lines line, .chart-time li > svg > *")].map((shape) => ({
    shape,
    was: Object.fromEntries(
      [...PLACES, "width"].filter((name) => shape.getAttribute(name)?.endsWith("%")).map((name) => [name, parseFloat(shape.getAttribute(name))]),
    ),
  }));
  let [from, to] = [0, 100];
  const status = document.createElement("span");

  const show = (start, end) => {
    const wide = Math.min(100, Math.max(4, end - start));
    from = Math.min(100 - wide, Math.max(0, start));
    to = from + wide;
    const at = (place) => ((place - from) / wide) * 100;
    for (const { shape, was } of shapes) wide < 100 ? place(shape, was, at, wide) : restore(shape, was);
    stage.classList.toggle("is-zoomed", wide < 100);
    buttons.out.disabled = buttons.whole.disabled = wide >= 100;
    buttons.in.disabled = wide <= 4;
    buttons.earlier.disabled = from <= 0;
    buttons.later.disabled = to >= 100;
    return draw();
  };
  const by = (factor) => {
    const middle = (from + to) / 2;
    const half = ((to - from) * factor) / 2;
    return show(middle - half, middle + half);
  };
  const shift = (part) => show(from + (to - from) * part, to + (to - from) * part);
  const words = bar.dataset.words.split("|");
  const buttons = Object.fromEntries(
    [
      ["in", "+", () => by(0.5)],
      ["out", "−", () => by(2)],
      ["earlier", "←", () => shift(-0.5)],
      ["later", "→", () => shift(0.5)],
      ["whole", words[4], () => show(0, 100)],
    ].map(([name, text, act], index) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: act });
      if (name !== "whole") button.setAttribute("aria-label", words[index]);
      bar.append(button);
      return [name, button];
    }),
  );
  bar.append(status);
  buttons.out.disabled = buttons.whole.disabled = buttons.earlier.disabled = buttons.later.disabled = true;

  layer.on("plotly_relayout", (change) => {
    const start = change["xaxis.range[0]"], end = change["xaxis.range[1]"];
    if (start === undefined) return;
    const box = axis.getBoundingClientRect();
    const left = box.left - stage.getBoundingClientRect().left;
    const share = (x) => from + ((x - left) / box.width) * (to - from);
    show(share(Math.min(start, end)), share(Math.max(start, end)));
  });
}

// A shape exactly as it was.
function restore(shape, was) {
  for (const [name, place] of Object.entries(was)) shape.setAttribute(name, `${place}%`);
  shape.removeAttribute("hidden");
}

// A shape where it belongs in the part that is shown; what lies outside is cut at the edge or not drawn.
function place(shape, was, at, wide) {
  if ("width" in was) {
    const start = Math.max(0, at(was.x));
    const end = Math.min(100, at(was.x + was.width));
    shape.setAttribute("x", `${start}%`);
    shape.setAttribute("width", `${Math.max(0, end - start)}%`);
    shape.toggleAttribute("hidden", end <= start);
    return;
  }
  const places = Object.entries(was).map(([name, place]) => [name, at(place)]);
  for (const [name, place] of places) shape.setAttribute(name, `${place}%`);
  const outside = places.every(([, place]) => place < -0.01 || place > 100.01);
  // A text is drawn from its place on: near the right edge it would leave the axis.
  const ends = shape.getAttribute("text-anchor") === "end";
  const cut = shape.localName === "text" && wide < 100 && places.some(([, place]) => (ends ? place < 22 : place > 88));
  shape.toggleAttribute("hidden", outside || cut);
}

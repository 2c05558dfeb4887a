// The label of a mark: an HTML box in the page's own type with the row's name, value, status and source. By pointer, by
// touch, and by keyboard: rows are one tab stop, arrows move between them, Escape closes. A screen reader hears the row
// itself, so the box is not announced again.
export class Tip {
  constructor(figure, stage, details) {
    Object.assign(this, { figure, stage, details });
    this.rows = [...stage.querySelectorAll("[data-row]")];
    this.box = document.createElement("div");
    this.box.className = "chart-tip";
    this.box.setAttribute("aria-hidden", "true");
    this.box.hidden = true;
    stage.append(this.box);
    this.rows.forEach((row, index) => {
      row.tabIndex = index ? -1 : 0;
      row.addEventListener("focus", () => this.show(row.dataset.row));
      row.addEventListener("blur", () => this.hide());
      row.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && this.show(row.dataset.row));
      row.addEventListener("pointerleave", () => document.activeElement !== row && this.hide());
    });
    stage.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (event.key === "Escape") return this.hide();
    const at = this.rows.indexOf(event.target);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.rows.length - 1 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    const next = this.rows[Math.min(this.rows.length - 1, Math.max(0, step))];
    this.rows.forEach((row) => (row.tabIndex = row === next ? 0 : -1));
    next.focus();
  }

  show(id) {
    const row = this.rows.find((each) => each.dataset.row === id);
    if (!row) return;
    const name = row.querySelector("th, p > span:last-child");
    const value = [...row.querySelectorAll("[data-fact], [data-claim]")].find((each) => each.checkVisibility());
    const [status, source] = this.details.get(id) ?? [];
    const label = name?.firstChild === value ? "" : text(name, value);
    this.box.replaceChildren(
      ...[["b", label], ["span", value?.textContent], ["small", [status, source].filter(Boolean).join(" · ")]]
        .filter(([, words]) => words)
        .map(([tag, words]) => Object.assign(document.createElement(tag), { textContent: words })),
    );
    this.box.hidden = false;
    this.place(row);
    if (this.lit !== row) this.dim();
    this.lit = row;
    row.dispatchEvent(new CustomEvent("exposit:lit", { bubbles: true, detail: { id, lit: true } }));
  }

  // Below the row's mark, inside the stage.
  place(row) {
    const stage = this.stage.getBoundingClientRect();
    const marks = [...row.querySelectorAll("td > svg:not(.gap), circle, rect")].filter((each) => each.checkVisibility());
    const mark = (marks[0] ?? row).getBoundingClientRect();
    const left = Math.min(Math.max(0, mark.left - stage.left), stage.width - this.box.offsetWidth);
    this.box.style.left = `${Math.max(0, left)}px`;
    this.box.style.top = `${row.getBoundingClientRect().bottom - stage.top + 2}px`;
  }

  hide() {
    this.box.hidden = true;
    this.dim();
  }

  dim() {
    this.lit?.dispatchEvent(
      new CustomEvent("exposit:lit", { bubbles: true, detail: { id: this.lit.dataset.row, lit: false } }),
    );
    this.lit = undefined;
  }
}

// What a row is called, without the value that stands beside it.
function text(name, value) {
  const copy = name?.cloneNode(true);
  copy?.querySelectorAll("b, small").forEach((each) => each.remove());
  return copy?.textContent.trim() ?? value?.textContent;
}

// What the preview adds to what is seen: the sheet with what is wrong, the desk at the foot, a word when the server is
// away. It stands in a tree of its own beside the page's body, out of reach of the page's styles and of the patch.
import { Desk } from "./desk.js";
import { element, opened } from "./parts.js";

export class Panel {
  constructor({ framed }) {
    this.framed = framed;
    this.missing = Boolean(document.querySelector("link[href='/_exposit/nothing.css']"));
    this.host = document.createElement("exposit-preview");
    this.shadow = this.host.attachShadow({ mode: "open" });
    this.sheet = element("section", { className: "sheet", hidden: true, ariaLabel: "Problems" });
    this.sheet.setAttribute("aria-live", "polite");
    this.sheet.tabIndex = -1;
    this.word = element("p", { className: "word", hidden: true });
    this.word.setAttribute("role", "status");
    const style = element("link", { rel: "stylesheet", href: "/_exposit/client.css" });
    this.shadow.append(style, this.word, this.sheet);
    // In a frame (the phone's view, an embedded chart) the page around it speaks.
    if (framed) return;
    this.desk = new Desk(this.shadow, this.host, () => this.open());
    document.documentElement.append(this.host);
    addEventListener("keydown", (event) => event.key === "Escape" && !this.sheet.hidden && this.close());
  }

  // All problems: errors lie over the page's foot by themselves, warnings wait in the desk.
  problems(data) {
    const before = this.told;
    this.told = data;
    this.desk?.problems(data);
    const errors = data.problems.filter((problem) => problem.severity === "error");
    const same = JSON.stringify(before?.problems) === JSON.stringify(data.problems);
    if (same && before) return;
    if (this.asked && data.problems.length) return this.write(data.problems, data);
    if (!errors.length) return this.close();
    this.write(errors, data);
    this.sheet.hidden = false;
    return undefined;
  }

  // The author asks for the list.
  open() {
    if (!this.sheet.hidden) return this.close();
    this.asked = true;
    this.write(this.told?.problems ?? [], this.told);
    this.sheet.hidden = false;
    this.sheet.focus();
    return undefined;
  }

  close() {
    this.asked = false;
    this.sheet.hidden = true;
  }

  write(problems, data) {
    const close = element("button", { type: "button", className: "close", textContent: "×", ariaLabel: "Close" });
    close.onclick = () => this.close();
    const title = element("h2", { textContent: counted(data) });
    const left = data ? data.errors + data.warnings - data.problems.length : 0;
    const more = left > 0 ? [element("p", { textContent: `and ${left} more` })] : [];
    this.sheet.replaceChildren(element("header", {}, title, close), ...problems.map(article), ...more);
    requestAnimationFrame(() => this.sheet.querySelectorAll("pre").forEach(intoView));
  }

  gone(is) {
    this.say(is ? "This page is gone. What you see is its last state." : "");
  }

  lost(is) {
    this.say(is ? "The preview has stopped. The page is renewed when it is back." : "");
  }

  say(text) {
    this.word.textContent = text;
    this.word.hidden = !text;
  }

  patched(changed) {
    this.missing = Boolean(document.querySelector("link[href='/_exposit/nothing.css']"));
    if (!this.host.isConnected && !this.framed) document.documentElement.append(this.host);
    this.desk?.patched(changed);
  }
}

const counted = (data) => {
  const parts = [[data?.errors, "error"], [data?.warnings, "warning"]].filter(([number]) => number);
  return parts.map(([number, noun]) => `${number} ${noun}${number === 1 ? "" : "s"}`).join(", ") || "Nothing is wrong";
};

// One problem, with the words the terminal has. Its place is a button.
function article(problem) {
  const place = problem.path ? `${problem.path}:${problem.line}:${problem.column}` : "";
  const rest = problem.text.slice(place ? place.length + 2 : 0);
  const [, kind, sentence, more] = /^([^:]*: )([^\n]*)\n?([^]*)$/.exec(rest) ?? [null, "", rest, ""];
  const parts = [element("span", { className: problem.severity, textContent: kind }), sentence];
  const head = element("p", { className: "sentence" }, ...parts);
  const button = element("button", { type: "button", className: "place", textContent: place });
  button.title = "Open in the editor";
  button.onclick = () => opened(problem, button);
  return element(
    "article",
    { className: problem.severity },
    ...(place ? [button] : []),
    head,
    ...excerpt(more.split("\n")),
  );
}

// The author's line, which may be scrolled, and below it the hints, which are words and may wrap.
const HINT = /^ *(?== )/;
const excerpt = (lines) => {
  const code = lines.filter((line) => line && !HINT.test(line));
  const hints = lines.filter((line) => HINT.test(line)).map((line) => line.replace(HINT, ""));
  return [
    ...(code.length ? [element("pre", { textContent: code.join("\n") })] : []),
    ...hints.map((hint) => element("p", { className: "hint", textContent: hint })),
  ];
};

// What is marked stands in the middle of a long line.
const intoView = (code) => {
  const lines = code.textContent.split("\n");
  const letter = code.scrollWidth / Math.max(...lines.map((line) => line.length));
  const carets = lines.find((line) => line.includes("^"));
  if (!carets || code.scrollWidth <= code.clientWidth) return;
  code.scrollLeft = ((carets.indexOf("^") + carets.length) / 2) * letter - code.clientWidth / 2;
};

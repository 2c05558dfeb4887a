// From a place in a page's source to the nodes that stand there, without reading the page: an element with an id is found
// in both, and from it on each node is counted off by what it looks like as text. Where the two do not agree to the letter,
// nothing is found.
export const WHOLE = "figure[data-figure], svg, math"; // changed as a whole: scripts or other grammars own what is inside
const PARENTS = new Set(["ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "DIV", "FOOTER", "HEADER", "MAIN", "SECTION"]);
// What concerns more of a page than its own place.
const WIDE = "script, link, style, meta, base, title, template, iframe, figure[data-figure]";
const ATTEMPTS = 8, ID = ' id="';

export const wide = (node) => node.nodeType === 1 && (node.matches(WIDE) || Boolean(node.querySelector(WIDE)));

// The children of one element that cover `text` from `start` to `end`, and where they themselves start and end.
export function blocks(root, text, start, end) {
  let from = start;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    from = text.lastIndexOf(ID, from - 1);
    if (from < 0) return undefined;
    const name = text.slice(from + ID.length, text.indexOf('"', from + ID.length));
    const [element, ...twins] = root.querySelectorAll(`[id="${CSS.escape(name)}"]`);
    const found = element && !twins.length && covering(element, text, text.lastIndexOf("<", from), start, end);
    if (found) return found;
  }
  return undefined;
}

// The same, counted from `node`, whose own text begins at `at`.
function covering(node, text, at, start, end) {
  const nodes = [];
  let first = at;
  for (let here = at, each = node; here <= end; each = each.nextSibling) {
    const parent = (each ?? node).parentElement;
    if (!each || !parent || !PARENTS.has(parent.nodeName) || parent.closest(WHOLE)) return undefined;
    const words = written(each);
    if (!text.startsWith(words, here)) return undefined;
    const stop = here + words.length;
    if (nodes.length || stop > start || (stop === start && stop === end)) {
      if (!nodes.length) first = here;
      nodes.push(each);
      if (stop >= end && stop >= start) return { parent, nodes, start: first, end: stop };
    }
    here = stop;
  }
  return undefined;
}

// A node as our pages have it: as the browser writes it, but for spaces that do not break.
function written(node) {
  if (node.nodeType === 1) return spaced(node.outerHTML);
  if (node.nodeType === 8) return `<!--${node.data}-->`;
  return node.data.replace(/[&<>]/g, (character) => ESCAPES[character]);
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export const spaced = (html) => html.replaceAll("&nbsp;", "\u00a0");

// Turns the page into its next version where it stands. Three trees are at work: `base`, the page as it was sent, `next`, as
// it is to be, and the live page. Only what differs between the first two is changed, in the first as in the third: whatever
// a reader or a script did to the rest (scroll, focus, selection, open notes, a film that plays) stays as it is.
import { WHOLE, blocks, spaced, wide } from "./blocks.js";

const ELEMENT = 1;

export class Patch {
  // To be made before any other script ran: then the live page is what was sent. The copy stands in a document of its own,
  // where no picture loads and no film plays.
  constructor(root) {
    this.base = document.implementation.createHTMLDocument("").importNode(root, true);
    this.live = new WeakMap();
    this.join(this.base, root);
  }

  // `next` is the root of the parsed new version, and is used up. Gives the live elements that changed.
  apply(next) {
    this.changed = new Set();
    this.element(this.base, next);
    return [...this.changed].filter((node) => node.isConnected);
  }

  // The same where the change is known by its place in the page's source: what stood from `start` to `end` in `text` is
  // `fresh` now. Only the blocks around it are read. Undefined where their place in the tree cannot be told beyond doubt:
  // then nothing has changed, and the page is to be read whole.
  part(text, start, end, fresh) {
    const found = blocks(this.base, text, start, end);
    if (!found) return undefined;
    const source = text.slice(found.start, start) + fresh + text.slice(end, found.end);
    const next = this.base.ownerDocument.createElement("template");
    next.innerHTML = source;
    const parent = this.live.get(found.parent);
    const news = [...next.content.childNodes];
    if (!parent || spaced(next.innerHTML) !== source || !news.length || [...found.nodes, ...news].some(wide)) return undefined;
    this.changed = new Set();
    this.list(found.parent, found.nodes, news, parent);
    return [...this.changed].filter((node) => node.isConnected);
  }

  // Two trees of one shape: what `from` stands for is `to`, all the way down.
  join(from, to) {
    this.live.set(from, to);
    for (let a = from.firstChild, b = to.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) this.join(a, b);
  }

  // Two nodes that differ. Gives the one that stands for the live node from now on.
  node(base, next) {
    if (base.nodeType !== ELEMENT) {
      const live = this.live.get(base);
      base.data = next.data;
      if (live) {
        live.data = next.data;
        if (live.parentElement) this.changed.add(live.parentElement);
      }
      return base;
    }
    if (base.matches(WHOLE)) return this.replace(base, next);
    this.element(base, next);
    return base;
  }

  element(base, next) {
    const live = this.live.get(base);
    if (!live) return;
    for (const attribute of next.attributes) {
      if (base.getAttribute(attribute.name) === attribute.value) continue;
      for (const each of [base, live]) give(each, attribute);
      this.changed.add(live);
    }
    for (const { name } of [...base.attributes]) {
      if (next.hasAttribute(name)) continue;
      base.removeAttribute(name);
      live.removeAttribute(name);
    }
    this.children(base, next, live);
  }

  replace(base, next) {
    const live = this.live.get(base);
    const fresh = this.fresh(next);
    if (live?.parentNode) live.replaceWith(fresh);
    this.changed.add(fresh);
    return next;
  }

  fresh(next) {
    const node = document.importNode(next, true);
    this.join(next, node);
    return node;
  }

  children(base, next, parent) {
    this.list(base, [...base.childNodes], [...next.childNodes], parent);
  }

  // `olds`, children of `base` that follow on each other, become `news`.
  list(base, olds, news, parent) {
    const { pairs, same } = matched(olds, news);
    const kept = new Set(pairs.values());
    const stand = []; // what stands for the live children from now on
    let before = this.before(olds[0], parent); // the live node the next one comes after
    for (const child of olds) if (!kept.has(child)) this.live.get(child)?.remove();
    for (const child of news) {
      const old = pairs.get(child);
      let live = old && this.live.get(old), now = child;
      if (old && live?.parentNode === parent) {
        if (!follows(before, live)) move(parent, live, before ? before.nextSibling : parent.firstChild);
        now = same.has(child) ? old : this.node(old, child);
        live = this.live.get(now) ?? live;
      } else if (!old) {
        live = this.fresh(child);
        parent.insertBefore(live, before ? before.nextSibling : parent.firstChild);
        this.changed.add(live.nodeType === ELEMENT ? live : parent);
      }
      stand.push(now);
      before = live?.parentNode === parent ? live : before;
    }
    if (stand.length === olds.length && stand.every((node, at) => node === olds[at])) return;
    const all = [...base.childNodes];
    all.splice(olds.length ? all.indexOf(olds[0]) : 0, olds.length, ...stand);
    base.replaceChildren(...all);
  }

  // The nearest live node of `parent` that stands before where `node` does.
  before(node, parent) {
    let previous = node?.previousSibling;
    while (previous && this.live.get(previous)?.parentNode !== parent) previous = previous.previousSibling;
    return previous ? this.live.get(previous) : null;
  }
}

// As a node: by name, some browsers refuse what a page's source may well have, such as `@click`.
const give = (element, attribute) =>
  element.setAttributeNode(element.ownerDocument.importNode(attribute, true));

// Whether `live` stands behind `before` already; nodes that scripts added may stand between.
const follows = (before, live) =>
  !before || Boolean(before.compareDocumentPosition(live) & Node.DOCUMENT_POSITION_FOLLOWING);

// An open note that is moved stays open where the browser can do that.
function move(parent, node, place) {
  if (place === node) return;
  if (parent.moveBefore && node.isConnected) parent.moveBefore(node, place);
  else parent.insertBefore(node, place);
}

// Which old child each new one takes over: equal ones first, in order, which are the `same`; then, between them, one with
// the same id or of the same kind.
function matched(olds, news) {
  const pairs = new Map(), same = new Set();
  const equal = (old, next) => {
    pairs.set(next, old);
    same.add(next);
  };
  let start = 0, end = 0;
  while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) {
    equal(olds[start], news[start]);
    start += 1;
  }
  const rest = () => Math.min(olds.length, news.length) - start;
  while (end < rest() && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) {
    equal(olds[olds.length - 1 - end], news[news.length - 1 - end]);
    end += 1;
  }
  const a = olds.slice(start, olds.length - end), b = news.slice(start, news.length - end);
  let from = 0, to = 0;
  for (const [i, j] of [...common(a, b), [a.length, b.length]]) {
    similar(a.slice(from, i), b.slice(to, j), pairs);
    if (i < a.length) equal(a[i], b[j]);
    [from, to] = [i + 1, j + 1];
  }
  return { pairs, same };
}

const text = (node) => (node.nodeType === ELEMENT ? node.outerHTML : `${node.nodeType} ${node.data}`);
const kind = (node) => `${node.nodeName} ${node.id ?? ""}`;

function similar(olds, news, pairs) {
  const free = new Set(olds);
  const take = (fits) => {
    for (const next of news) {
      if (pairs.has(next)) continue;
      for (const old of free)
        if (fits(old, next)) {
          pairs.set(next, old);
          free.delete(old);
          break;
        }
    }
  };
  take((old, next) => next.id && old.id === next.id && old.nodeName === next.nodeName);
  take((old, next) => kind(old) === kind(next) && old.nodeName !== "LINK" && old.nodeName !== "SCRIPT");
}

// The longest common subsequence, as pairs of indices; for very long lists, what is unique in both. Of two single nodes it
// is known by now that they differ: on the way down to a change that is most, and the largest.
function common(olds, news) {
  if (!olds.length || !news.length || (olds.length === 1 && news.length === 1)) return [];
  const a = olds.map(text), b = news.map(text);
  if (a.length * b.length > 250_000) return unique(a, b);
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] =
        a[i] === b[j] ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
  const found = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
    else j += 1;
  return found;
}

function unique(a, b) {
  const places = new Map();
  b.forEach((each, j) => places.set(each, places.has(each) ? -1 : j));
  const found = [];
  let last = -1;
  a.forEach((each, i) => {
    const j = places.get(each) ?? -1;
    if (j > last) found.push([i, (last = j)]);
  });
  return found;
}

// One event stream for all open pages of a browser: it allows six connections to a host, and thirty tabs would use them
// up. Pages that nobody sees let go; when none is seen, so does the stream.
const pages = new Map();
const known = { pages: {}, moved: {}, build: "", follow: false };
let source, problems, again;

const seen = () => [...pages].filter(([, page]) => page.seen).map(([port]) => port);
const tell = (type, data) => seen().forEach((port) => port.postMessage({ type, data }));

function open() {
  clearTimeout(again);
  source = new EventSource("/_exposit/events");
  const on = (type, then) => source.addEventListener(type, (event) => then(JSON.parse(event.data)));
  on("hello", (data) => {
    Object.assign(known, data);
    tell("hello", data);
  });
  on("change", (data) => {
    known.build = data.build;
    Object.assign(known.pages, data.pages);
    Object.assign(known.moved, data.moved);
    // To follow an author is for one page, the one last in use.
    const last = seen().sort((a, b) => pages.get(b).used - pages.get(a).used)[0];
    for (const port of seen()) {
      port.postMessage({ type: "change", data: port === last ? data : { ...data, edited: null } });
    }
  });
  on("problems", (data) => {
    problems = data;
    tell("problems", data);
  });
  source.onerror = () => {
    tell("lost");
    if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 1000);
  };
}

function keep() {
  if (seen().length && !source) open();
  if (!seen().length && source) {
    clearTimeout(again);
    source.close();
    source = problems = undefined;
  }
}

onconnect = ({ ports: [port] }) => {
  pages.set(port, { seen: false, used: 0 });
  port.onmessage = ({ data }) => {
    const page = pages.get(port);
    if (data === "bye") pages.delete(port);
    else if (page && data === "used") page.used = Date.now();
    else if (page) {
      const before = page.seen;
      page.seen = data === "seen";
      page.used = page.seen ? Date.now() : page.used;
      // Where the stream is open already, its last words are repeated to who comes late.
      if (page.seen && !before && source && problems) {
        port.postMessage({ type: "hello", data: known });
        port.postMessage({ type: "problems", data: problems });
      }
    }
    keep();
  };
};

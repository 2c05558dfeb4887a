// What the preview tells: through the worker all pages share, or directly where a browser has no such workers.
const TYPES = ["hello", "change", "problems"];

export function listen(heard) {
  if (!window.SharedWorker) return directly(heard);
  const { port } = new SharedWorker("/_exposit/worker.js", "exposit");
  port.onmessage = ({ data }) => heard[data.type]?.(data.data);
  const see = () => port.postMessage(document.hidden ? "hidden" : "seen");
  document.addEventListener("visibilitychange", see);
  addEventListener("focus", () => port.postMessage("used"));
  addEventListener("pagehide", () => port.postMessage("bye"));
  // A page that comes back from the browser's memory is one the worker has forgotten.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  see();
}

function directly(heard) {
  let source, again;
  const open = () => {
    source = new EventSource("/_exposit/events");
    for (const type of TYPES) source.addEventListener(type, (event) => heard[type](JSON.parse(event.data)));
    source.onerror = () => {
      heard.lost();
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 1000);
    };
  };
  const keep = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
    if (!document.hidden) open();
  };
  document.addEventListener("visibilitychange", keep);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && keep());
  keep();
}

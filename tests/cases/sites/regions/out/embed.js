// For pages that embed a chart: keeps each frame as high as its chart. Listens to the frames it belongs to and no others.
(() => {
  const frames = () => [...document.querySelectorAll("iframe[data-exposit-embed]")];
  addEventListener("message", (event) => {
    const said = event.data;
    if (!said || said.exposit !== "height" || !(said.height > 0 && said.height < 20000)) return;
    const frame = frames().find((each) => each.contentWindow === event.source);
    if (frame) frame.height = Math.ceil(said.height);
  });
  // A frame that was ready before this script has spoken already: ask again.
  for (const frame of frames()) frame.contentWindow.postMessage({ exposit: "ask" }, "*");
})();

// In an embed: tells the page around it how high the chart is, whenever that changes; links leave the frame.
if (window.parent !== window) {
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ exposit: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
  addEventListener("message", (event) => {
    if (event.data && event.data.exposit === "ask") tell();
  });
  for (const link of document.querySelectorAll("a[href]:not([href^='#'])")) {
    link.target = "_blank";
    link.rel = "noopener";
  }
}

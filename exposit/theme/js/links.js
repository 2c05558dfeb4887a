// Text and marks know each other: a number hovered or focused in the text lights its row in every live chart, and a row
// lights its numbers in the text.
const light = (id, lit) => {
  for (const element of document.querySelectorAll(`[data-fact="${CSS.escape(id)}"], [data-row="${CSS.escape(id)}"]`))
    if (!element.closest("[popover]") && (element.dataset.row || !element.closest(".chart")))
      element.classList.toggle("is-lit", lit);
};

let listening = false;
export function follow(figure) {
  figure.addEventListener("exposit:lit", (event) => light(event.detail.id, event.detail.lit));
  if (listening) return;
  listening = true;
  const numbers = (lit) => (event) => {
    const number = event.target.closest?.("[data-fact]");
    if (number && !number.closest(".chart")) light(number.dataset.fact, lit);
  };
  document.addEventListener("pointerover", numbers(true));
  document.addEventListener("pointerout", numbers(false));
  document.addEventListener("focusin", numbers(true));
  document.addEventListener("focusout", numbers(false));
}

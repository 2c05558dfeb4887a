// Small parts the preview's own elements are made of.
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Opens a place in the author's editor; where there is none that can be opened, the place is copied.
export async function opened({ path, line, column }, button) {
  const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ path, line, column }) };
  const answer = await fetch("/_exposit/open", asked).catch(() => null);
  if (answer?.ok) return;
  const place = `${path}:${line}:${column}`;
  const copied = await navigator.clipboard?.writeText(place).then(() => true, () => false);
  const words = answer ? (await answer.text()).trim() : "the preview has stopped";
  button.dataset.told = copied ? `${words}; the place is copied` : words;
  setTimeout(() => delete button.dataset.told, 6000);
}

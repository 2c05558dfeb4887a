// The ledger's search, filter and sorting, and the buttons that copy a citation.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

for (const table of all("[data-sortable]")) {
  const body = table.tBodies[0], rows = [...body.rows];
  all("thead th", table).forEach((head, column) => {
    const button = document.createElement("button"), key = (row) => row.cells[column].dataset.order ?? row.cells[column].textContent;
    button.type = "button"; button.append(...head.childNodes); head.append(button);
    button.onclick = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      all("[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const numbers = rows.every((row) => key(row) === "" || !isNaN(key(row)));
      // What has no value stays last, whichever way the rest runs.
      rows.sort((a, b) => (key(a) === "") - (key(b) === "") || (down ? -1 : 1) * (numbers ? key(a) - key(b) : collator.compare(key(a), key(b))));
      body.append(...rows);
    };
  });
  const sieve = document.querySelector("[data-sieve]");
  if (!sieve) continue;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s/g, " ").toLowerCase();
  const texts = new Map(rows.map((row) => [row, plain(row.textContent + " " + row.id)]));
  const sift = () => {
    const words = plain(sieve.words.value).split(" ").filter(Boolean), state = sieve.state.value;
    for (const row of rows) row.hidden = !(words.every((word) => texts.get(row).includes(word)) && (!state || row.dataset.state === state));
    sieve.querySelector("output").textContent = rows.filter((row) => !row.hidden).length + " / " + rows.length;
  };
  delete sieve.dataset.waiting;
  sieve.oninput = sift;
  sieve.onsubmit = (event) => event.preventDefault();
}

if (navigator.clipboard) for (const text of all("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button"; button.className = "copy"; button.textContent = text.dataset.copy;
  button.onclick = () => navigator.clipboard.writeText(text.textContent).then(() => (button.textContent = text.dataset.copied));
  text.after(button);
}

// Filters and searches the indicators of a report. Without it the page is complete; it only narrows what is shown.
(() => {
  "use strict";
  const tools = document.querySelector(".tools");
  const contents = document.querySelector(".contents details");
  if (contents && !window.matchMedia("(min-width: 64rem)").matches) contents.open = false;
  if (!tools) return;

  const GAPS = ["partial", "absent", "no_evidence"];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/[‘’]/g, "'");
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const entries = all(".entry").map((node) => ({ node, status: node.dataset.status, text: fold(node.textContent) }));
  const items = all(".findings-part li").map((node) => ({ node, text: fold(node.textContent) }));
  const parts = all("section.filtered, section.findings-part");
  const boxes = all("input[name=status]", tools);
  const views = all("input[name=view]", tools);
  const search = tools.querySelector("input[type=search]");
  const result = tools.querySelector("output");
  const nothing = document.querySelector(".nothing-fits");

  const statusesOf = { all: () => true, answered: (status) => status !== "not_assessed", gaps: (status) => GAPS.includes(status) };

  function show() {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const fits = (text) => wanted.every((word) => text.includes(word));
    let shown = 0;
    for (const entry of entries) {
      const visible = statuses.has(entry.status) && fits(entry.text);
      entry.node.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    for (const item of items) item.node.hidden = !fits(item.text);
    const narrowed = statuses.size < boxes.length;
    document.body.classList.toggle("narrowed", narrowed);
    for (const part of parts) part.hidden = !part.querySelector(".entry:not([hidden]), li:not([hidden])");
    result.textContent = result.dataset.text.replace("{n}", shown).replace("{all}", entries.length);
    nothing.hidden = shown > 0;
  }

  function choose(view) {
    for (const box of boxes) box.checked = statusesOf[view](box.value);
    for (const radio of views) radio.checked = radio.value === view;
  }

  function reset() {
    search.value = "";
    choose("all");
    show();
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden], .narrowed .findings-part")) return;
    reset();
    target.scrollIntoView();
  }

  search.addEventListener("input", show);
  tools.querySelector("button").addEventListener("click", () => { reset(); search.focus(); });
  for (const radio of views) radio.addEventListener("change", () => { choose(radio.value); show(); });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const chosen = boxes.filter((other) => other.checked).map((other) => other.value);
      for (const radio of views) {
        const like = boxes.map((other) => other.value).filter(statusesOf[radio.value]);
        radio.checked = like.join() === chosen.join();
      }
      show();
    });
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  tools.hidden = false;
  choose("all");
  show();
  reveal();
})();

// The exported file: words typed narrow the list, and on paper every event is open.
"use strict";

const rows = [...document.querySelectorAll("details.panel")];
const input = document.querySelector("#narrow");
const told = document.querySelector("#narrowed");
document.querySelector(".tools").hidden = false;

const narrow = () => {
  const words = input.value.toLowerCase().split(" ").filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown += 1;
  }
  for (const month of document.querySelectorAll(".month")) {
    month.hidden = !month.querySelector("details.panel:not([hidden])");
  }
  told.textContent = words.length ? shown + " of " + rows.length + " events" : "";
};
input.addEventListener("input", narrow);

const all = document.querySelector("#open-all");
const open = (yes) => rows.forEach((row) => { row.open = yes; });
all.addEventListener("click", () => {
  const yes = all.getAttribute("aria-pressed") !== "true";
  all.setAttribute("aria-pressed", String(yes));
  all.textContent = yes ? "Close all" : "Open all";
  open(yes);
});

let closed = [];
window.addEventListener("beforeprint", () => {
  closed = rows.filter((row) => !row.open);
  open(true);
});
window.addEventListener("afterprint", () => closed.forEach((row) => { row.open = false; }));

const aim = () => {
  const row = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const panel = row && row.closest("details.panel");
  if (panel) panel.open = true;
};
window.addEventListener("hashchange", aim);
aim();

// What pages do beyond links and forms: drag over the picture of time, keys of the review queue, words while one waits.
"use strict";

const oneDay = 86400000;

for (const figure of document.querySelectorAll("[data-brush]")) {
  const svg = figure.querySelector("svg");
  const brush = figure.querySelector(".brush");
  const first = Date.parse(figure.dataset.first);
  const days = (Date.parse(figure.dataset.last) - first) / oneDay + 1;
  let from = null;
  const share = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const show = (a, b) => {
    brush.setAttribute("x", 1000 * Math.min(a, b));
    brush.setAttribute("width", 1000 * Math.abs(a - b));
  };
  const day = (at) => new Date(first + Math.floor(Math.min(at * days, days - 1)) * oneDay).toISOString().slice(0, 10);
  svg.addEventListener("pointerdown", (event) => {
    from = share(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (from !== null) show(from, share(event));
  });
  svg.addEventListener("pointercancel", () => {
    from = null;
    show(0, 0);
  });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const ends = [from, share(event)].sort((a, b) => a - b);
    from = null;
    if (ends[1] - ends[0] < 0.004) {
      show(0, 0);
      return;
    }
    const address = new URL(window.location);
    address.searchParams.set("from", day(ends[0]));
    address.searchParams.set("to", day(ends[1]));
    address.searchParams.delete("page");
    window.location = address;
  });
}

const then = document.querySelector("[data-as-of]");
if (then) {
  const range = then.querySelector("input[type=range]");
  const told = then.querySelector("output");
  const days = [...then.querySelectorAll("option")].map((option) => option.label);
  range.addEventListener("input", () => {
    told.textContent = days[range.value] || "now";
    range.setAttribute("aria-valuetext", told.textContent);
  });
  range.addEventListener("change", () => {
    const address = new URL(window.location);
    address.searchParams.delete("page");
    if (days[range.value]) address.searchParams.set("as_of", days[range.value]);
    else address.searchParams.delete("as_of");
    told.textContent = "merging anew …";
    window.location = address;
  });
}

const queue = document.querySelector("[data-queue]");
if (queue) {
  const questions = [...queue.querySelectorAll("[data-question]")];
  const here = () => questions.findIndex((one) => one.contains(document.activeElement));
  const go = (at) => questions[Math.min(questions.length - 1, Math.max(0, at))].focus();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const at = here();
    const answer = (verdict) => at >= 0 && questions[at].querySelector(`button[value=${verdict}]`).click();
    const keys = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      s: () => answer("same"),
      d: () => answer("different"),
      r: () => at >= 0 && questions[at].querySelector("input[name=reason]").focus(),
      u: () => document.querySelector("[data-undo]")?.click(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}

// Who one is stays as it was typed last.
const person = document.querySelectorAll("input[name=person]");
const kept = window.localStorage.getItem("dateline-person");
for (const input of person) {
  if (kept) input.value = kept;
  input.addEventListener("change", () => {
    window.localStorage.setItem("dateline-person", input.value);
    for (const other of person) other.value = input.value;
  });
}

// What is set right decides which hint stands below, and whether actors are offered.
for (const form of document.querySelectorAll("[data-set]")) {
  const field = form.elements.namedItem("field");
  const value = form.elements.namedItem("value");
  const show = () => {
    for (const hint of form.querySelectorAll("[data-for]")) {
      hint.hidden = !hint.dataset.for.split(" ").includes(field.value);
    }
    value.disabled = field.value === "not-an-event";
    if (["by", "to", "with", "about"].includes(field.value)) value.setAttribute("list", "called");
    else value.removeAttribute("list");
  };
  field.addEventListener("change", show);
  show();
}

// Actors whose name begins as one types; behind a semicolon the next one is asked for.
const called = document.querySelector("#called");
let asked = "";
const offer = async (input) => {
  const words = input.value.split(";").pop().trim();
  const before = input.value.slice(0, input.value.length - input.value.split(";").pop().length);
  if (!words || words === asked) return;
  asked = words;
  const answer = await fetch("/api/v1/actors?limit=12&q=" + encodeURIComponent(words));
  if (!answer.ok || words !== asked) return;
  const actors = (await answer.json()).items;
  const often = (name) => actors.filter((one) => one.name === name).length;
  called.replaceChildren(...actors.map((one) => {
    const option = document.createElement("option");
    option.value = (before && before + " ") + (often(one.name) > 1 ? one.id : one.name);
    option.label = [one.name, one.kind, one.country, one.events && one.events + " events"].filter(Boolean).join(", ");
    return option;
  }));
};
if (called) {
  document.addEventListener("input", (event) => {
    if (event.target.getAttribute("list") === "called") offer(event.target);
  });
}

// A second press while the first is at work does nothing, and the button says what is going on.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.busy) return;
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-disabled", "true");
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.busy;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

const markup = document.querySelector("[data-markup]");
if (markup) {
  markup.addEventListener("change", () => {
    for (const one of document.querySelectorAll(".markup")) one.hidden = !markup.checked;
  });
}

if (window.matchMedia("(max-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll(".filters-fold")) fold.open = false;
}

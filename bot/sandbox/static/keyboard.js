// Inline keyboards, patched in place: a button that stays keeps its element, and with it focus and hover.

import { h, icon, reconcile, setText } from "./dom.js";
import { safeUrl } from "./sanitize.js";
import { toast } from "./overlays.js";

function makeButton(onTap) {
  const button = h("button", { class: "inline-button", type: "button", "data-testid": "inline-button" });
  button.append(h("span", { class: "label" }));
  button.addEventListener("click", () => {
    const { data } = button.spec;
    if (data === null || data === undefined) toast("This kind of button works in Telegram only.");
    else onTap(data);
  });
  return button;
}

function makeLink(onLink) {
  const link = h("a", { class: "inline-button", target: "_blank", rel: "noopener noreferrer", "data-testid": "inline-button" });
  link.append(h("span", { class: "label" }), icon("open"));
  // A link to the bot itself leads to a chat of this page, not out of it.
  link.addEventListener("click", (event) => onLink(link.href) && event.preventDefault());
  return link;
}

function updateButton(element, spec, isWaiting) {
  element.spec = spec;
  setText(element.querySelector(".label"), spec.text);
  if (element.tagName === "A") {
    element.href = safeUrl(spec.url);
    return;
  }
  const busy = typeof spec.data === "string" && isWaiting(spec.data);
  element.classList.toggle("busy", busy);
  if (busy) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
}

function updateRow(row, specs, { onTap, onLink, isWaiting }) {
  const wanted = specs.map((spec, index) => {
    const tag = spec.url && safeUrl(spec.url) ? "A" : "BUTTON";
    const old = row.children[index];
    const element = old?.tagName === tag ? old : tag === "A" ? makeLink(onLink) : makeButton(onTap);
    updateButton(element, spec, isWaiting);
    return element;
  });
  reconcile(row, wanted);
}

/** Makes `container` show `rows`; `isWaiting(data)` says which presses are unanswered, `onLink(url)` whether it led somewhere. */
export function updateKeyboard(container, rows, { onTap, onLink, isWaiting }) {
  const filled = (rows ?? []).filter((row) => row.length > 0);
  const wanted = filled.map((_, index) => container.children[index] ?? h("div", { class: "keyboard-row" }));
  reconcile(container, wanted);
  filled.forEach((specs, index) => updateRow(wanted[index], specs, { onTap, onLink, isWaiting }));
  container.hidden = filled.length === 0;
}

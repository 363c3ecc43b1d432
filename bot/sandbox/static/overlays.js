// Toasts, the alert dialog and the enlarged photo.

import { byId, h } from "./dom.js";

const TOAST_MS = 4000;

/** A line that goes away by itself; longer lines stay longer. */
export function toast(text) {
  const element = h("p", { class: "toast", "data-testid": "toast" }, text);
  byId("toasts").replaceChildren(element);
  setTimeout(() => element.remove(), TOAST_MS + text.length * 25);
}

function openAlert(text, { ok, cancel }) {
  const dialog = byId("alert");
  byId("alert-text").textContent = text;
  byId("alert-ok").textContent = ok;
  byId("alert-cancel").hidden = !cancel;
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  byId("alert-ok").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok"), { once: true });
  });
}

export const alertBox = (text) => openAlert(text, { ok: "OK", cancel: false });

/** Asks; the promise is true for yes, false for everything else. */
export const confirmBox = (text, ok) => openAlert(text, { ok, cancel: true });

/** Shows a photo large until Escape, the cross or a click beside it. */
export function enlarge(url, description) {
  const dialog = byId("lightbox");
  const image = byId("lightbox-image");
  image.src = url;
  image.alt = description;
  dialog.onclick = (event) => {
    if (event.target === dialog || event.target === image) dialog.close();
  };
  dialog.showModal();
}

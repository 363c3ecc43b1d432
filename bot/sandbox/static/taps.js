// Presses of inline buttons: one at a time each, shown as busy until the bot answers.

import { tap } from "./api.js";
import { safeUrl } from "./sanitize.js";
import { alertBox, toast } from "./overlays.js";

const waiting = new Set();
const keyOf = (chat, messageId, data) => `${chat}:${messageId}:${data}`;

export const isWaiting = (chat, messageId, data) => waiting.has(keyOf(chat, messageId, data));

function show({ answered, text, show_alert: asAlert, url }) {
  if (!answered) toast("The bot has not answered this button.");
  else if (text && asAlert) alertBox(text);
  else if (text) toast(text);
  const address = url ? safeUrl(url) : null;
  if (address) window.open(address, "_blank", "noopener");
}

/** Sends the press and shows its answer; a second press while the first is open does nothing. */
export async function press({ chat, person, messageId, data, onChange }) {
  const key = keyOf(chat, messageId, data);
  if (waiting.has(key)) return;
  waiting.add(key);
  onChange();
  try {
    show(await tap(chat, person, messageId, data));
  } catch (error) {
    toast(error.message);
  } finally {
    waiting.delete(key);
    onChange();
  }
}

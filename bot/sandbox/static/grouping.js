// Messages -> rows: who is beside whom, where a day begins, what a person may do with each.

import { dayOf } from "./format.js";

const TOGETHER_SECONDS = 300;

function together(a, b) {
  if (!a || !b || a.kind === "service" || b.kind === "service") return false;
  return a.from?.id === b.from?.id && Math.abs(b.date - a.date) < TOGETHER_SECONDS && dayOf(a.date) === dayOf(b.date);
}

function pendingMessage({ key, chat, person, text, date, replyTo, file, kind }) {
  const document = file ? { file_id: "", file_name: file.name, mime_type: file.type, file_size: file.size } : null;
  return {
    message_id: key, chat_id: chat, date, edit_date: null, from: { id: person, first_name: "", is_bot: false }, html: null, text,
    photo: null, document, kind: file ? kind : "text", poll: null, buttons: [], reply_to: replyTo ?? null,
  };
}

/** Rows for `messages` (in order) followed by what still waits to be sent.
 *  A row: key, message, own, first and last of its group, newDay, showName, showFaces, quoted, canReply, canEdit, state. */
export function rowsOf(messages, pending, { personId, isGroup }) {
  const byId = new Map(messages.map((message) => [message.message_id, message]));
  const states = new Map(pending.map((item) => [item.key, item.waiting ? "waiting" : "sending"]));
  const all = [...messages, ...pending.map(pendingMessage)];
  return all.map((message, index) => {
    const before = all[index - 1];
    const own = message.from?.id === personId;
    const first = !together(before, message);
    const state = states.get(message.message_id) ?? null;
    const open = state === null && message.kind !== "service";
    return {
      key: message.message_id, message, own, first, last: !together(message, all[index + 1]),
      newDay: !before || dayOf(before.date) !== dayOf(message.date),
      showName: isGroup && !own && first, showFaces: isGroup && !own,
      quoted: message.reply_to ? (byId.get(message.reply_to) ?? null) : null,
      canReply: open, canEdit: open && own && message.kind === "text" && !message.via_bot, state,
    };
  });
}

// One message. Parts are rebuilt only where they changed, so that an edit is seen as an edit.

import { attachmentView } from "./attachments.js";
import { avatar, h, icon, reconcile, setText } from "./dom.js";
import { clock, preview } from "./format.js";
import { updateKeyboard } from "./keyboard.js";
import { sanitize } from "./sanitize.js";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]?){1,3}$/u;

function quoteView({ quoted, message }) {
  if (message.forwarded_from) return h("span", { class: "forwarded" }, `Forwarded from ${message.forwarded_from}`);
  return quoted && h("blockquote", { class: "quoted" }, h("b", {}, quoted.from?.first_name ?? ""), h("span", {}, preview(quoted)));
}

export class MessageView {
  #signatures = new Map();
  #row = null;

  /** `handlers`: `onTap(message, data)`, `onReply(message)`, `onEdit(message)`, `onVote(message, index)`, `onLink(url)`, `isWaiting(message, data)`. */
  constructor(handlers) {
    this.handlers = handlers;
    this.name = h("span", { class: "name" });
    this.quote = h("div", { class: "part" });
    this.attachment = h("div", { class: "part" });
    this.text = h("span", { class: "text", "data-testid": "message-text" });
    this.meta = h("span", { class: "meta" });
    this.bubble = h("div", { class: "bubble" }, this.name, this.quote, this.attachment, this.text, this.meta);
    this.keyboard = h("div", { class: "keyboard", hidden: true });
    this.actions = h("div", { class: "actions" });
    this.stack = h("div", { class: "stack" }, this.bubble, this.keyboard);
    this.face = h("span", { class: "face" });
    this.element = h("li", { "data-testid": "message" }, this.face, this.stack);
    this.bubble.append(this.actions);
    this.bubble.addEventListener("click", (event) => this.#toggleActions(event));
  }

  /** `row`: what `grouping.rowsOf` makes of a message. */
  update(row) {
    this.#row = row;
    const { message } = row;
    this.#classes(row);
    this.#part("face", [row.last, row.showFaces, message.from], () => this.#updateFace(row));
    this.#part("name", [message.from, row.own, row.showName], () => this.#updateName(row));
    this.#part("quote", [row.quoted?.message_id, row.quoted?.text, message.forwarded_from], () => this.#fill(this.quote, quoteView(row)));
    this.#part("attachment", [message.photo, message.document, message.poll, message.kind], () => this.#fill(this.attachment, attachmentView(message, this.handlers)));
    this.#part("text", [message.html, message.text], () => this.#updateText(message));
    this.#part("meta", [message.date, message.edit_date, row.state], () => this.#updateMeta(row));
    this.#part("actions", [row.canReply, row.canEdit], () => this.#updateActions(row));
    updateKeyboard(this.keyboard, message.buttons, {
      onTap: (data) => this.handlers.onTap(this.#row.message, data),
      onLink: this.handlers.onLink,
      isWaiting: (data) => this.handlers.isWaiting(this.#row.message, data),
    });
  }

  #part(name, value, build) {
    const signature = JSON.stringify(value ?? null);
    if (this.#signatures.get(name) === signature) return;
    this.#signatures.set(name, signature);
    build();
  }

  #classes({ message, own, first, last, showFaces, state }) {
    const { element } = this;
    const kind = message.kind === "service" ? "service" : own ? "own" : "other";
    const flags = { first, last, faces: showFaces, pending: Boolean(state), active: element.classList.contains("active"), arriving: element.classList.contains("arriving") };
    const names = Object.keys(flags).filter((flag) => flags[flag]);
    const parts = [message.photo && "has-photo", message.photo?.height > message.photo?.width && "portrait", message.buttons?.length && "has-keyboard", message.text && "has-text", ONLY_EMOJI.test(message.text ?? "") && !message.photo && "jumbo"];
    const wanted = ["message", kind, ...names, ...parts.filter(Boolean)].join(" ");
    if (element.className !== wanted) element.className = wanted;
    element.dataset.messageId = message.message_id;
    element.dataset.from = message.from?.is_bot ? "bot" : String(message.from?.id ?? "");
  }

  #fill(slot, child) {
    reconcile(slot, child ? [child] : []);
  }

  #updateFace({ message, last, showFaces }) {
    const { from } = message;
    this.#fill(this.face, showFaces && last && from ? avatar({ id: from.id, name: from.first_name, isBot: from.is_bot, size: "small" }) : null);
  }

  #updateName({ message, own, showName }) {
    const who = own ? "You" : (message.from?.first_name ?? "");
    const name = message.via_bot ? `${who} via Matinee` : who;
    this.name.className = showName ? `name ${message.from?.is_bot ? "name-bot" : `hue-text-${Math.abs(message.from?.id ?? 0) % 6}`}` : "sr-only";
    setText(this.name, showName ? name : `${name}: `);
  }

  #updateText({ html, text }) {
    this.text.replaceChildren(html === null || html === undefined ? (text ?? "") : sanitize(html));
  }

  #updateMeta({ message, state }) {
    const parts = [];
    if (message.edit_date) parts.push(h("span", { class: "edited" }, "edited "));
    parts.push(h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)));
    if (state) parts.push(icon("clock"), h("span", { class: "sr-only" }, state === "waiting" ? " waiting for the server" : " sending"));
    this.meta.replaceChildren(...parts);
  }

  #updateActions({ canReply, canEdit }) {
    const button = (name, label, act) => {
      const element = h("button", { class: "action", type: "button", "aria-label": label, title: label, "data-testid": name }, icon(name));
      element.addEventListener("click", () => act(this.#row.message));
      return element;
    };
    reconcile(this.actions, [
      ...(canReply ? [button("reply", "Reply", this.handlers.onReply)] : []),
      ...(canEdit ? [button("edit", "Edit", this.handlers.onEdit)] : []),
    ]);
  }

  #toggleActions(event) {
    // With a mouse the actions show on hover; a finger taps the bubble for them.
    if (event.target.closest("a, button, .tg-spoiler") || !getSelection().isCollapsed) return;
    this.element.classList.toggle("active");
  }
}

// What people wrote waits here, in order, until the server has it.

import { sendFile, sendText } from "./api.js";

const RETRY_MS = 1500;

function deliver({ chat, person, text, replyTo, file, kind }) {
  return file ? sendFile(chat, person, { file, kind, caption: text }) : sendText(chat, person, text, replyTo);
}

export class Outbox {
  items = [];
  #next = 1;
  #busy = false;
  #timer = null;
  #handlers;

  /** `onSent(item, message)`, `onRefused(item, error)` for what the server will never take, `onChange()`. */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** `afterId`: the newest message when this was written, to know its echo from earlier messages. */
  add(item) {
    this.items.push({ ...item, key: `pending-${this.#next++}`, date: Math.floor(Date.now() / 1000), waiting: false });
    this.#handlers.onChange();
    this.flush();
  }

  of(chat, person) {
    return this.items.filter((item) => item.chat === chat && item.person === person);
  }

  /** Sends what waits, one after the other; stops at the first that cannot be sent now. */
  async flush() {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    while (this.items.length > 0 && (await this.#send(this.items[0])));
    this.#busy = false;
    if (this.items.length > 0) this.#timer = setTimeout(() => this.flush(), RETRY_MS);
  }

  async #send(item) {
    try {
      const { message } = await deliver(item);
      this.#remove(item);
      this.#handlers.onSent(item, message);
    } catch (error) {
      if (error.temporary) {
        item.waiting = true;
      } else {
        this.#remove(item);
        this.#handlers.onRefused(item, error);
      }
    }
    this.#handlers.onChange();
    return !this.items.includes(item);
  }

  /** An event or a reload may bring a message before its own answer does: then it waits no longer. */
  recognise(message) {
    const item = this.items.find(
      (each) =>
        each.chat === message.chat_id &&
        each.person === message.from?.id &&
        message.message_id > each.afterId &&
        (each.file ? message.kind !== "text" : message.text === each.text),
    );
    if (item) this.#remove(item);
  }

  #remove(item) {
    this.items = this.items.filter((each) => each !== item);
  }
}

// Inline mode: «@bot words» in the text field offers the bot's results; a chosen one becomes a message.

import { askInline } from "./api.js";
import { ListMenu } from "./list-menu.js";

const PAUSE_MS = 250;

export class InlineMenu extends ListMenu {
  #ticket = 0;
  #timer = null;
  #queryId = null;

  /** `person()` and `username()` say who types and whom; `onChoose(queryId, resultId)`, `onInvite(word)`. */
  constructor({ list, input, person, username, onChoose, onInvite }) {
    super({ list, input, name: "inline-result", row: ({ title, description }) => [title, description ?? ""] });
    Object.assign(this, { person, username, onChoose, onInvite });
  }

  /** The words behind the bot's name, or null where the text is not for it. */
  get query() {
    const name = this.username();
    const match = name && new RegExp(`^@${name}\\s(.*)$`, "is").exec(this.input.value);
    return match ? match[1].trim() : null;
  }

  onInput() {
    clearTimeout(this.#timer);
    const { query } = this;
    if (query === null) this.close();
    else this.#timer = setTimeout(() => this.#ask(query), PAUSE_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#ticket += 1;
    super.close();
  }

  /** True where the key was meant for the list. */
  onKey(event) {
    if (this.query === null || event.key !== "Enter" || event.shiftKey || this.isOpen) return super.onKey(event);
    event.preventDefault(); // Telegram does not send such a text either
    return true;
  }

  async #ask(query) {
    const ticket = ++this.#ticket;
    let answer;
    try {
      answer = await askInline(this.person(), query);
    } catch {
      return; // the next letter asks again
    }
    if (ticket !== this.#ticket) return;
    this.#queryId = answer.query_id;
    const invite = answer.button ? [{ invite: answer.button.start_parameter, title: answer.button.text }] : [];
    this.show([...invite, ...answer.results]);
  }

  pick(chosen) {
    this.close();
    if (chosen.invite) this.onInvite(chosen.invite);
    else this.onChoose(this.#queryId, chosen.id);
  }
}

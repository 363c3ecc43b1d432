// Inline mode: «@bot words» in the text field offers the bot's results; a chosen one becomes a message.

import { askInline } from "./api.js";
import { h } from "./dom.js";

const PAUSE_MS = 250;

export class InlineMenu {
  #ticket = 0;
  #timer = null;
  #shown = [];
  #active = -1;
  #queryId = null;

  /** `person()` and `username()` say who types and whom; `onChoose(queryId, resultId)`, `onInvite(word)`. */
  constructor({ list, input, person, username, onChoose, onInvite }) {
    Object.assign(this, { list, input, person, username, onChoose, onInvite });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.#pick(Number(item.dataset.index));
    });
    input.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
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
    this.#show([]);
  }

  /** True where the key was meant for the list. */
  onKey(event) {
    if (this.query !== null && event.key === "Enter" && !event.shiftKey && !this.isOpen) {
      event.preventDefault(); // Telegram does not send such a text either
      return true;
    }
    if (!this.isOpen) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.#move(steps[event.key]);
    else if (event.key === "Enter" && !event.shiftKey) this.#pick(this.#active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
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
    const invite = answer.button ? [{ invite: answer.button.start_parameter, title: answer.button.text, description: "" }] : [];
    this.#show([...invite, ...answer.results]);
  }

  #show(results) {
    this.#shown = results;
    this.#active = results.length > 0 ? 0 : -1;
    this.list.hidden = results.length === 0;
    this.list.replaceChildren(...results.map(({ title, description }, index) =>
      h("li", { id: `inline-${index}`, role: "option", "data-index": String(index), "data-testid": "inline-result" }, h("b", {}, title), h("span", {}, description ?? ""))));
    this.#mark();
  }

  #move(step) {
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#active)));
    this.list.children[this.#active]?.scrollIntoView({ block: "nearest" });
  }

  #pick(index) {
    const chosen = this.#shown[index];
    this.close();
    if (chosen.invite) this.onInvite(chosen.invite);
    else this.onChoose(this.#queryId, chosen.id);
  }
}

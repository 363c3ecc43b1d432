// A list above the text field to choose from by tap or key: commands, films.

import { h } from "./dom.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class ListMenu {
  #active = -1;
  shown = [];

  /** `name` begins the ids of items and is their test id; `row(item)` -> its title and the words beside it. */
  constructor({ list, input, name, row }) {
    Object.assign(this, { list, input, name, row });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.pick(this.shown[Number(item.dataset.index)]);
    });
    input.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  get active() {
    return this.shown[this.#active];
  }

  close() {
    this.show([]);
  }

  show(items) {
    this.shown = items;
    this.#active = items.length > 0 ? 0 : -1;
    this.list.hidden = items.length === 0;
    this.list.replaceChildren(...items.map((item, index) => {
      const [title, beside] = this.row(item);
      const attributes = { id: `${this.name}-${index}`, role: "option", "data-index": String(index), "data-testid": this.name };
      return h("li", attributes, h("b", {}, title), h("span", {}, beside));
    }));
    this.#mark();
  }

  /** True where the key was meant for the open list. */
  onKey(event) {
    if (!this.isOpen) return false;
    if (event.key in STEPS) this.#move(STEPS[event.key]);
    else if (event.key === "Enter" && !event.shiftKey) this.pick(this.active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }

  #move(step) {
    this.#active = (this.#active + step + this.shown.length) % this.shown.length;
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#active)));
    const active = this.list.children[this.#active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }
}

// The list of commands: by the «/» button, or while a text begins with «/».

import { h } from "./dom.js";

function matching(commands, typed) {
  const found = commands.filter(({ command }) => command.startsWith(typed));
  // The one typed in full comes first, so that Enter sends what is written.
  return found.sort((a, b) => Number(b.command === typed) - Number(a.command === typed));
}

export class CommandMenu {
  #commands = [];
  #shown = [];
  #active = -1;

  /** `onPick(command)` for tap and Enter; Tab only completes the text. */
  constructor({ list, input, button, onPick }) {
    Object.assign(this, { list, input, button, onPick });
    button.addEventListener("click", () => this.#toggle());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.#pick(Number(item.dataset.index));
    });
    input.addEventListener("blur", () => this.close());
  }

  setCommands(commands) {
    if (JSON.stringify(commands) === JSON.stringify(this.#commands)) return;
    this.#commands = commands;
    this.button.hidden = commands.length === 0;
    // Somebody may have typed «/» before the commands were here.
    if (this.isOpen || document.activeElement === this.input) this.onInput();
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Opens, narrows or closes the list to fit the text. */
  onInput() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.input.value)?.[1];
    this.#show(typed === undefined ? [] : matching(this.#commands, typed.toLowerCase()));
  }

  close() {
    this.#show([]);
  }

  /** True where the key was meant for the list. */
  onKey(event) {
    if (!this.isOpen) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.#move(steps[event.key]);
    else if (event.key === "Enter" && !event.shiftKey) this.#pick(this.#active);
    else if (event.key === "Tab" && !event.shiftKey) this.#complete();
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }

  #toggle() {
    const open = !this.isOpen;
    this.input.focus();
    this.#show(open ? this.#commands : []);
  }

  #show(commands) {
    this.#shown = commands;
    this.#active = commands.length > 0 ? 0 : -1;
    this.list.hidden = commands.length === 0;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.replaceChildren(...commands.map(({ command, description }, index) =>
      h("li", { id: `command-${index}`, role: "option", "data-index": String(index), "data-testid": "command" }, h("b", {}, `/${command}`), h("span", {}, description))));
    this.#mark();
  }

  #move(step) {
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#active)));
    const active = this.list.children[this.#active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  #pick(index) {
    const { command } = this.#shown[index];
    this.close();
    this.onPick(command);
  }

  #complete() {
    this.input.value = `/${this.#shown[this.#active].command} `;
    this.close();
  }
}

// The list of commands: by the «/» button, or while a text begins with «/».

import { ListMenu } from "./list-menu.js";

function matching(commands, typed) {
  const found = commands.filter(({ command }) => command.startsWith(typed));
  // The one typed in full comes first, so that Enter sends what is written.
  return found.sort((a, b) => Number(b.command === typed) - Number(a.command === typed));
}

export class CommandMenu extends ListMenu {
  #commands = [];

  /** `onPick(command)` for tap and Enter; Tab only completes the text. */
  constructor({ list, input, button, onPick }) {
    super({ list, input, name: "command", row: ({ command, description }) => [`/${command}`, description] });
    Object.assign(this, { button, onPick });
    button.addEventListener("click", () => this.#toggle());
  }

  setCommands(commands) {
    if (JSON.stringify(commands) === JSON.stringify(this.#commands)) return;
    this.#commands = commands;
    this.button.hidden = commands.length === 0;
    // Somebody may have typed «/» before the commands were here.
    if (this.isOpen || document.activeElement === this.input) this.onInput();
  }

  /** Opens, narrows or closes the list to fit the text. */
  onInput() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.input.value)?.[1];
    this.show(typed === undefined ? [] : matching(this.#commands, typed.toLowerCase()));
  }

  /** True where the key was meant for the list. */
  onKey(event) {
    if (!this.isOpen || event.key !== "Tab" || event.shiftKey) return super.onKey(event);
    this.#complete();
    event.preventDefault();
    return true;
  }

  show(commands) {
    super.show(commands);
    this.button?.setAttribute("aria-expanded", String(this.isOpen));
  }

  pick({ command }) {
    this.close();
    this.onPick(command);
  }

  #toggle() {
    const open = !this.isOpen;
    this.input.focus();
    this.show(open ? this.#commands : []);
  }

  #complete() {
    this.input.value = `/${this.active.command} `;
    this.close();
  }
}

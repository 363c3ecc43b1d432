// Where people write: text, a command, a file, an answer to a message, a correction of their own.

import { byId, setText } from "./dom.js";
import { CommandMenu } from "./commands.js";
import { InlineMenu } from "./inline.js";
import { fileSize, preview } from "./format.js";

const TALLEST = 180;
const PICTURES = new Set(["image/jpeg", "image/png", "image/webp"]);
const EMPTY = { text: "", mode: null };

export class Composer {
  #mode = null; // null, or {kind: "reply" | "edit", message}, or {kind: "file", file}
  #handlers;

  /** `onSend({text, replyTo, file, kind})`, `onEdit(message, text)`, `lastOwn()` -> message or null; inline mode as `InlineMenu` has it. */
  constructor(handlers) {
    this.#handlers = handlers;
    this.input = byId("text");
    this.menu = new CommandMenu({
      list: byId("command-menu"), input: this.input, button: byId("commands"), onPick: (command) => this.#sendCommand(command),
    });
    this.inline = new InlineMenu({
      list: byId("inline-menu"), input: this.input, person: handlers.person, username: handlers.username,
      onChoose: (queryId, resultId) => { this.restore(); handlers.onChoose(queryId, resultId); },
      onInvite: (word) => { this.restore(); handlers.onInvite(word); },
    });
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#changed());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("paste", (event) => this.#onPaste(event));
    byId("context-cancel").addEventListener("click", () => this.#cancel());
    this.#setUpFiles();
    document.addEventListener("keydown", (event) => this.#catchTyping(event));
    this.#changed();
  }

  setCommands(commands) {
    this.menu.setCommands(commands);
  }

  /** The unfinished text and what it belongs to, to be put back later with `restore`. */
  get draft() {
    return { text: this.input.value, mode: this.#mode };
  }

  restore(draft = EMPTY) {
    this.input.value = draft.text;
    this.#setMode(draft.mode);
    this.menu.close();
    this.inline.close();
    this.#grow();
  }

  /** Puts a text that could not be sent before what has been written since. */
  giveBack({ text, file }) {
    this.input.value = [text, this.input.value].filter(Boolean).join("\n");
    if (file) this.#setMode({ kind: "file", file });
    this.#changed();
  }

  attach(file) {
    if (!file) return;
    this.#setMode({ kind: "file", file });
    this.focus();
  }

  reply(message) {
    this.#setMode({ kind: "reply", message });
    this.focus();
  }

  edit(message) {
    this.input.value = message.text;
    this.#setMode({ kind: "edit", message });
    this.focus();
    this.input.setSelectionRange(message.text.length, message.text.length);
  }

  focus() {
    this.input.focus();
  }

  /** Letters typed while a button or the conversation has the focus are meant for the text. */
  #catchTyping({ key, target, ctrlKey, metaKey, altKey }) {
    const elsewhere = target.closest("textarea, input, dialog, aside");
    if (key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey && !elsewhere) this.focus();
  }

  #setUpFiles() {
    const chooser = byId("file");
    byId("attach").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => {
      this.attach(chooser.files[0]);
      chooser.value = "";
    });
  }

  #onPaste(event) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    this.attach(file);
  }

  #onKey(event) {
    if (event.isComposing || this.menu.onKey(event) || this.inline.onKey(event)) {
      this.#grow();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#mode) {
      this.#cancel();
    } else if (event.key === "ArrowUp" && this.input.value === "" && !this.#mode) {
      const message = this.#handlers.lastOwn();
      if (!message) return;
      event.preventDefault();
      this.edit(message);
    }
  }

  #sendCommand(command) {
    this.input.value = "";
    this.#changed();
    this.#handlers.onSend({ text: `/${command}` });
  }

  #submit() {
    const text = this.input.value.trim();
    const mode = this.#mode;
    if ((!text && mode?.kind !== "file") || this.inline.query !== null) return;
    const asFile = byId("as-file-box").checked;
    this.restore();
    if (mode?.kind === "edit") {
      if (text !== mode.message.text) this.#handlers.onEdit(mode.message, text);
    } else if (mode?.kind === "file") {
      const kind = PICTURES.has(mode.file.type) && !asFile ? "photo" : "document";
      this.#handlers.onSend({ text, file: mode.file, kind });
    } else {
      this.#handlers.onSend({ text, replyTo: mode?.message.message_id });
    }
  }

  #cancel() {
    if (this.#mode?.kind === "edit") this.input.value = "";
    this.#setMode(null);
    this.focus();
  }

  #setMode(mode) {
    this.#mode = mode;
    byId("context").hidden = mode === null;
    if (mode) {
      const icons = { reply: "reply", edit: "edit", file: "file" };
      byId("context-icon").setAttribute("href", `/static/icons.svg#${icons[mode.kind]}`);
      setText(byId("context-title"), { reply: `Reply to ${mode.message?.from?.first_name}`, edit: "Edit message", file: mode.file?.name }[mode.kind]);
      setText(byId("context-body"), mode.file ? fileSize(mode.file.size) : preview(mode.message));
      byId("as-file").hidden = !(mode.file && PICTURES.has(mode.file.type));
    }
    byId("as-file-box").checked = false;
    this.input.placeholder = mode?.kind === "file" ? "Caption" : "Message";
    byId("send").setAttribute("aria-label", mode?.kind === "edit" ? "Save" : "Send");
    this.#changed();
  }

  #changed() {
    this.#grow();
    this.menu.onInput();
    this.inline.onInput();
    const nothing = this.input.value.trim() === "" && this.#mode?.kind !== "file";
    byId("send").disabled = nothing;
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
  }
}

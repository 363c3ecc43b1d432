// The left column (on a phone a sheet): who I am, and my chats.

import { avatar, byId, h, reconcile, setText } from "./dom.js";
import { clock, dayName, preview } from "./format.js";

const phone = window.matchMedia("(max-width: 767px)");

function personButton(person, onPick) {
  const button = h("button", { class: "person", type: "button", "data-testid": "person", "data-person-id": String(person.id) },
    h("span", { class: "person-face" }, avatar({ id: person.id, name: person.first_name }), h("span", { class: "dot", hidden: true })),
    h("span", { class: "person-name" }, person.first_name),
    person.is_admin ? h("span", { class: "badge" }, "admin") : null);
  button.addEventListener("click", () => onPick(person.id));
  return button;
}

function chatButton(chat, { title, isBot, onPick }) {
  const button = h("button", { class: "chat-item", type: "button", "data-testid": "chat", "data-chat-id": String(chat.id) },
    avatar({ id: chat.id, name: title, isBot }),
    h("span", { class: "chat-line" }, h("b", {}, title), h("time", {})),
    h("span", { class: "chat-line" }, h("span", { class: "chat-last" }), h("span", { class: "count", "data-testid": "unread", hidden: true })));
  button.addEventListener("click", () => onPick(chat.id));
  return button;
}

function when(message) {
  if (!message) return "";
  const day = dayName(message.date);
  return day === "Today" ? clock(message.date) : day;
}

function lastLine(message, chat, personId) {
  if (!message) return chat.type === "private" ? "Say hello" : "No messages yet";
  const sender = message.from?.id === personId ? "You: " : chat.type === "private" ? "" : `${message.from?.first_name}: `;
  return message.kind === "service" ? preview(message) : sender + preview(message);
}

export class Sidebar {
  #people = new Map();
  #chats = new Map();

  constructor(store, { onPerson, onChat }) {
    Object.assign(this, { store, onPerson, onChat });
    byId("open-sidebar").addEventListener("click", () => this.#open(true));
    byId("close-sidebar").addEventListener("click", () => this.#open(false));
    byId("scrim").addEventListener("click", () => this.#open(false));
    byId("sidebar").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && phone.matches) this.#open(false);
    });
    phone.addEventListener("change", () => this.#open(false, { focus: false }));
    this.#open(false, { focus: false });
  }

  #open(open, { focus = true } = {}) {
    const sidebar = byId("sidebar");
    sidebar.classList.toggle("open", open);
    sidebar.inert = phone.matches && !open;
    byId("chat").inert = phone.matches && open;
    byId("scrim").hidden = !(phone.matches && open);
    byId("open-sidebar").setAttribute("aria-expanded", String(open));
    if (focus && phone.matches) (open ? byId("close-sidebar") : byId("open-sidebar")).focus();
  }

  #pick(act, id) {
    if (phone.matches) this.#open(false);
    act(id);
  }

  render() {
    reconcile(byId("people"), this.store.people.map((person) => this.#person(person)));
    reconcile(byId("chats"), this.store.chatsOf(this.store.personId).map((chat) => this.#chat(chat)));
    const others = this.store.people.some((person) => this.store.unreadOf(person.id) > 0);
    byId("menu-dot").hidden = !others;
  }

  #person(person) {
    if (!this.#people.has(person.id)) this.#people.set(person.id, personButton(person, (id) => this.#pick(this.onPerson, id)));
    const button = this.#people.get(person.id);
    const unread = this.store.unreadOf(person.id) > 0;
    const current = person.id === this.store.personId;
    button.setAttribute("aria-pressed", String(current));
    button.querySelector(".dot").hidden = !unread || current;
    button.setAttribute("aria-label", `${person.first_name}${person.is_admin ? ", admin" : ""}${unread ? ", has unread messages" : ""}`);
    return button;
  }

  #chat(chat) {
    const { bot, personId, chatId } = this.store;
    const isBot = chat.type === "private";
    if (!this.#chats.has(chat.id)) {
      const title = isBot ? bot.first_name : chat.title;
      this.#chats.set(chat.id, chatButton(chat, { title, isBot, onPick: (id) => this.#pick(this.onChat, id) }));
    }
    const button = this.#chats.get(chat.id);
    const last = this.store.thread(chat.id).list.at(-1);
    const unread = this.store.unread(personId, chat.id);
    if (chat.id === chatId) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
    setText(button.querySelector(".chat-last"), lastLine(last, chat, personId));
    setText(button.querySelector("time"), when(last));
    const count = button.querySelector(".count");
    setText(count, String(unread));
    count.hidden = unread === 0;
    return button;
  }
}

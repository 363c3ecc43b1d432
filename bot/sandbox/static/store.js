// What the page knows: people, chats, messages, what was read. No elements here.

class Thread {
  messages = new Map();
  commands = [];
  loaded = false;
  typing = null;
  #missed = null;
  #loads = 0;

  /** Opens a load; events that arrive until it ends are kept and applied on top of its answer. */
  beginLoad() {
    this.#missed ??= [];
    this.#loads += 1;
    return this.#loads;
  }

  /** Replaces everything with the server's answer, unless a later load has begun. */
  finishLoad(ticket, { messages, commands }) {
    if (ticket !== this.#loads) return;
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    this.commands = commands ?? [];
    this.loaded = true;
    const missed = this.#missed ?? [];
    this.#missed = null;
    for (const event of missed) this.apply(event);
  }

  abandonLoad(ticket) {
    if (ticket === this.#loads) this.#missed = null;
  }

  apply(event) {
    this.#missed?.push(event);
    if (event.type === "message" || event.type === "edited") this.messages.set(event.message.message_id, event.message);
    if (event.type === "message" && event.message.from?.is_bot) this.typing = null;
    if (event.type === "deleted") this.messages.delete(event.message_id);
    if (event.type === "cleared") this.messages.clear();
    if (event.type === "commands") this.commands = event.commands;
    if (event.type === "typing") this.typing = event.action;
  }

  /** Messages in their order. */
  get list() {
    return [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  get newest() {
    return Math.max(0, ...this.messages.keys());
  }
}

export class Store {
  bot = null;
  people = [];
  chats = [];
  personId = 0;
  chatId = 0;
  #threads = new Map();
  #read = new Map();

  setPeople({ bot, people, chats }) {
    Object.assign(this, { bot, people, chats });
  }

  get person() {
    return this.people.find((person) => person.id === this.personId);
  }

  get chat() {
    return this.chats.find((chat) => chat.id === this.chatId);
  }

  thread(chatId) {
    if (!this.#threads.has(chatId)) this.#threads.set(chatId, new Thread());
    return this.#threads.get(chatId);
  }

  /** The chats a person sees: the one with the bot first, then groups. */
  chatsOf(personId) {
    const own = this.chats.filter((chat) => chat.type === "private" && chat.id === personId);
    return [...own, ...this.chats.filter((chat) => chat.type !== "private" && chat.members.includes(personId))];
  }

  /** Who to ask for a chat's messages as: the current person where they are in it. */
  readerOf(chat) {
    return chat.type === "private" ? chat.id : this.personId;
  }

  markRead(personId, chatId) {
    this.#read.set(`${personId}:${chatId}`, this.thread(chatId).newest);
  }

  /** After a load: what was there before the page came counts as read; a restarted server counts from anew. */
  settleRead(chat) {
    const { newest } = this.thread(chat.id);
    for (const { id } of this.people) {
      const key = `${id}:${chat.id}`;
      if (!this.#read.has(key) || this.#read.get(key) > newest) this.#read.set(key, newest);
    }
  }

  /** How many messages of others this person has not seen in the chat. */
  unread(personId, chatId) {
    const last = this.#read.get(`${personId}:${chatId}`) ?? Infinity;
    return this.thread(chatId).list.filter((m) => m.message_id > last && m.from?.id !== personId).length;
  }

  unreadOf(personId) {
    return this.chatsOf(personId).reduce((sum, chat) => sum + this.unread(personId, chat.id), 0);
  }
}

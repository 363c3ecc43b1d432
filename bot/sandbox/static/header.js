// The head of a conversation: whose it is, and what happens in it just now.

import { avatar, byId, reconcile, setText } from "./dom.js";

const ACTIONS = {
  typing: "typing…",
  upload_photo: "sending a photo…",
  upload_document: "sending a file…",
  record_voice: "recording…",
  upload_voice: "sending a voice message…",
  choose_sticker: "choosing a sticker…",
};

const actionText = (action) => ACTIONS[action] ?? "busy…";

function status(store, chat) {
  if (chat.type === "private") return `bot · you are ${store.person.first_name}`;
  const names = chat.members.map((id) => store.people.find((person) => person.id === id)?.first_name).filter(Boolean);
  return `${names.join(", ")} and ${store.bot.first_name}`;
}

/** Shows title, members and «typing…» of the current chat. */
export function renderHeader(store) {
  const { chat, person, bot } = store;
  const isBot = chat.type === "private";
  const title = isBot ? bot.first_name : chat.title;
  const { typing } = store.thread(chat.id);
  setText(byId("chat-name"), title);
  setText(byId("chat-status"), typing ? `${isBot ? "" : `${bot.first_name} is `}${actionText(typing)}` : status(store, chat));
  byId("chat-status").classList.toggle("live", Boolean(typing));
  swapAvatar(byId("chat-avatar"), `${chat.id}`, { id: chat.id, name: title, isBot });
  swapAvatar(byId("you"), `${person.id}`, { id: person.id, name: person.first_name, size: "small" });
  byId("you").title = `You are ${person.first_name}`;
  byId("typing").hidden = !typing;
  setText(byId("typing-text"), typing ? `${bot.first_name} is ${actionText(typing)}` : "");
}

function swapAvatar(slot, key, picture) {
  if (slot.dataset.key === key) return;
  slot.dataset.key = key;
  reconcile(slot, [avatar(picture)]);
}

/** Shows the invitation to begin where a chat has nothing in it yet. */
export function renderEmpty(store, { isEmpty }) {
  const { chat, bot } = store;
  byId("empty").hidden = !isEmpty;
  byId("clear").disabled = isEmpty;
  const isPrivate = chat.type === "private";
  setText(byId("empty-title"), isPrivate ? `Say hello to ${bot.first_name}` : `A new evening in ${chat.title}`);
  setText(byId("empty-text"), isPrivate
    ? "Press Start, as you would in Telegram. You need no account, and you can try anything."
    : `Everyone in the group sees what you write. Press Start to wake ${bot.first_name}.`);
  byId("hint").hidden = isPrivate;
  setText(byId("hint"), `Here ${bot.first_name} reads /commands, replies to it and @${bot.username}, as in Telegram.`);
}

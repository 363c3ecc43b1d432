// Brings the parts together: store, connection, outbox and what is on the screen.

import { chooseInline, clearChat, editText, getMessages, getPeople, vote } from "./api.js";
import { Composer } from "./composer.js";
import { byId, h } from "./dom.js";
import { setUpDrop } from "./drop.js";
import { listen } from "./events.js";
import { Follower } from "./follower.js";
import { preview } from "./format.js";
import { rowsOf } from "./grouping.js";
import { renderEmpty, renderHeader } from "./header.js";
import { botLink, readPlace, writePlace } from "./place.js";
import { Outbox } from "./outbox.js";
import { confirmBox, toast } from "./overlays.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { isWaiting, press } from "./taps.js";
import { setUpTheme } from "./theme.js";
import { ThreadView } from "./thread.js";

const TYPING_MS = 5000;
const ANNOUNCED_MS = 3000;
const START_RETRY_MS = 1500;
const AWAY = "Reconnecting… The sandbox server is away. What you write is kept and sent when it is back.";

const store = new Store();
const drafts = new Map();
const typingTimers = new Map();
let stopListening = () => {};
let renderQueued = false;

const outbox = new Outbox({
  onChange: queueRender,
  onSent: (item, message) => {
    const { messages } = store.thread(item.chat);
    // An event may have brought it before this answer, and even edited it: what is known is newer.
    if (!messages.has(message.message_id)) messages.set(message.message_id, message);
  },
  onRefused: (item, error) => {
    toast(error.message);
    if (item.chat === store.chatId && item.person === store.personId) composer.giveBack(item);
    else drafts.set(`${item.person}:${item.chat}`, { text: item.text, mode: null });
  },
});
const follower = new Follower({ scroller: byId("thread"), inner: byId("thread-inner"), jump: byId("jump"), jumpText: byId("jump-text") });
const thread = new ThreadView(byId("messages"), follower, {
  onTap: (message, data) =>
    press({ chat: message.chat_id, person: store.personId, messageId: message.message_id, data, onChange: queueRender }),
  isWaiting: (message, data) => isWaiting(message.chat_id, message.message_id, data),
  onVote: (message, option) =>
    vote(message.chat_id, store.personId, message.message_id, option).catch((error) => toast(error.message)),
  onLink: follow,
  onReply: (message) => composer.reply(message),
  onEdit: (message) => composer.edit(message),
});
const composer = new Composer({
  onSend: send,
  onEdit: edit,
  lastOwn,
  person: () => store.personId,
  username: () => store.bot?.username,
  onChoose: (queryId, resultId) =>
    chooseInline(store.chatId, store.personId, queryId, resultId).catch((error) => toast(error.message)),
  onInvite: (word) => {
    switchChat(store.personId);
    send({ text: `/start ${word}` });
  },
});
const sidebar = new Sidebar(store, { onPerson: switchPerson, onChat: switchChat });

function queueRender() {
  if (renderQueued) return;
  renderQueued = true;
  // A microtask and not a frame: a page in the background gets no frames, but must not fall behind.
  queueMicrotask(() => {
    renderQueued = false;
    if (store.chat) render();
  });
}

function render() {
  const { personId, chatId, chat } = store;
  const current = store.thread(chatId);
  if (document.visibilityState === "visible") store.markRead(personId, chatId);
  const pending = outbox.of(chatId, personId);
  renderHeader(store);
  renderEmpty(store, { isEmpty: current.loaded && current.messages.size + pending.length === 0 });
  if (current.loaded || pending.length > 0) {
    thread.render(`${personId}:${chatId}`, rowsOf(current.list, pending, { personId, isGroup: chat.type !== "private" }));
  }
  composer.setCommands(current.commands);
  sidebar.render();
}

function send({ text, replyTo, file, kind }) {
  const { chatId: chat, personId: person } = store;
  outbox.add({ chat, person, text, replyTo, file, kind, afterId: store.thread(chat).newest });
}

async function edit(message, text) {
  try {
    await editText(message.chat_id, store.personId, message.message_id, text);
  } catch (error) {
    toast(error.message);
    if (message.chat_id === store.chatId) {
      composer.edit(message);
      composer.restore({ ...composer.draft, text });
    }
  }
}

/** Follows a link to the bot as Telegram does: to the own chat with it, or into a group, and says /start. */
function follow(address) {
  const link = botLink(address, store.bot.username);
  if (!link) return false;
  const group = store.chatsOf(store.personId).find((chat) => chat.type !== "private");
  if (link.startgroup !== null && !group) return false;
  switchChat(link.startgroup !== null ? group.id : store.personId);
  if (link.startgroup !== null) send({ text: `/start@${store.bot.username} ${link.startgroup}` });
  else if (link.start !== null) send({ text: `/start ${link.start}` });
  return true;
}

function lastOwn() {
  const { personId, chatId } = store;
  return store.thread(chatId).list.findLast((m) => m.from?.id === personId && m.kind === "text") ?? null;
}

async function load(chat) {
  const target = store.thread(chat.id);
  const ticket = target.beginLoad();
  try {
    target.finishLoad(ticket, await getMessages(chat.id, store.readerOf(chat)));
  } catch (error) {
    target.abandonLoad(ticket);
    if (!error.temporary) toast(error.message);
    return;
  }
  target.list.forEach((message) => outbox.recognise(message));
  store.settleRead(chat);
  queueRender();
}

async function reload() {
  await Promise.all(store.chatsOf(store.personId).map(load));
  outbox.flush();
  refreshOthers();
}

/** Other people's chats with the bot send no events here; they are looked at now and then, for the dots. */
function refreshOthers() {
  store.chats.filter((chat) => chat.type === "private" && chat.id !== store.personId).forEach(load);
}

function noteTyping(chatId) {
  clearTimeout(typingTimers.get(chatId));
  typingTimers.set(chatId, setTimeout(() => {
    store.thread(chatId).typing = null;
    queueRender();
  }, TYPING_MS));
}

function announce({ chat_id: chatId, message }) {
  if (chatId !== store.chatId || message.from?.id === store.personId) return;
  const said = h("p", {}, `${message.from?.first_name ?? ""}: ${preview(message)}`);
  byId("announcer").append(said);
  setTimeout(() => said.remove(), ANNOUNCED_MS);
}

function onEvent(event) {
  store.thread(event.chat_id).apply(event);
  if (event.type === "message") {
    outbox.recognise(event.message);
    announce(event);
    if (event.chat_id !== store.personId) refreshOthers();
  }
  if (event.type === "typing") noteTyping(event.chat_id);
  queueRender();
}

function setNotice(text) {
  byId("notice").hidden = text === "";
  byId("notice").textContent = text;
}

function onState(state) {
  setNotice(state === "open" ? "" : AWAY);
  if (state === "open") reload();
}

function moveTo(personId, chatId) {
  drafts.set(`${store.personId}:${store.chatId}`, composer.draft);
  Object.assign(store, { personId, chatId });
  composer.restore(drafts.get(`${personId}:${chatId}`));
  writePlace(personId, chatId);
  if (window.matchMedia("(hover: hover)").matches) composer.focus();
  queueRender();
}

function switchChat(chatId) {
  moveTo(store.personId, chatId);
}

function switchPerson(personId) {
  const stays = store.chat && store.chat.type !== "private" && store.chat.members.includes(personId);
  moveTo(personId, stays ? store.chatId : personId);
  stopListening();
  stopListening = listen(personId, { onEvent, onState });
}

async function clear() {
  const { chatId, personId } = store;
  if (!(await confirmBox("Clear this chat? Only what you see here goes; the bot remembers what you told it.", "Clear"))) return;
  try {
    await clearChat(chatId, personId);
  } catch (error) {
    toast(error.message);
  }
}

async function start() {
  try {
    store.setPeople(await getPeople());
  } catch {
    setNotice(AWAY);
    setTimeout(start, START_RETRY_MS);
    return;
  }
  goTo(readPlace(store));
}

function goTo({ personId, chatId }) {
  switchPerson(personId);
  if (chatId !== store.chatId) switchChat(chatId);
}

setUpTheme(byId("theme"));
setUpDrop({ area: byId("chat"), cover: byId("drop"), onFile: (file) => composer.attach(file) });
byId("start").addEventListener("click", () => send({ text: "/start" }));
byId("clear").addEventListener("click", clear);
window.addEventListener("hashchange", () => store.people.length > 0 && goTo(readPlace(store)));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !store.chat) return;
  refreshOthers();
  queueRender();
});
start();

// Who and where one is, kept in the address: two windows can be two people.

/** The person and chat named in the address, or the first person's chat with the bot. */
export function readPlace(store) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const wanted = Number(parameters.get("person"));
  const person = store.people.find(({ id }) => id === wanted) ?? store.people[0];
  const chats = store.chatsOf(person.id);
  const chat = chats.find(({ id }) => id === Number(parameters.get("chat"))) ?? chats[0];
  return { personId: person.id, chatId: chat.id };
}

export function writePlace(personId, chatId) {
  history.replaceState(null, "", `#person=${personId}&chat=${chatId}`);
}

/** Where a link such as https://t.me/our_bot?start=x leads: `{ start }` or `{ startgroup }`; null if elsewhere. */
export function botLink(address, username) {
  const url = new URL(address);
  if (url.hostname !== "t.me" || url.pathname.slice(1).toLowerCase() !== username.toLowerCase()) return null;
  const parameters = new URLSearchParams(url.search);
  return { start: parameters.get("start"), startgroup: parameters.get("startgroup") };
}

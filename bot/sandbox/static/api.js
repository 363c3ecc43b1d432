// The sandbox server's JSON interface.

/** A refused or failed request; `status` 0 means that the server could not be reached. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }

  /** Whether the same request may succeed later without a change. */
  get temporary() {
    return this.status === 0 || this.status >= 500;
  }
}

async function errorLine(response) {
  try {
    const { error } = await response.json();
    if (typeof error === "string") return error;
  } catch {
    // Not JSON: the status has to do.
  }
  return `The sandbox server answered ${response.status}.`;
}

async function request(method, path, body) {
  const form = body instanceof FormData;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body && !form ? { "content-type": "application/json" } : {},
      body: body && !form ? JSON.stringify(body) : body,
    });
  } catch {
    throw new ApiError("The sandbox server is away.", 0);
  }
  if (!response.ok) throw new ApiError(await errorLine(response), response.status);
  return response.json();
}

export const fileUrl = (fileId) => `/api/files/${encodeURIComponent(fileId)}`;

export const getPeople = () => request("GET", "/api/people");

export const getMessages = (chat, person) => request("GET", `/api/chats/${chat}/messages?person=${person}`);

export const sendText = (chat, person, text, replyTo) =>
  request("POST", `/api/chats/${chat}/messages`, { person, text, ...(replyTo ? { reply_to: replyTo } : {}) });

export const editText = (chat, person, messageId, text) =>
  request("PATCH", `/api/chats/${chat}/messages/${messageId}`, { person, text });

export const clearChat = (chat, person) => request("POST", `/api/chats/${chat}/clear`, { person });

export const tap = (chat, person, messageId, data) =>
  request("POST", `/api/chats/${chat}/taps`, { person, message_id: messageId, data });

export const askInline = (person, query, offset = "") => request("POST", "/api/inline", { person, query, offset });

export const chooseInline = (chat, person, queryId, resultId) =>
  request("POST", `/api/chats/${chat}/inline`, { person, query_id: queryId, result_id: resultId });

export const vote = (chat, person, messageId, option) =>
  request("POST", `/api/chats/${chat}/votes`, { person, message_id: messageId, option_ids: [option] });

export function sendFile(chat, person, { file, kind, caption }) {
  const form = new FormData();
  form.append("person", String(person));
  form.append("file", file, file.name);
  form.append("caption", caption);
  form.append("kind", kind);
  return request("POST", `/api/chats/${chat}/files`, form);
}

// The server's HTML is escaped already; it is reduced once more to an allow-list before it meets the page.

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "DEL", "CODE", "PRE", "BLOCKQUOTE", "BR"]);

/** The address if it is absolute http or https, else null. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

function link(source) {
  const href = safeUrl(source.getAttribute("href") ?? "");
  if (href === null) return null;
  const element = document.createElement("a");
  element.href = href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  return element;
}

function spoiler() {
  const element = document.createElement("span");
  element.className = "tg-spoiler";
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", "Hidden text, press to show");
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    element.classList.add("shown");
    element.removeAttribute("role");
    element.removeAttribute("aria-label");
  };
  element.addEventListener("click", reveal);
  element.addEventListener("keydown", reveal);
  return element;
}

function allowed(source) {
  if (PLAIN.has(source.tagName)) return document.createElement(source.tagName);
  if (source.tagName === "A") return link(source);
  if (source.tagName === "SPAN" && source.classList.contains("tg-spoiler")) return spoiler();
  return null;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const element = allowed(node);
    copy(node, element ?? to);
    if (element) to.append(element);
  }
}

/** A fragment with only the formatting a chat knows; every other tag leaves its text, no attribute survives. */
export function sanitize(html) {
  // Documents made by DOMParser run no script and load no picture.
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment);
  return fragment;
}

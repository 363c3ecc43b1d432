// Building elements without ever parsing HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (false and null leave one out), listeners (`onclick`) and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** One of the drawings in icons.svg. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Sets text only where it differs: an untouched node keeps selection and causes no repaint. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes the children of `parent` be `wanted`, in order, moving as few nodes as possible. */
export function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of wanted) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** A round picture: the bot's drawing, or the first letter of a name on a colour of its own. */
export function avatar({ id, name, isBot = false, size = "" }) {
  const classes = `avatar ${size} ${isBot ? "avatar-bot" : `hue-${Math.abs(id) % 6}`}`;
  if (isBot) return h("span", { class: classes, "aria-hidden": "true" }, h("img", { src: "/static/favicon.svg", alt: "" }));
  return h("span", { class: classes, "aria-hidden": "true" }, [...name][0] ?? "?");
}

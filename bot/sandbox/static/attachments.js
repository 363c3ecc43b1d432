// The parts of a message that are not text: photo, file, poll.

import { fileUrl } from "./api.js";
import { h, icon } from "./dom.js";
import { fileSize } from "./format.js";
import { enlarge } from "./overlays.js";

const TALLEST = 0.67; // narrower pictures would push the conversation off the screen

function photoView({ photo, text }) {
  const url = fileUrl(photo.file_id);
  const alt = text ? `Photo: ${text.split("\n")[0]}` : "Photo";
  const image = h("img", { src: url, alt, decoding: "async" });
  const button = h("button", { class: "photo", type: "button", "aria-label": `Enlarge. ${alt}`, "data-testid": "photo" }, image);
  // The space is kept before the picture has arrived, so that nothing jumps.
  if (photo.width > 0 && photo.height > 0) {
    button.style.aspectRatio = String(Math.max(TALLEST, photo.width / photo.height));
  }
  // Enlarged, the caption is out of sight, and so all of it describes the picture.
  button.addEventListener("click", () => enlarge(url, text || alt));
  return button;
}

function fileView({ document: file, kind }) {
  const name = file.file_name || (kind === "voice" ? "Voice message" : kind === "sticker" ? "Sticker" : "File");
  const size = fileSize(file.file_size);
  return h(
    "a",
    { class: "file", href: fileUrl(file.file_id), download: file.file_name || "", "data-testid": "document", "aria-label": `Download ${name}, ${size}` },
    h("span", { class: "file-icon" }, icon(kind === "voice" ? "voice" : "file"), icon("download")),
    h("span", { class: "file-text" }, h("b", {}, name), h("small", {}, size)),
  );
}

function pollView(message, onVote) {
  const { poll } = message;
  const options = (poll.options ?? []).map((option) => (typeof option === "string" ? { text: option } : option));
  const total = options.reduce((sum, option) => sum + (option.voter_count ?? 0), 0);
  const rows = options.map((option, index) => {
    const share = total ? (option.voter_count ?? 0) / total : 0;
    return h("li", {}, h("button",
      { class: "poll-option", type: "button", disabled: Boolean(poll.is_closed), onclick: () => onVote(message, index) },
      h("span", {}, option.text), h("span", { class: "share" }, `${Math.round(share * 100)}%`),
      h("progress", { max: 1, value: share, "aria-hidden": "true" })));
  });
  const votes = total === 1 ? "1 vote" : `${total} votes`;
  return h("div", { class: "poll" }, h("b", {}, poll.question ?? "Poll"), h("ul", {}, ...rows), h("small", {}, poll.is_closed ? `${votes}, closed` : votes));
}

function placeholder(kind) {
  const names = { voice: "Voice message", sticker: "Sticker" };
  return kind in names ? h("span", { class: "placeholder" }, icon(kind === "voice" ? "voice" : "file"), names[kind]) : null;
}

/** The element for a message's picture, file or poll, or null; `onVote(message, index)` for a poll's options. */
export function attachmentView(message, { onVote }) {
  if (message.photo) return photoView(message);
  if (message.document) return fileView(message);
  if (message.poll) return pollView(message, onVote);
  return placeholder(message.kind);
}

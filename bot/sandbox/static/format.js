// Times, sizes and previews as people read them.

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" });
const KINDS = { photo: "Photo", document: "File", voice: "Voice message", sticker: "Sticker", poll: "Poll" };

export const clock = (unix) => time.format(new Date(unix * 1000));

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A number that is the same for all moments of one day. */
export const dayOf = (unix) => midnight(new Date(unix * 1000));

/** «Today», «Yesterday», or the date, with the year where it is another one. */
export function dayName(unix, now = new Date()) {
  const date = new Date(unix * 1000);
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date);
}

/** 812 B, 14.2 KB, 3.1 MB. */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes) || bytes < 0) return "";
  if (bytes < 1000) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** One line that stands for a message in the chat list, a quote or an announcement. */
export function preview(message) {
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (message.kind === "document" && message.document) return text || message.document.file_name || "File";
  if (message.kind === "poll") return `Poll: ${message.poll?.question ?? text}`;
  const kind = KINDS[message.kind];
  if (!kind) return text;
  return text ? `${kind}, ${text}` : kind;
}

// The list of messages, kept in step with the store without rebuilding it.

import { h, reconcile } from "./dom.js";
import { dayName, dayOf } from "./format.js";
import { MessageView } from "./message.js";

export class ThreadView {
  #views = new Map();
  #days = new Map();
  #shown = null;

  constructor(list, follower, handlers) {
    this.list = list;
    this.follower = follower;
    this.handlers = handlers;
  }

  /** Shows `rows`; `key` names the chat and reader: another key means another conversation, shown from its end. */
  render(key, rows) {
    const fresh = key !== this.#shown;
    if (fresh) this.#reset(key);
    const arrived = rows.filter((row) => !this.#views.has(row.key));
    this.follower.keepPlace(() => this.#patch(rows, { animate: !fresh }));
    if (fresh) this.follower.toBottom();
    else this.#follow(arrived);
  }

  #reset(key) {
    this.#shown = key;
    this.#views.clear();
    this.#days.clear();
    this.list.replaceChildren();
    this.follower.reset();
  }

  #follow(arrived) {
    const fromOthers = arrived.filter((row) => !row.own).length;
    if (arrived.some((row) => row.own && row.state)) this.follower.toBottom();
    else if (fromOthers > 0) this.follower.noteNew(fromOthers);
  }

  #patch(rows, { animate }) {
    const nodes = [];
    for (const row of rows) {
      if (row.newDay) nodes.push(this.#day(row.message.date));
      nodes.push(this.#view(row, animate));
    }
    const keys = new Set(rows.map((row) => row.key));
    for (const key of this.#views.keys()) if (!keys.has(key)) this.#views.delete(key);
    reconcile(this.list, nodes);
  }

  #view(row, animate) {
    let view = this.#views.get(row.key);
    if (!view) {
      view = new MessageView(this.handlers);
      // An own message slides in when it is written, not again when the server echoes it.
      if (animate && (!row.own || row.state)) view.element.classList.add("arriving");
      this.#views.set(row.key, view);
    }
    view.update(row);
    return view.element;
  }

  #day(date) {
    const day = dayOf(date);
    if (!this.#days.has(day)) this.#days.set(day, h("li", { class: "day" }, h("span", {}, dayName(date))));
    return this.#days.get(day);
  }
}

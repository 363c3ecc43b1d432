// Follows the end of a conversation, unless the reader has scrolled up to read.

const NEAR = 60;

export class Follower {
  #pinned = true;
  #count = 0;

  constructor({ scroller, inner, jump, jumpText }) {
    Object.assign(this, { scroller, inner, jump, jumpText });
    scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    jump.addEventListener("click", () => this.toBottom({ smooth: true }));
    // Pictures that arrive, a growing composer, a phone's keyboard: whoever was at the end stays there.
    const observer = new ResizeObserver(() => {
      if (this.#pinned) this.toBottom();
      else this.#show();
    });
    observer.observe(scroller);
    observer.observe(inner);
  }

  get #distance() {
    return this.scroller.scrollHeight - this.scroller.clientHeight - this.scroller.scrollTop;
  }

  #onScroll() {
    this.#pinned = this.#distance < NEAR;
    if (this.#pinned) this.#count = 0;
    this.#show();
  }

  #show() {
    this.jump.hidden = this.#pinned || this.#distance < NEAR;
    this.jump.classList.toggle("counted", this.#count > 0);
    const text = this.#count === 1 ? "1 new message" : `${this.#count} new messages`;
    this.jumpText.textContent = this.#count > 0 ? text : "";
    this.jump.setAttribute("aria-label", this.#count > 0 ? `${text}, go to the end` : "Go to the end");
  }

  reset() {
    this.#pinned = true;
    this.#count = 0;
    this.#show();
  }

  toBottom({ smooth = false } = {}) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    if (smooth) return;
    this.#pinned = true;
    this.#count = 0;
    this.#show();
  }

  /** New messages of others have come: follow them, or count them for the button. */
  noteNew(count) {
    if (this.#pinned) {
      this.toBottom();
      return;
    }
    this.#count += count;
    this.#show();
  }

  /** Runs `change`; what the reader looks at stays where it is on the screen. */
  keepPlace(change) {
    const anchor = this.#pinned ? null : this.#firstVisible();
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (this.#pinned) this.toBottom();
    else if (anchor?.isConnected) this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #firstVisible() {
    const top = this.scroller.getBoundingClientRect().top;
    // A message that begins above the edge may change its height there: the first whole one is the steady point.
    return [...this.inner.querySelectorAll("li")].find((item) => item.getBoundingClientRect().top >= top) ?? null;
  }
}

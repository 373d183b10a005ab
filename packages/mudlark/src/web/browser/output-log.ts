/** Messages that are kept to scroll back to. */
const longest = 5000;
/** Pixels from the end that still count as the end: sizes may be fractions. */
const tolerance = 4;

/**
 * What happened, the latest last. Every message is one element, added once and never changed, so a screen reader says
 * it once. The view stays at the end if it is there, and stays where it is if the reader scrolled back.
 */
export class OutputLog {
  readonly #element: HTMLElement;
  readonly #newer: HTMLButtonElement;
  #waiting: HTMLElement[] = [];
  #unseen = 0;
  #isAtEnd = true;

  /** @param newer the button that leads to the end; it is shown while there is something new */
  constructor(element: HTMLElement, newer: HTMLButtonElement) {
    this.#element = element;
    this.#newer = newer;
    element.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => {
      if (this.#isAtEnd) this.#goToEnd();
    }).observe(element);
    newer.addEventListener("click", () => this.showEnd());
  }

  /** Adds what the server said. */
  add(content: Node): void {
    const message = document.createElement("div");
    message.append(content);
    this.#append(message);
  }

  /** Adds what the player typed; they know it, so it is not read out. */
  addTyped(line: string): void {
    const message = document.createElement("div");
    message.className = "typed";
    message.ariaLive = "off";
    message.textContent = line;
    this.#append(message);
  }

  showEnd(): void {
    this.#isAtEnd = true;
    this.#goToEnd();
  }

  scrollPage(direction: 1 | -1): void {
    this.#element.scrollBy({ top: direction * this.#element.clientHeight * 0.9 });
  }

  /** A burst of messages becomes one change, which is announced as one. */
  #append(message: HTMLElement): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) setTimeout(() => this.#flush(), 0);
  }

  #flush(): void {
    const messages = this.#waiting;
    this.#waiting = [];
    this.#element.append(...messages);
    if (this.#isAtEnd) {
      for (let surplus = this.#element.childElementCount - longest; surplus > 0; surplus--) {
        this.#element.firstElementChild?.remove();
      }
      return this.#goToEnd();
    }
    this.#unseen += messages.length;
    this.#tellUnseen();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight <= tolerance;
    if (this.#isAtEnd) this.#forgetUnseen();
  }

  #goToEnd(): void {
    this.#element.scrollTop = this.#element.scrollHeight;
    this.#forgetUnseen();
  }

  #forgetUnseen(): void {
    this.#unseen = 0;
    this.#tellUnseen();
  }

  #tellUnseen(): void {
    this.#newer.hidden = this.#unseen === 0;
    this.#newer.textContent = `${this.#unseen} new ${this.#unseen === 1 ? "message" : "messages"}: go to the end`;
  }
}

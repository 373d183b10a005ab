/** What becomes of a text: kept as a draft, saved, saved and closed, closed without saving. */
export type EditorStep = "draft" | "save" | "close" | "discard";

export interface EditorWindowParts {
  readonly section: HTMLElement;
  readonly title: HTMLElement;
  readonly field: HTMLTextAreaElement;
  /** Where it is said how things stand: a live region. */
  readonly status: HTMLElement;
  readonly save: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  readonly discard: HTMLButtonElement;
  /** Hands the text over; null when it is as the server knows it. */
  readonly onWrite: (text: string | null, next: EditorStep) => void;
  /** The window is gone, and had the focus. */
  readonly onLeave: () => void;
}

/** The server takes no longer message; the rest is the message's own. */
const mostBytes = 60_000;

/**
 * The text of the line editor as a field of many lines. It does not take the focus from the line that commands are typed
 * into, and both change the same text.
 */
export class EditorWindow {
  readonly #parts: EditorWindowParts;
  /** The text as the server knows it. */
  #known = "";

  constructor(parts: EditorWindowParts) {
    this.#parts = parts;
    parts.field.addEventListener("change", () => this.#write("draft"));
    parts.save.addEventListener("click", () => this.#write("save"));
    parts.close.addEventListener("click", () => this.#write("close"));
    parts.discard.addEventListener("click", () => parts.onWrite(null, "discard"));
  }

  /** A message of the server about its editor. */
  receive(what: string, { title, text, maxLength, isCode }: Readonly<Record<string, unknown>>): void {
    const { field } = this.#parts;
    if (what === "Close") return this.#hide();
    if (what !== "Text" || typeof text !== "string") return;
    if (typeof maxLength === "number") field.maxLength = maxLength;
    field.spellcheck = isCode !== true;
    this.#show(String(title), text);
  }

  /** The server could not do what was asked for. */
  refuse(words: string): void {
    this.#parts.status.textContent = words;
  }

  #show(title: string, text: string): void {
    const { section, title: heading, field, status } = this.#parts;
    const wasHidden = section.hidden;
    const isChangedHere = !wasHidden && field.value !== this.#known;
    this.#known = text;
    section.hidden = false;
    heading.textContent = `Text: ${title}`;
    if (isChangedHere) {
      status.textContent = "The text was changed in another way, too. Save puts yours in its place.";
      return;
    }
    if (field.value !== text) field.value = text;
    if (wasHidden)
      status.textContent = "You can write the text here, too: Shift and Tab lead from the command here.";
  }

  #hide(): void {
    const { section, field, status, onLeave } = this.#parts;
    const hadFocus = section.contains(document.activeElement);
    section.hidden = true;
    field.value = "";
    status.textContent = "";
    this.#known = "";
    if (hadFocus) onLeave();
  }

  #write(next: EditorStep): void {
    const { field, status, onWrite } = this.#parts;
    const text = field.value;
    if (new TextEncoder().encode(JSON.stringify(text)).length > mostBytes) {
      status.textContent =
        "This is too long to be sent at once. Add the rest line by line, as commands are typed.";
      return;
    }
    onWrite(text === this.#known ? null : text, next);
    this.#known = text;
    if (next === "draft") status.textContent = "Kept as a draft.";
    else if (next === "save") status.textContent = "";
  }
}

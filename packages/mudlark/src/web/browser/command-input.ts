import { LineHistory } from "./line-history.ts";

export interface CommandInputParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  readonly label: HTMLElement;
  /** Takes a line; false when it could not be sent, so that it stays. `secret`: it was typed unseen. */
  readonly onLine: (line: string, secret: boolean) => boolean;
  /** A line as it may be remembered, or null when it may not. */
  readonly remembered: (line: string) => string | null;
  readonly onPage: (direction: 1 | -1) => void;
}

/** The field that lines are typed into: keeps a history, and hides what is secret. */
export class CommandInput {
  readonly #parts: CommandInputParts;
  readonly #history = new LineHistory();
  #isSecret = false;

  constructor(parts: CommandInputParts) {
    this.#parts = parts;
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    parts.field.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Hides what is typed until the next line is sent, or shows it again. */
  set secret(isSecret: boolean) {
    if (isSecret === this.#isSecret) return;
    this.#isSecret = isSecret;
    const { field, label } = this.#parts;
    field.value = "";
    field.type = isSecret ? "password" : "text";
    field.autocomplete = isSecret ? "current-password" : "off";
    label.textContent = isSecret ? "Your answer (hidden)" : "Your command";
    this.#history.rewind();
  }

  /** Puts a command into the field, to be finished; not where a secret belongs. */
  prefill(command: string): void {
    if (!this.#isSecret) this.#parts.field.value = command;
  }

  focus(): void {
    this.#parts.field.focus();
  }

  #submit(): void {
    const { field, onLine, remembered } = this.#parts;
    const line = field.value;
    const wasSecret = this.#isSecret;
    if (!onLine(line, wasSecret)) return;
    field.value = "";
    if (wasSecret) this.secret = false;
    else this.#history.add(remembered(line) ?? "");
    field.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const { field, onPage } = this.#parts;
    switch (event.key) {
      case "ArrowUp":
        event.preventDefault();
        if (!this.#isSecret) this.#show(this.#history.older(field.value));
        break;
      case "ArrowDown":
        event.preventDefault();
        if (!this.#isSecret) this.#show(this.#history.newer());
        break;
      case "PageUp":
      case "PageDown":
        event.preventDefault();
        onPage(event.key === "PageUp" ? -1 : 1);
        break;
      case "Escape":
        field.value = "";
        this.#history.rewind();
        break;
    }
  }

  #show(line: string | null): void {
    if (line === null) return;
    const { field } = this.#parts;
    field.value = line;
    field.setSelectionRange(line.length, line.length);
  }
}

import { LineCompletion, type Completions, type CompletionStep } from "./line-completion.ts";
import { LineHistory } from "./line-history.ts";

export interface CommandInputParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  readonly label: HTMLElement;
  /** Where it is said what the tab key found: a live region. */
  readonly completions: HTMLElement;
  /** Takes a line; false when it could not be sent, so that it stays. `secret`: it was typed unseen. */
  readonly onLine: (line: string, secret: boolean) => boolean;
  /** A line as it may be remembered, or null when it may not. */
  readonly remembered: (line: string) => string | null;
  /** Asks what the line could become; false when that cannot or must not be asked. */
  readonly onComplete: (line: string) => boolean;
  readonly onPage: (direction: 1 | -1) => void;
}

/** The field that lines are typed into: keeps a history, completes what was begun, and hides what is secret. */
export class CommandInput {
  readonly #parts: CommandInputParts;
  readonly #history = new LineHistory();
  readonly #completion = new LineCompletion();
  #isSecret = false;

  constructor(parts: CommandInputParts) {
    this.#parts = parts;
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    parts.field.addEventListener("keydown", (event) => this.#key(event));
    parts.field.addEventListener("input", () => this.#forgetCompletions());
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
    this.#forgetCompletions();
  }

  /** The server has said what a line could become. */
  complete(completions: Completions): void {
    if (!this.#isSecret) this.#take(this.#completion.answer(completions, this.#parts.field.value));
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
    this.#forgetCompletions();
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
      case "Tab":
        if (!this.#isSecret && this.#tab(field)) event.preventDefault();
        break;
      case "Escape":
        this.#escape();
        break;
    }
  }

  /** Does the key complete something, or does it move on to the next field? */
  #tab(field: HTMLInputElement): boolean {
    if (field.selectionStart !== field.value.length) return false;
    const step = this.#completion.press(field.value);
    if (step === "ask") return this.#parts.onComplete(field.value);
    this.#take(step);
    return step !== null;
  }

  #escape(): void {
    const back = this.#completion.leave();
    this.#take(back ?? { line: "", words: "" });
    if (back === null) this.#history.rewind();
  }

  #take(step: CompletionStep | null): void {
    if (step === null) return;
    this.#show(step.line);
    this.#parts.completions.textContent = step.words;
  }

  #forgetCompletions(): void {
    this.#completion.forget();
    this.#parts.completions.textContent = "";
  }

  #show(line: string | null): void {
    if (line === null) return;
    const { field } = this.#parts;
    field.value = line;
    field.setSelectionRange(line.length, line.length);
  }
}

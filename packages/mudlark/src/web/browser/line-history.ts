import { deviceMemory } from "./device-memory.ts";

const longest = 500;
const key = "history";

/** The lines that were typed on this device, for the arrow keys. */
export class LineHistory {
  readonly #lines: string[] = remembered();
  /** What is shown; the number of lines means: the line that is being written. */
  #index = this.#lines.length;
  #draft = "";

  add(line: string): void {
    if (line !== "" && this.#lines.at(-1) !== line) {
      this.#lines.push(line);
      this.#lines.splice(0, this.#lines.length - longest);
      deviceMemory.remember(key, JSON.stringify(this.#lines));
    }
    this.rewind();
  }

  /** The next arrow starts from the latest line again. */
  rewind(): void {
    this.#index = this.#lines.length;
    this.#draft = "";
  }

  /** The line before; null when there is none. */
  older(current: string): string | null {
    if (this.#index === 0) return null;
    if (this.#index === this.#lines.length) this.#draft = current;
    return this.#lines[--this.#index] ?? null;
  }

  /** The line after, in the end what was being written; null when that is shown already. */
  newer(): string | null {
    if (this.#index === this.#lines.length) return null;
    return this.#lines[++this.#index] ?? this.#draft;
  }
}

function remembered(): string[] {
  try {
    const lines: unknown = JSON.parse(deviceMemory.recall(key) ?? "[]");
    return Array.isArray(lines) ? lines.filter((line) => typeof line === "string").slice(-longest) : [];
  } catch {
    return [];
  }
}

import type { Surroundings } from "../surroundings.ts";
import { RateWindow } from "./rate-window.ts";

/** What is to become of an input: a `warn` is dropped like the others, but the player is told. */
export type Verdict = "take" | "long" | "warn" | "drop" | "flood";

/** How much one session may say, and how fast (`sessions.md` §12.3). Lines and messages are counted apart. */
export class InputLimits {
  readonly #around: Surroundings;
  #lines: RateWindow | null = null;
  #commands: RateWindow | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  line(text: string): Verdict {
    const { clock, settings } = this.#around;
    if (isLongerThan(text, settings.inputChars)) return "long";
    this.#lines ??= new RateWindow();
    return this.#lines.take(clock.monotonic(), settings.commandsPerSecond);
  }

  /** Is it a line that only shows that somebody is there? */
  isKeepalive(text: string): boolean {
    const word = text.trim();
    return word === "idle" || word === this.#around.settings.idleCommand;
  }

  command(): Verdict {
    this.#commands ??= new RateWindow();
    const { clock, settings } = this.#around;
    return this.#commands.take(clock.monotonic(), settings.commandsPerSecond);
  }
}

/** In characters; a limit of 0 or less is none. */
function isLongerThan(text: string, limit: number): boolean {
  if (limit <= 0 || text.length <= limit) return false;
  let characters = 0;
  for (const _character of text) if (++characters > limit) return true;
  return false;
}

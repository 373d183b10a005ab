import type { Clock } from "../../base/clock.ts";
import type { GatewaySettings } from "../../link/messages.ts";
import { RateWindow } from "./rate-window.ts";

/** What is to become of an input: a `warn` is dropped like the others, but the player is told. */
export type Verdict = "take" | "long" | "warn" | "drop" | "flood";

/** How much one session may say, and how fast (`sessions.md` §12.3). Lines and messages are counted apart. */
export class InputLimits {
  readonly #clock: Clock;
  readonly #settings: () => GatewaySettings;
  #lines: RateWindow | null = null;
  #commands: RateWindow | null = null;

  /** @param settings asked each time, because a reload may change them */
  constructor(clock: Clock, settings: () => GatewaySettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  line(text: string): Verdict {
    if (isLongerThan(text, this.#settings().inputChars)) return "long";
    this.#lines ??= new RateWindow();
    return this.#lines.take(this.#clock.monotonic(), this.#settings().commandsPerSecond);
  }

  /** Is it a line that only shows that somebody is there? */
  isKeepalive(text: string): boolean {
    const word = text.trim();
    return word === "idle" || word === this.#settings().idleCommand;
  }

  command(): Verdict {
    this.#commands ??= new RateWindow();
    return this.#commands.take(this.#clock.monotonic(), this.#settings().commandsPerSecond);
  }
}

/** In characters; a limit of 0 or less is none. */
function isLongerThan(text: string, limit: number): boolean {
  if (limit <= 0 || text.length <= limit) return false;
  let characters = 0;
  for (const _character of text) if (++characters > limit) return true;
  return false;
}

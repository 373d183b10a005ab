import type { Clock, Timer } from "../../base/clock.ts";

const patienceMs = 30_000;

/** The end of the server, from the first request for it until the last world is gone. */
export class PendingStop {
  readonly #clock: Clock;
  readonly #over = Promise.withResolvers<boolean>();
  #text: string | null = null;
  #deadline: Timer | null = null;
  /** Has the world said that everything is saved? */
  hasSaved = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What the players are told; null while nobody wants the server to end. */
  get text(): string | null {
    return this.#text;
  }

  /** True when everything is saved. */
  get over(): Promise<boolean> {
    return this.#over.promise;
  }

  begin(text: string, tooLong: () => void): void {
    this.#text = text;
    this.#deadline = this.#clock.after(patienceMs, tooLong);
  }

  finish(hasSaved: boolean): void {
    this.#deadline?.cancel();
    this.#over.resolve(hasSaved);
  }
}

import type { TelnetClient } from "./telnet-client.ts";

/** Milliseconds between an answer and the next line: well below what a player may type. */
const breath = 25;

/** Somebody who plays on, whatever others do, and measures how long each answer takes. */
export class Bystander {
  readonly #client: TelnetClient;
  readonly #line: string;
  readonly #answer: RegExp;
  readonly #playing: Promise<void>;
  #latencies: number[] = [];
  #failure: unknown = null;
  #hasStopped = false;

  /**
   * @param line what it types, again and again
   * @param answer the words that end each answer
   */
  constructor(client: TelnetClient, line: string, answer: RegExp) {
    this.#client = client;
    this.#line = line;
    this.#answer = answer;
    this.#playing = this.#play().catch((error: unknown) => {
      this.#failure = error;
    });
  }

  /** How many answers have come since it was told to forget. */
  get answers(): number {
    return this.#latencies.length;
  }

  forget(): void {
    this.#latencies = [];
  }

  /** Waits until so many more answers have come. */
  async answered(more: number): Promise<void> {
    const enough = this.answers + more;
    await this.#until(() => this.answers >= enough);
  }

  /** Lets it play for so many milliseconds. */
  async playedFor(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    await this.#until(() => performance.now() > end);
  }

  /** Waits until it has heard words at any time. */
  async heard(words: string): Promise<void> {
    await this.#until(() => this.#client.heard.includes(words));
  }

  /** Milliseconds within which that share of the answers came. */
  percentile(share: number): number {
    const sorted = this.#latencies.toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  }

  async stop(): Promise<void> {
    this.#hasStopped = true;
    await this.#playing;
  }

  async #play(): Promise<void> {
    while (!this.#hasStopped) {
      const start = performance.now();
      await this.#client.ask(this.#line, this.#answer);
      this.#latencies.push(performance.now() - start);
      await pause(breath);
    }
  }

  async #until(isTrue: () => boolean): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (!isTrue()) {
      if (this.#failure !== null) throw this.#failure;
      if (performance.now() > deadline) throw new Error("the bystander waits in vain");
      await pause(breath);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

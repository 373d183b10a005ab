export type Renewal = "reload" | "reset";

interface Asked {
  readonly mode: Renewal;
  readonly reason: string;
  readonly progress: (text: string) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The reload or reset that somebody waits for, if anybody does. */
export class PendingRenewal {
  #asked: Asked | null = null;

  get isOpen(): boolean {
    return this.#asked !== null;
  }

  get mode(): Renewal {
    return this.#asked?.mode ?? "reload";
  }

  get reason(): string {
    return this.#asked?.reason ?? "";
  }

  /** @returns what is settled by {@link settle} */
  open(mode: Renewal, reason: string, progress: (text: string) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#asked = { mode, reason, progress, resolve, reject };
    return promise;
  }

  /** Tells who waits how far it is. */
  tell(text: string): void {
    this.#asked?.progress(text);
  }

  /** Tells who waits how it went; `failure` is null when it went well. */
  settle(failure: string | null): void {
    const asked = this.#asked;
    this.#asked = null;
    if (failure === null) asked?.resolve();
    else asked?.reject(new Error(failure));
  }
}

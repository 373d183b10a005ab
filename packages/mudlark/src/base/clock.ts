/** Time as an object that is passed in, so that a test can stop it, move it and never has to sleep. */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes backwards. */
  monotonic(): number;
  /** Calls `callback` once, `milliseconds` from now. */
  after(milliseconds: number, callback: () => void): Timer;
  /** Calls `callback` every `milliseconds` until cancelled. */
  every(milliseconds: number, callback: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

class SystemTimer implements Timer {
  readonly #handle: NodeJS.Timeout;

  constructor(handle: NodeJS.Timeout) {
    handle.unref();
    this.#handle = handle;
  }

  cancel(): void {
    clearTimeout(this.#handle);
  }
}

/** The real time. Its timers do not keep a process alive by themselves: listeners and links do that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, callback) {
    return new SystemTimer(setTimeout(callback, milliseconds));
  },
  every(milliseconds, callback) {
    return new SystemTimer(setInterval(callback, milliseconds));
  },
};

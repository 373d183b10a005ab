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

/** The real time. Its timers do not keep a process alive by themselves: listeners and links do that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, callback) {
    const handle = setTimeout(callback, milliseconds);
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
  every(milliseconds, callback) {
    const handle = setInterval(callback, milliseconds);
    handle.unref();
    return { cancel: () => clearInterval(handle) };
  },
};

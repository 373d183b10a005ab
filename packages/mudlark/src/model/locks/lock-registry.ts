import type { LockFunction } from "./lock-function.ts";

/** The lock functions that one world knows. A later function of the same name takes the place of the earlier. */
export class LockRegistry {
  readonly #functions = new Map<string, LockFunction>();
  #version = 0;

  /** Grows with every change; what was compiled before must be compiled again. */
  get version(): number {
    return this.#version;
  }

  /** @param name any case; locks may spell it in any case */
  register(name: string, lockFunction: LockFunction): void {
    this.#functions.set(name.toLowerCase(), lockFunction);
    this.#version++;
  }

  has(name: string): boolean {
    return this.#functions.has(name);
  }

  get(name: string): LockFunction | undefined {
    return this.#functions.get(name);
  }

  /** All names, in order of the alphabet. */
  names(): string[] {
    return [...this.#functions.keys()].sort();
  }
}

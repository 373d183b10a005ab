import type { Game } from "../../model/game.ts";

declare module "../../model/game.ts" {
  interface Game {
    /** The code that staff have typed, and that runs now. */
    readonly codeRuns: CodeRuns;
  }
}

/** So many pieces of code of one person may run, or wait for something, at once (`commands.md` §17). */
const mostRuns = 3;

/** Counts the code that each person runs. */
class CodeRuns {
  readonly #running = new WeakMap<object, number>();

  /** Null when there are too many already. */
  begin(owner: object): CodeRun | null {
    const running = this.#running.get(owner) ?? 0;
    if (running >= mostRuns) return null;
    this.#running.set(owner, running + 1);
    return new CodeRun(() => this.#running.set(owner, (this.#running.get(owner) ?? 1) - 1));
  }
}

/** One piece of code at work. */
class CodeRun {
  readonly #ended: () => void;
  #isOver = false;

  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** From now on, nothing that it waits for through what is guarded lets it go on. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended();
  }

  /** The same thing; what its methods promise never comes once the run is over. */
  guard<T extends object>(guarded: T): T {
    return new Proxy(guarded, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: readonly unknown[]) => this.#held(Reflect.apply(value, target, args));
      },
    });
  }

  #held(result: unknown): unknown {
    if (!(result instanceof Promise)) return result;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    result.then(
      (value: unknown) => this.#isOver || resolve(value),
      (error: unknown) => this.#isOver || reject(error),
    );
    return promise;
  }
}

/** Gives a world the count of the code that runs. */
export function addCodeRuns(game: Game): void {
  Object.defineProperty(game, "codeRuns", { value: new CodeRuns() });
}

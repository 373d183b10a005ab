import type { Logger } from "../../base/logger.ts";
import type { GameHooks } from "../../game/game-hooks.ts";
import type { Game } from "../../model/game.ts";

/** What each hook of a stop may take (`world.md` §18). */
const stopPatienceMs = 5000;

/** Runs the game's start and stop hooks, each in a turn of its own; one that throws does not stop the others. */
export class ServerHooks {
  readonly #game: Game;
  readonly #hooks: GameHooks;
  readonly #logger: Logger;

  constructor(game: Game, hooks: GameHooks, logger: Logger) {
    this.#game = game;
    this.#hooks = hooks;
    this.#logger = logger;
  }

  async run(...names: readonly (keyof GameHooks)[]): Promise<void> {
    for (const name of names) await this.#runOne(name);
  }

  /** The same at the end of a world: a hook that waits for long is not waited for, because players are. */
  async runStopping(...names: readonly (keyof GameHooks)[]): Promise<void> {
    for (const name of names) {
      const late = Promise.withResolvers<"late">();
      const timer = this.#game.clock.after(stopPatienceMs, () => late.resolve("late"));
      const outcome = await Promise.race([this.#runOne(name), late.promise]);
      timer.cancel();
      if (outcome === "late") {
        this.#logger.error("a server hook took too long, and is not waited for", {
          hook: name,
          seconds: stopPatienceMs / 1000,
        });
      }
    }
  }

  async #runOne(name: keyof GameHooks): Promise<"done"> {
    const hook = this.#hooks[name];
    if (hook === undefined) return "done";
    try {
      await this.#game.turns.run({ kind: "hook", label: name, lane: "server" }, () => hook(this.#game));
    } catch (error) {
      this.#logger.error("a server hook failed", { hook: name, error });
    }
    return "done";
  }

  /** Tells everything that is awake. */
  async tellEntities(hook: "atServerReload" | "atServerShutdown"): Promise<void> {
    await this.#game.turns.run({ kind: "hook", label: hook, lane: "server" }, () => {
      for (const kind of ["object", "account", "script"]) this.#tellKind(kind, hook);
    });
  }

  /** Tells every script that the server has started. */
  async tellScripts(): Promise<void> {
    const { turns, scripts } = this.#game;
    await turns.run({ kind: "hook", label: "atServerStart", lane: "server" }, () =>
      scripts.tellServerStart(),
    );
  }

  #tellKind(kind: string, hook: "atServerReload" | "atServerShutdown"): void {
    for (const record of this.#game.collection(kind).records()) {
      if (record.instance === null) continue;
      try {
        this.#game.whole(() => this.#game.instanceOf(record)[hook]());
      } catch (error) {
        this.#logger.error("a server hook failed", { hook, [kind]: record.ref, error });
      }
    }
  }
}

import type { Logger } from "../base/logger.ts";
import { messageOf } from "../base/errors.ts";
import type { Game } from "../model/game.ts";

declare module "../model/game.ts" {
  interface Game {
    /** What runs beside the world as long as it serves. */
    readonly services: Services;
  }
}

/** What a service gets when it is started. */
export interface ServiceContext {
  readonly game: Game;
  /** Fires when the service is to end: for `fetch` and its like, and to close what it has opened. */
  readonly signal: AbortSignal;
  /** Does something with the world, in a turn of its own. @throws what the work throws, after it was undone */
  readonly turn: <T>(work: () => T) => Promise<T>;
}

/**
 * Something that runs beside the world as long as it serves: a bridge to another chat, a look at a news feed. It ends
 * when its signal fires; one that gives a promise also when that settles. Each world has its own, so a reload ends
 * them and starts them anew.
 *
 * @example
 * services: {
 *   tides: async ({ signal, turn, game }) => {
 *     const answer = await fetch("https://tides.example/now", { signal });
 *     const height = Number(await answer.text());
 *     await turn(() => game.channels.find("public")?.msg(`The tide stands at ${height} feet.`));
 *   },
 * },
 */
export type Service = (context: ServiceContext) => unknown;

export interface ServiceState {
  readonly name: string;
  /** Part of the engine: it can be stopped, but not deleted. */
  readonly isCore: boolean;
  readonly state: "running" | "stopped" | "failed";
  /** Why it has failed; else null. */
  readonly problem: string | null;
}

class Entry {
  readonly name: string;
  readonly service: Service;
  readonly isCore: boolean;
  run: AbortController | null = null;
  problem: string | null = null;

  constructor(name: string, service: Service, isCore: boolean) {
    this.name = name;
    this.service = service;
    this.isCore = isCore;
  }
}

/** The services of a world, by their exact names. */
export class Services {
  readonly #game: Game;
  readonly #logger: Logger;
  readonly #entries = new Map<string, Entry>();
  /** What goes on when the world does after all; null while nothing is held. */
  #held: readonly Entry[] | null = null;
  #hasBegun = false;

  constructor(game: Game, logger: Logger) {
    this.#game = game;
    this.#logger = logger;
  }

  /** For the world, before it serves. */
  add(name: string, service: Service, { isCore = false }: { readonly isCore?: boolean } = {}): void {
    this.#entries.set(name, new Entry(name, service, isCore));
  }

  /** By name. */
  all(): readonly ServiceState[] {
    return [...this.#entries.values()]
      .map(({ name, isCore, run, problem }): ServiceState => {
        const idle = problem === null ? "stopped" : "failed";
        return { name, isCore, state: run === null ? idle : "running", problem };
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Null when there is none of exactly that name. */
  find(name: string): ServiceState | null {
    return this.all().find((service) => service.name === name) ?? null;
  }

  /** Starts one once the turn is durable; nothing happens when it runs. @throws MudlarkError TURN_CLOSED */
  start(name: string): void {
    this.#onCommit(name, (entry) => this.#start(entry));
  }

  /** Ends one once the turn is durable. @throws MudlarkError TURN_CLOSED */
  stop(name: string): void {
    this.#onCommit(name, stop);
  }

  /** Ends one and forgets it until the next world; not one of the engine. @throws MudlarkError TURN_CLOSED */
  delete(name: string): void {
    this.#onCommit(name, (entry) => {
      if (entry.isCore) return;
      stop(entry);
      this.#entries.delete(name);
    });
  }

  /** For the world: starts them all, the first time. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    for (const entry of this.#entries.values()) this.#start(entry);
  }

  /** For the world: ends them all, because it hands over. */
  hold(): void {
    this.#held = [...this.#entries.values()].filter(({ run }) => run !== null);
    for (const entry of this.#held) stop(entry);
  }

  /** For the world: it goes on after all. */
  goOn(): void {
    for (const entry of this.#held ?? []) this.#start(entry);
    this.#held = null;
  }

  #onCommit(name: string, act: (entry: Entry) => void): void {
    this.#game.turns.requireTurn().onCommit(() => {
      const entry = this.#entries.get(name);
      if (entry !== undefined) act(entry);
    });
  }

  #start(entry: Entry): void {
    if (entry.run !== null) return;
    const run = new AbortController();
    entry.run = run;
    entry.problem = null;
    void this.#work(entry, run);
  }

  async #work(entry: Entry, run: AbortController): Promise<void> {
    const { name, service } = entry;
    const spec = { kind: "event", label: `service ${name}`, lane: `service:${name}` } as const;
    try {
      const work = service({
        game: this.#game,
        signal: run.signal,
        turn: (inTurn) => this.#game.turns.run(spec, inTurn),
      });
      // What gives no promise runs until it is stopped.
      if (!(work instanceof Promise)) return;
      await work;
    } catch (error) {
      if (run.signal.aborted) return;
      entry.problem = messageOf(error);
      this.#logger.error("a service failed", { service: name, error });
    }
    if (entry.run === run) entry.run = null;
  }
}

function stop(entry: Entry): void {
  entry.run?.abort();
  entry.run = null;
}

/** Gives a world its services. */
export function addServices(game: Game, logger: Logger): Services {
  const services = new Services(game, logger);
  Object.defineProperty(game, "services", { value: services });
  return services;
}

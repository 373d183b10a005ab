import { Entity, type EntityClass } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { SignalMap } from "../model/signals.ts";

/** What to write down. */
export interface RecordOptions {
  /** Entities, or classes for everything that is one of them: all of their methods that are called `at…`. */
  readonly hooks?: readonly (Entity | EntityClass)[];
  readonly signals?: readonly (keyof SignalMap)[];
}

/** A hook that was called, or a signal that was given. */
export interface RecordedEvent {
  readonly kind: "hook" | "signal" | "server hook";
  readonly name: string;
  /** Whose hook it is; null for a signal or a hook of the server. */
  readonly on: Entity | null;
  /** What the hook was given; for a signal, what came with it. */
  readonly args: readonly unknown[];
}

type Method = (this: Entity, ...args: unknown[]) => unknown;

/**
 * Writes down, in order, which hooks are called and which signals are given, from its making until it is stopped.
 * Hooks of the server (`atServerStart` and its like) are always among them.
 */
export class HookRecorder implements Disposable {
  readonly #options: RecordOptions;
  readonly #events: RecordedEvent[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #wrapped = new Set<EntityClass>();
  /** Hooks at work: what one of them calls on its superclass is the same hook. */
  readonly #running: { readonly on: Entity; readonly name: string }[] = [];
  #world: Game;
  #isStopped = false;

  constructor(world: Game, options: RecordOptions) {
    this.#options = options;
    this.#world = world;
    this.watch(world);
  }

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  /** Only the names, such as `["atPreLogin", "atPostLogin", "accountLogin"]`. */
  get names(): readonly string[] {
    return this.#events.map(({ name }) => name);
  }

  /** The events so far, which are then forgotten. */
  take(): readonly RecordedEvent[] {
    return this.#events.splice(0);
  }

  stop(): void {
    this.#isStopped = true;
    for (const undo of this.#undo.splice(0)) undo();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  /** Another world serves from here on. */
  watch(world: Game): void {
    this.#world = world;
    if (this.#isStopped) return;
    for (const one of this.#options.hooks ?? []) {
      this.#wrapClass(one instanceof Entity ? (one.constructor as EntityClass) : one, world);
    }
    for (const name of this.#options.signals ?? []) {
      this.#undo.push(
        world.signals.on(name, (payload: unknown) =>
          this.#add({ kind: "signal", name, on: null, args: [payload] }),
        ),
      );
    }
  }

  serverHook(name: string): void {
    if (!this.#isStopped) this.#add({ kind: "server hook", name, on: null, args: [] });
  }

  /** With the classes below it, which may have hooks of their own. */
  #wrapClass(base: EntityClass, world: Game): void {
    const below = [...world.classes.all()]
      .map(({ cls }) => cls)
      .filter((cls) => cls.prototype instanceof base);
    for (const one of [base, ...below]) {
      if (this.#wrapped.has(one)) continue;
      this.#wrapped.add(one);
      for (const name of hooksOf(one)) this.#wrap(one, name);
    }
  }

  #wrap(one: EntityClass, name: string): void {
    const prototype = one.prototype as unknown as Record<string, Method>;
    const own = Object.getOwnPropertyDescriptor(prototype, name);
    const inherited = Object.getPrototypeOf(prototype) as Record<string, Method>;
    const call = this.#call.bind(this);
    const value: Method = function (...args) {
      const method = (own?.value as Method | undefined) ?? inherited[name];
      return call(this, name, args, () => method?.apply(this, args));
    };
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
    this.#undo.push(() => {
      if (own === undefined) delete prototype[name];
      else Object.defineProperty(prototype, name, own);
    });
  }

  #call(on: Entity, name: string, args: readonly unknown[], go: () => unknown): unknown {
    const isSame = this.#running.some((hook) => hook.on === on && hook.name === name);
    if (isSame || !this.#isWanted(on)) return go();
    this.#add({ kind: "hook", name, on, args });
    this.#running.push({ on, name });
    try {
      return go();
    } finally {
      this.#running.pop();
    }
  }

  #isWanted(on: Entity): boolean {
    if (on.game !== this.#world) return false;
    return (this.#options.hooks ?? []).some((one) =>
      one instanceof Entity ? one.kind === on.kind && one.id === on.id : on instanceof one,
    );
  }

  #add(event: RecordedEvent): void {
    this.#events.push(event);
  }
}

/** All methods of a class that are called `at…`, inherited ones included. */
function hooksOf(one: EntityClass): readonly string[] {
  const names = new Set<string>();
  for (
    let prototype: unknown = one.prototype;
    prototype !== Object.prototype && typeof prototype === "object" && prototype !== null;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (/^at[A-Z]/.test(name) && typeof value === "function") names.add(name);
    }
  }
  return [...names];
}

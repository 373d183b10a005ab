import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { copyIn } from "../attributes/copy-in.ts";
import { detached } from "../attributes/detached.ts";
import { fromJson, toJson } from "../attributes/json-values.ts";
import { DeadReference, type RawValue } from "../attributes/raw-value.ts";
import { Entity } from "../entity/entity.ts";
import { EntityRecord, recordKey } from "../entity/entity-record.ts";
import type { Game } from "../game.ts";
import type { Callback, Callbacks } from "./callback.ts";

/** The names of methods of `E`. */
export type MethodName<E> = {
  [K in keyof E & string]: E[K] extends (...args: never[]) => unknown ? K : never;
}[keyof E & string];

/** What the method takes. */
export type MethodArguments<E, M extends keyof E> = E[M] extends (...args: infer A) => unknown ? A : never;

/**
 * An entity with a method that can be called so. Says the same as the two types above, from the other end: they cannot
 * see into the type `this` of a class that is still being written.
 */
export type EntityWithMethod<M extends string, A extends readonly unknown[]> = Entity & {
  readonly [K in M]: (...args: A) => unknown;
};

/** What a stored call needs of the world. */
export interface CallWorld {
  readonly game: Game;
  readonly callbacks: Callbacks;
}

/** What a durable timer does: a method of an entity or a callback, with arguments; never a closure. */
export class StoredCall {
  /** Null for a callback. */
  readonly target: EntityRecord | DeadReference | null;
  /** Of the method, or of the callback. */
  readonly name: string;
  readonly #args: readonly RawValue[];

  private constructor(target: EntityRecord | DeadReference | null, name: string, args: readonly RawValue[]) {
    this.target = target;
    this.name = name;
    this.#args = args;
  }

  /** @throws MudlarkError TIMER_CALL, ATTRIBUTE_VALUE when an argument cannot be stored, ENTITY_DELETED */
  static of(target: Entity | Callback, rest: readonly unknown[], { game, callbacks }: CallWorld): StoredCall {
    const store = (args: readonly unknown[]): RawValue[] => args.map((arg) => copyIn(arg, game.values));
    if (!(target instanceof Entity)) {
      callbacks.require(target);
      return new StoredCall(null, target.id, store(rest));
    }
    const [method, ...args] = rest;
    target[recordKey].requireLive();
    if (typeof method !== "string" || typeof Reflect.get(target, method) !== "function") {
      throw new MudlarkError("TIMER_CALL", `${target.toString()} has no method "${String(method)}"`);
    }
    return new StoredCall(target[recordKey], method, store(args));
  }

  static read(json: JsonValue | undefined, { game }: CallWorld): StoredCall {
    const { of = null, name = "", args = [] } = (json ?? {}) as JsonObject;
    const find = (kind: string, id: number): EntityRecord | undefined => game.record(kind, id);
    const target = of === null ? null : fromJson(of, find);
    const isEntity = target instanceof EntityRecord || target instanceof DeadReference;
    const stored = Array.isArray(args) ? (args as readonly JsonValue[]) : [];
    return new StoredCall(
      isEntity ? target : null,
      typeof name === "string" ? name : "",
      stored.map((arg) => fromJson(arg, find)),
    );
  }

  /** Has the entity gone whose method it is? */
  get isGone(): boolean {
    return this.target instanceof EntityRecord ? this.target.isDeleted : this.target !== null;
  }

  /** `#5.gutter`, or the id of the callback. */
  get label(): string {
    return this.target === null ? this.name : `#${this.target.id}.${this.name}`;
  }

  /** The same for the same method of the same entity. */
  get identity(): string {
    const { target, name } = this;
    if (target === null) return name;
    const kind = target instanceof EntityRecord ? target.kind.name : target.kind;
    return `${kind} ${target.id} ${name}`;
  }

  /** @throws MudlarkError TIMER_CALL when the method or callback is missing, and whatever it throws */
  run({ game, callbacks }: CallWorld): void {
    const source = { values: game.values, instanceOf: (record: EntityRecord) => game.instanceOf(record) };
    const args = this.#args.map((arg) => detached(arg, source));
    if (this.target === null) {
      const found = callbacks.get(this.name) as Callback<readonly unknown[]> | undefined;
      if (found === undefined) throw new MudlarkError("TIMER_CALL", `no callback has the id "${this.name}"`);
      found.run(game, ...args);
      return;
    }
    if (!(this.target instanceof EntityRecord)) return;
    const entity = game.instanceOf(this.target);
    const method: unknown = Reflect.get(entity, this.name);
    if (typeof method !== "function") {
      throw new MudlarkError("TIMER_CALL", `${entity.toString()} has no method "${this.name}" any more`);
    }
    Reflect.apply(method, entity, args);
  }

  toJson(): JsonObject {
    return {
      ...(this.target !== null && { of: toJson(this.target) }),
      name: this.name,
      ...(this.#args.length > 0 && { args: this.#args.map(toJson) }),
    };
  }
}

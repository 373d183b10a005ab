import { MudlarkError } from "../../../base/errors.ts";
import { EntityRecord } from "../../entity/entity-record.ts";
import { CodedValue } from "../coded-value.ts";
import { copyIn, copyKey } from "../copy-in.ts";
import type { AttributeType } from "../declared/attribute-type.ts";
import { FixedDate } from "../fixed-date.ts";
import { DeadReference, FrozenList } from "../raw-value.ts";
import type { RawContainer, RawKey, RawValue } from "../raw-value.ts";

/** The face of one container: what game code holds. */
export interface View {
  readonly raw: object;
  readonly face: object;
  /** The container in which it is. */
  readonly parent: View | null;
  detached: boolean;
}

/** Makes the face of a container. */
export type MakeView = (
  structure: LiveStructure,
  raw: RawContainer,
  type: AttributeType | null,
  parent: View | null,
) => View;

/** Whose structure it is, and how to call it in messages. */
export interface StructureOwner {
  readonly record: EntityRecord;
  readonly label: string;
  /** Something in it changes: the attribute comes into being if it was a default so far. */
  materialise(): void;
  changed(): void;
}

/**
 * The value of one attribute while game code holds parts of it. There is one face per container, so whoever reads the
 * attribute holds the same structure, and sees every change.
 */
export class LiveStructure {
  readonly #owner: StructureOwner;
  readonly #makeView: MakeView;
  /** Most structures are of one container. */
  #first: View | null = null;
  #others: Map<object, View> | null = null;
  /** False when the attribute is gone or has another value. */
  attached = true;

  constructor(owner: StructureOwner, makeView: MakeView) {
    this.#owner = owner;
    this.#makeView = makeView;
  }

  /** What game code sees in the place of a stored value. @param parent in which container it is */
  read(raw: RawValue | undefined, type: AttributeType | null, parent: View | null = null): unknown {
    if (typeof raw !== "object" || raw === null) return raw;
    const known = this.#viewOf(raw);
    if (known !== undefined) return known.face;
    const { core } = this.#owner.record.kind;
    if (raw instanceof EntityRecord) return raw.isDeleted ? null : core.instanceOf(raw);
    if (raw instanceof FixedDate) return raw;
    if (raw instanceof Uint8Array) return raw.slice();
    if (raw instanceof DeadReference) return null;
    if (raw instanceof CodedValue) return core.values.decode(raw);
    return this.faceOf(raw, type, parent);
  }

  faceOf(raw: RawContainer, type: AttributeType | null, parent: View | null): object {
    let view = this.#viewOf(raw);
    if (view === undefined) {
      view = this.#makeView(this, raw, type, parent);
      this.#keep(view);
    }
    return view.face;
  }

  /**
   * The stored form of a value that comes into a container.
   *
   * @throws MudlarkError ATTRIBUTE_VALUE, also when the container would be inside itself
   */
  admit(value: unknown, type: AttributeType | null, into: View): RawValue {
    const { values } = this.#owner.record.kind.core;
    return this.#checked(copyIn(value, values, containersAround(into)), type);
  }

  /** @throws MudlarkError ATTRIBUTE_VALUE */
  admitKey(value: unknown, type: AttributeType | null): RawKey {
    return this.#checked(copyKey(value), type);
  }

  /**
   * Before a container changes.
   *
   * @param copy returns the step that puts back what is in it now
   * @throws MudlarkError ATTRIBUTE_DETACHED, TURN_CLOSED, WORLD_FROZEN, READ_ONLY, ENTITY_DELETED
   */
  beforeChange<C extends object>(view: View, raw: C, copy: (raw: C) => () => void): void {
    const { record, label } = this.#owner;
    const { turns } = record.kind.core;
    const turn = turns.requireTurn();
    record.requireLive();
    if (view.detached || !this.attached) {
      throw new MudlarkError(
        "ATTRIBUTE_DETACHED",
        `this structure was part of ${label} of ${record.ref}, which is gone or has another value by now`,
      );
    }
    this.#owner.materialise();
    turns.journal.touch(raw, copy);
    turn.markChanged(record);
    this.#owner.changed();
  }

  /** A value has left its container: whoever still holds a part of it may not change that any more. */
  release(raw: RawValue | undefined): void {
    if (typeof raw !== "object" || raw === null || this.#isUnseen) return;
    const view = this.#viewOf(raw);
    if (view !== undefined) {
      view.detached = true;
      this.#lose(view);
      this.#owner.record.kind.core.turns.journal.record(() => {
        view.detached = false;
        this.#keep(view);
      });
    }
    if (Array.isArray(raw)) for (const part of raw) this.release(part);
    else if (raw instanceof FrozenList) for (const part of raw.items) this.release(part);
    else if (raw instanceof Map) for (const part of raw.values()) this.release(part);
    else if (Object.getPrototypeOf(raw) === Object.prototype) {
      for (const part of Object.values(raw)) this.release(part as RawValue);
    }
  }

  get #isUnseen(): boolean {
    return this.#first === null && (this.#others === null || this.#others.size === 0);
  }

  #viewOf(raw: object): View | undefined {
    return this.#first?.raw === raw ? this.#first : this.#others?.get(raw);
  }

  #keep(view: View): void {
    if (this.#first === null) this.#first = view;
    else (this.#others ??= new Map()).set(view.raw, view);
  }

  #lose(view: View): void {
    if (this.#first === view) this.#first = null;
    else this.#others?.delete(view.raw);
  }

  #checked<R extends RawValue>(raw: R, type: AttributeType | null): R {
    const problem = type?.problem(raw) ?? null;
    if (problem === null) return raw;
    throw new MudlarkError("ATTRIBUTE_VALUE", `in ${this.#owner.label}: ${problem}`);
  }
}

/** The container and those in which it is, the outermost first. */
function containersAround(view: View): object[] {
  const around: object[] = [];
  for (let at: View | null = view; at !== null; at = at.parent) around.unshift(at.raw);
  return around;
}

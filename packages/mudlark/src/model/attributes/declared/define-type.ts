import { EntityRecord } from "../../entity/entity-record.ts";
import type { AttributeOptions, AttributeType } from "./attribute-type.ts";

/** `T`, or null as well when the options say so. */
export type OrNull<T, O> = O extends { readonly nullable: true } ? T | null : T;

/** Types of the inside of a container. */
interface Inside {
  readonly parts?: AttributeType | null;
  readonly keys?: AttributeType | null;
}

/**
 * Makes the type of an attribute from the question of what is wrong with a value that is not null; what the options
 * say is asked besides. `Seen` is the type at which game code sees it.
 */
export function defineType<T, Seen>(
  name: string,
  options: AttributeOptions<T> | undefined,
  initial: T | (() => T),
  problem: (raw: unknown) => string | null,
  { parts = null, keys = null }: Inside = {},
): AttributeType<Seen> {
  const given: AttributeOptions<T> = options ?? {};
  const { nullable = false } = given;
  const type: AttributeType<T | null> = {
    name,
    options: given,
    parts,
    keys,
    problem(raw) {
      if (raw === null) return nullable ? null : `it must be ${name}, not null`;
      return problem(raw) ?? given.validate?.(raw as T) ?? null;
    },
    initial: () => (nullable ? null : typeof initial === "function" ? (initial as () => T)() : initial),
  };
  return type as unknown as AttributeType<Seen>;
}

/** A value as it appears in a message. */
export function shown(raw: unknown): string {
  if (raw instanceof EntityRecord) return `${raw.key} (${raw.ref})`;
  if (typeof raw === "string") return JSON.stringify(raw.length > 40 ? `${raw.slice(0, 39)}…` : raw);
  if (typeof raw === "object" && raw !== null) return Array.isArray(raw) ? "a list" : "an object";
  return String(raw);
}

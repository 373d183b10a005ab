import type { MemoryAttributes } from "../attributes/memory-attributes.ts";
import type { TagHandler } from "./tag-handler.ts";

/** What bears marks: an entity. */
export interface MarkBearer {
  readonly tags: TagHandler;
  readonly aliases: TagHandler;
  readonly permissions: TagHandler;
  readonly nattributes: MemoryAttributes;
}

/**
 * A property of a class that stands for tags, aliases or permissions of each instance (`world.md` §5), or for what is
 * only in memory of it (§4.3).
 */
export interface MarkType<T = unknown> {
  /** @param name of the property */
  read(bearer: MarkBearer, name: string): T;
  write(bearer: MarkBearer, name: string, value: T): void;
  /** Gives a new entity what it begins with. */
  create(bearer: MarkBearer, name: string): void;
}

/** The type at which game code sees such a property. */
export type MarkValue<M> = M extends MarkType<infer T> ? T : never;

export function isMarkType(value: object): value is MarkType {
  return "read" in value && "write" in value && "create" in value;
}

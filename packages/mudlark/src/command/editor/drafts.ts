import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../../model/entity/entity.ts";

/** A text that was not saved yet. */
export interface Draft {
  readonly text: string;
  /** What was saved when it was begun. */
  readonly base: string;
  /** What it is, for the player. */
  readonly title: string;
}

/** More than that nobody remembers. */
const mostDrafts = 20;
const category = "mudlark";
const prefix = "draft ";

/** The drafts of an account, of which each line that is typed makes a new version. They outlive everything. */
export class Drafts {
  readonly #account: Entity;

  constructor(account: Entity) {
    this.#account = account;
  }

  get titles(): readonly string[] {
    return this.#all().map(([, { title }]) => title);
  }

  get(id: string, params: JsonObject): Draft | null {
    const value = this.#account.attributes.get(keyOf(id, params), { category });
    return isDraft(value) ? value : null;
  }

  /** @returns the title of an older one that had to give way; null when there was room */
  put(id: string, params: JsonObject, draft: Draft): string | null {
    const key = keyOf(id, params);
    const others = this.#all().filter(([known]) => known !== key);
    const [oldest] = others;
    const isFull = others.length >= mostDrafts && oldest !== undefined;
    if (isFull) this.#account.attributes.remove(oldest[0], { category });
    this.#account.attributes.add(key, { ...draft }, { category });
    return isFull ? oldest[1].title : null;
  }

  remove(id: string, params: JsonObject): void {
    this.#account.attributes.remove(keyOf(id, params), { category });
  }

  /** The oldest first. */
  #all(): readonly (readonly [key: string, draft: Draft])[] {
    return this.#account.attributes
      .all({ category })
      .flatMap(({ key, value }) => (key.startsWith(prefix) && isDraft(value) ? [[key, value] as const] : []));
  }
}

function keyOf(id: string, params: JsonObject): string {
  const names = Object.keys(params).sort();
  return `${prefix}${id} ${JSON.stringify(names.map((name) => [name, params[name]]))}`.toLowerCase();
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" && value !== null && "text" in value && "base" in value && "title" in value
  );
}

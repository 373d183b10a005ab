import type { EntityRecord } from "../entity/entity-record.ts";
import { noRank, type PermissionHierarchy } from "./permission-hierarchy.ts";
import { TagHandler } from "../tags/tag-handler.ts";
import type { TagIndex } from "../tags/tag-index.ts";

/** What an owner of permissions is asked. */
export interface PermissionOwner {
  /** Is it a superuser, or does it pass `perm(...)` for that permission? */
  passes(permission: string): boolean;
  readonly isSuperuser: boolean;
  readonly hierarchy: PermissionHierarchy;
}

/**
 * What an entity was permitted (`world.md` §5, §7.3). `has` asks for the word itself; `check` asks as the lock
 * function `perm` does, with the hierarchy, the account that plays it, and quell.
 */
export class PermissionHandler extends TagHandler {
  readonly #owner: PermissionOwner;

  constructor(record: EntityRecord, index: TagIndex, owner: PermissionOwner) {
    super(record, index, "permission");
    this.#owner = owner;
  }

  /** Does the owner pass one of them, or each with `requireAll`? Superusers pass. */
  check(permission: string | readonly string[], options: { readonly requireAll?: boolean } = {}): boolean {
    const permissions = typeof permission === "string" ? [permission] : permission;
    const passes = (name: string): boolean => this.#owner.passes(name);
    return options.requireAll === true ? permissions.every(passes) : permissions.some(passes);
  }

  /**
   * Asks for the owner's own permissions only, whoever plays it: the word itself, with or without a plural "s", or a
   * higher one of the hierarchy. Superusers pass.
   */
  checkOwn(permission: string): boolean {
    const { hierarchy, isSuperuser } = this.#owner;
    const name = permission.trim().toLowerCase();
    const singular = name.replace(/s$/, "");
    if (isSuperuser || this.has(name) || this.has(singular)) return true;
    const wanted = hierarchy.rankOf(name);
    return wanted !== noRank && hierarchy.highestRank(this.all()) >= wanted;
  }
}

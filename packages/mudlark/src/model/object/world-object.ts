import { moveWords } from "../space/move-words.ts";
import { copyObject, type CopyOptions } from "./copy-object.ts";
import type { HookDetails } from "./object-hooks.ts";
import { objectWords } from "./object-words.ts";
import { SearchingObject } from "./searching-object.ts";

/**
 * Everything that can be somewhere: things, characters, rooms, exits (`world.md` §7–§12). What it does by itself are
 * methods that a class may override; what only follows is in `ObjectHooks`. The classes in between are its parts, one
 * for each concern.
 */
export class WorldObject extends SearchingObject<WorldObject> {
  static override readonly contentType: string = "object";

  /**
   * Somebody wants to go through this exit: its `traverse` lock is asked, and who may not pass is told so.
   *
   * @returns did they get through?
   */
  traverse(traveller: WorldObject, options: { readonly session?: number | null } = {}): boolean {
    const { destination } = this;
    if (destination !== null && this.access(traveller, "traverse", options)) {
      return this.atTraverse(traveller, destination);
    }
    this.#refusePassage(traveller);
    return false;
  }

  /** Takes somebody who may pass to where it leads. @returns did they get there? */
  atTraverse(traveller: WorldObject, destination: WorldObject): boolean {
    const source = traveller.location;
    if (!traveller.moveTo(destination, { moveType: "traverse", exitObj: this })) {
      this.#refusePassage(traveller);
      return false;
    }
    this.atPostTraverse(traveller, source);
    this.game.signals.emit("exitTraversed", { exit: this, traveller });
    return true;
  }

  /** Somebody could not pass, and the attribute `err_traverse` has no words for it. */
  atFailedTraverse(traveller: WorldObject): void {
    traveller.msg(moveWords.cannotPass());
  }

  /** An exit where it leads that leads back to where it is. */
  getReturnExit(): WorldObject | null {
    return this.getReturnExits()[0] ?? null;
  }

  /** All exits that lead back. */
  getReturnExits(): readonly WorldObject[] {
    const here = this.location;
    return here === null ? [] : (this.destination?.exits.filter((exit) => exit.destination === here) ?? []);
  }

  /**
   * Another one like it, with its attributes, tags, aliases, locks, permissions, command sets and scripts; what is in it
   * is not copied. Calls `atObjectPostCopy`.
   *
   * @param key default its own with a free number, `lamp001`
   * @example
   * const spare = lamp.copy("spare lamp", { location: cellar });
   * @throws MudlarkError TURN_CLOSED, CLASS_UNKNOWN for a stand-in, and what hooks throw; then there is no copy
   */
  copy(key?: string, options: CopyOptions<WorldObject> = {}): WorldObject {
    return copyObject<WorldObject>(this, key, options);
  }

  /** Who may do what with it when it is created (`world.md` §7.4). */
  get defaultLocks(): string {
    return objectLocks;
  }

  /** Sets the locks of its class; `atObjectCreation` comes after this. */
  override basetypeSetup(): void {
    this.locks.add(this.defaultLocks, { overwrite: true });
  }

  /** Before somebody drops it: asks its `drop` lock. */
  atPreDrop(dropper: WorldObject, _details: HookDetails = {}): boolean {
    if (this.access(dropper, "drop")) return true;
    dropper.msg(objectWords.cannotDrop(this.getDisplayName(dropper)));
    return false;
  }

  #refusePassage(traveller: WorldObject): void {
    const words = this.attributes.get("err_traverse");
    if (typeof words === "string" && words !== "") traveller.msg(words);
    else this.atFailedTraverse(traveller);
  }
}

const objectLocks = [
  "control:perm(Developer)",
  "examine:perm(Builder)",
  "view:all()",
  "edit:perm(Admin)",
  "delete:perm(Admin)",
  "get:all()",
  "drop:holds()",
  "call:true()",
  "tell:perm(Admin)",
  "puppet:pperm(Developer)",
  "teleport:true()",
  "teleport_here:true()",
].join(";");

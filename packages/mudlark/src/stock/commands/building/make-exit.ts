import { escapeMarkup, type CommandContext, type WorldObject } from "../../../api.ts";
import { Exit } from "../../classes/exit.ts";
import { classNamed } from "./class-named.ts";
import { ownerLocks } from "./owner-locks.ts";
import { showNew } from "./show-new.ts";

/** What a builder typed for something new: `name;alias:class`. */
export interface Definition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly option: string | null;
}

/** Ends the command when an exit of that class cannot be made; to be asked before anything is made. */
export function requireExitClass(ctx: CommandContext, { option }: Definition): void {
  classNamed(ctx, option, Exit);
}

/** Makes an exit from one place to another. */
export function makeExit(
  ctx: CommandContext,
  { name, aliases, option }: Definition,
  from: WorldObject,
  to: WorldObject,
): WorldObject {
  return ctx.game.create(classNamed(ctx, option, Exit), {
    key: name,
    aliases,
    location: from,
    destination: to,
    locks: ownerLocks(ctx),
  });
}

/** A warning when something else at a place already goes by the name of an exit that was made there. */
export function namesakeNote(exits: readonly WorldObject[]): string {
  const notes = exits.flatMap((exit) => {
    const name = exit.key.toLowerCase();
    const other = exit.location?.exits.find((each) => each !== exit && each.key.toLowerCase() === name);
    if (other === undefined) return [];
    return [
      ` There is another exit ${showNew(other)} there: who types ${escapeMarkup(exit.key)} is asked which.`,
    ];
  });
  return notes.join("");
}

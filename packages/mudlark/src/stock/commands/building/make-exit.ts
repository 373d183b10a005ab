import type { CommandContext, WorldObject } from "../../../api.ts";
import { Exit } from "../../classes/exit.ts";
import { classNamed } from "./class-named.ts";
import { ownerLocks } from "./owner-locks.ts";

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

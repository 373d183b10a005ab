import type { CommandContext, WorldObject } from "../api.ts";

/** What the command of an exit does: takes the caller through, or tells why not. */
export function walkThrough(ctx: CommandContext, exit: WorldObject): void {
  const { puppet, session } = ctx;
  if (puppet !== null) exit.traverse(puppet, { session: session?.id ?? null });
}

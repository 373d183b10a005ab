import { Entity } from "../../model/entity/entity.ts";
import type { Kernel } from "../../model/kernel.ts";
import { accessorOf, type Actor } from "../actor.ts";
import type { CommandStacks } from "./command-stacks.ts";

/** Lets what has command sets change them just before these are gathered (`commands.md` §4.2). */
export class SetHooks {
  readonly #game: Kernel;
  readonly #stacks: CommandStacks;
  /** Hosts whose hook runs: what it does may need the sets of its caller. */
  readonly #running = new Set<Entity>();

  constructor(game: Kernel, stacks: CommandStacks) {
    this.#game = game;
    this.#stacks = stacks;
  }

  /** Does its class do anything there? Nearly none does, so nearly no line pays for it. */
  has(host: Entity): boolean {
    return host.atCmdsetGet !== Entity.prototype.atCmdsetGet;
  }

  /** Calls the hook of the host. What it did is undone when it throws; where nothing may change, it is left out. */
  run(host: Entity, actor: Actor): void {
    if (!this.has(host) || this.#running.has(host) || !this.#game.turns.inTurn) return;
    this.#running.add(host);
    const current = this.#stacks.setsOf(host);
    const result = this.#game.attempt(() => host.atCmdsetGet({ caller: accessorOf(actor), current }));
    this.#running.delete(host);
    if (result.ok) return;
    this.#game.logger.error("The hook atCmdsetGet failed", { entity: host.ref, error: result.error });
  }
}

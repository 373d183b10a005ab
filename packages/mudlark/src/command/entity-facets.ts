import { Entity } from "../model/entity/entity.ts";
import type { Kernel } from "../model/kernel.ts";
import type { CommandStack } from "./sets/command-stack.ts";
import type { CommandDispatcher } from "./run/dispatcher.ts";
import type { ExecuteOptions } from "./declaration/definition.ts";
import type { Outcome } from "./run/outcome.ts";

declare module "../model/entity/entity.ts" {
  interface Entity {
    /** The command sets on it. */
    readonly cmdset: CommandStack;
    /** Runs a line as if it had been typed, within the turn; no question is answered by it. */
    executeCmd(line: string, options?: Omit<ExecuteOptions, "as">): Promise<Outcome>;
  }
}

declare module "../model/game.ts" {
  interface Game {
    /** What makes lines into commands. */
    readonly commands: CommandDispatcher;
  }
}

/** Gives commands to a world: to the world itself, and to each of its entities. */
export function addCommandFacets(game: Kernel, commands: CommandDispatcher): void {
  Object.defineProperty(game, "commands", { value: commands });
  game.signals.on("classSwapped", ({ entity, cleanCmdsets }) => {
    if (!cleanCmdsets) return;
    entity.cmdset.clear();
    entity.cmdset.removeDefault();
  });
  game.signals.on("objectCopied", ({ object, copy }) => commands.stacks.copy(object, copy));
  Object.defineProperties(Entity.prototype, {
    cmdset: {
      configurable: true,
      get(this: Entity): CommandStack {
        return this.game.commands.stacks.of(this);
      },
    },
    executeCmd: {
      configurable: true,
      value(this: Entity, line: string, options: Omit<ExecuteOptions, "as"> = {}): Promise<Outcome> {
        return this.game.commands.executeCmd(this, line, options);
      },
    },
  });
}

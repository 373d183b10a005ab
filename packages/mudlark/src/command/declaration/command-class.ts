import type { Part } from "../arguments/part.ts";
import type { SwitchTable } from "../arguments/switches.ts";
import type { Outcome } from "../run/outcome.ts";
import { command, type CommandInput, type CommandOptions, type NoSwitches } from "./command.ts";
import type { CommandContext, CommandDefinition, ContextWith, Need } from "./definition.ts";

/** What a declaration may say, except for what its functions are. */
type Declared = Omit<CommandOptions<object, SwitchTable, Need>, "key" | "before" | "run" | "after">;

/** Of the fields that a class leaves alone, a command has the defaults of {@link CommandOptions}. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- all of its fields may be missing
export interface Command extends Declared {}

/**
 * A command as a class, for commands that share work: a class inherits declaration, help and methods, and calls what it
 * replaces by `super`. It stands in lists of commands as it is. The engine makes one instance, which is frozen, because
 * a command has no state of its own; what a run must remember is in its context.
 *
 * The types of a class do not flow into its methods by themselves: {@link ContextOf} and {@link InputOf} name them.
 *
 * @example
 * class Give extends Command {
 *   readonly key: string = "give";
 *   override readonly args = seq(arg.things("items", { from: "inventory" }), sep("="), arg.object("target"));
 *   run(ctx: ContextOf<Give>, { items, target }: InputOf<Give>) {
 *     for (const item of items) item.moveTo(target);
 *   }
 * }
 * class Hand extends Give {
 *   override readonly key = "hand";
 * }
 */
export abstract class Command {
  abstract readonly key: string;

  abstract run(ctx: CommandContext, input: object): unknown;

  /** Runs before the arguments are read; `ctx.stop()` ends it there. */
  before(_ctx: CommandContext): unknown {
    return undefined;
  }

  /** Runs at the end, also when there was an error. */
  after(_ctx: CommandContext, _outcome: Outcome): unknown {
    return undefined;
  }
}

export type CommandClass = new () => Command;

type FieldsOf<C> = C extends { readonly args: Part<infer Fields extends object> } ? Fields : object;

type TableOf<C> = C extends { readonly switches: infer Table extends SwitchTable } ? Table : NoSwitches;

type NeedsOf<C> = C extends { readonly needs: readonly (infer Name extends Need)[] } ? Name : never;

/** The context of the commands of a class: what its `needs` name is not null. */
export type ContextOf<C> = ContextWith<NeedsOf<C>>;

/** The arguments of the commands of a class by name, and their switches. */
export type InputOf<C> = CommandInput<FieldsOf<C>, TableOf<C>>;

/** @throws MudlarkError `COMMAND_INVALID` when the declaration has a mistake */
export function definitionOf(given: CommandDefinition | CommandClass): CommandDefinition {
  if (typeof given !== "function") return given;
  const made = Object.freeze(new given());
  return command({
    ...made,
    before: (ctx) => made.before(ctx),
    run: (ctx, input) => made.run(ctx, input),
    after: (ctx, outcome) => made.after(ctx, outcome),
  });
}

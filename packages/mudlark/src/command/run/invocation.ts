import type { Actor } from "../actor.ts";
import type { SetFacts } from "../sets/set-facts.ts";
import type { ScriptedAnswers } from "../frames/scripted-answers.ts";
import type { AvailableCommand, CommandDefinition } from "../declaration/definition.ts";

/** One command that is about to run, and the words that meant it. */
export interface Invocation {
  readonly command: CommandDefinition;
  readonly actor: Actor;
  /** What the command's set sits on. */
  readonly host: object;
  /** All that the command may act on, {@link host} first: several, when the same sets of things collapse into one. */
  readonly hosts: readonly object[];
  readonly set: SetFacts;
  readonly name: string;
  readonly rawName: string;
  /** What follows the name, as it was typed. */
  readonly rest: string;
  readonly rawString: string;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly matches: readonly AvailableCommand[];
  /** What its questions are answered with, in place of the session. */
  readonly answers: ScriptedAnswers | null;
  /** Is only a failure told? */
  readonly isQuiet: boolean;
  /** The commands whose code led here, the outermost first. */
  readonly chain: readonly string[];
}

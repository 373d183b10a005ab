import type { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import type { Command } from "../../link/messages.ts";
import type { Session } from "../session.ts";

/** What clients may send besides text. Its answers go to the asking session only (`sessions.md` §15). */
export interface InputFunction {
  /** For `get_inputfuncs`: one sentence. */
  readonly help: string;
  readonly needsLogin: boolean;
  /** Null when it was done, else why it was not, as a sentence. */
  call(session: Session, command: Command): string | null | Promise<string | null>;
}

/** Why it could not be done; nothing when it was. */
type Problem = string | null | void;

export interface InputFunctionOptions<Schema extends z.ZodType> {
  /** One sentence for `get_inputfuncs`. */
  readonly help: string;
  /** Default false: strangers may send it, too. */
  readonly needsLogin?: boolean;
  /** What arguments without a name are called, in their order. */
  readonly positional?: readonly string[];
  /** What the list of all arguments without a name is called, when there is any number of them. */
  readonly rest?: string;
  /** What the arguments must look like; they come to `run` as it says. */
  readonly takes: Schema;
  /**
   * Does it, within a turn; what throws there changes nothing. `command.wireName` is the name as a client of GMCP or MSDP
   * spelled it.
   *
   * @returns why it could not be done, as a sentence for the client; nothing when it was
   */
  run(session: Session, given: z.output<Schema>, command: Command): Problem | Promise<Problem>;
}

/**
 * Declares something that clients may send besides text. What it takes is checked before it runs; a client that sends
 * anything else is answered with `error`, its name and what is wrong.
 *
 * @example
 * const wave = inputFunction({
 *   help: "Waves at somebody.",
 *   needsLogin: true,
 *   positional: ["at"],
 *   takes: z.object({ at: z.string().max(80) }),
 *   run: (session, { at }) => session.puppet?.location?.msg(`${session.puppet.key} waves at ${at}.`),
 * });
 */
export function inputFunction<Schema extends z.ZodType>(
  definition: InputFunctionOptions<Schema>,
): InputFunction {
  const { help, needsLogin = false, takes } = definition;
  return {
    help,
    needsLogin,
    call(session, command) {
      const given = takes.safeParse(named(command, definition));
      if (!given.success) {
        return given.error.issues
          .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
          .join("; ");
      }
      const problem = definition.run(session, given.data, command);
      return problem instanceof Promise ? problem.then((late) => late ?? null) : (problem ?? null);
    },
  };
}

function named(
  { args, kwargs }: Command,
  { positional = [], rest }: { readonly positional?: readonly string[]; readonly rest?: string },
): Record<string, JsonValue> {
  const byPlace = positional.flatMap((name, index) => {
    const value = args[index];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...(rest === undefined ? {} : { [rest]: args }), ...Object.fromEntries(byPlace), ...kwargs };
}

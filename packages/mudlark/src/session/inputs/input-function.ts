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
  call(session: Session, command: Command): string | null;
}

/** Declares an input function: what it takes is checked before it runs. */
export function inputFunction<Schema extends z.ZodType>(definition: {
  readonly help: string;
  readonly needsLogin?: boolean;
  /** What arguments without a name are called, in their order. */
  readonly positional?: readonly string[];
  readonly takes: Schema;
  /** @returns why it could not be done; nothing when it was */
  run(session: Session, given: z.output<Schema>, command: Command): string | void;
}): InputFunction {
  const { help, needsLogin = false, positional = [], takes } = definition;
  return {
    help,
    needsLogin,
    call(session, command) {
      const given = takes.safeParse(named(command, positional));
      if (!given.success) {
        return given.error.issues
          .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
          .join("; ");
      }
      return definition.run(session, given.data, command) ?? null;
    },
  };
}

function named({ args, kwargs }: Command, positional: readonly string[]): Record<string, JsonValue> {
  const byPlace = positional.flatMap((name, index) => {
    const value = args[index];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(byPlace), ...kwargs };
}

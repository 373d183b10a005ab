import { stripTypeScriptTypes } from "node:module";
import { inspect, type InspectOptions } from "node:util";
import vm from "node:vm";

/** The longest value that is shown, in letters. */
const mostShown = 10_000;

/** Code that was stopped because it held the world for too long. */
export class CodeStopped extends Error {
  override readonly name = "CodeStopped";
}

type Program = (bound: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * Runs TypeScript with some names bound. The result is its value or, of several statements, that of the last one, if
 * that is an expression.
 *
 * @param milliseconds how long it may run before it first waits; null for as long as it likes
 * @throws what the code throws, CodeStopped, or SyntaxError
 */
export async function evaluateCode(
  code: string,
  bound: Readonly<Record<string, unknown>>,
  milliseconds: number | null,
): Promise<unknown> {
  return await callWithin(milliseconds, compile(code, Object.keys(bound)), bound);
}

function compile(code: string, names: readonly string[]): Program {
  const make = (body: string): Program => {
    const source = stripTypeScriptTypes(`(async ({ ${names.join(", ")} }) => { ${body}\n})`);
    return new vm.Script(source, { filename: "eval.ts" }).runInThisContext() as Program;
  };
  for (const body of bodiesOf(code)) {
    try {
      return make(body);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return make(code);
}

/** More places than that are not tried as the end of the last statement but one. */
const mostEnds = 50;

/** Ways to give back the last expression of some code. Where the guess is wrong, the body cannot be compiled. */
function* bodiesOf(code: string): Generator<string> {
  const whole = code.replace(/[;\s]+$/u, "");
  yield `return (${whole}\n)`;
  const ends = [...whole.matchAll(statementEnd)].slice(-mostEnds);
  for (const { index } of ends.toReversed()) {
    yield `${whole.slice(0, index)};return (${whole.slice(index + 1)}\n)`;
  }
}

/** A semicolon; or the end of a line, where surely no statement goes on. */
const statementEnd = /;|(?<=[\w$\]}"'`])(?<!\b(?:else|do|in|of|typeof|await|return|new))\n(?=\s*[\w$"'`[])/gu;

/** A limit holds only for what a script calls while it runs: so a script of its own makes the call. */
function callWithin(
  milliseconds: number | null,
  program: Program,
  bound: Parameters<Program>[0],
): Promise<unknown> {
  const getter = "mudlark.call";
  const script = new vm.Script(`globalThis[Symbol.for(${JSON.stringify(getter)})]()`, {
    filename: "eval.ts",
  });
  Reflect.set(globalThis, Symbol.for(getter), () => program(bound));
  try {
    return script.runInThisContext(
      milliseconds === null ? {} : { timeout: milliseconds },
    ) as Promise<unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    const seconds = (milliseconds ?? 0) / 1000;
    throw new CodeStopped(`The code held the world for more than ${seconds} s and was stopped.`, {
      cause: error,
    });
  } finally {
    Reflect.deleteProperty(globalThis, Symbol.for(getter));
  }
}

/** A value as a developer wants to read it. */
export function showValue(value: unknown, options: InspectOptions = {}): string {
  return inspect(value, { depth: 2, breakLength: 76, maxStringLength: mostShown, ...options }).slice(
    0,
    mostShown,
  );
}

/** What went wrong in code, for its writer: the error, and where, without the engine's part of the stack. */
export function showError(error: unknown): string {
  if (!(error instanceof Error)) return `The code threw ${showValue(error)}.`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  const engine = frames.findIndex((line) => line.includes("evaluate-code.ts"));
  const own = (engine === -1 ? frames : frames.slice(0, engine)).filter(
    (line) => !line.includes("node:internal"),
  );
  return [`${error.name}: ${error.message}`, ...own.slice(0, mostFrames)].join("\n").slice(0, mostShown);
}

const mostFrames = 10;

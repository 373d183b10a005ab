import { stripTypeScriptTypes } from "node:module";
import { inspect, type InspectOptions } from "node:util";
import vm from "node:vm";

/** The longest value that is shown, in letters. */
const mostShown = 10_000;

/**
 * Runs TypeScript with some names bound: as an expression, whose value is the result, or else as statements.
 *
 * @throws what the code throws, or SyntaxError
 */
export async function evaluateCode(code: string, bound: Readonly<Record<string, unknown>>): Promise<unknown> {
  const make = (body: string): unknown => {
    const source = stripTypeScriptTypes(`(async ({ ${Object.keys(bound).join(", ")} }) => { ${body}\n})`);
    return new vm.Script(source, { filename: "eval.ts" }).runInThisContext();
  };
  let program: unknown;
  try {
    program = make(`return (${code}\n)`);
  } catch {
    program = make(code);
  }
  return await (program as (values: typeof bound) => Promise<unknown>)(bound);
}

/** A value as a developer wants to read it. */
export function showValue(value: unknown, options: InspectOptions = {}): string {
  return inspect(value, { depth: 2, breakLength: 76, ...options }).slice(0, mostShown);
}

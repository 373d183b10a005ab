import type { Argument, CallPart, Part, Template } from "./template.ts";

/** A call with its arguments worked out: texts, or whatever calls inside of it gave. */
export interface ValueCall {
  readonly args: readonly unknown[];
  readonly named: ReadonlyMap<string, unknown>;
}

/** A function that gives any value; undefined leaves the call as it is written. */
export type ValueFunction = (call: ValueCall) => unknown;

/**
 * What a template comes to: the value itself when it is one call and nothing else, otherwise text. Calls that come to
 * nothing, and names in braces, stay as they are written.
 *
 * @example
 * evaluateTemplate(compileTemplate("$add(1, 2)", functions)) // 3
 * evaluateTemplate(compileTemplate("$add(1, 2) coins", functions)) // "3 coins"
 */
export function evaluateTemplate({ parts }: Template<ValueFunction>): unknown {
  return valueOf(parts);
}

function valueOf(parts: readonly Part<ValueFunction>[]): unknown {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return valueOfPart(only);
  return parts.map((part) => textOf(valueOfPart(part))).join("");
}

function valueOfPart(part: Part<ValueFunction>): unknown {
  if (typeof part === "string") return part;
  return part.kind === "value" ? `{${part.key}}` : call(part);
}

function call({ run, args, named, source }: CallPart<ValueFunction>): unknown {
  const value = (argument: Argument<ValueFunction>): unknown => valueOf(argument);
  const result = run({
    args: args.map(value),
    named: new Map(Array.from(named, ([key, argument]) => [key, value(argument)])),
  });
  return result === undefined ? source : result;
}

function textOf(value: unknown): string {
  return typeof value === "object" && value !== null && "ref" in value ? String(value.ref) : String(value);
}

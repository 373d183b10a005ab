import { compileTemplate } from "../../text/template/compile-template.ts";
import { evaluateTemplate } from "../../text/template/evaluate-template.ts";
import type { Random } from "../../base/random.ts";
import type { PrototypeFields, SpawnContext } from "./prototype.ts";
import { spawnFunctions } from "./spawn-functions.ts";

/** Fields that ask for one another, at most; more would be a circle. */
const deepest = 20;

/**
 * Gives what works out the values of a prototype for one object: texts call their functions, functions are called,
 * all else is itself.
 */
export function valuesFor(
  fields: PrototypeFields,
  context: SpawnContext,
  random: Random,
): (value: unknown) => unknown {
  let depth = 0;
  const evaluate = (value: unknown): unknown => {
    if (depth >= deepest) return value;
    depth++;
    try {
      return workOut(value);
    } finally {
      depth--;
    }
  };
  const functions = spawnFunctions({ ...context, random, fields, evaluate });
  const workOut = (value: unknown): unknown => {
    if (typeof value === "function") return (value as (context: SpawnContext) => unknown)(context);
    if (Array.isArray(value) && typeof value[0] === "function") {
      const [run, ...args] = value as [(...args: unknown[]) => unknown, ...unknown[]];
      return run(...args);
    }
    if (typeof value !== "string" || !value.includes("$")) return value;
    return evaluateTemplate(compileTemplate(value, functions));
  };
  return evaluate;
}

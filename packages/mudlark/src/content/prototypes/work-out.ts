import { compileTemplate } from "../../text/template/compile-template.ts";
import { evaluateTemplate } from "../../text/template/evaluate-template.ts";
import type { Random } from "../../base/random.ts";
import { invalid } from "./normalise-prototype.ts";
import type { PrototypeFields, SpawnContext } from "./prototype.ts";
import { spawnFunctions, type SpawnFunctions } from "./spawn-functions.ts";

/** Fields that ask for one another, at most; more would be a circle. */
const deepest = 20;

/** So many values are worked out for one object, and so long may a text of it become: far more than anybody writes. */
const mostValues = 10_000;
const longestText = 100_000;

/**
 * Gives what works out the values of a prototype for one object: texts call their functions, functions are called,
 * all else is itself.
 *
 * What it returns throws MudlarkError PROTOTYPE_INVALID when fields ask for one another without end, or grow so.
 */
export function valuesFor(
  fields: PrototypeFields,
  context: SpawnContext,
  random: Random,
  own: SpawnFunctions,
): (value: unknown) => unknown {
  let depth = 0;
  let values = 0;
  const evaluate = (value: unknown): unknown => {
    if (depth >= deepest) return value;
    if (++values > mostValues) throw invalid(["its fields ask for one another again and again"]);
    depth++;
    try {
      const result = workOut(value);
      if (typeof result !== "string" || result.length <= longestText) return result;
      throw invalid([`a text of it grows beyond ${longestText} letters`]);
    } finally {
      depth--;
    }
  };
  const functions = spawnFunctions({ ...context, random, functions: own, fields, evaluate });
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

import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument, type ArgumentProblem } from "./part.ts";

export interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number. */
export function int<const Name extends string>(
  name: Name,
  limits: NumberLimits = {},
): Argument<Name, number> {
  return argument(name, {
    kind: "int",
    takes: "word",
    quotes: "remove",
    facts: { ...limits },
    parse(text) {
      const value = Number(text);
      if (!/^[+-]?\d+$/u.test(text) || !Number.isSafeInteger(value)) return mismatch(words.notInteger(text));
      return checkLimits(value, limits) ?? parsed(value);
    },
    complete: () => [],
  });
}

/** A number with or without a fraction. */
export function number<const Name extends string>(
  name: Name,
  limits: NumberLimits = {},
): Argument<Name, number> {
  return argument(name, {
    kind: "number",
    takes: "word",
    quotes: "remove",
    facts: { ...limits },
    parse(text) {
      const value = Number(text);
      const wellFormed = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/iu.test(text) && Number.isFinite(value);
      if (!wellFormed) return mismatch(words.notNumber(text));
      return checkLimits(value, limits) ?? parsed(value);
    },
    complete: () => [],
  });
}

function checkLimits(value: number, { min, max }: NumberLimits): ArgumentProblem | null {
  if (min !== undefined && value < min) return mismatch(words.tooLow(min));
  if (max !== undefined && value > max) return mismatch(words.tooHigh(max));
  return null;
}

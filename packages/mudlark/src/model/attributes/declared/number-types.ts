import type { AttributeOptions, AttributeType } from "./attribute-type.ts";
import { defineType, shown } from "./define-type.ts";
import type { OrNull } from "./define-type.ts";

export interface NumberOptions extends AttributeOptions<number> {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number; beyond 2^53 use bigint. */
export function int<const O extends NumberOptions>(options?: O): AttributeType<OrNull<number, O>> {
  return defineType("a whole number", options, 0, (raw) =>
    numberProblem(raw, options, Number.isSafeInteger, "a whole number"),
  );
}

/** Any number, NaN and the infinities included unless `min` or `max` keep them out. */
export function number<const O extends NumberOptions>(options?: O): AttributeType<OrNull<number, O>> {
  return defineType("a number", options, 0, (raw) => numberProblem(raw, options, () => true, "a number"));
}

function numberProblem(
  raw: unknown,
  { min, max }: NumberOptions = {},
  fits: (value: number) => boolean,
  name: string,
): string | null {
  if (typeof raw !== "number" || !fits(raw)) return `it must be ${name}, not ${shown(raw)}`;
  if (min !== undefined && !(raw >= min)) return `it must be at least ${min}, not ${shown(raw)}`;
  if (max !== undefined && !(raw <= max)) return `it must be at most ${max}, not ${shown(raw)}`;
  return null;
}

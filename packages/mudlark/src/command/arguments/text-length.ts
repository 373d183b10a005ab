import { words } from "../words.ts";
import { mismatch, type ArgumentProblem } from "./part.ts";

export interface TextLimits {
  /** Fewest letters. Default 0. */
  readonly min?: number;
  /** Most letters. Default: the length of a line. */
  readonly max?: number;
}

/** Letters are counted as code points, as the limit on lines is. */
export function checkLength(text: string, { min, max }: TextLimits): ArgumentProblem | null {
  if (min === undefined && max === undefined) return null;
  const length = [...text].length;
  if (min !== undefined && length < min) return mismatch(words.tooShort(min));
  if (max !== undefined && length > max) return mismatch(words.tooLong(max));
  return null;
}

export function limitFacts({ min, max }: TextLimits): Record<string, number> {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

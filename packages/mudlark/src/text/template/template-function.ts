import type { Reading } from "./reading.ts";

/** A call with its arguments worked out for one reader. */
export interface TemplateCall {
  readonly args: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** A function of templates. Gives markup; undefined leaves the call as it is written. */
export type TemplateFunction = (call: TemplateCall, reading: Reading) => string | undefined;

/** By name; capitals count. */
export type TemplateFunctions = ReadonlyMap<string, TemplateFunction>;

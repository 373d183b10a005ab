import type { JsonObject } from "../base/json.ts";

/** What is said to an entity. */
export interface Message {
  /** Markup; null when there is only something out of band. */
  readonly text: string | null;
  /** Of the text: `type`, such as say or look, `alt` for screen readers … */
  readonly options: JsonObject;
  /** Is the text a prompt, without a line end? */
  readonly prompt?: boolean;
  /** Out of band: name → payload. A list is its arguments, an object its named ones; both may be in one list. */
  readonly other?: Readonly<Record<string, unknown>>;
}

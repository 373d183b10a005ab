import { parseMarkup } from "./parse-markup.ts";
import type { Run } from "./run.ts";

/** Markup on its way to several kinds of client: it is read at most once. */
export class ParsedMarkup {
  readonly source: string;
  #runs: readonly Run[] | null = null;

  constructor(source: string) {
    this.source = source;
  }

  get runs(): readonly Run[] {
    this.#runs ??= parseMarkup(this.source);
    return this.#runs;
  }
}

/** What can be rendered. */
export type Markup = string | ParsedMarkup;

export function sourceOf(markup: Markup): string {
  return typeof markup === "string" ? markup : markup.source;
}

export function runsOf(markup: Markup): readonly Run[] {
  return typeof markup === "string" ? parseMarkup(markup) : markup.runs;
}

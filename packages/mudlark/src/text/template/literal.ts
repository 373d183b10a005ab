import { escapeMarkup } from "../markup/plain-text.ts";
import { escapeTemplate } from "./escape-template.ts";

/**
 * Text that somebody typed, on its way into a message: whatever it looks like, it is shown as it is. Made by
 * {@link lit}.
 */
export class Literal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** As the value of a mapping is shown. */
  toMarkup(): string {
    return escapeMarkup(this.text);
  }

  /** As a piece of a template: it also stays what it is where it ends up in one. */
  toString(): string {
    return escapeTemplate(this.toMarkup());
  }
}

/**
 * Marks text that somebody typed, so that it is never taken for a template or for markup.
 *
 * @example
 * ctx.here.act('$You() $conj(say), "{words}"', { words: lit(words) });
 */
export function lit(text: string): Literal {
  return new Literal(text);
}

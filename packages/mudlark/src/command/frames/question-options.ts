import type { Argument } from "../arguments/part.ts";

/** How `ctx.ask` reads the answer. */
export interface AskOptions<Value> {
  /** What kind of answer it is; its messages are shown when it is another. Default: text. */
  readonly kind?: Argument<string, Value>;
  /** The only answers; the first letters of one are enough. */
  readonly choices?: readonly (Value & string)[];
  /** The value of an empty line. Without it, an empty line is an answer like any other. */
  readonly default?: Value;
  /** What is wrong with the answer, as a sentence for the player, or null. */
  validate?(value: Value): string | null;
  /** Hide what is typed, and keep it out of logs and history? Default false. */
  readonly secret?: boolean;
  /** Keep blanks at both ends? Default false. */
  readonly raw?: boolean;
  /** Seconds until the question is withdrawn and the command is called off. Default: no limit. */
  readonly timeout?: number;
}

export interface ConfirmOptions {
  /** What an empty line means. Without it, an empty line is no answer. */
  readonly default?: boolean;
  /** Words for yes and no beside the usual ones. */
  readonly words?: { readonly yes?: readonly string[]; readonly no?: readonly string[] };
  /** Seconds until the question is withdrawn and the command is called off. Default: no limit. */
  readonly timeout?: number;
}

export interface ChooseOptions<Item> {
  /** What an item is called; default: the item as text. */
  key?(item: Item): string;
  /** How many are shown at a time. Default 20. */
  readonly page?: number;
  /** Seconds until the question is withdrawn and the command is called off. Default: no limit. */
  readonly timeout?: number;
}

import { encodeTelnetText } from "@mudlark/protocols";
import type { JsonObject } from "../base/json.ts";
import { findEncoding } from "../link/encodings.ts";
import { ParsedMarkup, type Markup } from "../text/markup/parsed-markup.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { renderAnsi } from "../text/render/render-ansi.ts";
import { renderHtml } from "../text/render/render-html.ts";
import { renderRuns } from "../text/render/render-runs.ts";
import { Memo } from "./memo.ts";
import { viewOf, type View } from "./view.ts";

/** Options that say how a text is to be shown (`sessions.md` §14). */
const displayOptions = ["raw", "nocolor", "ansi", "xterm256", "truecolor", "mxp", "screenreader"] as const;

const noOptions: JsonObject = {};

/** How text travels in a JSON frame. */
export type FrameFormat = "runs" | "html";

/**
 * A text on its way to any number of clients. It is rendered once for each distinct set of abilities, and encoded
 * once for each encoding or frame format, however many clients share them.
 */
export class OutgoingText {
  readonly kind: "text" | "prompt";
  readonly options: JsonObject;
  readonly #markup: ParsedMarkup;
  readonly #changesDisplay: boolean;
  readonly #rendered = new Memo<string>();
  readonly #bytes = new Memo<Uint8Array>();
  readonly #frames = new Memo<Buffer>();

  /** @param source markup */
  constructor(kind: "text" | "prompt", source: string, options: JsonObject = noOptions) {
    this.kind = kind;
    this.options = options;
    this.#markup = new ParsedMarkup(source);
    this.#changesDisplay =
      options !== noOptions && displayOptions.some((name) => options[name] !== undefined);
  }

  /** As it came from the game. */
  get source(): string {
    return this.#markup.source;
  }

  /** For a terminal: no line end after the last line. */
  terminal(view: View): string {
    return this.#terminal(this.#seenBy(view));
  }

  /** For a telnet client: in its encoding, with line ends, the last one included. */
  telnetBytes(view: View): Uint8Array {
    const seen = this.#seenBy(view);
    return this.#bytes.get(seen.bytesKey, () =>
      encodeTelnetText(`${this.#terminal(seen)}\n`, seen.encoding, findEncoding),
    );
  }

  /** For a client of a native WebSocket protocol: the whole frame. */
  frame(view: View, format: FrameFormat): Buffer {
    const seen = this.#seenBy(view);
    const { colour, screenReader, raw } = seen.abilities;
    const isPlain = colour === "none" || screenReader || raw;
    return this.#frames.get(isPlain ? `${format} ${seen.key}` : format, () => {
      const markup = isPlain ? escapeMarkup(this.#terminal(seen)) : this.#markup;
      const shown = format === "runs" ? renderRuns(markup) : renderHtml(markup);
      return Buffer.from(JSON.stringify([this.kind, [shown], this.options]));
    });
  }

  #seenBy(view: View): View {
    return this.#changesDisplay ? viewOf(view.flags, view.settings, this.options) : view;
  }

  #terminal(view: View): string {
    return this.#rendered.get(view.key, () => renderAnsi(this.#markupFor(view), view.abilities));
  }

  /** A text may bring words of its own for those who hear it. */
  #markupFor(view: View): Markup {
    const { alt } = this.options;
    return view.abilities.screenReader && typeof alt === "string" ? alt : this.#markup;
  }
}

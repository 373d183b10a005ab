import { option } from "../telnet-codes.ts";
import { usualPayload } from "./telnet-option.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const payloadBytes = 4;
const quietMs = 250;

/** The sizes that we believe (`protocols.md` §5.2). */
export function clampColumns(columns: number): number {
  return Math.min(500, Math.max(20, columns));
}

export function clampLines(lines: number): number {
  return Math.min(500, Math.max(5, lines));
}

/** Window size (RFC 1073). Flags follow at once; `resize` events are at least 250 ms apart, and the last one counts. */
export class WindowSize implements TelnetOption {
  readonly code = option.NAWS;
  readonly maxPayload = usualPayload;
  readonly #context: OptionContext;
  readonly #defaultColumns: number;
  readonly #defaultLines: number;
  #reported: readonly [columns: number, lines: number];
  #reportedAt = Number.NEGATIVE_INFINITY;
  #wordWrap: number | null = null;
  #refused = false;
  #settled = false;

  constructor(context: OptionContext, defaults: { readonly columns: number; readonly lines: number }) {
    this.#context = context;
    this.#defaultColumns = defaults.columns;
    this.#defaultLines = defaults.lines;
    this.#reported = [defaults.columns, defaults.lines];
  }

  /** Has the client sent a size, or refused? */
  get settled(): boolean {
    return this.#settled;
  }

  accepts(side: Side): boolean {
    return side === "remote";
  }

  enabled(): void {
    this.#refused = false;
    this.#context.flags.learn({ AUTORESIZE: true });
  }

  disabled(_side: Side, refused: boolean): void {
    this.#context.flags.learn({ AUTORESIZE: false });
    this.#settled = true;
    this.#refused = refused;
    this.#useWordWrap();
  }

  subnegotiation(payload: Uint8Array): void {
    if (payload.length !== payloadBytes) return;
    const [columnsHigh = 0, columnsLow = 0, linesHigh = 0, linesLow = 0] = payload;
    const columns = columnsHigh * 256 + columnsLow;
    const lines = linesHigh * 256 + linesLow;
    this.#settled = true;
    this.#resize(
      columns === 0 ? this.#defaultColumns : clampColumns(columns),
      lines === 0 ? this.#defaultLines : clampLines(lines),
    );
  }

  /** The client's environment names a width. It counts when the client refuses to tell its window size. */
  wordWrap(columns: number): void {
    this.#wordWrap = columns;
    this.#useWordWrap();
  }

  /** Time to tell of the size that came too soon after the one before. */
  report(): void {
    const { SCREENWIDTH, SCREENHEIGHT } = this.#context.flags.current;
    const [columns, lines] = this.#reported;
    if (SCREENWIDTH === columns && SCREENHEIGHT === lines) return;
    this.#reported = [SCREENWIDTH, SCREENHEIGHT];
    this.#reportedAt = this.#context.now();
    this.#context.emit({ type: "resize", columns: SCREENWIDTH, rows: SCREENHEIGHT });
  }

  #useWordWrap(): void {
    if (!this.#refused || this.#wordWrap === null) return;
    this.#resize(clampColumns(this.#wordWrap), this.#context.flags.current.SCREENHEIGHT);
  }

  #resize(columns: number, lines: number): void {
    this.#context.flags.learn({ SCREENWIDTH: columns, SCREENHEIGHT: lines });
    const next = this.#reportedAt + quietMs;
    if (this.#context.now() >= next) this.report();
    else this.#context.wake("resize", next);
  }
}

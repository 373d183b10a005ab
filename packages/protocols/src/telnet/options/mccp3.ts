import { joinBytes } from "../../bytes.ts";
import { option } from "../telnet-codes.ts";
import type { InflateStep, Inflater } from "../../compression/inflater.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const inputStep = 512;
const outputStep = 16 * 1024;
const toleratedErrors = 1;
const noBytes = new Uint8Array(0);

/** What a compressed chunk turned into. */
export interface Inflated {
  /** Telnet bytes, in order. */
  readonly plain: Uint8Array;
  /** How many bytes it cost to get there: of what came in or of what came out, whichever is more. */
  readonly cost: number;
  /** Bytes of the chunk that stand after the end of the stream, and are plain. */
  readonly rest: Uint8Array;
  /** Why decompression stopped, if it did. */
  readonly stopped:
    | null
    | "end"
    /** The stream is broken, and nobody expected it to go on. */
    | "error"
    /** The stream is broken, and the client has to be told. */
    | "broken"
    | "tooManyErrors"
    | "overBudget";
}

/**
 * MCCP3 (`protocols.md` §6.3): what the client sends is compressed. Guards against bombs by giving the inflater little
 * at a time and stopping at the budget.
 */
export class Mccp3 implements TelnetOption {
  readonly code = option.MCCP3;
  readonly maxPayload = 0;
  readonly #context: OptionContext;
  readonly #createInflater: () => Inflater;
  readonly #onStart: () => void;
  #inflater: Inflater | null = null;
  #agreed = false;
  #errors = 0;

  /** `onStart` is called when the bytes that follow are compressed. */
  constructor(context: OptionContext, createInflater: () => Inflater, onStart: () => void) {
    this.#context = context;
    this.#createInflater = createInflater;
    this.#onStart = onStart;
  }

  /** Is what comes in compressed at this moment? */
  get running(): boolean {
    return this.#inflater !== null;
  }

  accepts(side: Side): boolean {
    return side === "local";
  }

  enabled(): void {
    this.#agreed = true;
  }

  /** The client goes on compressing until its stream ends, or just stops: both are met by {@link inflate}. */
  disabled(): void {
    this.#agreed = false;
  }

  subnegotiation(): void {
    if (!this.#agreed || this.#inflater !== null) return;
    this.#inflater = this.#createInflater();
    this.#context.flags.learn({ MCCP3: true });
    this.#onStart();
  }

  /**
   * Decompresses a chunk as a whole, for at most `budget` bytes. A chunk that breaks the stream is dropped; but if we
   * had taken the option back by then, the client has gone on in plain text, and the chunk counts as that. Call
   * {@link settle} when the result has been used.
   */
  inflate(chunk: Uint8Array, budget: number): Inflated {
    const result = this.#run(chunk, budget);
    if (result.stopped !== "error") return result;
    if (!this.#agreed) return { ...result, rest: chunk };
    this.#errors += 1;
    this.#agreed = false;
    return { ...result, stopped: this.#errors > toleratedErrors ? "tooManyErrors" : "broken" };
  }

  /** Ends decompression if the chunk has ended it. */
  settle(result: Inflated): void {
    if (result.stopped === null) return;
    this.#inflater = null;
    this.#context.flags.learn({ MCCP3: false });
  }

  #run(chunk: Uint8Array, budget: number): Inflated {
    const parts: Uint8Array[] = [];
    let produced = 0;
    let at = 0;
    for (;;) {
      const allowed = Math.min(outputStep, budget - Math.max(produced, at));
      if (allowed <= 0) return stopped("overBudget", budget);
      const step = this.#inflater?.inflate(chunk.subarray(at, at + inputStep), allowed);
      if (step === undefined || !isProgress(step)) return stopped("error", Math.max(produced, at));
      parts.push(step.output.slice());
      produced += step.output.length;
      at += step.consumed;
      const cost = Math.max(produced, at);
      if (cost > budget) return stopped("overBudget", budget);
      if (step.state === "end")
        return { plain: joinBytes(parts), cost, rest: chunk.subarray(at), stopped: "end" };
      if (step.state === "more" && at >= chunk.length) {
        return { plain: joinBytes(parts), cost, rest: noBytes, stopped: null };
      }
    }
  }
}

function stopped(reason: "error" | "overBudget", cost: number): Inflated {
  return { plain: noBytes, cost, rest: noBytes, stopped: reason };
}

/** An inflater that neither reads nor writes would keep us for ever. */
function isProgress(step: InflateStep): boolean {
  return step.state === "end" || (step.state !== "error" && (step.consumed > 0 || step.output.length > 0));
}

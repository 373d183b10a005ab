import { escapeMarkup, type CommandContext } from "../../../api.ts";
import type { BatchStep, BatchSteps } from "./batch-step.ts";
import { runSteps, summaryOf } from "./run-steps.ts";

export interface StepThroughOptions {
  readonly name: string;
  readonly noun: "command" | "step";
  /** Reads the file, anew each time. */
  load(): Promise<BatchSteps>;
}

const keys = [
  "nn, nl [n]: move on by one or n; the second letter l shows the whole entry",
  "bb, bl [n]: move back",
  "jj, jl n: go to entry n",
  "pp: run this entry and stay",
  "ss, sl [n]: run this entry, or n of them, and move on",
  "cc: run everything from here to the end",
  "ll: show the whole entry",
  "rr: read the file again and stay; rrr: read it again and go to the top",
  "qq or abort: leave",
  "hh: this list. Any other line is run as a command.",
].join("\n");

/** Goes through a batch file by hand (`commands.md` §16.1). */
export async function stepThrough(ctx: CommandContext, options: StepThroughOptions): Promise<void> {
  const loaded = await ctx.wait(options.load());
  if (!loaded.ok) return ctx.fail(escapeMarkup(loaded.problem));
  const walk = new Walk(ctx, options, loaded.value);
  ctx.msg("Type hh for the keys.");
  while (await walk.next());
  ctx.msg(`You leave ${escapeMarkup(options.name)}.`);
}

class Walk {
  readonly #ctx: CommandContext;
  readonly #options: StepThroughOptions;
  #steps: readonly BatchStep[];
  #at = 0;
  #showsAll = false;

  constructor(ctx: CommandContext, options: StepThroughOptions, steps: readonly BatchStep[]) {
    this.#ctx = ctx;
    this.#options = options;
    this.#steps = steps;
  }

  /** One key. False when that was to leave. */
  async next(): Promise<boolean> {
    const line = await this.#ctx.ask(this.#prompt());
    this.#showsAll = false;
    const [, key = "", number] = /^([a-z]{2,5})(?:\s+(\d{1,6}))?$/iu.exec(line.trim()) ?? [];
    const count = number === undefined ? null : Number(number);
    switch (key.toLowerCase()) {
      case "qq":
      case "abort":
        return false;
      case "nn":
      case "nl":
        this.#go(this.#at + (count ?? 1), key);
        break;
      case "bb":
      case "bl":
        this.#go(this.#at - (count ?? 1), key);
        break;
      case "jj":
      case "jl":
        if (count === null) this.#ctx.msg("Which one? Type its number behind the key.");
        else this.#go(count - 1, key);
        break;
      case "ll":
        this.#showsAll = true;
        break;
      case "hh":
        this.#ctx.msg(keys);
        break;
      default:
        await this.#act(key.toLowerCase(), count, line);
    }
    return true;
  }

  async #act(key: string, count: number | null, line: string): Promise<void> {
    if (key === "pp") return this.#run(1, false);
    if (key === "ss" || key === "sl") {
      this.#showsAll = key === "sl";
      return this.#run(count ?? 1, true);
    }
    if (key === "cc") return this.#run(this.#steps.length, true);
    if (key === "rr" || key === "rrr") return this.#reload(key === "rrr");
    if (line.trim() !== "") await this.#ctx.executeLine(line);
  }

  #go(place: number, key: string): void {
    const last = Math.max(0, this.#steps.length - 1);
    if (place > last) this.#ctx.msg("That is behind the end.");
    this.#at = Math.min(last, Math.max(0, place));
    this.#showsAll = key.toLowerCase().endsWith("l");
  }

  /** Moves on over what worked, and stays at what did not. */
  async #run(count: number, moves: boolean): Promise<void> {
    const steps = this.#steps.slice(this.#at, this.#at + count);
    const run = await runSteps(this.#ctx, steps, this.#options);
    if (moves) this.#at = Math.min(this.#steps.length, this.#at + run.count - run.failures.length);
    const isDull = steps.length === 1 && run.failures.length === 0;
    if (!isDull) this.#ctx.msg(summaryOf(run, steps.length, this.#options.noun));
  }

  async #reload(fromTop: boolean): Promise<void> {
    const loaded = await this.#ctx.wait(this.#options.load());
    if (!loaded.ok) return this.#ctx.msg(escapeMarkup(loaded.problem));
    this.#steps = loaded.value;
    this.#at = fromTop ? 0 : Math.min(this.#at, Math.max(0, this.#steps.length - 1));
    return this.#ctx.msg("The file was read again.");
  }

  #prompt(): string {
    const step = this.#steps[this.#at];
    if (step === undefined)
      return `That was the last of ${this.#steps.length}. Type bb to go back, qq to leave.`;
    const [first = "", ...more] = step.text.split("\n");
    const shown = this.#showsAll || more.length === 0 ? step.text : `${first} ... (ll shows all of it)`;
    return `${this.#at + 1} of ${this.#steps.length}, ${escapeMarkup(step.at)}: ${escapeMarkup(shown)}`;
  }
}

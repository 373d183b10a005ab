import { Aborted } from "../../model/turn/aborted.ts";
import type { Turn } from "../../model/turn/turn.ts";
import type { TurnRunner } from "../../model/turn/turn-runner.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import type { Invocation } from "./invocation.ts";
import type { Outcome } from "./outcome.ts";
import { RunContext, type RunHost } from "./run-context.ts";
import { laneOf } from "./session-lane.ts";
import { RunEnding } from "./run-ending.ts";
import { usageOf } from "../declaration/usage.ts";
import { words } from "../words.ts";

export interface RunReports {
  readonly turns: TurnRunner;
  /** Writes an error down and tells the caller. */
  reportError(context: RunContext, error: unknown, undone: boolean): void;
  /** The run is over. */
  finished(context: RunContext, outcome: Outcome): void;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * Runs a command from its `before` to its `after` (`commands.md` §2.3). Never throws and never rejects. A command
 * that does not wait is done when this returns, without a promise, so that its turn can end at once.
 */
export function runCommand(
  host: RunHost,
  reports: RunReports,
  invocation: Invocation,
): MaybePromise<Outcome> {
  return new Run(host, reports, invocation).start();
}

class Run {
  readonly #reports: RunReports;
  readonly #command: CommandDefinition;
  readonly #context: RunContext;
  readonly #firstTurn: Turn;
  readonly #beginning: ReturnType<Turn["savepoint"]>;

  constructor(host: RunHost, reports: RunReports, invocation: Invocation) {
    this.#reports = reports;
    this.#command = invocation.command;
    this.#context = new RunContext(host, invocation);
    this.#firstTurn = reports.turns.requireTurn();
    this.#beginning = this.#firstTurn.savepoint();
  }

  start(): MaybePromise<Outcome> {
    try {
      const value = this.#begin();
      return isPromise(value) ? this.#goOn(value) : this.#end({ status: "ok", value });
    } catch (error) {
      return this.#endWith(error);
    }
  }

  async #goOn(promise: PromiseLike<unknown>): Promise<Outcome> {
    try {
      const value = await promise;
      return await this.#end({ status: "ok", value });
    } catch (error) {
      return await this.#endWith(error);
    }
  }

  #begin(): unknown {
    this.#checkNeeds();
    const { before } = this.#command;
    if (before === undefined) return this.#main();
    const first = before(this.#context);
    return isPromise(first) ? first.then(() => this.#main()) : this.#main();
  }

  #checkNeeds(): void {
    for (const need of this.#command.needs) {
      if (this.#context[need] === null) this.#context.fail(words.needs[need]);
    }
  }

  #main(): unknown {
    const { switches } = this.#context;
    if (!switches.ok) return this.#context.fail(`${switches.message}\n${this.#usage()}`);
    const input = { ...this.#readArguments(), switches: switches.values };
    return this.#command.run(this.#context, input);
  }

  #readArguments(): object {
    const { grammar, rawArgs } = this.#command;
    if (grammar.length === 0 && rawArgs) return {};
    const result = parseArguments(grammar, this.#context.argString, this.#context);
    if (result.ok) {
      this.#context.chooseObj(Object.values(result.values).flat());
      return result.values;
    }
    if (result.refused) return this.#context.fail(result.message);
    if (this.#context.argString === "") return this.#context.fail(this.#usage());
    return this.#context.fail(`${result.message}\n${this.#usage()}`);
  }

  #usage(): string {
    return words.usage(usageOf(this.#command, this.#context.name));
  }

  #endWith(error: unknown): MaybePromise<Outcome> {
    if (error instanceof RunEnding) return this.#end({ status: error.status });
    return this.#inTurn(() => {
      if (error instanceof Aborted) this.#tellCalledOff(error.reason);
      else this.#undoAndReport(error);
      return this.#end({ status: error instanceof Aborted ? "stopped" : "error" });
    });
  }

  /** Questions and what becomes of them are the affair of the session that was asked. */
  #tellCalledOff(reason: string): void {
    const text = words.calledOff(this.#command.key, reason);
    if (text !== null) this.#context.invocation.actor.session?.msg(text);
  }

  #undoAndReport(error: unknown): void {
    const turn = this.#reports.turns.requireTurn();
    if (this.#command.atomic) {
      if (turn === this.#firstTurn) turn.rollbackTo(this.#beginning);
      else turn.rollback();
    }
    this.#reports.reportError(this.#context, error, this.#command.atomic);
  }

  /** Calls `after`, whatever happened, and records how it ended. */
  #end(outcome: Outcome): MaybePromise<Outcome> {
    const { after } = this.#command;
    try {
      const last = after?.(this.#context, outcome);
      if (isPromise(last)) return this.#awaitAfter(last, outcome);
    } catch (error) {
      return this.#endOfAfter(error, outcome);
    }
    return this.#finish(outcome);
  }

  async #awaitAfter(last: PromiseLike<unknown>, outcome: Outcome): Promise<Outcome> {
    try {
      await last;
      return this.#finish(outcome);
    } catch (error) {
      return this.#endOfAfter(error, outcome);
    }
  }

  #endOfAfter(error: unknown, outcome: Outcome): MaybePromise<Outcome> {
    if (error instanceof RunEnding) return this.#finish(outcome);
    return this.#inTurn(() => {
      if (!(error instanceof Aborted)) this.#undoAndReport(error);
      return this.#finish({ status: error instanceof Aborted ? outcome.status : "error" });
    });
  }

  #finish(outcome: Outcome): Outcome {
    const kept = outcome.value === undefined ? { status: outcome.status } : outcome;
    this.#reports.finished(this.#context, kept);
    return kept;
  }

  /** After a foreign `await`, the run is outside of its turns; what remains to be said needs one. */
  #inTurn(work: () => MaybePromise<Outcome>): MaybePromise<Outcome> {
    const { turns } = this.#reports;
    if (turns.inTurn) return work();
    const { session, caller } = this.#context.invocation.actor;
    const lane = session === null ? "commands" : laneOf(session.id);
    return turns.run({ kind: "event", label: this.#command.key, lane, actor: caller }, () => work());
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

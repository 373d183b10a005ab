import "./command-signals.ts";
import type { Signals } from "../../model/signals.ts";
import type { AsyncScope } from "../../base/async-scope.ts";
import { foldText } from "../../base/fold-text.ts";
import type { Logger } from "../../base/logger.ts";
import { isGone, type Actor } from "../actor.ts";
import type { AvailableCommand } from "../declaration/definition.ts";
import type { ScriptedAnswers } from "../frames/scripted-answers.ts";
import type { Invocation } from "./invocation.ts";
import type { MergedEntry } from "../sets/merge.ts";
import { chooseRow, OfferedRows, type Offer } from "./offered-rows.ts";
import type { Outcome } from "./outcome.ts";
import { parseLine, type Match, type ParseResult } from "../parser/parser.ts";
import {
  availableCommand,
  describeHost,
  hostOf,
  hostsOf,
  setOf,
  type Reach,
  type ReachFinder,
} from "../sets/reach.ts";
import type { RunHost } from "./run-context.ts";
import { runCommand, type RunReports } from "./run-command.ts";
import type { RunningCommand } from "./running-command.ts";
import { suggest } from "../parser/suggest.ts";
import { words } from "../words.ts";

/** How many commands may run lines of one another before that is taken for a circle (`commands.md` §1). */
const deepestChain = 10;

/** Commands that answer to a situation (`commands.md` §5.3). */
const systemCommands = {
  noInput: "__noinput_command",
  noMatch: "__nomatch_command",
  multiMatch: "__multimatch_command",
} as const;

/** A line and what comes with it. */
export interface Line {
  readonly actor: Actor;
  readonly text: string;
  readonly extra: Readonly<Record<string, unknown>>;
  /** The commands whose code led to the line, the outermost first. */
  readonly chain: readonly string[];
  readonly answers: ScriptedAnswers | null;
  /** Is its caller told only why it failed? */
  readonly isQuiet: boolean;
}

export const noExtra: Line["extra"] = Object.freeze({});

/** A line that no command ran. */
export function lineOf(actor: Actor, text: string, extra: Line["extra"] = noExtra): Line {
  return { actor, text, extra, chain: [], answers: null, isQuiet: false };
}

export interface LineRunnerPorts {
  readonly running: AsyncScope<RunningCommand>;
  readonly logger: Logger;
  readonly signals: Signals;
  readonly reaches: ReachFinder;
  readonly host: RunHost;
  readonly reports: RunReports;
  /** Tells whoever sees what the actor's lines are answered with. */
  tell(actor: Actor, text: string): void;
}

type MaybePromise<T> = T | Promise<T>;

/** Finds the command that a line means and runs it, or answers that there is none (`commands.md` §5). */
export class LineRunner {
  readonly #ports: LineRunnerPorts;
  readonly #offered = new OfferedRows();

  constructor(ports: LineRunnerPorts) {
    this.#ports = ports;
  }

  /** The commands whose code runs now, the outermost first: a line that it executes belongs to their chain. */
  get chain(): readonly string[] {
    const running = this.#ports.running.current();
    // What a command left behind, such as a delay, runs in a fiber of its own and is no part of its chain.
    return running !== undefined && running.fiber === this.#ports.reports.turns.currentFiber
      ? running.chain
      : [];
  }

  /** The list that a line of the session may choose from; the next line finds none. */
  takeOffer(session: NonNullable<Actor["session"]>): Offer | null {
    return this.#offered.take(session);
  }

  /** Runs the row of the list that the line chooses; null when it chooses none. */
  choose(offer: Offer, typed: string, actor: Actor): MaybePromise<Outcome> | null {
    const reach = this.#ports.reaches.of(actor);
    const row = chooseRow(offer, typed, reach, this.#allowed(reach, actor));
    return row === null ? null : this.#runMatch(row.match, reach, lineOf(actor, row.text));
  }

  /** What the text would mean as a line of theirs. */
  parse(text: string, actor: Actor): ParseResult {
    const reach = this.#ports.reaches.of(actor);
    return parseLine(text.trim(), reach.commands.index, this.#allowed(reach, actor));
  }

  run(line: Line): MaybePromise<Outcome> {
    if (isGone(line.actor)) return { status: "stopped" };
    if (line.chain.length >= deepestChain) return this.#refuseCircle(line);
    const reach = this.#ports.reaches.of(line.actor);
    const result = parseLine(line.text.trim(), reach.commands.index, this.#allowed(reach, line.actor));
    switch (result.kind) {
      case "one":
        return this.#runMatch(result.match, reach, line);
      case "empty":
        return this.#runSystemCommand(reach, line, systemCommands.noInput, []) ?? { status: "ok" };
      case "several":
        return this.#manyMatches(result.matches, reach, line);
      case "outOfRange":
        this.#ports.tell(line.actor, words.outOfRange(result.wanted, result.matches.length));
        return { status: "unknown" };
      case "unknown":
        return this.#unknown(reach, line);
    }
  }

  /** Runs a system command of the line's caller; null when they have none of that key, or may not use it. */
  runSystem(line: Line, key: string): MaybePromise<Outcome> | null {
    return this.#runSystemCommand(this.#ports.reaches.of(line.actor), line, key, []);
  }

  #allowed(reach: Reach, actor: Actor): (entry: MergedEntry) => boolean {
    return (entry) => this.#ports.reaches.allowsEntry(entry, reach, actor);
  }

  #runMatch(match: Match, reach: Reach, line: Line): MaybePromise<Outcome> {
    const { name, rawName, rest } = match;
    return this.#invoke(match.entry, reach, line, { name, rawName, rest, matches: [] });
  }

  #invoke(
    entry: MergedEntry,
    reach: Reach,
    { actor, text, extra, chain, answers, isQuiet }: Line,
    typed: Pick<Invocation, "name" | "rawName" | "rest" | "matches">,
  ): MaybePromise<Outcome> {
    const { host, reaches, reports, running } = this.#ports;
    const { turns } = reports;
    const { command } = entry;
    const turn = turns.requireTurn();
    if (chain.length === 0) {
      turns.nameTurn(command.key);
      turn.actor = actor.caller;
    }
    const hosts = hostsOf(entry, reach, (each) => reaches.allows(command, actor, each));
    const on = hosts[0] ?? hostOf(entry, reach);
    const set = setOf(entry, reach);
    const invocation = {
      command,
      actor,
      host: on,
      hosts,
      set,
      rawString: text,
      extra,
      chain,
      answers,
      isQuiet,
      ...typed,
    };
    const scope: RunningCommand = { fiber: turns.currentFiber, chain: [...chain, command.key] };
    return running.run(scope, () => runCommand(host, reports, invocation));
  }

  #runSystemCommand(
    reach: Reach,
    line: Line,
    key: string,
    matches: readonly AvailableCommand[],
  ): MaybePromise<Outcome> | null {
    const entry = reach.commands.entries.find(({ command }) => command.isSystem && command.key === key);
    if (entry === undefined || !this.#ports.reaches.allowsEntry(entry, reach, line.actor)) return null;
    return this.#invoke(entry, reach, line, { name: key, rawName: key, rest: line.text.trim(), matches });
  }

  #manyMatches(matches: readonly Match[], reach: Reach, line: Line): MaybePromise<Outcome> {
    const available = matches.map(({ entry }) => availableCommand(entry, reach));
    const own = this.#runSystemCommand(reach, line, systemCommands.multiMatch, available);
    if (own !== null) return own;
    const rows = matches.map(({ entry, rawName }) => [rawName, describeHost(entry, reach)] as const);
    this.#ports.tell(line.actor, words.manyMatches(matches[0]?.rawName ?? "", rows));
    const { session } = line.actor;
    if (session !== null) this.#offered.offer(session, { reach, matches, text: line.text });
    return { status: "unknown" };
  }

  #unknown(reach: Reach, line: Line): MaybePromise<Outcome> {
    const own = this.#runSystemCommand(reach, line, systemCommands.noMatch, []);
    if (own !== null) return own;
    const { session } = line.actor;
    if (session !== null)
      this.#ports.signals.emit("commandUnknown", { session: session.id, line: line.text });
    const [typed = ""] = line.text.trim().split(/\s/u, 1);
    const { index } = reach.commands;
    const allowed = this.#allowed(reach, line.actor);
    const word = /^[^/]+/u.exec(typed.slice(index.prefixLength(typed)))?.[0] ?? typed;
    const meant = suggest(word, index.suggestible, 3, ({ entry }) => allowed(entry));
    const [nearest = ""] = meant;
    const isKnown = foldText(nearest) === foldText(word);
    this.#ports.tell(line.actor, isKnown ? words.notWithThat(nearest) : words.unknownCommand(typed, meant));
    return { status: "unknown" };
  }

  #refuseCircle({ actor, chain }: Line): Outcome {
    this.#ports.logger.error("Commands run one another in a circle", { chain });
    this.#ports.tell(actor, words.tooDeep(chain));
    return { status: "error" };
  }
}

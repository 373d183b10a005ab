import { Entity } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { Fiber } from "../model/turn/fiber.ts";
import type { TurnRunner } from "../model/turn/turn-runner.ts";
import { accessorOf, actorOf, type Actor } from "./actor.ts";
import { cleanLine, cleanLines } from "./clean-line.ts";
import type { CommandPorts } from "./command-ports.ts";
import { CommandStacks } from "./command-stacks.ts";
import type { AvailableCommand, ExecuteOptions, PreviousRun } from "./definition.ts";
import { completeArguments, completeName, type Completion } from "./complete.ts";
import { giveToFrame, type ReportFrameError } from "./frames/give-to-frame.ts";
import type { FrameEnd } from "./frames/input-frame.ts";
import { ScriptedAnswers } from "./frames/scripted-answers.ts";
import { declared } from "./game-types.ts";
import { Dialogs } from "./dialogs/dialogs.ts";
import { incidentId } from "./incident.ts";
import type { InputSource } from "./input-source.ts";
import type { Invocation } from "./invocation.ts";
import type { MergedEntry } from "./merge.ts";
import type { Outcome } from "./outcome.ts";
import { parseLine, type Match } from "./parser.ts";
import { availableCommand, describeHost, hostOf, ReachFinder, type Reach } from "./reach.ts";
import type { RunContext, RunHost } from "./run-context.ts";
import { runCommand, type RunReports } from "./run-command.ts";
import { scopeOf } from "./scope-of.ts";
import { suggest } from "./suggest.ts";
import { WaitingRuns } from "./waiting-runs.ts";
import { words } from "./words.ts";

/** How many commands may run lines of one another before that is taken for a circle (`commands.md` §1). */
const deepestChain = 10;

const systemCommands = {
  noInput: "__noinput_command",
  noMatch: "__nomatch_command",
  multiMatch: "__multimatch_command",
} as const;

/** Before a line, it asks for the line as it was typed. */
const nickBypass = "raw:";

const neverNicked: ReadonlySet<string> = new Set(["nick", "quit", "help"]);

type MaybePromise<T> = T | Promise<T>;

/** A line and what comes with it. */
interface Line {
  readonly actor: Actor;
  readonly text: string;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly chain: readonly string[];
  readonly answers: ScriptedAnswers | null;
}

/** Rows of a list that the session's next line may choose from. */
interface Pending {
  readonly reach: Reach;
  readonly matches: readonly Match[];
  readonly text: string;
}

const noExtra: Readonly<Record<string, unknown>> = Object.freeze({});

/** The way of a line from its session to the end of its command (`commands.md` §1). One for each world. */
export class CommandDispatcher implements RunHost, RunReports {
  /** The command sets of entities. */
  readonly stacks: CommandStacks;
  /** Pagers, menus and editors. */
  readonly dialogs: Dialogs;
  readonly #ports: CommandPorts;
  readonly #reaches: ReachFinder;
  readonly #idleWords: ReadonlySet<string>;
  readonly #previous = new WeakMap<object, PreviousRun>();
  readonly #pending = new WeakMap<InputSource, Pending>();
  readonly #waiting = new WaitingRuns();

  constructor(ports: CommandPorts) {
    this.#ports = ports;
    this.stacks = new CommandStacks({
      sets: ports.sets,
      undoWith: (undo) => {
        ports.game.turns.requireTurn();
        ports.game.turns.journal.record(undo);
      },
      defaultSet: (entity) => ports.defaultSet(entity),
    });
    this.#reaches = new ReachFinder(ports, this.stacks);
    this.dialogs = new Dialogs({
      game: this.game,
      replace: ports.replace,
      run: (session, line) => void this.executeAs(actorOf(session), line),
      fail: this.#failFrame,
    });
    this.#idleWords = new Set(["idle", ports.settings.idleWord.trim().toLowerCase()]);
  }

  get game(): Game {
    return declared<Game>(this.#ports.game);
  }

  get turns(): TurnRunner {
    return this.#ports.game.turns;
  }

  /** Letters that may stand before a command's name or be left out. */
  get ignoredPrefixes(): string {
    return this.#ports.settings.ignoredPrefixes;
  }

  get replyToAllSessions(): boolean | "auto" {
    return this.#ports.settings.replyToAllSessions;
  }

  /**
   * Takes a line that somebody typed; must run in a turn of the session. Never throws. A command that does not wait is
   * done when this returns; else the promise tells how it ended.
   */
  receive(session: InputSource, typed: string): MaybePromise<Outcome> {
    const text = cleanLine(typed);
    const isIdle = this.#idleWords.has(text.trim().toLowerCase());
    session.countLine(isIdle);
    if (isIdle) return { status: "stopped" };
    const taken = giveToFrame(this.turns, session, text, this.#failFrame);
    if (taken !== null) return taken;
    const actor = actorOf(session);
    this.#tellProblems(actor);
    const pending = this.#choosePending(session, text);
    return pending ?? this.#run(lineOf(actor, this.#withoutNicks(text, actor)));
  }

  /** Runs a line on behalf of somebody. It never answers a question; must run in a turn. */
  executeAs(
    actor: Actor,
    line: string,
    extra: Readonly<Record<string, unknown>> = noExtra,
  ): MaybePromise<Outcome> {
    return this.#run(lineOf(actor, cleanLines(line), extra));
  }

  /** Runs a line as an entity (`commands.md` §3); must run in a turn. */
  async executeCmd(entity: Entity, line: string, options: Omit<ExecuteOptions, "as"> = {}): Promise<Outcome> {
    const session = (options.session ?? null) as InputSource | null;
    return await this.executeAs(this.#actorOfEntity(entity, session), line, options.extra);
  }

  /**
   * Runs one of the commands with a key like `__unloggedin_look_command`, if the caller has it.
   *
   * @returns null when there is none
   */
  runSystem(session: InputSource, key: string): MaybePromise<Outcome> | null {
    const actor = actorOf(session);
    return this.#runSystemCommand(this.#reaches.of(actor), lineOf(actor, ""), key, []);
  }

  /**
   * Calls off what waits for the session: its questions, and commands that pause or wait. `unpuppet` spares what was
   * begun out of character, `reload` the menus and editors that the next world opens again.
   */
  callOff(session: InputSource, reason: FrameEnd): void {
    const isPuppetOnly = reason === "unpuppet";
    session.frames.end(reason, (frame) => {
      if (reason === "reload") return (frame.kept?.() ?? null) === null;
      return !isPuppetOnly || !frame.survivesUnpuppet;
    });
    this.#waiting.callOff(session, reason, (actor) => !isPuppetOnly || actor.puppet !== null);
  }

  /** What somebody may use now; an entity, as if it typed a line where it is. */
  available(who: Actor | Entity): readonly AvailableCommand[] {
    const actor = who instanceof Entity ? this.#actorOfEntity(who, null) : who;
    const reach = this.#reaches.of(actor);
    return reach.commands.entries
      .filter((entry) => !entry.command.isSystem && this.#reaches.allowsEntry(entry, reach, actor))
      .map((entry) => availableCommand(entry, reach));
  }

  /** What the caller's commands would be, and where each came from: for staff. */
  reachOf(actor: Actor): Reach {
    return this.#reaches.of(actor);
  }

  /** What the end of a line could become: the name of a command, or what it may be given. */
  complete(session: InputSource, line: string): Completion {
    const actor = actorOf(session);
    const reach = this.#reaches.of(actor);
    const allowed = (entry: MergedEntry): boolean => this.#reaches.allowsEntry(entry, reach, actor);
    const result = parseLine(line.trimStart(), reach.commands.index, allowed);
    if (result.kind === "one" && result.match.rest !== "") {
      const { entry, rest } = result.match;
      return completeArguments(entry.command, rest, scopeOf(this.game, actor));
    }
    return completeName(line.trimStart(), reach.commands.entries.filter(isShown).filter(allowed));
  }

  currentFiber(): Fiber {
    const fiber = this.turns.currentFiber;
    if (fiber === null) throw new TypeError("a command waits outside of any turn");
    return fiber;
  }

  waiting(context: RunContext, isWaiting: boolean): void {
    if (isWaiting) this.#waiting.add(context);
    else this.#waiting.remove(context);
    const { session } = context.invocation.actor;
    session?.noteWaiting(this.#waiting.keyOf(session));
  }

  allows(command: MergedEntry["command"], actor: Actor, host: object): boolean {
    return this.#reaches.allows(command, actor, host);
  }

  previous(actor: Actor): PreviousRun | null {
    return this.#previous.get(actor.session ?? actor.caller) ?? null;
  }

  async execute(context: RunContext, line: string, options: ExecuteOptions): Promise<Outcome> {
    const { actor, chain, command, answers } = context.invocation;
    const inherited = options.as === undefined ? answers : null;
    return await this.#run({
      actor: this.#actorFor(actor, options),
      text: cleanLines(line),
      extra: options.extra ?? noExtra,
      chain: [...chain, command.key],
      answers: options.answers === undefined ? inherited : new ScriptedAnswers(options.answers),
    });
  }

  finished(context: RunContext, outcome: Outcome): void {
    const { actor, command } = context.invocation;
    const { argString } = context;
    this.#previous.set(actor.session ?? actor.caller, { key: command.key, argString, outcome });
  }

  /** The line itself is not written down: it may hold a password. */
  reportError(context: RunContext, error: unknown, undone: boolean): void {
    const { actor, command } = context.invocation;
    const text = this.#writeDown(actor, error, undone, command.key);
    this.#tell(actor, text);
  }

  readonly #failFrame: ReportFrameError = (session, error, kind) =>
    session.msg(this.#writeDown(actorOf(session), error, true, kind));

  #choosePending(session: InputSource, text: string): MaybePromise<Outcome> | null {
    const pending = this.#pending.get(session);
    if (pending === undefined) return null;
    this.#pending.delete(session);
    const typed = text.trim();
    const match = /^\d{1,4}$/u.test(typed) ? pending.matches[Number(typed) - 1] : undefined;
    if (match === undefined) return null;
    const actor = actorOf(session);
    if (!this.#reaches.allowsEntry(match.entry, pending.reach, actor)) return null;
    return this.#runMatch(match, pending.reach, lineOf(actor, pending.text));
  }

  /** What a nick of the caller makes of a typed line (`commands.md` §15). */
  #withoutNicks(text: string, actor: Actor): string {
    if (text.toLowerCase().startsWith(nickBypass)) return text.slice(nickBypass.length);
    const replaced = (actor.puppet ?? actor.account)?.nicks.replace(text) ?? text;
    return replaced !== text && this.#isAlwaysReachable(text, actor) ? text : replaced;
  }

  /** Somebody who hid these behind a nick could neither take it back nor leave. */
  #isAlwaysReachable(text: string, actor: Actor): boolean {
    const reach = this.#reaches.of(actor);
    const result = parseLine(text.trim(), reach.commands.index, (entry) =>
      this.#reaches.allowsEntry(entry, reach, actor),
    );
    return result.kind === "one" && neverNicked.has(result.match.entry.command.key);
  }

  #run(line: Line): MaybePromise<Outcome> {
    if (line.chain.length >= deepestChain) return this.#refuseCircle(line);
    const reach = this.#reaches.of(line.actor);
    const result = parseLine(line.text.trim(), reach.commands.index, (entry) =>
      this.#reaches.allowsEntry(entry, reach, line.actor),
    );
    switch (result.kind) {
      case "one":
        return this.#runMatch(result.match, reach, line);
      case "empty":
        return this.#runSystemCommand(reach, line, systemCommands.noInput, []) ?? { status: "ok" };
      case "several":
        return this.#manyMatches(result.matches, reach, line);
      case "outOfRange":
        this.#tell(line.actor, words.outOfRange(result.wanted, result.matches.length));
        return { status: "unknown" };
      case "unknown":
        return this.#unknown(reach, line);
    }
  }

  #runMatch(match: Match, reach: Reach, line: Line): MaybePromise<Outcome> {
    const { name, rawName, rest } = match;
    return this.#invoke(match.entry, reach, line, { name, rawName, rest, matches: [] });
  }

  #invoke(
    entry: MergedEntry,
    reach: Reach,
    { actor, text, extra, chain, answers }: Line,
    words: Pick<Invocation, "name" | "rawName" | "rest" | "matches">,
  ): MaybePromise<Outcome> {
    const { command } = entry;
    const turn = this.turns.requireTurn();
    if (chain.length === 0) {
      this.turns.nameTurn(command.key);
      turn.actor = actor.caller;
    }
    const host = hostOf(entry, reach);
    return runCommand(this, this, { command, actor, host, rawString: text, extra, chain, answers, ...words });
  }

  /** Null when the caller has no such command, or may not use it. */
  #runSystemCommand(
    reach: Reach,
    line: Line,
    key: string,
    matches: readonly AvailableCommand[],
  ): MaybePromise<Outcome> | null {
    const entry = reach.commands.entries.find(({ command }) => command.isSystem && command.key === key);
    if (entry === undefined || !this.#reaches.allowsEntry(entry, reach, line.actor)) return null;
    return this.#invoke(entry, reach, line, { name: key, rawName: key, rest: line.text.trim(), matches });
  }

  #manyMatches(matches: readonly Match[], reach: Reach, line: Line): MaybePromise<Outcome> {
    const available = matches.map(({ entry }) => availableCommand(entry, reach));
    const own = this.#runSystemCommand(reach, line, systemCommands.multiMatch, available);
    if (own !== null) return own;
    const rows = matches.map(({ entry, name }) => [name, describeHost(entry, reach)] as const);
    this.#tell(line.actor, words.manyMatches(matches[0]?.rawName ?? "", rows));
    const { session } = line.actor;
    if (session !== null) this.#pending.set(session, { reach, matches, text: line.text });
    return { status: "unknown" };
  }

  #unknown(reach: Reach, line: Line): MaybePromise<Outcome> {
    const own = this.#runSystemCommand(reach, line, systemCommands.noMatch, []);
    if (own !== null) return own;
    const [typed = ""] = line.text.trim().split(/\s/u, 1);
    const { index } = reach.commands;
    const meant = suggest(typed.slice(index.prefixLength(typed)), index.suggestible, 3, ({ entry }) =>
      this.#reaches.allowsEntry(entry, reach, line.actor),
    );
    this.#tell(line.actor, words.unknownCommand(typed, meant));
    return { status: "unknown" };
  }

  #refuseCircle({ actor, chain }: Line): Outcome {
    this.#ports.game.logger.error("Commands run one another in a circle", { chain });
    this.#tell(actor, words.tooDeep(chain));
    return { status: "error" };
  }

  #actorFor(actor: Actor, { as, session }: ExecuteOptions): Actor {
    const given = session as InputSource | null | undefined;
    if (as === undefined) return given === undefined ? actor : { ...actor, session: given };
    const other = as as Actor["caller"];
    return "frames" in other ? actorOf(other) : this.#actorOfEntity(other, given ?? null);
  }

  #actorOfEntity(entity: Entity, session: InputSource | null): Actor {
    if (entity.kind === "account") {
      const puppet = session?.puppet ?? null;
      return { caller: puppet ?? entity, session, account: entity, puppet };
    }
    const puppet = entity as NonNullable<Actor["puppet"]>;
    return { caller: puppet, session, account: this.#ports.game.accountOf(puppet), puppet };
  }

  /** Sets that could not be loaded: their owner hears of it once, and has everything else. */
  #tellProblems({ session, account, puppet }: Actor): void {
    if (session === null) return;
    const problems = [session.commandSets, account, puppet].flatMap((host) => {
      if (host === null) return [];
      return "takeProblems" in host ? host.takeProblems() : this.stacks.takeProblems(host);
    });
    for (const problem of problems) session.msg(problem);
  }

  #tell(actor: Actor, text: string): void {
    const sessions = actor.session?.replySessions(this.replyToAllSessions);
    if (sessions === undefined) actor.caller.msg(text);
    else for (const session of sessions) session.msg(text);
  }

  #writeDown(actor: Actor, error: unknown, undone: boolean, label: string): string {
    const incident = incidentId(this.#ports.game.random);
    const caller = "ref" in actor.caller ? actor.caller.ref : null;
    const session = actor.session?.id ?? null;
    this.#ports.game.logger.error("A command failed", { incident, command: label, caller, session, error });
    const text = undone ? words.incident(incident) : words.incidentPartly(incident);
    if (!this.#ports.settings.showErrors && !this.#isDeveloper(actor)) return text;
    return `${text}\n${words.trace(error, this.#ports.settings.shortenPaths)}`;
  }

  #isDeveloper(actor: Actor): boolean {
    const session = actor.session?.id ?? null;
    return this.#ports.game.locks.checkText("perm(Developer)", accessorOf(actor), {}, { session });
  }
}

/** A line that no command ran. */
function lineOf(actor: Actor, text: string, extra: Line["extra"] = noExtra): Line {
  return { actor, text, extra, chain: [], answers: null };
}

function isShown({ command }: MergedEntry): boolean {
  return !command.isSystem && !command.hidden;
}

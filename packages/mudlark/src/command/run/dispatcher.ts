import { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import type { Fiber } from "../../model/turn/fiber.ts";
import type { TurnRunner } from "../../model/turn/turn-runner.ts";
import { actorOf, actorOfEntity, type Actor } from "../actor.ts";
import type { Session } from "../actors.ts";
import { cleanLine, cleanLines } from "../parser/clean-line.ts";
import type { CommandPorts } from "../command-ports.ts";
import type { CommandSet } from "../sets/command-set.ts";
import { CommandStacks } from "../sets/command-stacks.ts";
import { completeArguments, completeName, type Completion } from "../declaration/complete.ts";
import type { AvailableCommand, ExecuteOptions, PreviousRun } from "../declaration/definition.ts";
import { Dialogs } from "../dialogs/dialogs.ts";
import { FailureNotices } from "./failure-notices.ts";
import { giveToFrame, type ReportFrameError } from "../frames/give-to-frame.ts";
import type { FrameEnd } from "../frames/input-frame.ts";
import { ScriptedAnswers } from "../frames/scripted-answers.ts";
import { declared } from "../../model/game-types.ts";
import type { InputSource } from "../input-source.ts";
import { lineOf, LineRunner, noExtra } from "./line-runner.ts";
import type { MergedEntry } from "../sets/merge.ts";
import type { Outcome } from "./outcome.ts";
import { parseLine } from "../parser/parser.ts";
import { availableCommand, ReachFinder, type Reach } from "../sets/reach.ts";
import type { RunReports } from "./run-command.ts";
import type { RunContext, RunHost } from "./run-context.ts";
import { scopeOf } from "./scope-of.ts";
import { WaitingRuns } from "./waiting-runs.ts";

/** Before a line, it asks for the line as it was typed. */
const nickBypass = "raw:";

const neverNicked: ReadonlySet<string> = new Set(["nick", "quit", "help"]);

type MaybePromise<T> = T | Promise<T>;

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
  readonly #waiting = new WaitingRuns();
  readonly #lines: LineRunner;
  readonly #failures: FailureNotices;

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
    this.#failures = new FailureNotices(ports.game, ports.settings);
    this.#lines = new LineRunner({
      running: ports.running,
      logger: ports.game.logger,
      signals: ports.game.signals,
      reaches: this.#reaches,
      host: this,
      reports: this,
      tell: (actor, text) => this.#tell(actor, text),
    });
    const idleWord = ports.settings.idleWord.trim().toLowerCase();
    this.#idleWords = new Set(idleWord === "" ? ["idle"] : ["idle", idleWord]);
  }

  get game(): Game {
    return declared<Game>(this.#ports.game);
  }

  get turns(): TurnRunner {
    return this.#ports.game.turns;
  }

  /** Writes into the log what is wrong with a set: names that got lost, locks that cannot be read. */
  lint(set: CommandSet): void {
    this.#reaches.lint(set);
  }

  /** Letters that may stand before a command's name or be left out. */
  get ignoredPrefixes(): string {
    return this.#ports.settings.ignoredPrefixes;
  }

  /** Where commands are listed that name no category. */
  get usualCategory(): string {
    return this.#ports.settings.usualCategory;
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
    const offer = this.#lines.takeOffer(session);
    const taken = giveToFrame(this.turns, session, text, this.#failFrame);
    if (taken !== null) return taken;
    const actor = actorOf(session);
    this.#tellProblems(actor);
    const chosen = offer === null ? null : this.#lines.choose(offer, text, actor);
    return chosen ?? this.#lines.run(lineOf(actor, this.#withoutNicks(text, actor)));
  }

  /** Runs a line on behalf of somebody. It never answers a question; must run in a turn. */
  executeAs(
    actor: Actor,
    line: string,
    { extra = noExtra, answers, quiet = false }: Pick<ExecuteOptions, "extra" | "answers" | "quiet"> = {},
  ): MaybePromise<Outcome> {
    return this.#lines.run({
      actor,
      text: cleanLines(line),
      extra,
      chain: this.#lines.chain,
      answers: answers === undefined ? null : new ScriptedAnswers(answers),
      isQuiet: quiet,
    });
  }

  /** Runs a line as an entity (`commands.md` §3); must run in a turn. */
  async executeCmd(entity: Entity, line: string, options: Omit<ExecuteOptions, "as"> = {}): Promise<Outcome> {
    return await this.executeAs(this.#actorOfEntity(entity, options.session ?? null), line, options);
  }

  /**
   * Runs one of the commands with a key like `__unloggedin_look_command`, if the caller has it.
   *
   * @returns null when there is none
   */
  runSystem(session: InputSource, key: string): MaybePromise<Outcome> | null {
    return this.#lines.runSystem(lineOf(actorOf(session), ""), key);
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

  /**
   * What the end of a line could become: the name of a command, or what it may be given. Nothing, while the line would
   * answer a question. Only what the player may use and see is named.
   */
  complete(session: InputSource, line: string): Completion {
    const { top } = session.frames;
    if (top !== null && top.takes !== "nothing" && top.leavesCommands !== true)
      return { replaces: 0, values: [] };
    const actor = actorOf(session);
    const reach = this.#reaches.of(actor);
    const allowed = (entry: MergedEntry): boolean => this.#reaches.allowsEntry(entry, reach, actor);
    const result = parseLine(line.trimStart(), reach.commands.index, allowed);
    if (result.kind === "one" && result.match.rest !== "") {
      const { entry, rest } = result.match;
      return completeArguments(entry.command, rest, scopeOf(this.game, actor));
    }
    const typed = line.trimStart();
    const entries = reach.commands.entries.filter(isShown);
    const asTyped = completeName(typed, entries, allowed);
    if (asTyped.values.length > 0) return asTyped;
    return completeName(typed.slice(reach.commands.index.prefixLength(typed)), entries, allowed);
  }

  currentFiber(): Fiber | null {
    return this.turns.currentFiber;
  }

  waiting(context: RunContext, isWaiting: boolean): void {
    if (isWaiting) this.#waiting.add(context);
    else this.#waiting.remove(context);
    // After a foreign promise a run may wait outside of its turns, to come back into one.
    if (!this.turns.inTurn) return;
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
    const { actor, chain, command, answers, isQuiet } = context.invocation;
    const inherited = options.as === undefined ? answers : null;
    return await this.#lines.run({
      actor: this.#actorFor(actor, options),
      text: cleanLines(line),
      extra: options.extra ?? noExtra,
      chain: [...chain, command.key],
      answers: options.answers === undefined ? inherited : new ScriptedAnswers(options.answers),
      isQuiet: options.quiet ?? isQuiet,
    });
  }

  finished(context: RunContext, outcome: Outcome): void {
    const { actor, command } = context.invocation;
    const { argString } = context;
    this.#previous.set(actor.session ?? actor.caller, { key: command.key, argString, outcome });
  }

  reportError(context: RunContext, error: unknown, undone: boolean): void {
    const { actor, command } = context.invocation;
    this.#tell(actor, this.#failures.write(actor, error, undone, command.key));
  }

  readonly #failFrame: ReportFrameError = (session, error, kind) =>
    session.msg(this.#failures.write(actorOf(session), error, true, kind));

  /** Is no nick ever put in the place of that line? Who hid these could neither take the nick back nor leave. */
  isAlwaysReachable(line: string, actor: Actor): boolean {
    const result = this.#lines.parse(line, actor);
    return result.kind === "one" && neverNicked.has(result.match.entry.command.key);
  }

  /** What a nick of the caller makes of a typed line (`commands.md` §15). */
  #withoutNicks(text: string, actor: Actor): string {
    if (text.toLowerCase().startsWith(nickBypass)) return text.slice(nickBypass.length);
    const replaced = (actor.puppet ?? actor.account)?.nicks.replace(text) ?? text;
    return replaced !== text && this.isAlwaysReachable(text, actor) ? text : replaced;
  }

  #actorFor(actor: Actor, { as, session }: ExecuteOptions): Actor {
    if (as === undefined) {
      return session === undefined ? actor : { ...actor, session: declared<InputSource | null>(session) };
    }
    const other = declared<Actor["caller"]>(as);
    return "frames" in other ? actorOf(other) : this.#actorOfEntity(other, session ?? null);
  }

  #actorOfEntity(entity: Entity, session: Session | null): Actor {
    return actorOfEntity(entity, declared<InputSource | null>(session), (object) =>
      this.#ports.game.accountOf(object),
    );
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
}

function isShown({ command }: MergedEntry): boolean {
  return !command.isSystem && !command.hidden;
}

import type { Clock } from "../../base/clock.ts";
import { messageOf, type MudlarkError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { SessionId } from "../../base/session-id.ts";
import { laneOf } from "../../command/run/session-lane.ts";
import { gatewaySettingsOf } from "../../config/gateway-settings.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { WorldLink } from "../../link/link.ts";
import type { Effect, GatewayMessage, GatewaySettings, Incident, WorldCounts } from "../../link/messages.ts";
import { countWorld } from "./count-world.ts";
import type { RunningMarker } from "../../link/running-marker.ts";
import type { SessionState } from "../../link/session-state.ts";
import type { Turn } from "../../model/turn/turn.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import { mergeEffects } from "../../session/message-effects.ts";
import type { Session } from "../../session/session.ts";
import { markOf } from "../../session/turn-marks.ts";
import type { SessionMark } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import { CounterReports } from "./counter-reports.ts";
import { Departure } from "./departure.ts";
import type { EngineEdge, Engine } from "../engine.ts";
import { LineIntake, type WatchLine } from "./line-intake.ts";
import { Operator } from "../operator/operator.ts";
import { reportIncident } from "./report-incident.ts";
import { Resync, type SessionsMessage } from "./resync.ts";
import type { ServerHooks } from "./server-hooks.ts";
import { StoreOutage } from "./store-outage.ts";
import { UrgentNotices } from "./urgent-notices.ts";

/** No turn starts while this much output waits on the link (design §5, flow). */
const mostUnsent = 16 * 1024 * 1024;

export interface WorldServerParts {
  readonly config: ResolvedConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly marker: Pick<RunningMarker, "running" | "idle">;
  readonly watchLine: WatchLine | null;
  /** Where the world before this one hung, if that is known; once. */
  readonly takeHang: () => Error | null;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

/** The system command that greets a new connection. */
const loginScreen = "__unloggedin_look_command";

/**
 * The world's side of the link: takes sessions and their input in, and lets the output of durable turns out. Also
 * carries out what the gateway orders: hand over, go on, stop.
 */
export class WorldServer implements EngineEdge {
  readonly #parts: WorldServerParts;
  #counts: WorldCounts | null = null;
  readonly #notices: UrgentNotices;
  readonly #outage: StoreOutage;
  #link: WorldLink | null = null;
  #engine: Engine | null = null;
  #hooks: ServerHooks | null = null;
  #counters: CounterReports | null = null;
  #marks: readonly SessionMark[] = [];
  #lines: LineIntake | null = null;
  #gateway = "";
  #highestSession: SessionId = 0;
  #hasStarted = false;
  /** What staff are to read about timers that were taken out of service. */
  #suspensions: readonly string[] = [];

  constructor(parts: WorldServerParts) {
    this.#parts = parts;
    this.#notices = new UrgentNotices(
      () => this.#world.sessions,
      () => this.#link,
    );
    this.#outage = new StoreOutage({ clock: parts.clock, logger: parts.logger, notices: this.#notices });
  }

  /** Puts the engine in; it was built with this as its edge. */
  attach(engine: Engine, hooks: ServerHooks): void {
    this.#engine = engine;
    this.#lines = new LineIntake(engine, this.#parts.watchLine);
    this.#counters = new CounterReports(engine, (effects) => this.#link?.send({ type: "turns", effects }));
    this.#hooks = hooks;
    engine.game.signals.on("bansChanged", () => {
      engine.game.turns.requireTurn().onCommit(() => {
        this.#link?.send({ type: "settings", settings: this.#settings() });
      });
    });
  }

  /** What the store says was done, for the first gateway that comes. */
  remember(marks: readonly SessionMark[]): void {
    this.#marks = marks;
    this.#highestSession = marks.reduce((most, mark) => Math.max(most, mark.session), 0);
  }

  /** The store is open and the world is loaded: takes sessions from this gateway from here on. */
  serve(link: WorldLink): void {
    this.#link = link;
    link.onMessage((message) => this.#receive(message));
    link.onDrain(() => this.#game.turns.wake());
    link.send({
      type: "opened",
      highestSession: Math.max(this.#highestSession, this.#world.sessions.highestId),
      settings: this.#settings(),
    });
  }

  #settings(): GatewaySettings {
    const bans = this.#world.bans.all.filter(({ kind }) => kind === "address");
    return {
      ...gatewaySettingsOf(this.#parts.config),
      signIn: this.#world.game.charLogin.offer,
      counts: (this.#counts ??= countWorld(this.#world.game)),
      bans: bans.map(({ what, until }) => ({ address: what, until })),
    };
  }

  release(effects: readonly Effect[]): void {
    this.#link?.send({ type: "turns", effects: mergeEffects(effects) });
  }

  running(turn: Turn): void {
    this.#parts.marker.running(turn.kind, turn.label, turn.session, turn.line);
  }

  idle(): void {
    this.#parts.marker.idle();
  }

  isCongested(): boolean {
    return (this.#link?.unsent ?? 0) > mostUnsent;
  }

  marksFor(turn: Turn): SessionMark | null {
    return this.#engine === null ? null : markOf(turn, this.#engine.sessions, this.#gateway);
  }

  storeFailed(error: MudlarkError, willRetry: boolean): void {
    this.#outage.began(error, willRetry);
    if (!willRetry) this.#parts.exit(1);
  }

  storeRecovered(): void {
    this.#outage.ended();
  }

  /** Tells the staff now, whatever the world waits for. Markup. */
  tellStaff(text: string): void {
    this.#notices.toStaff(text);
  }

  /** The gateway is gone for so long that the players must be, too. */
  abandonSessions(): void {
    this.#track(
      "ending the lost sessions",
      this.#hookTurn("lost gateway", () => this.#endLost()),
    );
  }

  /** No gateway will come any more: saves everything and ends. */
  stopAlone(): void {
    this.#track("stopping", this.#departure().stop(""));
  }

  /** Something in the game asks the gateway, once its turn is durable. */
  request(verb: "reload" | "reset" | "shutdown", reason: string, session: SessionId | null): void {
    this.#game.turns
      .requireTurn()
      .onCommit(() => this.#link?.send({ type: "request", verb, reason, session }));
  }

  get #world(): Engine {
    if (this.#engine === null) throw new TypeError("no engine is attached");
    return this.#engine;
  }

  get #game(): Engine["game"] {
    return this.#world.game;
  }

  #receive(message: GatewayMessage): void {
    switch (message.type) {
      case "sessions":
        return this.#track("taking over the sessions", this.#takeSessions(message));
      case "connect":
        return this.#event(message.state.id, "connect", () => this.#connect(message.state));
      case "update":
        return this.#event(message.session, "update", () =>
          this.#world.sessions.update(message.session, message.patch),
        );
      case "disconnect":
        return this.#event(message.session, "disconnect", () =>
          this.#disconnect(message.session, message.reason),
        );
      case "input":
        return this.#lines?.take(message.input);
      case "handOver":
        return this.#track("handing over", this.#departure().handOver(message.mode, message.reason));
      case "resume":
        return this.#track("going on", this.#departure().goOn(message.error));
      case "retire":
        return this.#parts.exit(0);
      case "stop":
        return this.#track("stopping", this.#departure().stop(message.text));
      case "requestFailed":
        return this.#tellFailure(message.session, message.verb, message.error);
      case "control":
        return void this.#operate(message);
      case "refused":
        this.#parts.logger.error("the gateway refused this world", { reason: message.reason });
        return this.#parts.exit(1);
      case "takeOver":
      case "ping":
      case "pong":
        return undefined;
    }
  }

  async #takeSessions(message: SessionsMessage): Promise<void> {
    const { logger, config } = this.#parts;
    const isSame = this.#gateway === message.gateway;
    this.#gateway = message.gateway;
    await this.#start(message);
    const resync = new Resync(this.#world, config.accounts.sessionMode, logger);
    await this.#hookTurn("resync", () => {
      this.#forgetOtherGateways(message.gateway);
      this.#lines?.skip(resync.run(this.#compare(message, isSame), this.#marks));
      for (const { state } of message.closed) this.#confirmEnd(state.id);
      if (message.mode === "start" || message.mode === "reset") this.#world.entrance.dismissGuests();
      const wasRestarted = message.mode !== "start" && message.mode !== "relink";
      if (wasRestarted) this.#announce(config.lifecycle.messages.restarted);
      if (message.mode === "reload") {
        this.#game.signals.emit("serverReloaded", { sessions: message.sessions.length });
      }
      for (const session of this.#world.sessions.all({ includeUnloggedIn: true })) this.#greet(session);
    });
    this.#marks = [];
    this.#reportIncidents(message.incidents);
    this.#world.time.run();
    this.#world.services.begin();
    this.#counters?.begin(this.#parts.clock);
    this.#link?.send({ type: "ready" });
    // What the first search of the whole world would wait for, done while nobody waits.
    this.#parts.clock.after(1000, () => this.#game.prepareIndexes());
  }

  /**
   * After the link was lost and found: ends what only this world still knows, and gives what it does not know. All
   * sessions of another gateway are among the first (`sessions.md` §11.6).
   */
  #compare(message: SessionsMessage, isSame: boolean): SessionsMessage {
    const { sessions } = this.#world;
    if (!isSame) this.#endLost();
    const present = new Set(message.sessions.map(({ state }) => state.id));
    const reasons = new Map(message.closed.map(({ state, reason }) => [state.id, reason]));
    for (const session of sessions.all({ includeUnloggedIn: true })) {
      if (present.has(session.id)) continue;
      this.#world.entrance.end(session, reasons.get(session.id) ?? "lost", null);
    }
    if (!isSame) return message;
    const unknown = message.sessions.filter(({ state }) => sessions.get(state.id) === undefined);
    return { ...message, sessions: unknown, closed: [] };
  }

  /** The gateway of all sessions is gone. */
  #endLost(): void {
    const lost = this.#world.sessions.all({ includeUnloggedIn: true });
    this.#world.tickets.give(lost);
    for (const session of lost) this.#world.entrance.end(session, "lost", null);
  }

  /** Once in the life of this process: the start hooks, then the timers that are stored. */
  async #start({ mode, incidents }: SessionsMessage): Promise<void> {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    const hooks = this.#requireHooks();
    const warm = mode === "reload" || mode === "crash" || mode === "relink";
    await hooks.run("atServerInit", warm ? "atServerReloadStart" : "atServerColdStart", "atServerStart");
    const suspects = incidents.filter(({ kind, dropped }) => kind === "timer" && dropped);
    const labels = suspects.map(({ label }) => label);
    const reports = await this.#hookTurn("timers", () =>
      this.#world.time.begin({ cold: !warm, suspects: labels }),
    );
    this.#suspensions = reports;
    await hooks.tellScripts();
  }

  #connect(state: SessionState): void {
    const session = this.#world.sessions.add(state);
    this.#game.signals.emit("sessionOpened", { session: session.id });
    this.#greet(session);
  }

  /** The login screen, exactly once. */
  #greet(session: Session): void {
    if (session.isLoggedIn || session.greeted || session.isClosed) return;
    session.change({ greeted: true });
    void this.#world.dispatcher.runSystem(session, loginScreen);
  }

  #disconnect(id: SessionId, reason: string): void {
    const session = this.#world.sessions.get(id);
    if (session !== undefined) this.#world.entrance.end(session, reason, null);
    this.#lines?.forget(id);
    this.#confirmEnd(id);
  }

  #confirmEnd(session: SessionId): void {
    this.#game.turns.requireTurn().hold({ type: "ended", session } as Effect);
  }

  #departure(): Departure {
    const { config, store, logger, marker, exit } = this.#parts;
    return new Departure({
      engine: this.#world,
      hooks: this.#requireHooks(),
      messages: config.lifecycle.messages,
      store,
      logger,
      marker,
      link: this.#link,
      exit,
      announce: (text) => this.#announce(text),
      sendCounters: () => this.#counters?.send(),
    });
  }

  async #operate({ id, verb, args }: Extract<GatewayMessage, { readonly type: "control" }>): Promise<void> {
    const answer = await new Operator(this.#world).perform(verb, args).then(
      (result) => ({ error: null, result }),
      (error: unknown) => ({ error: messageOf(error), result: null }),
    );
    this.#link?.send({ type: "controlReply", id, ...answer });
  }

  #tellFailure(id: SessionId | null, verb: string, error: string): void {
    this.#parts.logger.error(`${verb} failed`, { error });
    const session = id === null ? undefined : this.#world.sessions.get(id);
    if (session === undefined) return;
    this.#event(session.id, verb, () =>
      session.msg({ text: `The ${verb} failed; nothing has changed.\n${error}`, options: { raw: false } }),
    );
  }

  #reportIncidents(incidents: readonly Incident[]): void {
    const { logger, takeHang, config } = this.#parts;
    for (const incident of incidents) {
      const text = reportIncident(incident, { logger, takeHang, directory: config.directory });
      this.#notices.toStaff(`|r${escapeMarkup(text)}|n`);
    }
    for (const suspension of this.#suspensions) {
      this.#parts.logger.error("a timer was suspended", { what: suspension });
      this.#notices.toStaff(`|r${escapeMarkup(suspension)}|n`);
    }
    this.#suspensions = [];
  }

  /** To everybody, at the login screen too. */
  #announce(text: string): void {
    if (this.#parts.config.lifecycle.broadcast) this.#world.sessions.announceAll(text);
  }

  #forgetOtherGateways(gateway: string): void {
    this.#game.turns.requireTurn().markChanged({
      addTo: (draft) => {
        draft.forgetGatewaysExcept = gateway;
      },
    });
  }

  #event(session: SessionId, label: string, work: () => void): void {
    this.#game.turns.enqueue({ kind: "event", label, lane: laneOf(session), session }, work);
  }

  #hookTurn<T>(label: string, work: () => T): Promise<T> {
    return this.#game.turns.run({ kind: "hook", label, lane: "server" }, work);
  }

  #requireHooks(): ServerHooks {
    if (this.#hooks === null) throw new TypeError("no hooks are attached");
    return this.#hooks;
  }

  /** What fails here leaves the world in no state to go on: better a fresh one than a wrong one. */
  #track(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#parts.logger.error(`${what} failed`, {
        error: error instanceof Error ? error : messageOf(error),
      });
      this.#parts.exit(1);
    });
  }
}

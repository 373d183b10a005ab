import type { Clock, Timer } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { normaliseAddress } from "../base/ip-address.ts";
import { countOf, makeSessionId, type SessionId } from "../base/session-id.ts";
import type { Effect, GatewaySettings, Incident, ServeMode } from "../link/messages.ts";
import type { SessionState } from "../link/session-state.ts";
import { Connection } from "./connection.ts";
import type { ConnectionOwner } from "./connection-owner.ts";
import type { Outlet } from "./input-road.ts";
import { AddressCount } from "./limits/address-count.ts";
import { AddressBans } from "./limits/address-bans.ts";
import { Admission } from "./limits/admission.ts";
import { notices, queueNotice } from "./notices.ts";
import { OutgoingCommand } from "./outgoing-command.ts";
import { OutgoingText } from "./outgoing-text.ts";
import { Outage } from "./outage.ts";
import type { Suspect, WorldLine, WorldSeat } from "./supervisor/world-seat.ts";
import { Views } from "./view.ts";
import type { Wire, WireEvents } from "./wire.ts";

export interface ConnectionsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this run of the gateway. */
  readonly gateway: string;
  readonly settings: GatewaySettings;
}

interface Ended {
  readonly state: SessionState;
  readonly reason: string;
  /** The first world that heard of the session. */
  readonly announcedIn: number;
  /** The last world that was told of its end. */
  toldIn: number;
}

/** This gateway's number in session ids. */
const gatewayNumber = 0;

/** How often connections that never log in are looked at. */
const sweepEveryMs = 5000;

/** How long a suspected line may keep all others waiting. */
const suspectPatienceMs = 10_000;

/** For a client of which nothing more is heard. */
const deaf: WireEvents = {
  ready() {},
  line() {},
  tooLong() {},
  command() {},
  flags() {},
  keepalive() {},
  callsFor() {},
  drained() {},
  ended() {},
  back() {},
  keyChanged() {},
};

/**
 * All connections, and the way between them and the world that serves. While none does, everything that happens is
 * remembered and told to the next one (`sessions.md` §11.7).
 */
export class Connections implements ConnectionOwner<Connection>, WorldSeat {
  readonly clock: Clock;
  readonly views = new Views();
  readonly #logger: Logger;
  readonly #gateway: string;
  readonly #all = new Set<Connection>();
  readonly #byId = new Map<SessionId, Connection>();
  readonly #addresses = new AddressCount();
  readonly #admission: Admission<Connection>;
  readonly #outage: Outage;
  readonly #sweep: Timer;
  #settings: GatewaySettings;
  #bans: AddressBans;
  /** The world that takes input. */
  #line: WorldLine | null = null;
  /** The way to it when no line is suspected. */
  #outlet: Outlet | null = null;
  /** Worlds introduced so far; also names the last one. */
  #worlds = 0;
  /** The one that served last. */
  #servedBy = 0;
  #highestCount = 0;
  #suspect: Suspect | null = null;
  #suspectTimer: Timer | null = null;
  /** Sessions of whose end no world has said that it is saved: the next world will have to know. */
  readonly #ended = new Map<SessionId, Ended>();
  #isCrashTold = false;

  constructor(options: ConnectionsOptions) {
    this.clock = options.clock;
    this.#logger = options.logger;
    this.#gateway = options.gateway;
    this.#settings = options.settings;
    this.#bans = new AddressBans(options.settings.bans);
    this.#admission = new Admission({
      clock: this.clock,
      perSecond: () => this.#settings.connectionsPerSecond,
      admit: (connection) => this.#admit(connection),
      queued: (connection, seconds) => connection.tell(queueNotice(this.#settings.gameName, seconds)),
    });
    this.#outage = new Outage({
      clock: this.clock,
      maxOutage: () => this.#settings.maxOutage,
      tell: () => this.tellAll(notices.waiting),
      giveUp: () => this.closeAll("outage", notices.outage),
    });
    this.#outage.begin();
    this.#sweep = this.clock.every(sweepEveryMs, () => this.#closeStrangers());
  }

  get settings(): GatewaySettings {
    return this.#settings;
  }

  get count(): number {
    return this.#all.size;
  }

  /** Sessions that are logged in. */
  get players(): number {
    return this.#countWhere((state) => state.uid !== null);
  }

  /** Sessions that play a character. */
  get inCharacter(): number {
    return this.#countWhere((state) => state.puid !== null);
  }

  /** False for a banned address, which the log then knows of. */
  isWelcome(address: string): boolean {
    const isBanned = this.#bans.includes(normaliseAddress(address), this.clock.now());
    if (isBanned) this.#logger.security("a banned address was refused", { address });
    return !isBanned;
  }

  /** Takes a client in, or tells it why not (null). */
  accept(wire: Wire, address: string): Connection | null {
    const connection = new Connection(wire, address, this);
    if (!this.isWelcome(address)) {
      this.#refuse(wire, notices.banned);
      return null;
    }
    if (!this.hasRoomFor(connection)) {
      this.#logger.security("too many connections from one address", { address });
      this.#refuse(wire, notices.refusedHere);
      return null;
    }
    this.#addresses.enter(connection.group);
    this.#all.add(connection);
    connection.start();
    return connection;
  }

  outletFor(connection: Connection): Outlet | null {
    if (this.#suspect === null || this.#line === null) return this.#outlet;
    const line = this.#line;
    const upTo = connection.id === this.#suspect.session ? this.#suspect.line : 0;
    return { send: (message) => line.send(message), upTo };
  }

  arrived(connection: Connection): void {
    if (!this.#admission.enter(connection.group, connection)) {
      return connection.close("outage", notices.refusedFull);
    }
    if (this.#outage.isOn && this.#servedBy > 0) connection.tell(notices.waiting);
  }

  /** Who is away does not count: all who are behind one address may lose their connections at once. */
  away({ group }: Connection): void {
    this.#addresses.leave(group);
  }

  hasRoomFor({ group }: Connection): boolean {
    return this.#addresses.hasRoom(group, this.#settings.connectionsPerIp);
  }

  back({ group }: Connection): void {
    this.#addresses.enter(group);
  }

  ended(connection: Connection, reason: string): void {
    this.#all.delete(connection);
    if (!connection.isAway) this.#addresses.leave(connection.group);
    this.#admission.leave(connection.group, connection);
    const state = connection.currentState();
    if (state === null) return;
    this.#byId.delete(state.id);
    const { announcedIn } = connection;
    if (announcedIn !== null && !connection.isClosedByWorld) {
      const toldIn = this.#line === null ? 0 : this.#servedBy;
      this.#ended.set(state.id, { state, reason, announcedIn, toldIn });
      this.#line?.send({ type: "disconnect", session: state.id, reason });
    }
    if (this.#suspect?.session === state.id) this.#endSuspicion();
  }

  hold(hasCrashed: boolean): void {
    this.#line = null;
    this.#outlet = null;
    this.#suspect = null;
    this.#suspectTimer?.cancel();
    this.#outage.begin();
    if (hasCrashed && !this.#isCrashTold) this.tellAll(notices.waiting);
    this.#isCrashTold ||= hasCrashed;
  }

  introduce(line: WorldLine, mode: ServeMode, incidents: readonly Incident[]): void {
    this.#worlds++;
    const sessions = [...this.#byId.values()].flatMap(
      (connection) => connection.snapshot(this.#worlds) ?? [],
    );
    const closed = [...this.#ended.values()].map(({ state, reason }) => ({ state, reason }));
    for (const ended of this.#ended.values()) ended.toldIn = this.#worlds;
    line.send({ type: "sessions", gateway: this.#gateway, mode, sessions, closed, incidents });
  }

  serve(line: WorldLine, suspect: Suspect | null, isBack: boolean): void {
    this.#servedBy = isBack ? this.#servedBy : this.#worlds;
    this.#line = line;
    this.#outlet = { send: (message) => line.send(message), upTo: Number.POSITIVE_INFINITY };
    this.#isCrashTold = false;
    this.#outage.end();
    this.#tellEnded(line);
    this.#suspectLine(suspect);
    for (const connection of this.#byId.values()) connection.worldReady(this.#servedBy, isBack);
    this.#acquitIfDone();
    this.#admission.open();
  }

  /** Who is connected, and what is known of them that the world must know alike. */
  facts(): readonly { readonly id: SessionId; readonly uid: number | null; readonly puid: number | null }[] {
    return [...this.#byId.values()].flatMap(({ state }) => {
      return state === null ? [] : [{ id: state.id, uid: state.uid, puid: state.puid }];
    });
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) this.#apply(effect);
  }

  useSettings(settings: GatewaySettings, highestSession: SessionId | null): void {
    this.#settings = settings;
    this.#bans = new AddressBans(settings.bans);
    if (highestSession !== null) this.#highestCount = Math.max(this.#highestCount, countOf(highestSession));
  }

  drop({ session, line }: Suspect, cause: Incident["cause"]): void {
    this.#byId.get(session)?.drop(line, cause === "hang" ? notices.hung : notices.died);
  }

  giveUp(): void {
    this.tellAll(notices.gaveUp);
  }

  tellAll(markup: string): void {
    const text = new OutgoingText("text", markup);
    for (const connection of this.#all) if (connection.isReady) connection.send(text);
  }

  closeAll(reason: string, text: string): void {
    for (const connection of this.#all) connection.close(reason, text);
  }

  /** Ends everything; no world hears of it. */
  stop(): void {
    this.#line = null;
    this.#outlet = null;
    this.#outage.end();
    this.#sweep.cancel();
    this.#suspectTimer?.cancel();
    this.closeAll("serverStop", notices.stopping);
  }

  #refuse(wire: Wire, markup: string): void {
    wire.start(deaf);
    wire.sendText(new OutgoingText("text", markup), this.views.of(wire.flags, this.#settings));
    wire.close("refused");
  }

  #admit(connection: Connection): void {
    // Before the first world said so, nobody knew.
    if (this.#bans.includes(connection.address, this.clock.now())) {
      return connection.close("banned", notices.banned);
    }
    const id = makeSessionId(gatewayNumber, ++this.#highestCount);
    this.#byId.set(id, connection);
    connection.admit(id);
    connection.worldReady(this.#servedBy, false);
  }

  #apply(effect: Effect): void {
    switch (effect.type) {
      case "text":
      case "prompt":
        return this.#show(effect.sessions, new OutgoingText(effect.type, effect.text));
      case "command":
        return this.#applyCommand(effect);
      case "state":
        return this.#byId.get(effect.session)?.change(effect);
      case "ack":
        return this.#acknowledge(effect.session, effect.number);
      case "unanswered":
        return this.#byId.get(effect.session)?.leaveUnanswered(effect);
      case "ended":
        return void this.#ended.delete(effect.session);
      case "close":
        return this.#byId.get(effect.session)?.closeForWorld(effect.reason, effect.text);
    }
  }

  #applyCommand({ sessions, command }: Extract<Effect, { readonly type: "command" }>): void {
    const { name, args, kwargs } = command;
    if (name === "text" || name === "prompt") {
      const [text] = args;
      if (typeof text === "string") this.#show(sessions, new OutgoingText(name, text, kwargs));
      return;
    }
    const outgoing = new OutgoingCommand(command);
    for (const id of sessions) this.#byId.get(id)?.sendCommand(outgoing);
  }

  #show(sessions: readonly SessionId[], text: OutgoingText): void {
    for (const id of sessions) this.#byId.get(id)?.send(text);
  }

  /** Whoever left since the world was introduced, or, to one that is back, since it was held. */
  #tellEnded(line: WorldLine): void {
    for (const [session, ended] of this.#ended) {
      if (ended.announcedIn > this.#servedBy) this.#ended.delete(session);
      else if (ended.toldIn !== this.#servedBy) {
        ended.toldIn = this.#servedBy;
        line.send({ type: "disconnect", session, reason: ended.reason });
      }
    }
  }

  #acknowledge(session: SessionId, number: number): void {
    this.#byId.get(session)?.acknowledge(number);
    if (this.#suspect?.session === session) this.#acquitIfDone();
  }

  /** A line that was running when a world died runs again before everything else, if it is still there. */
  #suspectLine(suspect: Suspect | null): void {
    this.#suspect = suspect;
    if (suspect === null) return;
    this.#suspectTimer = this.clock.after(suspectPatienceMs, () => this.#endSuspicion());
  }

  /** Ends the waiting when the suspected line is done, or gone. */
  #acquitIfDone(): void {
    if (this.#suspect === null) return;
    const { session, line } = this.#suspect;
    const acknowledged = this.#byId.get(session)?.acknowledged ?? line;
    if (acknowledged >= line) this.#endSuspicion();
  }

  #endSuspicion(): void {
    this.#suspect = null;
    this.#suspectTimer?.cancel();
    for (const connection of this.#byId.values()) connection.pump();
  }

  #closeStrangers(): void {
    const patience = this.#settings.preLoginTimeout * 1000;
    for (const connection of this.#all) {
      const { strangerFor } = connection;
      if (strangerFor !== null && strangerFor >= patience) connection.close("idle", notices.idle);
    }
  }

  #countWhere(test: (state: SessionState) => boolean): number {
    let count = 0;
    for (const { state } of this.#byId.values()) if (state !== null && test(state)) count++;
    return count;
  }
}

import type { Clock, Timer } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { countOf, makeSessionId, type SessionId } from "../base/session-id.ts";
import type { GatewayLink } from "../link/link.ts";
import type { Effect, GatewaySettings, Incident, ServeMode, SessionSnapshot } from "../link/messages.ts";
import type { SessionPatch, SessionState } from "../link/session-state.ts";
import { applyEffect } from "./apply-effect.ts";
import { Connection, type ConnectionHost } from "./connection.ts";
import { AddressCounts } from "./limits/address-counts.ts";
import { ConnectionQueue, type Waiting } from "./limits/connection-queue.ts";
import { notices, queueNotice } from "./notices.ts";
import { Outage } from "./outage.ts";
import type { Suspect, WorldSeat } from "./supervisor/world-seat.ts";
import type { Wire } from "./wire.ts";

/** What is sent to a world: the one thing about a link that matters here. */
export type WorldLine = Pick<GatewayLink, "send">;

interface Ended {
  readonly state: SessionState;
  readonly reason: string;
}

/** How long a suspected line may keep all others waiting, in milliseconds. */
const suspectPatience = 5000;
/** How often connections that never log in are looked at, in milliseconds. */
const sweepEvery = 5000;

/**
 * All connections, and the world that they talk to. While no world serves, everything that happens is remembered
 * and told to the next one (`sessions.md` §11.7).
 */
export class Connections implements ConnectionHost, WorldSeat {
  readonly clock: Clock;
  readonly #logger: Logger;
  /** Names this run of the gateway. */
  readonly #gateway: string;
  readonly #addresses = new AddressCounts();
  readonly #queue: ConnectionQueue;
  readonly #all = new Set<Connection>();
  readonly #byId = new Map<SessionId, Connection>();
  readonly #admitted = new Set<Connection>();
  readonly #places = new Map<Connection, Waiting>();
  /** Ended while no world was there to hear it. */
  readonly #ended = new Map<SessionId, Ended>();
  /** Of those, the ones that the world that is about to serve was told. */
  readonly #endedTold = new Set<SessionId>();
  /** Changes that the world has to hear once it serves. */
  readonly #changes = new Map<SessionId, SessionPatch>();
  readonly #sweep: Timer;
  #settings: GatewaySettings;
  #line: WorldLine | null = null;
  #suspect: Suspect | null = null;
  #suspectTimer: Timer | null = null;
  #outage: Outage | null;
  #lastCount = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly gateway: string;
    readonly settings: GatewaySettings;
  }) {
    this.clock = options.clock;
    this.#logger = options.logger;
    this.#gateway = options.gateway;
    this.#settings = options.settings;
    this.#queue = new ConnectionQueue(this.clock, () => this.#settings.connectionsPerSecond);
    this.#outage = this.#newOutage();
    this.#sweep = this.clock.every(sweepEvery, () => this.#closeStrangers());
  }

  get settings(): GatewaySettings {
    return this.#settings;
  }

  get isFlowing(): boolean {
    return this.#line !== null && this.#suspect === null;
  }

  get count(): number {
    return this.#all.size;
  }

  get loggedInCount(): number {
    let count = 0;
    for (const connection of this.#all) if (connection.isLoggedIn) count++;
    return count;
  }

  /** Why nobody else may come from this address, in words for the client; null when somebody may. */
  refusal(address: string): string | null {
    const limit = this.#settings.connectionsPerIp;
    if (limit > 0 && this.#addresses.of(address) >= limit) {
      this.#logger.security("too many connections from one address", { address });
      return notices.tooManyFromAddress;
    }
    return null;
  }

  /** Takes a client in. It waits for its turn, for its client to be known, and for a world. */
  add(wire: Wire): Connection {
    const connection = new Connection(wire, this);
    this.#all.add(connection);
    this.#addresses.add(wire.address);
    connection.open();
    const waiting: Waiting = {
      address: wire.address,
      admit: () => this.#admit(connection),
      mustWait: (seconds) => connection.notify(queueNotice(this.#settings.gameName, seconds)),
    };
    this.#places.set(connection, waiting);
    if (!this.#queue.join(waiting)) connection.close("flood", notices.tooManyWaiting);
    return connection;
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      applyEffect(effect, (id) => this.#byId.get(id));
      if (effect.type === "ack") this.#acknowledged(effect.session);
    }
  }

  useSettings(settings: GatewaySettings, highestSession: SessionId): void {
    this.#settings = settings;
    this.#lastCount = Math.max(this.#lastCount, countOf(highestSession));
    for (const connection of this.#all) connection.forgetAbilities();
  }

  hold(notice: string | null): void {
    this.#line = null;
    this.#endSuspicion();
    this.#outage ??= this.#newOutage();
    if (notice !== null) this.notifyAll(notice);
    for (const connection of this.#all) connection.regulate();
  }

  introduce(line: WorldLine, mode: ServeMode, incidents: readonly Incident[]): void {
    const sessions: SessionSnapshot[] = [];
    for (const { state, ledger } of this.#byId.values()) {
      sessions.push({ state, acknowledged: ledger.acknowledged });
    }
    this.#changes.clear();
    this.#endedTold.clear();
    for (const id of this.#ended.keys()) this.#endedTold.add(id);
    const closed = [...this.#ended.values()];
    line.send({ type: "sessions", gateway: this.#gateway, mode, sessions, closed, incidents });
  }

  serve(line: WorldLine, suspect: Suspect | null): void {
    this.#line = line;
    this.#outage?.end();
    this.#outage = null;
    this.#tellWhatHappened(line);
    for (const connection of this.#byId.values()) connection.ledger.rewind();
    if (suspect !== null && this.#replayAlone(suspect)) return;
    this.#flow();
  }

  giveUp(): void {
    this.#outage?.giveUp();
  }

  drop(session: SessionId, line: number): void {
    const connection = this.#byId.get(session);
    if (connection?.ledger.drop(line) === true) connection.notify(notices.lineDropped);
  }

  notifyAll(text: string): void {
    for (const connection of this.#all) if (connection.isReady) connection.notify(text);
  }

  closeAll(reason: string, text: string): void {
    for (const connection of this.#all) connection.close(reason, text);
  }

  /** Ends everything; nothing is told to any world any more. */
  stop(reason: string, text: string): void {
    this.#line = null;
    this.#endSuspicion();
    this.#outage?.end();
    this.#sweep.cancel();
    this.#queue.stop();
    this.closeAll(reason, text);
  }

  hasInput(connection: Connection): void {
    if (this.isFlowing && connection.isAnnounced) this.#send(connection);
    connection.regulate();
  }

  isReady(connection: Connection): void {
    if (this.#outage !== null) connection.notify(this.#outage.notice);
    this.#announceIfPossible(connection);
  }

  changed(connection: Connection, patch: SessionPatch): void {
    if (!connection.isAnnounced) return;
    const session = connection.id;
    if (this.#line !== null) return this.#line.send({ type: "update", session, patch });
    const before = this.#changes.get(session);
    const flags = { ...before?.flags, ...patch.flags };
    this.#changes.set(session, { ...before, ...patch, flags });
  }

  ended(connection: Connection, reason: string): void {
    this.#all.delete(connection);
    this.#admitted.delete(connection);
    this.#addresses.remove(connection.wire.address);
    const waiting = this.#places.get(connection);
    if (waiting !== undefined) this.#queue.leave(waiting);
    this.#places.delete(connection);
    if (!connection.isAnnounced) return;
    const { id, state } = connection;
    this.#byId.delete(id);
    this.#changes.delete(id);
    if (this.#line !== null) this.#line.send({ type: "disconnect", session: id, reason });
    else this.#ended.set(id, { state, reason });
    if (this.#suspect?.session === id) this.#endSuspicion();
    if (this.isFlowing) this.#flow();
  }

  #newOutage(): Outage {
    const { settings } = this;
    return new Outage(this.clock, {
      maxOutageSeconds: settings.maxOutage,
      notifyAll: (text) => this.notifyAll(text),
      closeAll: (reason, text) => this.closeAll(reason, text),
    });
  }

  #admit(connection: Connection): void {
    if (connection.isClosed) return;
    this.#places.delete(connection);
    this.#admitted.add(connection);
    this.#announceIfPossible(connection);
  }

  #announceIfPossible(connection: Connection): void {
    if (!this.isFlowing || !connection.isReady || !this.#admitted.delete(connection)) return;
    connection.announceAs(makeSessionId(0, ++this.#lastCount));
    this.#byId.set(connection.id, connection);
    this.#line?.send({ type: "connect", state: connection.state });
    this.#send(connection);
  }

  /** Everything between `introduce` and now. */
  #tellWhatHappened(line: WorldLine): void {
    for (const [session, { reason }] of this.#ended) {
      if (!this.#endedTold.has(session)) line.send({ type: "disconnect", session, reason });
    }
    this.#ended.clear();
    this.#endedTold.clear();
    for (const [session, patch] of this.#changes) line.send({ type: "update", session, patch });
    this.#changes.clear();
  }

  /** A line that was running when the world died runs before everything else. False when it is gone. */
  #replayAlone(suspect: Suspect): boolean {
    const connection = this.#byId.get(suspect.session);
    if (connection === undefined || connection.ledger.acknowledged >= suspect.line) return false;
    this.#suspect = suspect;
    this.#suspectTimer = this.clock.after(suspectPatience, () => {
      this.#endSuspicion();
      this.#flow();
    });
    this.#send(connection, suspect.line - connection.ledger.acknowledged);
    return true;
  }

  #endSuspicion(): void {
    this.#suspect = null;
    this.#suspectTimer?.cancel();
    this.#suspectTimer = null;
  }

  #acknowledged(session: SessionId): void {
    const connection = this.#byId.get(session);
    if (this.#suspect !== null) {
      const isDone = connection === undefined || connection.ledger.acknowledged >= this.#suspect.line;
      if (session !== this.#suspect.session || !isDone) return;
      this.#endSuspicion();
      return this.#flow();
    }
    if (connection === undefined || !this.isFlowing) return;
    this.#send(connection);
    connection.regulate();
  }

  #flow(): void {
    if (!this.isFlowing) return;
    for (const connection of this.#byId.values()) {
      this.#send(connection);
      connection.outageEnded();
      connection.regulate();
    }
    for (const connection of this.#admitted) this.#announceIfPossible(connection);
  }

  #send(connection: Connection, most?: number): void {
    const session = connection.id;
    for (const entry of connection.ledger.takeSendable(most)) {
      const { number } = entry;
      const input =
        entry.type === "line"
          ? ({ type: "line", session, number, text: entry.text } as const)
          : ({ type: "command", session, number, command: entry.command } as const);
      this.#line?.send({ type: "input", input });
    }
  }

  #closeStrangers(): void {
    const patience = this.#settings.preLoginTimeout * 1000;
    for (const connection of this.#all) {
      if (!connection.isLoggedIn && connection.silence >= patience) {
        connection.close("idle", notices.loginTimeout);
      }
    }
  }
}

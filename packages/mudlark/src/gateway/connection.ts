import type { Timer } from "../base/clock.ts";
import type { SessionId } from "../base/session-id.ts";
import type { NewInput } from "../link/input-ledger.ts";
import type { Command, Effect, GatewaySettings, SessionSnapshot } from "../link/messages.ts";
import type { ClientFlags, SessionPatch, SessionState } from "../link/session-state.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { clientWishes } from "../link/client-wishes.ts";
import { AbsentWire } from "./absent-wire.ts";
import { ClientOutput, type OutputClient } from "./client-output.ts";
import type { ConnectionOwner } from "./connection-owner.ts";
import { InputRoad } from "./input-road.ts";
import { addressGroup, normaliseAddress } from "../base/ip-address.ts";
import { InputLimits, type Verdict } from "./limits/input-limits.ts";
import { newSession } from "./new-session.ts";
import { notices } from "./notices.ts";
import { goodbye, type OutgoingCommand } from "./outgoing-command.ts";
import { OutgoingText } from "./outgoing-text.ts";
import { patienceWith } from "./patience.ts";
import { SharedState } from "./shared-state.ts";
import type { View } from "./view.ts";
import type { Wire, WireEnd, WireEvents } from "./wire.ts";

/** Lines kept for a client that has not been let in yet (`sessions.md` §4.1). */
const mostEarlyLines = 16;

/**
 * The gateway's half of a session: the client's wire, what both processes know about it, and its input on the way to
 * the world. It outlives worlds.
 */
export class Connection implements WireEvents, OutputClient {
  #address: string;
  #group: string;
  #wire: Wire;
  readonly #owner: ConnectionOwner<Connection>;
  readonly #road: InputRoad;
  readonly #connectedAt: number;
  readonly #limits: InputLimits;
  readonly #shared: SharedState;
  #announcedIn: number | null = null;
  #lastInput: number;
  #lastLine: number;
  #hasToldDropped = false;
  #isReady = false;
  #hasEnded = false;
  #closedByWorld = false;
  readonly #output: ClientOutput;
  /** Ends the session if the client does not come back before; null while it is there. */
  #absence: Timer | null = null;

  constructor(wire: Wire, address: string, owner: ConnectionOwner<Connection>) {
    this.#address = normaliseAddress(address);
    this.#group = addressGroup(address);
    this.#wire = wire;
    this.#owner = owner;
    this.#connectedAt = owner.clock.now();
    this.#lastInput = this.#connectedAt;
    this.#lastLine = owner.clock.monotonic();
    this.#limits = new InputLimits(owner);
    this.#shared = new SharedState(owner.clock);
    this.#road = new InputRoad(owner);
    this.#output = new ClientOutput(this);
  }

  get address(): string {
    return this.#address;
  }

  /** Addresses with the same group count as one for limits. */
  get group(): string {
    return this.#group;
  }

  /** Null before it was let in. */
  get id(): SessionId | null {
    return this.state?.id ?? null;
  }

  get state(): SessionState | null {
    return this.#shared.current;
  }

  get wire(): Wire {
    return this.#wire;
  }

  get settings(): GatewaySettings {
    return this.#owner.settings;
  }

  get view(): View {
    const flags = this.state?.flags ?? this.#wire.flags;
    return this.#owner.views.of(flags, this.#owner.settings);
  }

  /** Is its player asked something? */
  get isAsked(): boolean {
    return (this.state?.asking ?? null) !== null;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Is it kept for a client that broke off? */
  get isAway(): boolean {
    return this.#absence !== null;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Did the world itself end it? Then it need not be told. */
  get isClosedByWorld(): boolean {
    return this.#closedByWorld;
  }

  /** Which world, counted from the gateway's start, was the first to hear of it; null for none. */
  get announcedIn(): number | null {
    return this.#announcedIn;
  }

  /** Inputs up to this number are done. */
  get acknowledged(): number {
    return this.#road.acknowledged;
  }

  get #isLoggedIn(): boolean {
    return this.state !== null && this.state.uid !== null;
  }

  /** Milliseconds since the last line, or since it connected; null once it has logged in. */
  get strangerFor(): number | null {
    if (this.#isLoggedIn) return null;
    return this.#owner.clock.monotonic() - this.#lastLine;
  }

  start(): void {
    this.#wire.start(this);
  }

  callsFor(address: string): void {
    if (this.#hasEnded || this.#isReady) return;
    this.#owner.away(this);
    this.#address = normaliseAddress(address);
    this.#group = addressGroup(address);
    const hasRoom = this.#owner.hasRoomFor(this);
    this.#owner.back(this);
    if (!hasRoom) this.close("refused", notices.refusedHere);
  }

  /** Lets it in under its number. */
  admit(id: SessionId): void {
    const { address } = this;
    const { protocolKey, flags } = this.#wire;
    const times = { connTime: this.#connectedAt, lastInput: this.#lastInput };
    this.#shared.begin(newSession({ id, address, protocolKey, flags, ...times }));
  }

  /** What a world that starts to serve must know; null before it was let in. */
  snapshot(world: number): SessionSnapshot | null {
    const state = this.currentState();
    if (state === null) return null;
    this.#announcedIn ??= world;
    this.#shared.isKnown();
    return { state, acknowledged: this.#road.acknowledged };
  }

  /** A world is ready: it hears what it does not know yet, and what it has not done is to be sent again. */
  worldReady(world: number, hasMissedNews: boolean): void {
    const state = this.currentState();
    const outlet = this.#owner.outletFor(this);
    if (state === null || outlet === null) return;
    this.#hasToldDropped = false;
    if (this.#announcedIn === null || this.#announcedIn > world) {
      this.#announcedIn = world;
      this.#shared.isKnown();
      outlet.send({ type: "connect", state });
    } else if (hasMissedNews) {
      this.#shared.reportAgain();
    }
    this.#wire.showInput();
    if (this.#road.rewind()) this.tell(notices.unanswered);
    this.pump();
  }

  /** The state with what has not been written into it yet. */
  currentState(): SessionState | null {
    if (this.state !== null && this.state.cmdLast < this.#lastInput) {
      this.#shared.note({ cmdLast: this.#lastInput });
    }
    return this.state;
  }

  /** Sends as much of the waiting input as may go now. */
  pump(): void {
    const { id } = this;
    const outlet = this.#owner.outletFor(this);
    if (id === null || outlet === null || this.#announcedIn === null) return;
    this.#shared.tell(id, outlet);
    this.#road.send(id, outlet, () => this.pump());
  }

  acknowledge(number: number): void {
    if (this.#road.acknowledge(number)) this.pump();
  }

  /** Takes a line out for good because of what it did to the world. */
  drop(number: number, notice: string): void {
    if (this.#road.drop(number)) this.tell(notice);
  }

  /** What asked is gone: what was typed in answer is no command, and its player is told what was not used. */
  leaveUnanswered({ after, takes }: Extract<Effect, { readonly type: "unanswered" }>): void {
    const dropped = this.#road.dropAnswers(after, takes === "line" ? 1 : Infinity);
    if (dropped.length === 0) return;
    const open = dropped.filter((line) => line !== null);
    this.tell(open.length === 0 ? notices.unanswered : notices.unused(open.map(escapeMarkup)));
  }

  send(text: OutgoingText): void {
    if (!this.#hasEnded) this.#output.text(text);
  }

  sendCommand(command: OutgoingCommand): void {
    if (!this.#hasEnded) this.#output.command(command);
  }

  drained(): void {
    if (!this.#hasEnded) this.#output.drained();
  }

  /** Words of the gateway's own. */
  tell(markup: string): void {
    this.send(new OutgoingText("text", markup));
  }

  /** The world changed what is known about the session. */
  change({ revision, patch }: Extract<Effect, { readonly type: "state" }>): void {
    const { flags, ...rest } = patch;
    const wasLoggedIn = this.#isLoggedIn;
    this.#shared.note({ ...rest, revision });
    if (flags !== undefined) this.#wish(flags);
    const isLoggedIn = this.#isLoggedIn;
    if (isLoggedIn !== wasLoggedIn) this.#wire.setLoggedIn(isLoggedIn);
    if (rest.resumable === false) this.#wire.resumption?.revoke();
  }

  /** The world ends it. */
  closeForWorld(reason: string, text: string): void {
    this.#closedByWorld = true;
    this.close(reason, text);
  }

  /** Shows the text, if any, and closes. `reason` is a code of `sessions.md` §4.5. */
  close(reason: string, text: string): void {
    if (this.#hasEnded) return;
    if (text !== "") this.tell(text);
    if (text !== "" && this.#wire.flags.OOB === "gmcp") this.sendCommand(goodbye(text));
    this.#lose(reason);
  }

  ready(): void {
    if (this.#hasEnded) return;
    this.#isReady = true;
    this.#owner.arrived(this);
  }

  line(text: string, masked: boolean): void {
    if (this.#hasEnded) return;
    this.#lastInput = this.#owner.clock.now();
    this.#lastLine = this.#owner.clock.monotonic();
    if (!this.#passes(this.#limits.line(text))) return;
    if (!masked && this.#limits.isKeepalive(text) && this.#owner.outletFor(this) === null) return;
    if (!this.#take({ type: "line", text }, masked)) return;
    if (this.state?.flags.LOCALECHO === true && !masked) this.tell(escapeMarkup(text));
    this.pump();
  }

  tooLong(): void {
    this.tell(notices.long);
  }

  keepalive(): void {
    this.#lastInput = this.#owner.clock.now();
    this.#tellWorld({ cmdLast: this.#lastInput });
  }

  command(command: Command): void {
    if (this.#hasEnded) return;
    this.#lastInput = this.#owner.clock.now();
    if (!this.#passes(this.#limits.command())) return;
    if (this.#owner.outletFor(this) === null) this.#wish(clientWishes(command));
    if (this.#take({ type: "command", command })) this.pump();
  }

  #take(input: NewInput, isSecret = false): boolean {
    const isEarly = this.state === null && this.#road.size >= mostEarlyLines;
    if (!isEarly && this.#road.add(input, isSecret)) return true;
    if (!this.#hasToldDropped) this.tell(notices.dropped);
    this.#hasToldDropped = true;
    return false;
  }

  #passes(verdict: Verdict): boolean {
    switch (verdict) {
      case "take":
        return true;
      case "long":
        this.tooLong();
        return false;
      case "warn":
        this.tell(notices.fast);
        return false;
      case "drop":
        return false;
      case "flood":
        this.close("flood", notices.flood);
        return false;
    }
  }

  flags(patch: ClientFlags): void {
    this.#shared.noteFlags(patch);
    this.#tellWorld({ flags: patch });
  }

  #tellWorld(news: SessionPatch): void {
    this.#shared.report(news);
    this.#shared.tellSoon(() => this.pump());
  }

  /** Somebody wants flags changed: the wire does it, and may know of consequences. */
  #wish(flags: ClientFlags): void {
    const before = this.state?.flags;
    if (before === undefined) return;
    const changed = Object.fromEntries(
      Object.entries(flags).filter(([name, value]) => before[name] !== value),
    );
    if (Object.keys(changed).length === 0) return;
    this.#shared.noteFlags(changed);
    const consequences = this.#wire.setFlags(changed);
    const news = Object.entries(consequences).filter(([name, value]) => changed[name] !== value);
    if (news.length > 0) this.flags(Object.fromEntries(news));
  }

  ended(reason: WireEnd): void {
    if (this.#hasEnded) return;
    if (reason === "flood") return this.close("flood", notices.flood);
    const isStranger = this.strangerFor !== null;
    const patience = isStranger ? 0 : patienceWith(reason, this.#wire.resumption, this.#owner.settings);
    if (patience > 0) this.#goAway(patience);
    else this.#lose(reason === "left" || reason === "gone" ? "lost" : reason);
  }

  back(address: string): void {
    if (this.#hasEnded) return;
    this.#lastInput = this.#owner.clock.now();
    if (!this.isAway) this.#owner.away(this);
    this.#absence?.cancel();
    this.#absence = null;
    this.#address = normaliseAddress(address);
    this.#group = addressGroup(address);
    this.#owner.back(this);
    this.#changeHere({ linkDead: false, address: this.#address });
  }

  keyChanged(key: string | null): void {
    if (!this.#hasEnded && this.state?.csessid !== key) this.#changeHere({ csessid: key });
  }

  #goAway(seconds: number): void {
    if (this.#wire.resumption === null) this.#wire = new AbsentWire(this.#wire);
    this.#owner.away(this);
    this.#absence = this.#owner.clock.after(seconds * 1000, () => this.#lose("lost"));
    this.#changeHere({ linkDead: true });
  }

  /** Something that the gateway knows better than the world. */
  #changeHere(patch: Pick<SessionPatch, "linkDead" | "address" | "csessid">): void {
    this.#shared.note(patch);
    this.#shared.report(patch);
    this.pump();
  }

  #lose(reason: string): void {
    this.#hasEnded = true;
    this.#wire.close(reason);
    this.#absence?.cancel();
    this.#shared.close();
    this.#road.close();
    this.#owner.ended(this, reason);
  }
}

import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Logger } from "../../base/logger.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Hello } from "../../link/accept-world.ts";
import type { FromWorld, GatewayLink } from "../../link/link.ts";
import type { Incident, ServeMode } from "../../link/messages.ts";
import type { Running } from "../../link/running-marker.ts";
import { notices } from "../notices.ts";
import { Coroner } from "./coroner.ts";
import { RestartPolicy } from "./restart-policy.ts";
import { SupervisedWorld } from "./supervised-world.ts";
import type { WorldProcess, WorldRole } from "./world-process.ts";
import { WorldQuestions } from "./world-questions.ts";
import type { Suspect, WorldSeat } from "./world-seat.ts";

export interface SupervisorOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly seat: WorldSeat;
  readonly spawn: (role: WorldRole) => WorldProcess;
  /** What the last world was doing when it was last seen. */
  readonly readMarker: () => Running | null;
  /** Somebody in the game wants the server to end. */
  readonly onShutdown: (reason: string) => void;
  /** The very first world did not come up: there is no game to serve. */
  readonly onStillborn: () => void;
}

/** What the supervisor is about; `sessions.md` §11.5, §11.6 and the flow of a reload in design §2. */
type Phase =
  | "idle"
  /** A world was started and is not ready yet. */
  | "starting"
  | "serving"
  /** A world serves, another loads its code beside it. */
  | "checking"
  /** The old world flushes and lets go of the store. */
  | "handingOver"
  /** The new world opens the store. */
  | "takingOver"
  /** The new world failed; the old one takes the store again. */
  | "resuming"
  /** No world; the next try comes after a while. */
  | "waiting"
  | "gaveUp"
  | "stopping"
  | "stopped";

type Renewal = "reload" | "reset";

/** A reload or reset that somebody waits for. */
interface Asked {
  readonly mode: Renewal;
  readonly reason: string;
  readonly progress: (text: string) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const startPatience = 120_000;
const checkPatience = 60_000;
const handOverPatience = 20_000;
const relinkPatience = 15_000;
const stopPatience = 30_000;

/** Starts worlds, watches them, replaces them, and explains their deaths. */
export class Supervisor {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #seat: WorldSeat;
  readonly #options: SupervisorOptions;
  readonly #policy: RestartPolicy;
  readonly #coroner = new Coroner();
  readonly #questions = new WorldQuestions();
  readonly #worlds = new Map<number, SupervisedWorld>();
  #phase: Phase = "idle";
  #current: SupervisedWorld | null = null;
  #standby: SupervisedWorld | null = null;
  #asked: Asked | null = null;
  #incidents: Incident[] = [];
  #suspect: Suspect | null = null;
  #deadline: Timer | null = null;
  #readyAt: number | null = null;
  #restarts = 0;
  #hasServed = false;
  #onStopped: (() => void) | null = null;
  #stoppedCleanly = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#seat = options.seat;
    this.#policy = new RestartPolicy(options.clock);
  }

  get isServing(): boolean {
    return this.#phase === "serving" || this.#phase === "checking";
  }

  get status(): { readonly pid: number | null; state: string; readyAt: number | null; restarts: number } {
    return {
      pid: this.#current?.pid ?? null,
      state: this.isServing ? "serving" : phaseInWords(this.#phase),
      readyAt: this.isServing ? this.#readyAt : null,
      restarts: this.#restarts,
    };
  }

  start(): void {
    this.#startWorld("start");
  }

  /** A world of an earlier gateway may still run: gives it time to come back before another is started. */
  adopt(process: WorldProcess): void {
    this.#current = this.#watch(process, "start");
    this.#enter("starting", relinkPatience, () => {
      this.#logger.warn("the world of an earlier run did not come back");
      this.#current = null;
      this.#startWorld("start");
    });
  }

  /** A world has proved who it is. */
  linked(link: GatewayLink, hello: Hello): void {
    const world = this.#worlds.get(hello.pid);
    if (world === undefined || world.isRetired || world.hung) {
      link.send({ type: "refused", reason: "this world was not started by this gateway" });
      return link.close();
    }
    world.link?.close();
    world.link = link;
    link.onSilence(() => this.#silent(world));
    link.onClose(() => this.#unlinked(world, link));
    link.onMessage((message) => this.#hear(world, message));
  }

  /**
   * Replaces the world by one with the code as it is now; players stay connected.
   *
   * @throws Error with the reason, in words for the asker, when the old world goes on
   */
  renew(mode: Renewal, reason: string, progress: (text: string) => void = () => {}): Promise<void> {
    if (this.#phase === "gaveUp" || this.#phase === "waiting") {
      this.#policy.forget();
      this.#startWorld("crash");
      progress("No world was running; one is being started.");
      return Promise.resolve();
    }
    if (this.#phase !== "serving") {
      return Promise.reject(new Error(`not now: the world is ${phaseInWords(this.#phase)}`));
    }
    return new Promise((resolve, reject) => {
      this.#asked = { mode, reason, progress, resolve, reject };
      this.#standby = this.#spawn("standby", mode);
      progress("Checking the new code ...");
      this.#enter("checking", checkPatience, () => this.#abandonStandby("its code took too long to load"));
    });
  }

  /** Asks the serving world something on behalf of the command line. */
  ask(verb: string, args: JsonObject): Promise<JsonValue> {
    const link = this.isServing ? this.#current?.link : null;
    if (!link) return Promise.reject(new Error("no world is serving just now"));
    return this.#questions.ask(verb, args, (message) => link.send(message));
  }

  /** Ends the world. True when it said that everything is saved. */
  stop(text: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#onStopped = () => resolve(this.#stoppedCleanly);
      this.#fail("the server is stopping");
      this.#standby?.kill();
      const world = this.#current;
      this.#enter("stopping", stopPatience, () => world?.kill());
      if (world === null) return this.#finish(true);
      if (world.link === null) world.kill();
      else world.link.send({ type: "stop", text });
    });
  }

  #startWorld(mode: ServeMode): void {
    this.#current = this.#spawn("serve", mode);
    this.#enter("starting", startPatience, () => {
      this.#logger.error("the world did not become ready in time and is killed");
      this.#current?.kill();
    });
  }

  #spawn(role: WorldRole, mode: ServeMode): SupervisedWorld {
    return this.#watch(this.#options.spawn(role), mode);
  }

  #watch(process: WorldProcess, mode: ServeMode): SupervisedWorld {
    const world = new SupervisedWorld(process, mode);
    this.#worlds.set(world.pid, world);
    process.onExit((code, signal) => this.#exited(world, code, signal));
    return world;
  }

  #hear(world: SupervisedWorld, message: FromWorld): void {
    if (message.type === "turns") {
      if (world === this.#speaker) this.#seat.apply(message.effects);
      return;
    }
    if (world === this.#current) this.#hearCurrent(world, message);
    else if (world === this.#standby) this.#hearStandby(world, message);
  }

  /** Whose output reaches players: after `released` the new world's. */
  get #speaker(): SupervisedWorld | null {
    return this.#phase === "takingOver" ? this.#standby : this.#current;
  }

  #hearCurrent(world: SupervisedWorld, message: FromWorld): void {
    switch (message.type) {
      case "opened":
        return this.#opened(world, message);
      case "ready":
        if (this.#phase === "starting") this.#serve(world);
        return;
      case "settings":
        return this.#seat.useSettings(message.settings, 0);
      case "request":
        return this.#requested(world, message);
      case "controlReply":
        return this.#questions.answered(message);
      case "released":
        if (this.#phase === "handingOver") this.#takeOver(this.#asked?.mode ?? "reload");
        return;
      case "resumed":
        if (this.#phase === "resuming") this.#serve(world);
        return;
      case "stopped":
        this.#stoppedCleanly = true;
        return;
    }
  }

  #hearStandby(world: SupervisedWorld, message: FromWorld): void {
    switch (message.type) {
      case "checked":
        if (this.#phase === "checking") this.#handOver();
        return;
      case "checkFailed":
        return this.#abandonStandby(message.error);
      case "opened":
        return this.#opened(world, message);
      case "ready":
        if (this.#phase === "takingOver") this.#succeed(world);
        return;
    }
  }

  #opened(world: SupervisedWorld, opened: Extract<FromWorld, { readonly type: "opened" }>): void {
    if (world.link === null) return;
    this.#seat.useSettings(opened.settings, opened.highestSession);
    this.#seat.introduce(world.link, world.mode, this.#incidents);
  }

  #serve(world: SupervisedWorld): void {
    if (world.link === null) return;
    this.#enter("serving");
    this.#policy.serving();
    this.#hasServed = true;
    this.#readyAt = this.#clock.now();
    this.#incidents = [];
    const suspect = this.#suspect;
    this.#suspect = null;
    this.#logger.info("the world serves", { pid: world.pid, mode: world.mode });
    this.#seat.serve(world.link, suspect);
  }

  #requested(world: SupervisedWorld, request: Extract<FromWorld, { readonly type: "request" }>): void {
    const { verb, reason, session } = request;
    if (verb === "shutdown") return this.#options.onShutdown(reason);
    this.renew(verb, reason).catch((error: unknown) => this.#refuse(world, verb, session, messageOf(error)));
  }

  #refuse(world: SupervisedWorld, verb: Renewal, session: SessionId | null, error: string): void {
    world.link?.send({ type: "requestFailed", verb, session, error });
  }

  #handOver(): void {
    const { mode, reason, progress } = this.#asked ?? { mode: "reload", reason: "", progress: () => {} };
    progress("The new code is good. Handing over ...");
    this.#seat.hold(null);
    this.#current?.link?.send({ type: "handOver", mode, reason });
    this.#enter("handingOver", handOverPatience, () =>
      this.#returnToOld("the old world did not let go in time"),
    );
  }

  #takeOver(mode: ServeMode): void {
    const standby = this.#standby;
    if (standby?.link == null) return this.#returnToOld("the new world is gone");
    standby.mode = mode;
    this.#enter("takingOver", handOverPatience, () => standby.kill());
    standby.link.send({ type: "takeOver", mode });
  }

  #succeed(world: SupervisedWorld): void {
    const old = this.#current;
    if (old !== null) {
      old.isRetired = true;
      old.link?.send({ type: "retire" });
    }
    this.#current = world;
    this.#standby = null;
    this.#restarts++;
    this.#serve(world);
    this.#asked?.resolve();
    this.#asked = null;
  }

  /** The standby failed while the old world still served: nothing has happened. */
  #abandonStandby(why: string): void {
    if (this.#phase !== "checking") return;
    this.#discardStandby();
    this.#enter("serving");
    this.#logger.warn("the new code was refused; the old world goes on", { error: why });
    this.#fail(why);
  }

  /** The standby failed after the old world let go. */
  #returnToOld(why: string): void {
    this.#discardStandby();
    this.#logger.error("the new world failed; the old one goes on", { error: why });
    this.#fail(why);
    const old = this.#current;
    if (old?.link == null) return this.#died("death");
    this.#enter("resuming", handOverPatience, () => old.kill());
    old.link.send({ type: "resume", error: why });
  }

  #discardStandby(): void {
    const standby = this.#standby;
    this.#standby = null;
    if (standby === null) return;
    standby.isRetired = true;
    standby.kill();
  }

  #fail(why: string): void {
    this.#asked?.reject(new Error(why));
    this.#asked = null;
  }

  /** 15 s without a word from a world: its event loop hangs. */
  #silent(world: SupervisedWorld): void {
    if (world.isRetired || world.hung) return;
    this.#logger.error("the world does not answer and is killed", { pid: world.pid });
    world.hung = true;
    world.kill();
  }

  /** The line is gone; the process may come back by itself, and may be dying. */
  #unlinked(world: SupervisedWorld, link: GatewayLink): void {
    if (world.link !== link) return;
    world.link = null;
    if (world !== this.#current || !this.#isAtWork) return;
    this.#questions.failAll("the world went away");
    this.#abandonStandby("the old world went away");
    this.#seat.hold(null);
    world.mode = "relink";
    this.#enter("starting", relinkPatience, () => world.kill());
  }

  get #isAtWork(): boolean {
    return this.isServing || this.#phase === "resuming";
  }

  #exited(world: SupervisedWorld, code: number | null, signal: string | null): void {
    this.#worlds.delete(world.pid);
    world.link?.close();
    world.link = null;
    if (world.isRetired) return;
    if (world === this.#standby) return this.#standbyDied();
    if (world !== this.#current) return;
    this.#logger[this.#phase === "stopping" ? "info" : "error"]("the world ended", {
      pid: world.pid,
      code,
      signal,
    });
    if (this.#phase === "stopping") return this.#finish(this.#stoppedCleanly);
    if (this.#phase === "takingOver") return;
    if (this.#phase === "handingOver") return this.#takeOver("crash");
    this.#died(world.hung ? "hang" : "death");
  }

  #standbyDied(): void {
    if (this.#phase === "checking")
      return this.#abandonStandby("the new world ended before its code was checked");
    this.#returnToOld("the new world ended before it could serve");
  }

  #died(cause: "hang" | "death"): void {
    this.#current = null;
    this.#questions.failAll("the world went away");
    this.#discardStandby();
    this.#fail("the world went away");
    if (!this.#hasServed) {
      this.#enter("gaveUp");
      return this.#options.onStillborn();
    }
    this.#seat.hold(notices.stumbled);
    this.#examine(cause);
  }

  #examine(cause: "hang" | "death"): void {
    const running = this.#options.readMarker();
    const verdict = this.#coroner.examine(running, cause);
    this.#logger.error("the world died", { cause, running, explained: verdict.isExplained });
    if (verdict.incident !== null) this.#incidents.push(verdict.incident);
    if (verdict.drop !== null) this.#seat.drop(verdict.drop.session, verdict.drop.line);
    this.#suspect = verdict.suspect;
    const wait = this.#policy.died(verdict.isExplained);
    this.#restarts++;
    if (wait === null) {
      this.#logger.error("three unexplained deaths in a minute: no further try is made until someone asks");
      this.#enter("gaveUp");
      return this.#seat.giveUp();
    }
    this.#enter("waiting", wait, () => this.#startWorld("crash"));
  }

  #finish(cleanly: boolean): void {
    this.#stoppedCleanly = cleanly;
    this.#enter("stopped");
    this.#onStopped?.();
  }

  #enter(phase: Phase, patience?: number, tooLong?: () => void): void {
    this.#deadline?.cancel();
    this.#deadline = null;
    this.#phase = phase;
    if (patience !== undefined && tooLong !== undefined) {
      this.#deadline = this.#clock.after(patience, tooLong);
    }
  }
}

function phaseInWords(phase: Phase): string {
  switch (phase) {
    case "idle":
    case "starting":
      return "starting";
    case "serving":
      return "serving";
    case "checking":
    case "handingOver":
    case "takingOver":
      return "reloading";
    case "resuming":
    case "waiting":
      return "restarting";
    case "gaveUp":
    case "stopped":
      return "stopped";
    case "stopping":
      return "stopping";
  }
}

import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Logger } from "../../base/logger.ts";
import type { Hello } from "../../link/accept-world.ts";
import type { FromWorld, GatewayLink } from "../../link/link.ts";
import type { Effect, ServeMode } from "../../link/messages.ts";
import type { Running } from "../../link/running-marker.ts";
import { Coroner, type Cause } from "./coroner.ts";
import { phaseInWords, type Phase } from "./phase.ts";
import { RestartPolicy } from "./restart-policy.ts";
import { SupervisedWorld } from "./supervised-world.ts";
import type { WorldProcess, WorldRole } from "./world-process.ts";
import { WorldQuestions } from "./world-questions.ts";
import type { WorldSeat } from "./world-seat.ts";

export interface SupervisorOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly seat: WorldSeat;
  readonly spawn: (role: WorldRole) => WorldProcess;
  /** What the world that just died was doing; the answer is given once. */
  readonly takeMarker: () => Running | null;
  /** A world serves; its pid is worth writing down. */
  readonly onServing: (pid: number) => void;
  /** Somebody in the game wants the server to end. */
  readonly onShutdown: (reason: string) => void;
  /** The very first world did not come up: there is no game to serve. */
  readonly onStillborn: (why: string) => void;
}

export type Renewal = "reload" | "reset";

/** A reload or reset that somebody waits for. */
interface Asked {
  readonly mode: Renewal;
  readonly reason: string;
  readonly progress: (text: string) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const startPatienceMs = 120_000;
const checkPatienceMs = 60_000;
const handOverPatienceMs = 20_000;
const relinkPatienceMs = 15_000;
const retirePatienceMs = 10_000;
const stopPatienceMs = 30_000;

/** Starts worlds, watches them, replaces them, and explains their deaths. */
export class Supervisor {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #seat: WorldSeat;
  readonly #options: SupervisorOptions;
  readonly #policy: RestartPolicy;
  readonly #coroner = new Coroner();
  readonly #questions = new WorldQuestions();
  readonly #worlds = new Set<SupervisedWorld>();
  #phase: Phase = "idle";
  #current: SupervisedWorld | null = null;
  #standby: SupervisedWorld | null = null;
  #asked: Asked | null = null;
  /** The standby that has to be gone before the old world may go on, and what was wrong with it. */
  #failed: SupervisedWorld | null = null;
  #failure = "";
  #deadline: Timer | null = null;
  #readyAt: number | null = null;
  #restarts = 0;
  #hasServed = false;
  #stopText: string | null = null;
  #stopDeadline: Timer | null = null;
  #hasSaved = false;
  readonly #stopped = Promise.withResolvers<boolean>();

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#seat = options.seat;
    this.#policy = new RestartPolicy(options.clock);
  }

  get phase(): Phase {
    return this.#phase;
  }

  get isServing(): boolean {
    return this.#phase === "serving" || this.#phase === "checking";
  }

  get status(): { readonly pid: number | null; state: string; readyAt: number | null; restarts: number } {
    return {
      pid: this.#current?.pid ?? null,
      state: phaseInWords(this.#phase),
      readyAt: this.isServing ? this.#readyAt : null,
      restarts: this.#restarts,
    };
  }

  start(): void {
    this.#startWorld("start");
  }

  /** A world of an earlier gateway runs still: gives it time to come back before another is started. */
  adopt(process: WorldProcess): void {
    const world = this.#watch(process, "relink", false);
    this.#current = world;
    this.#enter("starting", relinkPatienceMs, () => {
      this.#logger.warn("the world of an earlier run did not come back", { pid: world.pid });
      world.isRetired = true;
      this.#startWorld("start");
    });
  }

  /** A world has proved who it is. */
  linked(link: GatewayLink, hello: Hello): void {
    const world = this.#expected(hello);
    if (world === null) {
      link.send({ type: "refused", reason: "this gateway does not wait for this world" });
      return link.close();
    }
    world.link = link;
    world.isCertain = true;
    if (world === this.#current && this.#phase === "starting") this.#waitForStart(world);
    link.onSilence(() => this.#silent(world));
    link.onClose(() => this.#unlinked(world, link));
    link.onMessage((message) => this.#hear(world, message));
  }

  /**
   * Replaces the world by one with the code as it is now; players stay connected.
   *
   * @throws Error with the reason, in words for the asker; the old world goes on then
   */
  renew(mode: Renewal, reason: string, progress: (text: string) => void = () => {}): Promise<void> {
    if (this.#stopText !== null) return Promise.reject(new Error("the server is stopping"));
    if (this.#asked !== null) return Promise.reject(new Error("another reload is under way"));
    const isDown = this.#phase === "gaveUp" || this.#phase === "waiting";
    if (!isDown && this.#phase !== "serving") {
      return Promise.reject(new Error(`not now: the world is ${phaseInWords(this.#phase)}`));
    }
    return new Promise((resolve, reject) => {
      this.#asked = { mode, reason, progress, resolve, reject };
      if (isDown) return this.#startAgain(progress);
      progress("Checking the new code ...");
      this.#standby = this.#watch(this.#options.spawn("standby"), mode);
      this.#enter("checking", checkPatienceMs, () =>
        this.#refuseStandby("the new code took too long to load"),
      );
    });
  }

  /** Asks the serving world something on behalf of the command line. */
  ask(verb: string, args: JsonObject): Promise<JsonValue> {
    const link = this.isServing ? this.#current?.link : null;
    if (!link) return Promise.reject(new Error("no world is serving just now"));
    return this.#questions.ask(verb, args, (message) => link.send(message));
  }

  /**
   * Ends the world. True when it said that everything is saved. Asked a second time, it waits for nothing.
   *
   * @param text what the players are told
   */
  stop(text: string): Promise<boolean> {
    if (this.#stopText !== null) this.#killAll();
    else {
      this.#stopText = text;
      this.#stopDeadline = this.#clock.after(stopPatienceMs, () => this.#killAll());
      this.#stopIfPossible();
    }
    return this.#stopped.promise;
  }

  #startAgain(progress: (text: string) => void): void {
    progress("No world was running. One is being started ...");
    this.#policy.forget();
    this.#startWorld(this.#hasServed ? "crash" : "start");
  }

  #startWorld(mode: ServeMode): void {
    this.#current = this.#watch(this.#options.spawn("serve"), mode);
    this.#waitForStart(this.#current);
  }

  #waitForStart(world: SupervisedWorld): void {
    this.#enter("starting", startPatienceMs, () => {
      this.#logger.error("the world is not ready yet and is killed", { pid: world.pid });
      world.kill();
    });
  }

  #watch(process: WorldProcess, mode: ServeMode, isCertain = true): SupervisedWorld {
    const world = new SupervisedWorld(process, mode, isCertain);
    this.#worlds.add(world);
    process.onExit((code, signal) => this.#exited(world, code, signal));
    return world;
  }

  #expected(hello: Hello): SupervisedWorld | null {
    for (const world of [this.#standby, this.#current]) {
      const isOpen = world !== null && !world.isRetired && !world.hung;
      if (isOpen && world.pid === hello.pid && (world.link === null || world.link.isClosed)) return world;
    }
    return null;
  }

  #hear(world: SupervisedWorld, message: FromWorld): void {
    if (world.isRetired) return;
    switch (message.type) {
      case "turns":
        return this.#heardTurns(world, message.effects);
      case "checked":
        return this.#isNow("checking", world === this.#standby) ? this.#handOver() : undefined;
      case "checkFailed":
        if (world === this.#standby) return this.#standbyFailed(message.error);
        world.failure = message.error;
        return;
      case "opened":
        return this.#isOpening(world) ? this.#opened(world, message) : undefined;
      case "ready":
        return this.#isOpening(world) ? this.#ready(world) : undefined;
      case "released":
        return this.#isNow("handingOver", world === this.#current) ? this.#takeOver() : undefined;
      case "resumed":
        return this.#isNow("resuming", world === this.#current) ? this.#serve(world, true) : undefined;
      case "settings":
        return this.#seat.useSettings(message.settings, null);
      case "request":
        return this.#requested(world, message);
      case "controlReply":
        return this.#questions.answered(message);
      case "stopped":
        this.#hasSaved = true;
        this.#clock.after(retirePatienceMs, () => world.kill());
        return;
      case "hello":
        return;
    }
  }

  #heardTurns(world: SupervisedWorld, effects: readonly Effect[]): void {
    if (world === this.#standby) world.hold(effects);
    else if (world === this.#current && this.#phase !== "takingOver") this.#seat.apply(effects);
  }

  #isNow(phase: Phase, isRightWorld: boolean): boolean {
    if (this.#phase === phase && isRightWorld) return true;
    this.#logger.warn("a world said something that does not fit", { phase: this.#phase });
    return false;
  }

  /** Is this the world that is going to serve? */
  #isOpening(world: SupervisedWorld): boolean {
    return world === this.#standby
      ? this.#isNow("takingOver", true)
      : this.#isNow("starting", world === this.#current);
  }

  #ready(world: SupervisedWorld): void {
    if (world === this.#standby) this.#succeed(world);
    else this.#serve(world, false);
  }

  #opened(world: SupervisedWorld, opened: Extract<FromWorld, { readonly type: "opened" }>): void {
    if (world.link === null) return;
    this.#seat.useSettings(opened.settings, opened.highestSession);
    this.#seat.introduce(world.link, world.mode, this.#coroner.incidents);
  }

  #serve(world: SupervisedWorld, isBack: boolean): void {
    if (world.link === null) return;
    this.#enter("serving");
    this.#policy.serving();
    this.#hasServed = true;
    this.#readyAt = this.#clock.now();
    this.#logger.info("the world serves", { pid: world.pid, mode: isBack ? "resumed" : world.mode });
    this.#options.onServing(world.pid);
    this.#seat.serve(world.link, this.#coroner.closeCases(), isBack);
    this.#settle(isBack ? this.#failure : null);
    this.#stopIfPossible();
  }

  /** Tells who waits for a reload how it went. */
  #settle(failure: string | null): void {
    const asked = this.#asked;
    this.#asked = null;
    if (failure === null) asked?.resolve();
    else asked?.reject(new Error(failure));
  }

  #requested(world: SupervisedWorld, request: Extract<FromWorld, { readonly type: "request" }>): void {
    const { verb, reason, session } = request;
    if (verb === "shutdown") return this.#options.onShutdown(reason);
    this.renew(verb, reason).catch((error: unknown) =>
      world.link?.send({ type: "requestFailed", verb, session, error: messageOf(error) }),
    );
  }

  #handOver(): void {
    const { mode = "reload", reason = "", progress } = this.#asked ?? {};
    progress?.("The new code loads. The world hands over ...");
    this.#seat.hold(false);
    this.#current?.link?.send({ type: "handOver", mode, reason });
    this.#enter("handingOver", handOverPatienceMs, () =>
      this.#standbyFailed("the old world did not let go in time"),
    );
  }

  #takeOver(): void {
    const standby = this.#standby;
    const link = standby?.link;
    if (!link) return this.#standbyFailed("the new world is gone");
    this.#enter("takingOver", handOverPatienceMs, () =>
      this.#standbyFailed("the new world was not ready in time"),
    );
    link.send({ type: "takeOver", mode: standby.mode });
  }

  #succeed(world: SupervisedWorld): void {
    const old = this.#current;
    if (old !== null) this.#retire(old);
    this.#restarts++;
    this.#installStandby(world);
    this.#serve(world, false);
  }

  #retire(old: SupervisedWorld): void {
    old.isRetired = true;
    old.link?.send({ type: "retire" });
    this.#clock.after(retirePatienceMs, () => {
      if (this.#worlds.has(old)) old.kill();
    });
  }

  #standbyFailed(why: string): void {
    if (this.#phase === "checking") this.#refuseStandby(why);
    else if (this.#phase === "handingOver" || this.#phase === "takingOver") this.#fallBack(why);
  }

  /** The standby failed while the old world still served: nothing has happened. */
  #refuseStandby(why: string): void {
    this.#logger.warn("the new code was refused; the old world goes on", { error: why });
    this.#discardStandby();
    this.#enter("serving");
    this.#settle(why);
    this.#stopIfPossible();
  }

  /** The standby failed after the old world was asked to let go: it goes on once the other cannot disturb it. */
  #fallBack(why: string): void {
    this.#logger.error("the new world failed; the old one goes on", { error: why });
    this.#failure = why;
    this.#failed = this.#discardStandby();
    this.#enter("fallingBack");
    if (this.#failed === null || !this.#worlds.has(this.#failed)) this.#resume();
  }

  #resume(): void {
    const old = this.#current;
    if (old === null) return this.#died(null, "death");
    this.#enter("resuming", handOverPatienceMs, () => old.kill());
    if (old.link === null) old.kill();
    else old.link.send({ type: "resume", error: this.#failure });
  }

  #discardStandby(): SupervisedWorld | null {
    const standby = this.#standby;
    this.#standby = null;
    if (standby === null) return null;
    standby.isRetired = true;
    standby.kill();
    return standby;
  }

  /** 15 s without a word from a world: its event loop hangs. */
  #silent(world: SupervisedWorld): void {
    if (world.hung) return;
    this.#logger.error("the world does not answer and is killed", { pid: world.pid });
    world.hung = true;
    world.kill();
  }

  /** The line is gone; the process may be dying, or may come back by itself. */
  #unlinked(world: SupervisedWorld, link: GatewayLink): void {
    if (world.link !== link) return;
    world.link = null;
    if (world.isRetired) return;
    if (world === this.#standby) return this.#standbyFailed("the new world went away");
    if (world !== this.#current) return;
    this.#questions.failAll("the world went away");
    if (this.#phase === "takingOver") return this.#goOnWithStandby(world);
    if (this.#phase === "stopping" || this.#phase === "fallingBack" || this.#phase === "starting") return;
    this.#discardStandby();
    this.#settle("the world went away");
    this.#seat.hold(false);
    world.mode = "relink";
    this.#enter("starting", relinkPatienceMs, () => world.kill());
  }

  #exited(world: SupervisedWorld, code: number | null, signal: string | null): void {
    this.#worlds.delete(world);
    const { link } = world;
    world.link = null;
    link?.close();
    if (this.#phase === "fallingBack" && world === this.#failed) return this.#resume();
    if (world.isRetired) return;
    if (world === this.#standby) return this.#standbyFailed("the new world ended before it could serve");
    if (world !== this.#current) return;
    if (this.#phase === "stopping") return this.#finish(this.#hasSaved);
    if (!world.isCertain) return this.#startWorld("start");
    this.#logger.error("the world ended", { pid: world.pid, code, signal });
    if (this.#phase === "takingOver") return this.#goOnWithStandby(world);
    this.#died(world, world.hung ? "hang" : "death");
  }

  /** The frozen world is gone: there is nothing to fall back to any more. */
  #goOnWithStandby(old: SupervisedWorld): void {
    const standby = this.#standby;
    if (standby === null) return this.#died(old, "death");
    old.isRetired = true;
    old.kill();
    this.#installStandby(standby);
    this.#waitForStart(standby);
  }

  #installStandby(standby: SupervisedWorld): void {
    this.#current = standby;
    this.#standby = null;
    this.#seat.apply(standby.takeHeld());
  }

  #died(world: SupervisedWorld | null, cause: Cause): void {
    this.#current = null;
    this.#questions.failAll("the world went away");
    this.#discardStandby();
    const running = this.#options.takeMarker();
    const verdict = this.#coroner.examine(running, cause);
    this.#logger.error("the world died", { cause, running, isExplained: verdict.isExplained });
    this.#seat.hold(this.#hasServed);
    if (verdict.drop !== null) this.#seat.drop(verdict.drop, cause);
    this.#restarts++;
    const failure = world?.failure ?? null;
    const why = failure ?? (verdict.isExplained ? "the world was brought down" : "the world ended");
    this.#settle(why);
    if (!this.#hasServed || failure !== null) return this.#giveUp(why);
    const wait = this.#policy.died(verdict.isExplained);
    if (wait === null) return this.#giveUp("the world died three times within a minute");
    this.#enter("waiting", wait, () => this.#startWorld("crash"));
    this.#stopIfPossible();
  }

  #giveUp(why: string): void {
    this.#logger.error("no world is started any more until somebody asks for a reload", { error: why });
    this.#enter("gaveUp");
    if (this.#hasServed) this.#seat.giveUp();
    else this.#options.onStillborn(why);
    this.#stopIfPossible();
  }

  /** A stop waits while the store changes hands; it is then a matter of seconds. */
  #stopIfPossible(): void {
    if (this.#stopText === null) return;
    switch (this.#phase) {
      case "idle":
      case "waiting":
      case "gaveUp":
        return this.#finish(true);
      case "starting":
        this.#enter("stopping");
        if (this.#current?.isCertain !== true) return this.#finish(true);
        return this.#current.kill();
      case "serving":
      case "checking":
        this.#discardStandby();
        this.#settle("the server is stopping");
        this.#enter("stopping");
        this.#current?.link?.send({ type: "stop", text: this.#stopText });
        return;
      case "handingOver":
      case "takingOver":
      case "fallingBack":
      case "resuming":
      case "stopping":
      case "stopped":
        return;
    }
  }

  #killAll(): void {
    this.#logger.error("the world did not stop in time and is killed");
    const isThere = this.#current?.isCertain === true && this.#worlds.has(this.#current);
    this.#discardStandby();
    for (const world of this.#worlds) world.kill();
    this.#enter("stopping");
    if (!isThere) this.#finish(false);
  }

  #finish(hasSaved: boolean): void {
    this.#stopDeadline?.cancel();
    this.#settle("the server is stopping");
    this.#enter("stopped");
    for (const world of this.#worlds) world.kill();
    this.#stopped.resolve(hasSaved);
  }

  #enter(phase: Phase, patienceMs?: number, tooLong?: () => void): void {
    this.#deadline?.cancel();
    this.#deadline = null;
    this.#phase = phase;
    if (patienceMs !== undefined && tooLong !== undefined) {
      this.#deadline = this.#clock.after(patienceMs, tooLong);
    }
  }
}

import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Logger } from "../../base/logger.ts";
import type { Hello } from "../../link/accept-world.ts";
import type { FromWorld, GatewayLink } from "../../link/link.ts";
import type { Effect, ServeMode } from "../../link/messages.ts";
import { Coroner, type Cause } from "./coroner.ts";
import { CurrentPhase } from "./current-phase.ts";
import { PendingRenewal, type Renewal } from "./pending-renewal.ts";
import { PendingStop } from "./pending-stop.ts";
import { Handover } from "./handover.ts";
import { phaseInWords, type Phase } from "./phase.ts";
import { RestartPolicy } from "./restart-policy.ts";
import type { SupervisedWorld } from "./supervised-world.ts";
import type { SupervisorOptions } from "./supervisor-options.ts";
import type { WorldProcess } from "./world-process.ts";
import { WorldQuestions } from "./world-questions.ts";
import type { WorldSeat } from "./world-seat.ts";
import { Worlds } from "./worlds.ts";

const startPatienceMs = 120_000;
const relinkPatienceMs = 15_000;

/** Starts worlds, watches them, replaces them, and explains their deaths. */
export class Supervisor {
  readonly #logger: Logger;
  readonly #seat: WorldSeat;
  readonly #options: SupervisorOptions;
  readonly #policy: RestartPolicy;
  readonly #coroner = new Coroner();
  readonly #questions = new WorldQuestions();
  readonly #renewal = new PendingRenewal();
  readonly #worlds: Worlds;
  readonly #phase: CurrentPhase;
  readonly #stop: PendingStop;
  readonly #handover: Handover;
  #readyAt: number | null = null;
  #restarts = 0;
  #hasServed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#seat = options.seat;
    this.#policy = new RestartPolicy(options.clock);
    this.#worlds = new Worlds(options.clock);
    this.#phase = new CurrentPhase(options.clock);
    this.#stop = new PendingStop(options.clock);
    this.#handover = new Handover({
      logger: options.logger,
      seat: options.seat,
      worlds: this.#worlds,
      phase: this.#phase,
      renewal: this.#renewal,
      onRefused: () => this.#stopIfPossible(),
      onLost: () => this.#died(null, "death"),
    });
  }

  get phase(): Phase {
    return this.#phase.name;
  }

  get isServing(): boolean {
    return this.#phase.name === "serving" || this.#phase.name === "checking";
  }

  get status(): { readonly pid: number | null; state: string; readyAt: number | null; restarts: number } {
    return {
      pid: this.#worlds.current?.pid ?? null,
      state: phaseInWords(this.#phase.name),
      readyAt: this.isServing ? this.#readyAt : null,
      restarts: this.#restarts,
    };
  }

  start(): void {
    this.#startWorld("start");
  }

  /** A world of an earlier gateway runs still: gives it time to come back before another is started. */
  adopt(process: WorldProcess): void {
    const world = this.#watch(this.#worlds.seat(process, "relink", false));
    this.#phase.enter("starting", relinkPatienceMs, () => {
      this.#logger.warn("the world of an earlier run did not come back", { pid: world.pid });
      world.isRetired = true;
      this.#startWorld("start");
    });
  }

  /** A world has proved who it is. */
  linked(link: GatewayLink, hello: Hello): void {
    const world = this.#worlds.expected(hello);
    if (world === null) {
      link.send({ type: "refused", reason: "this gateway does not wait for this world" });
      return link.close();
    }
    world.link = link;
    world.isCertain = true;
    if (world === this.#worlds.current && this.#phase.name === "starting") this.#waitForStart(world);
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
    if (this.#stop.text !== null) return Promise.reject(new Error("the server is stopping"));
    if (this.#renewal.isOpen) return Promise.reject(new Error("another reload is under way"));
    const isDown = this.#phase.name === "gaveUp" || this.#phase.name === "waiting";
    if (!isDown && this.#phase.name !== "serving") {
      return Promise.reject(new Error(`not now: the world is ${phaseInWords(this.#phase.name)}`));
    }
    const renewed = this.#renewal.open(mode, reason, progress);
    if (isDown) this.#startAgain();
    else this.#check(mode);
    return renewed;
  }

  /** Asks the serving world something on behalf of the command line. */
  ask(verb: string, args: JsonObject): Promise<JsonValue> {
    const link = this.isServing ? this.#worlds.current?.link : null;
    if (!link) return Promise.reject(new Error("no world is serving just now"));
    return this.#questions.ask(verb, args, (message) => link.send(message));
  }

  /**
   * Ends the world. True when it said that everything is saved. Asked a second time, it waits for nothing.
   *
   * @param text what the players are told
   */
  stop(text: string): Promise<boolean> {
    if (this.#stop.text !== null) this.#killAll();
    else {
      this.#stop.begin(text, () => this.#killAll());
      this.#stopIfPossible();
    }
    return this.#stop.over;
  }

  #check(mode: Renewal): void {
    this.#renewal.tell("Checking the new code ...");
    this.#watch(this.#worlds.prepare(this.#options.spawn("standby"), mode));
    this.#handover.begin();
  }

  #startAgain(): void {
    this.#renewal.tell("No world was running. One is being started ...");
    this.#policy.forget();
    this.#startWorld(this.#hasServed ? "crash" : "start");
  }

  #startWorld(mode: ServeMode): void {
    this.#waitForStart(this.#watch(this.#worlds.seat(this.#options.spawn("serve"), mode)));
  }

  #waitForStart(world: SupervisedWorld): void {
    this.#phase.enter("starting", startPatienceMs, () => {
      this.#logger.error("the world is not ready yet and is killed", { pid: world.pid });
      world.kill();
    });
  }

  #watch(world: SupervisedWorld): SupervisedWorld {
    world.process.onExit((code, signal) => this.#exited(world, code, signal));
    return world;
  }

  #hear(world: SupervisedWorld, message: FromWorld): void {
    if (world.isRetired) return;
    switch (message.type) {
      case "turns":
        return this.#heardTurns(world, message.effects);
      case "checked":
        return this.#isNow("checking", world === this.#worlds.standby) ? this.#handover.checked() : undefined;
      case "checkFailed":
        if (world === this.#worlds.standby) return this.#handover.failed(message.error);
        world.failure = message.error;
        return;
      case "opened":
        return this.#isOpening(world) ? this.#opened(world, message) : undefined;
      case "ready":
        return this.#isOpening(world) ? this.#ready(world) : undefined;
      case "released":
        return this.#isNow("handingOver", world === this.#worlds.current)
          ? this.#handover.released()
          : undefined;
      case "resumed":
        return this.#isNow("resuming", world === this.#worlds.current) ? this.#serve(world, true) : undefined;
      case "settings":
        return this.#seat.useSettings(message.settings, null);
      case "request":
        return this.#requested(world, message);
      case "controlReply":
        return this.#questions.answered(message);
      case "stopped":
        this.#stop.hasSaved = true;
        return this.#worlds.killLater(world);
      case "hello":
        return;
    }
  }

  #heardTurns(world: SupervisedWorld, effects: readonly Effect[]): void {
    if (world === this.#worlds.standby) world.hold(effects);
    else if (world === this.#worlds.current && this.#phase.name !== "takingOver") this.#seat.apply(effects);
  }

  #isNow(phase: Phase, isRightWorld: boolean): boolean {
    if (this.#phase.name === phase && isRightWorld) return true;
    this.#logger.warn("a world said something that does not fit", { phase: this.#phase.name });
    return false;
  }

  /** Is this the world that is going to serve? */
  #isOpening(world: SupervisedWorld): boolean {
    return world === this.#worlds.standby
      ? this.#isNow("takingOver", true)
      : this.#isNow("starting", world === this.#worlds.current);
  }

  #ready(world: SupervisedWorld): void {
    if (world === this.#worlds.standby) this.#succeed(world);
    else this.#serve(world, false);
  }

  #opened(world: SupervisedWorld, opened: Extract<FromWorld, { readonly type: "opened" }>): void {
    if (world.link === null) return;
    this.#seat.useSettings(opened.settings, opened.highestSession);
    this.#seat.introduce(world.link, world.mode, this.#coroner.incidents);
  }

  #serve(world: SupervisedWorld, isBack: boolean): void {
    if (world.link === null) return;
    this.#phase.enter("serving");
    this.#policy.serving();
    this.#hasServed = true;
    this.#readyAt = this.#options.clock.now();
    this.#logger.info("the world serves", { pid: world.pid, mode: isBack ? "resumed" : world.mode });
    this.#options.onServing(world.pid);
    this.#seat.serve(world.link, this.#coroner.closeCases(), isBack);
    this.#renewal.settle(isBack ? this.#handover.failure : null);
    this.#stopIfPossible();
  }

  #requested(world: SupervisedWorld, request: Extract<FromWorld, { readonly type: "request" }>): void {
    const { verb, reason, session } = request;
    if (verb === "shutdown") return this.#options.onShutdown(reason);
    this.renew(verb, reason).catch((error: unknown) =>
      world.link?.send({ type: "requestFailed", verb, session, error: messageOf(error) }),
    );
  }

  #succeed(world: SupervisedWorld): void {
    this.#worlds.retireCurrent();
    this.#restarts++;
    this.#seat.apply(this.#worlds.promoteStandby());
    this.#serve(world, false);
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
    if (world === this.#worlds.standby) return this.#handover.failed("the new world went away");
    if (world !== this.#worlds.current) return;
    this.#questions.failAll("the world went away");
    if (this.#phase.name === "takingOver") return this.#goOnWithStandby(world);
    if (
      this.#phase.name === "stopping" ||
      this.#phase.name === "fallingBack" ||
      this.#phase.name === "starting"
    )
      return;
    this.#worlds.discardStandby();
    this.#renewal.settle("the world went away");
    this.#seat.hold(false);
    world.mode = "relink";
    this.#phase.enter("starting", relinkPatienceMs, () => world.kill());
  }

  #exited(world: SupervisedWorld, code: number | null, signal: string | null): void {
    this.#worlds.ended(world);
    if (this.#handover.ended(world) || world.isRetired) return;
    if (world === this.#worlds.standby)
      return this.#handover.failed("the new world ended before it could serve");
    if (world !== this.#worlds.current) return;
    if (this.#phase.name === "stopping") return this.#finish(this.#stop.hasSaved);
    if (!world.isCertain) return this.#startWorld("start");
    this.#logger.error("the world ended", { pid: world.pid, code, signal });
    if (this.#phase.name === "takingOver") return this.#goOnWithStandby(world);
    this.#died(world, world.hung ? "hang" : "death");
  }

  /** The frozen world is gone: there is nothing to fall back to any more. */
  #goOnWithStandby(old: SupervisedWorld): void {
    const standby = this.#worlds.standby;
    if (standby === null) return this.#died(old, "death");
    old.isRetired = true;
    old.kill();
    this.#seat.apply(this.#worlds.promoteStandby());
    this.#waitForStart(standby);
  }

  #died(world: SupervisedWorld | null, cause: Cause): void {
    this.#worlds.current = null;
    this.#questions.failAll("the world went away");
    this.#worlds.discardStandby();
    const running = this.#options.takeMarker();
    const verdict = this.#coroner.examine(running, cause);
    this.#logger.error("the world died", { cause, running, isExplained: verdict.isExplained });
    this.#seat.hold(this.#hasServed);
    if (verdict.drop !== null) this.#seat.drop(verdict.drop, cause);
    this.#restarts++;
    const failure = world?.failure ?? null;
    const why = failure ?? (verdict.isExplained ? "the world was brought down" : "the world ended");
    this.#renewal.settle(why);
    if (!this.#hasServed || failure !== null) return this.#giveUp(why);
    const wait = this.#policy.died(verdict.isExplained);
    if (wait === null) return this.#giveUp("the world died three times within a minute");
    this.#phase.enter("waiting", wait, () => this.#startWorld("crash"));
    this.#stopIfPossible();
  }

  #giveUp(why: string): void {
    this.#logger.error("no world is started any more until somebody asks for a reload", { error: why });
    this.#phase.enter("gaveUp");
    if (this.#hasServed) this.#seat.giveUp();
    else this.#options.onStillborn(why);
    this.#stopIfPossible();
  }

  /** A stop waits while the store changes hands; it is then a matter of seconds. */
  #stopIfPossible(): void {
    if (this.#stop.text === null) return;
    switch (this.#phase.name) {
      case "idle":
      case "waiting":
      case "gaveUp":
        return this.#finish(true);
      case "starting":
        this.#phase.enter("stopping");
        if (this.#worlds.current?.isCertain !== true) return this.#finish(true);
        return this.#worlds.current.kill();
      case "serving":
      case "checking":
        this.#worlds.discardStandby();
        this.#renewal.settle("the server is stopping");
        this.#phase.enter("stopping");
        this.#worlds.current?.link?.send({ type: "stop", text: this.#stop.text });
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
    const isThere = this.#worlds.current?.isCertain === true && this.#worlds.isAlive(this.#worlds.current);
    this.#worlds.discardStandby();
    this.#worlds.killAll();
    this.#phase.enter("stopping");
    if (!isThere) this.#finish(false);
  }

  #finish(hasSaved: boolean): void {
    this.#renewal.settle("the server is stopping");
    this.#phase.enter("stopped");
    this.#worlds.killAll();
    this.#stop.finish(hasSaved);
  }
}

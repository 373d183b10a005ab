import type { Logger } from "../../base/logger.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { WorldLink } from "../../link/link.ts";
import type { RunningMarker } from "../../link/running-marker.ts";
import type { Store } from "../../store/store.ts";
import type { Engine } from "../engine.ts";
import type { ServerHooks } from "./server-hooks.ts";

export interface DepartureParts {
  readonly engine: Engine;
  readonly hooks: ServerHooks;
  readonly messages: ResolvedConfig["lifecycle"]["messages"];
  readonly store: Store;
  readonly logger: Logger;
  readonly marker: Pick<RunningMarker, "idle">;
  readonly link: WorldLink | null;
  readonly exit: (code: number) => void;
  /** Tells everybody, if the game wants such things to be told. Runs in a turn. */
  readonly announce: (text: string) => void;
  readonly sendCounters: () => void;
}

/** How a world ends, step by step: for a successor, or for good (`sessions.md` §11.5, §11.6). */
export class Departure {
  readonly #parts: DepartureParts;

  constructor(parts: DepartureParts) {
    this.#parts = parts;
  }

  /** Saves everything, lets go of the store and stays frozen until it is known whether the successor serves. */
  async handOver(mode: "reload" | "reset", reason: string): Promise<void> {
    const { engine, hooks, messages, store, logger, link } = this.#parts;
    this.#forgetInput();
    await this.#turn(mode, () => {
      const notice = mode === "reload" ? messages.reloading : messages.resetting;
      this.#parts.announce(reason === "" ? notice : `${notice} ${reason}`);
      for (const session of engine.sessions.all({ includeUnloggedIn: true })) {
        const { asking } = session.state;
        engine.dispatcher.callOff(session, "reload");
        const isOver = asking !== null && session.state.asking !== asking;
        if (isOver) session.leaveUnanswered(asking, session.lastInput);
      }
    });
    await hooks.tellEntities(mode === "reload" ? "atServerReload" : "atServerShutdown");
    await hooks.runStopping(mode === "reload" ? "atServerReloadStop" : "atServerColdStop", "atServerStop");
    engine.services.hold();
    this.#parts.sendCounters();
    await this.#turn("timers", () => engine.time.rest());
    await this.#comeToRest();
    await store.release();
    logger.info("handed over");
    link?.send({ type: "released" });
  }

  /** The successor did not make it. */
  async goOn(error: string): Promise<void> {
    const { engine, messages, logger, link } = this.#parts;
    await engine.game.reopen();
    engine.game.turns.thaw();
    logger.error("the new world did not start; this one goes on", { error });
    await this.#turn("resume", () => {
      engine.time.goOn();
      this.#parts.announce(messages.restarted);
    });
    engine.services.goOn();
    link?.send({ type: "resumed" });
  }

  /** @param text what the players see last; "" for the usual words */
  async stop(text: string): Promise<void> {
    const { engine, hooks, store, logger, link, exit } = this.#parts;
    this.#forgetInput();
    engine.game.turns.abortWaits("stop");
    await this.#turn("stop", () => {
      const last = text === "" ? "The game shuts down. Come back soon!" : text;
      for (const session of engine.sessions.all({ includeUnloggedIn: true })) {
        engine.entrance.end(session, "serverStop", last);
      }
    });
    await hooks.tellEntities("atServerShutdown");
    await hooks.runStopping("atServerColdStop", "atServerStop");
    engine.services.hold();
    await this.#turn("timers", () => engine.time.rest());
    await this.#comeToRest();
    await store.close();
    logger.info("stopped");
    link?.send({ type: "stopped" });
    link?.flush();
    setImmediate(() => exit(0));
  }

  /** What was not begun is not acknowledged: whoever serves next gets it again. */
  #forgetInput(): void {
    this.#parts.engine.game.turns.forget((spec) => spec.kind === "line");
  }

  /** No turn runs or will run, and everything is stored. */
  async #comeToRest(): Promise<void> {
    const { turns, committer } = this.#parts.engine.game;
    await turns.quiet();
    turns.freeze();
    await turns.quiet();
    await committer.flush();
    this.#parts.marker.idle();
  }

  #turn(label: string, work: () => void): Promise<void> {
    return this.#parts.engine.game.turns.run({ kind: "hook", label, lane: "server" }, work);
  }
}

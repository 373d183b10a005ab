import { beforeEach, describe, expect, it } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { acceptWorld } from "../../link/accept-world.ts";
import type { Effect, Incident, ServeMode } from "../../link/messages.ts";
import type { Running } from "../../link/running-marker.ts";
import type { Transport } from "../../link/transport.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { FakeWorlds, settled, type FakeWorld } from "../fake-world.fixture.ts";
import { Supervisor } from "./supervisor.ts";
import type { Suspect, WorldSeat } from "./world-seat.ts";

/** Writes down what the supervisor asks of the connections. */
class Seat implements WorldSeat {
  readonly calls: string[] = [];
  readonly effects: Effect[] = [];
  readonly incidents: Incident[] = [];
  suspect: Suspect | null = null;

  hold(hasCrashed: boolean): void {
    this.calls.push(hasCrashed ? "hold after a crash" : "hold");
  }

  introduce(
    line: Parameters<WorldSeat["introduce"]>[0],
    mode: ServeMode,
    incidents: readonly Incident[],
  ): void {
    this.calls.push(`introduce ${mode}`);
    this.incidents.push(...incidents);
    line.send({ type: "sessions", gateway: "g", mode, sessions: [], closed: [], incidents });
  }

  serve(_line: unknown, suspect: Suspect | null, isBack: boolean): void {
    this.calls.push(isBack ? "serve again" : "serve");
    this.suspect = suspect;
  }

  apply(effects: readonly Effect[]): void {
    this.effects.push(...effects);
  }

  useSettings(): void {}

  drop({ session, line }: Suspect, cause: string): void {
    this.calls.push(`drop ${session}:${line} (${cause})`);
  }

  giveUp(): void {
    this.calls.push("give up");
  }

  take(): string[] {
    return this.calls.splice(0);
  }
}

let clock: FakeClock;
let seat: Seat;
let worlds: FakeWorlds;
let supervisor: Supervisor;
let marker: Running | null;
let ends: string[];

const accept = (transport: Transport): void =>
  acceptWorld({ transport, clock, logger: silentLogger, secret: "s" }, (link, hello) =>
    supervisor.linked(link, hello),
  );

beforeEach(() => {
  clock = new FakeClock();
  seat = new Seat();
  worlds = new FakeWorlds(clock);
  marker = null;
  ends = [];
  supervisor = new Supervisor({
    clock,
    seat,
    logger: silentLogger,
    spawn: (role) => worlds.spawn(role, "s"),
    takeMarker() {
      const running = marker;
      marker = null;
      return running;
    },
    onServing() {},
    onShutdown: (reason) => void ends.push(`shutdown: ${reason}`),
    onStillborn: (why) => void ends.push(`stillborn: ${why}`),
  });
});

async function serving(): Promise<FakeWorld> {
  supervisor.start();
  const world = await worlds.serve(accept);
  seat.take();
  return world;
}

/** A reload up to a phase; gives the standby and how it went. */
async function reloading(until: "checking" | "handingOver" | "takingOver" | "opened"): Promise<{
  readonly standby: FakeWorld;
  readonly outcome: Promise<string>;
}> {
  const old = worlds.last;
  const outcome = supervisor.renew("reload", "new doors").then(
    () => "done",
    (error: Error) => error.message,
  );
  const standby = worlds.last;
  await worlds.link(standby, accept);
  if (until === "checking") return { standby, outcome };
  standby.say({ type: "checked" });
  await settled();
  if (until === "handingOver") return { standby, outcome };
  old.say({ type: "released" });
  await settled();
  if (until === "takingOver") return { standby, outcome };
  standby.opened();
  await settled();
  return { standby, outcome };
}

const lineOf = (session: number, line: number): Running => ({ kind: "line", label: "dig", session, line });

describe("starting a world", () => {
  it("introduces the sessions and lets it serve", async () => {
    supervisor.start();
    expect(supervisor.status.state).toBe("starting");
    const world = await worlds.serve(accept);
    expect(seat.calls).toEqual(["introduce start", "serve"]);
    expect(world.all("sessions")).toHaveLength(1);
    expect(supervisor.status).toMatchObject({ state: "serving", pid: world.pid, restarts: 0 });
  });

  it("refuses a world that nobody waits for", async () => {
    await serving();
    const stranger = worlds.spawn("serve", "s") as FakeWorld;
    await worlds.link(stranger, accept);
    expect(stranger.all("refused")).toHaveLength(1);
    expect(supervisor.isServing).toBe(true);
  });

  it("does not try again when the very first world does not come up", async () => {
    supervisor.start();
    await worlds.link(worlds.last, accept);
    worlds.last.say({ type: "checkFailed", error: "game.ts:3: no such thing" });
    await settled();
    worlds.last.end();
    expect(ends).toEqual(["stillborn: game.ts:3: no such thing"]);
    expect(supervisor.phase).toBe("gaveUp");
  });

  it("starts a world when somebody asks for a reload after that", async () => {
    supervisor.start();
    worlds.last.end();
    const renewed = supervisor.renew("reload", "");
    await worlds.serve(accept);
    await renewed;
    expect(supervisor.isServing).toBe(true);
  });

  it("kills a world that never gets ready", async () => {
    supervisor.start();
    clock.advance(120_000);
    expect(worlds.last.isKilled).toBe(true);
  });

  it("adopts a world that comes back from an earlier gateway", async () => {
    const earlier = worlds.spawn("serve", "s") as FakeWorld;
    supervisor.adopt(earlier);
    clock.advance(9000);
    await worlds.serve(accept);
    expect(worlds.all).toHaveLength(1);
    expect(seat.calls).toEqual(["introduce relink", "serve"]);
  });

  it("starts a world as soon as the earlier one is gone", async () => {
    const earlier = worlds.spawn("serve", "s") as FakeWorld;
    supervisor.adopt(earlier);
    earlier.end(0);
    expect(worlds.all).toHaveLength(2);
    expect(ends).toEqual([]);
  });

  it("leaves a process alone that only has the number of an earlier world", async () => {
    const somebodyElse = worlds.spawn("serve", "s") as FakeWorld;
    supervisor.adopt(somebodyElse);
    clock.advance(15_000);
    expect(somebodyElse.isKilled).toBe(false);
    expect(worlds.all).toHaveLength(2);
    await worlds.serve(accept);
    expect(supervisor.isServing).toBe(true);
  });
});

describe("a reload", () => {
  it("hands over from the old world to the new one", async () => {
    const old = await serving();
    const { standby, outcome } = await reloading("handingOver");
    expect(seat.take()).toEqual(["hold"]);
    expect(old.all("handOver")).toMatchObject([{ mode: "reload", reason: "new doors" }]);
    old.say({ type: "released" });
    await settled();
    expect(standby.all("takeOver")).toMatchObject([{ mode: "reload" }]);
    standby.opened();
    await settled();
    standby.say({ type: "ready" });
    await settled();
    expect(seat.take()).toEqual(["introduce reload", "serve"]);
    expect(old.all("retire")).toHaveLength(1);
    expect(await outcome).toBe("done");
    old.end(0);
    expect(supervisor.status).toMatchObject({ state: "serving", pid: standby.pid, restarts: 1 });
  });

  it("changes nothing when the new code does not load", async () => {
    const old = await serving();
    const { standby, outcome } = await reloading("checking");
    standby.say({ type: "checkFailed", error: "game.ts:7: a comma is missing" });
    await settled();
    expect(await outcome).toBe("game.ts:7: a comma is missing");
    expect(seat.take()).toEqual([]);
    expect(old.all("handOver")).toEqual([]);
    expect(standby.isKilled).toBe(true);
    expect(supervisor.status.state).toBe("serving");
  });

  it("answers a player whose request failed", async () => {
    const old = await serving();
    old.say({ type: "request", verb: "reload", reason: "", session: 4 });
    await settled();
    worlds.last.end();
    await settled();
    expect(old.all("requestFailed")).toMatchObject([{ verb: "reload", session: 4 }]);
  });

  it("refuses a second one while the first is under way", async () => {
    await serving();
    await reloading("checking");
    await expect(supervisor.renew("reset", "")).rejects.toThrow("under way");
  });

  it("gives up on code that takes too long to load", async () => {
    await serving();
    const { outcome } = await reloading("checking");
    for (let seconds = 0; seconds < 60; seconds += 5) {
      clock.advance(5000);
      await settled();
    }
    expect(await outcome).toMatch(/too long/);
    expect(supervisor.isServing).toBe(true);
  });

  it.each(["handingOver", "takingOver", "opened"] as const)(
    "lets the old world go on when the new one dies while %s",
    async (phase) => {
      const old = await serving();
      const { standby, outcome } = await reloading(phase);
      seat.take();
      standby.end();
      await settled();
      expect(old.all("resume")).toHaveLength(1);
      old.say({ type: "resumed" });
      await settled();
      expect(await outcome).toMatch(/ended|went away/);
      expect(seat.take()).toEqual(["serve again"]);
      expect(supervisor.status).toMatchObject({ state: "serving", pid: old.pid });
    },
  );

  it("kills a new world that is not ready in time, and waits for its end before the old one goes on", async () => {
    const old = await serving();
    const { standby, outcome } = await reloading("opened");
    for (let seconds = 0; seconds < 15; seconds += 5) {
      clock.advance(5000);
      await settled();
    }
    clock.advance(5000);
    expect(standby.isKilled).toBe(true);
    expect(old.all("resume")).toEqual([]);
    await settled();
    expect(old.all("resume")).toHaveLength(1);
    old.say({ type: "resumed" });
    await settled();
    expect(await outcome).toMatch(/in time/);
  });

  it("shows nothing of a new world that never gets ready", async () => {
    const old = await serving();
    const { standby } = await reloading("opened");
    standby.turn({ type: "text", sessions: [1], text: "The new world greets you." });
    await settled();
    standby.end();
    old.say({ type: "resumed" });
    await settled();
    expect(seat.effects).toEqual([]);
  });

  it("shows what the new world said before it was ready, once it is", async () => {
    await serving();
    const { standby } = await reloading("opened");
    standby.turn({ type: "text", sessions: [1], text: "... and we are back." });
    await settled();
    expect(seat.effects).toEqual([]);
    standby.say({ type: "ready" });
    await settled();
    expect(seat.effects).toHaveLength(1);
  });

  it("still shows what the old world says while it finishes", async () => {
    const old = await serving();
    await reloading("handingOver");
    old.turn({ type: "text", sessions: [1], text: "Your question is cancelled." });
    await settled();
    expect(seat.effects).toHaveLength(1);
  });

  it("goes on with the new world when the frozen one dies", async () => {
    const old = await serving();
    const { standby, outcome } = await reloading("opened");
    old.end(null, "SIGKILL");
    await settled();
    standby.say({ type: "ready" });
    await settled();
    expect(await outcome).toBe("done");
    expect(supervisor.status).toMatchObject({ state: "serving", pid: standby.pid });
  });

  it("starts a world anew when the old one dies while it hands over", async () => {
    const old = await serving();
    const { standby, outcome } = await reloading("handingOver");
    old.end();
    await settled();
    expect(await outcome).toMatch(/the world ended/);
    expect(standby.isKilled).toBe(true);
    clock.advance(1000);
    await worlds.serve(accept);
    expect(seat.take()).toContain("introduce crash");
  });
});

describe("deaths", () => {
  it("restarts after 1, 2, 4 seconds while something explains them", async () => {
    await serving();
    for (const [index, wait] of [1000, 2000, 4000].entries()) {
      marker = { kind: "web", label: `route ${index}`, session: null, line: null };
      worlds.last.end();
      const before = worlds.all.length;
      clock.advance(wait - 1);
      expect(worlds.all).toHaveLength(before);
      clock.advance(1);
      expect(worlds.all).toHaveLength(before + 1);
      await worlds.serve(accept);
    }
  });

  it("gives up after three unexplained deaths in a minute", async () => {
    await serving();
    worlds.last.end();
    clock.advance(1000);
    await worlds.serve(accept);
    worlds.last.end();
    clock.advance(2000);
    await worlds.serve(accept);
    worlds.last.end();
    expect(seat.take()).toContain("give up");
    clock.advance(600_000);
    expect(worlds.all).toHaveLength(3);
  });

  it("suspects the line that was running, and drops it when it kills again", async () => {
    await serving();
    marker = lineOf(4, 17);
    worlds.last.end();
    clock.advance(1000);
    await worlds.serve(accept);
    expect(seat.suspect).toEqual({ session: 4, line: 17 });
    expect(seat.incidents).toMatchObject([{ cause: "death", label: "dig", line: 17, dropped: false }]);
    seat.take();
    marker = lineOf(4, 17);
    worlds.last.end();
    expect(seat.take()).toEqual(["hold after a crash", "drop 4:17 (death)"]);
    clock.advance(2000);
    await worlds.serve(accept);
    expect(seat.suspect).toBeNull();
    expect(seat.incidents.at(-1)).toMatchObject({ line: 17, dropped: true });
  });

  it("does not blame a line twice for one death", async () => {
    await serving();
    marker = lineOf(4, 17);
    worlds.last.end();
    clock.advance(1000);
    worlds.last.end();
    expect(seat.take()).not.toContain("drop 4:17 (death)");
    clock.advance(2000);
    await worlds.serve(accept);
    expect(seat.suspect).toEqual({ session: 4, line: 17 });
  });

  it("kills a world that does not answer for 15 s and drops its line at once", async () => {
    const hung = await serving();
    // No turn of the event loop passes in between: a world that hangs answers no ping.
    clock.advance(15_000);
    expect(hung.isKilled).toBe(true);
    marker = lineOf(9, 3);
    await settled();
    expect(seat.take()).toEqual(["hold after a crash", "drop 9:3 (hang)"]);
    clock.advance(1000);
    await worlds.serve(accept);
    expect(seat.incidents.at(-1)).toMatchObject({ cause: "hang", dropped: true });
  });

  it("never gives up over deaths that are explained", async () => {
    await serving();
    for (let line = 1; line <= 6; line++) {
      marker = lineOf(1, line);
      worlds.last.end();
      clock.advance(60_000);
      await worlds.serve(accept);
    }
    expect(supervisor.isServing).toBe(true);
  });

  it("takes the same world back when only the line was lost", async () => {
    const world = await serving();
    world.drop();
    await settled();
    expect(seat.take()).toEqual(["hold"]);
    await worlds.link(world, accept);
    world.opened();
    await settled();
    world.say({ type: "ready" });
    await settled();
    expect(seat.take()).toEqual(["introduce relink", "serve"]);
    expect(worlds.all).toHaveLength(1);
  });

  it("kills a world whose line is lost for 15 s", async () => {
    const world = await serving();
    world.drop();
    await settled();
    clock.advance(15_000);
    expect(world.isKilled).toBe(true);
  });
});

describe("stopping", () => {
  it("asks the world to save, and ends when it has", async () => {
    const world = await serving();
    const stopped = supervisor.stop("Good night.");
    await settled();
    expect(world.all("stop")).toMatchObject([{ text: "Good night." }]);
    world.say({ type: "stopped" });
    await settled();
    world.end(0);
    expect(await stopped).toBe(true);
    expect(supervisor.phase).toBe("stopped");
  });

  it("kills a world that takes more than 30 s", async () => {
    const world = await serving();
    const stopped = supervisor.stop("");
    for (let seconds = 0; seconds < 30; seconds += 5) {
      clock.advance(5000);
      await settled();
    }
    expect(world.isKilled).toBe(true);
    expect(await stopped).toBe(false);
  });

  it("does not wait when it is asked twice", async () => {
    const world = await serving();
    void supervisor.stop("");
    const stopped = supervisor.stop("");
    expect(world.isKilled).toBe(true);
    await settled();
    expect(await stopped).toBe(false);
  });

  it("ends at once when there is no world", async () => {
    await serving();
    worlds.last.end();
    expect(await supervisor.stop("")).toBe(true);
    clock.advance(60_000);
    expect(worlds.all).toHaveLength(1);
  });

  it("waits until a reload has settled", async () => {
    await serving();
    const { standby } = await reloading("opened");
    const stopped = supervisor.stop("");
    standby.say({ type: "ready" });
    await settled();
    expect(standby.all("stop")).toHaveLength(1);
    standby.say({ type: "stopped" });
    await settled();
    standby.end(0);
    expect(await stopped).toBe(true);
  });

  it("passes on that somebody in the game wants it", async () => {
    const world = await serving();
    world.say({ type: "request", verb: "shutdown", reason: "maintenance", session: 1 });
    await settled();
    expect(ends).toEqual(["shutdown: maintenance"]);
  });
});

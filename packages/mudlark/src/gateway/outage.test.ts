import { beforeEach, describe, expect, it } from "vitest";
import type { FakeWire } from "./fake-wire.fixture.ts";
import { settled, type FakeWorld } from "./fake-world.fixture.ts";
import { GatewayScene } from "./gateway-scene.suite.ts";

let scene: GatewayScene;

beforeEach(() => {
  scene = new GatewayScene();
});

const waiting = /restarting/;

describe("an outage", () => {
  it("keeps lines, and the next world gets what was not done, in order", async () => {
    const first = await scene.serving();
    const wire = scene.client();
    wire.type("say 1", "say 2", "say 3");
    await settled();
    first.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    first.end(null, "SIGKILL");
    await settled();
    wire.type("say 4");
    scene.clock.advance(1000);
    const second = await scene.serving();
    expect(second.all("sessions")).toMatchObject([
      { mode: "crash", gateway: "run-1", sessions: [{ state: { id: 1 }, acknowledged: 1 }] },
    ]);
    expect(second.lines).toEqual(["say 2", "say 3", "say 4"]);
    expect(second.all("connect")).toEqual([]);
  });

  it("tells the players at a crash, after 5 s, and every 30 s", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.end(null, "SIGKILL");
    await settled();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    await scene.seconds(35);
    expect(wire.take()).toHaveLength(2);
  });

  it("keeps as many lines as the limit says, and tells once that more are not kept", async () => {
    const world = await scene.serving({ outageLines: 5, commandsPerSecond: 0 });
    const wire = scene.client();
    await settled();
    world.end();
    await settled();
    wire.take();
    wire.type(..."abcdefghi");
    expect(wire.take()).toEqual([expect.stringMatching(/not (be )?(kept|run)/)]);
    scene.clock.advance(1000);
    const next = await scene.serving({ commandsPerSecond: 0 });
    expect(next.lines).toEqual([..."abcde"]);
  });

  it("lets out what was kept no faster than anybody may type", async () => {
    const world = await scene.serving({ commandsPerSecond: 10 });
    const wire = scene.client();
    await settled();
    world.end();
    await settled();
    for (let second = 0; second < 3; second++) {
      wire.type(..."abcdefghij");
      scene.clock.advance(1001);
    }
    const next = await scene.serving({ commandsPerSecond: 10 });
    expect(next.lines).toHaveLength(10);
    await scene.seconds(1);
    expect(next.lines).toHaveLength(20);
    await scene.seconds(1);
    expect(next.lines).toHaveLength(30);
  });

  it("does not keep keepalives", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.end();
    await settled();
    scene.clock.advance(500);
    wire.type(" idle ");
    scene.clock.advance(500);
    const next = await scene.serving();
    expect(next.lines).toEqual([]);
    const [snapshot] = next.all("sessions").flatMap(({ sessions }) => sessions);
    expect((snapshot?.state.cmdLast ?? 0) - (snapshot?.state.connTime ?? 0)).toBe(500);
  });

  it("never runs the answer to a hidden question as a command of the next world", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    const ask = { name: "prompt", args: ["Password: "], kwargs: { echo: false } };
    world.turn({ type: "command", sessions: [1], command: ask });
    await settled();
    wire.type("correct horse");
    wire.events.line("look", false);
    await settled();
    expect(world.lines).toEqual(["correct horse", "look"]);
    wire.take();
    const next = await scene.restarted();
    expect(next.lines).toEqual(["look"]);
    expect(wire.take()).toContainEqual(expect.stringMatching(/cancel/));
    expect(wire.isHidden).toBe(false);
  });

  it("does not send an answer again when the world takes back what asked, and shows what it was", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    for (const line of ["riddle", "say a |rknife", "look"]) wire.type(line);
    await settled();
    world.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    wire.take();
    const next = await scene.restarted((starting) => {
      starting.turn({ type: "unanswered", session: 1, after: 1, takes: "line" });
    });
    expect(next.lines).toEqual(["look"]);
    expect(wire.take()).toContainEqual(expect.stringMatching(/too late.*say a \|rknife/));
  });

  it("drops all that was typed into something longer, of the client's lines only", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    wire.type("write");
    wire.events.command({ name: "text", args: ["quit"], kwargs: {} });
    wire.events.command({ name: "Core.Ping", args: [], kwargs: {} });
    wire.type("drop all");
    await settled();
    world.turn({ type: "ack", session: 1, number: 1 });
    await settled();
    const next = await scene.restarted((starting) => {
      starting.turn({ type: "unanswered", session: 1, after: 1, takes: "lines" });
    });
    expect(next.lines).toEqual(["Core.Ping"]);
    wire.take();
    next.turn({ type: "unanswered", session: 1, after: 1, takes: "line" });
    await settled();
    expect(wire.take()).toEqual([]);
  });

  it("remembers who left, and tells the next world", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.turn({ type: "state", session: 1, revision: 3, patch: { uid: 7, puid: 12 } });
    await settled();
    world.end();
    await settled();
    wire.events.ended("lost");
    scene.clock.advance(1000);
    const next = await scene.serving();
    expect(next.all("sessions")).toMatchObject([
      { sessions: [], closed: [{ state: { id: 1, uid: 7, puid: 12 }, reason: "lost" }] },
    ]);
  });

  it("tells the world that opens about who comes and goes before it is ready", async () => {
    await scene.serving();
    const [leaves, stays] = [scene.client(), scene.client()];
    await settled();
    scene.worlds.last.end();
    await settled();
    scene.clock.advance(1000);
    const next = scene.worlds.last;
    await scene.worlds.link(next, scene.accept);
    next.opened();
    await settled();
    leaves.events.ended("lost");
    stays.events.flags({ SCREENWIDTH: 120 });
    scene.client();
    next.say({ type: "ready" });
    await settled();
    expect(next.all("disconnect")).toMatchObject([{ session: 1 }]);
    expect(next.all("update")).toMatchObject([{ session: 2, patch: { flags: { SCREENWIDTH: 120 } } }]);
    expect(next.all("connect")).toMatchObject([{ state: { id: 3 } }]);
  });

  it("takes in new clients, who are told at once", async () => {
    const world = await scene.serving();
    world.end();
    await settled();
    const wire = scene.client();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    scene.clock.advance(1000);
    const next = await scene.serving();
    expect(next.all("sessions")).toMatchObject([{ sessions: [{ state: { id: 1, greeted: false } }] }]);
  });

  it("applies a new window size and other wishes by itself", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.end();
    await settled();
    wire.events.command({ name: "window_size", args: [132, 50], kwargs: {} });
    wire.events.command({ name: "client_options", args: [], kwargs: { screenreader: "on", nonsense: 1 } });
    expect(wire.flags).toMatchObject({ SCREENWIDTH: 132, SCREENHEIGHT: 50, SCREENREADER: true });
    scene.clock.advance(1000);
    expect((await scene.serving()).lines).toEqual(["window_size", "client_options"]);
  });

  it("ends after 15 minutes", async () => {
    const world = await scene.serving({ preLoginTimeout: 10_000 });
    const wire = scene.client();
    await settled();
    world.end();
    await settled();
    scene.clock.advance(899_999);
    expect(wire.closedFor).toBeNull();
    scene.clock.advance(1);
    expect(wire.closedFor).toBe("outage");
  });
});

describe("a line that brings the world down", () => {
  async function crashedBy(line: number): Promise<{ anna: FakeWire; bert: FakeWire; world: FakeWorld }> {
    const world = await scene.serving();
    const [anna, bert] = [scene.client("192.0.2.1"), scene.client("192.0.2.2")];
    anna.type("say 1", "dig", "say 3");
    bert.type("say b");
    await settled();
    scene.marker = { kind: "line", label: "dig", session: 1, line };
    world.end(null, "SIGSEGV");
    await settled();
    scene.clock.advance(1000);
    return { anna, bert, world: await scene.serving() };
  }

  it("is run again before everybody else's input", async () => {
    const { world } = await crashedBy(2);
    expect(world.lines).toEqual(["say 1", "dig"]);
    world.turn({ type: "ack", session: 1, number: 2 });
    await settled();
    expect(world.lines).toEqual(["say 1", "dig", "say 3", "say b"]);
  });

  it("is left out when it does it again, and its player is told", async () => {
    const { anna, world } = await crashedBy(2);
    anna.take();
    scene.marker = { kind: "line", label: "dig", session: 1, line: 2 };
    world.end(null, "SIGSEGV");
    await settled();
    expect(anna.take()).toContainEqual(expect.stringMatching(/left out/));
    scene.clock.advance(2000);
    const next = await scene.serving();
    expect(next.lines).toEqual(["say 1", "say 3", "say b"]);
    expect(next.all("sessions")[0]?.incidents.at(-1)).toMatchObject({ line: 2, dropped: true });
  });

  it("does not keep the others waiting for more than 10 s", async () => {
    const { world } = await crashedBy(2);
    await scene.seconds(10);
    expect(world.lines).toEqual(["say 1", "dig", "say 3", "say b"]);
  });

  it("lets the others go on when its player leaves", async () => {
    const { anna, world } = await crashedBy(2);
    anna.events.ended("lost");
    await settled();
    expect(world.lines).toEqual(["say 1", "dig", "say b"]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { settled } from "./fake-world.fixture.ts";
import { GatewayScene } from "./gateway-scene.suite.ts";

let scene: GatewayScene;

beforeEach(() => {
  scene = new GatewayScene();
});

const waiting = /restarting/;

describe("between client and world", () => {
  it("carries numbered lines up and text down", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    wire.type("look", "say hi");
    await settled();
    expect(world.all("input").map(({ input }) => input)).toMatchObject([
      { session: 1, number: 1, text: "look" },
      { session: 1, number: 2, text: "say hi" },
    ]);
    world.turn(
      { type: "text", sessions: [1], text: "The |rquay|n." },
      { type: "ack", session: 1, number: 2 },
    );
    await settled();
    expect(wire.take()[0]).toMatch(/The .*quay/);
  });

  it("sends no more than 32 lines ahead of the world's answers", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    wire.type(...Array.from({ length: 40 }, (_, index) => `say ${index}`));
    await settled();
    expect(world.lines).toHaveLength(32);
    world.turn({ type: "ack", session: 1, number: 5 });
    await settled();
    expect(world.lines).toHaveLength(37);
  });

  it("renders a text once for clients of equal abilities", async () => {
    const world = await scene.serving();
    const wires = [scene.client(), scene.client(), scene.client()];
    await settled();
    world.turn({ type: "text", sessions: [1, 2, 3], text: "|rFire!|n" });
    await settled();
    const [first, second] = wires.map((wire) => wire.take()[0]);
    expect(first).toBe(second);
  });

  it("shows each client what it can show", async () => {
    const world = await scene.serving();
    const [plain, colourful] = [scene.client(), scene.client()];
    await settled();
    plain.events.flags({ ANSI: false });
    world.turn({ type: "text", sessions: [1, 2], text: "|rFire!|n" });
    await settled();
    expect(plain.take()).toEqual(["Fire!"]);
    expect(colourful.take()[0]).toContain("\u001B[");
  });

  it("hides a secret answer, and never echoes it", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.turn(
      { type: "state", session: 1, revision: 1, patch: { flags: { LOCALECHO: true } } },
      {
        type: "command",
        sessions: [1],
        command: { name: "prompt", args: ["Password: "], kwargs: { echo: false } },
      },
    );
    await settled();
    expect(wire.isHidden).toBe(true);
    wire.take();
    wire.events.line("correct horse", true);
    wire.events.line("look", false);
    await settled();
    expect(wire.take()).toEqual(["look"]);
    expect(world.lines).toEqual(["correct horse", "look"]);
  });

  it("tells the world of a sign of life that is no input", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    scene.clock.advance(5000);
    wire.events.keepalive();
    await settled();
    expect(world.all("update")).toEqual([
      { type: "update", session: 1, patch: { cmdLast: scene.clock.now() } },
    ]);
    expect(world.lines).toEqual([]);
  });

  it("tells the world what it learns about a client, before the next line and not too often", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    for (let width = 80; width < 100; width++) wire.events.flags({ SCREENWIDTH: width });
    await settled();
    expect(world.all("update")).toMatchObject([{ session: 1, patch: { flags: { SCREENWIDTH: 80 } } }]);
    wire.type("look");
    await settled();
    expect(world.heard.slice(-2)).toMatchObject([
      { type: "update", patch: { flags: { SCREENWIDTH: 99 } } },
      { type: "input" },
    ]);
  });

  it("passes wishes of the world to the client's protocol, and consequences back", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.turn({ type: "state", session: 1, revision: 1, patch: { flags: { TRUECOLOR: true } } });
    await settled();
    expect(wire.flags.XTERM256).toBe(true);
    expect(world.all("update").at(-1)).toMatchObject({ patch: { flags: { XTERM256: true } } });
  });

  it("closes for the world after its last words, and says nothing back", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    world.turn({ type: "close", session: 1, reason: "quit", text: "Good bye." });
    await settled();
    expect(wire.take()).toEqual(["Good bye."]);
    expect(wire.closedFor).toBe("quit");
    expect(world.all("disconnect")).toEqual([]);
    world.turn({ type: "text", sessions: [1], text: "Too late." });
    await settled();
    expect(wire.take()).toEqual([]);
  });

  it("tells the world when a client is gone, once", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    wire.events.ended("lost");
    wire.events.ended("lost");
    await settled();
    expect(world.all("disconnect")).toMatchObject([{ session: 1, reason: "lost" }]);
    expect(scene.core.connections.count).toBe(0);
  });
});

describe("a reload", () => {
  it("loses no line and doubles none", async () => {
    const old = await scene.serving();
    const wire = scene.client();
    const sent: string[] = [];
    const say = (): void => {
      sent.push(`say ${sent.length}`);
      wire.type(sent.at(-1) ?? "");
    };
    say();
    say();
    await settled();
    const done = scene.core.renew("reload", "");
    const standby = scene.worlds.last;
    await scene.worlds.link(standby, scene.accept);
    say();
    standby.say({ type: "checked" });
    await settled();
    say();
    old.turn({ type: "ack", session: 1, number: 2 });
    old.say({ type: "released" });
    await settled();
    say();
    standby.opened();
    await settled();
    say();
    standby.say({ type: "ready" });
    await settled();
    await done;
    say();
    await settled();
    expect(old.lines).toEqual(["say 0", "say 1", "say 2"]);
    expect(standby.lines).toEqual(sent.slice(2));
  });

  it("brings the old world up to date when the new one fails", async () => {
    const old = await scene.serving();
    const [anna, bert] = [scene.client(), scene.client()];
    anna.type("say 1");
    await settled();
    const failed = scene.core.renew("reload", "").catch((error: Error) => error.message);
    const standby = scene.worlds.last;
    await scene.worlds.link(standby, scene.accept);
    standby.say({ type: "checked" });
    await settled();
    old.say({ type: "released" });
    await settled();
    bert.events.ended("lost");
    anna.events.flags({ SCREENWIDTH: 99 });
    scene.client();
    standby.opened();
    await settled();
    standby.end();
    await settled();
    old.say({ type: "resumed" });
    await settled();
    expect(await failed).toMatch(/ended|went away/);
    expect(old.all("disconnect")).toMatchObject([{ session: 2 }]);
    expect(old.all("connect").at(-1)).toMatchObject({ state: { id: 3 } });
    expect(old.all("update").at(-1)).toMatchObject({ patch: { flags: { SCREENWIDTH: 99 } } });
    expect(old.lines).toEqual(["say 1", "say 1"]);
  });

  it("greets whoever comes during it", async () => {
    const old = await scene.serving();
    void scene.core.renew("reload", "");
    const standby = scene.worlds.last;
    await scene.worlds.link(standby, scene.accept);
    standby.say({ type: "checked" });
    await settled();
    const wire = scene.client();
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    old.say({ type: "released" });
    await settled();
    standby.opened();
    standby.say({ type: "ready" });
    await settled();
    const states = standby.all("sessions").flatMap(({ sessions }) => sessions.map(({ state }) => state));
    expect(states).toMatchObject([{ greeted: false }]);
    expect(standby.all("connect")).toEqual([]);
  });
});

describe("stopping", () => {
  it("saves the world and closes every connection", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    await settled();
    const stopped = scene.core.stop("Maintenance.");
    await settled();
    expect(world.all("stop")).toMatchObject([{ text: "Maintenance." }]);
    world.say({ type: "stopped" });
    await settled();
    world.end(0);
    expect(await stopped).toBe(true);
    expect(wire.closedFor).toBe("serverStop");
    expect(scene.clock.waiting).toBeLessThanOrEqual(1);
  });
});

it("restarts with everything that both sides knew", async () => {
  const world = await scene.serving();
  const [anna, bert] = [scene.client(), scene.client()];
  await settled();
  world.turn(
    { type: "state", session: 1, revision: 2, patch: { uid: 1, puid: 11, uname: "anna" } },
    { type: "state", session: 2, revision: 2, patch: { uid: 1, puid: 12, uname: "anna" } },
  );
  await settled();
  const next = await scene.restarted();
  const states = next.all("sessions").flatMap(({ sessions }) => sessions.map(({ state }) => state));
  expect(states).toMatchObject([
    { id: 1, uid: 1, puid: 11, revision: 2 },
    { id: 2, uid: 1, puid: 12, revision: 2 },
  ]);
  expect([anna.closedFor, bert.closedFor]).toEqual([null, null]);
  expect(anna.take()).toEqual([expect.stringMatching(waiting)]);
});

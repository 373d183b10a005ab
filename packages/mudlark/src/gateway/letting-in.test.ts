import { beforeEach, describe, expect, it } from "vitest";
import { FakeWire } from "./fake-wire.fixture.ts";
import { settled } from "./fake-world.fixture.ts";
import { GatewayScene } from "./gateway-scene.suite.ts";

let scene: GatewayScene;

beforeEach(() => {
  scene = new GatewayScene();
});

const waiting = /restarting/;

describe("letting clients in", () => {
  it("tells a world about a client, under a number that no world has seen", async () => {
    scene.worlds.last.highestSession = 41;
    const world = await scene.serving();
    scene.client("::ffff:192.0.2.7");
    await settled();
    expect(world.all("connect")).toMatchObject([
      { state: { id: 42, address: "192.0.2.7", protocolKey: "telnet", uid: null, greeted: false } },
    ]);
  });

  it("refuses banned addresses at the door, also those that came before it knew of the ban", async () => {
    const early = scene.client("192.0.2.9");
    const until = scene.clock.now() + 1000;
    const world = await scene.serving({
      bans: [
        { address: "192.0.2.9", until: null },
        { address: "2001:db8::/32", until },
      ],
    });
    expect(early.take()).toEqual([expect.stringMatching(/banned/)]);
    expect(scene.client("2001:db8:1::1").take()).toEqual([expect.stringMatching(/banned/)]);
    scene.client("192.0.2.90");
    await scene.seconds(1);
    scene.client("2001:db8:1::1");
    await settled();
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toEqual(["192.0.2.90", "2001:db8:1::1"]);
  });

  it("lets nobody in before a world is ready, and keeps what they type", async () => {
    const wire = scene.client();
    wire.type("connect anna secret-words");
    await settled();
    expect(wire.take()).toEqual([]);
    const world = await scene.serving();
    expect(world.all("connect")).toMatchObject([{ state: { id: 1 } }]);
    expect(world.lines).toEqual(["connect anna secret-words"]);
  });

  it("tells those who wait for the first world after 5 s, and every 30 s", async () => {
    const wire = scene.client();
    scene.clock.advance(4999);
    expect(wire.take()).toEqual([]);
    scene.clock.advance(1);
    expect(wire.take()).toEqual([expect.stringMatching(waiting)]);
    scene.clock.advance(30_000);
    expect(wire.take()).toHaveLength(1);
  });

  it("lets in two per second, in order, and the world never hears of who left [sessions 41]", async () => {
    const world = await scene.serving({ connectionsPerSecond: 2 });
    const wires = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"].map((address) =>
      scene.client(address),
    );
    await settled();
    expect(world.all("connect")).toHaveLength(2);
    expect(wires[2]?.take()).toEqual([expect.stringMatching(/Quay.*queued.*second/)]);
    wires[2]?.events.ended("lost");
    await scene.seconds(2);
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toEqual(["192.0.2.1", "192.0.2.2", "192.0.2.4", "192.0.2.5"]);
    expect(world.all("disconnect")).toEqual([]);
    expect(wires[3]?.take()).toHaveLength(1);
  });

  it("does not let one address hold up the others", async () => {
    const world = await scene.serving({ connectionsPerSecond: 1 });
    for (let count = 0; count < 5; count++) scene.client("192.0.2.1");
    scene.client("192.0.2.9");
    await scene.seconds(2);
    const addresses = world.all("connect").map(({ state }) => state.address);
    expect(addresses).toContain("192.0.2.9");
  });

  it("refuses a connection too many from one address, and counts an IPv6 network as one", async () => {
    const world = await scene.serving({ connectionsPerIp: 2 });
    scene.client("2001:db8:1:2::1");
    const second = scene.client("2001:db8:1:2::2");
    const third = new FakeWire();
    scene.core.connections.accept(third, "2001:db8:1:2:ffff::3");
    expect(third.closedFor).toBe("refused");
    expect(third.take()).toEqual([expect.stringMatching(/too many connections/i)]);
    second.events.ended("lost");
    expect(scene.client("2001:db8:1:2::4").closedFor).toBeNull();
    await settled();
    expect(world.all("connect")).toHaveLength(3);
  });

  it("closes strangers who say nothing for 5 minutes, and nobody who is logged in", async () => {
    const world = await scene.serving();
    const [stranger, anna] = [scene.client(), scene.client()];
    await settled();
    world.turn({ type: "state", session: 2, revision: 1, patch: { uid: 7 } });
    await settled();
    await scene.seconds(305);
    expect(stranger.closedFor).toBe("idle");
    expect(stranger.take().at(-1)).toMatch(/idle/);
    expect(world.all("disconnect")).toMatchObject([{ session: 1, reason: "idle" }]);
    expect(anna.closedFor).toBeNull();
    expect(anna.isLoggedIn).toBe(true);
  });
});

describe("limits", () => {
  it("takes 80 lines of 300, with one notice", async () => {
    const world = await scene.serving();
    const wire = scene.client();
    wire.type(...Array.from({ length: 300 }, (_, index) => `say ${index}`));
    for (let number = 32; number <= 96; number += 32) {
      await settled();
      world.turn({ type: "ack", session: 1, number: Math.min(80, number) });
    }
    await settled();
    expect(world.lines).toEqual(Array.from({ length: 80 }, (_, index) => `say ${index}`));
    expect(wire.take()).toEqual([expect.stringMatching(/too fast/i)]);
    scene.clock.advance(1001);
    wire.type("look");
    await settled();
    expect(world.lines.at(-1)).toBe("look");
  });

  it("closes who goes over the limit ten seconds in a row", async () => {
    await scene.serving({ commandsPerSecond: 5 });
    const wire = scene.client();
    for (let second = 0; second < 10; second++) {
      wire.type("a", "b", "c", "d", "e", "f", "g");
      scene.clock.advance(1001);
    }
    expect(wire.closedFor).toBe("flood");
    expect(wire.take().filter((text) => /too fast\W/i.test(text))).toHaveLength(10);
  });

  it("leaves out a line that is too long, counted in characters", async () => {
    const world = await scene.serving({ inputChars: 10 });
    const wire = scene.client();
    wire.type("x".repeat(11), "😀".repeat(10));
    await settled();
    expect(wire.take()).toEqual([expect.stringMatching(/too long/i)]);
    expect(world.lines).toEqual(["😀".repeat(10)]);
  });

  it("counts out-of-band messages apart from lines", async () => {
    const world = await scene.serving({ commandsPerSecond: 3 });
    const wire = scene.client();
    wire.type("a", "b", "c");
    for (const name of ["d", "e", "f", "g"]) wire.events.command({ name, args: [], kwargs: {} });
    await settled();
    expect(world.lines).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("is switched off by a limit of 0", async () => {
    const world = await scene.serving({
      commandsPerSecond: 0,
      inputChars: 0,
      outageLines: 1000,
      outageBytes: 1e6,
    });
    const wire = scene.client();
    wire.type(...Array.from({ length: 500 }, () => "say it"), "x".repeat(7000));
    await settled();
    world.turn({ type: "ack", session: 1, number: 32 });
    await settled();
    expect(wire.take()).toEqual([]);
    expect(world.lines).toHaveLength(64);
  });
});

import { describe, expect, it, vi } from "vitest";
import { silentLogger } from "../base/logger.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { acceptWorld } from "./accept-world.ts";
import { WorldLink, type GatewayLink } from "./link.ts";
import { memoryTransportPair } from "./memory-transport.ts";
import { linkVersion, type GatewayMessage, type WorldMessage } from "./messages.ts";
import type { Transport } from "./transport.ts";

const hello: WorldMessage = { type: "hello", secret: "tide", version: linkVersion, pid: 1, role: "serve" };

function connect(clock = new FakeClock()): {
  clock: FakeClock;
  world: WorldLink;
  heard: GatewayMessage[];
  accepted: Promise<GatewayLink>;
  gatewayEnd: Transport;
} {
  const [gatewayEnd, worldEnd] = memoryTransportPair();
  const world = new WorldLink({ transport: worldEnd, clock, logger: silentLogger });
  const heard: GatewayMessage[] = [];
  world.onMessage((message) => heard.push(message));
  const { promise, resolve } = Promise.withResolvers<GatewayLink>();
  acceptWorld({ transport: gatewayEnd, clock, logger: silentLogger, secret: "tide" }, resolve);
  return { clock, world, heard, accepted: promise, gatewayEnd };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("the link", () => {
  it("joins a gateway and a world that know the secret", async () => {
    const { world, heard, accepted } = connect();
    world.send(hello);
    world.send({ type: "ready" });
    const gateway = await accepted;
    const messages: WorldMessage[] = [];
    gateway.onMessage((message) => messages.push(message));
    gateway.send({ type: "retire" });
    await settled();
    expect(messages).toEqual([{ type: "ready" }]);
    expect(heard).toEqual([{ type: "retire" }]);
  });

  it.each([
    ["another secret", { ...hello, secret: "ebb" }, /secret/],
    ["another version", { ...hello, version: 99 }, /version/],
    ["no hello", { type: "ready" } as const, /hello/],
  ])("refuses a world with %s, and says why", async (_what, first, pattern) => {
    const { world, heard } = connect();
    const closed = new Promise((resolve) => world.onClose(resolve));
    world.send(first);
    await closed;
    expect(heard).toEqual([{ type: "refused", reason: expect.stringMatching(pattern) as string }]);
  });

  it("cuts off a caller that says nothing for five seconds", async () => {
    const { clock, world } = connect();
    const closed = new Promise((resolve) => world.onClose(resolve));
    clock.advance(5000);
    await closed;
    expect(world.isClosed).toBe(true);
  });

  it("sends all of a tick in one write", async () => {
    const [left] = memoryTransportPair();
    const write = vi.spyOn(left, "write");
    const world = new WorldLink({ transport: left, clock: new FakeClock(), logger: silentLogger });
    for (let n = 0; n < 10; n++) world.send({ type: "ready" });
    expect(world.unsent).toBeGreaterThan(0);
    await settled();
    expect(write).toHaveBeenCalledTimes(1);
    expect(world.unsent).toBe(0);
  });

  it("answers pings by itself and notices silence", async () => {
    const { clock, world, accepted } = connect();
    world.send(hello);
    const gateway = await accepted;
    const silent = vi.fn();
    gateway.onSilence(silent);
    for (let n = 0; n < 5; n++) {
      clock.advance(5000);
      await settled();
    }
    expect(silent).not.toHaveBeenCalled();
    world.close();
    clock.advance(20_000);
    expect(gateway.isClosed || silent.mock.calls.length > 0).toBe(true);
  });

  it("calls a side that hangs dead after 15 seconds", async () => {
    const clock = new FakeClock();
    const [left] = memoryTransportPair();
    const world = new WorldLink({ transport: left, clock, logger: silentLogger });
    const silent = vi.fn();
    world.onSilence(silent);
    clock.advance(14_999);
    expect(silent).not.toHaveBeenCalled();
    clock.advance(1);
    expect(silent).toHaveBeenCalledTimes(1);
    world.close();
    expect(clock.waiting).toBe(0);
  });

  it("closes a link that turns into noise", async () => {
    const { world, accepted, gatewayEnd } = connect();
    world.send(hello);
    await accepted;
    const closed = new Promise((resolve) => world.onClose(resolve));
    gatewayEnd.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect(await closed).toMatchObject({ code: "LINK_FRAME" });
  });
});

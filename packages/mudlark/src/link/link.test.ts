import { describe, expect, it, vi } from "vitest";
import { silentLogger, type Logger } from "../base/logger.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { acceptWorld } from "./accept-world.ts";
import { writeGatewayMessage, writeWorldMessage } from "./codec.ts";
import { FrameWriter } from "./frame-writer.ts";
import { WorldLink, type FromGateway, type FromWorld, type GatewayLink } from "./link.ts";
import { memoryTransportPair } from "./memory-transport.ts";
import { linkVersion, type GatewayMessage, type WorldMessage } from "./messages.ts";
import type { Transport } from "./transport.ts";

const hello: WorldMessage = { type: "hello", secret: "tide", version: linkVersion, pid: 1, role: "serve" };

interface Log {
  readonly logger: Logger;
  readonly lines: string[];
}

function listening(): Log {
  const lines: string[] = [];
  const note = (message: string, fields?: object): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { logger: { ...silentLogger, warn: note, error: note, security: note }, lines };
}

interface Joined {
  readonly clock: FakeClock;
  readonly log: Log;
  readonly world: WorldLink;
  readonly heard: FromGateway[];
  readonly accepted: Promise<GatewayLink>;
  readonly gatewayEnd: Transport;
  readonly worldEnd: Transport;
}

function connect(wrap: (transport: Transport) => Transport = (transport) => transport): Joined {
  const clock = new FakeClock();
  const log = listening();
  const [gatewayEnd, worldEnd] = memoryTransportPair();
  const world = new WorldLink({ transport: wrap(worldEnd), clock, logger: log.logger });
  const heard: FromGateway[] = [];
  world.onMessage((message) => heard.push(message));
  const { promise, resolve } = Promise.withResolvers<GatewayLink>();
  acceptWorld({ transport: wrap(gatewayEnd), clock, logger: log.logger, secret: "tide" }, resolve);
  return { clock, log, world, heard, accepted: promise, gatewayEnd, worldEnd };
}

/** A caller that does not use our code. */
function callAs(bytes: Buffer): {
  closed: Promise<void>;
  clock: FakeClock;
  accepted: ReturnType<typeof vi.fn>;
  log: Log;
} {
  const clock = new FakeClock();
  const log = listening();
  const [gatewayEnd, caller] = memoryTransportPair();
  const accepted = vi.fn();
  acceptWorld({ transport: gatewayEnd, clock, logger: log.logger, secret: "tide" }, accepted);
  caller.onData(() => {});
  const closed = new Promise<void>((resolve) => caller.onClose(() => resolve()));
  caller.write(bytes);
  return { closed, clock, accepted, log };
}

async function settled(): Promise<void> {
  for (let n = 0; n < 6; n++) await new Promise((resolve) => setImmediate(resolve));
}

/** Delivers what comes in one byte at a time. */
function byteByByte(transport: Transport): Transport {
  return {
    get unsent() {
      return transport.unsent;
    },
    write: (bytes) => transport.write(bytes),
    onData: (handler) =>
      transport.onData((chunk) => {
        for (const byte of chunk) handler(Buffer.from([byte]));
      }),
    onDrain: (handler) => transport.onDrain(handler),
    onClose: (handler) => transport.onClose(handler),
    close: () => transport.close(),
  };
}

describe("acceptWorld", () => {
  it("joins a gateway and a world that know the secret, and keeps what follows the hello", async () => {
    const { world, heard, accepted } = connect();
    world.send(hello);
    world.send({ type: "checked" });
    const gateway = await accepted;
    await settled();
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    world.send({ type: "ready" });
    gateway.send({ type: "retire" });
    await settled();
    expect(messages).toEqual([{ type: "checked" }, { type: "ready" }]);
    expect(heard).toEqual([{ type: "retire" }]);
  });

  it.each([
    ["another secret", { ...hello, secret: "ebb" }, /secret/],
    ["another version", { ...hello, version: 99 }, /version 99; restart/],
    ["no hello", { type: "ready" } as const, /hello/],
  ])("refuses a world with %s, says why, and writes it down", async (_what, first, pattern) => {
    const { world, heard, log } = connect();
    const closed = new Promise((resolve) => world.onClose(resolve));
    world.send(first);
    expect(await closed).toBeNull();
    expect(heard).toEqual([{ type: "refused", reason: expect.stringMatching(pattern) as string }]);
    expect(log.lines).toEqual([expect.stringMatching(pattern)]);
    expect(log.lines.join("")).not.toContain("tide");
  });

  it("cuts off a caller that says nothing for five seconds, and leaves no timer behind", async () => {
    const { clock, world, heard } = connect();
    const closed = new Promise((resolve) => world.onClose(resolve));
    clock.advance(4999);
    await settled();
    expect(world.isClosed).toBe(false);
    clock.advance(1);
    await closed;
    expect(heard).toMatchObject([{ type: "refused" }]);
    expect(clock.waiting).toBe(0);
  });

  it("does not cut off a world that has said who it is", async () => {
    const { clock, world, accepted } = connect();
    world.send(hello);
    await accepted;
    clock.advance(6000);
    await settled();
    expect(world.isClosed).toBe(false);
  });

  it("lets no stranger send much, whatever it claims", async () => {
    const claim = callAs(Buffer.from([0, 1, 0, 0, 1, 0, 0]));
    await claim.closed;
    expect(claim.accepted).not.toHaveBeenCalled();
    expect(claim.log.lines).toEqual([expect.stringContaining("65536 bytes")]);
    expect(claim.clock.waiting).toBe(0);
  });

  it("takes messages of any length from a world that it knows", async () => {
    const { world, accepted } = connect();
    world.send(hello);
    const gateway = await accepted;
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    const long: WorldMessage = { type: "checkFailed", error: "x".repeat(500_000) };
    world.send(long);
    await settled();
    expect(messages).toEqual([long]);
  });
});

describe("the link", () => {
  it("brings everything over in order when it arrives byte by byte", async () => {
    const { world, heard, accepted } = connect(byteByByte);
    world.send(hello);
    const gateway = await accepted;
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    const fromWorld: WorldMessage[] = [
      { type: "ready" },
      {
        type: "turns",
        effects: [
          { type: "text", sessions: [1, 2, 3], text: "The tide turns." },
          { type: "prompt", sessions: [1], text: "> " },
          { type: "ack", session: 1, number: 4 },
        ],
      },
    ];
    const fromGateway: GatewayMessage[] = [
      { type: "input", input: { type: "line", session: 1, number: 5, text: "look é" } },
      { type: "disconnect", session: 2, reason: "lost" },
    ];
    for (const message of fromWorld) world.send(message);
    for (const message of fromGateway) gateway.send(message);
    await settled();
    expect(messages).toEqual(fromWorld);
    expect(heard).toEqual(fromGateway);
  });

  it("sends all of a tick in one write", async () => {
    const { world, worldEnd } = connect();
    const write = vi.spyOn(worldEnd, "write");
    world.send(hello);
    for (let n = 0; n < 10; n++) world.send({ type: "ready" });
    expect(world.unsent).toBeGreaterThan(0);
    expect(write).not.toHaveBeenCalled();
    await settled();
    expect(write).toHaveBeenCalledTimes(1);
    expect(world.unsent).toBe(0);
  });

  it("does not wait for the end of the tick with more than a write's worth, or when told", () => {
    const { world, worldEnd } = connect();
    const write = vi.spyOn(worldEnd, "write");
    world.send({ type: "checkFailed", error: "x".repeat(70_000) });
    expect(write).toHaveBeenCalledTimes(1);
    world.send({ type: "ready" });
    world.flush();
    world.flush();
    expect(write).toHaveBeenCalledTimes(2);
    expect(world.unsent).toBe(worldEnd.unsent);
  });

  it("says when what waited has gone out", async () => {
    const { world, accepted } = connect();
    world.send(hello);
    await accepted;
    await settled();
    const drained = vi.fn(() => world.unsent);
    world.onDrain(drained);
    world.send({ type: "checkFailed", error: "x".repeat(70_000) });
    world.send({ type: "ready" });
    expect(world.unsent).toBeGreaterThan(70_000);
    await settled();
    expect(drained).toHaveReturnedWith(0);
  });

  it("sends what was said before it was closed, and nothing after", async () => {
    const { world, accepted } = connect();
    world.send(hello);
    const gateway = await accepted;
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    const closed = new Promise((resolve) => gateway.onClose(resolve));
    const ended = vi.fn();
    world.onClose(ended);
    world.send({ type: "stopped" });
    world.close();
    world.close();
    world.send({ type: "ready" });
    expect(await closed).toBeNull();
    expect(messages).toEqual([{ type: "stopped" }]);
    expect(ended).toHaveBeenCalledExactlyOnceWith(null);
  });

  it("hears nothing of the rest of a chunk after it was closed", async () => {
    const { world, heard, accepted } = connect();
    world.send(hello);
    const gateway = await accepted;
    world.onMessage((message) => {
      heard.push(message);
      world.close();
    });
    gateway.send({ type: "retire" });
    gateway.send({ type: "stop", text: "" });
    await settled();
    expect(heard).toEqual([{ type: "retire" }]);
  });

  it("does not mistake a failing handler for a broken link", () => {
    const { log, world, gatewayEnd } = connect();
    const [fake] = memoryTransportPair();
    let receive: (chunk: Buffer) => void = () => {};
    const transport: Transport = { ...plain(fake), onData: (handler) => (receive = handler) };
    const other = new WorldLink({ transport, clock: new FakeClock(), logger: log.logger });
    other.onMessage(() => {
      throw new RangeError("a bug of ours");
    });
    expect(() => receive(gatewayBytes({ type: "retire" }))).toThrow("a bug of ours");
    expect(other.isClosed).toBe(false);
    for (const link of [other, world]) link.close();
    gatewayEnd.close();
  });

  it("closes a link that turns into noise", async () => {
    const { world, accepted, gatewayEnd, heard, log } = connect();
    world.send(hello);
    await accepted;
    const closed = new Promise((resolve) => world.onClose(resolve));
    gatewayEnd.write(
      Buffer.concat([gatewayBytes({ type: "retire" }), Buffer.from([0xff, 0xff, 0xff, 0xff])]),
    );
    expect(await closed).toMatchObject({ code: "LINK_FRAME" });
    expect(heard).toEqual([{ type: "retire" }]);
    expect(log.lines).toEqual([expect.stringContaining("broke its format")]);
  });

  it("ignores what it does not know, and says so once", async () => {
    const { world, accepted, worldEnd, log } = connect();
    world.send(hello);
    const gateway = await accepted;
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    const writer = new FrameWriter();
    for (let n = 0; n < 500; n++) writer.end(writer.begin(0x7f + (n % 100), []));
    writeWorldMessage(writer, { type: "ready" });
    worldEnd.write(writer.take());
    await settled();
    expect(messages).toEqual([{ type: "ready" }]);
    expect(log.lines).toHaveLength(32);
    expect(new Set(log.lines).size).toBe(32);
  });
});

describe("the link's heartbeat", () => {
  it("answers pings by itself, keeps them to itself, and is not alarmed by a side that lives", async () => {
    const { clock, world, accepted, heard } = connect();
    world.send(hello);
    const gateway = await accepted;
    const messages: FromWorld[] = [];
    gateway.onMessage((message) => messages.push(message));
    const silent = vi.fn();
    gateway.onSilence(silent);
    world.onSilence(silent);
    for (let n = 0; n < 12; n++) {
      clock.advance(5000);
      await settled();
    }
    expect(silent).not.toHaveBeenCalled();
    expect([...messages, ...heard]).toEqual([]);
  });

  it("calls a side that hangs dead after 15 seconds", () => {
    const clock = new FakeClock();
    const [left] = memoryTransportPair();
    const world = new WorldLink({ transport: left, clock, logger: silentLogger });
    const silent = vi.fn();
    world.onSilence(silent);
    clock.advance(14_999);
    expect(silent).not.toHaveBeenCalled();
    clock.advance(1);
    expect(silent).toHaveBeenCalledTimes(1);
    clock.advance(15_000);
    expect(silent).toHaveBeenCalledTimes(2);
    world.close();
    expect(clock.waiting).toBe(0);
  });

  it("does not blame the other side for having been stopped itself", () => {
    const clock = new FakeClock();
    const monotonic = vi.spyOn(clock, "monotonic");
    const [left] = memoryTransportPair();
    const world = new WorldLink({ transport: left, clock, logger: silentLogger });
    const silent = vi.fn();
    world.onSilence(silent);
    clock.advance(2000);
    monotonic.mockImplementation(() => clock.now() + 3_600_000);
    clock.advance(2000);
    expect(silent).not.toHaveBeenCalled();
    clock.advance(11_000);
    expect(silent).toHaveBeenCalledTimes(1);
    world.close();
  });
});

function gatewayBytes(message: GatewayMessage): Buffer {
  const writer = new FrameWriter();
  writeGatewayMessage(writer, message);
  return writer.take();
}

function plain(transport: Transport): Transport {
  return {
    unsent: 0,
    write: (bytes) => transport.write(bytes),
    onData: (handler) => transport.onData(handler),
    onDrain: (handler) => transport.onDrain(handler),
    onClose: (handler) => transport.onClose(handler),
    close: () => transport.close(),
  };
}

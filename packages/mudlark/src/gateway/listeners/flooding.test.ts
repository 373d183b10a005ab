import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";

/** A client of some protocol. */
interface Typist {
  type(lines: readonly string[]): void;
  /** Everything that it was shown. */
  shown(): string;
}

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;

beforeEach(async () => {
  clock = new FakeClock();
  game = await testGateway(clock);
  world = await game.serve();
});
afterEach(() => game.close());

async function overTelnet(): Promise<Typist> {
  const client = await RawClient.connect(game.telnetPort);
  client.send("fffc18fffc1ffffc27");
  return {
    type: (lines) => client.type(lines.map((line) => `${line}\r\n`).join("")),
    shown: () => client.peek(),
  };
}

async function overWebSocket(): Promise<Typist> {
  const socket = new WebSocket(`ws://127.0.0.1:${game.webPort}/ws`, "v1.mudlark");
  let shown = "";
  socket.on("message", (data) => (shown += (data as Buffer).toString()));
  await until(() => socket.readyState === WebSocket.OPEN);
  clock.advance(300);
  return {
    type(lines) {
      for (const line of lines) socket.send(JSON.stringify(["text", [line], {}]));
    },
    shown: () => shown,
  };
}

it.each([
  ["telnet", overTelnet],
  ["WebSocket", overWebSocket],
] as const)(
  "takes 80 of 300 lines, and none that is too long, each with one notice, over %s [sessions 40]",
  async (_protocol, connect) => {
    const client = await connect();
    await until(() => world.all("connect").length === 1);
    client.type(["x".repeat(7000), ...Array.from({ length: 300 }, (_, index) => `say ${index}`)]);
    for (const number of [32, 64, 80]) {
      await until(() => world.lines.length >= number);
      world.turn({ type: "ack", session: 1, number });
    }
    await until(() => client.shown().includes("too fast"));
    world.turn({ type: "text", sessions: [1], text: "That is all." });
    await until(() => client.shown().includes("That is all."));
    expect(world.lines).toEqual(Array.from({ length: 80 }, (_, index) => `say ${index}`));
    expect(client.shown().match(/too fast/g)).toHaveLength(1);
    expect(client.shown().match(/too long/g)).toHaveLength(1);
  },
);

/**
 * What the link costs per message: writing and reading frames, a round trip over a real socket, and the marker.
 *
 * Run: `node bench/src/micro/link.ts`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import {
  readGatewayMessage,
  readWorldMessage,
  writeGatewayMessage,
  writeWorldMessage,
} from "../../../packages/mudlark/src/link/codec.ts";
import { FrameWriter } from "../../../packages/mudlark/src/link/frame-writer.ts";
import { FrameDecoder } from "../../../packages/mudlark/src/link/frame.ts";
import { GatewayLink, WorldLink } from "../../../packages/mudlark/src/link/link.ts";
import type { Effect, GatewayMessage, WorldMessage } from "../../../packages/mudlark/src/link/messages.ts";
import { RunningMarker } from "../../../packages/mudlark/src/link/running-marker.ts";
import { connectSocket, listenSocket } from "../../../packages/mudlark/src/link/socket-transport.ts";
import type { Transport } from "../../../packages/mudlark/src/link/transport.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mudlark-bench-link-"));
const twenty = Array.from({ length: 20 }, (_, n) => n + 1);
const thousand = Array.from({ length: 1000 }, (_, n) => n + 1);
const speech = 'Ann says, "The tide turns at nine, and the boat will not wait for anybody."';
const room = `|wThe Harbour|n\n${"Tarred planks creak under the nets – and under you. ".repeat(16)}`;

try {
  measureWorld("text to 20 sessions, ASCII", [{ type: "text", sessions: twenty, text: speech }]);
  measureWorld("text to 1 000 sessions", [{ type: "text", sessions: thousand, text: speech }]);
  measureWorld("look: 830 letters, prompt, ack", [
    { type: "text", sessions: [1], text: room },
    { type: "prompt", sessions: [1], text: "> " },
    { type: "ack", session: 1, number: 4711 },
  ]);
  measureWorld("ack alone", [{ type: "ack", session: 1, number: 4711 }]);
  measureWorld("command [text, say] to 20", [
    {
      type: "command",
      sessions: twenty,
      command: { name: "text", args: [speech], kwargs: { type: "say", alt: "Ann speaks" } },
    },
  ]);
  measureGateway("input line", {
    type: "input",
    input: { type: "line", session: 1, number: 4711, text: "look at the old lantern" },
  });
  measureMarker();
  await measureSocket();
} finally {
  rmSync(folder, { recursive: true });
}

function measureWorld(name: string, effects: readonly Effect[]): void {
  const message: WorldMessage = { type: "turns", effects };
  measureCodec(
    name,
    (writer) => writeWorldMessage(writer, message),
    (frame) => readWorldMessage(frame, () => {}),
  );
}

function measureGateway(name: string, message: GatewayMessage): void {
  measureCodec(
    name,
    (writer) => writeGatewayMessage(writer, message),
    (frame) => readGatewayMessage(frame, () => {}),
  );
}

/** Messages go through in batches of 20, as in a busy tick. */
function measureCodec(
  name: string,
  write: (writer: FrameWriter) => void,
  read: (frame: NonNullable<ReturnType<FrameDecoder["next"]>>) => unknown,
): void {
  const perTick = 20;
  const writer = new FrameWriter();
  const decoder = new FrameDecoder();
  let seen = 0;
  const writeTick = (): Buffer => {
    for (let n = 0; n < perTick; n++) write(writer);
    return writer.take();
  };
  const bytes = writeTick();
  const writing = best(() => void (seen += writeTick().length)) / perTick;
  const reading =
    best(() => {
      decoder.push(bytes);
      for (let frame = decoder.next(); frame !== null; frame = decoder.next()) if (read(frame)) seen++;
    }) / perTick;
  if (seen === 0) throw new Error("nothing was measured");
  report(
    name,
    `write ${writing.toFixed(0)} ns, read ${reading.toFixed(0)} ns, ${bytes.length / perTick} bytes`,
  );
}

function measureMarker(): void {
  const marker = RunningMarker.open(path.join(folder, "running"));
  let line = 0;
  const each = best(() => marker.running("line", "look", 1, ++line));
  marker.close();
  report("running marker", `${each.toFixed(0)} ns`);
}

async function measureSocket(): Promise<void> {
  const file = path.join(folder, "link.sock");
  const accepted = Promise.withResolvers<Transport>();
  const listener = await listenSocket(file, accepted.resolve);
  const options = { clock: systemClock, logger: silentLogger };
  const world = new WorldLink({ ...options, transport: await connectSocket(file) });
  const gateway = new GatewayLink({ ...options, transport: await accepted.promise });
  world.onMessage((message) => {
    if (message.type !== "input") return;
    const { session, number } = message.input;
    world.send({
      type: "turns",
      effects: [
        { type: "text", sessions: [session], text: room },
        { type: "ack", session, number },
      ],
    });
  });
  for (const together of [1, 1000]) {
    const each = await roundTrips(gateway, together, 40_000);
    report(`socket, ${together} at a time`, `${each.toFixed(1)} µs per line and answer (one process)`);
  }
  world.close();
  gateway.close();
  await listener.close();
}

/** Microseconds per line, with so many lines under way at any time. */
function roundTrips(gateway: GatewayLink, together: number, lines: number): Promise<number> {
  return new Promise((resolve) => {
    let sent = 0;
    let answered = 0;
    const send = (): void => {
      sent++;
      const input = { type: "line", session: 1, number: sent, text: "look" } as const;
      gateway.send({ type: "input", input });
    };
    const started = performance.now();
    gateway.onMessage(() => {
      answered++;
      if (sent < lines) send();
      else if (answered === lines) resolve(((performance.now() - started) * 1000) / lines);
    });
    for (let n = 0; n < together; n++) send();
  });
}

/** Nanoseconds of one call in the best of some rounds of 50 ms, the first of which warm up. */
function best(work: () => void): number {
  let least = Infinity;
  for (let round = 0; round < 12; round++) {
    let calls = 0;
    const started = performance.now();
    let spent = 0;
    for (; spent < 50; spent = performance.now() - started) {
      for (let n = 0; n < 20; n++) work();
      calls += 20;
    }
    if (round >= 2) least = Math.min(least, (spent * 1e6) / calls);
  }
  return least;
}

function report(name: string, figures: string): void {
  console.log(`${name.padEnd(32)} ${figures}`);
}

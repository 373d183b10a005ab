import { TelnetService } from "@mudlark/protocols";
import { Duplex } from "node:stream";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { ClientOutput } from "../client-output.ts";
import { Alarms } from "../alarms.ts";
import { Flusher } from "../flusher.ts";
import { OutgoingCommand } from "../outgoing-command.ts";
import { OutgoingText } from "../outgoing-text.ts";
import { viewOf } from "../view.ts";
import type { WireEvents } from "../wire.ts";
import { TelnetWire } from "./telnet-wire.ts";

/** A socket whose other end reads when it is told to. */
class SlowSocket extends Duplex {
  readonly #waiting: (() => void)[] = [];
  #isReading = true;
  received = "";

  stall(): void {
    this.#isReading = false;
  }

  readOn(): void {
    this.#isReading = true;
    for (const done of this.#waiting.splice(0)) done();
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.received += chunk.toString("latin1");
    if (this.#isReading) done();
    else this.#waiting.push(done);
  }
}

const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a telnet client that reads slowly", () => {
  it("gets all text, and of its vitals the latest", async () => {
    const socket = new SlowSocket();
    const clock = new FakeClock();
    const wire = new TelnetWire(socket, {
      clock,
      flusher: new Flusher(),
      alarms: new Alarms(clock),
      telnet: new TelnetService({ now: () => clock.monotonic() }),
      backlogBytes: () => 100_000,
      mssp: () => ({}),
      webAddress: () => null,
      detects: false,
    });
    const output = new ClientOutput({
      wire,
      view: viewOf(wire.flags, { screenReaderStrip: "" }),
      settings: { outputBacklogBytes: 100_000 },
      isAsked: false,
    });
    const ignore = (): void => {};
    const events: WireEvents = {
      ready: ignore,
      line: ignore,
      tooLong: ignore,
      command: ignore,
      flags: ignore,
      keepalive: ignore,
      callsFor: ignore,
      keyChanged: ignore,
      ended: ignore,
      back: ignore,
      drained: () => output.drained(),
    };
    wire.start(events);
    socket.push(Buffer.from('\xff\xfd\xc9\xff\xfa\xc9Core.Supports.Set ["Char 1"]\xff\xf0', "latin1"));
    await turnOfTheLoop();
    socket.stall();
    const view = viewOf(wire.flags, { screenReaderStrip: "" });
    const say = async (text: string): Promise<void> => {
      wire.sendText(new OutgoingText("text", text), view);
      await turnOfTheLoop();
    };
    const vitals = (hp: number): void =>
      output.command(
        new OutgoingCommand({ name: "Char.Vitals", args: [], kwargs: { hp }, manner: "latest" }),
      );
    vitals(1);
    await say("a".repeat(30_000));
    vitals(2);
    await say("b".repeat(30_000));
    for (let hp = 3; hp <= 50; hp++) vitals(hp);
    await say("The end.");
    socket.readOn();
    await turnOfTheLoop();
    await turnOfTheLoop();
    const told = [...socket.received.matchAll(/Char\.Vitals \{"hp":(\d+)\}/g)].map(([, hp]) => Number(hp));
    expect(told).toEqual([1, 2, 50]);
    expect(socket.received.replaceAll(/[^ab]/g, "")).toContain("a".repeat(30_000) + "b".repeat(30_000));
    expect(socket.received).toContain("The end.");
    wire.close("quit");
  });
});

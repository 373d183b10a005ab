import { beforeEach, describe, expect, it } from "vitest";
import type { Manner } from "../link/messages.ts";
import { ClientOutput } from "./client-output.ts";
import { FakeWire } from "./fake-wire.fixture.ts";
import { OutgoingCommand } from "./outgoing-command.ts";
import { OutgoingText } from "./outgoing-text.ts";
import { viewOf } from "./view.ts";

let wire: FakeWire;
let output: ClientOutput;
let isAsked: boolean;

beforeEach(() => {
  wire = new FakeWire();
  isAsked = false;
  output = new ClientOutput({
    wire,
    get view() {
      return viewOf(wire.flags, { screenReaderStrip: "" });
    },
    settings: { outputBacklogBytes: 1000 },
    get isAsked() {
      return isAsked;
    },
  });
});

const send = (name: string, value: number, manner?: Manner): void =>
  output.command(new OutgoingCommand({ name, args: [value], kwargs: {}, ...(manner && { manner }) }));

const arrived = (): [string, unknown][] => wire.commands.splice(0).map(({ name, args }) => [name, args[0]]);

describe("a client that reads slowly", () => {
  it("is told the latest of each kind once it has read the rest, and everything else at once", () => {
    wire.unsentBytes = 501;
    send("Char.Vitals", 1, "latest");
    send("HEALTH", 10, "latest");
    send("Room.Info", 5);
    send("Char.Vitals", 2, "latest");
    expect(arrived()).toEqual([["Room.Info", 5]]);
    wire.unsentBytes = 0;
    output.drained();
    expect(arrived()).toEqual([
      ["Char.Vitals", 2],
      ["HEALTH", 10],
    ]);
    output.drained();
    expect(arrived()).toEqual([]);
  });

  it("is told everything up to half of what may wait, and never something old after something new", () => {
    wire.unsentBytes = 500;
    send("HEALTH", 1, "latest");
    wire.unsentBytes = 501;
    send("HEALTH", 2, "latest");
    wire.unsentBytes = 400;
    send("HEALTH", 3, "latest");
    output.drained();
    expect(arrived()).toEqual([
      ["HEALTH", 1],
      ["HEALTH", 3],
    ]);
  });
});

describe("the caption of a sound", () => {
  const play = (name = "Client.Media.Play"): void =>
    output.command(
      new OutgoingCommand({ name, args: [], kwargs: { name: "rain.mp3", caption: "|rRain|n." } }),
    );

  it("is text for those whose clients do not play it", () => {
    wire.flags = { ...wire.flags, OOB: "gmcp" };
    play();
    expect(wire.take()).toEqual([]);
    wire.takesCommands = false;
    play("client_media_play");
    wire.takesCommands = true;
    wire.flags = { ...wire.flags, OOB: "msdp" };
    play();
    expect(wire.take()).toEqual(["|rRain|n.", "|rRain|n."]);
    play("Client.Media.Stop");
    play("Char.Vitals");
    expect(wire.take()).toEqual([]);
  });

  it("is text for screen readers, too", () => {
    wire.flags = { ...wire.flags, OOB: "gmcp", SCREENREADER: true };
    play();
    expect(wire.take()).toEqual(["|rRain|n."]);
    expect(wire.commands).toHaveLength(1);
  });
});

describe("a prompt", () => {
  const prompt = (words: string): void => output.text(new OutgoingText("prompt", words));

  it("is said to a screen reader when it is another one than the last", () => {
    wire.flags = { ...wire.flags, SCREENREADER: true };
    for (const words of ["10 hp>", "|g10 hp|n>", "9 hp>", "9 hp>"]) prompt(words);
    output.text(new OutgoingText("text", "9 hp>"));
    prompt("10 hp>");
    expect(wire.take()).toEqual(["10 hp>", "9 hp>", "9 hp>", "10 hp>"]);
  });

  it("is always said where it is a question, and always shown to those who read", () => {
    prompt("10 hp>");
    prompt("10 hp>");
    expect(wire.take()).toHaveLength(2);
    wire.flags = { ...wire.flags, SCREENREADER: true };
    isAsked = true;
    prompt("Sure?");
    prompt("Sure?");
    expect(wire.take()).toHaveLength(2);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import type { Manner } from "../link/messages.ts";
import { CommandDelivery } from "./command-delivery.ts";
import { FakeWire } from "./fake-wire.fixture.ts";
import { OutgoingCommand } from "./outgoing-command.ts";
import { viewOf } from "./view.ts";

let wire: FakeWire;
let delivery: CommandDelivery;
let shown: string[];

beforeEach(() => {
  wire = new FakeWire();
  shown = [];
  delivery = new CommandDelivery({
    wire: () => wire,
    flags: () => wire.flags,
    backlogBytes: () => 1000,
    show: (text) => shown.push(text.terminal(viewOf(wire.flags, { screenReaderStrip: "" }))),
  });
});

const send = (name: string, value: number, manner?: Manner): void =>
  delivery.send(new OutgoingCommand({ name, args: [value], kwargs: {}, ...(manner && { manner }) }));

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
    delivery.drained();
    expect(arrived()).toEqual([
      ["Char.Vitals", 2],
      ["HEALTH", 10],
    ]);
    delivery.drained();
    expect(arrived()).toEqual([]);
  });

  it("is told everything up to half of what may wait, and never something old after something new", () => {
    wire.unsentBytes = 500;
    send("HEALTH", 1, "latest");
    wire.unsentBytes = 501;
    send("HEALTH", 2, "latest");
    wire.unsentBytes = 400;
    send("HEALTH", 3, "latest");
    delivery.drained();
    expect(arrived()).toEqual([
      ["HEALTH", 1],
      ["HEALTH", 3],
    ]);
  });
});

describe("the caption of a sound", () => {
  const play = (name = "Client.Media.Play"): void =>
    delivery.send(
      new OutgoingCommand({ name, args: [], kwargs: { name: "rain.mp3", caption: "|rRain|n." } }),
    );

  it("is text for those whose clients do not play it", () => {
    wire.flags = { ...wire.flags, OOB: "gmcp" };
    play();
    expect(shown).toEqual([]);
    wire.takesCommands = false;
    play("client_media_play");
    wire.takesCommands = true;
    wire.flags = { ...wire.flags, OOB: "msdp" };
    play();
    expect(shown).toEqual(["|rRain|n.", "|rRain|n."]);
    play("Client.Media.Stop");
    play("Char.Vitals");
    expect(shown).toHaveLength(2);
  });

  it("is text for screen readers, too", () => {
    wire.flags = { ...wire.flags, OOB: "gmcp", SCREENREADER: true };
    play();
    expect(shown).toEqual(["|rRain|n."]);
    expect(wire.commands).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

let server: GameServer;
let ada: TelnetClient;

beforeAll(async () => {
  server = await GameServer.start({ template: "tutorial" });
  ada = await server.enterAsNew("Ada");
});
afterAll(() => server[Symbol.asyncDispose]());

describe("the tutorial", () => {
  it("can be played to its end by a newcomer", async () => {
    await ada.expect(/The Quay[^]*Exits: shed and breakwater/);
    await ada.ask("breakwater", /Exits: quay and lighthouse/);
    await ada.ask("lighthouse", /Exits: breakwater and up/);
    await ada.ask("up", "You need a light that burns.");
    await ada.ask("breakwater", /Exits/);
    await ada.ask("quay", /Exits/);
    await ada.ask("shed", /You see: a lantern and a tin lamp/);
    await ada.ask("get lantern", "You pick up a lantern.");
    await ada.ask("light lantern", "You light the lantern.");
    await ada.ask("light lantern", "It burns already.");
    await ada.ask("snuff lantern", "You snuff the lantern.");
    await ada.ask("light/quiet lantern", "the wick takes the flame");
    for (const exit of ["quay", "breakwater", "lighthouse"]) await ada.ask(exit, /Exits/);
    await ada.ask("up", "The Lamp Room");
    await ada.ask("get great lamp", "Four strong people might lift it.");
    await ada.ask("light great lamp", /almost dry.*\[Y\]\/N/);
    await ada.ask("n", "You keep the last of the oil.");
    await ada.ask("light great lamp", /almost dry.*\[Y\]\/N/);
    await ada.ask("y", /You light the great lamp\.\s+Light leaps out/);
    await ada.ask("look", /a burning great lamp/);
    await ada.ask("snuff great lamp", "You snuff the great lamp.");
    await ada.ask("light great lamp", "Not a drop of oil is left in it.");
  });

  it("lets its owner do what its readme proposes", async () => {
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("shed", "The Lamp Shed");
    await warden.ask("create oil lamp:things/lantern.Lantern", "You make oil lamp");
    await warden.ask("examine oil lamp", "things/lantern.Lantern");
    await warden.ask("set oil lamp/fuel = 20", "is now 20");
    await warden.ask("set oil lamp/fuel = 1000", "it must be at most 100");
    await warden.ask("dig Boathouse = boathouse;b, quay;q", "You dig Boathouse");
    await warden.ask("b", "Boathouse");
    await warden.ask("desc Nets hang from every beam.", "is described");
    await warden.ask("q", "The Lamp Shed");
  });

  it("has its code replaced while somebody plays, and the harbour is not built again", async () => {
    const file = "src/commands/snuff.ts";
    const code = await server.read(file);
    await server.write(file, code.replace("It does not burn.", "There is no flame."));
    const { code: end, output } = await server.verb("reload");
    expect(end, output).toBe(0);
    await ada.expect("has restarted");
    await ada.ask("snuff great lamp", "There is no flame.");
    await ada.ask("down", "The Foot of the Lighthouse");
    await server.write(file, code.replace("run(ctx", "run(ctx ctx"));
    const broken = await server.verb("reload");
    expect(broken.code).toBe(1);
    expect(broken.output).toContain("snuff.ts");
    await ada.ask("snuff lantern", "You snuff the lantern.");
  });
});

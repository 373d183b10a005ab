import { describe, expect, it } from "vitest";
import { command } from "../command/declaration/command.ts";
import { arg } from "../command/arguments/arg.ts";
import { seq } from "../command/arguments/combinators.ts";
import { attr, defineGame } from "../api.ts";
import { Thing } from "../stock/classes/thing.ts";
import { testGame } from "./test-game.ts";
import "./vitest.ts";

class Lantern extends Thing.with({ fuel: attr.int({ default: 100, min: 0 }) }) {}

const light = command({
  key: "light",
  help: "Light a lantern you carry.",
  needs: ["puppet"],
  args: seq(arg.object("lantern", { from: "inventory", is: Lantern })),
  async run(ctx, { lantern }) {
    if (lantern.fuel < 10 && !(await ctx.confirm("It is almost dry. Light it anyway?"))) return;
    ctx.here.act("$You() $conj(light) {lantern}.", { lantern });
    lantern.fuel = Math.max(0, lantern.fuel - 10);
  },
});

const explode = command({
  key: "explode",
  help: "Fail.",
  run() {
    throw new Error("boom");
  },
});

const doze = command({
  key: "doze",
  help: "Wake up after a while.",
  async run(ctx) {
    await ctx.pause(60);
    ctx.msg("You wake up.");
  },
});

describe("testGame", () => {
  it("tries a command as a player would", async () => {
    await using game = await testGame({ commands: [light], classes: [Lantern] });
    const { ann, bea } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bea: "hall" } });
    const lantern = await game.create(Lantern, { key: "lantern", location: ann.character });
    await game.turn(() => (lantern.fuel = 5));
    const result = await game.call("light lantern", { as: ann, answers: ["y"] });
    expect(result).toHaveSent(ann, /You light lantern/);
    expect(result).toHaveSent(bea, "Ann lights lantern.", { exact: true });
    expect(result).not.toHaveSent(bea, /almost dry/);
    expect(result.outcome.status).toBe("ok");
    expect(lantern.fuel).toBe(0);
  });

  it("says what waits, and goes on with the next line", async () => {
    await using game = await testGame({ commands: [light], classes: [Lantern] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.create(Lantern, { key: "lantern", location: ann.character, attributes: { fuel: 5 } });
    const asked = await game.call("light lantern", { as: ann });
    expect(asked.outcome.status).toBe("waiting");
    expect(asked).toHaveSent(ann, /almost dry/);
    expect(await game.call("y", { as: ann })).toHaveSent(ann, "You light");
  });

  it("refuses an answer that nobody asked for", async () => {
    await using game = await testGame({ commands: [light], classes: [Lantern] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.create(Lantern, { key: "lantern", location: ann.character });
    await expect(game.call("light lantern", { as: ann, answers: ["y"] })).rejects.toThrow(
      /nobody asked.*"y"/,
    );
  });

  it("fails loudly when a command throws, unless that is expected", async () => {
    await using game = await testGame({ commands: [explode, light] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await expect(game.call("explode", { as: ann })).rejects.toThrow("boom");
    const { outcome, error } = await game.call("explode", { as: ann, expectError: true });
    expect(outcome.status).toBe("error");
    expect(error).toMatchObject({ message: "boom" });
    await expect(game.call("look", { as: ann, expectError: true })).rejects.toThrow("was expected to throw");
  });

  it("fails at its end when something threw on the way", async () => {
    const game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    game.world.signals.on("sessionClosed", () => {
      throw new Error("a listener of the game");
    });
    ann.session.disconnect();
    await expect(game[Symbol.asyncDispose]()).rejects.toThrow("a listener of the game");
  });

  it("lets time pass only when it is told to", async () => {
    await using game = await testGame({ commands: [doze] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const before = game.clock.now();
    expect((await game.call("doze", { as: ann })).outcome.status).toBe("waiting");
    await game.clock.advance("59s");
    expect(ann.session.text).not.toContain("wake up");
    await game.clock.advance(1000);
    expect(ann.session.text).toContain("You wake up.");
    expect(game.clock.now() - before).toBe(60_000);
    await expect(game.clock.advance("soon")).rejects.toThrow(RangeError);
  });

  it("repeats chance for a seed", async () => {
    const roll = async (seed: number): Promise<number> => {
      await using game = await testGame({ seed });
      return game.turn(() => game.world.random.next());
    };
    expect(await roll(7)).toBe(await roll(7));
    expect(await roll(7)).not.toBe(await roll(8));
  });

  it("greets as the real one does, and lets log in by the password of the superuser", async () => {
    await using game = await testGame({ superuser: { name: "Warden", password: "salt-meadow-9" } });
    const session = await game.connect({ flags: { SCREENREADER: true } });
    expect(session.text).toMatch(/connect/);
    await game.call("connect warden", { as: session, answers: ["salt-meadow-9"] });
    expect(session.commands.map(({ name }) => name)).toContain("logged_in");
    expect(game.session(session).puppet?.id).toBe(1);
    expect(game.session(session).account?.isSuperuser).toBe(true);
  });

  it("hides what is typed at a hidden question", async () => {
    await using game = await testGame();
    const session = await game.connect();
    await game.call("connect ann", { as: session });
    expect(session.isInputHidden).toBe(true);
    await game.call("wrong", { as: session });
    expect(session.isInputHidden).toBe(false);
  });

  it("gives permissions in a scene", async () => {
    await using game = await testGame();
    const { ann, bea } = await game.scene({
      rooms: ["hall"],
      players: { ann: { in: "hall", permissions: ["Builder"] }, bea: "hall" },
    });
    expect((await game.call("dig Cellar", { as: ann })).outcome.status).toBe("ok");
    expect((await game.call("dig Cellar", { as: bea })).outcome.status).toBe("unknown");
  });

  it("applies the limits of the gateway when they are set", async () => {
    await using game = await testGame({ config: { limits: { inputChars: 10 } } });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const result = await game.call("say something long", { as: ann });
    expect(result.outcome.status).toBe("notRun");
    expect(result.sentTo(ann)).toHaveLength(1);
  });
});

describe("reload of a game under test", () => {
  it("keeps what was saved and who is connected, and takes new code", async () => {
    const told: string[] = [];
    const definition = defineGame({
      hooks: {
        atServerReloadStop: () => told.push("reload stop"),
        atServerStop: () => told.push("stop"),
        atServerInit: () => told.push("init"),
        atServerReloadStart: () => told.push("reload start"),
        atServerColdStart: () => told.push("cold start"),
        atServerStart: () => told.push("start"),
      },
    });
    await using game = await testGame({ definition, classes: [Lantern] });
    const { ann, hall } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const lantern = await game.create(Lantern, { key: "lantern", location: hall });
    await game.turn(() => (lantern.fuel = 7));
    expect(told.splice(0)).toEqual(["init", "cold start", "start"]);
    using record = game.record({});
    expect((await game.call("explode", { as: ann })).outcome.status).toBe("unknown");
    await game.reload({
      commands: [command({ key: "explode", help: "Puff.", run: (ctx) => ctx.msg("Puff.") })],
    });
    expect(told.splice(0)).toEqual(["reload stop", "stop", "init", "reload start", "start"]);
    expect(record.names).toEqual([
      "atServerReloadStop",
      "atServerStop",
      "atServerInit",
      "atServerReloadStart",
      "atServerStart",
    ]);
    expect(await game.call("explode", { as: ann })).toHaveSent(ann, "Puff.");
    expect(game.current(lantern)).not.toBe(lantern);
    expect(game.current(lantern).fuel).toBe(7);
    expect(ann.character.location).toBe(game.current(hall));
    expect(ann.session.text).toMatch(/restarts[^]*has restarted/);
  });

  it("goes on with the old code when the new one is refused", async () => {
    await using game = await testGame({ commands: [doze] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await expect(game.reload({ config: { accounts: { sessionMode: 0, maxPuppets: 3 } } })).rejects.toThrow(
      "accounts.maxPuppets",
    );
    expect((await game.call("look", { as: ann })).textTo(ann)).toContain("hall");
  });

  it("survives the death of the world with everything that anybody saw", async () => {
    await using game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.call("setdesc Tall and quiet.", { as: ann });
    await game.crash();
    expect(await game.call("look me", { as: ann })).toHaveSent(ann, /Tall and quiet/);
  });
});

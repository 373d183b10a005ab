import { describe, expect, it } from "vitest";
import { cmdset } from "../command/sets/command-set.ts";
import { command } from "../command/declaration/command.ts";
import type { GameConfig } from "../config/schema.ts";
import { defineGame } from "../game/define-game.ts";
import { Character } from "../stock/classes/character.ts";
import type { TestPlayer } from "../testing/test-player.ts";
import { testGame, type TestGame } from "../testing/test-game.ts";
import type { TestSession } from "../testing/test-session.ts";
import { Account } from "./accounts/account.ts";
import { checkSessions } from "./check-sessions.ts";
import type { Session } from "./session.ts";

const secret = "three wet herons";
const signals = [
  "accountFirstLogin",
  "accountLogin",
  "objectPuppeted",
  "objectUnpuppeted",
  "accountLastLogout",
  "accountLogout",
  "sessionClosed",
] as const;
const puppetHooks = ["atPrePuppet", "atPostPuppet", "atPreUnpuppet", "atPostUnpuppet"];

interface Scene {
  readonly game: TestGame;
  readonly anna: TestPlayer;
  readonly cora: TestPlayer;
  /** Another session of anna's account. */
  readonly second: TestSession;
}

/** Anna with two sessions and a second character, Bob; Cora is the room that watches. */
async function twoSessions(
  accounts: NonNullable<GameConfig["accounts"]>,
  more: GameConfig = {},
): Promise<Scene> {
  const game = await testGame({ config: { ...more, accounts } });
  const { anna, cora } = await game.scene({ rooms: ["hall"], players: { anna: "hall", cora: "hall" } });
  await game.turn(() => {
    const { account } = game.session(anna);
    if (account !== null) game.world.accounts.createCharacter(account, "Bob");
  });
  const second = await game.connect();
  expect(await game.logIn(second, "anna")).toBeNull();
  return { game, anna, cora, second };
}

const since = (session: TestSession, from: number): string =>
  session.transcript
    .slice(from)
    .map(({ plain }) => plain)
    .join("\n");

const count = (text: string, words: string): number => text.split(words).length - 1;

describe("the order of a login", () => {
  it("[sessions 3] runs account, puppet and signals one after the other", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 0 } } });
    const { cora } = await game.scene({ players: { cora: {} } });
    const passwordHash = await game.world.accounts.hash(secret);
    await game.turn(() => void game.world.accounts.create({ name: "anna", passwordHash, address: null }));
    await game.reload();
    using record = game.record({ hooks: [Account, Character], signals });
    const session = await game.connect();
    const result = await game.call(`connect ANNA ${secret}`, { as: session });
    const own = record.events.filter(({ on }) => on === null || on.key === "anna").map(({ name }) => name);
    expect(own.filter((name) => !/^at(Init|Look|Desc|Display|Msg)/.test(name))).toEqual([
      "atPreLogin",
      "atFirstLogin",
      "atPostLogin",
      "atAccess",
      "atPrePuppet",
      "atPostPuppet",
      "objectPuppeted",
      "accountFirstLogin",
      "accountLogin",
    ]);
    expect(own.indexOf("atInit")).toBeLessThan(own.indexOf("atFirstLogin"));
    expect(session.commands.filter(({ name }) => name === "logged_in")).toEqual([
      { name: "logged_in", args: [], kwargs: {} },
    ]);
    expect(count(result.textTo(cora), "anna has entered the game.")).toBe(1);
  });

  it("is as short when the account comes back", async () => {
    const game = await testGame();
    const anna = await game.enter("anna");
    await game.call("quit", { as: anna });
    using record = game.record({ hooks: [Account], signals });
    await game.enter("anna");
    expect(record.names).toEqual([
      "atPreLogin",
      "atPostLogin",
      "objectPuppeted",
      "accountFirstLogin",
      "accountLogin",
    ]);
  });
});

describe("a character that does not want to be played", () => {
  it("stays where it was, and its player reads why", async () => {
    class Shy extends Character {
      override atPrePuppet(account: Account, session: Session): boolean | string | void {
        super.atPrePuppet(account, session);
        this.db.asked = true;
        account.msg("She is too shy today.");
        return false;
      }
    }
    const game = await testGame({
      config: { accounts: { maxCharacters: 2 } },
      classes: [Shy],
    });
    const { anna, cora } = await game.scene({ rooms: ["hall"], players: { anna: "hall", cora: "hall" } });
    const shy = await game.turn(() => {
      const { account } = game.session(anna);
      if (account === null) throw new Error("anna is not logged in");
      const made = game.world.accounts.createCharacter(account, "Bob");
      made.swapClass(Shy, { runStartHooks: false });
      return made;
    });
    const result = await game.call("ic Bob", { as: anna });
    expect(result.textTo(anna)).toContain("She is too shy today.");
    expect(result.textTo(cora)).not.toContain("Bob");
    expect(shy.location).toBeNull();
    expect(shy.db.asked).toBeUndefined();
    expect(anna.character.isOnline).toBe(true);
  });
});

describe("the order of an end", () => {
  it.each(["lost", "quit"] as const)(
    "lets go of the puppet first, and tells of the session last: %s",
    async (how) => {
      const game = await testGame();
      const { anna, cora } = await game.scene({ rooms: ["hall"], players: { anna: "hall", cora: "hall" } });
      using record = game.record({ hooks: [Account, anna.character], signals });
      const from = cora.session.transcript.length;
      if (how === "lost") {
        anna.session.disconnect();
        await game.rest();
      } else {
        await game.call("quit", { as: anna });
      }
      const events = record.names.filter((name) =>
        /^at(Pre|Post)?(Unpuppet|Disconnect)|^[^a]|^account|^object/.test(name),
      );
      expect(events).toEqual([
        "atPreUnpuppet",
        "atPostUnpuppet",
        "objectUnpuppeted",
        "atDisconnect",
        "atPostDisconnect",
        "accountLastLogout",
        "accountLogout",
        "sessionClosed",
      ]);
      const told = since(cora.session, from);
      expect(told).toContain(
        how === "lost" ? "has left the game (connection lost)." : "anna has left the game.",
      );
      // A second end of the same session is none.
      anna.session.disconnect();
      await game.rest();
      expect(record.names.filter((name) => name === "sessionClosed")).toHaveLength(1);
    },
  );
});

describe("mode 3", () => {
  it("[sessions 15] shares character, input and output; the room hears no arrival and one say", async () => {
    const { game, anna, cora, second } = await twoSessions({ sessionMode: 3 });
    expect(second.text).toContain("You are now sharing anna with your other sessions.");
    expect(anna.session.text).toContain("anna is now shared with another of your sessions.");
    const said = await game.call("say hi", { as: second });
    expect([said.textTo(anna), said.textTo(second)]).toEqual(['You say, "hi"', 'You say, "hi"']);
    expect(said.sentTo(cora)).toHaveLength(1);
    const looked = await game.call("look", { as: second });
    expect(looked.textTo(second)).toContain("hall");
    expect(looked.textTo(anna)).toBe(looked.textTo(second));
    expect(count(cora.session.text, "anna has entered the game.")).toBe(0);

    const quiet = await twoSessions({ sessionMode: 3 }, { commands: { replyToAllSessions: false } });
    const alone = await quiet.game.call("inventory", { as: quiet.second });
    expect([alone.sentTo(quiet.second).length, alone.sentTo(quiet.anna).length]).toEqual([1, 0]);
  });

  it("[sessions 17] refuses one character too many to the asking session only, before any hook", async () => {
    const { game, anna, second } = await twoSessions({ sessionMode: 3, maxPuppets: 1 });
    using record = game.record({ hooks: [Character], signals });
    const { textTo, sentTo } = await game.call("ic Bob", { as: second });
    expect(textTo(second)).toBe("You cannot play more puppets at once (max 1).");
    expect(sentTo(anna)).toEqual([]);
    expect(game.session(second).puppet).toBe(anna.character);
    expect(record.names.filter((name) => puppetHooks.includes(name) || !name.startsWith("at"))).toEqual([]);
  });

  it("[sessions 38] becomes mode 2 at a reload: who was there last keeps the character", async () => {
    const { game, anna, cora, second } = await twoSessions({ sessionMode: 3 });
    await game.clock.advance("1s");
    await game.call("look", { as: anna });
    const from = { cora: cora.session.transcript.length, second: second.transcript.length };
    await game.reload({ config: { accounts: { sessionMode: 2 } } });
    expect(game.session(anna).puppet).toBe(anna.character);
    expect(game.session(second).puppet).toBeNull();
    expect(since(second, from.second)).toMatch(/anna is now played from another[^]*out of character/);
    expect(since(cora.session, from.cora)).not.toContain("anna");
    expect((await game.call("say x", { as: second })).outcome.status).toBe("unknown");
  });
});

describe("what outlives a world", () => {
  const wave = command({ key: "wave", run: (ctx) => ctx.msg("You wave.") });
  const waving = cmdset({ key: "waving", commands: [wave] });

  it("[sessions 31] a reload: links, flags, data and kept sets, in silence; the server's hooks in order", async () => {
    const nothing = (): void => {};
    const definition = defineGame({
      commands: { sets: [waving] },
      hooks: {
        atServerStart: nothing,
        atServerColdStart: nothing,
        atServerInit: nothing,
        atServerReloadStart: nothing,
        atServerStop: nothing,
        atServerReloadStop: nothing,
        atServerColdStop: nothing,
      },
    });
    const game = await testGame({ definition, config: { accounts: { sessionMode: 2 } } });
    const { anna, cora } = await game.scene({ rooms: ["hall"], players: { anna: "hall", cora: "hall" } });
    const { id } = anna.session;
    await game.turn(() => {
      const session = game.session(anna);
      session.updateFlags({ NOCOLOR: true });
      session.change({ serverData: { x: 1 } });
      session.db.y = 1;
      expect(session.ndb.y).toBe(1);
      expect(() => Object.assign(session, { db: {} })).toThrow(TypeError);
      session.commandSets.add(waving, { persistent: true });
    });
    using record = game.record({ hooks: [Account, Character], signals });
    const from = { anna: anna.session.transcript.length, cora: cora.session.transcript.length };
    await game.reload();
    const session = game.session(anna);
    expect(session.id).toBe(id);
    expect(session.puppet).toBe(anna.character);
    expect(session.flags).toMatchObject({ NOCOLOR: true });
    expect(session.serverData).toEqual({ x: 1 });
    expect([session.db.y, session.ndb.y]).toEqual([undefined, undefined]);
    expect((await game.call("wave", { as: anna })).textTo(anna)).toBe("You wave.");
    expect(since(anna.session, from.anna)).toMatch(/^The world restarts.*\n.*has restarted/);
    expect(since(cora.session, from.cora)).not.toContain("anna");
    expect(record.names.filter((name) => puppetHooks.includes(name) || !name.startsWith("at"))).toEqual([]);
    expect(record.events.filter(({ kind }) => kind === "server hook").map(({ name }) => name)).toEqual([
      "atServerReloadStop",
      "atServerStop",
      "atServerInit",
      "atServerReloadStart",
      "atServerStart",
    ]);
  });

  it("[sessions 36] a crash: everybody is where they were, and the room hears nothing", async () => {
    const { game, anna, cora, second } = await twoSessions({ sessionMode: 2 });
    await game.call("ic Bob", { as: second });
    const before = [anna.session, second].map((session) => [session.id, game.session(session).puppet?.id]);
    const started = game.clock.now();
    const from = cora.session.transcript.length;
    await game.crash();
    expect(game.clock.now() - started).toBeLessThan(10_000);
    expect([anna.session, second].map((session) => [session.id, game.session(session).puppet?.id])).toEqual(
      before,
    );
    expect(anna.session.text).toContain("The world is restarting.");
    expect(since(cora.session, from)).not.toMatch(/anna|Bob/);
  });

  it("[sessions 34] leaving while there is no world is made up for right after it is back", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 0 } } });
    const { anna, cora, god } = await game.scene({
      rooms: ["hall"],
      players: { anna: "hall", cora: "hall", god: { in: "hall", superuser: true } },
    });
    const from = cora.session.transcript.length;
    await game.crash(() => anna.session.disconnect());
    expect(count(since(cora.session, from), "anna has left the game (connection lost).")).toBe(1);
    expect((await game.call("who", { as: god })).textTo(god)).not.toContain("anna");
    expect(game.world.sessions.isPlayed(anna.character)).toBe(false);
    await game.call("ic anna", { as: god });
    expect(game.session(god).puppet).toBe(anna.character);
  });
});

describe("hooks that fail at the end of a session", () => {
  class Clingy extends Character {
    static override readonly classId: string = "test/Clingy";
    override atPostUnpuppet(): void {
      throw new Error("I do not let go");
    }
  }
  class Stubborn extends Account {
    static override readonly classId: string = "test/Stubborn";
    override atDisconnect(): void {
      throw new Error("stay");
    }
  }

  it.each(["lost", "quit"] as const)("cannot keep it: %s", async (how) => {
    const game = await testGame({
      classes: [Clingy, Stubborn],
      definition: { classes: { character: Clingy, account: Stubborn } },
    });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const { character } = anna;
    anna.session.disconnect(how);
    await game.rest();
    expect(game.takeErrors().map(({ message }) => message)).toEqual(["I do not let go", "stay"]);
    expect(checkSessions(game.world, game.connected)).toEqual([]);
    expect(game.world.sessions.all({ includeUnloggedIn: true })).toEqual([]);
    expect(game.world.sessions.isPlayed(character)).toBe(false);
  });
});

describe("what code may ask of a session", () => {
  it("runs lines as if they were typed there, but answers no question by them", async () => {
    const greet = command({
      key: "greet",
      help: "Ask for a name.",
      async run(ctx) {
        ctx.msg(`Hello, ${await ctx.ask("Who are you?")}!`);
      },
    });
    const game = await testGame({ commands: [greet] });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    anna.session.type("greet");
    await game.rest();
    const { status } = await game.turn(() => game.session(anna).executeCmd("look"));
    expect(status).toBe("ok");
    await game.rest();
    expect(anna.session.text).toMatch(/Who are you\?[^]*hall/);
    expect(anna.session.text).not.toContain("Hello, look");
    await game.call("Al", { as: anna });
    expect(anna.session.text).toContain("Hello, Al!");
  });

  it("tells how long a message takes, once the client has said so", async () => {
    const game = await testGame();
    const slow = await game.connect({ flags: { LATENCY: 120 } });
    expect(game.session(slow).latency).toBe(120);
    expect(game.session(await game.connect()).latency).toBeNull();
  });

  it("hears of a reload by a signal, when all sessions are back", async () => {
    const heard: number[] = [];
    const definition = defineGame({
      hooks: {
        atServerInit(game) {
          game.signals.on("serverReloaded", ({ sessions }) => {
            heard.push(sessions, game.sessions.all({ includeUnloggedIn: true }).length);
          });
        },
      },
    });
    const game = await testGame({ definition });
    await game.connect();
    await game.connect();
    expect(heard).toEqual([]);
    await game.reload();
    expect(heard).toEqual([2, 2]);
    await game.crash();
    expect(heard).toEqual([2, 2]);
  });
});

describe("a hook that never ends", () => {
  it("does not keep players waiting at a reload", async () => {
    const definition = defineGame({ hooks: { atServerReloadStop: () => new Promise(() => {}) } });
    const game = await testGame({ definition });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const before = game.world;
    const reload = game.reload();
    await game.clock.advance("6s");
    await reload;
    expect(game.world).not.toBe(before);
    expect((await game.call("look", { as: anna })).textTo(anna)).toContain("hall");
    expect(game.log.map(({ message }) => message)).toContain(
      "a server hook took too long, and is not waited for",
    );
    game.takeErrors();
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { command } from "../../command/declaration/command.ts";
import { cmdset } from "../../command/sets/command-set.ts";
import type { GameConfig } from "../../config/schema.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";

const everyMode = [0, 1, 2, 3] as const;

const secret = command({
  key: "secret",
  locks: "cmd:perm(Developer)",
  run: (ctx) => ctx.msg("You know it."),
});
const hum = command({ key: "hum", run: (ctx) => ctx.msg("You hum.") });

interface Cast {
  readonly game: TestGame;
  readonly anna: TestPlayer;
  readonly bert: TestPlayer;
  readonly cora: TestPlayer;
  readonly god: TestPlayer;
}

/** Anna with a second character, Bob; Bert, Cora, and the superuser; all in one room. */
async function cast(accounts: NonNullable<GameConfig["accounts"]>): Promise<Cast> {
  const game = await testGame({ config: { accounts }, commands: [secret] });
  const players = { anna: "limbo", bert: "limbo", cora: "limbo", god: "limbo" } as const;
  const made = await game.scene({ rooms: ["limbo"], players });
  const { anna, bert, cora, god } = made;
  await game.turn(() => game.world.accounts.find("god")?.makeSuperuser());
  const limbo = anna.character.location;
  await game.turn(() => {
    const account = game.session(anna).account;
    if (account === null) throw new TypeError("anna is not logged in");
    const bob = game.world.accounts.createCharacter(account, "Bob");
    bob.attributes.add("prelogout_location", limbo, { category: "mudlark" });
  });
  return { game, anna, bert, cora, god };
}

async function again(game: TestGame, name: string): Promise<TestSession> {
  const session = await game.connect();
  expect(await game.logIn(session, name)).toBeNull();
  return session;
}

const said = (sent: readonly string[]): string => sent.join("\n");

describe("mode 3", () => {
  let scene: Cast;
  let second: TestSession;

  beforeEach(async () => {
    scene = await cast({ sessionMode: 3, maxCharacters: 3, maxPuppets: 2 });
    second = await again(scene.game, "anna");
  });

  it("lets an account play as many characters as it may, and staff more [sessions 18]", async () => {
    const { game, anna } = scene;
    await game.call("charcreate Eve", { as: anna });
    await game.call("ic Bob", { as: second });
    const third = await again(game, "anna");
    await game.call("ooc", { as: third });
    const refused = await game.call("ic Eve", { as: third });
    expect(said(refused.sentTo(third))).toMatch(/more puppets.*max 2/);
    expect(game.session(third).puppet).toBeNull();
    await game.turn(() => game.session(third).account?.permissions.add("Developer"));
    await game.call("ic Eve", { as: third });
    expect(game.session(third).puppet?.key).toBe("Eve");
  });

  it("answers where one shares a place, or only where it was asked [sessions 24]", async () => {
    const { game, anna, god } = scene;
    const third = await again(game, "anna");
    await game.call("ooc", { as: third });
    const own = await game.call("inventory", { as: anna });
    expect([anna, second, third].map((each) => own.sentTo(each).length)).toEqual([1, 1, 0]);
    await game.turn(() => anna.character.msg("y"));
    const lastWords = [anna.session, second, third].map(({ transcript }) => transcript.at(-1)?.plain);
    expect(lastWords.map((text) => text === "y")).toEqual([true, true, false]);
    const quiet = await testGame({
      config: { accounts: { sessionMode: 3 }, commands: { replyToAllSessions: false } },
    });
    const { eve } = await quiet.scene({ rooms: ["hall"], players: { eve: "hall" } });
    const sharing = await again(quiet, "eve");
    const alone = await quiet.call("inventory", { as: eve });
    expect([eve.session, sharing].map((each) => alone.sentTo(each).length)).toEqual([1, 0]);
    const stranger = await game.connect();
    const all = await game.call("wall z", { as: god });
    for (const each of [anna, second, third, god, stranger]) {
      expect(said(all.sentTo(each))).toBe("|wgod says to everybody:|n z");
    }
  });

  it("has commands of one session alone [sessions 25]", async () => {
    const { game, anna } = scene;
    for (const each of [anna, second]) await game.call("ooc", { as: each });
    await game.turn(() => game.session(anna).commandSets.add(cmdset({ key: "humming", commands: [hum] })));
    expect(said((await game.call("hum", { as: anna })).sentTo(anna))).toBe("You hum.");
    expect(said((await game.call("hum", { as: second })).sentTo(second))).toContain("not available");
  });

  it("deletes a character only after a whole yes in the session that was asked [sessions 26]", async () => {
    const { game, anna } = scene;
    const { account } = game.session(anna);
    const no = await game.call("chardelete Bob", { as: anna, answers: ["y"] });
    expect(said(no.sentTo(anna))).toContain("Bob stays.");
    expect(no.sentTo(second)).toEqual([]);
    const asked = await game.call("chardelete Bob", { as: anna });
    expect(asked.outcome.status).toBe("waiting");
    const other = await game.call("yes", { as: second });
    expect(said(other.sentTo(second))).toContain("not available");
    expect(account?.characters.map(({ key }) => key)).toEqual(["anna", "Bob"]);
    const yes = await game.call("yes", { as: anna });
    expect(said(yes.sentTo(anna))).toContain("Bob was deleted.");
    expect(account?.characters.map(({ key }) => key)).toEqual(["anna"]);
  });

  it("shows players one row per account, and staff all of it [sessions 28]", async () => {
    const { game, bert, cora, god } = scene;
    await game.clock.advance(90_000);
    for (const each of [bert, god]) await game.call("look", { as: each });
    const plain = said((await game.call("who", { as: bert })).sentTo(bert));
    expect(plain.match(/anna/g)).toHaveLength(1);
    expect(plain).toMatch(/cora\s+\S*\s*1m\s+\S*\s*1m/);
    expect(plain).toContain("4 accounts are connected.");
    expect(plain).not.toMatch(/telnet|10\.0\.0\.1/);
    const full = said((await game.call("who", { as: god })).sentTo(god));
    expect(full.match(/^.*anna.*limbo.*telnet.*10\.0\.0\.1/gm)).toHaveLength(2);
    expect(full).toContain("4 accounts are connected.");
    const short = said((await game.call("doing", { as: god })).sentTo(god));
    expect(short).not.toContain("telnet");
    expect(game.session(cora).counters.cmdTotal).toBe(0);
  });

  it("quells one session and not the other [sessions 30]", async () => {
    const { game, god } = scene;
    const other = await again(game, "god");
    await game.call("quell", { as: god });
    expect(said((await game.call("secret", { as: god })).sentTo(god))).toContain("not available");
    expect(said((await game.call("secret", { as: other })).sentTo(other))).toBe("You know it.");
    expect(said((await game.call("quell", { as: other })).sentTo(other))).not.toContain("already");
    expect(said((await game.call("quell", { as: other })).sentTo(other))).toContain("already");
    await game.call("unquell", { as: god });
    expect(said((await game.call("secret", { as: god })).sentTo(god))).toBe("You know it.");
  });
});

describe("mode 2", () => {
  it("sends text to whom it is meant for [sessions 23]", async () => {
    const { game, anna } = await cast({ sessionMode: 2, maxPuppets: 2 });
    const [one, two] = [anna.session, await again(game, "anna")];
    await game.call("ic Bob", { as: two });
    await game.clock.advance(5000);
    await game.call("inventory", { as: two });
    await game.clock.advance(1000);
    const own = game.session(one).account;
    expect(own?.puppets.map(({ key }) => key)).toEqual(["anna", "Bob"]);
    expect(own?.puppet).toBe(anna.character);
    expect([own?.isConnected, own?.idleTime, own?.connectionTime]).toEqual([true, 1000, 6000]);
    const [s1, s2] = [game.session(one), game.session(two)];
    const receivers = async (work: () => void): Promise<readonly TestSession[]> => {
      const before = [one, two].map(({ transcript }) => transcript.length);
      await game.turn(work);
      return [one, two].filter(({ transcript }, index) => transcript.length > (before[index] ?? 0));
    };
    expect(await receivers(() => s1.account?.msg("a"))).toEqual([one, two]);
    expect(await receivers(() => s1.account?.msg("a", { to: s2 }))).toEqual([two]);
    expect(await receivers(() => anna.character.msg("b"))).toEqual([one]);
    expect(await receivers(() => anna.character.msg("c", { to: s2 }))).toEqual([two]);
    expect(await receivers(() => s1.msg("d"))).toEqual([one]);
  });

  it("shows which session plays what, and each session once [sessions 27]", async () => {
    const { game, anna } = await cast({ sessionMode: 2, maxPuppets: 2 });
    const second = await again(game, "anna");
    await game.call("ic Bob", { as: second });
    await game.call("ooc", { as: anna });
    const screen = said((await game.call("look", { as: anna })).sentTo(anna));
    expect(screen).toMatch(/Bob\|n.*: played by you in session 2/);
    expect(screen).toMatch(/^\* 1\. telnet/m);
    expect(screen).toMatch(/^ {2}2\. telnet/m);
    const { sentTo } = await game.call("sessions", { as: anna });
    expect(sentTo(anna)).toHaveLength(1);
    const ids = [...said(sentTo(anna)).matchAll(/^\W*(\d+)\s+.*telnet/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual([anna.session.id, second.id]);
  });

  it("closes another session of one's own by its number", async () => {
    const { game, anna, bert } = await cast({ sessionMode: 2 });
    const second = await again(game, "anna");
    const foreign = await game.call(`sessions/close ${bert.session.id}`, { as: anna });
    expect(said(foreign.sentTo(anna))).toContain(`You have no session ${bert.session.id}.`);
    const { sentTo } = await game.call(`sessions/close ${second.id}`, { as: anna });
    expect(said(sentTo(anna))).toBe(`Session ${second.id} is closed.`);
    expect(said(sentTo(second))).toContain("You ended this session");
    expect(() => game.session(second)).toThrow("has ended");
  });
});

describe("playing", () => {
  it("tells nothing of foreign characters, and forgets nothing of one's own [sessions 19]", async () => {
    for (const sessionMode of everyMode) {
      const { game, anna } = await cast({ sessionMode });
      await game.call("ooc", { as: anna });
      expect(said((await game.call("ic Bert", { as: anna })).sentTo(anna))).toContain("not a valid");
      await game.call("ic", { as: anna });
      expect(game.session(anna).puppet).toBe(anna.character);
      await game.call("quit", { as: anna });
      expect(game.session(await again(game, "anna")).puppet).toBe(anna.character);
    }
  });

  it("leaves those alone who are being played [sessions 20]", async () => {
    for (const sessionMode of everyMode) {
      const { game, cora, god } = await cast({ sessionMode });
      const { sentTo } = await game.call("ic Cora", { as: god });
      expect(said(sentTo(god))).toContain("another account");
      expect(sentTo(cora)).toEqual([]);
      expect(game.session(cora).puppet).toBe(cora.character);
    }
  });

  it("begins somewhere even when the last character refuses or is gone [sessions 21]", async () => {
    for (const sessionMode of everyMode) {
      const { game, anna } = await cast({ sessionMode });
      const { character } = anna;
      await game.call("quit", { as: anna });
      await game.turn(() => character.locks.add("puppet:false()"));
      const refused = await again(game, "anna");
      expect(refused.text).toMatch(/no permission to play anna[^]*out of character/);
      await game.call("quit", { as: refused });
      await game.turn(() => character.delete());
      const third = await again(game, "anna");
      expect(game.session(third).puppet?.key).toBe("Bob");
    }
  });
});

describe("staff", () => {
  let scene: Cast;

  beforeEach(async () => {
    scene = await cast({ sessionMode: 3 });
  });

  it("disconnects an account, or one session, which need not be logged in", async () => {
    const { game, anna, bert, god } = scene;
    const second = await again(game, "anna");
    const { sentTo } = await game.call("boot anna: Take a rest.", { as: god });
    for (const each of [anna, second]) {
      expect(said(sentTo(each))).toContain("You have been disconnected by god. Reason: Take a rest.");
    }
    const stranger = await game.connect();
    const one = await game.call(`boot/sid ${stranger.id}`, { as: god });
    expect(said(one.sentTo(stranger))).toContain("disconnected by god");
    expect(said((await game.call("boot anna", { as: god })).sentTo(god))).toContain("anna is not connected.");
    expect(said((await game.call("boot/sid abc", { as: god })).sentTo(god))).toContain(
      "There is no session abc.",
    );
    expect(said((await game.call("boot god", { as: bert })).sentTo(bert))).toContain("not available");
  });

  it("deletes an account after two questions, with its characters or without", async () => {
    const { game, anna, bert, god } = scene;
    const [annaHerself, bertHimself] = [anna.character, bert.character];
    const no = await game.call("accounts/delete anna", { as: god, answers: [""] });
    expect(said(no.sentTo(god))).toContain("anna stays.");
    const gone = await game.call("accounts/delete anna: Spam", { as: god, answers: ["y", "n"] });
    expect(said(gone.sentTo(anna))).toMatch(/deleted/);
    expect(game.world.accounts.find("anna")).toBeNull();
    expect(annaHerself.isDeleted).toBe(true);
    await game.call(`accounts/delete #${game.session(bert).account?.id}`, { as: god, answers: ["y", "y"] });
    expect(bertHimself.isDeleted).toBe(false);
    const list = said((await game.call("accounts", { as: god })).sentTo(god));
    expect(list).toMatch(/2 accounts, 2 of them connected\./);
    // The name is free again.
    await game.turn(() => game.world.accounts.create({ name: "anna", passwordHash: "", address: null }));
    expect(game.world.accounts.find("ANNA")).not.toBeNull();
  });
});

describe("option", () => {
  it("sets what a client is taken for, and keeps it for the next login", async () => {
    const { game, anna } = await cast({ sessionMode: 0 });
    const call = async (line: string): Promise<string> =>
      said((await game.call(line, { as: anna })).sentTo(anna));
    expect(await call("option screenreader = on")).toBe("SCREENREADER is now true.");
    expect(await call("option screenwidth = 100")).toBe("SCREENWIDTH is now 100.");
    expect(game.session(anna).flags).toMatchObject({
      SCREENREADER: true,
      SCREENWIDTH: 100,
      AUTORESIZE: false,
    });
    expect(await call("option screenwidth = wide")).toContain("is invalid for SCREENWIDTH");
    expect(await call("option encoding = klingon")).toContain("is invalid for ENCODING");
    expect(await call("option encoding = Latin1")).toBe("ENCODING is now iso-8859-1.");
    expect(await call("option screnreader = on")).toContain("Did you mean SCREENREADER");
    expect(await call("option/save screenreader")).toContain("is kept for your logins");
    const second = await game.connect();
    await game.logIn(second, "anna");
    expect(game.session(second).flags).toMatchObject({ SCREENREADER: true });
    await game.call("option/clear screenreader", { as: second });
    expect(game.session(second).account?.savedFlags).toEqual({});
  });
});

describe("signals", () => {
  it("tell the first login and the last logout of an account [sessions 43]", async () => {
    const { game } = await cast({ sessionMode: 3 });
    const heard: string[] = [];
    for (const name of ["accountFirstLogin", "accountLogin", "accountLastLogout", "accountLogout"] as const) {
      game.world.signals.on(
        name,
        ({ account, session }) => void heard.push(`${name} ${account.key} ${session}`),
      );
    }
    await game.turn(() => game.world.accounts.create({ name: "eve", passwordHash: "", address: null }));
    const [s1, s2] = [await again(game, "eve"), await again(game, "eve")];
    for (const session of [s1, s2]) await game.call("quit", { as: session });
    expect(heard).toEqual([
      `accountFirstLogin eve ${s1.id}`,
      `accountLogin eve ${s1.id}`,
      `accountLogin eve ${s2.id}`,
      `accountLogout eve ${s1.id}`,
      `accountLastLogout eve ${s2.id}`,
      `accountLogout eve ${s2.id}`,
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { testGame, type TestGame } from "../testing/test-game.ts";
import type { TestSession } from "../testing/test-session.ts";

const secret = "three wet herons";
const said = (sent: readonly string[]): string => sent.join("\n");

async function register(game: TestGame, name: string): Promise<void> {
  const passwordHash = await game.world.accounts.hash(secret);
  await game.turn(() => void game.world.accounts.create({ name, passwordHash, address: null }));
}

/** Tries to get in from an address. @returns the session, and what it heard */
async function knock(
  game: TestGame,
  line: string,
  address = "10.0.0.1",
): Promise<{ readonly id: TestSession; readonly heard: string }> {
  const id = await game.connect({ address });
  if (id.closedFor !== null) return { id, heard: id.text };
  const { sentTo } = await game.call(line, { as: id });
  return { id, heard: said(sentTo(id)) };
}

const wrong = (game: TestGame, name: string, address: string): Promise<{ heard: string }> =>
  knock(game, `connect ${name} nothing like it`, address);
const right = (game: TestGame, name: string, address: string): Promise<{ heard: string }> =>
  knock(game, `connect ${name} ${secret}`, address);

describe("wrong passwords", () => {
  it("block their address for that time, over a reload too [sessions 6]", async () => {
    const game = await testGame();
    await register(game, "anna");
    for (let tries = 0; tries < 5; tries++) {
      expect((await wrong(game, "anna", "10.0.0.1")).heard).toContain("Incorrect");
    }
    await game.reload();
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("Too many");
    expect((await right(game, "anna", "10.0.0.2")).heard).toContain("You become");
    await game.clock.advance(300_000);
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("You become");
  });

  it("are forgiven by the right one, for that account and address", async () => {
    const game = await testGame();
    await register(game, "anna");
    for (const name of ["anna", "bert", "anna", "ANNA"]) await wrong(game, name, "10.0.0.1");
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("You become");
    for (let tries = 0; tries < 4; tries++) {
      expect((await wrong(game, "bert", "10.0.0.1")).heard).toContain("Incorrect");
    }
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("Too many");
  });

  it("from many addresses block an account for strangers, and not for its player", async () => {
    const game = await testGame({ config: { throttle: { account: { max: 3, window: 300 } } } });
    await register(game, "anna");
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("You become");
    for (const address of ["10.1.0.1", "10.1.0.2", "10.1.0.3"]) {
      expect((await wrong(game, "ANNA", address)).heard).toContain("Incorrect");
    }
    expect((await right(game, "anna", "10.1.0.4")).heard).toContain("Too many");
    // A name that does not exist is no different.
    for (const address of ["10.2.0.1", "10.2.0.2", "10.2.0.3"]) await wrong(game, "nobody", address);
    expect((await wrong(game, "nobody", "10.2.0.4")).heard).toContain("Too many");
    await game.reload();
    expect((await right(game, "anna", "10.1.0.4")).heard).toContain("Too many");
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("You become");
    await game.clock.advance(300_000);
    expect((await right(game, "anna", "10.1.0.4")).heard).toContain("You become");
  });
});

describe("new accounts", () => {
  it("are two per address and time [sessions 5]", async () => {
    const game = await testGame();
    const make = async (name: string, answer: string): Promise<string> => {
      const id = await game.connect({ address: "10.0.0.1" });
      const { sentTo } = await game.call(`create ${name} ${secret}`, { as: id, answers: [answer] });
      expect(game.session(id).isLoggedIn).toBe(false);
      return said(sentTo(id));
    };
    expect(await make("eve", "n")).toMatch(/\[Y\]\/N[^]*Aborted/);
    expect(game.world.accounts.find("eve")).toBeNull();
    expect(await make("eve", "")).toMatch(/\[Y\]\/N[^]*created/);
    expect(await make("fay", "")).toMatch(/created/);
    const third = await knock(game, `create gil ${secret}`);
    expect(third.heard).toContain("Too many");
    expect(third.heard).not.toContain("[Y]/N");
    await game.clock.advance(599_999);
    expect((await knock(game, `create gil ${secret}`)).heard).toContain("Too many");
    await game.clock.advance(1);
    expect(await make("gil", "")).toMatch(/created/);

    const closed = await testGame({ config: { accounts: { registration: "closed" } } });
    expect((await knock(closed, `create eve ${secret}`)).heard).toMatch(/closed/);
  });
});

describe("a password that staff sets", () => {
  it("is shown to nobody, and ends the sessions of whoever knew the old one", async () => {
    const game = await testGame();
    await register(game, "anna");
    const god = await game.enter("god", { superuser: true });
    const anna = await knock(game, `connect anna ${secret}`);
    const weak = await game.call("userpassword anna = 12345678", { as: god });
    expect(said(weak.sentTo(god))).toContain("common");
    const { sentTo } = await game.call("userpassword Anna", { as: god, answers: ["seven grey geese"] });
    expect(said(sentTo(god))).toContain("The password of anna was changed");
    expect(god.session.text).not.toContain("geese");
    expect(anna.id.closedFor).toBe("passwordSet");
    expect((await right(game, "anna", "10.0.0.1")).heard).toContain("Incorrect");
    expect((await knock(game, "connect anna seven grey geese")).heard).toContain("You become");
  });
});

describe("bans", () => {
  it("keep out by name and by address, at once, and until they end or are lifted", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 3 } } });
    const god = await game.enter("god", { superuser: true, address: "10.9.9.9" });
    for (const name of ["anna", "bert"]) await register(game, name);
    const order = async (line: string): Promise<string> =>
      said((await game.call(line, { as: god, answers: ["y"] })).sentTo(god));

    const bert = await knock(game, `connect bert ${secret}`, "10.3.0.1");
    expect(await order("ban Bert: Spam")).toContain("bert is banned. One session was closed.");
    expect(bert.id.closedFor).toBe("banned");
    expect(bert.id.transcript.at(-1)?.plain).toMatch(/banned/);
    expect((await right(game, "bert", "10.3.0.2")).heard).toContain("banned");
    expect(await game.logIn(await game.connect(), "bert")).toContain("banned");
    expect(await order("ban/for:1h 2001:db8::/32 : Flood from there")).toContain("2001:db8::/32 is banned.");
    expect((await right(game, "anna", "2001:db8:7::1")).heard).toContain("banned");
    expect((await right(game, "anna", "2001:db9::1")).heard).toContain("You become");
    expect((await knock(game, `create eve ${secret}`, "2001:db8:7::1")).heard).toContain("banned");

    await game.reload();
    const list = said((await game.call("ban", { as: god })).sentTo(god));
    expect(list).toMatch(/1\W+bert\W.*for good.*god.*Spam/);
    expect(list).toMatch(/2\W+2001:db8::\/32.*Flood from there/);
    await game.clock.advance(3_600_000);
    expect((await right(game, "anna", "2001:db8:7::1")).heard).toContain("You become");
    expect(await order("unban 1")).toContain("bert is not banned any more.");
    expect((await right(game, "bert", "10.3.0.3")).heard).toContain("You become");
    expect(said((await game.call("ban", { as: god })).sentTo(god))).toBe("Nobody is banned.");
    expect(said((await game.call("ban god", { as: god })).sentTo(god))).toContain("keep you out yourself");
    expect(said((await game.call("ban 10.9.*.*", { as: god })).sentTo(god))).toContain(
      "keep you out yourself",
    );
    expect(said((await game.call("unban 7", { as: god })).sentTo(god))).toContain("There is no ban 7.");
  });
});

describe("guests", () => {
  const guests = { enabled: true, names: ["Guest1", "Guest2"] };

  it("come in without an account, as many as there are names, and leave nothing behind [sessions 8]", async () => {
    for (const sessionMode of [0, 1, 2, 3] as const) {
      const game = await testGame({ config: { guests, accounts: { sessionMode, autoPuppet: false } } });
      const [first, second] = [await knock(game, "connect guest"), await knock(game, "connect GUEST")];
      expect(first.heard).toContain("You become |cGuest1|n");
      expect(second.heard).toContain("You become |cGuest2|n");
      const third = await knock(game, "connect guest");
      expect(third.heard).toContain("in use");
      const { account, puppet } = game.session(first.id);
      expect(account?.permissions.all()).toEqual(["guest"]);
      expect(said((await game.call("ooc", { as: first.id })).sentTo(first.id))).toContain("not available");
      await game.call("quit", { as: first.id });
      expect([account?.isDeleted, puppet?.isDeleted]).toEqual([true, true]);
      expect(said((await game.call("connect guest", { as: third.id })).sentTo(third.id))).toContain("Guest1");
      expect(said((await game.call("who", { as: third.id })).sentTo(third.id))).toContain("2 accounts");
    }
  });

  it("are refused where they are not wanted", async () => {
    const game = await testGame();
    expect((await knock(game, "connect guest")).heard).toContain("not enabled");
  });

  it("stay over a reload, and have to go at a reset", async () => {
    const game = await testGame({ config: { guests } });
    const { id } = await knock(game, "connect guest");
    await game.reload();
    expect(game.session(id).puppet?.key).toBe("Guest1");
    await game.turn(() => game.world.entrance.dismissGuests());
    expect(id.closedFor).not.toBeNull();
    expect(game.world.accounts.guests()).toEqual([]);
    expect(game.world.accounts.find("Guest1")).toBeNull();
  });
});

describe("idle players", () => {
  it("are warned and disconnected, but not staff, nor who says so in time [sessions 29]", async () => {
    for (const sessionMode of [0, 1, 2, 3] as const) {
      const game = await testGame({ config: { limits: { idleTimeout: 20 }, accounts: { sessionMode } } });
      const { anna, bob, cora } = await game.scene({
        rooms: ["hall"],
        players: { anna: "hall", bob: "hall", cora: "hall" },
      });
      await game.turn(() => game.session(bob).account?.permissions.add("Builder"));
      const stranger = await game.connect();
      const left: string[] = [];
      game.world.signals.on(
        "accountLogout",
        ({ account, reason }) => void left.push(`${account.key} ${reason}`),
      );
      const before = { ...game.session(cora).counters };
      for (const seconds of [10, 10, 6]) {
        const sent = await game.call("idle", { as: cora });
        expect(sent.sentTo(cora)).toEqual([]);
        await game.clock.advance(seconds * 1000);
      }
      for (const { text, closedFor } of [anna.session, stranger]) {
        expect(text).toMatch(/idle: type something within \d+ seconds[^]*You were idle/);
        expect(closedFor).toBe("idle");
      }
      expect(left).toEqual(["anna idle"]);
      expect(bob.session.closedFor).toBeNull();
      const { counters } = game.session(cora);
      expect(counters).toMatchObject({ cmdTotal: before.cmdTotal, cmdLastVisible: before.cmdLastVisible });
      expect(counters.cmdLast).toBe(before.cmdLast + 20_000);
    }
  });

  it("stay while their client gives signs of life", async () => {
    const game = await testGame({ config: { limits: { idleTimeout: 20 } } });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const { id, counters } = game.session(anna);
    for (let time = 1; time <= 4; time++) {
      await game.clock.advance("15s");
      game.world.sessions.update(id, { cmdLast: game.clock.now() });
    }
    expect(anna.session.closedFor).toBeNull();
    expect(counters.cmdLast).toBeGreaterThan(counters.cmdLastVisible);
    await game.clock.advance("26s");
    expect(anna.session.closedFor).toBe("idle");
  });

  it("stay when their account wishes so", async () => {
    const game = await testGame({ config: { limits: { idleTimeout: 20 } } });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const { account } = game.session(anna);
    if (account !== null) account.atPreIdleDisconnect = () => false;
    await game.clock.advance("60s");
    expect(anna.session.closedFor).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { testGame } from "../testing/test-game.ts";
import type { TestSession } from "../testing/test-session.ts";
import { checkSessions } from "./check-sessions.ts";

/** Ann's client has broken off while she was in the hall with Cora, who has heard nothing of it. */
async function annIsAway(sessionMode: 0 | 1 | 2 | 3, accounts: object = {}) {
  const game = await testGame({
    config: { accounts: { sessionMode, ...accounts }, limits: { linkdeadGrace: 60 } },
  });
  const { ann, cora } = await game.scene({ rooms: ["hall"], players: { ann: "hall", cora: "hall" } });
  if (game.session(ann).puppet === null) await game.call("ic ann", { as: ann });
  const from = cora.session.transcript.length;
  ann.session.disconnect();
  await game.rest();
  const comeBack = async (): Promise<TestSession> => {
    const session = await game.connect();
    expect(await game.logIn(session, "ann")).toBeNull();
    return session;
  };
  const roomHeard = (): string[] => cora.session.transcript.slice(from).map(({ plain }) => plain);
  return { game, ann, cora, comeBack, roomHeard };
}

describe("a session whose client broke off", () => {
  it("plays on for a while; the room hears of it only when that is over", async () => {
    const { game, ann, cora, roomHeard } = await annIsAway(0);
    expect(game.session(ann).isLinkDead).toBe(true);
    expect(game.session(ann).puppet).toBe(ann.character);
    const { sentTo } = await game.call("look", { as: cora });
    expect(sentTo(cora).join()).toContain("ann");
    await game.clock.advance("59s");
    expect(roomHeard().join()).not.toContain("left");
    expect(checkSessions(game.world, game.connected)).toEqual([]);
    await game.clock.advance("1s");
    expect(roomHeard().at(-1)).toContain("ann has left the game (connection lost).");
    expect(game.world.sessions.accounts().map(({ key }) => key)).toEqual(["cora"]);
    expect(checkSessions(game.world, game.connected)).toEqual([]);
  });

  it("is marked in the lists of staff, and of its player", async () => {
    const { game, comeBack } = await annIsAway(2, { autoPuppet: false });
    const second = await comeBack();
    const own = await game.call("sessions", { as: second });
    expect(own.sentTo(second).join()).toContain("link-dead");
    const god = await game.connect();
    await game.logIn(god, "god", { superuser: true });
    const all = await game.call("who", { as: god });
    expect(all.sentTo(god).join()).toMatch(/ann .*link-dead/);
    const short = await game.call("doing", { as: god });
    expect(short.sentTo(god).join()).not.toContain("link-dead");
  });

  it("does not outlive a change of the password, and others may not resume then", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 3 }, limits: { linkdeadGrace: 60 } } });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const [second, third] = [await game.connect(), await game.connect()];
    await game.logIn(second, "ann");
    await game.logIn(third, "ann");
    third.disconnect();
    await game.rest();
    await game.turn(() => {
      const account = game.session(ann).account;
      if (account !== null) game.world.entrance.revokeResumption(account, game.session(ann));
    });
    await game.rest();
    expect(game.world.sessions.get(third.id)).toBeUndefined();
    const resumable = game.connected.map(({ id, resumable: may }) => [id, may]);
    expect(resumable).toEqual([
      [ann.session.id, true],
      [second.id, false],
    ]);
  });

  it("counts against the limit of sessions only while there is room", async () => {
    const { game, ann, comeBack } = await annIsAway(3, { maxSessions: 2, autoPuppet: false });
    await comeBack();
    await comeBack();
    expect(game.world.sessions.get(ann.session.id)).toBeUndefined();
    const fourth = await game.connect();
    expect(await game.logIn(fourth, "ann")).toContain("too many sessions");
  });
});

describe.each([0, 1, 2, 3] as const)("its player, who logs in again in mode %i", (mode) => {
  it("takes its place and its character, and the room hears nothing", async () => {
    const { game, ann, comeBack, roomHeard } = await annIsAway(mode);
    const back = await comeBack();
    await game.rest();
    expect(game.session(back).puppet).toBe(ann.character);
    expect(game.world.sessions.get(ann.session.id)).toBeUndefined();
    expect(game.connected.map(({ id }) => id)).not.toContain(ann.session.id);
    expect(roomHeard()).toEqual([]);
    expect(checkSessions(game.world, game.connected)).toEqual([]);
  });

  it("takes them with ic as well", async () => {
    const { game, ann, comeBack, roomHeard } = await annIsAway(mode, { autoPuppet: false });
    const back = await comeBack();
    if (mode > 1) await game.call("ic ann", { as: back });
    if (mode !== 0) expect(game.session(back).puppet).toBe(ann.character);
    expect(game.world.sessions.get(ann.session.id)).toBeUndefined();
    if (mode !== 0) expect(roomHeard()).toEqual([]);
    expect(checkSessions(game.world, game.connected)).toEqual([]);
  });
});

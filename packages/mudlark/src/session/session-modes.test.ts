import { describe, expect, it } from "vitest";
import { Character } from "../stock/classes/character.ts";
import { testGame } from "../testing/test-game.ts";
import type { TestSession } from "../testing/test-session.ts";

const heard = ({ transcript, closedFor }: TestSession, from = 0): string =>
  [...transcript.slice(from).map(({ plain }) => plain), closedFor === null ? "" : "CLOSED"].join("\n").trim();

async function annAndCora(sessionMode: 0 | 1 | 2 | 3) {
  const game = await testGame({ config: { accounts: { sessionMode } } });
  const { ann, cora } = await game.scene({ rooms: ["hall"], players: { ann: "hall", cora: "hall" } });
  const from = { ann: ann.session.transcript.length, cora: cora.session.transcript.length };
  const second = await game.connect();
  expect(await game.logIn(second, "ann")).toBeNull();
  return { game, ann, cora, second, from };
}

describe("a second login", () => {
  it("mode 0: takes the character over and closes the first connection; the room hears nothing", async () => {
    const { game, ann, cora, second, from } = await annAndCora(0);
    expect(heard(ann.session, from.ann)).toMatch(/^You have logged in from elsewhere[^]*CLOSED$/m);
    expect(game.session(second).puppet).toBe(ann.character);
    expect(heard(cora.session, from.cora)).toBe("");
    expect(game.world.sessions.ofPuppet(ann.character).map(({ id }) => id)).toEqual([second.id]);
  });

  it("mode 1: shares character and output", async () => {
    const { game, ann, cora, second, from } = await annAndCora(1);
    expect(game.session(second).puppet).toBe(ann.character);
    expect(heard(ann.session, from.ann)).toContain("is now shared with another of your sessions");
    expect(heard(cora.session, from.cora)).toBe("");
    const { sentTo } = await game.call("look", { as: ann });
    expect(sentTo(second).join()).toContain("hall");
    expect(sentTo(ann).join()).toContain("hall");
  });

  it("mode 2: stays out of character, and takes the character over when asked to; the room hears nothing", async () => {
    const { game, ann, cora, second, from } = await annAndCora(2);
    expect(game.session(second).puppet).toBeNull();
    const { sentTo } = await game.call("ic ann", { as: second });
    expect(sentTo(second).join()).toContain("You are taking over");
    expect(sentTo(ann).join()).toContain("is now played from another of your sessions");
    expect(heard(cora.session, from.cora)).toBe("");
    const said = await game.call("say x", { as: ann });
    expect(said.outcome.status).toBe("unknown");
    expect(game.world.sessions.ofPuppet(ann.character).map(({ id }) => id)).toEqual([second.id]);
  });

  it("[sessions 16] mode 3: the room hears of a leave only when the last session goes out of character", async () => {
    const { game, ann, cora, second } = await annAndCora(3);
    expect(game.session(second).puppet).toBe(ann.character);
    const first = await game.call("ooc", { as: ann });
    expect(first.sentTo(ann).join()).toContain("You go out of character.");
    expect(first.sentTo(cora)).toEqual([]);
    expect(game.session(second).puppet).toBe(ann.character);
    const last = await game.call("ooc", { as: second });
    expect(last.sentTo(cora).filter((text) => text.includes("has left the game"))).toHaveLength(1);
  });
});

describe("deletion", () => {
  it("[sessions 22] mode 3: whoever shares a character that is destroyed goes out of character", async () => {
    const { game, ann, second } = await annAndCora(3);
    const { character } = ann;
    const god = await game.connect();
    await game.logIn(god, "god", { superuser: true });
    const refused = await game.call(`destroy ${character.ref}`, { as: god });
    expect(refused.sentTo(god).join()).toContain("destroy/override");
    const { sentTo } = await game.call(`destroy/override ${character.ref}`, { as: god, answers: ["y"] });
    for (const id of [ann.session, second]) {
      expect(sentTo(id).join("\n")).toMatch(/ann\|n was destroyed[^]*out of character[^]*None yet/);
      expect(game.session(id).puppet).toBeNull();
      expect(game.session(id).state.puid).toBeNull();
    }
    expect(character.isDeleted).toBe(true);
    expect(game.world.accounts.find("ann")).toMatchObject({ lastPuppet: null, hasLostPuppet: false });
  });

  it("of an account ends its sessions, with a word", async () => {
    const { game, ann, cora, second } = await annAndCora(3);
    const from = cora.session.transcript.length;
    await game.turn(() => game.world.accounts.find("ann")?.delete());
    for (const id of [ann.session, second]) {
      expect(heard(id)).toMatch(/Your account was deleted\.\nCLOSED$/);
    }
    expect(heard(cora.session, from)).toContain("has left the game");
    expect(game.world.accounts.find("ann")).toBeNull();
  });
});

describe("leaving", () => {
  it("[sessions 10] mode 0: quit takes the character off the grid, and the next login puts it back", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 0 } } });
    const { ann, cora, hall } = await game.scene({ rooms: ["hall"], players: { ann: "hall", cora: "hall" } });
    const { sentTo } = await game.call("quit", { as: ann });
    expect(sentTo(ann).join()).toContain("You quit. Come back soon!");
    expect(ann.session.closedFor).toBe("quit");
    expect(() => game.session(ann)).toThrow("has ended");
    expect(sentTo(cora).join()).toContain("has left the game");
    expect(ann.character.location).toBeNull();
    const again = await game.connect();
    await game.logIn(again, "ann");
    expect(ann.character.location).toBe(hall);
  });

  it("[sessions 12] mode 1: quit leaves the other session alone, quit/all does not", async () => {
    const { game, ann, cora, second } = await annAndCora(1);
    const one = await game.call("quit", { as: ann });
    expect(one.sentTo(ann).join()).toContain("one session of yours is still connected");
    expect(one.sentTo(cora)).toEqual([]);
    expect(one.sentTo(second)).toEqual([]);
    expect([ann.session.closedFor, second.closedFor]).toEqual(["quit", null]);
    expect(game.session(second).puppet).toBe(ann.character);
    const all = await game.call("quit/all", { as: second });
    expect(all.sentTo(second).join()).toContain("You quit all sessions");
    expect(second.closedFor).toBe("quitAll");
    expect(all.sentTo(cora).join()).toContain("has left the game");
  });
});

describe("playing", () => {
  it("refuses characters that are not the caller's", async () => {
    const game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bert: "hall" } });
    await game.call("ooc", { as: ann });
    const { sentTo } = await game.call("ic bert", { as: ann });
    expect(sentTo(ann).join()).toContain("bert is not a valid character.");
  });
});

describe("a mode that was changed between two worlds", () => {
  it("leaves each puppet to whoever used it last, and releases what is too much", async () => {
    const game = await testGame({
      config: { accounts: { sessionMode: 3, maxCharacters: 3, maxPuppets: 3 } },
    });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    for (const name of ["Bob", "Eve"]) await game.call(`charcreate ${name}`, { as: ann });
    const sessions = [ann.session];
    for (const name of ["ann", "Bob", "Bob", "Eve"]) {
      const session = await game.connect();
      await game.logIn(session, "ann");
      if (name !== "ann") await game.call(`ic ${name}`, { as: session });
      sessions.push(session);
    }
    // The first of each pair types last.
    for (const session of sessions.toReversed()) {
      await game.clock.advance(1000);
      await game.call("inventory", { as: session });
    }
    const played = (): readonly (string | undefined)[] =>
      sessions.map((session) => game.session(session).puppet?.key);
    expect(played()).toEqual(["ann", "ann", "Bob", "Bob", "Eve"]);
    await game.reload({ config: { accounts: { sessionMode: 2, maxCharacters: 3, maxPuppets: 2 } } });
    expect(played()).toEqual(["ann", undefined, "Bob", undefined, undefined]);
    expect(sessions[4]?.text).toMatch(/more puppets.*max 2[^]*out of character/);
    await game.reload({ config: { accounts: { sessionMode: 1, maxCharacters: 3 } } });
    expect(played()).toEqual(["ann", "ann", "ann", "ann", "ann"]);
    await game.reload({ config: { accounts: { sessionMode: 0 } } });
    expect(sessions.map(({ closedFor }) => closedFor !== null)).toEqual([false, true, true, true, true]);
    expect(game.session(ann).puppet?.key).toBe("ann");
  });
});

describe("a full house", () => {
  it("[sessions 17] mode 3: refuses one more puppet to the one that asks, and changes nothing", async () => {
    const game = await testGame({
      config: { accounts: { sessionMode: 3, maxCharacters: 3, maxPuppets: 1 } },
    });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.call("charcreate Bob", { as: ann });
    const second = await game.connect();
    await game.logIn(second, "ann");
    using record = game.record({ hooks: [Character], signals: ["objectPuppeted", "objectUnpuppeted"] });
    const { sentTo } = await game.call("ic Bob", { as: second });
    expect(sentTo(second).join()).toMatch(/more puppets.*max 1/);
    expect(sentTo(ann)).toEqual([]);
    expect(game.session(second).puppet).toBe(ann.character);
    expect(record.names.filter((name) => /puppet/i.test(name))).toEqual([]);
  });

  it("takes no more sessions than it may", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 2, maxSessions: 2 } } });
    await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    expect(await game.logIn(await game.connect(), "ann")).toBeNull();
    expect(await game.logIn(await game.connect(), "ann")).toContain("too many sessions");
  });
});

describe("what a session keeps", () => {
  it("is plain JSON, and little of it", async () => {
    const { game, ann } = await annAndCora(3);
    await game.turn(() => game.session(ann).setServerData({ lesson: 3, names: ["a"] }));
    await game.reload();
    expect(game.session(ann).serverData).toEqual({ lesson: 3, names: ["a"] });
    const keep = (data: object): Promise<void> =>
      game.turn(() => game.session(ann).setServerData(data as never));
    await expect(keep({ text: "x".repeat(4096) })).rejects.toThrow("at most 4096 bytes");
    await expect(keep({ when: new Date(0) })).rejects.toThrow("plain JSON only");
    expect(game.session(ann).serverData).toEqual({ lesson: 3, names: ["a"] });
  });
});

describe("the screen of whoever plays nothing", () => {
  it("is what the game makes of it, at login, after ooc and by look", async () => {
    const game = await testGame({
      config: { accounts: { autoPuppet: false } },
      definition: {
        screens: {
          outOfCharacter: ({ account, session, usual }) =>
            `Who will ${account.key} be in session ${session.id}?\n${usual.length > 0 ? "As you like." : ""}`,
        },
      },
    });
    const ann = await game.enter("ann");
    const screen = `Who will ann be in session ${ann.session.id}?\nAs you like.`;
    expect(ann.session.transcript.at(-1)?.plain).toBe(screen);
    expect((await game.call("look", { as: ann })).textTo(ann)).toBe(screen);
    await game.call("ic", { as: ann });
    expect((await game.call("ooc", { as: ann })).textTo(ann)).toContain(screen);
  });
});

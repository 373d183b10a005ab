import { describe, expect, it } from "vitest";
import { testGame } from "../testing/test-game.ts";
import { checkSessions } from "./check-sessions.ts";
import { playedTag } from "./puppets.ts";

async function annAndBen() {
  const game = await testGame({ config: { accounts: { sessionMode: 2, maxPuppets: 1 } } });
  const scene = await game.scene({ rooms: ["hall"], players: { ann: "hall", ben: "hall" } });
  const second = await game.connect();
  await game.logIn(second, "ann");
  await game.connect();
  return { game, ...scene, second };
}

describe("the check of sessions", () => {
  it("finds nothing in a world with players, second sessions and strangers, on both sides of the link", async () => {
    const { game } = await annAndBen();
    expect(checkSessions(game.world, game.connected)).toEqual([]);
  });

  it("sees what no turn would do", async () => {
    const { game, ann, ben, second } = await annAndBen();
    const session = game.session(second);
    const ghost = ben.character;
    await game.turn(() => {
      session.setPuppet(ghost);
      ann.character.tags.remove(playedTag.key, { category: playedTag.category });
    });
    const { ref, key } = ghost;
    const account = game.session(ann).account;
    expect(checkSessions(game.world, game.connected)).toEqual([
      { about: `account ${account?.ref} (ann)`, problem: "It plays 2 things; it may play 1." },
      { about: expect.stringContaining("(ann)") as string, problem: "It is played without being marked so." },
      { about: `object ${ref} (${key})`, problem: "More than one account plays it." },
      { about: `object ${ref} (${key})`, problem: "2 sessions play it; mode 2 allows one." },
    ]);
  });

  it("sees a session whose links and notes differ, and one that the gateway does not know", async () => {
    const { game, second } = await annAndBen();
    const session = game.session(second);
    const connected = game.connected.filter(({ id }) => id !== session.id);
    session.relink(null, null);
    const problems = checkSessions(game.world, connected).filter(
      ({ about }) => about === `session ${session.id}`,
    );
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^It belongs to nothing, and notes #\d+\.$/),
      "Whether it is logged in and whether it has a time of login differ.",
      "The gateway has no such connection.",
    ]);
  });

  it("sees a connection that the world has lost", async () => {
    const { game, second } = await annAndBen();
    const session = game.session(second);
    game.world.sessions.remove(session);
    expect(checkSessions(game.world, game.connected)).toEqual([
      { about: `session ${session.id}`, problem: "Only the gateway knows of it." },
    ]);
  });
});

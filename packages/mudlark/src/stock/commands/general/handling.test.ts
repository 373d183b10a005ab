import { expect, it } from "vitest";
import { Thing } from "../../classes/thing.ts";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";
import "../../../testing/vitest.ts";

async function scene(): Promise<{ game: TestGame; ann: TestPlayer; bea: TestPlayer; rag: Thing }> {
  const game = await testGame();
  const { hall, ann, bea } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bea: "hall" } });
  const rag = await game.create(Thing, { key: "rag", location: hall });
  return { game, ann, bea, rag };
}

it("get, drop, give and inventory move a thing, and everybody reads it in their own words", async () => {
  const { game, ann, bea, rag } = await scene();
  expect(await game.call("inventory", { as: ann })).toHaveSent(ann, /nothing/);
  const taken = await game.call("get rag", { as: ann });
  expect(taken).toHaveSent(ann, "You pick up a rag.");
  expect(taken).toHaveSent(bea, /^Ann picks up a rag\.$/i);
  expect(rag.location).toBe(ann.character);
  expect(await game.call("inventory", { as: ann })).toHaveSent(ann, /a rag/);
  const given = await game.call("give rag to bea", { as: ann });
  expect(given).toHaveSent(ann, /You give a rag to bea/i);
  expect(given).toHaveSent(bea, /gives? (you a rag|a rag to you)/i);
  expect(rag.location).toBe(bea.character);
  const dropped = await game.call("drop rag", { as: bea });
  expect(dropped).toHaveSent(bea, "You drop a rag.");
  expect(dropped).toHaveSent(ann, /^Bea drops a rag\.$/i);
  expect(rag.location).toBe(bea.character.location);
});

it("get, drop and give say why they do not", async () => {
  const { game, ann, bea, rag } = await scene();
  await game.turn(() => {
    rag.locks.add("get:false()");
    rag.db.get_err_msg = "It is nailed down.";
  });
  for (const [line, answer] of [
    ["get rag", "It is nailed down."],
    ["get moon", /moon/],
    ["get bea", /bea|get|pick/i],
    ["drop rag", /rag/],
    ["give rag to bea", /rag/],
    ["get", /Usage: get|What/],
  ] as const) {
    const result = await game.call(line, { as: ann });
    expect(result).toHaveSent(ann, answer);
    expect(result).not.toHaveSent(bea, /[^]/);
    expect(result.outcome.status).toBe("failed");
  }
});

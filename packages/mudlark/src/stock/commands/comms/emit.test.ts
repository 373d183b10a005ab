import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("emit lets all who are here read a text, as text and not as markup", async () => {
  const { game, ann, bob } = await playedScene("Admin");
  const { textTo } = await game.call("emit |rThunder|n rolls.", { as: ann });
  expect([textTo(ann), textTo(bob)]).toEqual(["|rThunder|n rolls.", "|rThunder|n rolls."]);
});

it("emit reaches those who are named, or the people in a room", async () => {
  const { game, ann, bob, types } = await playedScene("Admin");
  await game.enter("cid", { in: game.world.called("object", "yard")[0] as typeof ann.character });
  const named = await game.call("emit bob = You feel cold.", { as: ann });
  expect(named.textTo(bob)).toBe("You feel cold.");
  expect(named.textTo(ann)).toMatch(/^Sent to bob \(#\d+\): You feel cold\.$/);
  const far = await game.call("remit yard = The floor shakes.", { as: ann });
  expect(far.textTo(bob)).toBe("");
  expect(far.received.flatMap(({ texts }) => texts).map(({ plain }) => plain)).toContain("The floor shakes.");
  expect(await types("remit bob = x")).toMatch(/^bob \(#\d+\) is no room\.\nNobody was reached\.$/);
  await types("create box");
  expect(await types("pemit box = x")).toMatch(/^Nobody plays box/);
});

it("emit obeys the lock tell, and wants a text", async () => {
  const { ann, bob, types } = await playedScene("Builder");
  expect(await types("emit bob = x")).toMatch(
    /^You may not send texts to bob \(#\d+\)\.\nNobody was reached\.$/,
  );
  expect(await types("emit x")).toContain("You may not send texts to hall");
  await types("dig/teleport Cave");
  expect(ann.character.location?.key).toBe("Cave");
  expect(await types("emit Water drips.")).toBe("Water drips.");
  expect(await types("emit/room/accounts x")).toBe("Either rooms or players, not both.");
  expect(await types("emit moon = x")).toMatch(/moon/);
  expect(await types("emit")).toContain("Usage: emit");
  expect(await types("emit x", [], bob)).toContain("is not available");
});

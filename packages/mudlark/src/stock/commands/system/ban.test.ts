import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("ban keeps somebody out after a question, and unban lifts it by its number", async () => {
  const { game, bob, types } = await playedScene("superuser");
  expect(await types("ban")).toMatch(/no bans|Nobody is banned/i);
  expect(await types("ban bob: Spam", ["n"])).toContain("Nobody is banned.");
  expect(await types("ban/for:7d bob: Spam", [""])).toContain("bob is banned. One session was closed.");
  expect(bob.session.closedFor).not.toBeNull();
  expect(await types("ban")).toMatch(/bob[^]*ann[^]*Spam/);
  const back = await game.connect();
  expect(await game.logIn(back, "bob")).not.toBeNull();
  await types("unban 1", ["y"]);
  expect(await game.logIn(await game.connect(), "bob")).toBeNull();
});

it("ban refuses what is no address, and oneself", async () => {
  const { bob, types } = await playedScene("superuser");
  expect(await types("ban/ip bob")).toContain('"bob" is no address.');
  for (const wrong of ["300.1.2.3", "1.2.*", "*", "10.0.0.0/40"]) {
    expect(await types(`ban ${wrong}`)).toContain(`"${wrong}" is no address.`);
  }
  expect(await types("ban 192.0.2.*", ["n"])).toContain("Ban the address 192.0.2.*?");
  expect(await types("ban nobody at all: Spam", ["n"])).toContain(
    "Ban the account nobody at all? There is no account",
  );
  expect(await types("ban ann")).toBe("That would keep you out yourself.");
  expect(await types("unban 99")).toMatch(/99|no ban/i);
  expect(await types("ban ann", [], bob)).toContain("is not available");
});

it("ban leaves superusers to their like", async () => {
  const game = await testGame();
  const { ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Developer"] }, bob: { in: "hall", superuser: true } },
  });
  const { sentTo } = await game.call("ban bob", { as: ann });
  expect(sentTo(ann).join()).toContain("only another one keeps out.");
  expect(bob.session.closedFor).toBeNull();
});

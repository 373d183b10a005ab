import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("invite makes codes, lists them without the codes, and calls them back", async () => {
  const { game, types } = await playedScene("superuser");
  expect(await types("invite/list")).toBe("Nobody is invited.");
  const made = await types("invite Bob from the chess club");
  expect(made).toMatch(/The code is (?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\./);
  expect(made).toContain('accounts.registration is not "invite"');
  await types("invite/for:1d Cora");
  const listed = await types("invite/list");
  expect(listed).toMatch(/1 +Bob from the chess club +ann[^]*2 +Cora/);
  expect(listed).not.toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}/);
  await game.clock.advance("25h");
  expect(await types("invite/list")).not.toContain("Cora");
  expect(await types("invite/del 1")).toBe("The invitation for Bob from the chess club is called back.");
  expect(await types("invite/del 1")).toContain("There is no such invitation");
});

it("invite is for the staff", async () => {
  const { bob, types } = await playedScene("superuser");
  expect(await types("invite", [], bob)).toContain("is not available");
});

it("create asks for a code where accounts are by invitation, and each code makes one account", async () => {
  const game = await testGame({ config: { accounts: { registration: "invite" } } });
  const code = await game.turn(() =>
    game.world.invites.add({ note: "", by: "staff", until: game.world.clock.now() + 1000 }),
  );
  const stranger = await game.connect();
  const tries = async (name: string, answers: readonly string[]): Promise<string> =>
    (await game.call(`create ${name} salt-meadow-9`, { as: stranger, answers })).textTo(stranger);
  expect(await tries("Cora", ["AAAA-BBBB-CCCC-DDDD"])).toContain("by invitation");
  await game.reload();
  expect(await tries("Cora", [code.toLowerCase().replaceAll("-", " "), "y"])).toContain("created");
  expect(await tries("Dora", [code])).toContain("by invitation");
  expect(game.world.accounts.find("Dora")).toBeNull();
  expect(game.world.invites.all).toEqual([]);
});

it("create lets nobody guess codes", async () => {
  const game = await testGame({ config: { accounts: { registration: "invite" } } });
  const stranger = await game.connect();
  for (let tries = 0; tries < 5; tries++)
    await game.call("create Cora salt-meadow-9", { as: stranger, answers: ["NONE"] });
  const last = await game.call("create Cora salt-meadow-9", { as: stranger });
  expect(last.textTo(stranger)).toMatch(/Too many/);
  expect(game.world.accounts.find("Cora")).toBeNull();
});

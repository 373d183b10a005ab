import { expect, it } from "vitest";
import type { Service } from "../../../api.ts";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function scene(services: Readonly<Record<string, Service>>): Promise<{
  game: TestGame;
  ann: TestPlayer;
  types: (line: string) => Promise<string>;
}> {
  const game = await testGame({ definition: { services } });
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Developer"] } },
  });
  return { game, ann, types: async (line) => (await game.call(line, { as: ann })).textTo(ann) };
}

/** Tells when it is started and stopped, and says something in the game each time. */
function lamp(seen: string[]): Service {
  return ({ signal, turn, game }) => {
    seen.push("on");
    signal.addEventListener("abort", () => seen.push("off"));
    void turn(() => game.sessions.all()[0]?.msg("The lamp is lit."));
  };
}

it("service lists, stops, starts and deletes what runs beside the game", async () => {
  const seen: string[] = [];
  const { game, ann, types } = await scene({ lamp: lamp(seen) });
  expect(seen).toEqual(["on"]);
  expect(await types("service")).toMatch(
    /Service +State +Part of\nidle watch +running +the engine\nlamp +running +the game/,
  );
  expect(await types("service/stop lamp")).toBe("The service lamp is being stopped.");
  expect(await types("service lamp")).toMatch(/lamp +stopped/);
  expect(seen).toEqual(["on", "off"]);
  expect(await types("service/stop lamp")).toBe("The service lamp does not run.");
  await types("service/start lamp");
  await game.rest();
  expect(ann.session.text).toContain("The lamp is lit.");
  expect(await types("service/start lamp")).toBe("The service lamp runs already.");
  await types("service/delete lamp");
  expect(seen).toEqual(["on", "off", "on", "off"]);
  expect(await types("service lamp")).toContain('There is no service "lamp"');
});

it("each world has its services again", async () => {
  const seen: string[] = [];
  const { game, types } = await scene({ lamp: lamp(seen) });
  await types("service/delete lamp");
  await game.reload();
  expect(seen).toEqual(["on", "off", "on"]);
  await game.reload();
  expect(seen).toEqual(["on", "off", "on", "off", "on"]);
  expect(await types("service/list lamp")).toMatch(/lamp +running/);
});

it("a service that fails is told of, and can be started again", async () => {
  let runs = 0;
  const { game, ann, types } = await scene({
    feed: async () => {
      await Promise.resolve();
      if (++runs === 2) throw new Error("no such feed");
    },
  });
  expect(await types("service feed")).toMatch(/feed +stopped/);
  ann.session.type("service/start feed");
  await game.rest();
  expect(game.takeErrors()).toHaveLength(1);
  expect(await types("service feed")).toMatch(/feed +failed: no such feed/);
  await types("service/start feed");
  await game.rest();
  expect([runs, await types("service feed")]).toEqual([3, expect.stringMatching(/feed +stopped/)]);
});

it("service wants exact names, and leaves the engine whole", async () => {
  const { types } = await scene({ lamp: () => undefined });
  expect(await types("service/stop Lamp")).toBe(
    'There is no service "Lamp". service lists them; capital letters count.',
  );
  expect(await types("service/delete idle watch")).toContain("cannot be deleted");
  expect(await types("service/stop")).toContain("Which service?");
  expect(await types("service/stop/start lamp")).toBe("One switch at a time, please.");
});

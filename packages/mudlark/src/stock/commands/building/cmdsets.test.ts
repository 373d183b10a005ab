import { expect, it } from "vitest";
import { cmdset, command } from "../../../api.ts";
import { testGame } from "../../../testing/test-game.ts";

it("cmdsets lists the sets on oneself and on others", async () => {
  await using game = await testGame();
  const { ann, hall } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  expect(await types("cmdsets here")).toMatch(/^hall \(#\d+\) has no command sets\.$/);
  const hum = command({ key: "hum", help: "Hum.", run: (ctx) => ctx.msg("hum") });
  await game.turn(() =>
    hall.cmdset.add(cmdset({ key: "humming", priority: 3, noExits: true, commands: [hum] })),
  );
  expect(await types("cmdsets here")).toMatch(/humming\s+union\s+3\s+1\s+exits/);
  expect(await types("cmdsets")).toMatch(/All together, \d+ commands are within your reach here\.$/);
  expect(await types("cmdsets *me")).toContain("ann (account)");
  expect(await types("cmdsets moon")).toMatch(/moon/);
});

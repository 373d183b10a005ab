import { expect, it } from "vitest";
import { command } from "../command/declaration/command.ts";
import { testGame } from "../testing/test-game.ts";

it("makes Limbo #2 when there is no superuser, and leaves a code to claim the game with", async () => {
  const game = await testGame();
  expect(game.world.objects.get(1)).toBeNull();
  expect(game.world.objects.get(2)?.key).toBe("Limbo");
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const wrong = await game.call("claim nonsense", { as: ann });
  expect(wrong.sentTo(ann).join()).toContain("not valid");
  const { code } = game.world.settings.get("claim") as { code: string };
  await game.call(`claim ${code}`, { as: ann });
  expect(game.session(ann).account?.isSuperuser).toBe(true);
});

it("leaves nothing behind of a command that throws", async () => {
  const explode = command({
    key: "explode",
    help: "Fail halfway.",
    needs: ["puppet"],
    run(ctx) {
      ctx.puppet.db.mark = 1;
      ctx.msg("half done");
      throw new Error("boom");
    },
  });
  const game = await testGame({ commands: [explode] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const { outcome, sentTo } = await game.call("explode", { as: ann, expectError: true });
  expect(outcome.status).toBe("error");
  expect(sentTo(ann).join()).not.toContain("half done");
  expect(ann.character.db.mark).toBeUndefined();
});

import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";

/** Two players in a hall, of whom the first types. */
export interface PlayedScene {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly bob: TestPlayer;
  /** What she reads after a line of hers, or of somebody else. */
  readonly types: (line: string, answers?: readonly string[], as?: TestPlayer) => Promise<string>;
}

/** @param permissions of ann, such as `Builder`; `superuser` makes her one */
export async function playedScene(...permissions: readonly string[]): Promise<PlayedScene> {
  const game = await testGame();
  const superuser = permissions.includes("superuser");
  const { ann, bob } = await game.scene({
    rooms: ["hall", "yard"],
    players: {
      ann: { in: "hall", superuser, permissions: permissions.filter((name) => name !== "superuser") },
      bob: "hall",
    },
  });
  const types = async (line: string, answers: readonly string[] = [], as = ann): Promise<string> =>
    (await game.call(line, { as, answers })).textTo(as);
  return { game, ann, bob, types };
}

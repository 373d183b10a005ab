import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { TestGame } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";

/** What came back, without what everybody is sent. */
export async function send(
  game: TestGame,
  session: TestSession,
  name: string,
  args: readonly JsonValue[] = [],
  kwargs: JsonObject = {},
): Promise<readonly JsonValue[]> {
  const before = session.commands.length;
  session.send(name, args, kwargs);
  await game.rest();
  return session.commands.slice(before).map((each) => [each.name, each.args, each.kwargs]);
}

import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("letters can be sent in another encoding, and no unknown one is taken", async () => {
  const game = await testGame();
  const session = await game.connect();
  const say = async (line: string): Promise<string> =>
    (await game.call(line, { as: session })).sentTo(session).join();
  expect(await say("encoding")).toMatch(/is utf-8\..*iso-8859-1/);
  expect(await say("encoding Latin1")).toContain("changed to iso-8859-1");
  expect(session.flags.ENCODING).toBe("iso-8859-1");
  expect(await say("encoding klingon")).toContain("invalid");
  expect(session.flags.ENCODING).toBe("iso-8859-1");
  await say("encoding/clear");
  expect(session.flags.ENCODING).toBe("utf-8");
});

it("is utf-8 for good through a WebSocket", async () => {
  const game = await testGame();
  const session = await game.connect({ flags: { ENCODING: "utf-8", ENCODING_SOURCE: "fixed" } });
  for (const line of ["encoding", "encoding latin1", "encoding/clear"]) {
    const { sentTo } = await game.call(line, { as: session });
    expect(sentTo(session).join()).toContain("Your encoding is utf-8");
  }
  expect(session.flags.ENCODING).toBe("utf-8");
});

import { describe, expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

describe("at the login screen", () => {
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

  it("the mode for screen readers goes on and off", async () => {
    const game = await testGame();
    const session = await game.connect();
    const first = await game.call("screenreader", { as: session });
    expect(first.sentTo(session).join()).toMatch(/screen.?reader.*on/);
    expect(session.flags.SCREENREADER).toBe(true);
    const second = await game.call("screenreader", { as: session });
    expect(second.sentTo(session).join()).toMatch(/screen.?reader.*off/);
    expect(session.flags.SCREENREADER).toBe(false);
  });

  it("crawlers learn the game's name, and how many are in it", async () => {
    const game = await testGame({ config: { game: { name: "Quay | Sons" } } });
    await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const session = await game.connect();
    await game.call("info", { as: session });
    expect(session.text).toMatch(
      /^## BEGIN INFO[^]*Name: Quay \| Sons[^]*Uptime: \d{4}-[^]*Connected: 1[^]*Version: [^]*## END INFO$/m,
    );
  });
});

import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("sessions lists one's connections, and says what /close needs", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("sessions")).toMatch(new RegExp(`Id +Protocol.*\\n[^]*\\*${ann.session.id} +telnet`));
  expect(await types("sessions")).toMatch(/Idle +Delay\n.* unknown$/);
  await game.turn(() => game.session(ann).updateFlags({ LATENCY: 12 }));
  expect(await types("sessions")).toMatch(/ 12 ms$/);
  expect(await types("sessions/close")).toContain("Usage: sessions");
  expect(await types("sessions 1")).toContain("Usage: sessions");
  expect(await types("sessions/close 999")).toBe("You have no session 999.");
  expect(await types(`sessions/close ${ann.session.id}`)).toContain("That is this session.");
});

import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("boot disconnects an account, or one session, and tells why", async () => {
  const { game, ann, bob, types } = await playedScene("Admin");
  const { textTo } = await game.call("boot bob: Calm down.", { as: ann });
  expect(textTo(ann)).toMatch(/^Disconnected: bob \(session \d+\)\.$/m);
  expect(bob.session.text).toContain("You have been disconnected by ann. Reason: Calm down.");
  expect(await types("boot bob")).toBe("bob is not connected.");
  const stranger = await game.connect();
  expect(await types(`boot/sid ${stranger.id}`)).toContain("somebody at the login screen");
  expect(stranger.closedFor).not.toBeNull();
});

it("boot refuses the unknown, and is for staff", async () => {
  const { bob, types } = await playedScene("Admin");
  expect(await types("boot nobody")).toBe('There is no account "nobody".');
  expect(await types("boot/sid abc")).toBe("There is no session abc.");
  expect(await types("boot")).toContain("Usage: boot");
  expect(await types("boot ann", [], bob)).toContain("is not available");
});

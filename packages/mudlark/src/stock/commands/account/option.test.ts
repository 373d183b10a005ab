import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("option shows, changes, keeps and forgets settings", async () => {
  const { ann, types } = await playedScene();
  expect(await types("option")).toMatch(/Option +Now +Kept[^]*SCREENREADER/);
  expect(await types("option screenreader = true")).toBe("SCREENREADER is now true.");
  expect(ann.session.flags.SCREENREADER).toBe(true);
  expect(await types("option/save SCREENREADER")).toBe("SCREENREADER is kept for your logins.");
  expect(await types("option/clear SCREENREADER")).toBe("SCREENREADER is not kept any more.");
  expect(await types("option/save")).toBe("All options are kept for your logins.");
  expect(await types("option/clear")).toBe("No option is kept any more.");
});

it("option says what there is not, and what is no value", async () => {
  const { types } = await playedScene();
  expect(await types("option SCRENREADER = true")).toMatch(
    /There is no option "SCRENREADER"\. Did you mean SCREENREADER/i,
  );
  expect(await types("option SCREENWIDTH = many")).toContain(
    "is invalid for SCREENWIDTH; nothing was changed.",
  );
});

it("option changes nothing when it is not clear what is meant", async () => {
  const { types } = await playedScene();
  await types("option/save SCREENWIDTH = 60");
  expect(await types("option/save/clear")).toBe("One switch at a time, please.");
  expect(await types("option = 40")).toBe("Which option? Write its name before the =.");
  expect(await types("option SCREENWIDTH")).toMatch(/SCREENWIDTH +60 +60/);
});

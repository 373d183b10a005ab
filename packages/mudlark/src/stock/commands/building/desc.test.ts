import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("desc describes the place or a thing, and clears what is there", async () => {
  const { game, ann, types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("desc lantern = Brass, |rred|n.")).toBe("lantern is described.");
  expect(await types("look lantern")).toContain("Brass, ");
  expect(await types("desc lantern =")).toBe("lantern has no description of its own now.");
  expect(await types("desc A hall.")).toBe("You may not describe hall.");
  const { location } = ann.character;
  await game.turn(() => location?.locks.add("edit:all()"));
  expect(await types("desc A hall.")).toBe("hall is described.");
  expect(await types("look")).toContain("A hall.");
});

it("desc says what is missing, and what is not one's own", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("desc")).toContain("Usage: desc");
  expect(await types("desc bob = A fool.")).toMatch(/You may not edit bob/i);
  expect(await types("desc A fool.", [], bob)).toContain("is not available");
});

it("desc/edit opens the description in the editor, of the place or of what is named", async () => {
  const { game, ann, bob, types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("desc/edit lantern")).toContain("You are editing the description of lantern");
  for (const line of ["Brass.", "Old, too.", ":wq"]) await types(line);
  expect(await types("look lantern")).toContain("Brass.\nOld, too.");
  expect(await types("desc/edit bob")).toContain("You may not describe bob.");
  expect(await types("desc/edit moon")).toContain("moon");
  expect(await types("desc/edit")).toContain("You may not describe hall.");
  const { location } = ann.character;
  await game.turn(() => location?.locks.add("edit:all()"));
  for (const line of ["desc/edit", "A hall.", ":wq"]) await types(line);
  expect(await types("look", [], bob)).toContain("A hall.");
});

it("desc/edit saves nothing once the builder may not do that any more", async () => {
  const { game, ann, types } = await playedScene("Builder");
  await types("create lantern");
  for (const line of ["desc/edit lantern", "Brass."]) await types(line);
  const [lantern] = ann.character.contents;
  await game.turn(() => lantern?.locks.add("control:false();edit:false()"));
  expect(await types(":w")).toBe("You may not describe lantern.");
  expect(await types("::")).toBe("Brass.");
  await game.turn(() => lantern?.delete());
  expect(await types(":wq")).toBe("What you describe is not there any more.");
  await types(":q!");
  expect(lantern?.isDeleted).toBe(true);
});

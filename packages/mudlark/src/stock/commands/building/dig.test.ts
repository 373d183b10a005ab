import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("dig makes a room, and exits there and back", async () => {
  const { ann, types } = await playedScene("Builder");
  expect(await types("dig Attic;loft = up;u, down;d")).toMatch(
    /Attic \(#\d+\), with the exits up \(#\d+\) and down \(#\d+\)/,
  );
  await types("u");
  expect(ann.character.location?.key).toBe("Attic");
  await types("down");
  expect(ann.character.location?.key).toBe("hall");
  expect(await types("dig Cave")).not.toContain("exit");
});

it("dig and tunnel tell of an exit that has the name already", async () => {
  const { types } = await playedScene("Builder");
  await types("dig Attic = north");
  expect(await types("dig Loft = North")).toMatch(
    /North \(#\d+\)\. There is another exit north \(#\d+\) there/,
  );
  expect(await types("tunnel e")).not.toContain("another exit");
  expect(await types("tunnel n")).toMatch(/There is another exit north/);
});

it("dig makes only the exit back when the other is left out", async () => {
  const { ann, types } = await playedScene("Builder");
  expect(await types("dig Cave = , out;o")).toMatch(/^You dig Cave \(#\d+\), with the exit out \(#\d+\)\.$/);
  expect(ann.character.location?.exits).toEqual([]);
  expect(await types("dig Cave = ,")).toContain("Something is missing: exits.");
});

it("dig/teleport takes the builder there, and no exit is made of another class", async () => {
  const { ann, types, bob } = await playedScene("Builder");
  await types("dig/teleport Cellar = down");
  expect(ann.character.location?.key).toBe("Cellar");
  expect(await types("dig Vault = door:no.Such")).toContain('There is no class "no.Such" for that.');
  expect(await types("find Vault")).toContain("Nothing was found");
  expect(await types("dig")).toContain("Usage: dig");
  expect(await types("dig Cave", [], bob)).toContain("is not available");
});

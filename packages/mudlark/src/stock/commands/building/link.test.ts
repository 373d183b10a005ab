import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("link shows and changes where an exit leads, and unlink lets it lead nowhere", async () => {
  const { types } = await playedScene("Builder");
  await types("open gate = yard");
  expect(await types("link gate")).toMatch(/^gate \(#\d+\) leads to yard \(#\d+\)\.$/);
  expect(await types("link gate = hall")).toContain("leads to hall");
  expect(await types("link gate =")).toContain("leads nowhere now.");
  expect(await types("unlink gate")).toContain("leads nowhere already.");
  await types("create box");
  expect(await types("link box = yard")).toContain("It is no exit by its class");
});

it("link/twoway links two exits with each other", async () => {
  const { types } = await playedScene("Builder");
  await types("open gate, way = yard");
  const [way = ""] = /#\d+/.exec(await types("find/exit/exact way")) ?? [];
  expect(await types(`link/twoway gate = ${way}`)).toMatch(/gate .* leads to yard[^]*way .* leads to hall/);
});

it("link refuses nonsense, and what is not one's own", async () => {
  const { types, bob } = await playedScene("Builder");
  await types("open gate = yard");
  expect(await types("link gate = gate")).toBe("It cannot lead to itself.");
  expect(await types("link bob = yard")).toContain("You may not change where bob leads.");
  expect(await types("link moon = yard")).toMatch(/moon/);
  expect(await types("link")).toContain("Usage: link");
  expect(await types("link gate", [], bob)).toContain("is not available");
});

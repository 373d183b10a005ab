import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("find finds by part, by beginning, exactly, by sort and by id", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern;lamp, old lantern");
  await types("dig Lantern Street = street");
  expect(await types("find lantern")).toMatch(/^3 objects were found:\n1\. #\d+ lantern, in ann \(#\d+\)/);
  expect(await types("find lamp")).toMatch(/^One object was found:/);
  expect(await types("find/thing lantern")).toContain("2 objects were found");
  expect(await types("find/room lantern")).toMatch(/^One object was found:\n1\. #\d+ Lantern Street$/);
  expect(await types("find/exact lantern")).toContain("One object was found");
  expect(await types("find/startswith lan")).toContain("2 objects were found");
  const [id = ""] = /#\d+/.exec(await types("find/exact lantern")) ?? [];
  expect(await types(`find ${id}`)).toContain("lantern, in ann");
  expect(await types(`locate lantern = ${id}`)).toContain("3 objects were found");
  expect(await types(`find lantern = ${id}-1`)).toContain("One object was found");
});

it("find finds accounts, with their characters", async () => {
  const { types } = await playedScene("Builder");
  expect(await types("find *BOB")).toMatch(/^bob \(account #\d+\) has the characters bob \(#\d+\)\.$/);
  expect(await types("find *nobody")).toBe('There is no account "nobody".');
});

it("find says what is wrong with a question", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("find nothing at all")).toBe('Nothing was found for "nothing at all".');
  expect(await types("find/exact/startswith x")).toContain("not both");
  expect(await types("find/exit #2")).toBe('Nothing was found for "#2".');
  expect(await types("find x = high")).toContain("find lantern = #10-#90");
  expect(await types("find")).toContain("Usage: find");
  expect(await types("find x", [], bob)).toContain("is not available");
});

it("find numbers what it finds, and the next lines may name it by that", async () => {
  const { ann, types } = await playedScene("Builder");
  expect(await types("examine %1")).toContain("There is no list to name a row of.");
  await types("create stone red, stone green, stone blue");
  expect(await types("find stone")).toMatch(/1\. #\d+ stone red[^]*3\. #\d+ stone blue/);
  expect(await types("examine %2")).toContain("stone green");
  expect(await types("tag %3 = old")).toMatch(/^stone blue .* has the tag "old" now/);
  expect(await types("name %4 = x")).toBe("The last list has only 3 rows.");
  expect(await types("destroy %2")).toContain("Destroy stone green");
  await types("@abort");
  expect(await types("destroy %1-2", ["y"])).toMatch(
    /stone red .* is destroyed\.\nstone green .* is destroyed\./,
  );
  expect(await types("examine %1")).toBe("What stood in row 1 is gone.");
  expect(await types("destroy %2-9")).toBe("The last list has only 3 rows.");
  expect(ann.character.contents.map(({ key }) => key)).toEqual(["stone blue"]);
});

it("find takes conditions, alone and together", async () => {
  const { game, ann, types } = await playedScene("Builder");
  await types("create red lamp, green lamp, blue box");
  await types("set red lamp/fuel = 9");
  await types("set green lamp/fuel = 3");
  await types("tag green lamp = old:relics");
  const names = async (query: string): Promise<readonly string[]> =>
    [...(await types(`find ${query}`)).matchAll(/^\d+\. #\d+ (.*?)(?:, in .*)?$/gmu)].map(
      ([, name = ""]) => name,
    );
  expect(await names("lamp")).toEqual(["red lamp", "green lamp"]);
  expect(await names("lamp attr=fuel>5")).toEqual(["red lamp"]);
  expect(await names("lamp attr=fuel<=3")).toEqual(["green lamp"]);
  expect(await names("lamp attr=fuel!=9")).toEqual(["green lamp"]);
  expect(await names("tag=old:relics")).toEqual(["green lamp"]);
  expect(await names("tag=old class=Room")).toEqual([]);
  expect(await names("in=me sort=name")).toEqual(["blue box", "green lamp", "red lamp"]);
  expect(await names("in=me sort=name limit=1")).toEqual(["blue box"]);
  expect(await names("lamp owner=ann")).toEqual(["red lamp", "green lamp"]);
  expect(await names("lamp owner=bob")).toEqual([]);
  expect(await names("near=here")).toContain("hall");
  expect(await names("lamp created<1h")).toHaveLength(2);
  expect(await names("lamp created>1h")).toEqual([]);
  await game.turn(() => ann.character.contents[0]?.locks.add("examine:false();edit:false();control:false()"));
  expect(await names("lamp attr=fuel")).toEqual(["green lamp"]);
  expect(await names("lamp attr=fuel~9")).toEqual([]);
  await game.turn(() => ann.character.contents[0]?.locks.add("search:false()"));
  expect(await names("in=me")).toEqual(["green lamp", "blue box"]);
});

it("find takes ids as a condition, also alone", async () => {
  const { ann, types } = await playedScene("Builder");
  await types("create stone red, stone green, box");
  const [first = 0, second = 0, third = 0] = ann.character.contents.map(({ id }) => id);
  expect(await types(`find id=${second}-${first}`)).toContain("2 objects were found");
  expect(await types(`find stone id=#${second}-#${third}`)).toMatch(
    /^One object was found:\n1\. #\d+ stone green/,
  );
  expect(await types(`find/room id=${third}`)).toContain("Nothing was found");
  expect(await types(`find/thing #${third}`)).toContain("box");
  expect(await types("find stone id=some")).toBe("Write the ids as in id=5-90.");
  expect(await types("find id=1-99999")).toContain("the world is large");
});

it("find refuses conditions that it does not know, and searches of everything", async () => {
  const { types } = await playedScene("Builder");
  expect(await types("find lamp colour=red")).toContain('There is no condition "colour".');
  expect(await types("find class=Thing")).toContain("the world is large");
  expect(await types("find lamp sort=size")).toContain("Sort by id, name or newest");
  expect(await types("find lamp limit=0")).toContain("limit=10");
  expect(await types("find lamp class=Moon")).toContain('There is no class "Moon"');
  expect(await types("find lamp created>soon")).toContain("length of time");
  expect(await types("find lamp tag>old")).toBe("tag takes no >, only =.");
});

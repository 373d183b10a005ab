import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

async function builder(): Promise<(line: string) => Promise<string>> {
  const game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("create a");
  return types;
}

it("[commands C35] shows a value of 0 as a value", async () => {
  const types = await builder();
  await types("set a/hp = 0");
  const shown = await types("set a/hp");
  expect(shown).toMatch(/hp\W+0/);
  expect(shown).not.toMatch(/no attribute|missing|has no/i);
});

it("[commands C37] sets several at once", async () => {
  const types = await builder();
  await types("set a/x/y = 3");
  expect(await types("set a/x")).toMatch(/x\W+3/);
  expect(await types("set a/y")).toMatch(/y\W+3/);
});

it("[commands C36] sets parts of a value", async () => {
  const types = await builder();
  await types('set a/m = {"k":[1,2]}');
  expect(await types('set a/m["k"][+] = 3')).toBe('a/m["k"] is now [1, 2, 3].');
  expect(await types('set a/m["k"]')).toBe('a/m["k"] = [1, 2, 3]');
});

it("puts parts in between, in the place of others, and takes them away", async () => {
  const types = await builder();
  await types('set a/m = {"k":[1,2]}');
  expect(await types("set a/m[k][+1] = 9")).toContain("[1, 9, 2]");
  expect(await types("set a/m[k][-1] = 7")).toContain("is now 7");
  expect(await types("set a/m[k][0] =")).toBe('a/m["k"][0] was removed.');
  expect(await types("set a/m")).toBe("a/m = {k: [9, 7]}");
  expect(await types("set a/m[new] = true")).toContain("is now true");
  expect(await types("set a/m[k] =")).toContain("was removed");
  expect(await types("set a/m")).toBe("a/m = {new: true}");
});

it("does not make the way to a part", async () => {
  const types = await builder();
  await types('set a/m = {"k":[1,2]}');
  expect(await types("set a/m[x][y] = 1")).toContain('There is no place a/m["x"]["y"].');
  expect(await types("set a/m[k][5] = 1")).toContain("There is no place");
  expect(await types("set a/m[k][+3] = 1")).toContain("There is no place");
  expect(await types("set a/m[+] = 1")).toContain("There is no place");
  expect(await types("set a/nothing[0] = 1")).toContain("There is no place");
  expect(await types("set a/m[k][5] =")).toBe('There is no a/m["k"][5].');
  expect(await types("set a/m[__proto__] = 1")).toMatch(/cannot be stored/);
  expect(await types("set a/m")).toBe("a/m = {k: [1, 2]}");
});

it("stores objects, if the builder may change them", async () => {
  const types = await builder();
  await types("create b");
  expect(await types("set a/twin = $search(b)")).toMatch(/is now b \(#\d+\)\./);
  await types("lock b = edit:false();control:false()");
  expect(await types("set a/other = $search(b)")).toBe("You may not use b as a value.");
  expect(await types("set a/other = $search(moon)")).toMatch(/moon/);
});

it("sets attributes of accounts that one may edit", async () => {
  const types = await builder();
  expect(await types("set *me/title = Sir")).toMatch(/You may not change ann \(account\)\.|is now "Sir"/);
  expect(await types("set *nobody/title = Sir")).toMatch(/nobody/);
});

it("says what is not there", async () => {
  const types = await builder();
  expect(await types("set moon/x = 1")).toMatch(/moon/);
  expect(await types("set a/nothing")).toMatch(/nothing/);
  expect(await types("set")).toMatch(/Usage: set/);
});

it("edits a text line by line, in a part of a value too", async () => {
  const types = await builder();
  for (const line of ["set/edit a/story", "Once", "upon a time", ":wq"]) await types(line);
  expect(await types("set a/story")).toContain("Once\\nupon a time");
  await types('set a/m = {"k": ["first"]}');
  for (const line of ['set/edit a/m["k"][0]', "second", ":wq"]) await types(line);
  expect(await types("set a/m")).toContain("first\\nsecond");
  await types("set a/hp = 3");
  expect(await types("set/edit a/hp")).toBe("Only texts can be edited line by line.");
  expect(await types("set/edit a")).toContain("Usage: set/edit");
  expect(await types("set/edit hall/x")).toContain("You may not change hall.");
});

it("says what is wrong with names and values that cannot be kept, and keeps what was there", async () => {
  const types = await builder();
  await types("set a/l = [1]");
  expect(await types(`set a/${"k".repeat(300)} = 1`)).toMatch(
    /^The key of an attribute may have 255 letters, not 300/,
  );
  expect(await types("set a/l[99999999999] = 1")).toContain("There is no place a/l[99999999999].");
  expect(await types('set a/l = {"__proto__": {"b": 1}}')).toBe("The key __proto__ cannot be stored.");
  expect(await types("set a/l")).toBe("a/l = [1]");
});

it("a value that is asked for alone is shown to its depths", async () => {
  const types = await builder();
  await types("create box");
  await types('set box/deep = {"a":{"b":[1,{"c":{"d":2}}]}}');
  expect(await types("set box/deep")).toContain("{a: {b: [1, {c: {d: 2}}]}}");
  expect(await types("examine box/deep")).toContain("{a: {b: [1, {c: {d: 2}}]}}");
  expect(await types("examine box")).toContain("deep = {a: {b: [1, …]}}");
});

it("keeps objects in the middle of lists and maps", async () => {
  const types = await builder();
  await types("create box");
  expect(await types('set a/team = [$search(box), {"chief": $search(box)}, "$search(box)"]')).toMatch(
    /^a\/team is now \[box \(#\d+\), \{chief: box \(#\d+\)\}, "\$search\(box\)"\]\.$/,
  );
  expect(await types("set a/team = [$search(nobody here)]")).toBe('Could not find "nobody here".');
  expect(await types("set a/note = ask $search(box")).toBe('a/note is now "ask $search(box".');
});

it("shows the attributes of every category, and edits nothing when there is a value", async () => {
  const types = await builder();
  await types("set a/hp:base = 7");
  await types("set a/hp = 3");
  expect(await types("set a")).toMatch(/^a\/hp(:base)? = \d\na\/hp(:base)? = \d$/);
  expect(await types("set a")).toContain("a/hp:base = 7");
  expect(await types("examine a")).toContain("hp (of base) = 7");
  expect(await types("set/edit a/hp = 3")).toBe("Usage: set/edit object/attribute");
});

it("leaves what the engine keeps for itself alone", async () => {
  const types = await builder();
  await types("create box");
  const lines = [
    "set a/command_sets:mudlark = 5",
    "set a/command_sets:Mudlark",
    "set/edit a/code:mudlark",
    "cpattr a/command_sets:mudlark = box",
    "cpattr a/hp = box/x:mudlark",
    "wipe a/command_sets:mudlark",
    "examine a/command_sets:mudlark",
  ];
  for (const line of lines) expect(await types(line), line).toContain("is the engine's own");
});

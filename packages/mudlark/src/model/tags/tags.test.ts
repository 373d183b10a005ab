import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryDisk } from "../../store/memory-store.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";
import { parseTags, printTags } from "./stored-tag.ts";

describe("tags", () => {
  test("[world W23] case does not count, categories do", async () => {
    const { hall, kernel, turn } = await rulesScene();
    await turn(() => hall.tags.add("Foo", { category: "Bar" }));
    expect(hall.tags.has("foo", { category: "bar" })).toBe(true);
    expect(hall.tags.has("foo")).toBe(false);
    expect(kernel.searchTag("object", { keys: ["foo"], categories: ["BAR"] })).toEqual([hall]);
    expect(kernel.searchTag("object", { categories: ["bar"] })).toEqual([hall]);
    expect(kernel.searchTag("object", { keys: ["FOO"] })).toEqual([hall]);
    expect(kernel.searchTag("object", { keys: ["foo"], categories: [null] })).toEqual([]);
  });

  test("[world W24] all of them, or any, with those first that bear most", async () => {
    const { hall, yard, kernel, turn } = await rulesScene();
    await turn(() => {
      yard.tags.add(["t1", "t2"]);
      hall.tags.add("t1");
    });
    expect(kernel.searchTag("object", { keys: ["t1", "t2"] })).toEqual([yard]);
    expect(kernel.searchTag("object", { keys: ["t1", "t2"], match: "any" })).toEqual([yard, hall]);
    expect(kernel.searchTag("object", { keys: ["t1", "t3"] })).toEqual([]);
    expect(() => kernel.searchTag("object", { keys: ["t1", "t2", "t3"], categories: ["a", "b"] })).toThrow(
      RangeError,
    );
  });

  test("an alias is found in every spelling of its letters, and taken away in its own", async () => {
    const { hall, kernel, turn } = await rulesScene();
    await turn(() => hall.aliases.add(["E\u0301mile", "straße", "strasse"]));
    const finds = (name: string): boolean => kernel.called("object", name).includes(hall);
    expect(["émile", "ÉMILE", "e\u0301mile", "STRASSE", "Straße"].map(finds)).toEqual(Array(5).fill(true));
    await turn(() => hall.aliases.remove("strasse"));
    expect([hall.aliases.all().length, finds("strasse")]).toEqual([2, true]);
    await turn(() => hall.aliases.remove("straße"));
    expect(finds("strasse")).toBe(false);
  });

  test("tags, aliases and permissions keep out of each other's way", async () => {
    const { hall, kernel, turn } = await rulesScene();
    await turn(() => {
      hall.tags.add(["B", " a ", 7]);
      hall.aliases.add("b");
      hall.permissions.add("B");
      hall.tags.add("a");
    });
    expect(hall.tags.all()).toEqual(["7", "a", "b"]);
    expect(hall.aliases.all()).toEqual(["b"]);
    expect(hall.permissions.all()).toEqual(["b"]);
    await turn(() => hall.tags.clear());
    expect(hall.tags.all()).toEqual([]);
    expect(hall.permissions.has("b")).toBe(true);
    expect(kernel.searchTag("object", { type: "permission", keys: ["b"] })).toEqual([hall]);
    expect(kernel.searchTag("object", { type: "alias", keys: ["b"] })).toEqual([hall]);
  });

  test("one comes as itself, several as a list, none as the default", async () => {
    const { hall, turn } = await rulesScene();
    await turn(() => hall.tags.batchAdd("a", ["b", "x"], ["c", "x", "data"], ""));
    const { tags } = hall;
    expect(tags.get("a")).toBe("a");
    expect(tags.get(["a", "z"], { returnList: true })).toEqual(["a"]);
    expect(tags.get(undefined, { category: "x" })).toEqual(["b", "c"]);
    expect(tags.get("z")).toBeNull();
    expect(tags.get("z", { default: 5 })).toBe(5);
    expect(() => tags.get("z", { raise: true })).toThrow("z");
    expect(tags.has(["a", "z"])).toEqual([true, false]);
    expect(tags.has(undefined, { category: "X" })).toBe(true);
    expect(tags.all({ withCategory: true })).toEqual([
      ["a", null],
      ["b", "x"],
      ["c", "x"],
    ]);
    expect(tags.getTags("c", { category: "x" })).toMatchObject([{ data: "data" }]);
    await turn(() => {
      tags.batchRemove("z", ["b", "x"]);
      tags.remove("c");
    });
    expect(tags.all()).toEqual(["a", "c"]);
    await turn(() => tags.clear({ category: "x" }));
    expect(tags.all()).toEqual(["a"]);
    await expect(turn(() => tags.add("x".repeat(256)))).rejects.toMatchObject({ code: "TAG_INVALID" });
  });

  test("all bearers share what is said with a tag", async () => {
    const { hall, yard, turn } = await rulesScene();
    await turn(() => {
      hall.tags.add("zone", { data: "north" });
      yard.tags.add("zone");
    });
    expect(yard.tags.getTags("zone")[0]?.data).toBe("north");
    await turn(() => yard.tags.add("zone", { data: "south" }));
    expect(hall.tags.getTags("zone")[0]?.data).toBe("south");
  });

  test("adding what is there changes nothing", async () => {
    const { hall, turn, kernel } = await rulesScene();
    await turn(() => hall.tags.add("dark"));
    const hasChanges = await turn(() => {
      hall.tags.add("Dark");
      hall.tags.remove("light");
      hall.aliases.clear();
      return kernel.turns.current?.hasChanges;
    });
    expect(hasChanges).toBe(false);
  });

  test("the index follows changes, undone ones, deletions and restarts", async () => {
    const disk = new MemoryDisk();
    const classes = [WorldObject];
    const { kernel, turn } = await testKernel({ disk, classes });
    const dark = (): number[] => kernel.searchTag("object", { keys: ["dark"] }).map(({ id }) => id);
    const lamp = await turn(() => kernel.create(WorldObject, { tags: ["dark"], aliases: ["light"] }));
    const hall = await turn(() => kernel.create(WorldObject, { key: "hall" }));
    const failing = turn(() => {
      lamp.tags.clear();
      hall.tags.add("dark");
      expect(dark()).toEqual([hall.id]);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(dark()).toEqual([lamp.id]);
    await turn(() => hall.tags.add("dark"));
    expect(dark()).toEqual([lamp.id, hall.id]);
    await turn(() => lamp.delete());
    expect(dark()).toEqual([hall.id]);
    expect(kernel.called("object", "light")).toEqual([]);
    disk.crash();
    const again = await testKernel({ disk, classes });
    expect(again.kernel.searchTag("object", { keys: ["dark"] }).map(({ id }) => id)).toEqual([hall.id]);
  });

  test("what is written reads back as the same", () => {
    const text = fc.string({ maxLength: 6 });
    const stored = fc.record({
      type: fc.constantFrom("tag" as const, "permission" as const),
      key: text,
      category: fc.option(text),
      data: fc.option(text),
    });
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 5 }), (tags) => {
        expect(parseTags(printTags(tags), "tag").tags).toEqual(tags);
      }),
    );
  });

  test.each(["", "{", "5", '{"a":1}', "[5,null,[],[[]]]"])("the broken text %j holds nothing", (text) => {
    expect(parseTags(text, "tag").tags).toEqual([]);
  });
});

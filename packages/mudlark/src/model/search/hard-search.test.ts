import { describe, expect, test } from "vitest";
import { rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";
import type { NumberForm } from "./number-form.ts";

class Thing extends WorldObject {}

describe("hard searches", () => {
  test("a literal name with a number beats the number, and its own number counts again", async () => {
    const { ann, hall, make, turn } = await rulesScene({ classes: [Thing] });
    const [first, second, literal, twin] = [
      await make(Thing, "box", { location: hall }),
      await make(Thing, "box", { location: hall }),
      await make(Thing, "box-2", { location: hall }),
      await make(Thing, "box-2", { location: hall }),
    ];
    await turn(() => {
      expect(ann.search("box-2", { quiet: true })).toEqual([literal, twin]);
      expect(ann.search("box-2-2")).toBe(twin);
      expect(ann.search("2-box-2")).toBe(twin);
      expect(ann.search("2-box")).toBe(second);
      expect([ann.search("box-0"), ann.search("box-00001"), ann.search("box-999999999")]).toEqual([
        null,
        first,
        null,
      ]);
      expect(ann.search("box-9999999999999999999999")).toBeNull();
    });
  });

  test("hostile texts find nothing, and change nothing", async () => {
    const { ann, kernel, turn, heard } = await rulesScene({ classes: [Thing] });
    const versions = (): number[] => Array.from(kernel.objects.records(), (record) => record.fieldVersion);
    const before = versions();
    for (const text of [
      "",
      "   ",
      "-",
      "-2",
      "2-",
      "#",
      "##1",
      "#-1",
      "#1e3",
      "*",
      "**",
      "__proto__",
      "\0",
      "|r",
      "(.*)+$",
      "💥".repeat(5000),
      "a ".repeat(20_000),
    ]) {
      await turn(() => expect(ann.search(text), JSON.stringify(text.slice(0, 20))).toBeNull());
      expect(heard(ann)).toHaveLength(1);
    }
    expect(versions()).toEqual(before);
  });

  test("plurals, quantities and aliases are found with capitals, colours and blanks around", async () => {
    const { ann, hall, make, turn } = await rulesScene({ classes: [Thing] });
    const mice = await Promise.all(
      ["|rMouse|n", "mouse", "MOUSE"].map((key) => make(Thing, key, { location: hall })),
    );
    const ox = await make(Thing, "ox", { location: hall, aliases: ["Old Bill", "2-headed beast"] });
    await turn(() => {
      expect(ann.search("  MICE ", { quiet: true })).toEqual(mice);
      expect(ann.search("three mice", { stacked: 3 })).toEqual(mice);
      expect(ann.search("mouse-3")).toBe(mice[2]);
      expect([
        ann.search("oxen"),
        ann.search("an ox"),
        ann.search("old b"),
        ann.search("2-headed beast"),
      ]).toEqual([ox, ox, ox, ox]);
      expect(ann.search("bill old")).toBeNull();
    });
  });

  test("what an attribute is searched for may look like an id, a number form or a word with a meaning", async () => {
    const { bob, hall, make, turn } = await rulesScene({ classes: [Thing] });
    const [chip, box, mirror] = [
      await make(Thing, "chip", { location: hall, attributes: { code: "#1" } }),
      await make(Thing, "box", { location: hall, attributes: { code: "box-2" } }),
      await make(Thing, "mirror", { location: hall, attributes: { code: 7, KEY: "other" } }),
    ];
    await turn(() => {
      expect(bob.search("#1", { attributeName: "code" })).toBe(chip);
      expect(bob.search("box-2", { attributeName: "code" })).toBe(box);
      expect(bob.search(7, { attributeName: "Code" })).toBe(mirror);
      expect(bob.search("7", { attributeName: "code", quiet: true })).toEqual([]);
      expect(bob.search("MIRROR", { attributeName: "key" })).toBe(mirror);
      expect(bob.search(hall.ref, { attributeName: "db_location", quiet: true })).toContain(chip);
      expect(bob.search("hall", { attributeName: "contents", quiet: true })).toEqual([]);
    });
  });

  test("empty candidates find nothing, not even oneself, and what is asked for twice is found once", async () => {
    const { ann, hall, yard, make, turn } = await rulesScene({ classes: [Thing] });
    const lamp = await make(Thing, "lamp", { location: hall });
    await turn(() => {
      for (const text of ["lamp", "me", "here", "Hall"])
        expect(ann.search(text, { candidates: [], quiet: true })).toEqual([]);
      expect(ann.search("lamp", { candidates: [lamp, lamp], quiet: true })).toEqual([lamp]);
      expect(ann.search("lamp", { location: [hall, yard, hall], quiet: true })).toEqual([lamp]);
      expect(ann.search("yard", { location: [hall, yard], quiet: true })).toEqual([]);
      expect(ann.search("me", { globalSearch: true })).toBe(ann);
      expect(ann.search(null, { quiet: true })).toEqual([]);
    });
  });

  test("names go with rename, class swap, deletion and undo, near by and in the whole world", async () => {
    const { ann, hall, yard, make, turn } = await rulesScene({ classes: [Thing] });
    const lamp = await make(Thing, "lamp", { location: hall, aliases: ["light"] });
    const near = (text: string): unknown => ann.search(text, { quiet: true })[0];
    const anywhere = (text: string): unknown => ann.search(text, { quiet: true, globalSearch: true })[0];
    expect([near("light"), anywhere("light")]).toEqual([lamp, lamp]);
    const failing = turn(() => {
      lamp.key = "torch";
      lamp.aliases.clear();
      expect([near("lamp"), anywhere("lamp"), near("light"), anywhere("torch")]).toEqual([
        undefined,
        undefined,
        undefined,
        lamp,
      ]);
      lamp.delete();
      expect([near("torch"), anywhere("torch")]).toEqual([undefined, undefined]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect([near("lamp"), anywhere("lamp"), near("light"), anywhere("torch")]).toEqual([
      lamp,
      lamp,
      lamp,
      undefined,
    ]);
    await turn(() => {
      lamp.swapClass(WorldObject);
      lamp.location = yard;
    });
    expect([near("light"), anywhere("light")]).toEqual([undefined, lamp]);
  });

  test("a class may number in its own way, as long as it reads what it writes", async () => {
    const byHash: NumberForm = {
      read: (text) => {
        const [, name, number] = /^(.+)\/(\d+)$/.exec(text) ?? [];
        return name === undefined ? [] : [{ name, number: Number(number) }];
      },
      write: (name, number) => `${name}/${number}`,
    };
    class Hasher extends WorldObject {
      override get numberForm(): NumberForm {
        return byHash;
      }
    }
    const { hall, make, turn, heard } = await rulesScene({ classes: [Thing, Hasher] });
    const hasher = await make(Hasher, "Hash", { location: hall });
    const boxes = [
      await make(Thing, "box", { location: hall }),
      await make(Thing, "box", { location: hall }),
    ];
    await turn(() => expect(hasher.search("box")).toBeNull());
    expect(heard(hasher)[0]).toMatch(/ box\/1\n box\/2$/);
    await turn(() =>
      expect([hasher.search("box/2"), hasher.search("box-2", { quiet: true })]).toEqual([boxes[1], []]),
    );
  });
});

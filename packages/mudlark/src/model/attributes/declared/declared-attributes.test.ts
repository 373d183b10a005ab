import { describe, expect, it } from "vitest";
import { MemoryDisk } from "../../../store/memory-store.ts";
import { testKernel } from "../../../testing/test-kernel.ts";
import { WorldObject } from "../../object/world-object.ts";
import { plain } from "../plain.ts";
import { attr } from "./attr.ts";

const refused = expect.objectContaining({ code: "ATTRIBUTE_VALUE" });

class Person extends WorldObject {
  readonly isPerson = true;
}

class Lantern extends WorldObject.with({
  hp: attr.int({ default: 10, category: "stat" }),
  fuel: attr.int({ default: 100, min: 0, max: 200, index: true }),
  name2: attr.text({ maxLength: 5 }),
  lit: attr.bool(),
  mode: attr.oneOf(["low", "high"]),
  runes: attr.list(attr.text()),
  marks: attr.map(attr.text(), attr.int()),
  tagsOf: attr.set(attr.int()),
  owner: attr.ref({ is: () => Person, nullable: true }),
  made: attr.int({ default: 3, autocreate: true }),
  even: attr.int({ validate: (value) => (value % 2 === 0 ? null : "it must be even") }),
}) {}

class Guard extends WorldObject.with({
  suspects: attr.memory(() => new Map<string, number>()),
  alarm: attr.memory(() => 0),
}) {}

class BrightLantern extends Lantern.with({ beam: attr.number({ default: 1.5 }) }) {}

const classes = [Person, Guard, Lantern, BrightLantern];

describe("declared attributes", () => {
  it("[world W17] have a default of their own for each instance, which the first change stores", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    const [one, two] = await turn(() => [kernel.create(Lantern), kernel.create(Lantern)]);
    expect(plain(one.runes)).toEqual([]);
    expect(one.attributes.has("runes")).toBe(false);
    const { runes } = one;
    await turn(() => runes.push("first"));
    expect(one.attributes.has("runes")).toBe(true);
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    expect(plain((next.objects.get(one.id) as Lantern).runes)).toEqual(["first"]);
    expect(plain((next.objects.get(two.id) as Lantern).runes)).toEqual([]);
  });

  it("undo the first change of a default with the turn", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Lantern));
    const { runes } = one;
    await turn(() => {
      runes.push("x");
      throw new Error("no");
    }).catch(() => {});
    expect(one.attributes.has("runes")).toBe(false);
    expect(plain(one.runes)).toEqual([]);
    expect(one.runes).toBe(runes);
    await turn(() => runes.push("y"));
    expect(plain(one.runes)).toEqual(["y"]);
  });

  it("[world W18] live in their category, and are the default again when they are removed", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Lantern));
    expect(one.hp).toBe(10);
    expect(one.db.hp).toBeUndefined();
    await turn(() => (one.hp = 5));
    expect(one.attributes.get("hp", { category: "stat" })).toBe(5);
    expect(one.db.hp).toBeUndefined();
    await turn(() => one.attributes.remove("hp", { category: "stat" }));
    expect(one.hp).toBe(10);
  });

  it("refuse values of another type, on every way", async () => {
    const { kernel, turn } = await testKernel({ classes });
    await turn(() => {
      const one = kernel.create(Lantern);
      expect(() => (one.fuel = 1.5)).toThrow("fuel of #1 (#1): it must be a whole number, not 1.5");
      expect(() => (one.fuel = -1)).toThrow("at least 0");
      expect(() => (one.fuel = 201)).toThrow("at most 200");
      expect(() => (one.db.fuel = "full")).toThrow(refused);
      expect(() => one.attributes.add("fuel", null)).toThrow(refused);
      expect(() => (one.name2 = "too long")).toThrow("at most 5 letters");
      expect(() => one.attributes.add("mode", "middle")).toThrow("one of low, high");
      expect(() => one.runes.push(5 as never)).toThrow("must be a text, not 5");
      expect(() => one.marks.set("a", "b" as never)).toThrow(refused);
      expect(() => one.tagsOf.add("b" as never)).toThrow(refused);
      expect(() => (one.owner = kernel.create(Lantern) as never)).toThrow("it must be Person");
      expect(() => (one.even = 3)).toThrow("it must be even");
      const person = kernel.create(Person);
      one.owner = person;
      one.marks.set("a", 1);
      expect(one.owner).toBe(person);
      one.owner = null;
      expect([one.fuel, one.name2, one.lit, one.mode, one.even]).toEqual([100, "", false, "low", 0]);
    });
  });

  it("are stored at creation when they ask for it", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Lantern));
    expect(one.db.made).toBe(3);
    expect(one.db.fuel).toBeUndefined();
  });

  it("are inherited", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(BrightLantern));
    await turn(() => (one.fuel = 7));
    expect([one.fuel, one.beam]).toEqual([7, 1.5]);
  });

  it("are brought up to date when they are read, and written with the next change", async () => {
    class Old extends WorldObject.with({ runes: attr.text() }) {
      static readonly classId = "game/Sword";
    }
    class New extends WorldObject.with({
      runes: attr.list(attr.text(), { version: 2, migrate: (old) => String(old).split(" ") }),
    }) {
      static readonly classId = "game/Sword";
    }
    const first = await testKernel({ classes: [Old] });
    await first.turn(() => (first.kernel.create(Old).runes = "ur ansuz"));
    first.disk.crash();
    const before = first.disk.rows.get("1 object")?.body;
    const next = await testKernel({ classes: [New], disk: first.disk });
    const sword = next.kernel.objects.get(1) as New;
    expect(plain(sword.runes)).toEqual(["ur", "ansuz"]);
    expect(first.disk.rows.get("1 object")?.body).toBe(before);
    await next.turn(() => sword.runes.push("odal"));
    expect(first.disk.rows.get("1 object")?.body).toContain('["ur","ansuz","odal"]');
  });

  it("show the default, and keep what is stored, when that does not fit", async () => {
    class Old extends WorldObject.with({ size: attr.text() }) {
      static readonly classId = "game/Box";
    }
    class New extends WorldObject.with({ size: attr.int({ default: 4 }) }) {
      static readonly classId = "game/Box";
    }
    const first = await testKernel({ classes: [Old] });
    await first.turn(() => (first.kernel.create(Old).size = "huge"));
    first.disk.crash();
    const { kernel, logged } = await testKernel({ classes: [New], disk: first.disk });
    const box = kernel.objects.get(1) as New;
    expect([box.size, box.db.size]).toEqual([4, "huge"]);
    expect(logged.some(({ fields }) => fields.attribute === "size")).toBe(true);
  });

  it("refuse a class with a field that would hide one, and names that are taken", async () => {
    class Shadow extends WorldObject.with({ glow: attr.int() }) {}
    class Field extends Shadow {
      override glow = 5;
    }
    const { kernel } = await testKernel();
    expect(() => kernel.registerClass(Field, { path: "test", name: "Field" })).toThrow('a field "glow"');
    expect(() => WorldObject.with({ locks: attr.int() })).toThrow("would hide WorldObject.locks");
    expect(() => WorldObject.with({ low: attr.int({ default: -1, min: 0 }) })).toThrow("at least 0");
  });

  it("are found by their index, which follows every change and every undo", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const [a, b, c] = await turn(() => [
      kernel.create(Lantern, { key: "a" }),
      kernel.create(BrightLantern, { key: "b" }),
      kernel.create(Lantern, { key: "c" }),
    ]);
    const fuel = kernel.index(Lantern, "fuel");
    expect(fuel.equalTo(100)).toEqual([a, b, c]);
    await turn(() => {
      a.fuel = 5;
      b.fuel = 50;
    });
    expect(fuel.between({ to: 50 })).toEqual([a, b]);
    expect(fuel.between({ from: 50 })).toEqual([b, c]);
    expect(kernel.index(BrightLantern, "fuel").between({})).toEqual([]);
    expect(kernel.index(BrightLantern, "fuel").between({ from: 0 })).toEqual([b]);
    await turn(() => {
      a.attributes.remove("fuel");
      b.fuel = 6;
      kernel.create(Lantern);
      c.delete({ force: true });
      throw new Error("no");
    }).catch(() => {});
    expect(fuel.equalTo(5)).toEqual([a]);
    expect(fuel.equalTo(50)).toEqual([b]);
    expect(fuel.equalTo(100)).toEqual([c]);
    await turn(() => c.delete({ force: true }));
    expect(fuel.equalTo(100)).toEqual([]);
    expect(() => kernel.index(Lantern, "hp")).toThrow(expect.objectContaining({ code: "ATTRIBUTE_MISSING" }));
  });

  it("read null for an entity that is gone", async () => {
    const disk = new MemoryDisk();
    const { kernel, turn } = await testKernel({ classes, disk });
    const [one, two] = await turn(() => [kernel.create(Lantern), kernel.create(Person)]);
    await turn(() => (one.owner = two));
    await turn(() => two.delete({ force: true }));
    expect(one.owner).toBeNull();
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    expect((next.objects.get(1) as Lantern).owner).toBeNull();
  });
});

describe("attributes in memory", () => {
  it("begin with a value of their own for each instance, and are gone with the process", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    const [one, two] = await turn(() => [kernel.create(Guard), kernel.create(Guard)] as const);
    one.suspects.set("Ann", 3);
    await turn(() => (one.alarm = 2));
    expect([one.suspects.get("Ann"), one.alarm, one.ndb.alarm]).toEqual([3, 2, 2]);
    expect([two.suspects.size, two.alarm]).toEqual([0, 0]);
    expect(one.attributes.all()).toEqual([]);
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    const again = next.objects.get(one.id) as Guard;
    expect([again.suspects.size, again.alarm]).toEqual([0, 0]);
  });

  it("are undone with the turn, change only in one, and begin anew when they are taken away", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Guard));
    await turn(() => {
      one.alarm = 5;
      throw new Error("no");
    }).catch(() => {});
    expect(one.alarm).toBe(0);
    expect(() => (one.alarm = 1)).toThrow(expect.objectContaining({ code: "TURN_CLOSED" }));
    await turn(() => (one.alarm = 1));
    await turn(() => one.nattributes.remove("alarm"));
    expect(one.alarm).toBe(0);
  });

  it("hide nothing", () => {
    expect(() => WorldObject.with({ location: attr.memory(() => 1) })).toThrow(
      expect.objectContaining({ code: "CLASS_INVALID" }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { MemoryDisk } from "../../store/memory-store.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { attr } from "../attributes/declared/attr.ts";
import { WorldObject } from "../object/world-object.ts";

const detached = expect.objectContaining({ code: "ATTRIBUTE_DETACHED" });

class Thing extends WorldObject {}

class Counted extends WorldObject {
  #count = 0;
  label = "counted";
  override atPreMove = (): boolean => this.label !== "stuck";

  count(): number {
    return (this.#count += 1);
  }
}

class Deeper extends Counted {
  #depth = 10;
  override label = "deeper";

  depth(): number {
    return this.#depth + this.count();
  }
}

class Failing extends WorldObject {
  #fails = true;
  mood = "bad";

  constructor(init: ConstructorParameters<typeof WorldObject>[0]) {
    super(init);
    if (this.#fails && init.record.id !== 0) throw new Error("not today");
  }
}

class Gauge extends WorldObject.with({ level: attr.int({ default: 7, index: true }) }) {}
class Meter extends WorldObject.with({
  level: attr.int({ default: 1, version: 2, migrate: (old) => Number(old) * 10, index: true }),
}) {}
class Shelf extends WorldObject.with({ items: attr.list(attr.int()) }) {}

const classes = [Thing, Counted, Deeper, Failing, Gauge, Meter, Shelf];

describe("another class", () => {
  it("brings the fields that it declares, private ones too", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const thing = await turn(() => kernel.create(Thing));
    await turn(() => thing.swapClass(Deeper));
    const deeper = thing as unknown as Deeper;
    expect(deeper.label).toBe("deeper");
    expect(deeper.depth()).toBe(11);
    expect(deeper.count()).toBe(2);
    expect(kernel.objects.get(thing.id)).toBe(thing);
    expect(Object.getPrototypeOf(Deeper)).toBe(Counted);
    expect(Object.getPrototypeOf(Counted)).toBe(WorldObject);
    const [fresh] = await turn(() => [kernel.create(Deeper)]);
    expect(fresh?.depth()).toBe(11);
  });

  it("leaves no field of the old one behind, and gives them back when that returns", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const [room, one] = await turn(() => [kernel.create(Thing), kernel.create(Deeper)]);
    one.depth();
    one.label = "stuck";
    expect(await turn(() => one.moveTo(room))).toBe(false);
    await turn(() => one.swapClass(Thing));
    expect(Object.keys(one)).not.toContain("label");
    expect(await turn(() => one.moveTo(room))).toBe(true);
    await turn(() => one.swapClass(Counted));
    expect(one.count()).toBe(2);
    expect(one.label).toBe("stuck");
    await turn(() => one.swapClass(Deeper));
    expect(one.depth()).toBe(13);
    expect(await turn(() => one.moveTo(room))).toBe(false);
  });

  it("is undone with the turn, fields included", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Counted));
    one.label = "mine";
    const undone = turn(() => {
      one.swapClass(Deeper);
      expect(one.label).toBe("deeper");
      one.swapClass(Thing);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(one.constructor).toBe(Counted);
    expect(one.label).toBe("mine");
    expect(one.classId).toBe("test.Counted");
    await turn(() => one.swapClass(Deeper));
    expect((one as Deeper).depth()).toBe(11);
  });

  it("whose constructor throws is not taken on", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Counted));
    await turn(() => expect(() => one.swapClass(Failing)).toThrow("not today"));
    expect(one).toBeInstanceOf(Counted);
    expect(Object.keys(one)).not.toContain("mood");
    expect(one.label).toBe("counted");
    expect(Object.getPrototypeOf(Failing)).toBe(WorldObject);
  });

  it("judges what is stored as it would after a start, and its index knows", async () => {
    const disk = new MemoryDisk();
    const { kernel, turn } = await testKernel({ classes, disk });
    const [text, number] = await turn(() => [
      kernel.create(Thing, { attributes: { level: "much" } }),
      kernel.create(Thing, { attributes: { level: 4 } }),
    ]);
    const at = (value: number): unknown[] => kernel.index(Gauge, "level").equalTo(value);
    expect(at(4)).toEqual([]);
    await turn(() => [text, number].forEach((one) => one.swapClass(Gauge)));
    expect((text as Gauge).level).toBe(7);
    expect((number as Gauge).level).toBe(4);
    expect(at(7)).toEqual([text]);
    expect(at(4)).toEqual([number]);
    await turn(() => number.swapClass(Meter));
    expect((number as Meter).level).toBe(40);
    expect(at(4)).toEqual([]);
    expect(kernel.index(Meter, "level").equalTo(40)).toEqual([number]);
    const undone = turn(() => {
      number.swapClass(Gauge);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(at(40)).toEqual([]);
    expect(kernel.index(Meter, "level").equalTo(40)).toEqual([number]);
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    expect((next.objects.get(text.id) as Gauge).level).toBe(7);
    expect((next.objects.get(number.id) as Meter).level).toBe(40);
  });

  it("takes typed structures out of hands that hold them under the old type", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const one = await turn(() => kernel.create(Thing, { attributes: { items: [1, 2], other: [0] } }));
    const [items, other] = [one.db.items as number[], one.db.other as number[]];
    await turn(() => one.swapClass(Shelf));
    const shelf = one as unknown as Shelf;
    await turn(() => {
      expect(() => items.push(3)).toThrow(detached);
      other.push(1);
      shelf.items.push(3);
      expect(() => shelf.items.push("four" as never)).toThrow("whole number");
    });
    expect([...shelf.items]).toEqual([1, 2, 3]);
    expect(one.db.other).toEqual([0, 1]);
  });

  it("can run only some hooks, clean attributes and memory, and keep what the engine stores", async () => {
    const calls: string[] = [];
    class Hooked extends WorldObject {
      override atObjectCreation(): void {
        calls.push("atObjectCreation");
      }
      override atObjectPostCreation(): void {
        calls.push("atObjectPostCreation");
      }
    }
    const { kernel, turn } = await testKernel({ classes: [...classes, Hooked] });
    const one = await turn(() => kernel.create(Thing, { attributes: { a: 1 } }));
    await turn(() => {
      one.attributes.add("place", 5, { category: "mudlark" });
      one.ndb.seen = true;
      one.swapClass(Hooked, { cleanAttributes: true, runStartHooks: ["atObjectPostCreation"] });
    });
    expect(calls).toEqual(["atObjectPostCreation"]);
    expect(one.attributes.all().map(({ key }) => key)).toEqual(["place"]);
    expect(one.ndb.seen).toBeUndefined();
    await turn(() => {
      expect(() => one.swapClass(Thing, { runStartHooks: ["atNoon"] })).toThrow('no hook "atNoon"');
    });
    expect(one).toBeInstanceOf(Hooked);
  });
});

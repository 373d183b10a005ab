import { describe, expect, it } from "vitest";
import { MemoryDisk } from "../../store/memory-store.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { WorldObject } from "../object/world-object.ts";
import { attr } from "./declared/attr.ts";
import { fromJson } from "./json-values.ts";
import { plain } from "./plain.ts";

class Thing extends WorldObject {}
class Tied extends WorldObject.with({ to: attr.ref({ nullable: true, index: true }) }) {}

const refused = expect.objectContaining({ code: "ATTRIBUTE_VALUE" });
const tooLong = expect.objectContaining({ code: "ATTRIBUTE_KEY" });

async function scene() {
  const disk = new MemoryDisk();
  const world = await testKernel({ classes: [Thing, Tied], disk });
  const thing = await world.turn(() => world.kernel.create(Thing, { key: "thing" }));
  const restarted = async (): Promise<WorldObject> => {
    disk.crash();
    const { kernel } = await testKernel({ classes: [Thing, Tied], disk });
    return kernel.objects.get(thing.id)!;
  };
  return { ...world, thing, restarted };
}

describe("hostile keys", () => {
  it("of prototypes reach no prototype, in memory and after a restart", async () => {
    const { thing, turn, restarted } = await scene();
    await turn(() => {
      thing.db.__proto__ = { polluted: 1 };
      Object.assign(thing.db, { constructor: "a", hasOwnProperty: "b" });
      thing.db.box = { constructor: 1, toString: 2, prototype: { x: 1 } };
      const box = thing.db.box as Record<string, unknown>;
      expect(() => (box["__proto__"] = { polluted: 1 })).toThrow(refused);
      expect(() => Object.assign(box, JSON.parse('{"a": {"__proto__": {"polluted": 1}}}'))).toThrow(refused);
      expect(() => Object.defineProperty(box, "__proto__", { value: { polluted: 1 } })).toThrow(refused);
    });
    for (const one of [thing, await restarted()]) {
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(plain(one.db.__proto__)).toEqual({ polluted: 1 });
      expect(one.db.constructor).toBe("a");
      expect(plain(one.db.box)).toEqual({ constructor: 1, toString: 2, prototype: { x: 1 } });
      expect(Object.keys(one.db).sort()).toEqual(["__proto__", "box", "constructor", "hasownproperty"]);
    }
  });

  it("in a damaged store neither", () => {
    const json: unknown = JSON.parse('{"a": 1, "__proto__": {"polluted": 1}}');
    const tagged: unknown = JSON.parse('{"$": "object", "is": [["__proto__", {"polluted": 1}], ["$", 2]]}');
    expect(fromJson(json as never, () => undefined)).toEqual({ a: 1 });
    expect(fromJson(tagged as never, () => undefined)).toEqual({ $: 2 });
  });

  it("cannot reach into a category", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.attributes.add("b", "hidden", { category: "a" });
      thing.attributes.add("b\0a", "open");
      thing.attributes.add("c", "plain", { category: " " });
    });
    expect(thing.db["b\0a"]).toBe("open");
    expect(thing.attributes.get("b", { category: "a" })).toBe("hidden");
    expect(thing.db.ba).toBe("open");
    expect(thing.db.c).toBe("plain");
  });

  it("that are too long are refused before anything is written", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      expect(() => (thing.db["k".repeat(256)] = 1)).toThrow(tooLong);
      expect(() => thing.attributes.add("k", 1, { category: "c".repeat(129) })).toThrow(tooLong);
      thing.attributes.add("k".repeat(255), 1, { category: "c".repeat(128) });
    });
    expect(thing.attributes.all()).toHaveLength(1);
  });
});

describe("hostile values", () => {
  it("do not share the memory of a Buffer", async () => {
    const { thing, turn } = await scene();
    const buffer = Buffer.from([1, 2, 3]);
    await turn(() => (thing.db.bytes = buffer));
    buffer[0] = 99;
    expect(thing.db.bytes).toEqual(new Uint8Array([1, 2, 3]));
    await turn(() => (thing.db.again = { bytes: thing.db.bytes }));
    expect(plain(thing.db.again)).toEqual({ bytes: new Uint8Array([1, 2, 3]) });
  });

  it("cannot be nested without end, not even step by step", async () => {
    const { thing, turn, restarted } = await scene();
    let depth = 0;
    await turn(() => {
      thing.db.deep = [];
      let at = thing.db.deep as unknown[];
      expect(() => {
        for (; depth < 1000; depth++) {
          at.push([]);
          at = at[0] as unknown[];
        }
      }).toThrow("nested more than 200 levels");
    });
    expect(depth).toBe(199);
    expect(JSON.stringify(plain((await restarted()).db.deep))).toBe("[".repeat(200) + "]".repeat(200));
  });

  it("cannot fill the memory with the places in front of one", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.db.list = [1];
      const list = thing.db.list as unknown[];
      expect(() => (list[4_000_000_000] = 1)).toThrow(refused);
      expect(() => (list.length = 4_000_000_000)).toThrow(refused);
      expect(() => (list.length = -1)).toThrow(refused);
      list[3] = 4;
      list.length = 5;
      list.length = 4;
    });
    expect(plain(thing.db.list)).toEqual([1, null, null, 4]);
  });

  it("without a constructor are refused with words", async () => {
    const { thing, turn } = await scene();
    const odd: unknown = Object.create(Object.create(null) as object);
    await turn(() => expect(() => (thing.db.odd = odd)).toThrow("the class without a name"));
  });
});

describe("structures that move", () => {
  it("stay live when they are put where they are", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.db.a = { list: [[1], new Map([["m", { deep: [] as number[] }]])] };
      const a = thing.db.a as { list: [number[], Map<string, { deep: number[] }>] };
      const { list } = a;
      const [first, map] = list;
      const deep = map.get("m")!;
      thing.db.a = a;
      a.list = list;
      list[0] = first;
      map.set("m", deep);
      first.push(2);
      deep.deep.push(3);
    });
    expect(plain(thing.db.a)).toEqual({ list: [[1, 2], new Map([["m", { deep: [3] }]])] });
  });

  it("swap places by value, and let go of those that held them", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.db.pair = [["a"], ["b"]];
      const pair = thing.db.pair as string[][];
      const [a, b] = pair as [string[], string[]];
      [pair[0], pair[1]] = [b, a];
      expect(() => a.push("x")).toThrow(expect.objectContaining({ code: "ATTRIBUTE_DETACHED" }));
      pair[0].push("y");
    });
    expect(plain(thing.db.pair)).toEqual([["b", "y"], ["a"]]);
  });
});

describe("an index of numbers", () => {
  class Gauge extends WorldObject.with({ level: attr.number({ index: true }) }) {}

  it("keeps its order with NaN and the infinities in it", async () => {
    const { kernel, turn } = await testKernel({ classes: [Gauge] });
    const levels = [3, Number.NaN, -1, Infinity, Number.NaN, 2, -Infinity, 1];
    const gauges = await turn(() => levels.map((level) => kernel.create(Gauge, { attributes: { level } })));
    const index = kernel.index(Gauge, "level");
    expect(index.between({ from: -1, to: 3 }).map(({ level }) => level)).toEqual([-1, 1, 2, 3]);
    expect(index.between({ from: 2 }).map(({ level }) => level)).toEqual([2, 3, Infinity]);
    expect(index.equalTo(Number.NaN)).toEqual([gauges[1], gauges[4]]);
    await turn(() => gauges[1] !== undefined && (gauges[1].level = 2.5));
    expect(index.between({ from: 2, to: 3 }).map(({ level }) => level)).toEqual([2, 2.5, 3]);
    expect(index.equalTo(Number.NaN)).toEqual([gauges[4]]);
  });
});

describe("an index of references", () => {
  it("finds under null who refers to something deleted, before and after a restart, and not when that is undone", async () => {
    const { kernel, turn, disk } = await scene();
    const [post, knot, loose] = await turn(() => {
      const target = kernel.create(Thing, { key: "post" });
      const tied = kernel.create(Tied, { key: "knot" });
      tied.to = target;
      return [target, tied, kernel.create(Tied, { key: "loose" })] as const;
    });
    const index = kernel.index(Tied, "to");
    expect(index.equalTo(post)).toEqual([knot]);
    await turn(() => {
      post.delete({ force: true });
      expect(index.equalTo(null)).toEqual([knot, loose]);
      throw new Error("no");
    }).catch(() => {});
    expect(index.equalTo(post)).toEqual([knot]);
    expect(index.equalTo(null)).toEqual([loose]);
    await turn(() => post.delete({ force: true }));
    expect(index.equalTo(post)).toEqual([]);
    expect(index.equalTo(null)).toEqual([knot, loose]);
    await turn(() => (knot.to = loose));
    expect(index.equalTo(null)).toEqual([loose]);
    await turn(() => loose.delete());
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [Thing, Tied], disk });
    expect(next.index(Tied, "to").equalTo(null)).toEqual([next.objects.get(knot.id)]);
  });
});

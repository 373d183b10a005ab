import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import type { TestKernel } from "../../testing/test-kernel.ts";
import { MemoryDisk } from "../../store/memory-store.ts";
import { recordKey } from "../entity/entity-record.ts";
import { WorldObject } from "../object/world-object.ts";
import { bodyOf } from "./body.ts";
import { plain } from "./plain.ts";

class Thing extends WorldObject {}

class Odd {
  readonly isOdd = true;
}

interface Scene extends TestKernel {
  readonly thing: Thing;
  /** The same thing in a world that was started anew on what is stored. */
  readonly restart: () => Promise<Scene>;
}

async function scene(disk = new MemoryDisk()): Promise<Scene> {
  const world = await testKernel({ classes: [Thing], disk });
  const found = world.kernel.objects.get(1);
  const thing = found ?? (await world.turn(() => world.kernel.create(Thing, { key: "thing" })));
  const restart = (): Promise<Scene> => {
    disk.crash();
    return scene(disk);
  };
  return { ...world, thing, restart };
}

describe("addressing", () => {
  it("[world W07] does not care about case", async () => {
    const { thing, turn, restart } = await scene();
    await turn(() => (thing.db.Color = "red"));
    const next = await restart();
    expect(next.thing.attributes.get("COLOR")).toBe("red");
    expect(next.thing.attributes.has("color")).toBe(true);
    expect(next.thing.db.cOLOR).toBe("red");
    expect(Object.keys(next.thing.db)).toEqual(["color"]);
  });

  it("[world W08] says in each way that an attribute is missing", async () => {
    const { thing } = await scene();
    expect(thing.db.x).toBeUndefined();
    expect(thing.attributes.get("x")).toBeNull();
    expect(thing.attributes.get("x", { default: 5 })).toBe(5);
    expect(() => thing.attributes.get("x", { raise: true })).toThrow(
      expect.objectContaining({ code: "ATTRIBUTE_MISSING" }),
    );
    expect(thing.attributes.get(["x"])).toEqual([null]);
    expect(thing.attributes.all()).toEqual([]);
  });

  it("[world W09] tells a stored 0, false or empty text from a missing value", async () => {
    const { thing, turn } = await scene();
    await turn(() => Object.assign(thing.db, { zero: 0, no: false, empty: "" }));
    expect(thing.attributes.get(["zero", "no", "empty"], { default: 7 })).toEqual([0, false, ""]);
  });

  it("[world W10] keeps categories apart", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.attributes.add("a", 1, { category: "foo" });
      thing.attributes.add("a", 2, { category: "bar-foo" });
      thing.attributes.add("a", 3);
    });
    expect(thing.attributes.all({ category: "FOO" }).map(({ value }) => value)).toEqual([1]);
    expect(thing.attributes.get("a", { category: "bar-foo" })).toBe(2);
    expect(thing.db.a).toBe(3);
    await turn(() => thing.attributes.clear({ category: "foo" }));
    expect(thing.attributes.has("a", "foo")).toBe(false);
    expect(thing.attributes.has("a", "bar-foo")).toBe(true);
  });

  it("lists what there is as `all`, unless there is an attribute of that name", async () => {
    const { thing, turn } = await scene();
    await turn(() => Object.assign(thing.db, { b: 1, a: 2 }));
    expect(thing.db.all).toEqual(["b", "a"]);
    await turn(() => (thing.db.all = "mine"));
    expect(thing.db.all).toBe("mine");
  });

  it("keeps a plain text in the place of a value", async () => {
    const { thing, turn, restart } = await scene();
    await turn(() => thing.attributes.add("motto", "onward", { strattr: true }));
    const next = await restart();
    expect(next.thing.attributes.get("motto")).toBeNull();
    expect(next.thing.attributes.get("motto", { strattr: true })).toBe("onward");
  });

  it("[world W19] asks the locks of an attribute when an accessor is named", async () => {
    const { thing, turn, kernel } = await scene();
    const player = await turn(() => {
      thing.attributes.add("secret", 42, { lockstring: "attrread:false()" });
      return kernel.create(Thing);
    });
    expect(thing.attributes.get("secret", { accessor: player, default: "D" })).toBe("D");
    expect(thing.attributes.get("secret")).toBe(42);
    expect(thing.attributes.all({ accessor: player })).toEqual([]);
  });
});

describe("live structures", () => {
  it("[world W11] stores changes at every depth", async () => {
    const { thing, turn, restart } = await scene();
    await turn(() => (thing.db.a = [1, [2], { x: [3] }]));
    await turn(() => {
      const a = thing.db.a as [number, number[], { x: number[] }, ...unknown[]];
      a.push("top");
      a[1].push(20);
      a[2].x.push(30);
    });
    const { thing: again } = await restart();
    expect(plain(again.db.a)).toEqual([1, [2, 20], { x: [3, 30] }, "top"]);
  });

  it("[world W12] shows every holder the same structure", async () => {
    const { thing, turn } = await scene();
    await turn(() => (thing.db.a = [0]));
    const [x, y] = [thing.db.a as number[], thing.db.a as number[]];
    await turn(() => {
      x.push(1);
      y.push(2);
    });
    expect(x).toBe(y);
    expect([...(thing.db.a as number[])]).toEqual([0, 1, 2]);
  });

  it("[world W13] keeps the inside of a frozen list live", async () => {
    const { thing, turn, restart } = await scene();
    await turn(() => (thing.db.pair = Object.freeze([1, [2]])));
    await turn(() => (thing.db.pair as [number, number[]])[1].push(3));
    await turn(() => {
      expect(() => (thing.db.pair as unknown[]).push(4)).toThrow("frozen");
    });
    const { thing: again, turn: later } = await restart();
    expect(plain(again.db.pair)).toEqual([1, [2, 3]]);
    await later(() => expect(() => (again.db.pair as unknown[]).pop()).toThrow("frozen"));
  });

  it("[world W14] reads null for what was deleted, and keeps its place", async () => {
    const { thing, turn, kernel, restart } = await scene();
    const target = await turn(() => {
      const made = kernel.create(Thing, { key: "target" });
      thing.db.list = [made, [made], 1];
      thing.db.set = new Set([made, "other"]);
      thing.db.map = new Map<unknown, unknown>([[made, "x"]]);
      return made;
    });
    expect((thing.db.list as unknown[])[0]).toBe(target);
    expect((thing.db.map as Map<unknown, unknown>).get(target)).toBe("x");
    await turn(() => target.delete({ force: true }));
    expect(plain(thing.db.list)).toEqual([null, [null], 1]);
    expect([...(thing.db.set as Set<unknown>)]).toEqual([null, "other"]);
    const { thing: again } = await restart();
    expect(plain(again.db.list)).toEqual([null, [null], 1]);
    expect((again.db.set as Set<unknown>).size).toBe(2);
  });

  it("[world W15] refuses changes of a structure whose attribute is gone", async () => {
    const { thing, turn } = await scene();
    await turn(() => (thing.db.a = [[1]]));
    const x = thing.db.a as number[][];
    const inner = x[0];
    await turn(() => delete thing.db.a);
    const detached = expect.objectContaining({ code: "ATTRIBUTE_DETACHED" });
    await turn(() => {
      expect(() => x.push([2])).toThrow(detached);
      expect(() => inner?.push(2)).toThrow(detached);
    });
    expect(thing.db.a).toBeUndefined();
  });

  it("refuses changes of a part that was taken out, until an undo puts it back", async () => {
    const { thing, turn } = await scene();
    await turn(() => (thing.db.a = [[1], [2]]));
    const a = thing.db.a as number[][];
    const second = a[1];
    await turn(() => {
      a.pop();
      expect(() => second?.push(3)).toThrow(expect.objectContaining({ code: "ATTRIBUTE_DETACHED" }));
      throw new Error("undo");
    }).catch(() => {});
    await turn(() => second?.push(4));
    expect(plain(thing.db.a)).toEqual([[1], [2, 4]]);
    expect(a[1]).toBe(second);
  });

  it("copies what is put in", async () => {
    const { thing, turn } = await scene();
    const given = { inner: [1] };
    await turn(() => {
      thing.db.a = given;
      thing.db.b = thing.db.a;
      given.inner.push(2);
    });
    await turn(() => (thing.db.b as typeof given).inner.push(3));
    expect(plain(thing.db.a)).toEqual({ inner: [1] });
    expect(plain(thing.db.b)).toEqual({ inner: [1, 3] });
  });

  it("[world W16] refuses cycles before anything is changed", async () => {
    const { thing, turn } = await scene();
    await turn(() => (thing.db.a = "before"));
    const cycle: unknown[] = [1];
    cycle.push({ again: cycle });
    const refused = expect.objectContaining({ code: "ATTRIBUTE_VALUE" });
    await turn(() => expect(() => (thing.db.a = cycle)).toThrow(refused));
    expect(thing.db.a).toBe("before");
    await turn(() => {
      thing.db.list = [];
      const list = thing.db.list as unknown[];
      expect(() => list.push(cycle)).toThrow(refused);
      list.push([1, { deep: [] }]);
      const { deep } = (list[0] as [number, { deep: unknown[] }])[1];
      for (const inner of [list, list[0], { around: [list] }, deep]) {
        expect(() => deep.push(inner)).toThrow(refused);
      }
      list.push(list[0]);
    });
    expect(plain(thing.db.list)).toEqual([
      [1, { deep: [] }],
      [1, { deep: [] }],
    ]);
  });

  it("refuses functions, symbols and instances of classes without a codec, and says where they are", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      expect(() => (thing.db.a = { deep: [() => 1] })).toThrow("at deep.0: a function cannot be stored");
      expect(() => (thing.db.a = Symbol("x"))).toThrow("symbol");
      expect(() => (thing.db.a = new Odd())).toThrow("class Odd");
      expect(() => (thing.db.a = JSON.parse('{"__proto__": {"a": 1}}') as unknown)).toThrow("__proto__");
    });
    expect(thing.db.a).toBeUndefined();
  });

  it("keeps numbers, dates, bytes and bigints as they are", async () => {
    const { thing, turn, restart } = await scene();
    const values = {
      nan: Number.NaN,
      up: Infinity,
      down: -Infinity,
      zero: -0,
      big: 2n ** 80n,
      when: new Date(12345),
      bytes: Uint8Array.of(0, 200, 255),
      dollar: { $: "date", is: 1 },
    };
    await turn(() => (thing.db.v = values));
    const { thing: again, turn: later } = await restart();
    const read = again.db.v as typeof values;
    expect(plain(read)).toEqual(values);
    expect(Object.is(read.zero, -0)).toBe(true);
    expect(() => read.when.setTime(0)).toThrow("assign a new Date");
    read.bytes[0] = 9;
    expect((again.db.v as typeof values).bytes[0]).toBe(0);
    await later(() => (again.db.since = read.when));
    expect(again.db.since).toEqual(new Date(12345));
  });

  it("keeps values of classes with a codec", async () => {
    class Coins {
      readonly gold: number;
      constructor(gold: number) {
        this.gold = gold;
      }
    }
    const codec = {
      name: "coins",
      matches: (value: object): value is Coins => value instanceof Coins,
      encode: (coins: Coins) => coins.gold,
      decode: (json: unknown) => new Coins(Number(json)),
    };
    const { thing, turn, kernel, restart } = await scene();
    kernel.values.register(codec);
    await turn(() => (thing.db.purse = { coins: new Coins(5) }));
    const { thing: again, kernel: next, turn: later } = await restart();
    expect(plain(again.db.purse)).toEqual({ coins: null });
    await later(() => (again.db.other = 1));
    next.values.register(codec);
    const purse = again.db.purse as { coins: Coins };
    expect(purse.coins).toBeInstanceOf(Coins);
    expect(purse.coins.gold).toBe(5);
  });

  it("behaves as an array does", () => {
    type Step = readonly [method: string, ...args: readonly unknown[]];
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.tuple(fc.constantFrom("push", "unshift"), fc.integer(), fc.integer()),
      fc.tuple(fc.constantFrom("pop", "shift", "reverse", "sort")),
      fc.tuple(
        fc.constant("splice"),
        fc.integer({ min: -5, max: 8 }),
        fc.integer({ min: -2, max: 4 }),
        fc.integer(),
      ),
      fc.tuple(fc.constant("splice"), fc.integer({ min: -5, max: 8 })),
      fc.tuple(
        fc.constant("fill"),
        fc.integer(),
        fc.integer({ min: -5, max: 8 }),
        fc.integer({ min: -5, max: 8 }),
      ),
      fc.tuple(
        fc.constant("copyWithin"),
        fc.integer({ min: -5, max: 8 }),
        fc.integer({ min: -5, max: 8 }),
        fc.integer({ min: -5, max: 8 }),
      ),
      fc.tuple(
        fc.constantFrom("includes", "indexOf", "slice", "at", "join"),
        fc.integer({ min: -5, max: 5 }),
      ),
      fc.tuple(fc.constant("length="), fc.nat({ max: 6 })),
    );
    return fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.array(step, { maxLength: 12 }), async (start, steps) => {
        const { thing, turn, restart } = await scene();
        const model = [...start];
        await turn(() => {
          thing.db.list = start;
          const list = thing.db.list as number[];
          for (const [method, ...args] of steps) {
            if (method === "length=") {
              const length = Math.min(model.length, Number(args[0]));
              list.length = length;
              model.length = length;
              continue;
            }
            const call = (target: number[]): unknown =>
              (target[method as "push"] as (...values: unknown[]) => unknown).apply(target, [...args]);
            const [mine, theirs] = [call(list), call(model)];
            if (theirs !== model) expect(mine).toEqual(theirs);
            expect([...list]).toEqual(model);
          }
        });
        expect(plain((await restart()).thing.db.list)).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });

  it("survives encoding, whatever the value is", () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, true, false, Number.NaN, Infinity, -Infinity),
        fc.double(),
        fc.string(),
        fc.bigInt(),
        fc.uint8Array({ maxLength: 10 }),
        fc.date({ noInvalidDate: true }),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          tie("value"),
          { maxKeys: 4, noNullPrototype: true },
        ),
        fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 4 }).map((pairs) => new Map(pairs)),
        fc.array(fc.string(), { maxLength: 4 }).map((members) => new Set(members)),
        fc.record(
          { $: fc.constantFrom("date", "ref", "map", "x"), is: tie("value") },
          { noNullPrototype: true },
        ),
      ),
    }));
    return fc.assert(
      fc.asyncProperty(value, async (given) => {
        const { thing, turn, restart } = await scene();
        await turn(() => (thing.db.v = given));
        expect(plain(thing.db.v)).toEqual(given);
        const again = await restart();
        expect(plain(again.thing.db.v)).toEqual(given);
      }),
      { numRuns: 150 },
    );
  });
});

describe("turns", () => {
  it("[world W20] takes back every attribute, and the output, of a turn that throws", async () => {
    const { thing, turn, heardBy } = await scene();
    await turn(() => (thing.db.list = [1]));
    const list = thing.db.list as number[];
    await turn(() => {
      thing.db.a = 1;
      list.push(2);
      thing.ndb.c = 3;
      thing.msg("You did it!");
      throw new Error("no");
    }).catch(() => {});
    expect(thing.db.a).toBeUndefined();
    expect([...list]).toEqual([1]);
    expect(thing.db.list).toBe(list);
    expect(thing.ndb.c).toBeUndefined();
    expect(heardBy(thing)).toEqual([]);
  });

  it("refuses changes outside of a turn", async () => {
    const { thing, turn } = await scene();
    await turn(() => (thing.db.list = []));
    const closed = expect.objectContaining({ code: "TURN_CLOSED" });
    expect(() => (thing.db.a = 1)).toThrow(closed);
    expect(() => (thing.db.list as number[]).push(1)).toThrow(closed);
    expect(() => delete thing.db.list).toThrow(closed);
    expect(() => (thing.ndb.a = 1)).toThrow(closed);
    expect(() => (thing.key = "x")).toThrow(closed);
    expect(() => thing.tags.add("x")).toThrow(closed);
  });

  it("changes nothing by reading", async () => {
    const { thing, turn, kernel, restart } = await scene();
    await turn(() => {
      thing.db.list = [1, { a: new Set(["x"]) }];
      thing.db.ref = thing;
    });
    const again = await restart();
    await again.turn(() => {
      const object = again.thing;
      void [
        object.key,
        object.ref,
        object.db.list,
        object.db.ref,
        object.db.none,
        object.ndb.none,
        object.tags.all(),
      ];
      void [plain(object.db.list), object.attributes.all().map(({ value }) => value), object.locks.get()];
      void object.access(object, "view");
      expect(again.kernel.turns.current?.hasChanges).toBe(false);
    });
    expect(kernel.committer.pending).toBe(0);
  });

  it("becomes text again, and is the same when it is read again", async () => {
    const { thing, turn, kernel } = await scene();
    await turn(() => Object.assign(thing.db, { list: [1, [2]], n: 5 }));
    const before = bodyOf(thing[recordKey]).encode();
    expect(kernel.foldBodies()).toBe(1);
    expect(thing[recordKey].body).toBeNull();
    expect(thing[recordKey].bodyText).toBe(before);
    expect(thing.db.n).toBe(5);
    expect(plain(thing.db.list)).toEqual([1, [2]]);
    expect(kernel.foldBodies()).toBe(0);
  });
});

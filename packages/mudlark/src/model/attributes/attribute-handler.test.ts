import { describe, expect, it } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import { WorldObject } from "../object/world-object.ts";
import { attr } from "./declared/attr.ts";

class Thing extends WorldObject {}

const missing = expect.objectContaining({ code: "ATTRIBUTE_MISSING" });
const badLock = expect.objectContaining({ code: "LOCK_SYNTAX" });

async function scene() {
  const world = await testKernel({ classes: [Thing] });
  const [thing, other] = await world.turn(
    () => [world.kernel.create(Thing), world.kernel.create(Thing)] as const,
  );
  return { ...world, thing, other };
}

describe("reading without a key", () => {
  it("gives one of the category as itself, several as a list, none as the default", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.attributes.add("hp", 0, { category: "stat" });
      thing.attributes.batchAdd([
        ["a", 1],
        ["b", [2]],
        ["c", 3, "other"],
      ]);
    });
    expect(thing.attributes.get(undefined, { category: "STAT " })).toBe(0);
    expect(thing.attributes.get()).toEqual([1, [2]]);
    expect(thing.attributes.get(undefined, { category: "none", default: 7 })).toBe(7);
    expect(thing.attributes.get(undefined, { category: "none" })).toBeNull();
  });

  it("[world W08] gives a list in any case with returnList", async () => {
    const { thing, turn } = await scene();
    await turn(() => thing.attributes.add("hp", 5));
    expect(thing.attributes.get("x", { returnList: true })).toEqual([]);
    expect(thing.attributes.get("x", { returnList: true, default: 5 })).toEqual([5]);
    expect(thing.attributes.get("hp", { returnList: true })).toEqual([5]);
    expect(thing.attributes.get(undefined, { returnList: true })).toEqual([5]);
    expect(() => thing.attributes.get("x", { returnList: true, raise: true })).toThrow(missing);
    expect(() => thing.attributes.get(["hp", "x"], { raise: true })).toThrow(missing);
  });
});

describe("many at once", () => {
  it("are added whole or not at all", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.db.a = "before";
      for (const bad of [
        ["b", () => 1],
        ["b", 1, "k".repeat(200)],
        ["b", 1, null, "attrread:nonsense"],
        "b",
      ]) {
        const entries = [["a", "after"], ["new", 1], bad] as never;
        expect(() => thing.attributes.batchAdd(entries), String(bad)).toThrow();
      }
    });
    expect(thing.attributes.all().map(({ key, value }) => [key, value])).toEqual([["a", "before"]]);
  });

  it("may be plain texts, and take other locks than before", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.attributes.add("a", 1, { lockstring: "attrread:false()" });
      thing.attributes.batchAdd([["a", "text", null, "attredit:false()"]], { strattr: true });
    });
    expect([thing.attributes.get("a"), thing.attributes.get("a", { strattr: true })]).toEqual([null, "text"]);
    expect(thing.attributes.record("a")?.locks).toBe("attredit:false()");
  });

  it("are removed by category when no key is named", async () => {
    const { thing, turn } = await scene();
    await turn(() => {
      thing.attributes.batchAdd([
        ["a", 1],
        ["b", 2, "x"],
        ["c", 3, "x"],
      ]);
      thing.attributes.remove(undefined, { category: "X" });
    });
    expect(thing.attributes.all().map(({ key }) => key)).toEqual(["a"]);
  });
});

describe("locks of attributes", () => {
  it("are refused when they cannot be read, and closed when their function is gone", async () => {
    const { kernel, thing, other, turn, disk } = await scene();
    kernel.locks.registry.register("moonlit", () => () => true);
    await turn(() => {
      expect(() => thing.attributes.add("a", 1, { lockstring: "attrread:moon(" })).toThrow(badLock);
      expect(thing.attributes.has("a")).toBe(false);
      thing.attributes.add("a", 1, { lockstring: "attrread:moonlit();attredit:false()" });
      const record = thing.attributes.record("a");
      expect(() => record !== null && (record.locks = "attrread:sunlit()")).toThrow(badLock);
      thing.attributes.remove("a", { accessor: other });
    });
    expect(thing.attributes.get("a", { accessor: other })).toBe(1);
    disk.crash();
    const { kernel: moonless, logged } = await testKernel({ classes: [Thing], disk });
    const [again, reader] = [moonless.objects.get(thing.id), moonless.objects.get(other.id)];
    expect(again?.attributes.get("a", { accessor: reader!, default: "shut" })).toBe("shut");
    expect(again?.db.a).toBe(1);
    expect(logged.map(({ message }) => message)).toEqual([expect.stringContaining('"moonlit"')]);
  });
});

describe("declared attributes with more to them", () => {
  class Vault extends WorldObject.with({
    code: attr.int({ default: 1, lock: "attrread:false();attredit:false()", autocreate: true }),
    spare: attr.list(attr.int(), { lock: "attrread:false()" }),
    label: attr.text({
      default: "box",
      onGet: (value, owner) => `${value} ${owner.ref}`,
      onSet: (value) => value.trim().toLowerCase(),
    }),
  }) {}

  it("have their locks from the first value on", async () => {
    const { kernel, turn } = await testKernel({ classes: [Vault] });
    const vault = await turn(() => kernel.create(Vault));
    await turn(() => vault.spare.push(1));
    for (const key of ["code", "spare"]) {
      expect(vault.attributes.get(key, { accessor: vault, default: "shut" })).toBe("shut");
    }
    await turn(() => {
      vault.attributes.remove("code", { accessor: vault });
      vault.code = 2;
    });
    expect(vault.attributes.record("code")?.locks).toBe("attrread:false();attredit:false()");
    expect(vault.code).toBe(2);
  });

  it("pass through onGet and onSet as properties, and only so", async () => {
    const { kernel, turn } = await testKernel({ classes: [Vault] });
    const vault = await turn(() => kernel.create(Vault));
    expect(vault.label).toBe(`box ${vault.ref}`);
    await turn(() => (vault.label = "  OLD Chest "));
    expect([vault.label, vault.db.label]).toEqual([`old chest ${vault.ref}`, "old chest"]);
    await turn(() => (vault.db.label = " RAW "));
    expect(vault.label).toBe(` RAW  ${vault.ref}`);
  });

  it("are refused at once when lock or category cannot be", () => {
    const invalid = expect.objectContaining({ code: "CLASS_INVALID" });
    expect(() => WorldObject.with({ a: attr.int({ lock: "attrread:(" }) })).toThrow(invalid);
    expect(() => WorldObject.with({ a: attr.int({ category: "c".repeat(200) }) })).toThrow(invalid);
  });
});

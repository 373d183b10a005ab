import { describe, expect, it } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import { WorldObject } from "../object/world-object.ts";
import { attr } from "../attributes/declared/attr.ts";
import { tag } from "./tag.ts";

class Cellar extends WorldObject.with({
  dark: tag.prop({ category: "light", data: "black" }),
  flooded: tag.prop({ initially: false }),
  smells: tag.category("damp", "wine"),
  vault: tag.alias(),
  builder: tag.permission(),
  depth: attr.int({ default: 1 }),
}) {}

class Crypt extends Cellar.with({ haunted: tag.prop() }) {}

const classes = [WorldObject, Cellar, Crypt];

describe("tags as properties", () => {
  it("are borne from creation on, found like others, and each entity's own", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    const [one, other, crypt] = await turn(
      () => [kernel.create(Cellar), kernel.create(Cellar), kernel.create(Crypt)] as const,
    );
    expect([one.dark, one.flooded, one.smells, one.vault, one.builder, one.depth]).toEqual([
      true,
      false,
      ["damp", "wine"],
      true,
      true,
      1,
    ]);
    expect([crypt.haunted, crypt.dark]).toEqual([true, true]);
    expect(one.permissions.has("builder")).toBe(true);
    await turn(() => {
      one.dark = false;
      one.flooded = true;
      one.smells = ["Rot"];
      one.vault = false;
    });
    expect([one.smells, other.smells]).toEqual([["rot"], ["damp", "wine"]]);
    expect(kernel.searchTag("object", { keys: ["dark"], categories: ["light"] })).toEqual([other, crypt]);
    expect(kernel.searchTag("object", { keys: ["flooded"] })).toEqual([one]);
    expect(kernel.called("object", "vault")).toEqual([other, crypt]);
    expect(other.tags.getTags("dark", { category: "light" })[0]?.data).toBe("black");
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    const again = next.objects.get(one.id) as Cellar;
    expect([again.dark, again.flooded, again.smells, again.vault]).toEqual([false, true, ["rot"], false]);
  });

  it("stay away when they were taken away, are undone with the turn, and come with another class", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const plain = await turn(() => kernel.create(WorldObject));
    const failing = turn(() => {
      plain.swapClass(Cellar);
      expect((plain as Cellar).dark).toBe(true);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(plain.tags.all()).toEqual([]);
    await turn(() => plain.swapClass(Cellar, { runStartHooks: false }));
    expect([(plain as Cellar).dark, (plain as Cellar).smells]).toEqual([false, []]);
  });

  it("hide nothing, and are hidden by nothing", () => {
    const invalid = expect.objectContaining({ code: "CLASS_INVALID" });
    expect(() => WorldObject.with({ location: tag.prop() })).toThrow(invalid);
    expect(() => Cellar.with({ dark: tag.prop() })).toThrow(invalid);
    class Hiding extends Cellar {
      override readonly dark = true;
    }
    return expect(testKernel({ classes: [Hiding] })).rejects.toThrow(/field "dark"/);
  });
});

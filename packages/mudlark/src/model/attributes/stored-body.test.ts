import { describe, expect, test } from "vitest";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import { batchOf, entityRow } from "../../store/store.suite.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { WorldObject } from "../object/world-object.ts";

class Chest extends WorldObject {
  static readonly classId: string = "Chest";
}

describe("a stored body that is damaged", () => {
  test.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["fields that are none", '{"f":[]}'],
    ["attributes that are none", '{"a":{"hp":1}}'],
    ["an attribute without a name", '{"a":[["hp",1],[2,3]]}'],
    ["a value that is none", '{"a":[["hp",1],["gold",{"$":"bigint","is":"much"}]]}'],
  ])("(%s) breaks no reader, and loses no text", async (_name, body) => {
    const disk = new MemoryDisk();
    const store = new MemoryStore(disk);
    await store.open();
    await store.write(batchOf(1, { put: [entityRow(3, { classId: "Chest", body })] }));
    await store.close();
    const { kernel, turn, logged } = await testKernel({ disk, classes: [Chest] });
    const chest = kernel.objects.get(3);
    expect([chest?.db.hp, chest?.attributes.has("hp")]).toEqual([undefined, false]);
    expect(logged).toMatchObject([{ level: "error", fields: { entity: "#3" } }]);
    await turn(() => {
      if (chest !== null) chest.db.hp = 5;
    });
    await kernel.committer.flush();
    const [row] = disk.rows.values();
    expect(JSON.parse(row?.body ?? "")).toMatchObject({
      a: [
        ["unreadable body", body, "mudlark"],
        ["hp", 5],
      ].map((attribute) => expect.arrayContaining(attribute) as unknown),
    });
  });
});

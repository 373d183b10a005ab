import { describe, expect, test } from "vitest";
import { rulesScene } from "./rules-scene.suite.ts";
import { WorldObject } from "./world-object.ts";

describe("objects", () => {
  test("begin with the locks of their class", async () => {
    const { ann, bob, hall, make } = await rulesScene();
    const thing = await make(WorldObject, "thing", { location: hall });
    const open = (who: WorldObject): string[] =>
      thing.locks
        .all()
        .map((lock) => lock.split(":")[0] ?? "")
        .filter((type) => thing.access(who, type));
    expect(open(ann)).toEqual(["call", "get", "teleport", "teleport_here", "view"]);
    expect(open(bob)).toEqual(["call", "examine", "get", "teleport", "teleport_here", "view"]);
  });

  test("are dropped by who holds them", async () => {
    const { ann, bob, make, turn, heard } = await rulesScene();
    const coin = await make(WorldObject, "coin", { location: ann });
    expect(await turn(() => coin.atPreDrop(ann))).toBe(true);
    expect(await turn(() => coin.atPreDrop(bob))).toBe(false);
    expect(heard(bob)).toEqual(["You cannot drop coin."]);
  });

  test("hear channels", async () => {
    const { ann, bob, hall, turn, messages } = await rulesScene();
    await turn(() => ann.channelMsg("[Public] Bob: hi", hall, { senders: [bob] }));
    expect(messages(ann)).toEqual([
      { text: "[Public] Bob: hi", options: { type: "channel", channel: hall.id } },
    ]);
  });

  test("ask only their own permissions when that is meant", async () => {
    const { ann, annsAccount, turn } = await rulesScene();
    await turn(() => ann.permissions.add(["Builder", "poets"]));
    const own = (permission: string): boolean => ann.permissions.checkOwn(permission);
    expect(["Builders", "helper", "Admin", "poets", "bard"].map(own)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(ann.permissions.check("Helper")).toBe(false);
    expect(ann.permissions.check(["Helper", "Player"])).toBe(true);
    expect(ann.permissions.check(["Helper", "Player"], { requireAll: true })).toBe(false);
    await turn(() => annsAccount.promote());
    expect([own("Admin"), ann.permissions.check("Developer")]).toEqual([true, true]);
  });
});

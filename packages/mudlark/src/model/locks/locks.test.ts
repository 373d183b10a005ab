import { describe, expect, test } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import { recordKey } from "../entity/entity-record.ts";
import { rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

class Gate extends WorldObject {
  override atObjectCreation(): void {
    this.locks.add("open:all()");
    this.locks.add("open:false()");
  }
}

describe("locks", () => {
  test("[world W25] brackets group", async () => {
    const { ann, make } = await rulesScene();
    const chest = await make(WorldObject, "chest", { locks: "open:(true() or true()) and false()" });
    expect(chest.access(ann, "open")).toBe(false);
    expect(chest.locks.get("open")).toBe("open:(true() or true()) and false()");
  });

  test("[world W26] a lock that cannot be read names the place and changes nothing", async () => {
    const { make, turn } = await rulesScene();
    const chest = await make(WorldObject, "chest", { locks: "open:false()" });
    const before = chest.locks.get();
    await expect(turn(() => chest.locks.add("a:true() banana"))).rejects.toThrow(/Column 10.*banana/);
    await expect(turn(() => chest.locks.add("a:TRUE() xor x()"))).rejects.toThrow(/Column 10.*xor/);
    await expect(turn(() => chest.locks.add("a:true();b:frobs()"))).rejects.toThrow(/Column 12.*frobs/);
    await expect(turn(() => chest.locks.replace("a:"))).rejects.toMatchObject({
      code: "LOCK_SYNTAX",
      column: 3,
    });
    expect(chest.locks.get()).toBe(before);
  });

  test("the log warns of a lock that takes another's place unasked", async () => {
    const { kernel, turn, logged } = await testKernel({ classes: [Gate] });
    const warnings = (): unknown[] =>
      logged.filter(({ level }) => level === "warn").map(({ fields }) => fields);
    const gate = await turn(() => kernel.create(Gate, { locks: "open:perm(Builder)" }));
    await turn(() => {
      gate.locks.add("open:perm(Builder);shut:all()");
      gate.locks.append("open", "id(5)");
      gate.locks.add("shut:false()", { overwrite: true });
    });
    expect([gate.locks.get("open"), gate.locks.get("shut")]).toEqual([
      "open:perm(Builder) or id(5)",
      "shut:false()",
    ]);
    expect(warnings()).toEqual([]);
    await turn(() => gate.locks.add("shut:all()"));
    expect(gate.locks.get("shut")).toBe("shut:all()");
    expect(warnings()).toEqual([{ entity: gate.ref, before: "shut:false()", after: "shut:all()" }]);
  });

  test("[world W27] without an entry the answer is the default", async () => {
    const { ann, bob } = await rulesScene();
    expect(bob.access(ann, "foo")).toBe(false);
    expect(bob.access(ann, "foo", { default: true })).toBe(true);
  });

  test("[world W28] an id or a permission opens", async () => {
    const scene = await rulesScene();
    const { ann, bob, make } = scene;
    const boss = await make(WorldObject, "Boss");
    scene.play(await scene.account("boss", "Admin"), boss);
    const chest = await make(WorldObject, "chest", { locks: `edit:id(#${ann.id}) or perm(Admin)` });
    expect(chest.access(ann, "edit")).toBe(true);
    expect(chest.access(bob, "edit")).toBe(false);
    expect(chest.access(boss, "edit")).toBe(true);
  });

  test("an account of the same number as an object is somebody else", async () => {
    const { account, make } = await rulesScene();
    const chest = await make(WorldObject, "chest", { locks: "open:id(1);close:pid(1)" });
    const first = await account("first");
    const accountOne = first.game.get("account", 1);
    expect(chest.access(accountOne, "open")).toBe(false);
    expect(chest.access(accountOne, "close")).toBe(true);
  });

  test("[world W29] whoever is played has the rank of the account; who is not, their own", async () => {
    const { ann, make, turn } = await rulesScene();
    const chest = await make(WorldObject, "chest", { locks: "open:perm(Builder)" });
    const npc = await make(WorldObject, "npc", { permissions: ["Developer"] });
    await turn(() => ann.permissions.add("Developer"));
    expect(chest.access(ann, "open")).toBe(false);
    expect(chest.access(npc, "open")).toBe(true);
  });

  test("[world W30] who has quelled gets the lower rank of account and character", async () => {
    const scene = await rulesScene();
    const dee = await scene.make(WorldObject, "Dee", { permissions: ["Developer"] });
    const admin = await scene.account("dee", "Admin");
    scene.play(admin, dee);
    scene.quell(admin);
    const may = (permission: string): boolean => dee.locks.checkString(dee, `perm(${permission})`);
    expect([may("Admin"), may("Developer"), may("Player")]).toEqual([true, false, true]);
    await scene.turn(() => dee.permissions.clear());
    expect([may("Admin"), may("Player")]).toEqual([false, false]);
    expect(dee.permissions.check("Player")).toBe(false);
  });

  test("[world W31] quell puts aside the powers of a superuser, on the account as on the character", async () => {
    const scene = await rulesScene();
    const { ann, annsAccount, make } = scene;
    await scene.turn(() => annsAccount.promote());
    const chest = await make(WorldObject, "chest", { locks: "open:false()" });
    const both = (): boolean[] => [chest.access(annsAccount, "open"), chest.access(ann, "open")];
    expect(both()).toEqual([true, true]);
    expect(chest.access(ann, "open", { noSuperuserBypass: true })).toBe(false);
    scene.quell(annsAccount);
    expect(both()).toEqual([false, false]);
    scene.quell(annsAccount, false);
    expect(both()).toEqual([true, true]);
  });

  test("[world W32] attributes are compared as numbers and as texts", async () => {
    const { ann, make, turn } = await rulesScene();
    await turn(() => {
      ann.db.str = 5;
      ann.db.color = "red";
    });
    const chest = await make(WorldObject, "chest");
    const check = (lock: string): boolean => chest.locks.checkString(ann, lock);
    expect(check("attr(str,4,compare=gt)")).toBe(true);
    expect(check("attr(str, 5)")).toBe(true);
    expect(check("attr(str, 5, le)")).toBe(true);
    expect(check("attr_lt(str, 5)")).toBe(false);
    expect(check("attr_ne(color,blue)")).toBe(true);
    expect(check("attr_ne(color,red)")).toBe(false);
    expect(check("attr_ne(size,red)")).toBe(false);
    expect(check("attr_gt(color,1)")).toBe(false);
    expect(check("attr(color)")).toBe(true);
    expect(check("attr(key, Ann)")).toBe(true);
  });

  test("attr never reaches methods", async () => {
    const { ann, hall } = await rulesScene();
    for (const name of ["delete", "constructor", "__proto__", "_x", "toString"]) {
      expect(hall.locks.checkString(ann, `attr(${name})`)).toBe(false);
    }
  });

  test("[world W33] an exit asks for what one holds, and says in its own words who may not pass", async () => {
    const { ann, hall, yard, turn, heard, make, kernel } = await rulesScene();
    const door = await make(WorldObject, "door", {
      location: hall,
      destination: yard,
      locks: "traverse:holds(red key)",
      attributes: { err_traverse: "The door is locked." },
    });
    expect(await turn(() => door.traverse(ann))).toBe(false);
    expect(heard(ann)).toEqual(["The door is locked."]);
    const passes = await turn(() => {
      kernel.create(WorldObject, { key: "key", aliases: ["red key"], location: ann });
      return door.traverse(ann);
    });
    expect(passes).toBe(true);
    expect(ann.location).toBe(yard);
  });

  test.each([
    ["true()", true],
    ["all()", true],
    ["none()", false],
    ["superuser()", false],
    ["self()", false],
    ["perm(players)", true],
    ["perm_above(Player)", false],
    ["perm_above(Guests)", true],
    ["perm_above(noidletimeout)", false],
    ["pperm(Player)", true],
    ["perm(noidletimeout)", true],
    ["PERM(NoIdleTimeout)", true],
    ["id(nobody)", false],
    ["tag(brave)", true],
    ["tag(brave, mood)", false],
    ["tag(cold, mood)", true],
    ["objtag(old)", true],
    ["objloctag(dark)", true],
    ["objattr(weight, 3)", true],
    ["locattr(size, big)", true],
    ["objlocattr(size, big)", true],
    ["inside()", false],
    ["inside_rec()", false],
    ["holds()", false],
    ["holds(coin)", true],
    ["holds(colour, gold)", true],
    ["holds(colour, red)", false],
    ["has_account()", true],
    ["serversetting(pvp)", true],
    ["serversetting(level, 3)", true],
    ["serversetting(peace)", false],
  ])("%s is %s for Ann", async (lock, expected) => {
    const settings: Readonly<Record<string, unknown>> = { pvp: true, level: 3 };
    const { ann, hall, make, turn } = await rulesScene({ setting: (name) => settings[name] });
    const chest = await make(WorldObject, "chest", {
      location: hall,
      tags: ["old"],
      attributes: { weight: 3 },
    });
    await make(WorldObject, "coin", { location: ann, attributes: { colour: "gold" } });
    await turn(() => {
      ann.permissions.add("noidletimeout");
      ann.tags.batchAdd("brave", ["cold", "mood"]);
      hall.tags.add("dark");
      hall.db.size = "big";
    });
    expect(chest.locks.checkString(ann, lock)).toBe(expected);
    expect(chest.locks.checkString(ann, `not ${lock}`)).toBe(!expected);
  });

  test("inside and holds look at where things are", async () => {
    const { ann, hall, make } = await rulesScene();
    const coin = await make(WorldObject, "coin", { location: ann });
    expect(hall.locks.checkString(ann, "inside() and inside_rec()")).toBe(true);
    expect(hall.locks.checkString(coin, "inside()")).toBe(false);
    expect(hall.locks.checkString(coin, "inside_rec()")).toBe(true);
    expect(coin.locks.checkString(ann, "holds() and holds(#0) or holds()")).toBe(true);
    expect(ann.locks.checkString(ann, "self()")).toBe(true);
  });

  test("a stored entry with an unknown function closes itself only, until somebody knows the function", async () => {
    const { ann, kernel, make, turn, logged } = await rulesScene();
    const chest = await make(WorldObject, "chest");
    const stored = 'get:all();open:all() or moon(full, "a;b");broken:all(;edit:all()';
    await turn(() => chest[recordKey].change("locks", stored));
    const access = (): boolean[] => ["get", "open", "broken", "edit"].map((type) => chest.access(ann, type));
    expect(access()).toEqual([true, false, false, true]);
    expect(access()).toEqual([true, false, false, true]);
    expect(logged.filter(({ message }) => /moon|column/i.test(message))).toHaveLength(2);
    await turn(() => chest.locks.add("edit:none()"));
    expect(chest.locks.get("open")).toBe('open:all() or moon(full, "a;b")');
    expect(chest.locks.get("broken")).toBe("broken:all(");
    kernel.locks.registry.register("moon", () => () => true);
    expect(access()).toEqual([true, true, false, false]);
  });

  test("a function that fails closes the lock, and says so once", async () => {
    const { ann, kernel, make, logged } = await rulesScene();
    kernel.locks.registry.register("fails", () => () => {
      throw new Error("out of order");
    });
    const chest = await make(WorldObject, "chest", {
      locks: "open:not fails();get:attr(x, 1, compare=near)",
    });
    expect(chest.access(ann, "open")).toBe(false);
    expect(chest.access(ann, "open")).toBe(false);
    expect(chest.access(ann, "get")).toBe(false);
    expect(logged.map(({ message }) => message)).toEqual([
      expect.stringMatching(/open:not fails\(\).*out of order/),
      expect.stringMatching(/near/),
    ]);
  });

  test("a function of the same name takes the place of the earlier one", async () => {
    const { ann, hall, kernel } = await rulesScene();
    expect(hall.locks.checkString(ann, "superuser()")).toBe(false);
    kernel.locks.registry.register("Superuser", () => () => true);
    expect(hall.locks.checkString(ann, "superuser()")).toBe(true);
  });

  test("entries are added, put in each other's place, joined and taken away", async () => {
    const { make, turn } = await rulesScene();
    const chest = await make(WorldObject, "chest");
    await turn(() => {
      const { locks } = chest;
      locks.replace("b:all(); A:false()");
      expect(locks.get()).toBe("a:false();b:all()");
      locks.add(["c:id(3)", "B:none()"]);
      expect(locks.all()).toEqual(["a:false()", "b:none()", "c:id(3)"]);
      locks.append("c", "perm(Admin)");
      locks.append("C", "perm(Admin)");
      expect(locks.get("c")).toBe("c:id(3) or perm(Admin)");
      locks.append("c", "tag(key)", "and");
      expect(locks.get("C")).toBe("c:(id(3) or perm(Admin)) and tag(key)");
      locks.append("d", "all()");
      expect(locks.get("d")).toBe("d:all()");
      expect(locks.remove("D")).toBe(true);
      expect(locks.remove("d")).toBe(false);
      locks.clear();
      expect(locks.get()).toBe("");
    });
  });

  test("locks go back with the turn that changed them", async () => {
    const { ann, make, turn } = await rulesScene();
    const chest = await make(WorldObject, "chest");
    const failing = turn(() => {
      chest.locks.add("get:false()");
      expect(chest.access(ann, "get")).toBe(false);
      throw new Error("enough");
    });
    await expect(failing).rejects.toThrow("enough");
    expect(chest.access(ann, "get")).toBe(true);
  });

  test("several entries of a text must all pass", async () => {
    const { ann, hall } = await rulesScene();
    expect(hall.locks.checkString(ann, "a:all();b:none()")).toBe(false);
    expect(hall.locks.checkString(ann, "a:all();b:none()", { accessType: "a" })).toBe(true);
    expect(hall.locks.checkString(ann, "a:all()", { accessType: "z", default: true })).toBe(true);
    expect(hall.locks.checkString(ann, "")).toBe(false);
  });

  test("checking and listing locks changes nothing", async () => {
    const { ann, bob, turn } = await rulesScene();
    const hasChanges = await turn(() => {
      bob.access(ann, "edit");
      bob.locks.all();
      bob.locks.checkString(ann, "attr(x) or holds(y) or tag(z)");
      return bob.game.turns.current?.hasChanges;
    });
    expect(hasChanges).toBe(false);
  });
});

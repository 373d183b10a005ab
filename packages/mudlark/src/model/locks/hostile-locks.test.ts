import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Character, rulesScene } from "../object/rules-scene.suite.ts";
import { parseLocks } from "./lock-parser.ts";
import { LockSyntaxError } from "./lock-syntax-error.ts";

const refused = expect.objectContaining({ code: "LOCK_SYNTAX" });

describe("hostile lock strings", () => {
  test("are read, or refused with a place inside of them, whatever they are made of", () => {
    const piece = fc.constantFrom(
      ...'get:|a:|true()|false()|perm(Builder)|and|or|not|AND|(|)|;|:|,|"|\\|=|#5| |\n|é|\0|💥|attr(a, b)'.split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join("");
        try {
          parseLocks(text);
        } catch (error) {
          expect(error).toBeInstanceOf(LockSyntaxError);
          const { column } = error as LockSyntaxError;
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("may nest fifty levels deep and no deeper, however that is written", async () => {
    const { bob, hall, turn } = await rulesScene();
    const nested = (depth: number): string => `open:${"(".repeat(depth)}true()${")".repeat(depth)}`;
    const denied = (depth: number): string => `open:${"not ".repeat(depth)}true()`;
    await turn(() => {
      for (const lock of [nested, denied]) {
        hall.locks.add(lock(50));
        expect(hall.access(bob, "open", { noSuperuserBypass: true })).toBe(true);
        expect(() => hall.locks.add(lock(51))).toThrow(refused);
        expect(() => hall.locks.add(lock(4000))).toThrow(refused);
      }
    });
    expect(hall.access(bob, "open")).toBe(true);
  });

  test("cannot be grown by appending until they are unreadable", async () => {
    const { hall, bob, turn, kernel } = await rulesScene();
    await turn(() => {
      hall.locks.add("open:true()");
      let count = 0;
      expect(() => {
        for (; count < 2000; count++)
          hall.locks.append("open", `id(${count})`, count % 2 === 0 ? "or" : "and");
      }).toThrow(refused);
      expect(count).toBeGreaterThan(10);
    });
    const text = hall.locks.get();
    expect(
      kernel.locks
        .read(text)
        .all()
        .every(({ compiled }) => compiled !== null),
    ).toBe(true);
    expect(hall.access(bob, "view")).toBe(true);
  });

  test("without blanks are as long as with them: what is stored can be read again", async () => {
    const { hall, turn, kernel } = await rulesScene();
    const crowded = `open:${Array.from({ length: 1000 }, () => "id(1)").join(" or ")}`;
    const packed = `open:attr(a${",b".repeat(3900)})`;
    await turn(() => {
      expect(() => hall.locks.add(packed)).toThrow(refused);
      expect(() => hall.locks.add(crowded)).toThrow(refused);
      expect(() => hall.locks.add("open:true()\0")).toThrow(refused);
      hall.locks.add(`open:${Array.from({ length: 800 }, () => "id(1)").join("or ")}`);
    });
    const stored = hall.locks.get();
    kernel.locks.forget(stored);
    expect(kernel.locks.read(stored).get("open")?.compiled).not.toBeNull();
  });
});

describe("who asks, and of what", () => {
  test("is answered without an error for everybody and everything", async () => {
    const { ann, annsAccount, hall, turn, kernel, logged } = await rulesScene();
    const names = kernel.locks.registry.names();
    await turn(() => {
      for (const name of names) {
        for (const args of ["", "a", "1, 2", '"", "", ""', "a, b, compare=gt", "__proto__", "constructor"]) {
          for (const accessor of [ann, annsAccount, hall, null]) {
            for (const accessed of [ann, annsAccount, hall]) {
              const pass = accessed.locks.checkString(accessor, `${name}(${args})`, {
                noSuperuserBypass: true,
              });
              expect(typeof pass).toBe("boolean");
              expect(
                accessed.locks.checkString(accessor, `not not ${name}(${args})`, { noSuperuserBypass: true }),
              ).toBe(pass);
            }
          }
        }
      }
    });
    expect(logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("a superuser passes an entry that nobody can read, unless quelled", async () => {
    const { ann, annsAccount, hall, turn, quell } = await rulesScene();
    await turn(() => {
      annsAccount.promote();
      hall.locks.add("open:false()");
    });
    expect([hall.access(ann, "open"), hall.access(annsAccount, "open"), hall.access(ann, "nothing")]).toEqual(
      [true, true, true],
    );
    expect(hall.access(ann, "open", { noSuperuserBypass: true })).toBe(false);
    quell(annsAccount);
    expect([hall.access(ann, "open"), hall.access(annsAccount, "open"), hall.access(ann, "nothing")]).toEqual(
      [false, false, false],
    );
    expect(ann.permissions.check("Developer")).toBe(false);
  });

  test("is_ooc asks whether the account behind the thing plays anything", async () => {
    const { ann, annsAccount, hall, make, account, turn } = await rulesScene();
    const idle = await account("idle");
    const npc = await make(Character, "npc");
    const isOoc = (thing: typeof hall | typeof annsAccount): boolean =>
      thing.locks.checkString(ann, "is_ooc()");
    expect([ann, annsAccount, idle, npc, hall].map(isOoc)).toEqual([false, false, true, true, true]);
    await turn(() => annsAccount.promote());
    expect(annsAccount.locks.checkString(ann, "is_ooc()", { noSuperuserBypass: true })).toBe(false);
  });

  test("every lock function of the sheet is there, and no other", async () => {
    const { kernel } = await rulesScene();
    const comparisons = ["attr_eq", "attr_ge", "attr_gt", "attr_le", "attr_lt", "attr_ne"];
    const named =
      "true all false none superuser self perm perm_above pperm pperm_above id dbref pid pdbref attr objattr locattr " +
      "objlocattr tag objtag objloctag inside inside_rec holds has_account is_ooc serversetting";
    expect(kernel.locks.registry.names()).toEqual([...named.split(" "), ...comparisons].sort());
  });

  test("ranks count with a final s, in any case, and only on the account", async () => {
    const { ann, annsAccount, hall, turn, make } = await rulesScene();
    const npc = await make(Character, "npc");
    const passes = (who: typeof ann, lock: string): boolean => hall.locks.checkString(who, lock);
    await turn(() => {
      annsAccount.permissions.clear();
      annsAccount.permissions.add("HELPERS");
      ann.permissions.add("Developer");
      npc.permissions.add("builders");
    });
    expect([
      passes(ann, "perm(helper)"),
      passes(ann, "perm(Builder)"),
      passes(ann, "perm_above(Players)"),
    ]).toEqual([true, false, true]);
    expect([
      passes(npc, "perm(Builders)"),
      passes(npc, "perm_above(builder)"),
      passes(npc, "pperm(Guest)"),
    ]).toEqual([true, false, false]);
    await turn(() => {
      annsAccount.permissions.add("gardener");
      npc.permissions.add("gardeners");
    });
    expect([passes(ann, "perm(Gardener)"), passes(npc, "perm(Gardener)")]).toEqual([true, false]);
  });
});

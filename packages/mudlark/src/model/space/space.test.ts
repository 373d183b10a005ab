import { describe, expect, test } from "vitest";
import { Character, Exit, Room, rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

describe("moving", () => {
  test("[world W44] nine hooks in order, one line for each room, none for who moves", async () => {
    const calls: string[] = [];
    const note = (name: string): true => calls.push(name) > 0 || true;
    class NotedRoom extends Room {
      override atPreObjectLeave = (): boolean => note(`${this.key}.atPreObjectLeave`);
      override atPreObjectReceive = (): boolean => note(`${this.key}.atPreObjectReceive`);
      override atObjectLeave = (): void => void note(`${this.key}.atObjectLeave`);
      override atObjectReceive = (): void => void note(`${this.key}.atObjectReceive`);
    }
    class Walker extends Character {
      override atPreMove = (): boolean => note("atPreMove");
      override announceMoveFrom(...args: Parameters<Character["announceMoveFrom"]>): void {
        note(`announceMoveFrom in ${this.location?.key}`);
        super.announceMoveFrom(...args);
      }
      override announceMoveTo(...args: Parameters<Character["announceMoveTo"]>): void {
        note(`announceMoveTo in ${this.location?.key}`);
        super.announceMoveTo(...args);
      }
      override atPostMove(): void {
        note("atPostMove");
        super.atPostMove();
      }
    }
    const { ann, bob, make, turn, heard } = await rulesScene({ classes: [NotedRoom, Walker] });
    const from = await make(NotedRoom, "From");
    const to = await make(NotedRoom, "To");
    await make(Exit, "gate", { location: from, destination: to });
    const walker = await make(Walker, "Wanda", { location: from });
    await turn(() => {
      ann.location = from;
      bob.location = to;
    });
    calls.length = 0;
    expect(await turn(() => walker.moveTo(to))).toBe(true);
    expect(calls).toEqual([
      "atPreMove",
      "From.atPreObjectLeave",
      "To.atPreObjectReceive",
      "From.atObjectLeave",
      "announceMoveFrom in From",
      "announceMoveTo in To",
      "To.atObjectReceive",
      "atPostMove",
    ]);
    expect(walker.location).toBe(to);
    expect(heard(ann)).toEqual(["Wanda leaves From for To."]);
    expect(heard(bob)).toEqual(["Wanda arrives at To from From."]);
    expect(heard(walker)).toEqual([walker.atLook(to)]);
  });

  test.each(["atPreMove", "atPreObjectLeave", "atPreObjectReceive"] as const)(
    "[world W45] a refusal by %s leaves all as it was, and says nothing",
    async (hook) => {
      const { ann, bob, hall, yard, turn, heard } = await rulesScene();
      const who = { atPreMove: ann, atPreObjectLeave: hall, atPreObjectReceive: yard }[hook];
      Object.defineProperty(who, hook, { value: () => false });
      expect(await turn(() => ann.moveTo(yard))).toBe(false);
      expect(ann.location).toBe(hall);
      expect(heard(bob)).toEqual([]);
      expect(await turn(() => ann.moveTo(yard, { forced: true }))).toBe(true);
      expect(ann.location).toBe(yard);
    },
  );

  test.each(["atObjectReceive", "atPreObjectReceive"] as const)(
    "[world W46] when %s throws, nothing has happened and nobody saw anything",
    async (hook) => {
      const { ann, bob, hall, yard, turn, heard, logged } = await rulesScene();
      Object.defineProperty(yard, hook, {
        value: () => {
          throw new Error("the floor gives way");
        },
      });
      const result = await turn(() => {
        bob.msg("before");
        const moved = ann.moveTo(yard);
        bob.msg("after");
        return moved;
      });
      expect(result).toBe(false);
      expect(ann.location).toBe(hall);
      expect(hall.contents).toContain(ann);
      expect(heard(bob)).toEqual(["before", "after"]);
      expect(heard(ann)).toEqual([]);
      expect(logged.at(-1)?.fields).toMatchObject({ error: "the floor gives way", entity: ann.ref });
    },
  );

  test("[world W47] nothing gets into itself, however deep", async () => {
    const { hall, make, turn, kernel, heard } = await rulesScene();
    const box = await make(WorldObject, "box", { location: hall });
    const bag = await make(WorldObject, "bag", { location: box });
    await expect(turn(() => (box.location = bag))).rejects.toMatchObject({ code: "ENTITY_LOOP" });
    await expect(turn(() => (box.location = box))).rejects.toMatchObject({ code: "ENTITY_LOOP" });
    const innermost = await turn(() => {
      let inside: WorldObject = bag;
      for (let depth = 0; depth < 20; depth++)
        inside = kernel.create(WorldObject, { key: "bag", location: inside });
      return inside;
    });
    await expect(turn(() => (box.location = innermost))).rejects.toMatchObject({ code: "ENTITY_LOOP" });
    expect(await turn(() => box.moveTo(innermost))).toBe(false);
    expect(heard(box)).toEqual(["Nothing can be inside itself."]);
    expect(box.location).toBe(hall);
  });

  test("a missing destination is nowhere only when that is meant", async () => {
    const { ann, hall, turn, heard, bob } = await rulesScene();
    expect(await turn(() => ann.moveTo(null))).toBe(false);
    expect(heard(ann)).toHaveLength(1);
    expect(await turn(() => ann.moveTo(null, { emitTo: bob }))).toBe(false);
    expect(heard(bob)).toHaveLength(1);
    expect(ann.location).toBe(hall);
    expect(await turn(() => ann.moveTo(null, { toNone: true }))).toBe(true);
    expect(ann.location).toBeNull();
    expect(heard(bob)).toEqual([]);
  });

  test("an exit as destination means where it leads", async () => {
    const { ann, hall, yard, make, turn } = await rulesScene();
    const gate = await make(Exit, "gate", { location: hall, destination: yard });
    await turn(() => ann.moveTo(gate));
    expect(ann.location).toBe(yard);
    await turn(() => ann.moveTo(gate, { useDestination: false }));
    expect(ann.location).toBe(gate);
  });

  test("moving to where one is is a full move", async () => {
    const { ann, bob, hall, turn, heard } = await rulesScene();
    expect(await turn(() => ann.moveTo(hall))).toBe(true);
    expect(heard(bob)).toEqual(["Ann leaves Hall for Hall.", "Ann arrives at Hall from Hall."]);
  });

  test("quiet moves call hooks, and moves without hooks announce", async () => {
    const { ann, bob, yard, hall, turn, heard } = await rulesScene();
    await turn(() => ann.moveTo(yard, { quiet: true }));
    expect([heard(bob).length, heard(ann).length]).toEqual([0, 1]);
    await turn(() => ann.moveTo(hall, { moveHooks: false }));
    expect([heard(bob).length, heard(ann).length]).toEqual([1, 0]);
  });

  test("who is handed something from nowhere is told so, and nobody else", async () => {
    const { ann, bob, make, turn, heard } = await rulesScene();
    const coin = await make(WorldObject, "coin");
    await turn(() => coin.moveTo(ann));
    expect(heard(ann)).toEqual(["You now have coin."]);
    expect(heard(bob)).toEqual([]);
  });

  test("who comes from nowhere just arrives", async () => {
    const { ann, bob, hall, turn, heard, messages } = await rulesScene();
    await turn(() => {
      ann.location = null;
      return ann.moveTo(hall, { moveType: "teleport" });
    });
    expect(heard(bob)).toEqual(["Ann arrives at Hall."]);
    expect(messages(bob)[0]?.options).toEqual({ type: "teleport" });
  });

  test("announcements may be in other words", async () => {
    class Swimmer extends Character {
      override announceMoveFrom(...[to, details]: Parameters<Character["announceMoveFrom"]>): void {
        super.announceMoveFrom(to, details, {
          text: "{object} swims off through {exit}{x}.",
          mapping: { mood: "sad" },
        });
      }
    }
    const { bob, hall, yard, make, turn, heard } = await rulesScene({ classes: [Swimmer] });
    const fish = await make(Swimmer, "fish", { location: hall });
    await turn(() => fish.moveTo(yard));
    expect(heard(bob)).toEqual(["fish swims off through somewhere{x}."]);
    await make(Exit, "brook", { location: hall, destination: yard });
    await turn(() => {
      fish.location = hall;
      fish.moveTo(yard);
    });
    expect(heard(bob)).toEqual(["fish swims off through brook{x}."]);
  });

  test("contents keep the order of arrival, per kind too, and through undone moves", async () => {
    const { ann, bob, hall, yard, make, turn } = await rulesScene();
    const lamp = await make(WorldObject, "lamp", { location: hall });
    await turn(() => {
      ann.location = yard;
      ann.location = hall;
    });
    expect(hall.contents).toEqual([bob, lamp, ann]);
    expect(hall.contentsOf("character")).toEqual([bob, ann]);
    const failing = turn(() => {
      bob.location = yard;
      lamp.location = null;
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(hall.contents).toEqual([bob, lamp, ann]);
  });

  test("places may be named by reference", async () => {
    const { ann, hall, yard, turn } = await rulesScene();
    await turn(() => (ann.location = yard.ref));
    expect(ann.location).toBe(yard);
    await turn(() => (ann.home = hall.ref));
    expect(ann.home).toBe(hall);
    await expect(turn(() => (ann.location = "#999"))).rejects.toMatchObject({ code: "ENTITY_MISSING" });
  });
});

describe("exits", () => {
  test("lead whoever may pass, and know what leads back", async () => {
    const { ann, hall, yard, make, turn, kernel } = await rulesScene();
    const out = await make(Exit, "out", { location: hall, destination: yard });
    const back = await make(Exit, "back", { location: yard, destination: hall });
    const passed: unknown[] = [];
    kernel.signals.on("exitTraversed", ({ exit, traveller }) => void passed.push(exit, traveller));
    expect(await turn(() => out.traverse(ann))).toBe(true);
    expect(ann.location).toBe(yard);
    expect(passed).toEqual([out, ann]);
    expect(out.getReturnExit()).toBe(back);
    expect(out.getReturnExits()).toEqual([back]);
    expect(hall.exits).toEqual([out]);
  });

  test("say why nobody got through, and send no signal then", async () => {
    const { ann, hall, yard, make, turn, kernel, heard } = await rulesScene();
    const out = await make(Exit, "out", { location: hall, destination: yard });
    const passed: unknown[] = [];
    kernel.signals.on("exitTraversed", () => void passed.push(1));
    Object.defineProperty(yard, "atPreObjectReceive", { value: () => false });
    expect(await turn(() => out.traverse(ann))).toBe(false);
    expect(heard(ann)).toEqual(["You cannot go that way."]);
    await turn(() => (out.db.err_traverse = "It is shut."));
    expect(await turn(() => out.traverse(ann))).toBe(false);
    expect(heard(ann)).toEqual(["It is shut."]);
    expect(passed).toEqual([]);
  });

  test("count the changes from which their command is made", async () => {
    const { hall, yard, make, turn } = await rulesScene();
    const out = await make(Exit, "out", { location: hall, destination: yard });
    const versions = new Set([out.fieldVersion]);
    for (const change of [
      () => (out.key = "south"),
      () => out.aliases.add("s"),
      () => out.locks.add("cmd:all()"),
    ]) {
      await turn(change);
      versions.add(out.fieldVersion);
    }
    expect(versions.size).toBe(4);
  });
});

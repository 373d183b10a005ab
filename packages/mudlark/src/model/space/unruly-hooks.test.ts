import { describe, expect, test } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import { recordKey } from "../entity/entity-record.ts";
import { Character, Exit, Room, rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

class Thing extends WorldObject {}

/** Gives one object a hook of its own. */
function hook<K extends keyof WorldObject>(object: WorldObject, name: K, value: WorldObject[K]): void {
  Object.defineProperty(object, name, { value, configurable: true });
}

describe("a move whose hooks do what they want", () => {
  test("ends in the fire that burns whatever comes in", async () => {
    const { make, hall, ann, bob, turn, heard } = await rulesScene({ classes: [Thing] });
    const fire = await make(Room, "Fire");
    const log = await make(Thing, "log", { location: hall });
    hook(fire, "atObjectReceive", (arrived) => void arrived.delete());
    expect(await turn(() => log.moveTo(fire))).toBe(false);
    expect(log.isDeleted).toBe(true);
    expect(fire.contents).toEqual([]);
    expect(heard(bob)).toEqual(["Log leaves Hall for Fire."]);
    expect(ann.location).toBe(hall);
  });

  test("ends when the thing is gone before it went", async () => {
    const { make, hall, yard, bob, turn, heard } = await rulesScene({ classes: [Thing] });
    const soap = await make(Thing, "soap", { location: hall });
    hook(hall, "atObjectLeave", (leaving) => void leaving.delete());
    expect(await turn(() => soap.moveTo(yard))).toBe(false);
    expect([soap.isDeleted, heard(bob)]).toEqual([true, []]);
  });

  test("is undone when its destination goes while it is on the way", async () => {
    const { make, hall, bob, turn, heard } = await rulesScene({ classes: [Thing] });
    const bubble = await make(Room, "Bubble");
    const ball = await make(Thing, "ball", { location: hall });
    hook(ball, "atPreMove", () => bubble.delete());
    expect(await turn(() => ball.moveTo(bubble))).toBe(false);
    expect([ball.location, bubble.isDeleted, heard(bob)]).toEqual([hall, false, []]);
  });

  test("may go further than it was meant to", async () => {
    const { make, hall, yard, limbo, ann, turn } = await rulesScene();
    const slide = await make(Room, "Slide");
    hook(slide, "atObjectReceive", (arrived) => void arrived.moveTo(yard));
    expect(await turn(() => ann.moveTo(slide))).toBe(true);
    expect(ann.location).toBe(yard);
    expect([hall, slide, limbo].some((place) => place.contents.includes(ann))).toBe(false);
  });

  test("is undone with its turn when two places throw somebody to and fro, and the world goes on", async () => {
    const { hall, yard, ann, turn, kernel } = await rulesScene();
    for (const [place, other] of [
      [yard, hall],
      [hall, yard],
    ] as const) {
      hook(place, "atObjectReceive", (arrived) => {
        arrived.moveTo(other, { quiet: true });
        arrived.moveTo(other, { quiet: true });
      });
    }
    const loop = turn(() => ann.moveTo(yard, { quiet: true }));
    await expect(loop).rejects.toMatchObject({ code: "HOOK_LOOP" });
    expect([ann.location, hall.contents.includes(ann), yard.contents]).toEqual([hall, true, []]);
    await turn(() => kernel.create(Room, { key: "Next" }));
    expect(await turn(() => ann.moveTo(kernel.objects.newest(1)[0] ?? null))).toBe(true);
  });
});

describe("a deletion whose hooks do what they want", () => {
  test("leaves nothing in a place into which hooks put things while it goes", async () => {
    const { make, hall, limbo, turn, kernel, disk } = await rulesScene({ classes: [Thing] });
    const cave = await make(Room, "Cave");
    const [bat, moth, shelf] = [
      await make(Thing, "bat", { location: cave }),
      await make(Thing, "moth", { location: hall, home: hall }),
      await make(Thing, "shelf", { location: hall, home: hall }),
    ];
    hook(bat, "atPostMove", () => {
      moth.moveTo(cave);
      shelf.location = cave;
      shelf.home = cave;
      kernel.create(Exit, { key: "crack", location: hall, destination: cave });
    });
    const cling = (): void => void (moth.location = cave);
    hook(moth, "atPostMove", cling);
    hook(hall, "atObjectReceive", cling);
    await turn(() => cave.delete());
    expect(bat.location).toBe(limbo);
    expect([moth.isDeleted, moth.location]).toEqual([false, hall]);
    expect([shelf.location, shelf.home]).toEqual([limbo, limbo]);
    expect([...kernel.objects].filter((one) => one.key === "crack")).toEqual([]);
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [WorldObject, Room, Exit, Character, Thing], disk });
    expect(next.objects.get(moth.id)?.location?.key).toBe("Hall");
    expect(
      [...next.objects].filter(({ location, home }) => [location?.id, home?.id].includes(cave.id)),
    ).toEqual([]);
  });

  test("may be repeated by what it moves", async () => {
    const { make, limbo, turn } = await rulesScene({ classes: [Thing] });
    const cave = await make(Room, "Cave");
    const [bat, owl] = [
      await make(Thing, "bat", { location: cave }),
      await make(Thing, "owl", { location: cave }),
    ];
    hook(bat, "atPostMove", () => void cave.delete());
    expect(await turn(() => cave.delete())).toBe(true);
    expect([cave.isDeleted, bat.location, owl.location]).toEqual([true, limbo, limbo]);
    expect(limbo.contents.filter((one) => one === owl)).toHaveLength(1);
  });

  test("sends things to the shelter when their home is inside of themselves or goes too", async () => {
    const { make, limbo, turn } = await rulesScene({ classes: [Thing] });
    const cave = await make(Room, "Cave");
    const sack = await make(Thing, "sack", { location: cave });
    const pocket = await make(Thing, "pocket", { location: sack });
    const ember = await make(Thing, "ember", { location: cave });
    await turn(() => {
      sack.home = pocket;
      ember.home = ember;
    });
    await turn(() => cave.delete());
    expect([sack.location, pocket.location, ember.location]).toEqual([limbo, sack, limbo]);
  });

  test("of the shelter itself leaves everything nowhere, without a home", async () => {
    const { limbo, make, turn, hall } = await rulesScene({ classes: [Thing] });
    const [lost, tied] = [
      await make(Thing, "lost", { location: limbo }),
      await make(Thing, "tied", { location: limbo, home: hall }),
    ];
    expect(await turn(() => limbo.delete())).toBe(false);
    expect(await turn(() => limbo.delete({ force: true }))).toBe(true);
    expect([lost.location, lost.home, tied.location, hall.home]).toEqual([null, null, hall, null]);
  });

  test("is undone as a whole when the turn fails: exits, homes, contents and their order", async () => {
    const { make, hall, yard, turn, kernel } = await rulesScene({ classes: [Thing] });
    const cave = await make(Room, "Cave");
    const exit = await make(Exit, "in", { location: hall, destination: cave });
    const [a, b, c] = [
      await make(Thing, "a", { location: cave, home: yard }),
      await make(Thing, "b", { location: cave, home: cave }),
      await make(Thing, "c", { location: cave }),
    ];
    await turn(() => {
      cave.delete();
      throw new Error("no");
    }).catch(() => {});
    expect(cave.contents).toEqual([a, b, c]);
    expect([exit.destination, hall.exits, b.home]).toEqual([cave, [exit], cave]);
    expect(kernel.called("object", "in")).toEqual([exit]);
  });

  test("cannot be a place, a home or an end of the way for anything afterwards", async () => {
    const { make, hall, ann, turn } = await rulesScene({ classes: [Thing] });
    const cave = await make(Room, "Cave");
    const gone = expect.objectContaining({ code: "ENTITY_DELETED" });
    await turn(() => cave.delete());
    await turn(() => {
      for (const place of ["location", "home", "destination"] as const) {
        expect(() => (ann[place] = cave)).toThrow(gone);
      }
      expect(() => ann.moveTo(cave)).toThrow(gone);
    });
    expect(ann.location).toBe(hall);
  });
});

describe("a ring of things inside each other, from a damaged store", () => {
  test("holds up nobody, and comes apart", async () => {
    const { make, hall, limbo, ann, turn } = await rulesScene({ classes: [Thing] });
    const [box, bag] = [await make(Thing, "box"), await make(Thing, "bag")];
    const ball = await make(Thing, "ball", { location: hall });
    await turn(() => {
      box[recordKey].change("location", bag.id);
      bag[recordKey].change("location", box.id);
      expect(ball.moveTo(box)).toBe(false);
      expect(hall.access(box, "x", { default: true })).toBe(true);
      expect(ann.search("ball")).toBe(ball);
    });
    expect(await turn(() => box.moveTo(hall))).toBe(true);
    expect([box.location, bag.location]).toEqual([hall, box]);
    await turn(() => bag[recordKey].change("location", bag.id));
    expect(await turn(() => box.delete())).toBe(true);
    expect(await turn(() => bag.moveTo(limbo))).toBe(true);
    expect(limbo.contents).toContain(bag);
  });
});

describe("an exit", () => {
  test("that leads to itself, or is gone behind somebody, hurts nobody", async () => {
    const { make, hall, yard, ann, turn } = await rulesScene();
    const knot = await make(Exit, "knot", { location: hall });
    await turn(() => (knot.destination = knot));
    await turn(() => knot.traverse(ann));
    expect(ann.location).toBe(knot);
    const trap = await make(Exit, "trap", { location: hall, destination: yard });
    await turn(() => ann.moveTo(hall));
    hook(yard, "atObjectReceive", () => void trap.delete());
    expect(await turn(() => trap.traverse(ann))).toBe(true);
    expect([ann.location, trap.isDeleted]).toEqual([yard, true]);
  });

  test("says why when a place refuses, and tells no signal", async () => {
    const { make, hall, yard, ann, turn, heard, kernel } = await rulesScene({ classes: [Character] });
    const gate = await make(Exit, "gate", { location: hall, destination: yard });
    const passed: unknown[] = [];
    kernel.signals.on("exitTraversed", (facts) => void passed.push(facts));
    hook(yard, "atPreObjectReceive", () => false);
    expect(await turn(() => gate.traverse(ann))).toBe(false);
    expect(heard(ann)).toEqual(["You cannot go that way."]);
    expect(await turn(() => ((gate.db.err_traverse = "It is stuck."), gate.traverse(ann)))).toBe(false);
    expect(heard(ann)).toEqual(["It is stuck."]);
    expect(passed).toEqual([]);
  });
});

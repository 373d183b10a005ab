import { describe, expect, it } from "vitest";
import { testKernel } from "../testing/test-kernel.ts";
import { recordKey } from "./entity/entity-record.ts";
import { Entity } from "./entity/entity.ts";
import type { Kernel } from "./kernel.ts";
import { WorldObject } from "./object/world-object.ts";

class Room extends WorldObject {
  static override readonly contentType = "room";
}

class Furniture extends WorldObject {
  static calls: string[] = [];
  override atInit(): void {
    Furniture.calls.push("atInit");
  }
  override basetypeSetup(): void {
    super.basetypeSetup();
    Furniture.calls.push("basetypeSetup");
  }
  override atObjectCreation(): void {
    Furniture.calls.push("atObjectCreation");
    this.db.colour = "brown";
    this.db.legs = 4;
  }
  override atPostMove(): void {
    Furniture.calls.push("atPostMove");
  }
  override atObjectPostCreation(): void {
    Furniture.calls.push("atObjectPostCreation");
  }
  override basetypePosthookSetup(): void {
    super.basetypePosthookSetup();
    Furniture.calls.push("basetypePosthookSetup");
  }
}

class Hall extends Room {
  override atObjectReceive(): void {
    Furniture.calls.push("R.atObjectReceive");
  }
}

class Broken extends WorldObject {
  override atObjectCreation(): void {
    this.db.half = "made";
    throw new Error("creation fails");
  }
}

const classes = [Room, Hall, Furniture, Broken];

describe("creation", () => {
  it("[world W01] runs the hooks in order, and what the caller passes wins", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const hall = await turn(() => kernel.create(Hall, { key: "hall" }));
    Furniture.calls.length = 0;
    const chair = await turn(() =>
      kernel.create(Furniture, {
        key: "chair",
        location: hall,
        tags: ["soft", ["oak", "wood"]],
        attributes: { colour: "red" },
      }),
    );
    expect(Furniture.calls).toEqual([
      "atInit",
      "basetypeSetup",
      "atObjectCreation",
      "R.atObjectReceive",
      "atPostMove",
      "atObjectPostCreation",
      "basetypePosthookSetup",
    ]);
    expect(chair.db.colour).toBe("red");
    expect(chair.db.legs).toBe(4);
    expect(chair.location).toBe(hall);
    expect(chair.tags.has("oak", { category: "wood" })).toBe(true);
    expect(hall.contents).toEqual([chair]);
  });

  it("[world W02] calls a thing without a key by its id", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const thing = await turn(() => kernel.create(Furniture));
    expect(thing.key).toBe(`#${thing.id}`);
  });

  it("[world W03] leaves nothing behind when a hook throws", async () => {
    const { kernel, turn, disk, errors } = await testKernel({ classes });
    await turn(() => kernel.create(Hall, { key: "hall" }));
    await expect(turn(() => kernel.create(Broken, { key: "wreck", tags: ["x"] }))).rejects.toThrow(
      "creation fails",
    );
    expect([...kernel.objects].map((object) => object.key)).toEqual(["hall"]);
    expect(kernel.objects.get(2)).toBeNull();
    expect(kernel.tagIndex("object").search({ keys: ["x"] })).toEqual([]);
    expect(disk.rows.size).toBe(1);
    expect(errors).toHaveLength(1);
  });

  it("undoes a half-made thing even when the caller catches the error", async () => {
    const { kernel, turn } = await testKernel({ classes });
    await turn(() => {
      expect(() => kernel.create(Broken, { key: "wreck" })).toThrow("creation fails");
      kernel.create(Room, { key: "room" });
    });
    expect([...kernel.objects].map((object) => object.key)).toEqual(["room"]);
  });

  it("never gives an id twice, also when its turn was undone or the highest was deleted", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    const ids: number[] = [];
    await turn(() => void ids.push(kernel.create(Room).id));
    await turn(() => {
      ids.push(kernel.create(Room).id);
      throw new Error("undone");
    }).catch(() => {});
    const last = await turn(() => kernel.create(Room));
    ids.push(last.id);
    await turn(() => last.delete());
    disk.crash();
    const again = await testKernel({ classes, disk });
    ids.push((await again.turn(() => again.kernel.create(Room))).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted((a, b) => a - b)).toEqual(ids);
  });

  it("refuses a class that was not registered", async () => {
    class Unknown extends WorldObject {}
    const { kernel, turn } = await testKernel({ classes });
    await expect(turn(() => kernel.create(Unknown))).rejects.toMatchObject({ code: "CLASS_UNKNOWN" });
    await expect(turn(() => kernel.create("test.Furnitur"))).rejects.toThrow('did you mean "test.Furniture"');
  });
});

describe("identity", () => {
  it("[world W06] gives the same instance by every way", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    await turn(() => {
      const room = kernel.create(Room, { key: "room" });
      const other = kernel.create(Room, { key: "other" });
      room.db.other = other;
    });
    disk.crash();
    const { kernel: next } = await testKernel({ classes, disk });
    const byId = next.objects.get(2) as Room & { mark?: string };
    byId.mark = "here";
    expect(next.objects.byRef("#2")).toBe(byId);
    expect(next.objects.get(1)?.db.other).toBe(byId);
    expect(next.objects.get(1)?.db.other).toHaveProperty("mark", "here");
    expect([...next.objects.ofClass(Room)]).toContain(byId);
  });

  it("[world W04] lets the base stand in for a missing class, and heals when it is back", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    await turn(() => kernel.create(Furniture, { key: "chair", attributes: { colour: "red" } }));
    disk.crash();
    const without = await testKernel({ classes: [Room], disk });
    const standIn = without.kernel.objects.get(1);
    expect(standIn?.constructor).toBe(WorldObject);
    expect(standIn?.isStandIn).toBe(true);
    expect(standIn?.classId).toBe("test.Furniture");
    await without.turn(() => {
      if (standIn) standIn.db.colour = "blue";
    });
    disk.crash();
    const { kernel: healed } = await testKernel({ classes, disk });
    const chair = healed.objects.get(1);
    expect(chair).toBeInstanceOf(Furniture);
    expect(chair?.isStandIn).toBe(false);
    expect(chair?.db.colour).toBe("blue");
  });

  it("uses the base of the same content type as a stand-in", async () => {
    class Inn extends Room {}
    const { kernel, turn, disk } = await testKernel({ classes: [Room, Inn] });
    await turn(() => kernel.create(Inn, { key: "inn" }));
    disk.crash();
    const { kernel: without, logged } = await testKernel({ classes: [Room], disk });
    const awake: string[] = [];
    class Base extends Room {
      override atInit(): void {
        awake.push(this.key);
        throw new Error("asleep");
      }
    }
    without.classes.setBase("object", "room", Base);
    expect(without.objects.get(1)?.constructor).toBe(Base);
    expect(without.objects.get(1)?.key).toBe("inn");
    expect(awake).toEqual(["inn"]);
    expect(logged.some(({ message }) => message.includes("missing"))).toBe(true);
  });

  it("tells at the start which classes are missing and of how many; kinds that nobody knows stay where they are", async () => {
    class Inn extends Room {}
    class Sprite extends Entity {}
    const prepare = (kernel: Kernel): void =>
      kernel.registerKind<Sprite>({ name: "sprite", base: Sprite, firstSave: () => {} });
    const { kernel, turn, disk } = await testKernel({ classes: [Sprite, Room, Inn], prepare });
    await turn(() => [Inn, Inn, Room, Sprite].map((cls) => kernel.create<Entity>(cls)));
    disk.crash();
    const { kernel: next, logged, turn: nextTurn } = await testKernel({ classes: [Room], disk });
    expect(next.objects.size).toBe(3);
    const reports = logged.filter(({ level }) => level === "error").map(({ fields }) => fields);
    expect(reports).toEqual([{ kind: "sprite" }, { class: "test.Inn", entities: 2 }]);
    await nextTurn(() => next.create(Room));
    disk.crash();
    const { kernel: healed } = await testKernel({ classes: [Sprite, Room, Inn], prepare, disk });
    expect([healed.objects.size, healed.collection("sprite").size]).toEqual([4, 1]);
    expect(healed.objects.get(1)).toBeInstanceOf(Inn);
  });

  it("tells how many there are of each class, missing ones included", async () => {
    const { kernel, turn, disk } = await testKernel({ classes });
    await turn(() => [Room, Furniture, Furniture, Furniture].map((cls) => kernel.create<WorldObject>(cls)));
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [Room], disk });
    expect(next.objects.classTotals()).toEqual([
      { classId: "test.Furniture", count: 3, percent: 75 },
      { classId: "test.Room", count: 1, percent: 25 },
    ]);
    expect((await testKernel()).kernel.objects.classTotals()).toEqual([]);
  });

  it("counts what its class makes of it now, also when that was a thing before", async () => {
    const versions = ["object", "room"].map(
      (type) =>
        class Den extends WorldObject {
          static readonly classId = "game/Den";
          static override readonly contentType = type;
        },
    );
    const [Thing, Den] = versions as [(typeof versions)[0], (typeof versions)[0]];
    const { kernel, turn, disk } = await testKernel({ classes: [Room, Thing] });
    await turn(() => {
      const place = kernel.create(Room);
      kernel.create(Thing, { location: place, key: "den" });
    });
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [Room, Den], disk });
    const [place, den] = [next.objects.get(1), next.objects.get(2)];
    expect([place?.contentsOf("object"), place?.contentsOf("room")]).toEqual([[], [den]]);
    expect(next.calledLike("object", { text: "den", match: "equals", contents: ["room"] })).toEqual([den]);
  });

  it("lets the base stand in for a class whose atInit throws, or writes", async () => {
    class Writer extends WorldObject {
      static fails = false;
      override atInit(): void {
        this.ndb.awake = true;
        if (Writer.fails) this.db.mood = "writes while it is only looked at";
      }
    }
    const { kernel, turn, disk } = await testKernel({ classes: [Writer] });
    await turn(() => expect(kernel.create(Writer).ndb.awake).toBe(true));
    disk.crash();
    Writer.fails = true;
    const { kernel: next, logged } = await testKernel({ classes: [Writer], disk });
    expect(next.objects.get(1)?.constructor).toBe(WorldObject);
    expect(next.objects.get(1)?.isStandIn).toBe(true);
    expect(logged.some(({ level }) => level === "error")).toBe(true);
    Writer.fails = false;
  });

  it("finds entities by a former id of their class", async () => {
    class Old extends WorldObject {
      static readonly classId = "game/Old";
    }
    class New extends WorldObject {
      static readonly classId = "game/New";
      static readonly formerIds = ["game/Old"];
    }
    const { kernel, turn, disk } = await testKernel({ classes: [Old] });
    await turn(() => kernel.create(Old));
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [New], disk });
    expect(next.objects.get(1)).toBeInstanceOf(New);
    expect([...next.objects.ofClass(New)]).toHaveLength(1);
  });
});

describe("another class", () => {
  class Cell extends Room {
    override basetypeSetup(): void {
      super.basetypeSetup();
      this.locks.add("get:false()");
      this.location = null;
    }
  }

  it("[world W05] turns a thing into a room, with all that follows from it", async () => {
    const { kernel, turn, disk } = await testKernel({ classes: [Room, Cell, Furniture] });
    const [hall, chest] = await turn(() => {
      const room = kernel.create(Room, { key: "hall" });
      return [room, kernel.create(Furniture, { key: "chest", location: room, attributes: { gold: 5 } })];
    });
    await turn(() => chest.swapClass(Cell));
    expect(chest).toBeInstanceOf(Cell);
    expect(chest.location).toBeNull();
    expect(chest.access(hall, "get")).toBe(false);
    expect(hall.contents).toEqual([]);
    for (const content of ["object", "room"]) expect(hall[recordKey].contents?.ofType(content)).toEqual([]);
    expect(chest.db.gold).toBe(5);
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [Room, Cell, Furniture], disk });
    expect(next.objects.get(chest.id)).toBeInstanceOf(Cell);
  });

  it("is undone with its turn, and kept within its kind", async () => {
    const { kernel, turn } = await testKernel({ classes: [Room, Cell, Furniture, Broken] });
    const chest = await turn(() =>
      kernel.create(Furniture, { key: "chest", attributes: { gold: 5, iron: 1 } }),
    );
    await turn(() => {
      expect(() => chest.swapClass(Broken)).toThrow("creation fails");
      chest.swapClass(Cell, { runStartHooks: false, cleanAttributes: ["gold"] });
      expect(chest.db.gold).toBeUndefined();
      throw new Error("no");
    }).catch(() => {});
    expect(chest.constructor).toBe(Furniture);
    expect([chest.classId, chest.db.gold, chest.db.half]).toEqual(["test.Furniture", 5, undefined]);
    await expect(turn(() => chest.swapClass("game/Nothing"))).rejects.toMatchObject({
      code: "CLASS_UNKNOWN",
    });
  });
});

describe("deletion", () => {
  it("takes exits along and sends everything else home, whatever its hooks say", async () => {
    class Stubborn extends WorldObject {
      override atPreMove(): boolean {
        return false;
      }
    }
    const { kernel, turn, disk } = await testKernel({
      classes: [Room, Stubborn, Furniture],
      defaultHome: 1,
      startLocation: 1,
    });
    const [haven, hall] = await turn(() => {
      const home = kernel.create(Room, { key: "haven" });
      const room = kernel.create(Room, { key: "hall" });
      const far = kernel.create(Room, { key: "far" });
      kernel.create(Furniture, { key: "north", location: room, destination: far });
      kernel.create(Furniture, { key: "south", location: far, destination: room });
      kernel.create(Furniture, { key: "chair", location: room, home: far });
      kernel.create(Stubborn, { key: "rock", location: room, home: room });
      return [home, room];
    });
    expect(await turn(() => hall.delete())).toBe(true);
    const where = (key: string) => [...kernel.objects].find((object) => object.key === key)?.location?.key;
    expect(where("chair")).toBe("far");
    expect(where("rock")).toBe("haven");
    expect([...kernel.objects].map((object) => object.key)).toEqual(["haven", "far", "chair", "rock"]);
    expect(await turn(() => haven.delete())).toBe(false);
    disk.crash();
    const { kernel: next } = await testKernel({ classes: [Room, Stubborn, Furniture], disk });
    expect([...next.objects].find((object) => object.key === "rock")?.location?.key).toBe("haven");
  });

  it("refuses what is done with something deleted, and comes back with its turn", async () => {
    const { kernel, turn } = await testKernel({ classes });
    const room = await turn(() => kernel.create(Room, { key: "room" }));
    await turn(() => {
      room.delete();
      throw new Error("no");
    }).catch(() => {});
    expect(room.isDeleted).toBe(false);
    expect(kernel.objects.get(room.id)).toBe(room);
    expect(await turn(() => room.delete({ force: true }))).toBe(true);
    expect(() => room.key).toThrow(expect.objectContaining({ code: "ENTITY_DELETED" }));
    for (const read of [
      () => room.db.anything,
      () => room.attributes.all(),
      () => room.tags.all(),
      () => room.aliases.has("x"),
      () => room.permissions.get(),
      () => room.locks.all(),
      () => room.access(null, "view"),
      () => room.nicks.all(),
      () => room.contents,
      () => room.location,
    ]) {
      expect(read, String(read)).toThrow(expect.objectContaining({ code: "ENTITY_DELETED" }));
    }
    expect(await turn(() => room.delete())).toBe(false);
    expect(room[recordKey].isDeleted).toBe(true);
  });
});

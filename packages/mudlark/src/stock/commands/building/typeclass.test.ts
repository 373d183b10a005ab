import { expect, it } from "vitest";
import { attr } from "../../../api.ts";
import { testGame } from "../../../testing/test-game.ts";
import { Thing } from "../../classes/thing.ts";

class Lantern extends Thing.with({ fuel: attr.int({ default: 100 }) }) {
  static override readonly classId: string = "test.Lantern";
}

async function workshop() {
  const game = await testGame({ classes: [Lantern] });
  const { ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const thing = await game.create(Thing, {
    key: "lamp",
    location: ann.character,
    locks: "edit:perm(Builder)",
  });
  await game.turn(() => (thing.db["colour"] = "green"));
  const types = async (line: string, answers: readonly string[] = [], as = ann): Promise<string> =>
    (await game.call(line, { as, answers })).textTo(as);
  return { game, ann, bob, thing, types };
}

it("typeclass shows a class, and gives a thing another one with its attributes", async () => {
  const { game, thing, types } = await workshop();
  expect(await types("typeclass lamp")).toMatch(/^lamp \(#\d+\): mudlark\.Thing/);
  expect(await types("type lamp = test.Lantern")).toMatch(/was mudlark\.Thing and is test\.Lantern now\.$/);
  const lantern = game.current(thing);
  expect([lantern instanceof Lantern, lantern.db["colour"]]).toEqual([true, "green"]);
  expect(await types("typeclass/show lamp")).toContain("test.Lantern, which is a mudlark.Thing");
});

it("typeclass takes the same class again only when told to", async () => {
  const { game, thing, types } = await workshop();
  expect(await types("typeclass lamp = mudlark.Thing")).toContain("is of that class already");
  expect(await types("typeclass/force lamp = mudlark.Thing")).toContain("is mudlark.Thing anew");
  // The class has put its usual locks on; update leaves them alone.
  await game.turn(() => game.current(thing).locks.add("edit:perm(Builder);get:id(1)"));
  expect(await types("update lamp")).toContain("is mudlark.Thing anew");
  expect(game.current(thing).locks.get("get")).toBe("get:id(1)");
});

it("typeclass asks before it takes attributes away", async () => {
  const { game, thing, types } = await workshop();
  expect(await types("swap lamp = test.Lantern", ["n"])).toContain("It stays as it is.");
  expect(game.current(thing).db["colour"]).toBe("green");
  expect(await types("typeclass/reset lamp = test.Lantern", ["y"])).toContain("All its attributes are gone.");
  expect(game.current(thing).db["colour"]).toBeUndefined();
});

it("what a class declares is shown where nothing is stored", async () => {
  const { types } = await workshop();
  await types("typeclass lamp = Lantern");
  expect(await types("set lamp/fuel")).toBe("lamp/fuel = 100 (by its class)");
  expect(await types("set lamp")).toContain("lamp/fuel = 100 (by its class)");
  expect(await types("examine lamp")).toContain("  fuel = 100 (by its class)");
  await types("set lamp/fuel = 7");
  expect(await types("examine lamp")).toMatch(/fuel = 7$/m);
  expect(await types("set lamp/fuel[0]")).toBe("lamp/fuel[0] = (not set)");
});

it("typeclass leaves a thing to whom it belongs, and a character to its player", async () => {
  const { ann, game, types } = await workshop();
  await types("create pot");
  expect(await types("typeclass pot = Lantern")).toContain("is test.Lantern now.");
  expect(await types("set pot/colour = red")).toBe('pot/colour is now "red".');
  expect(await types("swap pot", ["y"])).toContain("is test.Lantern anew. All its attributes are gone.");
  const playedBy = ann.character.locks.get("puppet");
  await game.call(`typeclass/force ${ann.character.ref} = mudlark.Character`, { as: ann });
  expect(game.current(ann.character).locks.get("puppet")).toBe(playedBy);
});

it("typeclass lists classes, and refuses what is none and what one may not change", async () => {
  const { bob, thing, game, types } = await workshop();
  expect(await types("typeclass/list")).toMatch(/mudlark\.Room +room\n[^]*test\.Lantern +object/);
  expect(await types("typeclasses")).toContain("test.Lantern");
  expect(await types("typeclass lamp = test.Moon")).toContain('There is no class "test.Moon"');
  expect(await types("typeclass lamp = mudlark.Account")).toContain("There is no class");
  expect(await types("typeclass")).toContain("The class of what?");
  await game.turn(() => thing.locks.add("edit:false();control:false()"));
  expect(await types("typeclass lamp = test.Lantern")).toContain("You may not change lamp");
  expect(await types("typeclass lamp", [], bob)).toContain("is not available");
});

it("typeclass/prototype makes a thing what a prototype says, and nothing else", async () => {
  const { game, thing, types } = await workshop();
  const prototype = { prototypeKey: "storm lantern", class: "test.Lantern", key: "storm lantern", fuel: 7 };
  await game.turn(() => game.world.prototypes.save(prototype));
  const line = "typeclass/prototype lamp = Storm Lantern";
  expect(await types(line, ["n"])).toContain("It stays as it is.");
  expect(game.current(thing).key).toBe("lamp");
  expect(await types(line, ["y"])).toMatch(
    /storm lantern \(#\d+\) is now what the prototype "storm lantern" says/,
  );
  const lantern = game.current(thing);
  expect([lantern instanceof Lantern, lantern.key]).toEqual([true, "storm lantern"]);
  expect([lantern.db["fuel"], lantern.db["colour"]]).toEqual([7, undefined]);
  expect(game.world.prototypes.spawned("storm lantern")).toEqual([lantern]);
});

it("typeclass/prototype needs a prototype that one may use", async () => {
  const { game, types } = await workshop();
  await game.turn(() =>
    game.world.prototypes.save({ prototypeKey: "secret", prototypeLocks: "spawn:false()" }),
  );
  expect(await types("typeclass/prototype lamp = moon")).toContain('There is no prototype "moon"');
  expect(await types("typeclass/prototype lamp = secret")).toBe('You may not use the prototype "secret".');
  expect(await types("typeclass/prototype lamp")).toMatch(/^Which prototype/);
  expect(await types("typeclass/prototype lamp =")).toMatch(/Which prototype|Usage/);
});

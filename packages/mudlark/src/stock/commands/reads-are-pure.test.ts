import { beforeAll, describe, expect, it } from "vitest";
import type { WorldObject } from "../../index.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { stockClasses } from "../classes/stock-classes.ts";
import { stockCommands } from "./stock-commands.ts";

interface Scene {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly bob: TestPlayer;
  readonly hall: WorldObject;
  readonly lantern: WorldObject;
}

async function lookedAtScene(): Promise<Scene> {
  const game = await testGame();
  const { hall, yard, ann, bob } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: { in: "hall", superuser: true }, bob: "hall" },
  });
  const { Thing, Exit } = stockClasses;
  const lantern = await game.create(Thing, { key: "lantern", location: hall });
  await game.create(Thing, { key: "coin", location: ann.character });
  await game.create(Exit, { key: "gate", location: hall, destination: yard });
  await game.turn(() => {
    lantern.db.parts = { oil: [1, 2, { deep: new Map([["a", new Set([hall])]]) }] };
    lantern.tags.add("brass", { category: "metal" });
    lantern.aliases.add("lamp");
    ann.character.nicks.add("gr", "say Greetings!");
  });
  // Everything is stored, and what a first look prepares is prepared by the looks themselves.
  await game.world.committer.flush();
  return { game, ann, bob, hall, lantern };
}

/** Everything of the world that only looks, by what it is called. */
const reads: Readonly<Record<string, (scene: Scene) => unknown>> = {
  search: ({ ann }) => ann.character.search("lantern", { quiet: true }),
  "search, nothing found": ({ ann }) => ann.character.search("unicorn", { quiet: true }),
  "objects by id, ref and class": ({ game, lantern }) => [
    game.world.objects.get(lantern.id),
    game.world.objects.byRef(lantern.ref),
    game.world.objects.ofClass(stockClasses.Thing),
  ],
  "search by tag": ({ game }) => game.world.searchTag("object", { keys: ["brass"] }),
  "names anywhere": ({ game }) =>
    game.world.calledLike("object", { text: "lan", match: "begins", contents: [] }),
  appearance: ({ ann, hall }) => [ann.character.atLook(hall), hall.returnAppearance(ann.character)],
  names: ({ ann, lantern }) => [
    lantern.getDisplayName(ann.character),
    lantern.getNumberedName(3, ann.character),
  ],
  contents: ({ hall }) => [hall.contents, hall.exits, hall.contentsOf("character")],
  attributes: ({ lantern }) => [
    JSON.stringify(lantern.db.parts),
    lantern.attributes.get("parts"),
    lantern.attributes.has("nothing"),
    lantern.attributes.all(),
  ],
  "attributes, deep inside": ({ lantern }) => {
    const parts = lantern.db.parts as { oil: [number, number, { deep: Map<string, Set<WorldObject>> }] };
    return [...(parts.oil[2].deep.get("a") ?? [])].map(({ key }) => key);
  },
  "tags and aliases": ({ lantern }) => [
    lantern.tags.has("brass", { category: "metal" }),
    lantern.tags.all(),
    lantern.aliases.all(),
  ],
  locks: ({ ann, bob, lantern }) => [
    lantern.access(bob.character, "get"),
    lantern.access(ann.character, "edit"),
    lantern.locks.all(),
    lantern.locks.get("get"),
  ],
  permissions: ({ ann, bob }) => [
    ann.character.permissions.all(),
    bob.character.permissions.check("Builder"),
  ],
  nicks: ({ ann }) => [ann.character.nicks.replace("gr"), ann.character.nicks.all()],
  help: ({ game, ann }) => [game.world.help.topics(ann.character, "view"), game.world.help.find("nothing")],
  "scripts, tickers and delays": ({ game, lantern }) => [
    lantern.scripts.all(),
    game.world.tickers.all(),
    game.world.delays.all(),
    game.world.monitors.all(),
  ],
  "game time": ({ game }) => [game.world.time.now, game.world.time.date],
  prototypes: ({ game }) => game.world.prototypes.all(),
  accounts: ({ game }) => [game.world.accounts.find("ann"), game.world.accounts.nameProblems("ann")],
};

describe("reads are pure", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await lookedAtScene();
  });

  it.each(Object.entries(reads))("%s", async (_name, read) => {
    const { game } = scene;
    const { committer, turns } = game.world;
    const before = committer.durableSequence;
    const changed = await game.turn(() => {
      // What changes something here throws; what changes something in another way is seen below.
      turns.pure(() => read(scene));
      return turns.requireTurn().hasChanges;
    });
    expect(changed).toBe(false);
    await committer.flush();
    expect(committer.durableSequence).toBe(before);
  });

  it("would notice a write", async () => {
    const { game, lantern } = scene;
    const write = game.turn(() => game.world.turns.pure(() => void (lantern.db.fuel = 1)));
    await expect(write).rejects.toMatchObject({ code: "READ_ONLY" });
    game.takeErrors();
  });
});

describe("commands that say that they only look", () => {
  const commands = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character].filter(
    ({ readOnly }) => readOnly,
  );

  it("are there", () => expect(commands.length).toBeGreaterThan(8));

  it.each(commands.map((command) => [command.key, command] as const))("%s", async (key, command) => {
    const { game, ann } = await lookedAtScene();
    const switched = Object.keys(command.switches).map((name) => `${key}/${name} lantern`);
    for (const line of [
      key,
      `${key} lantern`,
      `${key} hall`,
      `${key} nothing`,
      ...switched,
      ...command.examples,
    ]) {
      const before = game.world.committer.durableSequence;
      await game.call(line, { as: ann });
      await game.world.committer.flush();
      expect([line, game.world.committer.durableSequence]).toEqual([line, before]);
      if (game.session(ann).frames.top !== null) await game.call("@abort", { as: ann });
    }
  });
});

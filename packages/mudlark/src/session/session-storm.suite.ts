import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attr } from "../model/attributes/declared/attr.ts";
import { command } from "../command/declaration/command.ts";
import { arg } from "../command/arguments/arg.ts";
import { seq } from "../command/arguments/combinators.ts";
import { Character } from "../stock/classes/character.ts";
import { numberOfRuns } from "../testing/number-of-runs.suite.ts";
import { testGame, type TestGame } from "../testing/test-game.ts";
import type { TestPlayer } from "../testing/test-player.ts";
import type { TestSession } from "../testing/test-session.ts";
import type { Disk } from "../store/disks.suite.ts";
import type { Store } from "../store/store.ts";
import { checkSessions } from "./check-sessions.ts";
import type { SessionMode } from "./session-mode.ts";

/** Something that happens to a game with many windows. `window` counts those that are open. */
export type Gust =
  | { readonly what: "connect" }
  | { readonly what: "type"; readonly window: number; readonly line: string }
  | { readonly what: "drop"; readonly window: number; readonly how: "lost" | "quit" }
  | { readonly what: "destroy"; readonly character: number }
  | { readonly what: "reload"; readonly mode: SessionMode | null; readonly works: boolean }
  | { readonly what: "crash"; readonly drops: readonly number[]; readonly line: string }
  /** Until here, everything came at once. */
  | { readonly what: "rest" };

const accounts = ["ann", "ben"] as const;
const characters = ["ann", "ben", "anton", "bella"] as const;

const lines = fc.constantFrom(
  ...accounts.map((name) => `enter ${name}`),
  ...accounts.map((name) => `enter ${name}`),
  ...characters.map((name) => `ic ${name}`),
  "ic",
  "ooc",
  "ooc",
  "quit",
  "quit/all",
  "say hello",
  "quell",
  "sessions/close 2",
  "chardelete anton",
  "chardelete ben",
  "yes",
  "ponder",
  "charcreate anton",
);
const window = fc.nat(9);

/** A storm, in the order in which it comes. */
const storms: fc.Arbitrary<readonly Gust[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant("connect" as const) }) },
    { weight: 14, arbitrary: fc.record({ what: fc.constant("type" as const), window, line: lines }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant("drop" as const),
        window,
        how: fc.constantFrom("lost" as const, "quit" as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("destroy" as const), character: fc.nat(9) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant("reload" as const),
        mode: fc.constantFrom<SessionMode | null>(0, 1, 2, 3, null),
        works: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant("crash" as const),
        drops: fc.array(window, { maxLength: 2 }),
        line: lines,
      }),
    },
    { weight: 5, arbitrary: fc.record({ what: fc.constant("rest" as const) }) },
  ),
  { minLength: 10, maxLength: 40, size: "max" },
);

/** Counts its hooks in what is saved, so that a count is undone and lost together with what was counted. */
class Player extends Character.with({ entered: attr.int({ default: 0 }), left: attr.int({ default: 0 }) }) {
  static override readonly classId: string = "test/Player";

  override atPostPuppet(how: Parameters<Character["atPostPuppet"]>[0]): void {
    this.entered += 1;
    super.atPostPuppet(how);
  }

  override atPostUnpuppet(...how: Parameters<Character["atPostUnpuppet"]>): void {
    this.left += 1;
    super.atPostUnpuppet(...how);
  }
}

/** As `connect`, but nobody has to wait for a hash. */
const enter = command({
  key: "enter",
  help: "Log in without a password.",
  needs: ["session"],
  args: seq(arg.text("name")),
  async run(ctx, { name }) {
    await ctx.exclusive(async () => {
      await ctx.wait(Promise.resolve());
      const account = ctx.game.accounts.find(name);
      if (account === null || ctx.session.isClosed) return;
      const problem = ctx.game.entrance.logIn(ctx.session, account);
      if (problem !== null) ctx.session.msg(problem);
    });
  },
});

const ponder = command({
  key: "ponder",
  help: "Think, and then say it.",
  async run(ctx) {
    await ctx.pause(5);
    ctx.msg("Hm.");
  },
});

/** A game in which a storm rages. */
class StormyGame {
  readonly #game: TestGame;
  readonly #windows: TestSession[] = [];

  /** Sits still in the room, and asks who is there. */
  readonly #watcher: TestPlayer;

  private constructor(game: TestGame, watcher: TestPlayer) {
    this.#game = game;
    this.#watcher = watcher;
  }

  /** @param openStore of every world; default: in memory */
  static async begin(sessionMode: SessionMode, openStore?: () => Promise<Store>): Promise<StormyGame> {
    const game = await testGame({
      ...(openStore !== undefined && { openStore }),
      classes: [Player],
      commands: [ponder],
      definition: { classes: { character: Player }, commands: { loggedOut: [enter] } },
      config: { accounts: { sessionMode } },
    });
    const { hall, cora } = await game.scene({ rooms: ["hall"], players: { cora: "hall" } });
    await game.turn(() => {
      for (const name of accounts) {
        const account = game.world.accounts.create({ name, passwordHash: "", address: null });
        const second = game.world.accounts.createCharacter(account, name === "ann" ? "anton" : "bella");
        for (const character of [...account.characters, second]) {
          character.attributes.add("prelogout_location", hall, { category: "mudlark" });
        }
      }
    });
    const stormy = new StormyGame(game, cora);
    for (const [window, name] of ["ann", "ann", "ben", "ben"].entries()) {
      await stormy.blow({ what: "connect" });
      await stormy.blow({ what: "type", window, line: `enter ${name}` });
      await stormy.blow({ what: "rest" });
    }
    return stormy;
  }

  /** Lets one thing happen. Most come at once, without a rest between them. */
  async blow(gust: Gust): Promise<void> {
    switch (gust.what) {
      case "connect":
        this.#windows.push(await this.#game.connect());
        return;
      case "type":
        return this.#pick(gust.window)?.type(gust.line);
      case "drop":
        return this.#pick(gust.window)?.disconnect(gust.how);
      case "destroy":
        await this.#destroy(gust.character);
        return;
      case "reload":
        return this.#reload(gust.mode, gust.works);
      case "crash":
        await this.#game.crash(() => {
          for (const each of gust.drops) this.#pick(each)?.disconnect();
          this.#pick(0)?.type(gust.line);
        });
        // Three deaths within a minute, and the gateway would give up.
        return this.#game.clock.advance("61s");
      case "rest":
        return this.#game.rest();
    }
  }

  /** Everything that is wrong now, in words. */
  async faults(): Promise<readonly string[]> {
    await this.#game.rest();
    const { world, connected } = this.#game;
    const faults = checkSessions(world, connected).map(({ about, problem }) => `${about}: ${problem}`);
    for (const object of world.objects.ofClass(Player)) {
      const players = world.sessions.ofPuppet(object).length;
      if (object.location === null && players > 0) faults.push(`${object.key} is played in no place`);
      if (object.location !== null && players === 0) faults.push(`${object.key} is a ghost`);
      if (object.entered - object.left !== players) {
        faults.push(`${object.key} was entered ${object.entered} times and left ${object.left} times`);
      }
    }
    const asked = await this.#game.call("doing", { as: this.#watcher });
    const shown = asked.textTo(this.#watcher).match(/\b(?:ann|ben|cora)\b(?: \(\d+\))?/g) ?? [];
    if (shown.join() !== this.#expectedRows().join()) faults.push(`who shows ${shown.join(", ")}`);
    const ids = this.#windows.map(({ id }) => id);
    if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0))) faults.push("an id came twice");
    return faults;
  }

  /** Everybody hangs up. What is wrong then, too. */
  async calm(): Promise<readonly string[]> {
    for (const each of this.#open) each.disconnect();
    const faults = [...(await this.faults())];
    const left = this.#game.world.sessions.accounts().map(({ key }) => key);
    if (left.join() !== "cora") faults.push(`${left.join(", ")} are still there`);
    return faults;
  }

  async end(): Promise<void> {
    await this.#game[Symbol.asyncDispose]();
  }

  /** What the clients' own side says about who is logged in. */
  #expectedRows(): readonly string[] {
    const counts = Map.groupBy(this.#game.connected, ({ uname }) => uname ?? "");
    counts.delete("");
    return [...counts].map(([name, { length }]) => (length === 1 ? name : `${name} (${length})`)).toSorted();
  }

  get #open(): readonly TestSession[] {
    return this.#windows.filter(({ closedFor }) => closedFor === null);
  }

  #pick(window: number): TestSession | undefined {
    const open = this.#open;
    return open[window % Math.max(1, open.length)];
  }

  async #destroy(which: number): Promise<void> {
    await this.#game.turn(() => {
      const players = [...this.#game.world.objects.ofClass(Player)];
      players
        .filter(({ key }) => key !== "cora")
        .at(which % players.length)
        ?.delete();
    });
  }

  async #reload(mode: SessionMode | null, works: boolean): Promise<void> {
    const changed = mode === null ? {} : { config: { accounts: { sessionMode: mode } } };
    if (works) return this.#game.reload(changed);
    const config = { accounts: { sessionMode: 0, maxPuppets: 3 } } as const;
    await this.#game.reload({ config }).then(
      () => Promise.reject(new Error("a reload with wrong settings succeeded")),
      () => {},
    );
  }
}

/** All faults of a storm, with the gust that they came with. */
export async function faultsOf(
  mode: SessionMode,
  storm: readonly Gust[],
  openStore?: () => Promise<Store>,
): Promise<readonly string[]> {
  const game = await StormyGame.begin(mode, openStore);
  try {
    for (const gust of storm) {
      await game.blow(gust);
      const faults = gust.what === "rest" ? await game.faults() : [];
      if (faults.length > 0) return faults;
    }
    return [...(await game.faults()), ...(await game.calm())];
  } finally {
    await game.end();
  }
}

/** Sessions, accounts and puppets agree whatever happens, and wherever the world is kept (`world.md` §20, I8). */
export function describeStorms(
  name: string,
  makeDisk: () => Promise<Disk>,
  modes: readonly SessionMode[],
  runs: number,
): void {
  const { numRuns, timeout } = numberOfRuns(runs);
  describe(`a storm of logins, commands, losses, reloads and crashes, kept in ${name}`, () => {
    it.each(modes)(
      "begun in mode %i leaves sessions whole, and no ghost (I8)",
      async (mode) => {
        await fc.assert(
          fc.asyncProperty(storms, async (storm) => {
            const disk = await makeDisk();
            try {
              expect(await faultsOf(mode, storm, disk.open)).toEqual([]);
            } finally {
              await disk.dispose();
            }
          }),
          { numRuns, seed: 20 + mode },
        );
      },
      timeout,
    );
  });
}

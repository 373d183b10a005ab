/**
 * Random names for accounts and channels, many of them taken: no two accounts, and no two channels, are ever called the
 * same in whatever case, in memory or in the store (`world.md` §20, I4), and who is refused changes nothing.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCode } from "../../base/errors.ts";
import { addChannels } from "../../content/channels/channels.ts";
import type { Channel } from "../../content/channels/channel.ts";
import { addMessages } from "../../content/messages/messages.ts";
import type { Game } from "../../model/game.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { Disk } from "../../store/disks.suite.ts";
import type { Store } from "../../store/store.ts";
import { numberOfRuns } from "../../testing/number-of-runs.suite.ts";
import { testKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { expectSound } from "../../world/check/expect-sound.suite.ts";
import { Account } from "./account.ts";
import { accountKind } from "./account-kind.ts";

type Step =
  | { readonly do: "account" | "channel"; readonly name: string; readonly alias: string | null }
  | {
      readonly do: "rename";
      readonly kind: "account" | "channel";
      readonly which: number;
      readonly name: string;
    }
  | { readonly do: "alias" | "unalias"; readonly which: number; readonly name: string }
  | { readonly do: "delete"; readonly kind: "account" | "channel"; readonly which: number };

interface Plan {
  readonly steps: readonly Step[];
  readonly throws: boolean;
  readonly restarts: boolean;
}

const name = fc.constantFrom(
  "ann",
  "Ann",
  "ANN",
  "bea",
  "Bea",
  "Cid",
  "straße",
  "STRASSE",
  "émile",
  "E\u0301mile",
);
const kind = fc.constantFrom("account" as const, "channel" as const);
const which = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: kind, name, alias: fc.option(name) }),
  fc.record({ do: fc.constant("rename" as const), kind, which, name }),
  fc.record({ do: fc.constantFrom("alias" as const, "unalias" as const), which, name }),
  fc.record({ do: fc.constant("delete" as const), kind, which }),
);
const plans = fc.array(
  fc.record<Plan>({
    steps: fc.array(step, { minLength: 1, maxLength: 6 }),
    throws: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
    restarts: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

class Planned extends Error {}

function open(store: Store): Promise<TestKernel> {
  return testKernel({
    store,
    prepare(kernel: Kernel) {
      kernel.registerKind(accountKind);
      kernel.registerClass(Account);
      addMessages(kernel as Game);
      addChannels(kernel as Game, { defaults: [], history: { lines: 10, days: null } });
    },
  });
}

/** @returns false when the name was refused */
function perform(game: Game, planned: Step): boolean {
  const of = (wanted: string, index: number): Account | Channel | undefined =>
    [...game.collection<Account | Channel>(wanted)][index];
  switch (planned.do) {
    case "account":
      return isAdmitted(game, () => game.create(Account, { key: planned.name }));
    case "channel": {
      const { name: key, alias } = planned;
      return isAdmitted(game, () => game.channels.create({ key, aliases: alias === null ? [] : [alias] }));
    }
    case "rename": {
      const named = of(planned.kind, planned.which);
      return named === undefined || isAdmitted(game, () => (named.key = planned.name));
    }
    case "alias": {
      const named = of("channel", planned.which);
      return named === undefined || isAdmitted(game, () => named.aliases.add(planned.name));
    }
    case "unalias":
      of("channel", planned.which)?.aliases.remove(planned.name);
      return true;
    case "delete":
      of(planned.kind, planned.which)?.delete();
      return true;
  }
}

function isAdmitted(game: Game, work: () => unknown): boolean {
  const before = namesIn(game);
  const result = game.attempt(work);
  if (result.ok) return true;
  if (!hasCode(result.error, "ACCOUNT_NAME") && !hasCode(result.error, "CHANNEL_NAME")) throw result.error;
  expect(namesIn(game)).toEqual(before);
  return false;
}

/** Each with the names that nobody else may have. */
function namesIn(game: Game): readonly (readonly [ref: string, names: readonly string[]])[] {
  const accounts = Array.from(
    game.collection<Account>("account"),
    (one) => [`a${one.id}`, [one.key]] as const,
  );
  const channels = Array.from(
    game.collection<Channel>("channel"),
    (one) => [`c${one.id}`, [one.key, ...one.aliases.all()]] as const,
  );
  return [...accounts, ...channels];
}

function expectUnique(game: Game): void {
  const owners = new Map<string, string>();
  for (const [ref, names] of namesIn(game)) {
    for (const each of names) {
      const folded = `${ref[0]} ${each.normalize("NFC").toLowerCase()}`;
      expect([folded, owners.get(folded) ?? ref]).toEqual([folded, ref]);
      owners.set(folded, ref);
    }
  }
}

async function tryNames(turns: readonly Plan[], openStore: () => Promise<Store>): Promise<void> {
  let store = await openStore();
  let world = await open(store);
  for (const { steps, throws, restarts } of turns) {
    const game = world.kernel as Game;
    const before = namesIn(game);
    await world
      .turn(() => {
        for (const each of steps) perform(game, each);
        if (throws) throw new Planned();
      })
      .catch((error: unknown) => expect(error).toBeInstanceOf(Planned));
    if (throws) expect(namesIn(game)).toEqual(before);
    expectUnique(game);
    await expectSound(game, store);
    if (!restarts) continue;
    await store.close();
    const kept = namesIn(game);
    store = await openStore();
    world = await open(store);
    expect(namesIn(world.kernel as Game)).toEqual(kept);
  }
  await store.close();
}

/** @param makeDisk something empty; `open` opens a store on it again and again */
export function describeAnyNames(label: string, makeDisk: () => Promise<Disk>, runs: number): void {
  const { numRuns, timeout } = numberOfRuns(runs);
  describe(`any names of accounts and channels, kept in ${label}`, () => {
    it(
      "are those of one only (I4)",
      async () => {
        await fc.assert(
          fc.asyncProperty(plans, async (turns) => {
            const disk = await makeDisk();
            try {
              await tryNames(turns, disk.open);
            } finally {
              await disk.dispose();
            }
          }),
          { numRuns },
        );
      },
      timeout,
    );
  });
}

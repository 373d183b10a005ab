import { expect, it } from "vitest";
import type { GameClasses } from "../../game/define-game.ts";
import { accountKind } from "../../session/accounts/account-kind.ts";
import { Account } from "../../session/accounts/account.ts";
import { stockClasses } from "../../stock/classes/stock-classes.ts";
import { MemoryDisk } from "../../store/memory-store.ts";
import { testKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { changeDefaultClasses } from "./change-default-classes.ts";

class Hero extends stockClasses.Character {
  static override readonly classId = "test/Hero";
}

class Villain extends stockClasses.Character {
  static override readonly classId = "test/Villain";
}

class Member extends Account {
  static override readonly classId = "test/Member";
}

const { Character, Room } = stockClasses;
const disk = new MemoryDisk();

/** The world as the next start finds it. */
async function start(chosen: GameClasses): Promise<TestKernel> {
  disk.crash();
  const world = await testKernel({
    disk,
    classes: [Account, Member, ...Object.values(stockClasses), Hero, Villain],
    prepare: (kernel) => kernel.registerKind(accountKind),
  });
  await world.turn(() => changeDefaultClasses(world.kernel, chosen, world.kernel.logger));
  return world;
}

it("another default class takes over what was of the former one, and nothing else", async () => {
  const first = await start({});
  const [plain, villain, room, account] = await first.turn(
    () =>
      [
        first.kernel.create(Character, { key: "plain", attributes: { gold: 5 } }),
        first.kernel.create(Villain, { key: "villain" }),
        first.kernel.create(Room, { key: "room" }),
        first.kernel.create<Account>("mudlark.Account", { key: "ann" }),
      ] as const,
  );
  const second = await start({ character: Hero, account: Member });
  const find = ({ kernel }: TestKernel, id: number): unknown => kernel.objects.get(id);
  expect(find(second, plain.id)).toBeInstanceOf(Hero);
  expect(second.kernel.objects.get(plain.id)?.db.gold).toBe(5);
  expect([find(second, villain.id), find(second, room.id)].map((one) => one?.constructor)).toEqual([
    Villain,
    Room,
  ]);
  expect(second.kernel.get("account", account.id)).toBeInstanceOf(Member);
  const third = await start({ character: Hero });
  expect(find(third, plain.id)).toBeInstanceOf(Hero);
  expect(third.kernel.get("account", account.id)?.constructor).toBe(Account);
  const [hero] = await third.turn(() => [third.kernel.create(Hero, { key: "new" })]);
  const fourth = await start({});
  expect([find(fourth, plain.id), find(fourth, hero.id)].map((one) => one?.constructor)).toEqual([
    Character,
    Character,
  ]);
});

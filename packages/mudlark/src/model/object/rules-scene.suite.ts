import { testKernel, type TestKernel, type TestKernelOptions } from "../../testing/test-kernel.ts";
import { applyMarks } from "../entity/create-options.ts";
import { Entity, type EntityClass } from "../entity/entity.ts";
import type { Message } from "../ports.ts";
import type { TurnKind } from "../turn/turn-spec.ts";
import { WorldObject } from "./world-object.ts";

/** Classes as a game has them, as far as these tests need them. */
export class Room extends WorldObject {
  static override readonly contentType: string = "room";
}

export class Character extends WorldObject {
  static override readonly contentType: string = "character";

  override get defaultLocks(): string {
    return `${super.defaultLocks};get:false();call:false()`;
  }

  override atPostMove(): void {
    if (this.location !== null) this.msg(this.atLook(this.location), { options: { type: "look" } });
  }
}

export class Exit extends WorldObject {
  static override readonly contentType: string = "exit";

  override get defaultLocks(): string {
    return `${super.defaultLocks};traverse:all();get:false()`;
  }
}

class Account extends Entity {
  override get isSuperuser(): boolean {
    return this.readField("superuser") === true;
  }

  promote(): void {
    this.writeField("superuser", true);
  }
}

/** Who plays what, settled by the test. */
export interface Scene extends Omit<TestKernel, "turn"> {
  readonly turn: <T>(action: () => T | PromiseLike<T>, kind?: TurnKind) => Promise<T>;
  readonly hall: Room;
  readonly yard: Room;
  /** Default home. */
  readonly limbo: Room;
  /** Plays in the hall, with the permission Player. */
  readonly ann: Character;
  readonly annsAccount: Account;
  /** Plays in the hall, with the permission Builder. */
  readonly bob: Character;
  /** The account plays the object from now on. */
  readonly play: (account: Account, object: WorldObject) => void;
  readonly quell: (account: Account, isQuelled?: boolean) => void;
  readonly make: <T extends WorldObject>(cls: EntityClass<T>, key: string, options?: object) => Promise<T>;
  readonly account: (key: string, ...permissions: string[]) => Promise<Account>;
  /** Texts that the object was told since the last question. */
  readonly heard: (object: WorldObject) => string[];
  readonly messages: (object: WorldObject) => Message[];
}

/** A hall with a yard, Ann who plays, and Bob who builds. */
export async function rulesScene(options: TestKernelOptions = {}): Promise<Scene> {
  const players = new Map<Entity, Account>();
  const quelled = new Set<Entity>();
  const accountBehind = (entity: unknown): Account | null =>
    entity instanceof Account ? entity : (players.get(entity as Entity) ?? null);
  let heardBefore = 0;
  const told: { readonly to: Entity; readonly message: Message }[] = [];
  const base = await testKernel({
    ...options,
    classes: [WorldObject, Room, Character, Exit, ...(options.classes ?? [])],
    defaultHome: 1,
    startLocation: 1,
    ports: {
      audience: {
        deliver: (to, message) => {
          told.push({ to, message });
          base.kernel.turns.journal.record(() => void told.pop());
        },
        isOnline: (entity) => players.has(entity),
      },
      control: {
        accountOf: (object) => players.get(object) ?? null,
        puppetOf: (account) => [...players].find(([, player]) => player === account)?.[0] ?? null,
        isQuelled: (accessor) => {
          const account = accountBehind(accessor);
          return account !== null && quelled.has(account);
        },
      },
      ...options.ports,
    },
  });
  const { kernel, turn } = base;
  kernel.registerKind<Account>({
    name: "account",
    base: Account,
    firstSave: (entity, wishes) => {
      if (wishes.key !== undefined) entity.key = wishes.key;
      applyMarks(entity, wishes);
    },
  });
  kernel.registerClass(Account, { path: "test", name: "Account" });
  const make = <T extends WorldObject>(cls: EntityClass<T>, key: string, wishes: object = {}): Promise<T> =>
    turn(() => kernel.create(cls, { key, ...wishes }));
  const account = (key: string, ...permissions: string[]): Promise<Account> =>
    turn(() => kernel.create<Account>("test.Account", { key, permissions }));
  const limbo = await make(Room, "Limbo");
  const hall = await make(Room, "Hall");
  const yard = await make(Room, "Yard");
  const ann = await make(Character, "Ann", { location: hall });
  const bob = await make(Character, "Bob", { location: hall });
  const annsAccount = await account("ann", "Player");
  players.set(ann, annsAccount);
  players.set(bob, await account("bob", "Builder"));
  told.length = 0;
  const messages = (object: WorldObject): Message[] => {
    const since = told.slice(heardBefore);
    return since.filter(({ to }) => to === object).map(({ message }) => message);
  };
  return {
    ...base,
    hall,
    yard,
    limbo,
    ann,
    annsAccount,
    bob,
    make,
    account,
    messages,
    play: (player, object) => void players.set(object, player),
    quell: (player, isQuelled = true) => void (isQuelled ? quelled.add(player) : quelled.delete(player)),
    heard: (object) => messages(object).map((message) => message.text ?? ""),
    turn: (action, kind) => {
      heardBefore = told.length;
      return turn(action, kind);
    },
  };
}

import { seededRandom } from "../base/random.ts";
import type { EntityClass } from "../model/entity/entity.ts";
import type { Entity } from "../model/entity/entity.ts";
import { Kernel } from "../model/kernel.ts";
import type { KernelOptions } from "../model/kernel-options.ts";
import type { KernelPorts, Message } from "../model/ports.ts";
import type { TurnKind } from "../model/turn/turn-spec.ts";
import type { HeldEffect } from "../model/turn/turn.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { AsyncTurnContext } from "./async-turn-context.ts";
import { FakeClock } from "./fake-clock.ts";
import { recordingLogger, type LogLine } from "./recording-logger.ts";

/** What was said to an entity, as an effect. */
interface Said extends HeldEffect {
  readonly type: "said";
  readonly entity: Entity;
  readonly message: Message;
}

export interface TestKernelOptions extends KernelOptions {
  readonly disk?: MemoryDisk;
  readonly store?: Store;
  readonly classes?: readonly EntityClass[];
  readonly ports?: Partial<KernelPorts>;
  /** To go on at the time of an earlier kernel. */
  readonly clock?: FakeClock;
  /** Adds what higher folders add, before anything is loaded. */
  readonly prepare?: (kernel: Kernel) => void;
}

/** A kernel with everything around it stopped, seeded and written down. */
export interface TestKernel {
  readonly kernel: Kernel;
  readonly clock: FakeClock;
  readonly disk: MemoryDisk;
  /** What left the world, in order. */
  readonly released: HeldEffect[];
  readonly errors: unknown[];
  readonly logged: LogLine[];
  /** Runs something as a turn; resolves when it is durable, rejects with what it threw. */
  readonly turn: <T>(action: () => T | PromiseLike<T>, kind?: TurnKind) => Promise<T>;
  /** What was said to the entity and has left the world. */
  readonly heardBy: (entity: Entity) => string[];
}

/**
 * A loaded kernel on a memory store, a stopped clock and the runtime's own turn context.
 *
 * @example
 * const { kernel, turn } = await testKernel({ classes: [Furniture] });
 * const chair = await turn(() => kernel.create(Furniture, { key: "chair" }));
 */
export async function testKernel({
  disk = new MemoryDisk(),
  store = new MemoryStore(disk),
  classes = [],
  ports = {},
  clock = new FakeClock(),
  prepare = () => {},
  ...options
}: TestKernelOptions = {}): Promise<TestKernel> {
  const released: HeldEffect[] = [];
  const errors: unknown[] = [];
  const logged: TestKernel["logged"] = [];
  const kernel: Kernel = new Kernel(
    {
      store,
      clock,
      logger: recordingLogger(logged),
      random: seededRandom(1),
      context: new AsyncTurnContext(),
      commandTimeMs: 250,
      audience: {
        deliver: (entity, message) => {
          const said: Said = { type: "said", entity, message };
          kernel.turns.requireTurn().hold(said);
        },
        isOnline: () => false,
      },
      control: { accountOf: () => null, puppetOf: () => null, isQuelled: () => false },
      running: () => {},
      idle: () => {},
      backpressure: () => false,
      slowTurn: () => {},
      onError: (_turn, error) => void errors.push(error),
      release: (_turn, effects) => void released.push(...effects),
      marksFor: () => null,
      storeFailed: () => {},
      storeRecovered: () => {},
      ...ports,
    },
    options,
  );
  prepare(kernel);
  for (const cls of classes) kernel.registerClass(cls, { path: "test", name: cls.name });
  await kernel.load();
  return {
    kernel,
    clock,
    disk,
    released,
    errors,
    logged,
    turn: (action, kind = "event") => kernel.turns.run({ kind, label: "test", lane: "test" }, action),
    heardBy: (entity) =>
      released
        .filter((effect): effect is Said => effect.type === "said")
        .filter((said) => said.entity === entity)
        .map((said) => said.message.text ?? ""),
  };
}

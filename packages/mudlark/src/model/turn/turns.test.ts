import { describe, expect, it } from "vitest";
import { testKernel } from "../../testing/test-kernel.ts";
import type { TestKernelOptions } from "../../testing/test-kernel.ts";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import type { Batch } from "../../store/rows.ts";
import { WorldObject } from "../object/world-object.ts";
import { Aborted } from "./aborted.ts";
import type { Fiber, Suspension } from "./fiber.ts";
import type { TurnSpec } from "./turn-spec.ts";

class Thing extends WorldObject {}

const line = (session: number): TurnSpec => ({
  kind: "line",
  label: "test",
  lane: `session:${session}`,
  session,
});
const effect = (type: string): { type: string } => ({ type });
const closed = expect.objectContaining({ code: "TURN_CLOSED" });

async function world(options: TestKernelOptions = {}) {
  const made = await testKernel({ classes: [Thing], ...options });
  const { turns } = made.kernel;
  const thing = await made.turn(() => made.kernel.create(Thing, { key: "thing" }));
  const immediate = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  /** Runs until nothing moves by itself any more. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) await immediate();
  };
  return { ...made, turns, thing, settle };
}

/** A store whose writes end when the test says so. */
class SlowStore extends MemoryStore {
  readonly batches: Batch[] = [];
  readonly #waiting: (() => void)[] = [];
  isSlow = false;

  override async write(batch: Batch): Promise<void> {
    this.batches.push(batch);
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await super.write(batch);
  }

  letGo(): void {
    this.#waiting.shift()?.();
  }
}

describe("the runner", () => {
  it("runs one turn at a time, and lanes in turns", async () => {
    const { turns, settle } = await world();
    const order: string[] = [];
    for (const number of [1, 2, 3]) turns.enqueue(line(1), () => void order.push(`a${number}`));
    for (const number of [1, 2]) turns.enqueue(line(2), () => void order.push(`b${number}`));
    expect(order).toEqual([]);
    await settle();
    expect(order).toEqual(["a1", "b1", "a2", "b2", "a3"]);
  });

  it("names what runs, and says when nothing is left", async () => {
    const seen: string[] = [];
    const { turns, settle } = await world({
      ports: { running: (turn) => void seen.push(turn.label), idle: () => void seen.push("idle") },
    });
    seen.length = 0;
    turns.enqueue({ ...line(1), label: "look" }, () => {});
    turns.enqueue({ ...line(2), label: "say" }, () => {});
    await settle();
    expect(seen).toEqual(["look", "say", "idle"]);
  });

  it("undoes a turn that throws, and reports the error in a turn of its own", async () => {
    const reports: string[] = [];
    const { kernel, turns, thing, settle, released } = await world({
      ports: {
        onError: (turn, error) => {
          reports.push(`${turn.label}: ${String(error)}`);
          kernel.turns.requireTurn().hold(effect("sorry"));
        },
      },
    });
    turns.enqueue(line(1), ({ turn }) => {
      thing.db.a = 1;
      turn?.hold(effect("done"));
      throw new Error("oops");
    });
    await settle();
    expect(thing.db.a).toBeUndefined();
    expect(reports).toEqual(["test: Error: oops"]);
    expect(released.map(({ type }) => type)).toEqual(["sorry"]);
  });

  it("keeps what a turn did before it threw when it is not atomic", async () => {
    const { turns, thing, settle, released, errors } = await world();
    turns.enqueue(line(1), ({ turn }) => {
      if (turn !== null) turn.atomic = false;
      thing.db.a = 1;
      turn?.hold(effect("said"));
      throw new Error("oops");
    });
    await settle();
    expect(thing.db.a).toBe(1);
    expect(released.map(({ type }) => type)).toEqual(["said"]);
    expect(errors).toHaveLength(1);
  });

  it("undoes an error report that throws, and goes on", async () => {
    const { turns, settle, logged } = await world({
      ports: {
        onError: () => {
          throw new Error("again");
        },
      },
    });
    let later = false;
    turns.enqueue(line(1), () => {
      throw new Error("oops");
    });
    turns.enqueue(line(1), () => void (later = true));
    await settle();
    expect(later).toBe(true);
    expect(logged.some(({ message }) => message.includes("could not be reported"))).toBe(true);
  });

  it("reports a turn that takes too long", async () => {
    const slow: [string, number][] = [];
    const { turns, settle, clock } = await world({
      ports: { slowTurn: (turn, ms) => void slow.push([turn.label, ms]) },
    });
    turns.enqueue({ ...line(1), label: "dig" }, () => clock.advance(300));
    turns.enqueue(line(1), () => clock.advance(200));
    await settle();
    expect(slow).toEqual([["dig", 300]]);
  });

  it("starts nothing while output is in the way", async () => {
    let full = false;
    const { turns, settle } = await world({ ports: { backpressure: () => full } });
    full = true;
    let ran = false;
    turns.enqueue(line(1), () => void (ran = true));
    await settle();
    expect(ran).toBe(false);
    full = false;
    turns.wake();
    await settle();
    expect(ran).toBe(true);
  });

  it("starts nothing and refuses changes while it is frozen", async () => {
    const { turns, thing, settle } = await world();
    let ran = 0;
    turns.freeze();
    turns.enqueue(line(1), () => void (ran += 1));
    turns.enqueue({ ...line(1), kind: "event" }, () => void (ran += 1));
    await settle();
    expect(ran).toBe(0);
    expect(() => (thing.db.a = 1)).toThrow(expect.objectContaining({ code: "WORLD_FROZEN" }));
    expect(turns.forget((spec) => spec.kind === "line")).toBe(1);
    turns.thaw();
    await turns.quiet();
    expect(ran).toBe(1);
  });
});

describe("waits", () => {
  it("go on in a turn of their own, while other lines run", async () => {
    const { turns, thing, settle, clock } = await world();
    const order: string[] = [];
    turns.enqueue(line(1), async (fiber) => {
      const first = fiber.turn?.id;
      thing.db.a = 1;
      await fiber.pause(1000);
      thing.db.a = 2;
      order.push(fiber.turn?.id === first ? "same turn" : "another turn");
    });
    turns.enqueue(line(1), () => void order.push(`next line, a is ${String(thing.db.a)}`));
    await settle();
    clock.advance(1000);
    await settle();
    expect(order).toEqual(["next line, a is 1", "another turn"]);
    expect(thing.db.a).toBe(2);
    expect(clock.waiting).toBe(0);
  });

  it("undo only the turn that threw", async () => {
    const { turns, thing, settle, clock, errors } = await world();
    turns.enqueue(line(1), async (fiber) => {
      thing.db.a = 1;
      await fiber.pause(10);
      thing.db.a = 2;
      await Promise.resolve();
      thing.db.a = 3;
      throw new Error("oops");
    });
    await settle();
    clock.advance(10);
    await settle();
    expect(thing.db.a).toBe(1);
    expect(errors).toHaveLength(1);
  });

  it("let a handler that awaits microtasks stay within its turn", async () => {
    const { turns, thing } = await world();
    const value = await turns.run(line(1), async (fiber) => {
      const { turn } = fiber;
      await Promise.resolve();
      await (async () => {})();
      thing.db.a = 1;
      return fiber.turn === turn;
    });
    expect(value).toBe(true);
  });

  it("are the only way back: after a foreign await a change throws, and the error is reported", async () => {
    const { turns, thing, settle, errors } = await world();
    const foreign = Promise.withResolvers<void>();
    turns.enqueue(line(1), async () => {
      await foreign.promise;
      thing.db.a = 1;
    });
    await settle();
    foreign.resolve();
    await settle();
    expect(thing.db.a).toBeUndefined();
    expect(errors).toEqual([closed]);
  });

  it("do not let code of one fiber write into the turn of another", async () => {
    const { turns, thing, settle } = await world();
    let goOn = (): void => {};
    const foreign = new Promise<void>((resolve) => (goOn = resolve));
    let refused: unknown;
    turns.enqueue(line(1), async () => {
      await foreign;
      try {
        thing.db.a = "stray";
      } catch (error) {
        refused = error;
      }
    });
    await settle();
    turns.enqueue(line(2), async () => {
      goOn();
      await Promise.resolve();
      await Promise.resolve();
      thing.db.b = "mine";
    });
    await settle();
    expect(refused).toEqual(closed);
    expect(thing.db.a).toBeUndefined();
    expect(thing.db.b).toBe("mine");
  });

  it("bring the result, or the error, of something foreign into a turn", async () => {
    const { turns, thing } = await world();
    const fails = async (): Promise<never> => {
      throw new Error("no route");
    };
    const value = await turns.run(line(1), async (fiber) => {
      thing.db.a = await fiber.wait(new Promise<number>((resolve) => void setTimeout(resolve, 1, 7)));
      await fiber.wait(fails()).catch((error: Error) => (thing.db.error = error.message));
      return [thing.db.a, thing.db.error];
    });
    expect(value).toEqual([7, "no route"]);
  });

  it("end with Aborted when they are called off, in a turn, and without a report", async () => {
    const { turns, thing, settle, errors } = await world();
    let signal: AbortSignal | undefined;
    turns.enqueue(line(1), async (fiber) => {
      ({ signal } = fiber);
      try {
        await fiber.pause(1000);
      } catch (error) {
        thing.db.reason = error instanceof Aborted ? error.reason : "?";
        throw error;
      }
    });
    await settle();
    turns.abortWaits("reload");
    await settle();
    expect(thing.db.reason).toBe("reload");
    expect(signal?.aborted).toBe(true);
    expect(errors).toEqual([]);
  });

  it("hold back the next line of the lane during something exclusive, and nobody else", async () => {
    const { turns, settle } = await world();
    const order: string[] = [];
    let asked: Suspension<string> | undefined;
    turns.enqueue(line(1), async (fiber) => {
      await fiber.exclusive(async () => {
        asked = fiber.suspend<string>();
        order.push(await asked.promise);
      });
      order.push("after");
    });
    turns.enqueue(line(1), () => void order.push("next line"));
    turns.enqueue(line(2), () => void order.push("other session"));
    await settle();
    expect(order).toEqual(["other session"]);
    expect(asked?.isWaiting).toBe(true);
    asked?.resume("hashed");
    asked?.resume("twice");
    await settle();
    expect(order).toEqual(["other session", "hashed", "after", "next line"]);
    expect(turns.queued).toBe(0);
  });

  it("may end while nobody awaits them", async () => {
    const { turns, settle, errors } = await world();
    turns.enqueue(line(1), (fiber: Fiber) => {
      void fiber.pause(1000);
    });
    await settle();
    turns.abortWaits("shutdown");
    await settle();
    expect(errors).toEqual([]);
  });
});

describe("savepoints", () => {
  it("undo changes and output of what failed, and keep the rest", async () => {
    const { kernel, thing, turn, released } = await world();
    await turn(() => {
      thing.db.list = [1];
      const list = thing.db.list as number[];
      kernel.turns.requireTurn().hold(effect("first"));
      const outer = kernel.attempt(() => {
        list.push(2);
        const inner = kernel.attempt(() => {
          list.push(3);
          thing.db.gone = true;
          kernel.turns.requireTurn().hold(effect("inner"));
          throw new Error("inner");
        });
        list.push(4);
        return inner.ok;
      });
      expect(outer).toEqual({ ok: true, value: false });
      const failed = kernel.attempt(() => {
        list.push(5);
        kernel.attempt(() => list.push(6));
        throw new Error("outer");
      });
      expect(failed.ok).toBe(false);
      list.push(7);
    });
    expect([...(thing.db.list as number[])]).toEqual([1, 2, 4, 7]);
    expect(thing.db.gone).toBeUndefined();
    expect(released.map(({ type }) => type)).toEqual(["first"]);
  });
});

describe("savepoints within savepoints", () => {
  it("go back to the outer one after the inner one was undone", async () => {
    const { kernel, thing, turn } = await world();
    await turn(() => {
      thing.db.list = [1];
      const list = thing.db.list as number[];
      list.push(2);
      kernel.attempt(() => {
        kernel.attempt(() => {
          throw new Error("inner");
        });
        list.push(3);
        throw new Error("outer");
      });
    });
    expect([...(thing.db.list as number[])]).toEqual([1, 2]);
  });
});

describe("commits", () => {
  it("[world W21] write an entity once, however often a turn changed it", async () => {
    const disk = new MemoryDisk();
    const store = new SlowStore(disk);
    const { thing, turn } = await world({ disk, store });
    store.batches.length = 0;
    await turn(() => {
      for (let count = 1; count <= 1000; count++) thing.db.count = count;
    });
    expect(store.batches.flatMap(({ put }) => put)).toHaveLength(1);
  });

  it("hold output until everything up to its turn is durable, and keep its order", async () => {
    const disk = new MemoryDisk();
    const store = new SlowStore(disk);
    const { thing, turns, settle, released } = await world({ disk, store });
    store.isSlow = true;
    store.batches.length = 0;
    const types = (): string[] => released.map(({ type }) => type);
    turns.enqueue(line(1), ({ turn }) => turn?.hold(effect("nothing pending")));
    await settle();
    expect(types()).toEqual(["nothing pending"]);
    for (const name of ["one", "two", "three"]) {
      turns.enqueue(line(1), ({ turn }) => {
        thing.db.last = name;
        turn?.hold(effect(name));
      });
    }
    turns.enqueue(line(1), ({ turn }) => turn?.hold(effect("read")));
    await settle();
    expect(types()).toEqual(["nothing pending"]);
    store.letGo();
    await settle();
    expect(types()).toEqual(["nothing pending", "one"]);
    expect(store.batches).toHaveLength(2);
    store.letGo();
    await settle();
    expect(types()).toEqual(["nothing pending", "one", "two", "three", "read"]);
  });

  it("make a batch only between turns", async () => {
    const disk = new MemoryDisk();
    const store = new SlowStore(disk);
    const { thing, turns, settle, clock } = await world({ disk, store });
    store.isSlow = true;
    store.batches.length = 0;
    turns.enqueue(line(1), () => void (thing.db.a = 1));
    turns.enqueue(line(2), () => void (thing.db.b = 1));
    turns.enqueue(line(3), async (fiber) => {
      thing.db.b = "half";
      store.letGo();
      for (let round = 0; round < 20; round++) await Promise.resolve();
      expect(store.batches).toHaveLength(1);
      await fiber.pause(5);
    });
    await settle();
    expect(store.batches).toHaveLength(2);
    expect(store.batches[1]?.put[0]?.body).toContain("half");
    clock.advance(5);
    await settle();
  });

  it("run effects outside the process when their turn is durable, and not at all when it is undone", async () => {
    const { turns, thing, settle } = await world();
    const ran: string[] = [];
    turns.enqueue(line(1), ({ turn }) => {
      thing.db.a = 1;
      turn?.onCommit(() => void ran.push("mail"));
      expect(ran).toEqual([]);
    });
    turns.enqueue(line(1), ({ turn }) => {
      turn?.onCommit(() => void ran.push("never"));
      throw new Error("no");
    });
    await settle();
    expect(ran).toEqual(["mail"]);
  });

  it("store marks with turns that changed something, and ask for the disk when told to", async () => {
    const disk = new MemoryDisk();
    const store = new SlowStore(disk);
    const { thing, turns, settle } = await world({
      disk,
      store,
      ports: {
        marksFor: (turn) =>
          turn.session === null
            ? null
            : { gateway: "g", session: turn.session, revision: 1, lines: [turn.line ?? 0], state: "{}" },
      },
    });
    store.batches.length = 0;
    turns.enqueue({ ...line(7), line: 3 }, () => {});
    await settle();
    expect(store.batches).toHaveLength(0);
    turns.enqueue({ ...line(7), line: 4 }, ({ turn }) => {
      thing.db.a = 1;
      turn?.requireSync();
    });
    await settle();
    expect(store.batches[0]?.marks.map(({ lines }) => lines)).toEqual([[4]]);
    expect(store.batches[0]?.sync).toBe(true);
  });

  it("stop the world while the store fails, and go on when it can write again", async () => {
    const disk = new MemoryDisk();
    const failures: boolean[] = [];
    let recovered = 0;
    const { thing, turns, settle, released, clock } = await world({
      disk,
      ports: {
        storeFailed: (_error, willRetry) => void failures.push(willRetry),
        storeRecovered: () => void (recovered += 1),
      },
    });
    disk.failing = "full";
    turns.enqueue(line(1), ({ turn }) => {
      thing.db.a = 1;
      turn?.hold(effect("a"));
    });
    await settle();
    let ran = false;
    turns.enqueue(line(1), () => void (ran = true));
    await settle();
    clock.advance(100);
    await settle();
    expect([failures, ran, released]).toEqual([[true], false, []]);
    disk.failing = null;
    clock.advance(200);
    await settle();
    expect([recovered, ran]).toEqual([1, true]);
    expect(released.map(({ type }) => type)).toEqual(["a"]);
  });

  it("never go on in memory alone when another world has taken the store", async () => {
    const disk = new MemoryDisk();
    const failures: string[] = [];
    const { thing, turns, settle } = await world({
      disk,
      ports: { storeFailed: (error, willRetry) => void failures.push(`${error.code} ${willRetry}`) },
    });
    disk.crash();
    await new MemoryStore(disk).open();
    turns.enqueue(line(1), () => void (thing.db.a = 1));
    await settle();
    let ran = false;
    turns.enqueue(line(1), () => void (ran = true));
    await settle();
    expect(failures).toEqual(["STORE_EPOCH false"]);
    expect(ran).toBe(false);
  });

  it("refuse settings that could not be read again", async () => {
    const { kernel, turn, thing } = await world();
    for (const value of [thing, { of: [thing] }, Number.NaN, undefined, new Map()]) {
      await expect(turn(() => kernel.settings.set("odd", value as unknown as string))).rejects.toMatchObject({
        code: "ATTRIBUTE_VALUE",
      });
    }
    expect(kernel.settings.has("odd")).toBe(false);
  });

  it("keep settings", async () => {
    const { kernel, turn, disk } = await world();
    await turn(() => kernel.settings.set("epoch", { year: 5 }));
    await turn(() => {
      kernel.settings.set("epoch", 6);
      throw new Error("no");
    }).catch(() => {});
    await turn(() => {
      kernel.settings.set("gone", 1);
      kernel.settings.delete("gone");
    });
    disk.crash();
    const { kernel: next } = await testKernel({ disk, classes: [Thing] });
    expect(next.settings.get("epoch")).toEqual({ year: 5 });
    expect(next.settings.keys()).toEqual(["epoch"]);
  });
});

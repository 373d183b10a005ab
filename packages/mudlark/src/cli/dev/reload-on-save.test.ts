import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { ReloadOnSave } from "./reload-on-save.ts";

describe("ReloadOnSave", () => {
  const clock = new FakeClock();
  let loads: (readonly string[])[] = [];
  let underWay = Promise.withResolvers<void>();
  let canReload = true;
  let saves: ReloadOnSave;

  beforeEach(() => {
    loads = [];
    canReload = true;
    underWay = Promise.withResolvers<void>();
    saves = new ReloadOnSave({
      clock,
      canReload: () => canReload,
      reload: (files) => {
        loads.push(files);
        return underWay.promise;
      },
    });
  });

  /** The reload ends, and whatever follows from that at once has happened. */
  async function end(refusal?: Error): Promise<void> {
    const { resolve, reject } = underWay;
    underWay = Promise.withResolvers<void>();
    if (refusal === undefined) resolve();
    else reject(refusal);
    await new Promise((later) => setImmediate(later));
  }

  it("waits for the last of several writes, and loads once", () => {
    saves.changed(["src/b.ts"]);
    clock.advance(40);
    saves.changed(["src/a.ts", "src/b.ts"]);
    clock.advance(40);
    expect(loads).toEqual([]);
    clock.advance(1000);
    expect(loads).toEqual([["src/a.ts", "src/b.ts"]]);
  });

  it("loads again what is saved during a reload, after it, even when that was refused", async () => {
    saves.changed(["src/a.ts"]);
    clock.advance(100);
    saves.changed(["src/b.ts"]);
    clock.advance(1000);
    expect(loads).toHaveLength(1);
    await end(new Error("a slip"));
    clock.advance(100);
    expect(loads).toEqual([["src/a.ts"], ["src/b.ts"]]);
    await end();
    clock.advance(10_000);
    expect(loads).toHaveLength(2);
  });

  it("keeps a save until the world that starts just now is there", () => {
    canReload = false;
    saves.changed(["src/a.ts"]);
    clock.advance(5000);
    expect(loads).toEqual([]);
    canReload = true;
    clock.advance(100);
    expect(loads).toEqual([["src/a.ts"]]);
  });
});

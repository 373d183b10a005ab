import { expect } from "vitest";
import type { Kernel } from "../../model/kernel.ts";
import type { Store } from "../../store/store.ts";
import { checkContents } from "./check-contents.ts";
import { checkIndexes } from "./check-indexes.ts";
import { checkStored } from "./check-stored.ts";
import { checkWorld } from "./check-world.ts";
import { inOrder } from "./stored-world.suite.ts";

/** Nothing that `world check` looks for is wrong, in memory and in the store, and looking changes nothing (I11). */
export async function expectSound(kernel: Kernel, store: Store): Promise<void> {
  const find = (id: number) => kernel.record("object", id);
  const pause = async (): Promise<void> => {};
  await kernel.committer.flush();
  const snapshot = await store.snapshot();
  try {
    expect(snapshot.world.sequence).toBe(kernel.committer.durableSequence);
    const classOf = (id: string) => {
      const found = kernel.classes.get(id);
      return found === null ? null : { kind: found.kind, content: found.cls.contentType ?? "" };
    };
    expect([
      ...(await checkContents(kernel.objects.records(), find, pause)),
      ...(await checkIndexes(kernel, pause)),
      ...(await inOrder(checkStored(kernel, store, pause))),
      ...(await inOrder(checkWorld({ snapshot, defaultHome: kernel.defaultHomeId, classOf }))),
    ]).toEqual([]);
  } finally {
    await snapshot.close();
  }
  expect(kernel.committer.pending).toBe(0);
}

import { describe, expect, test } from "vitest";
import { rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

describe("nicks", () => {
  test("[world W41] a thing is found by one's own name for it", async () => {
    const { ann, hall, make, turn } = await rulesScene();
    const crate = await make(WorldObject, "crate", { location: hall });
    await turn(() => ann.nicks.add("mybox", "crate", { category: "object" }));
    expect(await turn(() => ann.search("mybox"))).toBe(crate);
    expect(await turn(() => ann.search("mybox", { useNicks: false }))).toBeNull();
  });

  test("[world W43] markers must be the same on both sides", async () => {
    const { ann, turn } = await rulesScene();
    const refused = turn(() => ann.nicks.add("a $1", "b $2"));
    await expect(refused).rejects.toMatchObject({ code: "NICK_INVALID" });
    expect(ann.nicks.all()).toEqual([]);
  });

  test("the account's come after one's own, and win where the pattern is the same", async () => {
    const { ann, annsAccount, bob, turn } = await rulesScene();
    await turn(() => {
      ann.nicks.add("x", "own x");
      ann.nicks.add("y *", "own y");
      annsAccount.nicks.add("X", "account x");
      annsAccount.nicks.add("*", "anything");
    });
    expect(ann.nicks.replace("x")).toBe("account x");
    expect(ann.nicks.replace("x", { includeAccount: false })).toBe("own x");
    expect(ann.nicks.replace("y z")).toBe("own y");
    expect(ann.nicks.replace("z")).toBe("anything");
    expect(bob.nicks.replace("z")).toBe("z");
    expect(annsAccount.nicks.replace("y z")).toBe("anything");
  });

  test("what one makes is not replaced again, and categories count in their order", async () => {
    const { bob, turn } = await rulesScene();
    await turn(() => {
      bob.nicks.add("a", "b");
      bob.nicks.add("b", "c");
      bob.nicks.add("b", "d", { category: "object" });
    });
    expect(bob.nicks.replace("a")).toBe("b");
    expect(bob.nicks.replace("b", { categories: ["object", "inputline"] })).toBe("d");
  });

  test("they are kept, changed and removed, and gone with a turn that fails", async () => {
    const { bob, turn, kernel } = await rulesScene();
    await turn(() => bob.nicks.add("gr", "say hi"));
    await turn(() => bob.nicks.add("GR", "say ho"));
    const failed = turn(() => {
      bob.nicks.remove("gr");
      bob.nicks.add("other", "x");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    kernel.foldBodies();
    expect(bob.nicks.all()).toEqual([
      { category: "inputline", pattern: "GR", replacement: "say ho", isRegex: false },
    ]);
    expect(bob.nicks.replace("gr")).toBe("say ho");
    expect(await turn(() => bob.nicks.remove("Gr"))).toBe(true);
    expect(await turn(() => bob.nicks.remove("gr"))).toBe(false);
    expect(bob.nicks.replace("gr")).toBe("gr");
  });

  test("attributes of the same name are something else", async () => {
    const { bob, turn } = await rulesScene();
    await turn(() => {
      bob.db["gr"] = 5;
      bob.nicks.add("gr", "say hi");
      bob.nicks.clear();
    });
    expect(bob.db["gr"]).toBe(5);
    expect(bob.nicks.all()).toEqual([]);
  });

  test("those that take too long for a long line leave it as it is, and short lines work still", async () => {
    const { bob, turn } = await rulesScene();
    await turn(() => {
      for (let number = 0; number < 150; number++)
        bob.nicks.add(`((.*)(.*)){60}${number}`, "x", { isRegex: true });
      bob.nicks.add("gr $1", "say $1");
    });
    const long = `gr ${"a".repeat(4000)}`;
    expect(bob.nicks.replace(long)).toBe(long);
    expect(bob.nicks.replace("gr a")).toBe("say a");
  });

  test("nobody has more than can be tried at each line", async () => {
    const { bob, turn } = await rulesScene();
    await turn(() => {
      for (let number = 0; number < 200; number++) bob.nicks.add(`n${number}`, "x");
    });
    await expect(turn(() => bob.nicks.add("n200", "x"))).rejects.toThrow(/more than 200/);
    await turn(() => bob.nicks.add("n7", "y"));
    expect(bob.nicks.replace("n7")).toBe("y");
  });
});

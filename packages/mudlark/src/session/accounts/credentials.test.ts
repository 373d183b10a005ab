import { describe, expect, it } from "vitest";
import { hashPassword, verifyNothing, verifyPassword } from "./password-hash.ts";
import { passwordProblems } from "./password-rules.ts";
import { testGame } from "../../testing/test-game.ts";
import { normaliseUsername, usernameProblems } from "./username.ts";

describe("hashPassword", () => {
  it("fits its password and no other, and never twice the same", async () => {
    const [one, two] = await Promise.all([hashPassword("moonlit marsh"), hashPassword("moonlit marsh")]);
    expect(one).toMatch(/^\$argon2id\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword("moonlit marsh", one)).toBe(true);
    expect(await verifyPassword("moonlit march", one)).toBe(false);
    expect(await verifyNothing("moonlit marsh")).toBe(false);
  });

  it("does not choke on a damaged hash", async () => {
    expect(await verifyPassword("x", "not a hash")).toBe(false);
  });
});

describe("passwordProblems", () => {
  it.each([
    ["short", /at least 8/],
    ["98237461", /numeric/],
    ["password", /common/],
    ["Wilhelmina7", /similar/],
    ["x".repeat(300), /at most 256/],
  ])("refuses %s", async (password, pattern) => {
    expect((await passwordProblems(password, ["Wilhelmina"], { minLength: 8 })).join(" ")).toMatch(pattern);
  });

  it("lists all faults together and accepts a good one", async () => {
    expect(await passwordProblems("1234567", [], { minLength: 8 })).toHaveLength(3);
    expect(await passwordProblems("three wet herons", ["Anna"], { minLength: 8 })).toEqual([]);
  });
});

describe("names that look alike", () => {
  it.each([
    ["Ivan", "lvan"],
    ["Ivan", "1van"],
    ["Odo", "0d0"],
    ["Warden", "VVarden"],
    ["admin", "adrnin"],
  ])("%s could be taken for %s", async (first, second) => {
    const game = await testGame();
    await game.turn(() => game.world.accounts.create({ name: first, passwordHash: "", address: null }));
    expect(game.world.accounts.nameProblems(second).join(" ")).toMatch(new RegExp(`reserved.*${first}`));
    await game.reload();
    expect(game.world.accounts.nameProblems(second)).toHaveLength(1);
    expect(game.world.accounts.nameProblems("Beryl")).toEqual([]);
  });

  it("are free again when the account is renamed or goes, and never when that is undone", async () => {
    const game = await testGame();
    const anna = await game.turn(() =>
      game.world.accounts.create({ name: "Odo", passwordHash: "", address: null }),
    );
    const problems = (): readonly string[] => game.world.accounts.nameProblems("0do");
    const undone = game.turn(() => {
      anna.key = "Bertram";
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    game.takeErrors();
    expect(problems()).toHaveLength(1);
    await game.turn(() => void (anna.key = "Bertram"));
    expect(problems()).toEqual([]);
  });
});

describe("usernameProblems", () => {
  const rules = { minLength: 3, maxLength: 30, blanks: false };
  const guests = ["Guest1", "Guest3"];
  it.each([
    ["ab", false, /at least 3/],
    ["a".repeat(31), false, /at most 30/],
    ["d$ra", false, /may contain/],
    ["two words", false, /may contain/],
    ["Self", false, /reserved/],
    ["GUEST3", false, /reserved/],
    ["Anna", true, /taken/],
  ])("refuses %s", (name, taken, pattern) => {
    expect(usernameProblems(name, rules, { taken, guests }).join(" ")).toMatch(pattern);
  });

  it("normalises blanks and look-alikes", () => {
    expect(normaliseUsername("  Ａnna   B ")).toBe("Anna B");
    expect(usernameProblems("Anna B", { ...rules, blanks: true }, { taken: false, guests })).toEqual([]);
  });
});

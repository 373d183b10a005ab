import { expect, it } from "vitest";
import { isWanted } from "./log-filter.ts";

const entry = (level: string, msg: string): string => JSON.stringify({ level, msg });

it("keeps what is grave enough and matches, and what no logger wrote", () => {
  const wanted = { level: "warn", grep: null } as const;
  expect(isWanted(entry("info", "tick"), wanted)).toBe(false);
  expect(isWanted(entry("warn", "slow"), wanted)).toBe(true);
  expect(isWanted(entry("error", "no"), wanted)).toBe(true);
  expect(isWanted("    at burn (src/lantern.ts:3:8)", wanted)).toBe(true);
  expect(isWanted("", wanted)).toBe(false);
  expect(isWanted(entry("error", "no"), { level: "debug", grep: /yes/ })).toBe(false);
  expect(isWanted(entry("info", "said yes"), { level: "debug", grep: /yes/ })).toBe(true);
});

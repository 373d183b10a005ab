import { beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { StoreFailure } from "../../store/store-failure.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { StoreOutage } from "./store-outage.ts";

describe("a store that cannot write", () => {
  const full = new StoreFailure("full", "no space is left: /srv/|rred|n/game.db");
  let clock: FakeClock;
  let said: string[];
  let outage: StoreOutage;

  beforeEach(() => {
    clock = new FakeClock();
    said = [];
    outage = new StoreOutage({
      clock,
      logger: silentLogger,
      notices: {
        toStaff: (text) => void said.push(`staff: ${text}`),
        toAll: (text) => void said.push(`all: ${text}`),
      },
    });
  });

  test("is told to the staff at once, with the cause as it is", () => {
    outage.began(full, true);
    expect(said).toEqual([expect.stringMatching(/^staff: .*cannot save.*\/srv\/\|\|rred\|\|n\/game\.db/)]);
  });

  test("is told to the players only when it lasts, and then its end, too", () => {
    outage.began(full, true);
    clock.advance(1999);
    expect(said).toHaveLength(1);
    clock.advance(1);
    expect(said.at(-1)).toMatch(/^all: .*What you type is kept/);
    outage.ended();
    expect(said.at(-1)).toMatch(/^all: .*goes on/);
    outage.began(full, true);
    outage.ended();
    expect(said.at(-1)).toMatch(/^staff: .*goes on/);
    expect(clock.waiting).toBe(0);
  });

  test("for good says that the world starts again", () => {
    outage.began(new StoreFailure("refused", "a value is not allowed"), false);
    expect(said).toEqual([expect.stringMatching(/starts again from what is saved/)]);
    expect(clock.waiting).toBe(0);
  });
});

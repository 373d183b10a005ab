import { describe, expect, it } from "vitest";
import { dateAt, gregorian, nextMatch, ownCalendar, secondsAt } from "./calendar.ts";

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const text = (at: number | null): string | null =>
  at === null ? null : new Date(at * 1000).toISOString().slice(0, 19);

/** Three months of 2, 3 and 1 days, days of 10 hours. */
const short = ownCalendar({
  hoursPerDay: 10,
  months: [
    { name: "Frost", days: 2 },
    { name: "Bloom", days: 3 },
    { name: "Ash", days: 1 },
  ],
  weekdays: ["Moonday", "Sunday"],
  firstYear: 100,
});

describe("the Gregorian calendar", () => {
  it.each(["1970-01-01T00:00:00", "2024-02-29T23:59:59", "0099-12-31T12:00:00", "1969-12-31T23:59:59"])(
    "knows %s and back",
    (iso) => {
      const at = seconds(`${iso}Z`);
      const date = dateAt(gregorian, at);
      const { year, month, day, hour, min, sec } = date;
      const two = (unit: number): string => String(unit).padStart(2, "0");
      expect(
        `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(min)}:${two(sec)}`,
      ).toBe(iso);
      expect(secondsAt(gregorian, date)).toBe(at);
    },
  );

  it.each([
    [{ hour: 5 }, "2024-03-11T05:00:00"],
    [{ hour: 17 }, "2024-03-10T17:00:00"],
    [{ min: 30 }, "2024-03-10T15:30:00"],
    [{ sec: 0 }, "2024-03-10T15:21:00"],
    [{ day: 1 }, "2024-04-01T00:00:00"],
    [{ day: 31, hour: 12 }, "2024-03-31T12:00:00"],
    [{ month: 2, day: 29 }, "2028-02-29T00:00:00"],
    [{ year: 2030 }, "2030-01-01T00:00:00"],
    [{ month: 3, sec: 5 }, "2024-03-10T15:20:05"],
    [{ year: 2023 }, null],
    [{ month: 2, day: 30 }, null],
  ])("finds the next moment that fits %o", (pattern, expected) => {
    expect(text(nextMatch(gregorian, seconds("2024-03-10T15:20:00Z") + 0.5, pattern))).toBe(expected);
  });

  it("finds a moment after the one that fits already", () => {
    const five = seconds("2024-03-10T05:00:00Z");
    expect(text(nextMatch(gregorian, five, { hour: 5 }))).toBe("2024-03-11T05:00:00");
  });
});

describe("a calendar of one's own", () => {
  const day = 10 * 3600;

  it("begins with the first day of its first year", () => {
    expect(dateAt(short, 0)).toEqual({ year: 100, month: 1, day: 1, hour: 0, min: 0, sec: 0, weekday: 0 });
    expect(dateAt(short, 5 * day)).toMatchObject({ year: 100, month: 3, day: 1, weekday: 1 });
    expect(dateAt(short, 6 * day)).toMatchObject({ year: 101, month: 1, day: 1, weekday: 0 });
    expect(dateAt(short, -1)).toMatchObject({
      year: 99,
      month: 3,
      day: 1,
      hour: 9,
      min: 59,
      sec: 59,
      weekday: 1,
    });
  });

  it("is counted back for every day", () => {
    for (let number = -20; number < 20; number++) {
      expect(secondsAt(short, dateAt(short, number * day + 77))).toBe(number * day + 77);
    }
  });

  it("finds days that only some months have", () => {
    expect(nextMatch(short, 0, { day: 3 })).toBe(4 * day);
    expect(nextMatch(short, 5 * day, { month: 1, day: 2, hour: 9 })).toBe(7 * day + 9 * 3600);
    expect(nextMatch(short, 0, { day: 4 })).toBeNull();
  });
});

/** A moment by a calendar. Months and days count from 1, weekdays from 0. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly min: number;
  readonly sec: number;
  readonly weekday: number;
}

/** Moments that are meant: each unit that is named must be so; units that are smaller than all of them are at their beginning. */
export type CalendarPattern = Partial<Omit<CalendarDate, "weekday">>;

/** How seconds of game time make days, months and years. */
export interface Calendar {
  readonly minutesPerHour: number;
  readonly hoursPerDay: number;
  readonly secondsPerMinute: number;
  /** Game time at which it begins when the configuration names no epoch; null is the first start of the server. */
  readonly origin: number | null;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** Days from the first day that the calendar counts. Month 13 of a year of twelve is the first of the next. */
  dayNumber(year: number, month: number, day: number): number;
  /** The reverse. */
  dateOf(dayNumber: number): Pick<CalendarDate, "year" | "month" | "day" | "weekday">;
}

/** A calendar of one's own: every year is like the other. */
export interface CalendarOptions {
  /** Default 60. */
  readonly secondsPerMinute?: number;
  /** Default 60. */
  readonly minutesPerHour?: number;
  /** Default 24. */
  readonly hoursPerDay?: number;
  /** Names of the months and how many days they have. */
  readonly months: readonly { readonly name: string; readonly days: number }[];
  /** Names of the days of the week. Default none. */
  readonly weekdays?: readonly string[];
  /** The year that game time 0 is in. Default 1. */
  readonly firstYear?: number;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;
/** After so many years the Gregorian calendar begins anew; JavaScript's own dates end with the year 275 760. */
const yearsPerRound = 400;
const daysPerRound = 146_097;

/** The calendar of the real world; its game time counts from 1970. */
export const gregorian: Calendar = {
  secondsPerMinute: 60,
  minutesPerHour: 60,
  hoursPerDay: 24,
  origin: null,
  weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  dayNumber(year, month, day) {
    const rounds = Math.floor(year / yearsPerRound);
    // Date.UTC takes the years 0 to 99 for the last century.
    const date = new Date(0);
    date.setUTCFullYear(year - rounds * yearsPerRound, month - 1, day);
    return rounds * daysPerRound + date.getTime() / millisecondsPerDay;
  },
  dateOf(dayNumber) {
    const rounds = Math.floor(dayNumber / daysPerRound);
    const date = new Date((dayNumber - rounds * daysPerRound) * millisecondsPerDay);
    return {
      year: rounds * yearsPerRound + date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
    };
  },
};

/** A calendar with the same months every year; its game time counts from its first day. */
export function ownCalendar(options: CalendarOptions): Calendar {
  const {
    secondsPerMinute = 60,
    minutesPerHour = 60,
    hoursPerDay = 24,
    weekdays = [],
    firstYear = 1,
  } = options;
  const lengths = options.months.map(({ days }) => days);
  const daysPerYear = lengths.reduce((sum, days) => sum + days, 0);
  return {
    secondsPerMinute,
    minutesPerHour,
    hoursPerDay,
    origin: 0,
    weekdays,
    months: options.months.map(({ name }) => name),
    dayNumber(year, month, day) {
      const years = year + Math.floor((month - 1) / lengths.length) - firstYear;
      const before = lengths.slice(0, (month - 1) % lengths.length).reduce((sum, days) => sum + days, 0);
      return years * daysPerYear + before + day - 1;
    },
    dateOf(dayNumber) {
      const years = Math.floor(dayNumber / daysPerYear);
      let day = dayNumber - years * daysPerYear;
      let month = 0;
      while (day >= (lengths[month] ?? daysPerYear)) day -= lengths[month++] ?? daysPerYear;
      const weekday = weekdays.length === 0 ? 0 : modulo(dayNumber, weekdays.length);
      return { year: firstYear + years, month: month + 1, day: day + 1, weekday };
    },
  };
}

export function dateAt(calendar: Calendar, seconds: number): CalendarDate {
  const { secondsPerMinute, minutesPerHour, hoursPerDay } = calendar;
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / secondsPerMinute);
  const hours = Math.floor(minutes / minutesPerHour);
  const days = Math.floor(hours / hoursPerDay);
  return {
    ...calendar.dateOf(days),
    hour: hours - days * hoursPerDay,
    min: minutes - hours * minutesPerHour,
    sec: whole - minutes * secondsPerMinute,
  };
}

/** The reverse. A unit may be one too many: it goes over into the next. */
export function secondsAt(calendar: Calendar, date: Omit<CalendarDate, "weekday">): number {
  const days = calendar.dayNumber(date.year, date.month, date.day);
  const hours = days * calendar.hoursPerDay + date.hour;
  return (hours * calendar.minutesPerHour + date.min) * calendar.secondsPerMinute + date.sec;
}

const units = ["year", "month", "day", "hour", "min", "sec"] as const;
const first = { year: 0, month: 1, day: 1, hour: 0, min: 0, sec: 0 };
/** A pattern that fits nothing in so many steps, which are some hundred years, fits never. */
const mostSteps = 20_000;

/**
 * The first moment after `from` that fits the pattern; null when none ever does, such as a thirtieth of February.
 *
 * @example
 * nextMatch(gregorian, now, { hour: 5 }); // the next time that it is 5:00:00
 */
export function nextMatch(calendar: Calendar, from: number, pattern: CalendarPattern): number | null {
  const named = units.filter((unit) => pattern[unit] !== undefined);
  const smallest = units.indexOf(named.at(-1) ?? "sec");
  const wanted: CalendarPattern = { ...pattern };
  for (const unit of units.slice(smallest + 1)) Object.assign(wanted, { [unit]: first[unit] });
  let at = Math.floor(from) + 1;
  for (let steps = 0; steps < mostSteps; steps++) {
    const date = dateAt(calendar, at);
    const wrong = units.find((unit) => wanted[unit] !== undefined && wanted[unit] !== date[unit]);
    if (wrong === undefined) return at;
    const index = units.indexOf(wrong);
    const target = wanted[wrong] ?? 0;
    if (wrong === "year" && date.year > target) return null;
    const smaller = Object.fromEntries(units.slice(index + 1).map((unit) => [unit, first[unit]]));
    // Behind the wanted one: straight to it. Past it: to the beginning of the next of the unit above.
    const above = units[index - 1] ?? "year";
    const jump =
      date[wrong] < target ? { [wrong]: target } : { [wrong]: first[wrong], [above]: date[above] + 1 };
    at = secondsAt(calendar, { ...date, ...smaller, ...jump });
  }
  return null;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

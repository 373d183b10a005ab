import { command } from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

export const time = command({
  key: "time",
  readOnly: true,
  aliases: ["uptime"],
  category: "system",
  locks: "cmd:perm(time) or perm(Player)",
  help: "Tell what time it is in the game and for the server, and how long that has been running.",
  run(ctx) {
    const { time: clock, clock: wall } = ctx.game;
    const { year, month, day, hour, min, weekday } = clock.date;
    const { months, weekdays } = clock.calendar;
    const two = (unit: number): string => String(unit).padStart(2, "0");
    const dayName = weekdays[weekday];
    ctx.msg(
      [
        `In the game it is ${two(hour)}:${two(min)}${dayName === undefined ? "" : ` on ${dayName}`}, ` +
          `${day} ${months[month - 1] ?? month}, year ${year}.`,
        `For the server it is ${new Date(wall.now()).toISOString().slice(0, 16).replace("T", " ")} UTC.`,
        `It was last started or reloaded ${shortTime(clock.uptime * 1000)} ago, ` +
          `and has run for ${shortTime(clock.runtime * 1000)} since its first start.`,
      ].join("\n"),
    );
  },
});

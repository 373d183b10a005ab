import { arg, command, escapeMarkup, optional, seq } from "../../../api.ts";
import { showNew } from "./show-new.ts";

const mostShown = 100;

export const objects = command({
  key: "objects",
  readOnly: true,
  aliases: ["listobjects"],
  category: "building",
  locks: "cmd:perm(objects) or perm(listobjects) or perm(Builder)",
  help: "Tell how many objects there are, and show the newest of them: ten, or as many as you say, up to 100.",
  examples: ["objects", "objects 30"],
  args: seq(optional(arg.int("number", { min: 1, max: mostShown }))),
  run(ctx, { number = 10 }) {
    const { game } = ctx;
    const rows = game.objects
      .newest(number)
      .map((object) => [
        object.ref,
        escapeMarkup(object.key),
        escapeMarkup(object.classId),
        object.location === null ? "nowhere" : showNew(object.location),
        new Date(object.createdAt).toISOString().slice(0, 16).replace("T", " "),
      ]);
    const { size } = game.objects;
    const total = size === 1 ? "There is one object." : `There are ${size} objects; the newest stand above.`;
    ctx.page(ctx.styledTable(headings, rows, { below: total }));
  },
});

const headings = ["Id", "Name", "Class", "Location", "Made"];

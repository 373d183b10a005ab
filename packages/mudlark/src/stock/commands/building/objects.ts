import { arg, command, escapeMarkup, optional, seq, type CommandContext } from "../../../api.ts";
import { showNew } from "./show-new.ts";

const mostShown = 100;

export const objects = command({
  key: "objects",
  readOnly: true,
  aliases: ["listobjects"],
  category: "building",
  locks: "cmd:perm(objects) or perm(listobjects) or perm(Builder)",
  help: "Tell how many objects there are, of each sort and class, and show the newest of them: ten, or as many as you say, up to 100.",
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
    ctx.page(ctx.styledTable(headings, rows, { below: totals(ctx) }));
  },
});

/** How many there are, of each sort and of each class. */
function totals({ game }: CommandContext): string {
  const { size } = game.objects;
  const counts = game.objects.counts();
  const bySort = Map.groupBy(counts, ({ content }) => (content === "" ? "object" : content));
  const sorts = [...bySort].map(([sort, group]) => [sort, sum(group)] as const);
  const byClass = Map.groupBy(counts, ({ classId }) => classId);
  const classes = [...byClass].map(([classId, group]) => [classId, sum(group)] as const);
  return [
    size === 1 ? "There is one object." : `There are ${size} objects; the newest stand above.`,
    `By sort: ${listed(sorts)}.`,
    `By class: ${listed(classes)}.`,
  ].join("\n");
}

function sum(group: readonly { readonly count: number }[]): number {
  return group.reduce((total, { count }) => total + count, 0);
}

function listed(counts: readonly (readonly [name: string, count: number])[]): string {
  return counts
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${escapeMarkup(name)} ${count}`)
    .join(", ");
}

const headings = ["Id", "Name", "Class", "Location", "Made"];

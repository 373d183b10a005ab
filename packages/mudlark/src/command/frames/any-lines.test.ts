import fc from "fast-check";
import { expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { editor } from "../editor/editor.ts";
import { listNode } from "../menu/list-node.ts";
import { menu } from "../menu/menu.ts";
import { testGame } from "../../testing/test-game.ts";

const book = editor({ title: () => "the book", load: () => "one\ntwo\nthree", save() {}, run() {} });
const things = menu({
  start: "list",
  debug: true,
  nodes: { list: listNode(["a", "b", "c"], { text: "Which?", select: "list", page: 2 }) },
});

const opened = [
  command({ key: "open book", run: (ctx) => ctx.edit(book, {}) }),
  command({ key: "open things", run: (ctx) => ctx.menu(things) }),
  command({ key: "open list", run: (ctx) => ctx.page({ count: 500, row: (at) => `row ${at}` }) }),
  command({
    key: "open stream",
    run: (ctx) => ctx.page(new Set(Array.from({ length: 300 }, (_, at) => `row ${at}`))),
  }),
];

const sign = fc.constantFrom(
  ":",
  "/",
  "1",
  "9",
  " ",
  "=",
  '"',
  "'",
  "|",
  "{",
  "\\",
  "(",
  "[",
  "*",
  "s",
  "j",
  "i",
  "x",
);
const line = fc.oneof(
  fc.string({ unit: sign, maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "n",
    "p",
    "e",
    "t",
    "/row",
    ":s",
    ":s /a/",
    ":dd 99",
    ":u",
    ":uu",
    ":p",
    ":f = 1e9",
    ":j 1:2 c",
    "__proto__",
  ),
  fc.constantFrom(
    "menudebug constructor",
    "menudebug full",
    "99999999",
    ":i 1",
    ":dw",
    ":s /(?:)/ x",
    ":!",
    "constructor",
  ),
);

it("takes whatever is typed, without an error", async () => {
  const game = await testGame({ commands: opened });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const keys = fc.constantFrom(...opened.map(({ key }) => key));
  await fc.assert(
    fc.asyncProperty(keys, fc.array(line, { maxLength: 12 }), async (key, lines) => {
      await game.call(key, { as: ann });
      for (const typed of lines) {
        const { outcome } = await game.call(typed, { as: ann });
        expect(outcome.status).not.toBe("error");
      }
      while (game.session(ann).frames.top !== null) await game.call("@abort", { as: ann });
    }),
    { numRuns: 60 },
  );
});

import { expectTypeOf, it } from "vitest";
import { listNode } from "./list-node.ts";
import { menu } from "./menu.ts";
import { menuTemplate } from "./menu-template.ts";

const races = [
  { name: "human", size: 6 },
  { name: "gnome", size: 3 },
];

it("infers the nodes and the data of a menu", () => {
  const chargen = menu({
    start: "name",
    data: { name: "", size: 0 },
    nodes: {
      name: (m) => {
        expectTypeOf(m.data).toEqualTypeOf<{ name: string; size: number }>();
        return {
          text: "Your name?",
          options: [
            {
              key: "_default",
              goto: (inner, input) => {
                expectTypeOf(inner.data.size).toBeNumber();
                expectTypeOf(input).toBeString();
                return { node: "race", set: { name: input } };
              },
            },
          ],
        };
      },
      race: listNode(races, {
        text: "Who are you?",
        key: (race) => race.name,
        select: (m, race) => {
          expectTypeOf(race.size).toBeNumber();
          expectTypeOf(m.data.name).toBeString();
          return { node: "done", set: { size: race.size } };
        },
      }),
      done: async (m) => ({ text: `Welcome, ${m.data.name}.` }),
    },
  });
  expectTypeOf(chargen.start).toEqualTypeOf<"name" | "race" | "done">();
});

it("refuses nodes that are not there, and data of another type", () => {
  menu({
    // @ts-expect-error -- there is no such node
    start: "begin",
    nodes: { first: () => ({ text: "" }) },
  });
  menu({
    start: "first",
    nodes: {
      // @ts-expect-error -- it leads to a node that is not there
      first: () => ({ text: "", options: [{ goto: "second" }] }),
    },
  });
  menu({
    start: "first",
    data: { age: 1 },
    nodes: {
      // @ts-expect-error -- an age is a number
      first: () => ({ text: "", options: [{ goto: { node: "first", set: { age: "old" } } }] }),
    },
  });
  // @ts-expect-error -- functions are no JSON
  menu({ start: "first", data: { act: () => 1 }, nodes: { first: () => ({ text: "" }) } });
});

it("takes templates", () => {
  const inn = menu(menuTemplate("## node door\nA door."));
  expectTypeOf(inn.start).toBeString();
});

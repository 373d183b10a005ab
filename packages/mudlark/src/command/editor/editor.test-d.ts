import { expectTypeOf, it } from "vitest";
import type { CommandContext } from "../declaration/definition.ts";
import { editor, type EditContext } from "./editor.ts";

const sign = editor({
  title: () => "the sign",
  load: (edit: EditContext<{ readonly sign: number }>) => String(edit.params.sign),
  save: (edit, text) => {
    expectTypeOf(edit.params.sign).toBeNumber();
    expectTypeOf(text).toBeString();
  },
});
const note = editor({ title: () => "the note", load: () => "", save() {} });

declare const ctx: CommandContext;

it("infers what an editor has to be told", () => {
  ctx.edit(sign, { sign: 12 });
  ctx.edit(note, {});
  // @ts-expect-error -- it does not say which sign
  ctx.edit(sign, {});
  // @ts-expect-error -- a sign is named by a number
  ctx.edit(sign, { sign: "the left one" });
  expectTypeOf<EditContext["params"]>().not.toBeAny();
});

it("refuses an editor that does not save", () => {
  // @ts-expect-error -- save is missing
  editor({ title: () => "", load: () => "" });
});

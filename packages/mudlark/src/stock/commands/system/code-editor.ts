import { editor, type Account, type EditContext } from "../../../api.ts";

/** Code that a developer writes line by line; it is kept with the account, and `:!` runs it. */
export const codeEditor = editor({
  id: "mudlark.eval",
  title: () => "your code",
  load: (edit: EditContext) => keptBy(edit).attributes.get(place.key, { ...place, default: "" }) as string,
  save(edit: EditContext, text) {
    keptBy(edit).attributes.add(place.key, text, place);
  },
  /** The command says by itself what came of it, and knows who may run code. */
  async run({ caller, session }: EditContext, text) {
    if ("executeCmd" in caller) await caller.executeCmd(`eval ${text}`, { session });
  },
});

const place = { key: "code", category: "mudlark" } as const;

function keptBy(edit: EditContext): Account {
  return edit.account ?? edit.refuse("You have to log in first.");
}

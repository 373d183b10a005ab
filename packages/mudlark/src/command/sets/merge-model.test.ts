import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { CommandDefinition } from "../declaration/definition.ts";
import { isObjectHosted, layerSources, type Layer, type LayerSource } from "./layer.ts";
import { mergeLayers, type MergedEntry } from "./merge.ts";
import { layer, show } from "./merge.suite.ts";
import type { MergeType } from "./set-facts.ts";

it("merging agrees with the rules written down plainly, for sets of every kind", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e f", "__x", "__y");
  const oneCommand = fc
    .record({
      marks: fc.constantFrom("", "", "", "!", ">", "!>"),
      key: name,
      aliases: fc.uniqueArray(name, { maxLength: 3 }),
    })
    .map(({ marks, key, aliases }) => `${marks}${key}${aliases.length === 0 ? "" : `[${aliases.join()}]`}`);
  const mergeType = fc.constantFrom<MergeType>("union", "union", "union", "replace", "intersect", "remove");
  const oneLayer = fc.record({
    commands: fc.array(oneCommand, { maxLength: 4 }),
    source: fc.constantFrom(...layerSources),
    host: fc.constantFrom("1", "2", "3"),
    priority: fc.constantFrom(-101, -20, -1, 0, 0, 0, 0, 1, 101),
    mergeType,
    duplicates: fc.constantFrom(true, false, null, null),
    collapse: fc.boolean(),
    key: fc.constantFrom("S", "T", "U"),
    keyMergeTypes: fc.option(fc.dictionary(fc.constantFrom("S", "T", "toString"), mergeType), { nil: {} }),
  });
  fc.assert(
    fc.property(fc.array(oneLayer, { maxLength: 7 }), (specs) => {
      const rank = ({ source, host }: { source: LayerSource; host: string }): number =>
        layerSources.indexOf(source) * 10 + Number(host);
      const layers = specs.sort((x, y) => rank(x) - rank(y)).map(layer);
      const merged = mergeLayers(layers);
      const shown = show(merged).map((text, at) => {
        const { layer: own, others } = merged.entries[at] as MergedEntry;
        return `${text}/${[own, ...others].join("+")}`;
      });
      expect(shown).toEqual(plainMerge(layers));
    }),
    { numRuns: 3000 },
  );
});

interface PlainEntry {
  readonly command: CommandDefinition;
  readonly from: Layer;
  readonly others: Layer[];
  names: string[];
}

/** §4.5 word for word. */
function plainMerge(layers: readonly Layer[]): string[] {
  let entries: PlainEntry[] = [];
  const common = (a: readonly string[], b: readonly string[]): string[] => a.filter((x) => b.includes(x));
  for (const L of layers.toSorted((a, b) => a.set.priority - b.set.priority)) {
    const onObject = isObjectHosted(L);
    const own = L.set.entries.map((e) => ({ command: e.command, names: e.names.map((n) => n.folded) }));
    const allNames = own.flatMap(({ names }) => names);
    const present = entries.flatMap(({ command: { isSystem }, names }) => (isSystem ? [] : names));
    entries = entries.filter((e) => {
      const t = L.set.keyMergeTypes[e.from.set.key] ?? L.set.mergeType;
      const hit =
        t === "replace" || t === "intersect" || (t === "remove" && common(e.names, allNames).length > 0);
      return !hit || e.command.isSystem || (e.command.protected && onObject);
    });
    for (const c of own) {
      const type = L.set.mergeType;
      const shares = common(c.names, present).length > 0 || c.command.isSystem;
      if ((type === "remove" && !c.command.isSystem) || (type === "intersect" && !shares)) continue;
      const key = c.command.names[0].folded;
      if (c.command.isSystem) {
        entries = entries.filter((e) => !e.command.isSystem || e.command.names[0].folded !== key);
        entries.push({ ...c, from: L, others: [] });
        continue;
      }
      const others = entries.filter((e) => !e.command.isSystem);
      const peers = (e: PlainEntry): boolean => {
        const ofTwo = isObjectHosted(e.from) && onObject && e.from.host !== L.host;
        const sideBySide = L.set.duplicates === true || (ofTwo && L.set.duplicates !== false);
        return e.from.set.priority === L.set.priority && sideBySide;
      };
      const twin = others.find(
        (e) =>
          e.command === c.command &&
          e.from.set.collapse &&
          L.set.collapse &&
          peers(e) &&
          common(e.names, c.names).length > 0,
      );
      if (twin !== undefined) {
        twin.others.push(L);
        continue;
      }
      let { names } = c;
      for (const e of others) {
        if (!onObject || !e.command.protected || isObjectHosted(e.from)) continue;
        const lost = c.command.isExit ? common(e.names, [e.command.names[0].folded]) : e.names;
        names = names.filter((x) => !lost.includes(x));
      }
      for (const e of others) {
        const shared = common(e.names, names);
        if (shared.length === 0) continue;
        if (peers(e) || (c.command.isExit && !e.command.isExit)) continue;
        e.names = e.command.names[0].folded === key ? [] : e.names.filter((x) => !shared.includes(x));
      }
      entries = entries.filter((e) => e.names.length > 0);
      if (names.length > 0) entries.push({ command: c.command, from: L, others: [], names });
    }
  }
  return entries.map(({ command: { key }, names, from, others: joined }) => {
    const others = names.filter((x) => x !== key);
    const head = names.includes(key) ? key : `(${key})`;
    return `${head}${others.length > 0 ? `[${others.join(",")}]` : ""}/${[from, ...joined].map((each) => layers.indexOf(each)).join("+")}`;
  });
}

import { command } from "../declaration/command.ts";
import { cmdset, type CommandSetOptions } from "./command-set.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import type { Layer, LayerSource } from "./layer.ts";
import type { MergedCommands } from "./merge.ts";

export interface LayerSpec extends Omit<CommandSetOptions, "key" | "commands"> {
  readonly key?: string;
  /** `key[alias,alias]`; `!` in front makes it protected, `>` an exit. */
  readonly commands: readonly string[];
  readonly source?: LayerSource;
  readonly host?: string;
}

const hosts = new Map<string, object>();

export function layer({
  commands,
  source = "puppet",
  host = source,
  key = host,
  ...options
}: LayerSpec): Layer {
  const own = hosts.get(host) ?? { host };
  hosts.set(host, own);
  return { set: cmdset({ ...options, key, commands: commands.map(parseCommand) }), source, host: own };
}

const parsedCommands = new Map<string, CommandDefinition>();

/** The same text is the same command. */
export function parseCommand(text: string): CommandDefinition {
  const known = parsedCommands.get(text) ?? makeCommand(text);
  parsedCommands.set(text, known);
  return known;
}

function makeCommand(text: string): CommandDefinition {
  const [, marks = "", key = "", aliases = ""] = /^([!>]*)([^[]+)(?:\[(.*)\])?$/u.exec(text) ?? [];
  return command({
    key,
    aliases: aliases === "" ? [] : aliases.split(","),
    protected: marks.includes("!"),
    isExit: marks.includes(">"),
    run() {},
  });
}

/** `key[other names that still count]@host`, in order. */
export function show(merged: MergedCommands, layers: readonly LayerSpec[] = []): string[] {
  return merged.entries.map(({ command: { key }, names, layer: index }) => {
    const others = names.map(({ folded }) => folded).filter((name) => name !== key);
    const own = names.some(({ folded }) => folded === key) ? key : `(${key})`;
    const host = layers[index]?.host;
    return own + (others.length > 0 ? `[${others.join(",")}]` : "") + (host === undefined ? "" : `@${host}`);
  });
}

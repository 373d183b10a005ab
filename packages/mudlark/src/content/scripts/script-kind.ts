import { applyAttributes, applyMarks, createDeclaredAttributes } from "../../model/entity/create-options.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";
import type { ScriptIndex } from "./script-index.ts";
import type { ScriptOptions } from "./script-options.ts";
import { Script } from "./script.ts";

/** What every script is locked with at first. */
const defaultLocks = [
  "control:perm(Admin)",
  "examine:perm(Builder)",
  "edit:perm(Builder)",
  "delete:perm(Builder)",
];

/** Scripts as a kind of entity (`world.md` §14). */
export function scriptKind(index: ScriptIndex): EntityKind<Script> {
  return {
    name: "script",
    base: Script,
    firstSave(script: Script, options: ScriptOptions): void {
      script.locks.add(defaultLocks, { overwrite: true });
      startHooks(script);
      applyOptions(script, options, index);
      script.basetypePosthookSetup();
      script.game.signals.emit("scriptCreated", { script });
      if (options.autostart !== false && script.interval > 0) script.start();
    },
    startHooks(script: Script): void {
      script.locks.add(defaultLocks, { overwrite: true });
      startHooks(script);
    },
    refusesClass: ({ interval, ref }) =>
      interval > 0 ? `the script ${ref} has a timer; set its interval to -1 first` : null,
    refusesDeletion: (script) => script.atScriptDelete() === false,
    beforeDelete: (script) => script.game.scripts.timers.remove(script),
  };
}

function startHooks(script: Script): void {
  script.basetypeSetup();
  script.atScriptCreation();
  createDeclaredAttributes(script);
}

function applyOptions(script: Script, options: ScriptOptions, index: ScriptIndex): void {
  const { key, desc, owner, interval, startDelay, repeats, persistent, clock } = options;
  if (key !== undefined) script.key = key;
  if (script.key === "") script.key = script.constructor.name;
  if (owner !== undefined) index.setOwner(script[recordKey], owner);
  if (desc !== undefined) script.desc = desc;
  if (interval !== undefined) script.interval = interval;
  if (startDelay !== undefined) script.startDelay = startDelay;
  if (repeats !== undefined) script.repeats = repeats;
  if (persistent !== undefined) script.persistent = persistent;
  if (clock !== undefined) script.clock = clock;
  applyMarks(script, options);
  applyAttributes(script, options);
}

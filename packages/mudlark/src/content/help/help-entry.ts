import { MudlarkError } from "../../base/errors.ts";
import { foldName } from "../../base/fold-text.ts";
import { applyAttributes, applyMarks, type CreateOptions } from "../../model/entity/create-options.ts";
import { Entity } from "../../model/entity/entity.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";

/** @throws MudlarkError HELP_NAME */
export function requireTopicName(key: string): void {
  if (foldName(key) === "") throw new MudlarkError("HELP_NAME", "a help entry needs a name");
  if (!key.includes("/")) return;
  const [topic = "", part = ""] = key.split("/");
  const advice = `for "${part.trim()}", write a heading into the text of "${topic.trim()}": ## ${part.trim()}`;
  throw new MudlarkError("HELP_NAME", `behind a / stands a part of a help text; ${advice}`);
}

/** A help text that was written in the game (`world.md` §17). Its key and aliases are what it is found by. */
export class HelpEntry extends Entity {
  static readonly classId: string = "mudlark.HelpEntry";

  override get key(): string {
    return super.key;
  }

  /** @throws MudlarkError HELP_NAME: there is another entry of that key, or it is none; TURN_CLOSED */
  override set key(key: string) {
    requireTopicName(key);
    const other = this.game.help.find(key);
    if (other !== null && other !== this) {
      throw new MudlarkError("HELP_NAME", `there is a help entry "${key.trim()}" already`);
    }
    super.key = key;
  }

  /** Markdown. */
  get text(): string {
    const text = this.readField("text");
    return typeof text === "string" ? text : "";
  }

  set text(text: string) {
    this.writeField("text", text);
  }

  /** In lower case; under which the index lists it. Default: as the setting `help.defaultCategory` says. */
  get category(): string {
    const category = this.readField("category");
    return typeof category === "string" ? category : this.game.help.manner.defaultCategory;
  }

  set category(category: string) {
    this.writeField("category", category.trim().toLowerCase());
  }
}

/** Help entries as a kind of entity. */
export const helpKind: EntityKind<HelpEntry> = {
  name: "help",
  base: HelpEntry,
  firstSave(entry: HelpEntry, options: CreateOptions): void {
    entry.locks.add("view:all();read:all();edit:perm(Helper)");
    if (options.key !== undefined) entry.key = options.key;
    applyMarks(entry, options);
    applyAttributes(entry, options);
  },
};

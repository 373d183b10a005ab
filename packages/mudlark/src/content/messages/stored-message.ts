import { applyAttributes, applyMarks } from "../../model/entity/create-options.ts";
import { Entity } from "../../model/entity/entity.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";
import { partyKey, readParty, storeParty, type Party } from "./party.ts";

/** What a party has to do with a message. The index of tags finds messages by it without reading any. */
type Role = "sender" | "receiver" | "hidden";

/** The category of the tags that are for that index. */
export const roleCategory = (role: Role): string => `mudlark ${role}`;

const fieldOf = { sender: "senders", receiver: "receivers", hidden: "hiddenFrom" } as const;

/** A message that is kept: mail, a page, a line of a channel (`world.md` §17). Sent at {@link Entity.createdAt}. */
export class StoredMessage extends Entity {
  static readonly classId: string = "mudlark.Message";

  get text(): string {
    return this.#text("text");
  }

  set text(text: string) {
    this.writeField("text", text);
  }

  /** Its subject line, or whatever its kind of message puts there. */
  get header(): string {
    return this.#text("header");
  }

  set header(header: string) {
    this.writeField("header", header);
  }

  /** Those that still exist. */
  get senders(): readonly Party[] {
    return this.#parties("sender");
  }

  get receivers(): readonly Party[] {
    return this.#parties("receiver");
  }

  /** From whom it is hidden: who looks for their messages does not find it. */
  get hiddenFrom(): readonly Party[] {
    return this.#parties("hidden");
  }

  addSenders(...parties: readonly Party[]): void {
    this.#add("sender", parties);
  }

  removeSenders(...parties: readonly Party[]): void {
    this.#remove("sender", parties);
  }

  addReceivers(...parties: readonly Party[]): void {
    this.#add("receiver", parties);
  }

  removeReceivers(...parties: readonly Party[]): void {
    this.#remove("receiver", parties);
  }

  hideFrom(...parties: readonly Party[]): void {
    this.#add("hidden", parties);
  }

  showTo(...parties: readonly Party[]): void {
    this.#remove("hidden", parties);
  }

  isHiddenFrom(party: Party): boolean {
    return this.tags.has(partyKey(party), { category: roleCategory("hidden") });
  }

  #add(role: Role, parties: readonly Party[]): void {
    const stored = new Map(this.#stored(role).map((one) => [one.toLowerCase(), one]));
    for (const party of parties) stored.set(partyKey(party), storeParty(party));
    this.writeField(fieldOf[role], [...stored.values()]);
    this.tags.add(parties.map(partyKey), { category: roleCategory(role) });
  }

  #remove(role: Role, parties: readonly Party[]): void {
    const keys = parties.map(partyKey);
    this.writeField(
      fieldOf[role],
      this.#stored(role).filter((one) => !keys.includes(one.toLowerCase())),
    );
    this.tags.remove(keys, { category: roleCategory(role) });
  }

  #parties(role: Role): readonly Party[] {
    return this.#stored(role)
      .map((stored) => readParty(stored, this.game))
      .filter((party) => party !== null);
  }

  #stored(role: Role): readonly string[] {
    const list = this.readField(fieldOf[role]);
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  }

  #text(field: string): string {
    const text = this.readField(field);
    return typeof text === "string" ? text : "";
  }
}

/** Messages as a kind of entity. */
export const messageKind: EntityKind<StoredMessage> = {
  name: "message",
  base: StoredMessage,
  firstSave(message, options): void {
    if (options.key !== undefined) message.key = options.key;
    applyMarks(message, options);
    applyAttributes(message, options);
  },
};

import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Gender } from "../../text/grammar/gender.ts";
import { Literal } from "../../text/template/literal.ts";
import type { Reading } from "../../text/template/reading.ts";
import { renderTemplate } from "../../text/template/render-template.ts";
import type { Template } from "../../text/template/template.ts";
import { Entity } from "../entity/entity.ts";
import type { Message } from "../message.ts";
import { genderOf } from "./gender-of.ts";
import { isDeaf } from "./is-deaf.ts";

/**
 * What a template's `{key}` and `$you(key)` stand for. Entities are shown as each reader knows them. Text is shown
 * as it is, with its markup but never as a template; what a player typed comes as `lit(text)`, or goes through
 * `escapeMarkup` first.
 */
export type Mapping = Readonly<Record<string, Entity | Literal | string | number | null | undefined>>;

/** Somebody who has a name for one and for several. */
interface Counted {
  getNumberedName(count: number, looker: Entity | null): readonly [singular: string, plural: string];
}

/** Something that many see, each from their own place. */
export interface Performance {
  readonly template: Template;
  /** Whom `$You()` means. */
  readonly actor: Entity;
  readonly mapping: Mapping;
  readonly options: JsonObject;
  /** Who is named as the sender, if anybody. */
  readonly from: Entity | null;
  /** Is a call that comes to nothing an error, and not text? Default false. */
  readonly raiseErrors?: boolean;
}

/**
 * Tells each listener what the template says from where they stand. The text is built once for each distinct
 * reading, and those who read the same are given the same message.
 *
 * @throws MudlarkError TEMPLATE_CALL with `raiseErrors`
 */
export function perform(listeners: Iterable<Entity>, performance: Performance): void {
  const { template, options, actor, mapping, from, raiseErrors = false } = performance;
  const onNothing = raiseErrors ? refuseCall : undefined;
  if (raiseErrors) for (const name of template.unknown) refuseCall(`$${name}`);
  const people = new Set([actor, ...mentioned(template, mapping)]);
  const messages = new Map<string, Message>();
  for (const listener of listeners) {
    if (!raiseErrors && isDeaf(listener, from)) continue;
    const reading = readingKey(listener, people);
    let message = messages.get(reading);
    if (message === undefined) {
      const text = renderTemplate(template, new View(listener, actor, mapping), onNothing);
      messages.set(reading, (message = { text, options }));
    }
    listener.msg(message, { from });
  }
}

/** @throws MudlarkError TEMPLATE_CALL */
function refuseCall(source: string): never {
  throw new MudlarkError("TEMPLATE_CALL", `the template calls "${source}", which comes to nothing`);
}

function mentioned({ mentions }: Template, mapping: Mapping): Entity[] {
  return Array.from(mentions, (key) => valueIn(mapping, key)).filter((value) => value instanceof Entity);
}

/** Only what the mapping itself holds, nothing that it inherits. */
function valueIn(mapping: Mapping, key: string): Mapping[string] {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/** Two listeners with the same key see the same: the same names, and both or neither of them is meant. */
function readingKey(listener: Entity, people: ReadonlySet<Entity>): string {
  let key = "";
  for (const person of people)
    key += `${person === listener ? "you" : "they"} ${person.getDisplayName(listener)}\n`;
  return key;
}

/** How one listener sees it. */
class View implements Reading {
  readonly #listener: Entity;
  readonly #actor: Entity;
  readonly #mapping: Mapping;

  constructor(listener: Entity, actor: Entity, mapping: Mapping) {
    this.#listener = listener;
    this.#actor = actor;
    this.#mapping = mapping;
  }

  isYou(key: string | null): boolean {
    return this.#person(key) === this.#listener;
  }

  name(key: string | null, { article }: { readonly article: boolean }): string | undefined {
    const person = this.#person(key);
    if (person === null) return undefined;
    if (article && hasNumberedName(person)) return person.getNumberedName(1, this.#listener)[0];
    return person.getDisplayName(this.#listener);
  }

  gender(key: string | null): Gender {
    const person = this.#person(key);
    return person === null ? "neutral" : genderOf(person);
  }

  value(key: string): string | undefined {
    const person = this.#person(key);
    if (person !== null) return person.getDisplayName(this.#listener);
    const value = valueIn(this.#mapping, key);
    if (value instanceof Literal) return value.toMarkup();
    return value === undefined || value === null ? undefined : String(value);
  }

  #person(key: string | null): Entity | null {
    if (key === null || key === "you") return this.#actor;
    const value = valueIn(this.#mapping, key);
    return value instanceof Entity ? value : null;
  }
}

function hasNumberedName(entity: Entity): entity is Entity & Counted {
  return "getNumberedName" in entity && typeof entity.getNumberedName === "function";
}

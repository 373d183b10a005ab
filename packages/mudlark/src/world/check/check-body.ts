import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { attributeAddress, foldKey } from "../../model/attributes/address.ts";
import { fromJson } from "../../model/attributes/json-values.ts";
import {
  parseBody,
  withUnreadable,
  type AttributeJson,
  type BodyJson,
} from "../../model/attributes/stored-body.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { Problem } from "./finding.ts";
import type { StoredFacts } from "./stored-facts.ts";

/** What is wrong with the attributes of an entity and with the fields of its kind (I3, I4, I9). */
export function checkBody(row: EntityRow, facts: StoredFacts): Problem[] {
  if (row.body === null) return [];
  const body = readBody(row.body);
  if (body instanceof Error) {
    const text = row.body;
    return [
      {
        rule: "unreadable",
        problem: `Its attributes cannot be read (${body.message}); a backup may have them.`,
        text: 'Their text is now in its attribute "unreadable body".',
        mend: (whole) => ({ ...whole, body: JSON.stringify(withUnreadable({}, { body: text })) }),
      },
    ];
  }
  return [
    ...checkAttributes(body),
    ...(row.kind === "script" ? [...checkOwner(body.f ?? {}, facts), ...checkTimer(body.f ?? {})] : []),
  ];
}

/** All that is in it must be readable, for the world reads it as a whole. */
function readBody(text: string): BodyJson | Error {
  try {
    const body = parseBody(text);
    for (const [, value] of body.a ?? []) fromJson(value, () => undefined);
    return body;
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}

function checkAttributes(body: BodyJson): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const attribute of body.a ?? []) {
    const [key, , category = null] = attribute;
    const address = addressOf(attribute);
    if (seen.has(address)) {
      problems.push({
        rule: "duplicate",
        problem: `It has the attribute ${nameOf(key, category)} more than once; the last one counts.`,
        text: "The others have a number behind their names now.",
        mend: changeAttributes(renameAll),
      });
    } else if (foldKey(key) !== key || (category !== null && foldKey(category) !== category)) {
      problems.push({
        rule: "name",
        problem: `Its attribute ${nameOf(key, category)} is not in lower case, so nothing can find it.`,
        text: "It is now, with a number behind its name if there is another one.",
        mend: changeAttributes(renameAll),
      });
    }
    seen.add(address);
  }
  return problems;
}

/** All have names of their own, in lower case; the last one with a name keeps it. */
function renameAll(attributes: readonly AttributeJson[]): readonly AttributeJson[] {
  const taken = new Set(attributes.map(addressOf));
  const kept = new Set<string>();
  const renamed = attributes.toReversed().map(([key, value, category = null, extras = {}]): AttributeJson => {
    const named = (name: string): AttributeJson => [
      name,
      value,
      category === null ? null : foldKey(category),
      extras,
    ];
    let attribute = named(foldKey(key));
    for (let number = 2; kept.has(addressOf(attribute)); number++) {
      const other = named(`${foldKey(key)}-${number}`);
      if (!taken.has(addressOf(other))) attribute = other;
    }
    kept.add(addressOf(attribute));
    return attribute;
  });
  return renamed.toReversed();
}

function addressOf([key, , category = null, extras = {}]: AttributeJson): string {
  return attributeAddress(foldKey(key), category === null ? null : foldKey(category), extras.s ?? null);
}

/** A script goes with what it belongs to. */
function checkOwner({ owner }: JsonObject, facts: StoredFacts): Problem[] {
  if (owner === undefined || isOwner(owner, facts)) return [];
  return [
    {
      rule: "reference",
      problem: `It belongs to ${ownerName(owner)}, which does not exist.`,
      text: "It is global and stopped now.",
      mend: changeFields(({ owner: _owner, timer: _timer, ...others }) => others),
    },
  ];
}

function isOwner(owner: JsonValue, facts: StoredFacts): boolean {
  if (!Array.isArray(owner)) return false;
  const [kind, id] = owner as readonly JsonValue[];
  return typeof kind === "string" && typeof id === "number" && facts.has(kind, id);
}

function ownerName(owner: JsonValue): string {
  return Array.isArray(owner) ? owner.map(String).join(" #") : JSON.stringify(owner);
}

/** A script whose timer is started has an interval, and a moment at which it is due or what is left until then. */
function checkTimer({ timer, interval }: JsonObject): Problem[] {
  if (timer === undefined) return [];
  const { due, remaining, count } = isObject(timer) ? timer : noFields;
  const isSet = isNumber(count) && isNumber(due) !== isNumber(remaining);
  if (isSet && isNumber(interval) && interval > 0) return [];
  return [
    {
      rule: "timer",
      problem: isSet
        ? "Its timer is started, and it has no interval."
        : "Where its timer stands cannot be read.",
      text: "It is stopped now.",
      mend: changeFields(({ timer: _timer, ...others }) => others),
    },
  ];
}

function changeAttributes(
  mend: (attributes: readonly AttributeJson[]) => readonly AttributeJson[],
): Problem["mend"] {
  return changeBody((body) => ({ ...body, a: mend(body.a ?? []) }));
}

function changeFields(mend: (fields: JsonObject) => JsonObject): Problem["mend"] {
  return changeBody((body) => ({ ...body, f: mend(body.f ?? {}) }));
}

function changeBody(mend: (body: BodyJson) => BodyJson): Problem["mend"] {
  return (row) => ({ ...row, body: JSON.stringify(mend(parseBody(row.body ?? "{}"))) });
}

const noFields: JsonObject = {};

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function nameOf(key: string, category: string | null): string {
  return category === null ? `"${key}"` : `"${key}" (${category})`;
}

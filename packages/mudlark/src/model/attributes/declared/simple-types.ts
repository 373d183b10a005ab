import type { JsonValue } from "../../../base/json.ts";
import { FixedDate } from "../fixed-date.ts";
import type { AttributeOptions, AttributeType } from "./attribute-type.ts";
import { defineType, shown } from "./define-type.ts";
import type { OrNull } from "./define-type.ts";

export interface TextOptions extends AttributeOptions<string> {
  /** In UTF-16 units. */
  readonly maxLength?: number;
}

export function text<const O extends TextOptions>(options?: O): AttributeType<OrNull<string, O>> {
  const { maxLength } = options ?? {};
  return defineType<string, OrNull<string, O>>("a text", options, "", (raw) => {
    if (typeof raw !== "string") return `it must be a text, not ${shown(raw)}`;
    if (maxLength !== undefined && raw.length > maxLength) return `it must have at most ${maxLength} letters`;
    return null;
  });
}

export function bool<const O extends AttributeOptions<boolean>>(
  options?: O,
): AttributeType<OrNull<boolean, O>> {
  return defineType<boolean, OrNull<boolean, O>>("true or false", options, false, (raw) =>
    typeof raw === "boolean" ? null : `it must be true or false, not ${shown(raw)}`,
  );
}

/** One of some texts; the first is what there is without a value. */
export function oneOf<const C extends string, const O extends AttributeOptions<NoInfer<C>>>(
  choices: readonly [C, ...C[]],
  options?: O,
): AttributeType<OrNull<C, O>> {
  const name = `one of ${choices.join(", ")}`;
  return defineType<C, OrNull<C, O>>(name, options, choices[0], (raw) =>
    (choices as readonly unknown[]).includes(raw) ? null : `it must be ${name}, not ${shown(raw)}`,
  );
}

/** A moment. Without a value or a default it is the beginning of 1970. */
export function date<const O extends AttributeOptions<Date>>(options?: O): AttributeType<OrNull<Date, O>> {
  return defineType<Date, OrNull<Date, O>>(
    "a Date",
    options,
    () => new Date(0),
    (raw) => (raw instanceof FixedDate ? null : `it must be a Date, not ${shown(raw)}`),
  );
}

/** Anything that JSON has, seen at the type `T`; what it is made of is not checked. */
export function json<T extends JsonValue | object = JsonValue>(
  options: AttributeOptions<T> & { readonly default: T | (() => T) },
): AttributeType<T> {
  return defineType<T, T>(
    "a JSON value",
    { nullable: true, ...options },
    options.default as () => T,
    () => null,
  );
}

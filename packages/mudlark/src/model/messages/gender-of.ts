import type { Gender } from "../../text/grammar/gender.ts";
import type { Entity } from "../entity/entity.ts";

const genders: Readonly<Record<string, Gender>> = {
  m: "male",
  male: "male",
  f: "female",
  female: "female",
  n: "neutral",
  neutral: "neutral",
  p: "plural",
  plural: "plural",
};

/** By which pronouns somebody goes: their property or method `gender`, else their attribute of that name. */
export function genderOf(entity: Entity): Gender {
  const own: unknown = "gender" in entity ? entity.gender : undefined;
  const said: unknown =
    typeof own === "function" ? own.call(entity) : (own ?? entity.attributes.get("gender"));
  return typeof said === "string" ? (genders[said.toLowerCase()] ?? "neutral") : "neutral";
}

import type { JsonValue } from "../../base/json.ts";

/** A value of a class with a registered codec, as the codec wrote it. */
export class CodedValue {
  readonly codec: string;
  readonly json: JsonValue;
  /** What it was decoded to; undefined is not yet. */
  decoded: unknown = undefined;

  constructor(codec: string, json: JsonValue) {
    this.codec = codec;
    this.json = json;
  }
}

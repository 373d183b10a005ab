import type { JsonValue } from "../../base/json.ts";
import { CodedValue } from "./coded-value.ts";

/**
 * How values of a class are kept in attributes. What `decode` returns is handed out as it is and must not be
 * changed: a change of it would go unnoticed.
 */
export interface ValueCodec<T extends object = object> {
  /** Stored with each value: it must not change. */
  readonly name: string;
  matches(value: object): value is T;
  encode(value: T): JsonValue;
  /** Null when there is no such thing any more. */
  decode(json: JsonValue): T | null;
  /** Is it something that comes and goes, such as a session? Then it is decoded at each reading. Default false. */
  readonly isReference?: boolean;
}

/** The classes whose values attributes can hold. */
export class ValueCodecs {
  readonly #codecs = new Map<string, ValueCodec>();

  /** A later codec of the same name takes the place of the earlier one. */
  register<T extends object>(codec: ValueCodec<T>): void {
    this.#codecs.set(codec.name, codec);
  }

  /** Null when no codec is for such a value. */
  encode(value: object): CodedValue | null {
    for (const codec of this.#codecs.values()) {
      if (codec.matches(value)) return new CodedValue(codec.name, codec.encode(value));
    }
    return null;
  }

  /** Null when the codec is gone, or says that the thing is. */
  decode(coded: CodedValue): object | null {
    const codec = this.#codecs.get(coded.codec);
    if (codec === undefined) return null;
    if (codec.isReference === true) return codec.decode(coded.json);
    coded.decoded ??= codec.decode(coded.json);
    return (coded.decoded as object | null | undefined) ?? null;
  }
}

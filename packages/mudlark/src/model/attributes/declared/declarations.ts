import type { AttributeType } from "./attribute-type.ts";

/** One declared attribute of a class. */
export interface Declaration {
  /** Name of the property. */
  readonly name: string;
  /** Under which the value is stored. */
  readonly key: string;
  readonly category: string | null;
  readonly address: string;
  readonly type: AttributeType;
  /** The default, when it is the same simple value for every entity; else undefined. */
  readonly constant: null | boolean | number | string | bigint | undefined;
}

/** The declared attributes of a class, inherited ones included, by address. */
export type Declarations = ReadonlyMap<string, Declaration>;

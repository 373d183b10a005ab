/**
 * One entity as the store keeps it: flat, and free of anything that only the model understands.
 *
 * Texts that hold JSON are written by the model and handed back exactly as they were.
 */
export interface EntityRow {
  /** "object", "account", "script", "channel" …: kinds are registered above the store. */
  readonly kind: string;
  /** Positive, counted per kind, never used twice. */
  readonly id: number;
  /** Stable id of the class, not the name of a file. */
  readonly classId: string;
  /** "object", "character", "room", "exit", or "" for what is not an object. */
  readonly content: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly location: number | null;
  readonly home: number | null;
  readonly destination: number | null;
  /** JSON text, null when there are none. */
  readonly aliases: string | null;
  /** JSON text, null when there are none. */
  readonly tags: string | null;
  /** A lock string, null when there is none. */
  readonly locks: string | null;
  /** JSON text: attributes, permissions and the fields of its kind; null when there are none. */
  readonly body: string | null;
}

/** The fields of a row in the order in which they are laid down. */
export type EntityCells = readonly [
  kind: string,
  id: number,
  classId: string,
  content: string,
  key: string,
  createdAt: number,
  location: number | null,
  home: number | null,
  destination: number | null,
  aliases: string | null,
  tags: string | null,
  locks: string | null,
  body: string | null,
];

export interface EntityId {
  readonly kind: string;
  readonly id: number;
}

/** Which lines of a session are done for good, so that none runs twice after a crash (design §5). */
export interface SessionMark {
  /** The incarnation of the gateway that gave the session its number. */
  readonly gateway: string;
  readonly session: number;
  /** Of `state`: which change of the session it is. */
  readonly revision: number;
  /** Numbers of the last lines that are durable, oldest first; at most 64. */
  readonly lines: readonly number[];
  /** JSON text: the session's synced fields as of this turn. */
  readonly state: string;
}

/**
 * What a run of whole turns changed. It is stored whole or not at all, in order.
 *
 * Everything in it is a result, never a difference, so storing a batch twice does no harm. An entity, setting or
 * session is named once: either with its new state or as removed.
 */
export interface Batch {
  /** One more than that of the batch before; the first of an empty store is 1. */
  readonly sequence: number;
  readonly put: readonly EntityRow[];
  readonly remove: readonly EntityId[];
  /** The highest id given so far, for the kinds where that grew: so that no id is given twice (I10). */
  readonly highestIds: readonly EntityId[];
  /** ServerConfig as JSON text; null removes. */
  readonly settings: readonly { readonly key: string; readonly value: string | null }[];
  readonly marks: readonly SessionMark[];
  readonly forgetMarks: readonly { readonly gateway: string; readonly session: number }[];
  /** Forget, before `marks` are stored, those of every gateway incarnation but this one; null forgets none. */
  readonly forgetGatewaysExcept: string | null;
  /** Reaches the disk's platters before it is acknowledged, whatever the store's durability (D2). */
  readonly sync: boolean;
}

/** A batch that changes nothing, to be filled in. */
export const emptyBatch: Batch = {
  sequence: 0,
  put: [],
  remove: [],
  highestIds: [],
  settings: [],
  marks: [],
  forgetMarks: [],
  forgetGatewaysExcept: null,
  sync: false,
};

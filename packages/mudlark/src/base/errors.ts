/**
 * Every error that Mudlark throws on purpose has a code that never changes meaning and is never used twice.
 * Codes are for programs, logs and the manual; the message is for the person.
 */
const errorCodes = {
  ARCHIVE_INVALID: "a backup is damaged, or not one that this version can read",
  ATTRIBUTE_DETACHED: "a structure was changed whose attribute is gone or has another value",
  ATTRIBUTE_KEY: "the key or the category of an attribute is too long",
  ATTRIBUTE_MISSING: "an attribute that was asked for does not exist",
  ATTRIBUTE_VALUE: "a value that an attribute cannot hold",
  CERTIFICATE_INVALID: "a certificate or its private key cannot be used; the message says why",
  ACCOUNT_NAME: "another account has that name",
  CHANNEL_NAME: "the name of a channel is taken, or is none",
  CLASS_INVALID: "a class cannot be registered as it is",
  CLASS_UNKNOWN: "no class is registered under that name",
  COMMAND_INVALID: "the declaration of a command has a mistake",
  CONFIG_INVALID: "the configuration has mistakes; the message lists all of them",
  DIALOG_INVALID: "a menu or an editor cannot be used as it is",
  ENTITY_DELETED: "the entity was deleted",
  ENTITY_KEY: "the name of an entity is too long, or no text",
  ENTITY_LOOP: "a thing cannot be inside itself",
  ENTITY_MISSING: "an entity that was named does not exist",
  GAME_INVALID: "the game's code could not be loaded",
  HELP_NAME: "the name of a help entry is taken, or is none",
  HOOK_LOOP: "hooks call each other in a circle",
  LINK_BUSY: "another gateway listens where this one wants to",
  LINK_CLOSED: "the other process is gone",
  LINK_FRAME: "a frame on the link broke the format",
  LINK_REFUSED: "the other side of the link has another secret or speaks another version",
  LOCK_SYNTAX: "a lock string could not be read; the message names the place",
  LISTEN_FAILED: "a port or address could not be listened on",
  NICK_INVALID: "a nick whose pattern or replacement cannot be used; the message is for whoever typed it",
  PROTOTYPE_INVALID: "a prototype has mistakes; the message lists all of them",
  READ_ONLY: "something stored was changed where the world may only be looked at",
  STORE_CLOSED: "the store was closed before the call",
  STORE_EPOCH: "another world has taken over this store; this one may not write any more",
  STORE_FAILED: "the store could not write",
  STORE_LOCKED: "another world holds this store",
  STORE_MISSING: "there is no store where one was expected",
  STORE_OUTDATED: "the store was made by an older version, and may not be changed without leave",
  STORE_SCHEMA: "the store was made by a newer version, or by another program",
  TAG_INVALID: "a tag, alias or permission is too long",
  TAG_MISSING: "a tag that was asked for is not there",
  TEMPLATE_CALL: "a message calls a function that there is not, or that came to nothing",
  TIMER_CALL: "a timer cannot call that, now or after a restart",
  TIMER_MISSING: "there is no such timer",
  TURN_CLOSED: "the world was changed outside of a turn",
  WORLD_FROZEN: "this world has handed over and may not change anything any more",
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * An error with a stable code.
 *
 * @example
 * throw new MudlarkError("STORE_LOCKED", "the game in ./keep is already running (process 4711)");
 */
export class MudlarkError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MudlarkError";
    this.code = code;
  }
}

/** Is this one of ours, and with that code? */
export function hasCode(error: unknown, code: ErrorCode): error is MudlarkError {
  return error instanceof MudlarkError && error.code === code;
}

/** The message of whatever was thrown, for a log line or a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { utf8Bytes } from "../bytes.ts";

/** Line modes of MXP: what a client does with `<` in the text that follows. */
export const mxpLineMode = {
  /** Only harmless tags, up to the end of the line. */
  OPEN: 0,
  /** All tags, up to the end of the line. */
  SECURE: 1,
  /** No tags, up to the end of the line. */
  LOCKED: 2,
  /** Closes all tags and goes back to the mode that was set first. */
  RESET: 3,
  /** One tag, which must follow at once, is secure. */
  SECURE_TAG: 4,
  LOCK_OPEN: 5,
  LOCK_SECURE: 6,
  LOCK_LOCKED: 7,
} as const;

/** The bytes that switch a client to a line mode: `ESC [ <mode> z`. */
export function mxpModeBytes(mode: (typeof mxpLineMode)[keyof typeof mxpLineMode]): Uint8Array {
  return utf8Bytes(`\x1B[${mode}z`);
}

import type { LockFunction } from "../lock-function.ts";
import { type LockSubject, unwrapSubject } from "../lock-subject.ts";

/** `tag(key)`, `tag(key, category)`: is whoever wants something tagged so? */
export const tag = tagFunction((accessor) => unwrapSubject(accessor));
/** The same of what they want it of. */
export const objtag = tagFunction((_accessor, accessed) => unwrapSubject(accessed));
/** The same of the place where that is. */
export const objloctag = tagFunction((_accessor, accessed) => unwrapSubject(accessed).location ?? null);

function tagFunction(
  bearerOf: (accessor: LockSubject, accessed: LockSubject) => LockSubject | null,
): LockFunction {
  return ({ list: [key = "", category] }) => {
    const options = { category: category ?? null };
    return (accessor, accessed) => bearerOf(accessor, accessed)?.tags?.has(key, options) ?? false;
  };
}

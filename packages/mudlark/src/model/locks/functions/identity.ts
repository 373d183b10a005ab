import type { LockFunction, LockWorld } from "../lock-function.ts";
import type { LockSubject } from "../lock-subject.ts";

/** `self()`: is it the thing itself? */
export const self: LockFunction = () => (accessor, accessed) => accessor === accessed;

/** `id(5)`, `id(#5)`, `dbref(#5)`: is it that object? An account of the same number is somebody else. */
export const id: LockFunction = ({ list: [text = ""] }) => {
  const wanted = idIn(text);
  return (accessor) => wanted !== null && accessor.kind === "object" && accessor.id === wanted;
};

/** `pid(5)`, `pdbref(#5)`: is it that account, or something it plays? */
export const pid: LockFunction = ({ list: [text = ""] }) => {
  const wanted = idIn(text);
  return (accessor, _accessed, { world }) => wanted !== null && accountBehind(accessor, world)?.id === wanted;
};

/** The number in `5` or `#5`, or null. */
export function idIn(text: string): number | null {
  const digits = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The accessor itself when it is an account, else the account that plays it. */
export function accountBehind(accessor: LockSubject, world: LockWorld): LockSubject | null {
  if (accessor.kind === "account") return accessor;
  return accessor.kind === "object" ? world.accountOf(accessor) : null;
}

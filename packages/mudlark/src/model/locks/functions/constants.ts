import type { LockFunction } from "../lock-function.ts";

/** `true()`, `all()` */
export const always: LockFunction = () => () => true;

/** `false()`, `none()`, `superuser()`: superusers have passed before anything is asked. */
export const never: LockFunction = () => () => false;

import type { MoveDetails, MoveOptions } from "./move-options.ts";
import { isInside } from "./is-inside.ts";
import { moveWords } from "./move-words.ts";

/** What moving asks of things and places; `WorldObject` says what each means. */
export interface Movable<T> {
  location: T | null;
  readonly destination: T | null;
  readonly isDeleted: boolean;
  atPreMove(destination: T, details: MoveDetails): boolean;
  atPreObjectLeave(leaving: T, destination: T, details: MoveDetails): boolean;
  atPreObjectReceive(arriving: T, source: T | null, details: MoveDetails): boolean;
  atObjectLeave(leaving: T, destination: T, details: MoveDetails): void;
  announceMoveFrom(destination: T, details: MoveDetails): void;
  announceMoveTo(source: T | null, details: MoveDetails): void;
  atObjectReceive(arrived: T, source: T | null, details: MoveDetails): void;
  atPostMove(source: T | null, details: MoveDetails): void;
  msg(text: string): void;
}

/** Runs something; when it throws, all that it did and said is undone. */
type Attempt = <R>(
  work: () => R,
) => { readonly ok: true; readonly value: R } | { readonly ok: false; readonly error: unknown };

/** What a move needs of the world. */
export interface MoveWorld {
  readonly attempt: Attempt;
  /** A hook threw, and the move was undone. */
  readonly onFailure: (error: unknown, details: MoveDetails) => void;
}

/**
 * Takes a thing somewhere, with all hooks in order (`world.md` §9.3). Nobody is asked for permission: that is the
 * caller's business.
 *
 * @returns is it there now? When a hook throws, nothing has happened; one that deletes the thing has its way
 */
export function moveObject<T extends Movable<T>>(
  mover: T,
  to: T | null,
  options: MoveOptions<T>,
  world: MoveWorld,
): boolean {
  const {
    quiet = false,
    emitTo = mover,
    useDestination = true,
    toNone = false,
    moveHooks = true,
    ...facts
  } = options;
  if (to === null) {
    if (toNone) mover.location = null;
    else emitTo.msg(moveWords.nowhereToGo());
    return toNone;
  }
  const destination = useDestination ? (to.destination ?? to) : to;
  if (isInside(destination, mover)) {
    emitTo.msg(moveWords.insideItself());
    return false;
  }
  const details: MoveDetails = { moveType: "move", forced: false, ...facts };
  const result = world.attempt(() => {
    const source = mover.location;
    if (moveHooks && !mayMove(mover, source, destination, details) && !details.forced) return false;
    if (moveHooks) source?.atObjectLeave(mover, destination, details);
    if (mover.isDeleted) return false;
    if (!quiet) mover.announceMoveFrom(destination, details);
    mover.location = destination;
    if (!quiet) mover.announceMoveTo(source, details);
    if (moveHooks) destination.atObjectReceive(mover, source, details);
    if (moveHooks && !mover.isDeleted) mover.atPostMove(source, details);
    return !mover.isDeleted;
  });
  if (result.ok) return result.value;
  world.onFailure(result.error, details);
  return false;
}

/** Asks all three, but only as far as the first refusal, unless the move is forced. */
function mayMove<T extends Movable<T>>(
  mover: T,
  source: T | null,
  destination: T,
  details: MoveDetails,
): boolean {
  const { forced } = details;
  if (!mover.atPreMove(destination, details) && !forced) return false;
  if (source !== null && !source.atPreObjectLeave(mover, destination, details) && !forced) return false;
  return destination.atPreObjectReceive(mover, source, details);
}

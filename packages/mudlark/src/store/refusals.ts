import { MudlarkError } from "../base/errors.ts";

export function storeClosed(): MudlarkError {
  return new MudlarkError("STORE_CLOSED", "the store is not open");
}

export function storeTakenOver(): MudlarkError {
  return new MudlarkError(
    "STORE_EPOCH",
    "this world let go of the store, or another one has taken it: what this one does is no longer kept",
  );
}

export function noWorldAt(place: string): MudlarkError {
  return new MudlarkError("STORE_MISSING", `there is no world in ${place}`);
}

/** A batch is the next one, or the last one again. */
export function requireSequence(sequence: number, stored: number): void {
  if (sequence === stored || sequence === stored + 1) return;
  throw new RangeError(`batch ${sequence} cannot follow batch ${stored}`);
}

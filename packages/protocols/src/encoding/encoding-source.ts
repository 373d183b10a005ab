/**
 * Why a client's encoding is what it is, weakest reason first: a weaker source never overrides a stronger one
 * (`protocols.md` §3.3).
 *
 * - `default` nothing is known
 * - `guess` a line was not valid UTF-8
 * - `mtts` the client's MTTS value, or its name, says that it does not use UTF-8
 * - `seen` a line held a valid UTF-8 sequence
 * - `environ` the client's CHARSET variable (MNES)
 * - `charset` agreed by the CHARSET option
 * - `user` the player chose it
 */
export type EncodingSource = "default" | "guess" | "mtts" | "seen" | "environ" | "charset" | "user";

const strength: Readonly<Record<EncodingSource, number>> = {
  default: 0,
  guess: 1,
  mtts: 2,
  seen: 3,
  environ: 4,
  charset: 5,
  user: 6,
};

/** May a finding from `next` replace one from `current`? Equal sources may: the newest word counts. */
export function mayOverride(next: EncodingSource, current: EncodingSource): boolean {
  return strength[next] >= strength[current];
}

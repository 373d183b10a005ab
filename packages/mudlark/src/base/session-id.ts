/**
 * A session's number: which gateway gave it, and its number there. One gateway is number 0, so the first session
 * of a small server is simply 1. Numbers only grow and are never used twice while a process that knew them lives
 * (`sessions.md` I7).
 */
export type SessionId = number;

const perGateway = 2 ** 32;

export function makeSessionId(gateway: number, count: number): SessionId {
  if (!Number.isInteger(gateway) || gateway < 0 || gateway > 0xffff) throw new RangeError("gateway number");
  if (!Number.isInteger(count) || count < 1 || count >= perGateway) throw new RangeError("session count");
  return gateway * perGateway + count;
}

export function countOf(session: SessionId): number {
  return session % perGateway;
}

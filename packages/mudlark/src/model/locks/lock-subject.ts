/**
 * What lock functions may look at in whoever wants something, and in what they want it of. Entities have all of it;
 * a command has only `obj`, the object that offers it.
 */
export interface LockSubject {
  readonly kind?: string;
  readonly id?: number | null;
  readonly key?: string;
  readonly isSuperuser?: boolean;
  readonly location?: LockSubject | null;
  readonly contents?: readonly LockSubject[];
  readonly obj?: LockSubject | null;
  readonly aliases?: { all(): readonly string[] };
  readonly tags?: { has(key: string, options: { category: string | null }): boolean };
  readonly permissions?: { all(): readonly string[] };
  readonly attributes?: { has(key: string): boolean; get(key: string): unknown };
}

/** The thing that a command or a script belongs to, or the subject itself. */
export function unwrapSubject(subject: LockSubject): LockSubject {
  return subject.obj ?? subject;
}

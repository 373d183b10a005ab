/** Who may do what with attributes: asked only when an accessor is named (`world.md` §4.1). */
export interface AttributeGuard {
  /** May they create attributes on this entity (`attrcreate`)? */
  mayCreate(accessor: object, otherwise: boolean): boolean;
  /** Refuses what is no lock string. @throws LockSyntaxError */
  checkLocks(locks: string): void;
  /** Does a lock of an attribute let them? What cannot be read counts as closed. */
  mayUse(accessor: object, locks: string, type: "attrread" | "attredit", otherwise: boolean): boolean;
}

/** Who may do what with attributes: asked only when an accessor is named (`world.md` §4.1). */
export interface AttributeGuard {
  /** May they create attributes on this entity (`attrcreate`)? */
  mayCreate(accessor: object, otherwise: boolean): boolean;
  /** Does a lock of an attribute let them? */
  mayUse(accessor: object, locks: string, type: "attrread" | "attredit", otherwise: boolean): boolean;
}

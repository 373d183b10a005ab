/**
 * The world as its entities see it. There is one implementation, the kernel, which declares itself here: the types of
 * entity and kernel need each other, and imports may not run in a circle.
 */
// eslint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface
export interface Game {}

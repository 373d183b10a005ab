/** What an argument may look at while it is parsed. */
export interface ArgumentScope {
  readonly caller: object;
}

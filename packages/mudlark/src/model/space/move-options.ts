/** What hooks are told about a move. Whoever moves something may add facts of their own. */
export interface MoveDetails {
  /** Why it moves: move, traverse, teleport, get, give, drop, or a word of the game's own. */
  readonly moveType: string;
  /** Does it take place whatever the hooks say? So it is when a room goes away. */
  readonly forced: boolean;
  readonly [fact: string]: unknown;
}

export interface MoveOptions<T = unknown> {
  /** Says nothing to the rooms. Default false. */
  readonly quiet?: boolean;
  /** Who is told why it was not even tried. Default: what moves. */
  readonly emitTo?: T;
  /** When the destination is an exit: does it mean where that leads? Default true. */
  readonly useDestination?: boolean;
  /** Does a missing destination mean out of the world? Default false. */
  readonly toNone?: boolean;
  /** Are hooks asked and told? Default true. */
  readonly moveHooks?: boolean;
  /** Default "move". */
  readonly moveType?: string;
  /** Hooks are asked, but cannot stop it. Default false. */
  readonly forced?: boolean;
  readonly [fact: string]: unknown;
}

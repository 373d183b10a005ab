/** What the pages tell about the game. */
export interface SiteFacts {
  readonly name: string;
  /** One line under the name; may be empty. */
  readonly slogan: string;
  /** Where telnet clients come in; null when they cannot. */
  readonly telnet: {
    readonly host: string;
    readonly ports: readonly number[];
    /** Ports for TLS. */
    readonly tlsPorts: readonly number[];
  } | null;
  /** People in the game at this moment. */
  readonly playersOnline: () => number;
}

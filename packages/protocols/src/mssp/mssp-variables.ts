/**
 * A server's description for MSSP: names in upper case with spaces, values as text or numbers. Several values of one
 * variable stand least important first, the default last (`protocols.md` §6.1).
 */
export type MsspVariables = Readonly<Record<string, string | number | readonly (string | number)[]>>;

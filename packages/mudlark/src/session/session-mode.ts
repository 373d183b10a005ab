/**
 * How sessions of one account live together (`sessions.md` §8.1): 0, the newest replaces the others; 1, all mirror
 * each other; 2, each plays a character of its own; 3, several may play the same one.
 */
export type SessionMode = 0 | 1 | 2 | 3;

import { Character } from "./character.ts";
import { Exit } from "./exit.ts";
import { Room } from "./room.ts";
import { Thing } from "./thing.ts";

/** The classes that every game has. */
export const stockClasses = { Thing, Character, Room, Exit } as const;

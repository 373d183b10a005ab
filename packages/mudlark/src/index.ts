export * from "./api.ts";
export { Character } from "./stock/classes/character.ts";
export { Exit } from "./stock/classes/exit.ts";
export { Room } from "./stock/classes/room.ts";
export { Thing } from "./stock/classes/thing.ts";
export type { BatchCode, BatchCodeTools } from "./stock/commands/batch/batchcode.ts";

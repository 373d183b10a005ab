export { testGame, TestGame } from "./test-game.ts";
export type { CallOptions, CallResult, TestGameOptions, TestPlayer } from "./test-game.ts";

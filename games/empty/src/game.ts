import { defineGame } from "mudlark";

/** Your game's code: what it adds to what every Mudlark world has. */
export default defineGame({});

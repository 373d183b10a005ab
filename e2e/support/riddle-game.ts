/** A game with a question whose answer would do as a command, and with one that can be had wrong. */
export const riddleGame = `
import { command, defineGame } from "mudlark";

const riddle = command({
  key: "riddle",
  help: "Answer a riddle.",
  async run(ctx) {
    const answer = await ctx.ask("What has teeth and cannot eat?");
    ctx.msg(\`You answered: \${answer}.\`);
  },
});

export default defineGame({ commands: { character: [riddle] } });
`;

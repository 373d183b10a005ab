/** What handling things says, when nobody says it better. */
export const objectWords = {
  cannotDrop: (name: string) => `You cannot drop ${name}.`,
};

/** What this browser remembers for the game, if its owner lets it. */
export const deviceMemory = {
  recall(key: string): string | null {
    try {
      return localStorage.getItem(`mudlark.${key}`);
    } catch {
      return null;
    }
  },

  remember(key: string, value: string): void {
    try {
      localStorage.setItem(`mudlark.${key}`, value);
    } catch {
      // Storage is full or forbidden: what is not remembered is typed again.
    }
  },
};

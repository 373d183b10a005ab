/** How speech is told, when nobody tells it better. Templates of `msgContents`. */
export const speechWords = {
  youSay: 'You say, "{speech}"',
  says: '{object} says, "{speech}"',
  youWhisper: 'You whisper to {allReceivers}, "{speech}"',
  whispers: '{object} whispers to you, "{speech}"',
} as const;

/** How speech is told, when nobody tells it better. Templates of `msgContents`. */
export const speechWords = {
  youSay: 'You say, "{speech}"',
  says: '$You(object) says, "{speech}"',
  youWhisper: 'You whisper to {allReceivers}, "{speech}"',
  whispers: '$You(object) $conj(whisper, object) to you, "{speech}"',
  yourself: "yourself",
} as const;

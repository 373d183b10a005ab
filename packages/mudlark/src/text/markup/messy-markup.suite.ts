import fc from "fast-check";

/** Texts that try to confuse whoever reads markup: codes, halves of codes, control characters, odd letters. */
export const messyMarkup: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ..."|[]#=!lcteunrRhHx059f*^/->_{ a\n\t\r\x1B\x07\x9B\x7F\0",
      "||",
      "|lc",
      "|lu",
      "|lt",
      "|le",
      "https://a.example/",
      "é",
      "日",
      "e\u0301",
      "\uFE0F",
      "❤",
      "👨\u200D👩\u200D👧",
      "🏽",
      "\uD83D",
      "\uDE00",
      "\u2500",
    ),
    maxLength: 60,
  }),
  fc.string({ unit: "binary" }),
);

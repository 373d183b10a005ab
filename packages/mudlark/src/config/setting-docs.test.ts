import { describe, expect, it } from "vitest";
import { explainConfig } from "./resolve-config.ts";
import { docsIn, settingDocs } from "./setting-docs.ts";

describe("settingDocs", () => {
  it("has words about every setting", () => {
    const docs = settingDocs();
    const all = explainConfig({ directory: "/games/quay", mode: "production", file: {}, environment: {} });
    expect(all.filter((entry) => (docs.get(entry.path) ?? "") === "").map((entry) => entry.path)).toEqual([]);
    expect(docs.get("web.port")).toBe("One port for the site, its files and the WebSocket at `/ws`.");
  });

  it("joins lines, and gives a setting without a comment that of its group", () => {
    const source = `
export const schema = {
  /** A door. */
  door: {
    /**
     * How wide it is,
     * in feet.
     */
    width: setting(
      number,
      3,
    ),
    lock: {
      /** Of brass? */
      brass: setting(flag, true),
      keys: setting(number, 1),
    },
  },
  bell: setting(flag, false),
} as const;
`;
    expect(Object.fromEntries(docsIn(source))).toEqual({
      "door.width": "How wide it is, in feet.",
      "door.lock.brass": "Of brass?",
      "door.lock.keys": "A door.",
      bell: "",
    });
  });
});

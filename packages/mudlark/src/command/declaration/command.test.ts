import { describe, expect, it } from "vitest";
import { arg } from "../arguments/arg.ts";
import { optional, sep, seq } from "../arguments/combinators.ts";
import { flag, valued } from "../arguments/switches.ts";
import { command } from "./command.ts";
import { helpOf } from "./command-help.ts";
import { completeArguments } from "./complete.ts";
import { describeCommand } from "./describe-command.ts";
import { usageOf } from "./usage.ts";
import type { Caller } from "../actors.ts";
import type { ArgumentScope } from "../arguments/argument-scope.ts";

const viewer = {} as Caller;

const post = command({
  key: "Post",
  aliases: ["@post", "post", "MAIL"],
  category: " Chat ",
  help: "\nWrite to somebody.\n",
  examples: ["post Bob = hello"],
  switches: { quiet: flag("without a bell"), copies: valued(arg.int("count", { min: 1 }), "more than one") },
  args: seq(
    arg.oneOf("place", ["board", "box"]),
    arg.phrase("who"),
    sep("=", " to "),
    arg.text("message"),
    optional(seq(sep(":"), arg.oneOf("mood", ["glad", "grim", "sad"]))),
  ),
  run() {},
});

describe("declaring a command", () => {
  it("keeps the key as written and drops aliases that are there already", () => {
    expect(post.key).toBe("Post");
    expect(post.aliases).toEqual(["@post", "MAIL"]);
    expect(post.names.map(({ folded }) => folded)).toEqual(["post", "@post", "mail"]);
    expect(post.category).toBe("chat");
    expect(Object.isFrozen(post)).toBe(true);
  });

  it.each([
    [undefined, "cmd:all()"],
    ["cmd:perm(Builder)", "cmd:perm(Builder)"],
    ["edit:id(1)", "edit:id(1);cmd:all()"],
    [" CMD : false() ; ", "CMD : false()"],
  ])("guards it by default: %j", (locks, expected) => {
    expect(command({ key: "x", ...(locks === undefined ? {} : { locks }), run() {} }).locks).toBe(expected);
  });

  it.each([
    [{ key: " " }, /empty/],
    [{ key: "x".repeat(81) }, /longer than 80/],
    [{ key: "x", aliases: [""] }, /empty/],
    [{ key: "x", locks: "perm(Builder)" }, /type:rule/],
    [{ key: "x", args: seq(arg.word("a"), arg.word("a")) }, /two arguments/],
  ])("refuses mistakes with a code: %j", (options, message) => {
    expect(() => command({ ...options, run() {} })).toThrow(
      expect.objectContaining({
        code: "COMMAND_INVALID",
        message: expect.stringMatching(message) as string,
      }) as Error,
    );
  });

  it("lets another command inherit", () => {
    const mail = post.extend({ key: "mail", aliases: [], help: "Another way to write." });
    expect(mail.key).toBe("mail");
    expect(mail.grammar).toEqual(post.grammar);
    expect(mail.category).toBe("chat");
    expect(post.key).toBe("Post");
  });
});

describe("what one declaration gives", () => {
  it("a usage line", () => {
    expect(usageOf(post)).toBe(
      "Post[/quiet][/copies:<count>] <board|box> <who> = <message> [: <glad|grim|sad>]",
    );
    expect(usageOf(post, "mail")).toMatch(/^mail\[/);
    expect(usageOf(command({ key: "x", run() {} }))).toBe("x");
    expect(usageOf(command({ key: "x", rawArgs: true, run() {} }))).toBe("x [<text>]");
  });

  it("help", () => {
    expect(helpOf(post, viewer)).toEqual({
      key: "Post",
      aliases: ["@post", "MAIL"],
      category: "chat",
      usage: usageOf(post),
      text: "Write to somebody.",
      switches: [
        ["/quiet", "without a bell"],
        ["/copies:<count>", "more than one"],
      ],
      separators: [["=", ["to"]]],
      examples: ["post Bob = hello"],
    });
    const personal = command({ key: "x", help: () => "for you", run() {} });
    expect(helpOf(personal, viewer).text).toBe("for you");
  });

  it("a description for machines", () => {
    const described = describeCommand(post);
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
    expect(described).toMatchObject({
      key: "Post",
      switches: [
        { name: "quiet", value: null },
        { name: "copies", value: { kind: "int", min: 1 } },
      ],
      arguments: [
        { part: "argument", name: "place", kind: "enum", choices: ["board", "box"] },
        { part: "argument", name: "who", kind: "phrase" },
        { part: "separator", delimiters: ["=", " to "] },
        { part: "argument", name: "message", kind: "text" },
        { part: "optional", parts: [{ part: "separator" }, { name: "mood" }] },
      ],
    });
  });

  it.each([
    ["/q", "q", ["quiet"]],
    ["/quiet/c", "c", ["copies"]],
    ["/", "", ["quiet", "copies"]],
    [" b", "b", ["board", "box"]],
    [" bo", "bo", ["board", "box"]],
    [" box Bo", "Bo", []],
    [" box Bob = hi : g", "g", ["glad", "grim"]],
    ["/quiet box", "box", ["box"]],
  ])("completion of %j", (text, replaced, values) => {
    expect(completeArguments(post, text, {} as ArgumentScope)).toEqual({ replaces: replaced.length, values });
  });
});

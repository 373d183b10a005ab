import { z } from "zod";
import { parseDuration } from "../base/parse-duration.ts";
import {
  atLeast,
  calendar,
  channel,
  limit,
  msspFields,
  names,
  objectId,
  pattern,
  secureAddress,
  text,
} from "./setting-values.ts";
import { listenerSettings } from "./listener-settings.ts";
import { setting, type DefaultContext, type Given, type Mode, type Resolved } from "./setting.ts";

const mebibyte = 1024 * 1024;

/**
 * Every setting of a game (`web-and-operations.md` §3). The comments show when you point at a key in an editor.
 */
export const schema = {
  game: {
    /** The game's name, everywhere. Default: the name of its folder. */
    name: setting(text.min(1), ({ directoryName }) => directoryName),
    /** One line under the name. */
    slogan: setting(text, ""),
    /** The host name that players type. */
    hostname: setting(text.min(1), "localhost"),
    /** A public address of the staff, shown by `help` at the login screen. */
    contact: setting(text.nullable(), null),
    /** How far the game is, for listings of games; null says nothing. */
    status: setting(z.enum(["Alpha", "Closed Beta", "Open Beta", "Live"]).nullable(), null),
    /**
     * What else listings of games are told by MSSP, by the names that these know, such as `GENRE` or `DISCORD`. What the
     * server knows by itself cannot be written here.
     */
    mssp: setting(msspFields, {}),
  },
  ...listenerSettings,
  network: {
    /** Listen on this machine only, whatever else is set. */
    lockdown: setting(z.boolean(), false, "restart"),
    /** Columns, when the client does not say. */
    clientWidth: setting(z.int().min(20).max(500), 78),
    /** Rows, when the client does not say. */
    clientHeight: setting(z.int().min(5).max(500), 45),
    /** What screen-reader mode removes from each line: a regular expression. */
    screenReaderStrip: setting(pattern, String.raw`\+-+|\+$|\+~|--+|~~+|==+`),
  },
  limits: {
    /** Connections taken in per second; the rest wait in a queue. */
    connectionsPerSecond: setting(limit, 20),
    /** Connections of one address at a time. */
    connectionsPerIp: setting(limit, 20),
    /** Lines per second and session; the rest is dropped with one notice. 0 or less: no limit. */
    commandsPerSecond: setting(limit, 80),
    /** Letters in a line; a longer one is dropped with a notice. 0 or less: no limit. */
    inputChars: setting(limit, 6000),
    /** Bytes that may wait for a client that does not read before it is disconnected. */
    outputBacklogBytes: setting(atLeast(1024), mebibyte),
    /** A line that is only this word keeps a connection alive and does nothing else; `idle` always works. */
    idleCommand: setting(text.min(1), "idle"),
    /** Seconds without input after which a session is closed, with a warning before. 0 or less: never. */
    idleTimeout: setting(limit, 0),
    /** Seconds after which a connection that never logged in and says nothing is closed. */
    preLoginTimeout: setting(atLeast(1), 300),
    /**
     * Seconds that a session is kept whose client broke off and cannot resume, such as telnet; its player takes it up
     * by logging in again.
     */
    linkdeadGrace: setting(atLeast(0), 0),
    /** What is kept per session while the world restarts. */
    outageQueue: {
      lines: setting(z.int().min(1), 100),
      kib: setting(z.int().min(1), 64),
    },
    /** Seconds without a world after which all connections are closed. */
    maxOutage: setting(atLeast(1), 900),
    /** A turn that holds the world longer than this is reported, in milliseconds. */
    commandTimeMs: setting(atLeast(1), 250),
  },
  throttle: {
    /** Wrong passwords per address. */
    login: {
      /** How many; null switches it off. */
      max: setting(z.int().min(1).nullable(), 5),
      /** Seconds. */
      window: setting(atLeast(1), 300),
    },
    /** Accounts made per address. */
    create: {
      /** How many; null switches it off. */
      max: setting(z.int().min(1).nullable(), 2),
      /** Seconds. */
      window: setting(atLeast(1), 600),
    },
    /** Wrong passwords per account name, from addresses that never logged in to it. */
    account: {
      /** How many; null switches it off. */
      max: setting(z.int().min(1).nullable(), 20),
      /** Seconds. */
      window: setting(atLeast(1), 300),
    },
  },
  security: {
    /** Letters that a password must have at least. */
    passwordMinLength: setting(z.int().min(1).max(256), 8),
    /** Letters that an account's name must have at least. */
    usernameMinLength: setting(z.int().min(1).max(30), 3),
    /** Letters that an account's name can have at most. */
    usernameMaxLength: setting(z.int().min(1).max(80), 30),
    /** Single blanks inside names. */
    usernameBlanks: setting(z.boolean(), false),
    /** Who may run `eval`: `superuser`, `developer`, or false for nobody. */
    liveCode: setting(
      z.union([z.literal("superuser"), z.literal("developer"), z.literal(false)]),
      "superuser",
    ),
    /** Milliseconds that a line of `eval` may hold the world before it is stopped. */
    liveCodeMs: setting(z.int().min(1).max(10_000), 2000),
    /**
     * With `web.tls`: for how many seconds browsers shall remember to come by HTTPS only. 0 to tell them to forget
     * it. Default: half a year.
     */
    hsts: setting(z.int().min(0), 15_552_000),
    /** Show the trace of an error in a command to everybody? Developers always see it. */
    showErrorsInGame: setting(z.boolean(), ({ mode }) => mode !== "production"),
  },
  storage: {
    /**
     * `sqlite:` and a path inside the game's folder; `postgres://user@host/database`, with the password in an
     * environment variable; or `memory:` to keep nothing.
     */
    url: setting(text.min(1), "sqlite:var/db/game.db", "restart"),
    /**
     * What cannot undo anything that somebody saw: `process`, a crash of any process; `power`, also a power cut,
     * at the price of waiting for the disk in each batch.
     */
    durability: setting(z.enum(["process", "power"]), "process", "restart"),
    /**
     * How much memory attributes may take that somebody has used, in MiB, roughly. Above it those that were not used
     * for the longest are packed again; all of them stay in memory, and the next use unpacks them.
     */
    cacheMaxMiB: setting(z.int().min(1), 512),
    /**
     * Bring a store that an older version made up to date at the start, without being asked? Default: not in
     * production, where a backup comes first.
     */
    autoMigrate: setting(z.boolean(), ({ mode }) => mode !== "production", "restart"),
  },
  backup: {
    /**
     * How long after the last one the running game makes a backup by itself, such as `12h` or `1d`; a minute at least.
     * Null: never. A world in memory has none.
     */
    every: setting(
      text.refine((length) => (parseDuration(length) ?? 0) >= 60, "a length of time such as 12h").nullable(),
      ({ mode }) => (mode === "test" ? null : "1d"),
    ),
    /** How many of those are kept. What `mudlark backup` wrote is never deleted. */
    keep: setting(z.int().min(1), 14),
    /**
     * Keep a copy of the store as it was when a newer version of Mudlark brings it up to date: a file beside the
     * database, or a schema beside that of PostgreSQL?
     */
    onUpgrade: setting(z.boolean(), true, "restart"),
    /** Folder of the backups, seen from the game's folder. Default: `backups` in `paths.var`. */
    dir: setting(text.min(1).nullable(), null),
  },
  channels: {
    /** Every new account listens to these; those that are missing are made at the start. */
    defaults: setting(z.array(channel), [
      { key: "Public", aliases: ["pub"], desc: "For everybody, about anything." },
      {
        key: "MudInfo",
        desc: "What the server has to tell its staff.",
        locks: "listen:perm(Admin);send:false();control:perm(Developer)",
      },
    ]),
    /** What is kept of what was said, for each channel. */
    history: {
      lines: setting(z.int().min(0), 10_000),
      /** Null for any age. */
      days: setting(z.int().min(1).nullable(), null),
    },
  },
  commands: {
    /** Leading characters that may be typed or left out. */
    ignorePrefixes: setting(text, "@&/+"),
    /** May the name of a command be cut to its first letters, three at least, where only one command begins so? */
    abbreviations: setting(z.boolean(), false),
    /** Who sees a command's answer; `auto` follows the session mode. */
    replyToAllSessions: setting(z.union([z.literal("auto"), z.boolean()]), "auto"),
  },
  batch: {
    /** Folders of batch files, from the game's folder; nothing outside of them is ever run. */
    dirs: setting(names, ["src/world/batch"]),
  },
  help: {
    /** Folders of help files, from the game's folder: Markdown, one topic each. */
    dirs: setting(names, ["src/world/help"]),
    /** Where texts are listed that name no category. */
    defaultCategory: setting(text.min(1), "general"),
    /** Where commands are listed that name no category. */
    commandCategory: setting(text.min(1), "general"),
    /** Show what does not fit on the screen page by page? */
    page: setting(z.boolean(), true),
    /** May the names in the index be clicked on, where the client can? */
    clickable: setting(z.boolean(), true),
  },
  world: {
    /** Where new characters start, as `#id`. */
    startLocation: setting(objectId, "#2", "new"),
    /** Where things go whose home is gone, as `#id`. */
    defaultHome: setting(objectId, "#2", "new"),
  },
  time: {
    /** Seconds of game time in a second. */
    factor: setting(z.number().positive().max(1_000_000), 2),
    /** Game time at the beginning, in seconds of the calendar; null for the first start. */
    epoch: setting(z.number().nullable(), null),
    /** Does game time go on while the server is stopped? */
    ignoreDowntime: setting(z.boolean(), false),
    /** `gregorian`, or months, weekdays and lengths of one's own. */
    calendar: setting(calendar, "gregorian"),
  },
  accounts: {
    /** Who may make an account with `create`: everybody, or nobody. */
    registration: setting(z.enum(["open", "invite", "closed"]), "open"),
    /** 0 one session, the newest wins · 1 sessions mirror each other · 2 one per character · 3 shared characters. */
    sessionMode: setting(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]), 0),
    /** Give a new account a character of the same name? */
    createCharacter: setting(z.boolean(), true),
    /** Enter the game at once as the last character? */
    autoPuppet: setting(z.boolean(), true),
    /** Characters per account; null for any number. Default: 1 in modes 0 and 1, else 5. */
    maxCharacters: setting(z.int().min(1).nullable(), (context) => (playsOneCharacter(context) ? 1 : 5)),
    /** Characters played at once; null for any number. Default: 1 in modes 0 and 1, else any number. */
    maxPuppets: setting(z.int().min(1).nullable(), (context) => (playsOneCharacter(context) ? 1 : null)),
    /** The permission that `maxPuppets` does not bind. */
    puppetBypass: setting(text.min(1), "Developer"),
    /** Sessions per account in modes 1 to 3. */
    maxSessions: setting(z.int().min(1), 16),
    /** Permissions from the lowest to the highest. */
    hierarchy: setting(names.min(1), ["Guest", "Player", "Helper", "Builder", "Admin", "Developer"]),
    /** What a new account may. */
    defaultPermission: setting(text.min(1), "Player"),
    /** Sign-in by an OpenID provider, for clients that can do it themselves; takes `client.signIn` of the game, too. */
    oauth: {
      /** Address of the provider's `.well-known/openid-configuration`; null for no provider. */
      discovery: setting(secureAddress.nullable(), null),
      /** The name under which the provider knows this game. */
      clientId: setting(text.min(1).nullable(), null),
      /** What proves to the provider that it is this game that asks, where it wants that. */
      clientSecret: setting(text.min(1).nullable(), null),
      /** What the provider is asked to tell. */
      scopes: setting(names.min(1), ["openid"]),
      /** Must clients bind each sign-in to themselves by a nonce? */
      nonce: setting(z.boolean(), true),
    },
  },
  guests: {
    /** Let people in with `connect guest`, without an account of their own? */
    enabled: setting(z.boolean(), false),
    /** What they are called; there can be as many at a time. */
    names: setting(
      names,
      Array.from({ length: 9 }, (_, index) => `Guest${index + 1}`),
    ),
    /** Where they begin, as `#id`. Default: where everybody begins. */
    start: setting(objectId.nullable(), null),
    /** Where they belong, as `#id`. Default: where they begin. */
    home: setting(objectId.nullable(), null),
  },
  lifecycle: {
    /** Tell everybody about a reload? */
    broadcast: setting(z.boolean(), true),
    /** What everybody is told, as markup. */
    messages: {
      reloading: setting(text, "|wThe world restarts, please hold on ...|n"),
      resetting: setting(text, "|wThe world is being reset, please hold on ...|n"),
      restarted: setting(text, "|w... the world has restarted.|n"),
    },
  },
  paths: {
    /** Where the game keeps what it writes: database, logs, run files. */
    var: setting(text.min(1), "var", "restart"),
  },
  log: {
    /** What is worth a line: `debug`, `info`, `warn` or `error`, and whatever is graver. */
    level: setting(z.enum(["debug", "info", "warn", "error"]), "info"),
    /** `json` for programs, `pretty` for people; `auto` is pretty at a terminal. */
    format: setting(z.enum(["auto", "json", "pretty"]), "auto"),
  },
} as const;

/** What a `mudlark.config.ts` may say. */
export type GameConfig = Given<typeof schema>;

/** The effective configuration: every setting has a value. */
export interface ResolvedConfig extends Resolved<typeof schema> {
  readonly mode: Mode;
  /** The game's folder, absolute. */
  readonly directory: string;
}

/** Modes 0 and 1 (design §9.13). */
function playsOneCharacter(context: DefaultContext): boolean {
  return Number(context.get("accounts.sessionMode")) < 2;
}

import type { SignInOffer, SignInProvider } from "@mudlark/protocols";
import { linkVersion } from "./messages.ts";
import type {
  AddressBan,
  GatewayMessage,
  GatewaySettings,
  Incident,
  Manner,
  RunningKind,
  ServeMode,
  SessionSnapshot,
  WorldCounts,
  WorldMessage,
} from "./messages.ts";
import type { Asking, KeptFrame, SessionPatch, SessionState } from "./session-state.ts";
import {
  isCount,
  isJson,
  isJsonObject,
  isNumber,
  isSession,
  isText,
  isTruth,
  listOf,
  nullOr,
  oneOf,
  partOf,
  shape,
  type Guard,
} from "./shape.ts";

/** Messages that cross as JSON `[type, [], fields]`. */
export type WorldControl = Exclude<WorldMessage, { readonly type: "turns" }>;
export type GatewayControl = Exclude<GatewayMessage, { readonly type: "input" }>;

/** What the fields of each message must look like. The types make sure that none is forgotten. */
type Shapes<M extends { readonly type: string }> = {
  readonly [T in M["type"]]: Guard<Omit<Extract<M, { readonly type: T }>, "type">>;
};
type Fields<T extends (WorldMessage | GatewayMessage)["type"]> = Omit<
  Extract<WorldMessage | GatewayMessage, { readonly type: T }>,
  "type"
>;

const isPing = shape<Fields<"ping">>({ id: isCount });
const isServeMode = oneOf<ServeMode>("start", "reload", "reset", "crash", "relink");
const isVerb = oneOf("reload", "reset", "shutdown");

/** How much of what is typed goes to what asks. */
export const isTakes = oneOf<Asking["takes"]>("line", "lines");
/** How a message is delivered. */
export const isManner = oneOf<Manner>("answer", "latest");
const isAsking = shape<Asking>({ kind: isText, takes: isTakes, returns: isTruth });

const patchFields: { readonly [K in keyof SessionPatch]-?: Guard<Exclude<SessionPatch[K], undefined>> } = {
  address: isText,
  protocolKey: isText,
  csessid: nullOr(isText),
  connTime: isNumber,
  loginTime: nullOr(isNumber),
  uid: nullOr(isCount),
  uname: nullOr(isText),
  puid: nullOr(isCount),
  cmdLast: isNumber,
  cmdLastVisible: isNumber,
  cmdTotal: isCount,
  flags: isJsonObject,
  serverData: isJsonObject,
  cmdsetStorage: listOf(isText),
  quelled: isTruth,
  greeted: isTruth,
  waiting: nullOr(isText),
  linkDead: isTruth,
  resumable: isTruth,
  asking: nullOr(isAsking),
  subscriptions: isJsonObject,
  frames: listOf(shape<KeptFrame>({ kind: isText, id: isText, state: isJson })),
};

/** A patch can change neither `id` nor `revision`. */
export const isSessionPatch: Guard<SessionPatch> = partOf<Required<SessionPatch>>(patchFields);

const isSessionState = shape<SessionState>({ ...patchFields, id: isSession, revision: isCount });

const isSettings = shape<GatewaySettings>({
  gameName: isText,
  commandsPerSecond: isNumber,
  inputChars: isNumber,
  connectionsPerSecond: isNumber,
  connectionsPerIp: isNumber,
  outputBacklogBytes: isNumber,
  outageLines: isNumber,
  outageBytes: isNumber,
  maxOutage: isNumber,
  preLoginTimeout: isNumber,
  linkdeadGrace: isNumber,
  resumeSeconds: isNumber,
  idleCommand: isText,
  loginDelayMs: isNumber,
  screenReaderStrip: isText,
  sbTimeoutMs: isNumber,
  mslp: isTruth,
  mccp: shape<GatewaySettings["mccp"]>({
    enabled: isTruth,
    windowBits: isNumber,
    memLevel: isNumber,
    level: isNumber,
    overTls: isTruth,
  }),
  trustedProxies: listOf(isText),
  allowedHosts: listOf(isText),
  hsts: isNumber,
  bans: listOf(shape<AddressBan>({ address: isText, until: nullOr(isNumber) })),
  clientWidth: isNumber,
  clientHeight: isNumber,
  signIn: shape<SignInOffer>({
    provider: nullOr(
      shape<SignInProvider>({
        location: isText,
        clientId: isText,
        scopes: listOf(isText),
        nonce: isTruth,
      }),
    ),
    page: isTruth,
  }),
  counts: nullOr(
    shape<WorldCounts>({ rooms: isCount, exits: isCount, things: isCount, helpTopics: isCount }),
  ),
});

const isIncident = shape<Incident>({
  cause: oneOf("hang", "death"),
  kind: oneOf<RunningKind>("line", "timer", "web", "hook", "event"),
  label: isText,
  session: nullOr(isSession),
  line: nullOr(isCount),
  dropped: isTruth,
});

const isHello = shape<Fields<"hello">>({
  secret: isText,
  version: isNumber,
  pid: isCount,
  role: oneOf("serve", "standby"),
});

/** Of another version's hello only that is known which lets us refuse it by name. */
const isAnyHello: Guard<Fields<"hello">> = (value): value is Fields<"hello"> =>
  isHello(value) ||
  (isJsonObject(value) &&
    isText(value["secret"]) &&
    isNumber(value["version"]) &&
    value["version"] !== linkVersion);

export const worldShapes: Shapes<WorldControl> = {
  hello: isAnyHello,
  opened: shape<Fields<"opened">>({ highestSession: isCount, settings: isSettings }),
  checkFailed: shape<Fields<"checkFailed">>({ error: isText }),
  checked: isJsonObject,
  ready: isJsonObject,
  released: isJsonObject,
  resumed: isJsonObject,
  settings: shape<Fields<"settings">>({ settings: isSettings }),
  request: shape<Fields<"request">>({ verb: isVerb, reason: isText, session: nullOr(isSession) }),
  controlReply: shape<Fields<"controlReply">>({ id: isCount, error: nullOr(isText), result: isJson }),
  stopped: isJsonObject,
  ping: isPing,
  pong: isPing,
};

export const gatewayShapes: Shapes<GatewayControl> = {
  refused: shape<Fields<"refused">>({ reason: isText }),
  takeOver: shape<Fields<"takeOver">>({ mode: isServeMode }),
  sessions: shape<Fields<"sessions">>({
    gateway: isText,
    mode: isServeMode,
    sessions: listOf(shape<SessionSnapshot>({ state: isSessionState, acknowledged: isCount })),
    closed: listOf(shape<Fields<"sessions">["closed"][number]>({ state: isSessionState, reason: isText })),
    incidents: listOf(isIncident),
  }),
  connect: shape<Fields<"connect">>({ state: isSessionState }),
  update: shape<Fields<"update">>({ session: isSession, patch: isSessionPatch }),
  disconnect: shape<Fields<"disconnect">>({ session: isSession, reason: isText }),
  handOver: shape<Fields<"handOver">>({ mode: oneOf("reload", "reset"), reason: isText }),
  resume: shape<Fields<"resume">>({ error: isText }),
  retire: isJsonObject,
  requestFailed: shape<Fields<"requestFailed">>({ verb: isVerb, session: nullOr(isSession), error: isText }),
  control: shape<Fields<"control">>({ id: isCount, verb: isText, args: isJsonObject }),
  stop: shape<Fields<"stop">>({ text: isText }),
  ping: isPing,
  pong: isPing,
};

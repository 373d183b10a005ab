/** Bytes of telnet (RFC 854, RFC 885) that follow IAC. */
export const command = {
  EOR: 239,
  SE: 240,
  NOP: 241,
  BRK: 243,
  IP: 244,
  AYT: 246,
  EC: 247,
  EL: 248,
  GA: 249,
  SB: 250,
  WILL: 251,
  WONT: 252,
  DO: 253,
  DONT: 254,
  IAC: 255,
} as const;

/** Options of telnet that we speak or treat in a way of their own. */
export const option = {
  ECHO: 1,
  SGA: 3,
  TIMING_MARK: 6,
  TTYPE: 24,
  EOR: 25,
  NAWS: 31,
  NEW_ENVIRON: 39,
  CHARSET: 42,
  MSDP: 69,
  MSSP: 70,
  MCCP2: 86,
  MCCP3: 87,
  MXP: 91,
  GMCP: 201,
} as const;

/** The four words of negotiation. */
export type NegotiationVerb = 251 | 252 | 253 | 254;

/** What options are called, by code: those of IANA's list that are met in the wild, and those of text worlds. */
const names: Readonly<Record<number, string>> = {
  0: "BINARY",
  1: "ECHO",
  3: "SGA",
  5: "STATUS",
  6: "TIMING-MARK",
  18: "LOGOUT",
  24: "TTYPE",
  25: "EOR",
  31: "NAWS",
  32: "TSPEED",
  33: "LFLOW",
  34: "LINEMODE",
  35: "XDISPLOC",
  36: "ENVIRON",
  37: "AUTHENTICATION",
  38: "ENCRYPT",
  39: "NEW-ENVIRON",
  42: "CHARSET",
  46: "START-TLS",
  69: "MSDP",
  70: "MSSP",
  85: "MCCP1",
  86: "MCCP2",
  87: "MCCP3",
  88: "MCCPX",
  90: "MSP",
  91: "MXP",
  93: "ZMP",
  102: "AARDWOLF",
  200: "ATCP",
  201: "GMCP",
};

/** The usual name of an option of telnet, such as `TTYPE`; `option 99` where there is none. */
export function optionName(code: number): string {
  return names[code] ?? `option ${code}`;
}

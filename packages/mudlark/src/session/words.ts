/**
 * Everything that sessions say to players by themselves, in one place, so that it can be reworded and translated.
 * The texts match the patterns of `sessions.md` §5.4. They are markup; names must be escaped by whoever calls.
 */
export const words = {
  loginUsage: "Usage: connect NAME (the password is asked for), or connect NAME PASSWORD",
  loginBad: "Incorrect name or password.",
  loginThrottled: "Too many wrong passwords. Wait a few minutes and try again.",
  loginExpired: "That saved login is no longer good. Log in with your password.",
  loginBanned: "You are banned from this game.",
  guestDisabled: "Guests are not enabled here. Make an account with |wcreate|n.",
  guestFull: "All guest names are in use at the moment. Try again later, or make an account with |wcreate|n.",
  guestLeave: "The game is being reset, and guests have to leave. You can come back at once.",
  idleKick: "You were idle for too long, and are disconnected.",
  idleWarn: (seconds: number) =>
    `|yYou are idle: type something within ${seconds} seconds, or you are disconnected.|n`,
  loginDisplaced: "You have logged in from elsewhere. This connection is closed.",
  loginFull: "You have too many sessions already.",
  createUsage: "Usage: create NAME (the password is asked for), or create NAME PASSWORD",
  createThrottled: "Too many new accounts came from your address. Wait a while and try again.",
  createDisabled: "New accounts are closed for now.",
  createUninvited:
    "New accounts are by invitation. That code is not one, or was used. Ask the staff for another.",
  createConfirm: (name: string) => `Make an account called "|w${name}|n"? [Y]/N`,
  createChanged: (name: string) => `Your name will be written |w${name}|n.`,
  createAborted: "Aborted: no account was made.",
  createOk: (name: string) =>
    `Your account was created. Enter the game with: |wconnect ${name}|n and your password.`,
  passwordsDiffer: "The two passwords differ.",
  passwordWrong: "That is not your old password.",
  passwordReplaced: "Your password was changed by the staff. Please log in again.",
  passwordChanged: "Your password was changed.",
  characterSlots: (most: number) =>
    `You have the maximum of ${most} ${most === 1 ? "character" : "characters"} already.`,
  quitLogin: "Goodbye!",
  puppetBecome: (name: string) => `You become |c${name}|n.`,
  puppetAlready: (name: string) => `You are already |c${name}|n.`,
  puppetDenied: (name: string) => `You have no permission to play ${name}.`,
  puppetTaken: (name: string) => `${name} is being played by another account.`,
  puppetLimit: (most: number) => `You cannot play more puppets at once (max ${most}).`,
  puppetNoLocation: (name: string) => `${name} has no location and no home.`,
  puppetSharing: (name: string) => `You are now sharing |c${name}|n with your other sessions.`,
  puppetShared: (name: string) => `|c${name}|n is now shared with another of your sessions.`,
  puppetTaking: (name: string) => `You are taking over |c${name}|n from another of your sessions.`,
  puppetTakenOver: (name: string) => `|c${name}|n is now played from another of your sessions.`,
  puppetDestroyed: (name: string) => `|c${name}|n was destroyed.`,
  accountDeleted: "Your account was deleted.",
  puppetGone: "The character that you played last is no longer there.",
  roomEntered: "{object} has entered the game.",
  roomLeft: "{object} has left the game.",
  roomLeftLost: "{object} has left the game (connection lost).",
  quitLast: "You quit. Come back soon!",
  quitOne: "You quit here; one session of yours is still connected.",
  quitMore: (count: number) => `You quit here; ${count} sessions of yours are still connected.`,
  notLoggedIn: "You are not logged in.",
  lineWasRun: "(The world restarted. What you typed last was done.)",
  lineKilledWorld: (line: string) =>
    `|rWhat you typed last made the world restart, so it was not run again:|n ${line}`,
  waitCancelled: (command: string) =>
    `(The world restarted in the middle of "${command}", which was cancelled. Please type it again.)`,
} as const;

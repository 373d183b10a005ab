import { charcreate } from "./account/charcreate.ts";
import { color } from "./account/color.ts";
import { chardelete } from "./account/chardelete.ts";
import { claim } from "./account/claim.ts";
import { ic } from "./account/ic.ts";
import { look as lookOutOfCharacter } from "./account/look.ts";
import { nick } from "./account/nick.ts";
import { ooc } from "./account/ooc.ts";
import { option } from "./account/option.ts";
import { password } from "./account/password.ts";
import { sshkey } from "./account/sshkey.ts";
import { quell, unquell } from "./account/quell.ts";
import { quit } from "./account/quit.ts";
import { sessions } from "./account/sessions.ts";
import { style } from "./account/style.ts";
import { who } from "./account/who.ts";
import { batchcode } from "./batch/batchcode.ts";
import { batchcommands } from "./batch/batchcommands.ts";
import { alias } from "./building/alias.ts";
import { cmdsets } from "./building/cmdsets.ts";
import { copy } from "./building/copy.ts";
import { cpattr, mvattr } from "./building/cpattr.ts";
import { create } from "./building/create.ts";
import { desc } from "./building/desc.ts";
import { destroy } from "./building/destroy.ts";
import { dig } from "./building/dig.ts";
import { examine } from "./building/examine.ts";
import { find } from "./building/find.ts";
import { force } from "./building/force.ts";
import { home } from "./building/home.ts";
import { link } from "./building/link.ts";
import { lock } from "./building/lock.ts";
import { name } from "./building/name.ts";
import { objects } from "./building/objects.ts";
import { open } from "./building/open.ts";
import { scripts } from "./building/scripts.ts";
import { set } from "./building/set.ts";
import { sethome } from "./building/sethome.ts";
import { spawn } from "./building/spawn.ts";
import { tag } from "./building/tag.ts";
import { teleport } from "./building/teleport.ts";
import { typeclass } from "./building/typeclass.ts";
import { tunnel } from "./building/tunnel.ts";
import { unlink } from "./building/unlink.ts";
import { wipe } from "./building/wipe.ts";
import { emit } from "./comms/emit.ts";
import { channel } from "./comms/channel.ts";
import { page } from "./comms/page.ts";
import { access } from "./general/access.ts";
import { drop } from "./general/drop.ts";
import { get } from "./general/get.ts";
import { give } from "./general/give.ts";
import { help } from "./general/help.ts";
import { inventory } from "./general/inventory.ts";
import { look } from "./general/look.ts";
import { pose } from "./general/pose.ts";
import { say } from "./general/say.ts";
import { setdesc } from "./general/setdesc.ts";
import { whisper } from "./general/whisper.ts";
import { connect } from "./logged-out/connect.ts";
import { create as createAccount } from "./logged-out/create.ts";
import { encoding } from "./logged-out/encoding.ts";
import { help as helpAtTheDoor } from "./logged-out/help.ts";
import { info } from "./logged-out/info.ts";
import { loginScreen, look as lookAtTheDoor } from "./logged-out/login-screen.ts";
import { quit as quitAtTheDoor } from "./logged-out/quit.ts";
import { screenreader } from "./logged-out/screenreader.ts";
import { about } from "./system/about.ts";
import { accounts } from "./system/accounts.ts";
import { ban, unban } from "./system/ban.ts";
import { invite } from "./system/invite.ts";
import { boot } from "./system/boot.ts";
import { evaluate } from "./system/eval.ts";
import { perm } from "./system/perm.ts";
import { reload } from "./system/reload.ts";
import { reset } from "./system/reset.ts";
import { server } from "./system/server.ts";
import { service } from "./system/service.ts";
import { sethelp } from "./system/sethelp.ts";
import { backup } from "./system/backup.ts";
import { shutdown } from "./system/shutdown.ts";
import { tasks } from "./system/tasks.ts";
import { tickers } from "./system/tickers.ts";
import { time } from "./system/time.ts";
import { userpassword } from "./system/userpassword.ts";
import { wall } from "./system/wall.ts";

/** The commands that every game has, by who has them. */
export const stockCommands = {
  loggedOut: [
    loginScreen,
    lookAtTheDoor,
    connect,
    createAccount,
    helpAtTheDoor,
    quitAtTheDoor,
    encoding,
    screenreader,
    info,
  ],
  session: [],
  account: [
    lookOutOfCharacter,
    ic,
    ooc,
    who,
    sessions,
    charcreate,
    chardelete,
    option,
    style,
    color,
    password,
    sshkey,
    quell,
    unquell,
    nick,
    channel,
    page,
    access,
    about,
    quit,
    help,
    claim,
    sethelp,
    perm,
    accounts,
    boot,
    ban,
    invite,
    unban,
    wall,
    userpassword,
    time,
    tickers,
    tasks,
    server,
    service,
    reload,
    reset,
    backup,
    shutdown,
    evaluate,
  ],
  /** Of every account, too: what staff need while they play nobody. */
  staff: [
    create,
    copy,
    spawn,
    dig,
    tunnel,
    open,
    link,
    unlink,
    teleport,
    home,
    sethome,
    desc,
    name,
    alias,
    tag,
    lock,
    typeclass,
    destroy,
    find,
    set,
    cpattr,
    mvattr,
    wipe,
    scripts,
    examine,
    objects,
    cmdsets,
    force,
    batchcommands,
    batchcode,
    emit,
  ],
  character: [look, say, pose, whisper, get, drop, give, inventory, setdesc],
} as const;

/** Those of them that run code, which the settings may switch off. */
export const codeCommands = [evaluate, batchcode] as const;

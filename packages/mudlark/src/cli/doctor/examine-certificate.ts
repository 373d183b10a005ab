import { messageOf } from "../../base/errors.ts";
import type { TlsFiles } from "../../config/tls-files.ts";
import {
  describeValidity,
  readCertificate,
  validityOf,
  type Certificate,
} from "../../gateway/tls/certificate.ts";
import { bad, good, warning, type Finding } from "./finding.ts";

/**
 * Can a server use these files, and will clients trust them?
 *
 * @param hostname what players type
 * @param now milliseconds since 1970
 */
export function examineCertificate(files: TlsFiles, hostname: string, now: number): Finding {
  const about = `Certificate ${files.cert}`;
  let certificate: Certificate;
  try {
    certificate = readCertificate(files);
  } catch (error) {
    return bad(about, messageOf(error), "Correct the files, or what telnet.tls and web.tls say of them.");
  }
  const validity = describeValidity(certificate, now);
  const renew =
    "Renew it: certbot renew, or as whoever issued it says. A running game takes the new one by itself.";
  switch (validityOf(certificate, now)) {
    case "expired":
      return bad(about, validity, renew);
    case "future":
      return bad(about, validity, "Wait, or look at the clock of this machine: timedatectl");
    case "soon":
      return warning(about, validity, renew);
    case "good":
      return examineTrust(certificate, about, hostname, validity);
  }
}

function examineTrust(certificate: Certificate, about: string, hostname: string, validity: string): Finding {
  if (!certificate.covers(hostname)) {
    const cure = `Get one for ${hostname}, or correct game.hostname.`;
    return warning(about, `${validity}, but it is for ${certificate.names}, not for ${hostname}`, cure);
  }
  if (certificate.isSelfSigned) {
    const cure = "Fine for trying things. For players, get one that they trust, such as from Let's Encrypt.";
    return warning(about, `${validity}, but its owner has signed it, so no client trusts it`, cure);
  }
  if (!certificate.hasChain) {
    const cure = "Name the file that has the whole chain: certbot calls it fullchain.pem.";
    return warning(about, `${validity}, but those between it and its issuer are missing`, cure);
  }
  return good(about, validity);
}

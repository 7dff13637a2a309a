import { BlockList } from "node:net";

/** Addresses that mean "this machine", in every network at once. */
const ownMachine = new BlockList();
ownMachine.addSubnet("127.0.0.0", 8, "ipv4");
ownMachine.addAddress("0.0.0.0", "ipv4");
ownMachine.addAddress("::1", "ipv6");
ownMachine.addAddress("::", "ipv6");

/** Addresses that no router carries to the internet: RFC 1918, 3927, 4193, 4291 and 6598. */
const ownNetwork = new BlockList();
ownNetwork.addSubnet("10.0.0.0", 8, "ipv4");
ownNetwork.addSubnet("172.16.0.0", 12, "ipv4");
ownNetwork.addSubnet("192.168.0.0", 16, "ipv4");
ownNetwork.addSubnet("169.254.0.0", 16, "ipv4");
ownNetwork.addSubnet("100.64.0.0", 10, "ipv4");
ownNetwork.addSubnet("fc00::", 7, "ipv6");
ownNetwork.addSubnet("fe80::", 10, "ipv6");

/** Names that only this machine, or only the local network, can resolve (RFC 6761, 6762, 8375). */
const ownMachineName = /(^|\.)localhost$/;
const ownNetworkName = /^[^.]+$|\.(local|lan|internal|home\.arpa)$/;

/**
 * What whoever starts the server should know of the address in the tickets' QR codes: one line, or
 * nothing when phones anywhere can open it. Says nothing of a firewall, which no name tells.
 */
export function publicUrlNote(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$|\.$/g, "");
  const family = host.includes(":") ? "ipv6" : /^[\d.]+$/.test(host) ? "ipv4" : null;
  const isIn = (list: BlockList) => family !== null && list.check(host, family);
  if (isIn(ownMachine) || (family === null && ownMachineName.test(host))) {
    return (
      `The QR codes on tickets lead to ${url}, which no phone can open: it means this machine only.` +
      " Set DAWR_PUBLIC_URL to an address of this machine in the hospital's network."
    );
  }
  if (isIn(ownNetwork) || (family === null && ownNetworkName.test(host))) {
    return (
      `The QR codes on tickets lead to ${url}: phones can open it in the hospital's own network` +
      " only, not over mobile data. For those, set DAWR_PUBLIC_URL to a public address."
    );
  }
  return null;
}

import { bodyAt } from '../../../project/braces.js';
import { importsAny, type Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';
import { constantOf } from './port-constants.js';

/** A port for datagrams, and the same one where the program also takes connections there. */
export interface UdpPort {
  value: number;
  /** Set for a server that answers by TCP as well. */
  tcp?: boolean;
  /** Set for one that answers by TCP alone. */
  tcpOnly?: boolean;
  from: Spot;
}

/** Calls and fields that listen for datagrams, up to the port: net, QUIC, and HTTP/3. */
const LISTENS: readonly RegExp[] = [
  /\bListenPacket\((?:\s*[\w.]{1,60},)?\s*"udp[46]?"\s*,\s*"[\w.[\]:]{0,60}:(\d{2,5})"/g,
  /\bListenUDP\(\s*"udp[46]?"\s*,\s*&net\.UDPAddr\{[^{}]{0,200}\bPort:\s*(\d{2,5})\b/g,
  /\bquic\.ListenAddr\w{0,20}\(\s*"[\w.[\]:]{0,60}:(\d{2,5})"/g,
  /\bhttp3\.(?:ListenAndServe\w{0,20}\(|Server\{\s*Addr:)\s*"[\w.[\]:]{0,60}:(\d{2,5})"/g,
];

/** An address that is made before it is listened on: `net.ResolveUDPAddr("udp", ":9000")`. */
const RESOLVED = /\bResolveUDPAddr\(\s*"udp[46]?"\s*,\s*"(?:0\.0\.0\.0|\[::\])?:(\d{2,5})"/g;

const DNS = 'github.com/miekg/dns';

/** Where DNS is served when nothing else is said: https://pkg.go.dev/github.com/miekg/dns#Server */
const DNS_PORT = 53;

/** The ports where the program takes datagrams: of its own sockets, of QUIC, of a DNS server. */
export function udpPorts(program: Program): UdpPort[] {
  const found = program.sources
    .filter(({ generated }) => !generated)
    .flatMap((source) => {
      const { code } = source;
      const patterns = /\bListenUDP\(/.test(code) ? [...LISTENS, RESOLVED] : LISTENS;
      const sockets = patterns.flatMap((pattern) =>
        [...code.matchAll(pattern)].map(({ 1: digits, index }) => ({
          value: Number(digits),
          from: spotAt(source, index),
        })),
      );
      return [...sockets, ...(importsAny(program, [DNS]) ? dnsServers(source, program) : [])];
    });
  return found
    .filter(({ value }, index) => found.findIndex((other) => other.value === value) === index)
    .map((port) => joined(port, found));
}

/** Of two servers on one port, one for each protocol, both are meant. */
function joined(port: UdpPort, all: readonly UdpPort[]): UdpPort {
  const same = all.filter(({ value }) => value === port.value);
  const tcp = same.some((one) => one.tcp === true || one.tcpOnly === true);
  const { tcpOnly: _, tcp: __, ...plain } = port;
  if (same.every((one) => one.tcpOnly === true)) return { ...plain, tcpOnly: true };
  return tcp ? { ...plain, tcp } : plain;
}

function dnsServers(source: Source, { sources }: Program): UdpPort[] {
  const { code } = source;
  return [...code.matchAll(/\bdns\.Server\{/g)].map(({ 0: head, index }) => {
    const body = bodyAt(code, index + head.length - 1);
    const [, literal, name] =
      /\bAddr:\s*(?:"[^"\n]{0,60}:(\d{2,5})"|":"\s*\+\s*(?:strconv\.Itoa\()?([A-Za-z]\w*))/.exec(body) ?? [];
    const known = literal ?? (name === undefined ? undefined : constantOf([source, ...sources], name));
    const network = /\bNet:\s*(?:"(udp|tcp)[\w-]*"|\w)/.exec(body);
    const port = { value: Number(known ?? DNS_PORT), from: spotAt(source, index) };
    if (network?.[1] === 'tcp') return { ...port, tcpOnly: true };
    // Which of the two a variable says is both.
    return network !== null && network[1] === undefined ? { ...port, tcp: true } : port;
  });
}

import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { UserError } from '../errors.js';
import { type Docker, lastLine } from './docker.js';

export interface LayerEntry {
  /** Path from the root of the image, without a leading slash. */
  path: string;
  type: 'file' | 'directory' | 'link';
  uid: number;
  mode: number;
}

/** The saved form of an image, as far as it is needed here. */
interface SavedManifest {
  Layers: string[];
}

/** What was read of the archive so far. */
interface Saved {
  layers: Map<string, LayerEntry[]>;
  /** A layer that occurs twice is saved once and linked, in either order. */
  links: Map<string, string>;
  manifest: string;
}

/**
 * What each layer of an image adds, the lowest first, as many as {@link ImageFacts.layers} has: those
 * of its base image are its first ones.
 *
 * Reads the whole image through `docker save`, once, without writing it to disk.
 */
export async function layersOf(docker: Docker, image: string): Promise<LayerEntry[][]> {
  const saved: Saved = { layers: new Map(), links: new Map(), manifest: '' };
  const outcome = await docker.run(['save', image], { onStdout: (stream) => readSaved(stream, saved) });
  if (outcome.code !== 0) throw new UserError(`docker save failed: ${lastLine(outcome.stderr)}`);
  const [manifest] = JSON.parse(saved.manifest || '[]') as SavedManifest[];
  if (manifest === undefined) throw new UserError(`docker save of ${image} has no manifest`);
  return manifest.Layers.map((name) => {
    const layer = saved.layers.get(saved.links.get(name) ?? name);
    if (layer === undefined) throw new UserError(`docker save of ${image} has no layer ${name}`);
    return layer;
  });
}

/** Collects the manifest as text and everything that is a layer as its list of entries. */
async function readSaved(stream: NodeJS.ReadableStream, saved: Saved): Promise<void> {
  const archive = extract();
  stream.pipe(archive);
  for await (const entry of archive) {
    const { name, type, linkname } = entry.header;
    if (type === 'symlink' && linkname) {
      saved.links.set(name, new URL(linkname, `file:///${name}`).pathname.slice(1));
      entry.resume();
    } else if (name === 'manifest.json') saved.manifest = await textOf(readable(entry));
    else if (/(layer\.tar|^blobs\/[^/]+\/[0-9a-f]+)$/.test(name)) {
      saved.layers.set(name, await entriesOf(readable(entry)));
    } else entry.resume();
  }
}

/** Entries are streams of streamx: the same methods, their own type. */
function readable(entry: unknown): Readable {
  return entry as Readable;
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** The entries of a saved layer, a tar with or without compression; none when it is something else. */
async function entriesOf(stream: Readable): Promise<LayerEntry[]> {
  const first = await firstPiece(stream);
  if (first === undefined || first[0] === '{'.charCodeAt(0)) {
    stream.resume();
    return [];
  }
  const layer = extract();
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;
  if (gzipped) stream.pipe(createGunzip()).pipe(layer);
  else stream.pipe(layer);
  const entries: LayerEntry[] = [];
  for await (const entry of layer) {
    const { name, type, uid = 0, mode = 0 } = entry.header;
    const path = name.replace(/^\.?\//, '').replace(/\/$/, '');
    if (path !== '') entries.push({ path, type: kindOf(type), uid, mode });
    entry.resume();
  }
  return entries;
}

/** Looks at the first piece of a stream and puts it back. */
function firstPiece(stream: Readable): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const piece: Buffer | null = stream.read();
      if (piece === null) return;
      done(piece);
      stream.unshift(piece);
    };
    const done = (piece?: Buffer) => {
      stream.off('readable', look).off('end', done).off('error', reject);
      resolve(piece);
    };
    stream.on('readable', look).once('end', done).once('error', reject);
  });
}

function kindOf(type: string | null | undefined): LayerEntry['type'] {
  if (type === 'directory') return 'directory';
  return type === 'symlink' || type === 'link' ? 'link' : 'file';
}

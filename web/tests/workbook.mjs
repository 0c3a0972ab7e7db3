// The cells of a workbook, whichever way their texts are stored.
import { inflateRawSync } from 'node:zlib';

/** The entries of a package by name, as texts. */
function entries(bytes) {
  const all = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    const text = method === 8 ? inflateRawSync(packed) : packed;
    all.set(bytes.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return all;
}

const texts = (xml) => [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => m[1]).join('');

/** `sheet!A1` → what stands there. */
export function cells(bytes) {
  const all = entries(bytes);
  const shared = [...(all.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) => texts(m[1]));
  const found = {};
  for (const [name, xml] of all) {
    if (!name.startsWith('xl/worksheets/sheet')) continue;
    for (const [, attributes, inner] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const place = /r="([A-Z]+\d+)"/.exec(attributes)[1];
      const value = /<v>([^<]*)<\/v>/.exec(inner ?? '')?.[1];
      const text = /t="s"/.test(attributes) ? shared[Number(value)] : value ?? texts(inner ?? '');
      if (text) found[`${name}!${place}`] = text;
    }
  }
  return found;
}

/** A pack and a report in the fragment of a link, which no browser sends anywhere. */

export interface Linked {
  pack: string;
  report?: string;
}

async function through(bytes: Uint8Array, stream: GenericTransformStream): Promise<Uint8Array> {
  const out = new Blob([bytes as BlobPart]).stream().pipeThrough(stream as ReadableWritablePair);
  return new Uint8Array(await new Response(out).arrayBuffer());
}

/** The longest text that a link may unpack to, in bytes. */
const LONGEST = 4 << 20;

export async function toFragment(linked: Linked): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(linked));
  const packed = await through(bytes, new CompressionStream('deflate-raw'));
  let letters = '';
  for (const byte of packed) letters += String.fromCharCode(byte);
  return `#pack=${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** What a fragment carries; nothing where it is none of ours, or damaged. */
export async function fromFragment(hash: string): Promise<Linked | undefined> {
  if (!hash.startsWith('#pack=')) return undefined;
  try {
    const letters = atob(hash.slice('#pack='.length).replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const parts: Uint8Array[] = [];
    for (let length = 0; ; ) {
      const { done, value } = await stream.read();
      if (done) break;
      parts.push(value);
      length += value.length;
      if (length > LONGEST) return undefined;
    }
    const bytes = await new Blob(parts as BlobPart[]).arrayBuffer();
    const linked: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof linked !== 'object' || linked === null || !('pack' in linked)) return undefined;
    const { pack, report } = linked as Record<string, unknown>;
    if (typeof pack !== 'string') return undefined;
    return { pack, report: typeof report === 'string' ? report : undefined };
  } catch {
    return undefined;
  }
}

/** Files as people hand them over: chosen, dropped, in folders. */

/** A file and what it is called: with its folders, where it came in one. */
export interface Found {
  name: string;
  file: Blob;
}

/** What was handed over. */
export interface Given {
  files: Found[];
  /** Files in folders that are none of these kinds. */
  skipped: number;
}

/** Endings of files that are taken from folders, as the command line takes them. */
export const ENDINGS = [
  'txt', 'md', 'html', 'htm', 'docx', 'docm', 'dotx', 'doc', 'wps', 'pdf', 'xlsx', 'xlsm', 'xltx',
];

/** More files than this are not taken at once. */
export const MOST = 5000;

const ending = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase();
/** Word keeps a file ~$… beside each document that is open. */
const hidden = (name: string) => name.startsWith('.') || name.startsWith('~$');
const fits = (name: string) => name.includes('.') && ENDINGS.includes(ending(name));
const inOrder = (files: Found[]) => files.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));

/** Files from `<input>`; those of a folder are chosen by their endings. */
export function chosen(list: FileList): Given {
  const given: Given = { files: [], skipped: 0 };
  for (const file of list) {
    const path = file.webkitRelativePath;
    if (!path) given.files.push({ name: file.name, file });
    else if (path.split('/').some(hidden)) continue;
    else if (fits(file.name)) given.files.push({ name: path, file });
    else given.skipped += 1;
  }
  inOrder(given.files);
  return given;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((done, fail) => entry.file(done, fail));
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

async function walk(entry: FileSystemEntry, path: string, named: boolean, given: Given): Promise<void> {
  if (given.files.length >= MOST) return;
  if (entry.isFile) {
    if (!named && hidden(entry.name)) return;
    if (!named && !fits(entry.name)) {
      given.skipped += 1;
      return;
    }
    try {
      given.files.push({ name: path + entry.name, file: await fileOf(entry as FileSystemFileEntry) });
    } catch {
      given.skipped += 1;
    }
    return;
  }
  if (!named && hidden(entry.name)) return;
  for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) {
    await walk(inner, `${path}${entry.name}/`, false, given);
  }
}

/** Files and folders that were dropped. */
export async function dropped(data: DataTransfer): Promise<Given> {
  // the list is empty as soon as anything is waited for
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...data.files];
  const given: Given = { files: [], skipped: 0 };
  if (entries.some(Boolean)) {
    for (const entry of entries) if (entry) await walk(entry, '', true, given);
  } else {
    given.files.push(...plain.map((file) => ({ name: file.name, file })));
  }
  inOrder(given.files);
  return given;
}

/** Hands a file to the person. */
export function save(name: string, bytes: Uint8Array | string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export const TYPES: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
  json: 'application/json',
  pdf: 'application/pdf',
};

/** The type of a file by its name. */
export const typeOf = (name: string) => TYPES[ending(name)] ?? 'application/octet-stream';

/** Today where the person is, as `2024-01-31`. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

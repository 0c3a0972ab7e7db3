declare module '*?raw' {
  const text: string;
  export default text;
}

/** Reads files at once; in workers only, which the library of the page does not know. */
declare class FileReaderSync {
  readAsArrayBuffer(file: Blob): ArrayBuffer;
}

/** Tells files of data from those of networks by how they begin; an archive by the names in its table. */

/** The table of an archive of 70,000 pictures has six megabytes. */
const TABLE_BYTES = 8_000_000;
const START_BYTES = 4096;

/** Whether files that came together are to be read as data: all of them must look so. */
export async function isData(files: readonly Blob[]): Promise<boolean> {
  for (const file of files) if (!(await looksLikeData(file))) return false;
  return files.length > 0;
}

async function looksLikeData(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
  const [a, b, c = 0, d = 0] = start;
  const isGzip = a === 0x1f && b === 0x8b;
  const isPng = a === 0x89 && b === 0x50;
  const isJpeg = a === 0xff && b === 0xd8 && c === 0xff;
  // Unsigned bytes to doubles, of one to four dimensions; what is wrong with those is for their reader to say.
  const isIdx = a === 0 && b === 0 && c >= 0x08 && c <= 0x0e && d >= 1 && d <= 4;
  if (isGzip || isPng || isJpeg || isIdx) return true;
  if (a === 0x50 && b === 0x4b) return isDataArchive(file);
  return isTable(new TextDecoder('latin1').decode(start));
}

/** Numbers and separators, perhaps below the names of many columns. */
const isTable = (text: string): boolean =>
  /^(\u00ef\u00bb\u00bf)?\s*[\w"][^{}[\]<>\0]*$/.test(text) && (text.match(/[,;\t]/g)?.length ?? 0) > 1;

async function isDataArchive(file: Blob): Promise<boolean> {
  const table = new TextDecoder('latin1').decode(
    await file.slice(Math.max(0, file.size - TABLE_BYTES)).arrayBuffer(),
  );
  const namesNetwork = /\.(keras|h5|hdf5|onnx|safetensors|bin)PK|(model|config|metadata|inkling)\.json/i;
  return !namesNetwork.test(table) && /\.(png|jpe?g|csv|tsv|gz)|idx\d-ubyte/i.test(table);
}

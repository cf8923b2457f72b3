import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { loadVendorLibrary } from '../../card/library/vendorLibrary.ts';
import { WorkerRefusal } from '../../helper/worker.ts';
import type { CreateWorker } from '../../helper/worker.ts';
import { DECODE, decodeSchema, PIXEL_BYTES } from './photoMessage.ts';
import type { DecodedPhoto } from './photoMessage.ts';

/** All public callers take this for success. */
const SUCCESS = 1;
/** Last argument of unpack: 310 gives the pixels only, 311 also leaves a file with the photo in the working directory. */
const PIXELS_ONLY = 310;
/** Last argument of GetBmp: 1 serial, 2 USB; it decodes a file either way. */
const OVER_USB = 2;

/** Names of the same function in the libraries seen, each in one public caller. */
const UNPACK_NAMES = ['unpack', 'ZKID_PHunpack'] as const;

/**
 * Decodes with the function the library has: `int unpack(char *wlt, char *pixels, int save)` of libwlt.so, also called
 * `ZKID_PHunpack`, or `int GetBmp(char *wltFile, int interface)` of WltRS.dll, which writes a .bmp beside the .wlt. Source: public callers
 * of both.
 */
export const createWorker: CreateWorker = () => ({
  async handle(method, parameters) {
    if (method !== DECODE) throw new WorkerRefusal('not-served', method);
    const { library, wlt, folder } = decodeSchema.parse(parameters);
    const photo = Buffer.from(wlt, 'base64');
    for (const name of UNPACK_NAMES) {
      const unpack = loadWith(library, name, ['bytes', 'bytes', 'int']);
      if (unpack !== undefined) {
        return expectSuccess(name, await unpack.call(name, [{ text: photo }, { raw: PIXEL_BYTES }, PIXELS_ONLY]));
      }
    }
    const getBmp = loadVendorLibrary(library, { GetBmp: ['bytes', 'int'] });
    const file = join(folder, 'photo.wlt');
    writeFileSync(file, photo, { mode: 0o600 });
    // Windows gives such functions paths in the code page of the system, which is 936 in these halls.
    const text = process.platform === 'win32' ? iconv.encode(file, 'gb18030') : Buffer.from(file);
    const { code } = await getBmp.call('GetBmp', [{ text }, OVER_USB]);
    if (code !== SUCCESS) throw new WorkerRefusal('not-decoded', `GetBmp 返回 ${code}`);
    const bytes = readFileSync(join(folder, 'photo.bmp')).toString('base64');
    return { format: 'bmp', bytes } as const satisfies DecodedPhoto;
  },
});

/** The library with that function; undefined when it lacks it. Other refusals go to the caller. */
function loadWith(path: string, name: (typeof UNPACK_NAMES)[number], kinds: readonly ('bytes' | 'int')[]) {
  try {
    return loadVendorLibrary(path, { [name]: kinds });
  } catch (error) {
    if (error instanceof WorkerRefusal && error.reason === 'library-unfit' && error.detail.startsWith(name)) {
      return undefined;
    }
    throw error;
  }
}

function expectSuccess(name: string, result: { readonly code: number; readonly outputs: readonly Uint8Array[] }) {
  const pixels = result.outputs[0];
  if (result.code !== SUCCESS || pixels === undefined) {
    throw new WorkerRefusal('not-decoded', `${name} 返回 ${result.code}`);
  }
  return { format: 'pixels', bytes: Buffer.from(pixels).toString('base64') } as const satisfies DecodedPhoto;
}

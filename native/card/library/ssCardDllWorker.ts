import iconv from 'iconv-lite';
import type { CreateWorker } from '../../helper/worker.ts';
import { LIBRARY_METHODS, openSchemas } from './libraryMessage.ts';
import { answerOf, createLibraryWorker } from './libraryWorker.ts';
import { loadVendorLibrary } from './vendorLibrary.ts';

/** Public callers allocate 1024 bytes for both. */
const TEXT_BYTES = 4_096;
const SIGN_BYTES = 8_192;

/**
 * SSCard.dll: `int Init(char *pUrl, char *pUser)`, `int ReadCardBas(char *pOut, int nOutLen, char *pSign, int nSignLen)`. Source: public
 * callers.
 */
export const createWorker: CreateWorker = () =>
  createLibraryWorker({
    async open(parameters) {
      const { library: path, url, user } = openSchemas['ss-card-dll'].parse(parameters);
      const library = loadVendorLibrary(path, {
        Init: ['bytes', 'bytes'],
        ReadCardBas: ['bytes', 'int', 'bytes', 'int'],
      });
      const [pUrl, pUser] = [iconv.encode(url, 'gb18030'), iconv.encode(user, 'gb18030')];
      return { library, call: answerOf(await library.call('Init', [{ text: pUrl }, { text: pUser }])) };
    },
    methods: {
      async [LIBRARY_METHODS.read](library) {
        return answerOf(
          await library.call('ReadCardBas', [
            { capacity: TEXT_BYTES },
            TEXT_BYTES,
            { capacity: SIGN_BYTES },
            SIGN_BYTES,
          ]),
        );
      },
    },
  });

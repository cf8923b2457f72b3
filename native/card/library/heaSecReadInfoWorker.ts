import iconv from 'iconv-lite';
import type { CreateWorker } from '../../helper/worker.ts';
import { LIBRARY_METHODS, openSchemas } from './libraryMessage.ts';
import { answerOf, createLibraryWorker } from './libraryWorker.ts';
import { loadVendorLibrary } from './vendorLibrary.ts';

/** Sizes that public callers allocate: 2048 for texts, 8192 for the sealed data of the national platform. Ours are no smaller. */
const TEXT_BYTES = 4_096;
const BUSINESS_BYTES = 8_192;

/**
 * HeaSecReadInfo: `long Init(char *pInitInfo, char *pErr)`, `long ReadCardBas(char *pCardInfo, char *pBusiCardInfo)`. Source: public
 * callers and specification 定点基线版.
 */
export const createWorker: CreateWorker = () =>
  createLibraryWorker({
    async open(parameters) {
      const { library: path, initialization } = openSchemas['hea-sec-read-info'].parse(parameters);
      const library = loadVendorLibrary(path, { Init: ['bytes', 'bytes'], ReadCardBas: ['bytes', 'bytes'] });
      const text = iconv.encode(initialization, 'gb18030');
      return { library, call: answerOf(await library.call('Init', [{ text }, { capacity: TEXT_BYTES }])) };
    },
    methods: {
      async [LIBRARY_METHODS.read](library) {
        return answerOf(await library.call('ReadCardBas', [{ capacity: TEXT_BYTES }, { capacity: BUSINESS_BYTES }]));
      },
    },
  });

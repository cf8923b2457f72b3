import type { CreateWorker } from '../../helper/worker.ts';
import { keySchema, LIBRARY_METHODS, openSchemas, readSchema } from './libraryMessage.ts';
import { answerOf, createLibraryWorker, OPENED } from './libraryWorker.ts';
import { loadVendorLibrary } from './vendorLibrary.ts';

/** Callers allocate 1024 bytes in the oldest public code; newer drivers append fields. */
const OUTPUT_BYTES = 4_096;
const PLAIN = { iReadCardBas: ['int', 'bytes'] } as const;
const HSM = { iReadCardBas_HSM_Step1: ['int', 'bytes'], iReadCardBas_HSM_Step2: ['bytes', 'bytes'] } as const;

/**
 * SSCardDriver: `long iReadCardBas(int iType, char *pOutInfo)`, `…_HSM_Step1(int iType, char *pOutInfo)`,
 * `…_HSM_Step2(char *pKey, char *pOutInfo)`. Source: prototypes of public users, LD/T 6001.5-2023.
 */
export const createWorker: CreateWorker = () =>
  createLibraryWorker({
    open(parameters) {
      const { library: path, hsm } = openSchemas['ss-card-driver'].parse(parameters);
      // The steps are asked for only where a service is configured: libraries for readers with a PSAM may lack them.
      const library = loadVendorLibrary<keyof typeof PLAIN | keyof typeof HSM>(
        path,
        hsm ? { ...PLAIN, ...HSM } : PLAIN,
      );
      return Promise.resolve({ library, call: OPENED });
    },
    methods: {
      async [LIBRARY_METHODS.read](library, parameters) {
        const { cardType } = readSchema.parse(parameters);
        return answerOf(await library.call('iReadCardBas', [cardType, { capacity: OUTPUT_BYTES }]));
      },
      async [LIBRARY_METHODS.hsmStep1](library, parameters) {
        const { cardType } = readSchema.parse(parameters);
        return answerOf(await library.call('iReadCardBas_HSM_Step1', [cardType, { capacity: OUTPUT_BYTES }]));
      },
      async [LIBRARY_METHODS.hsmStep2](library, parameters) {
        const { key } = keySchema.parse(parameters);
        const text = Buffer.from(key, 'base64');
        return answerOf(await library.call('iReadCardBas_HSM_Step2', [{ text }, { capacity: OUTPUT_BYTES }]));
      },
    },
  });

import type { StartHelper } from '../../../native/helper/port.ts';
import { createIdCardReader } from '../../../native/idcard/idCardReader.ts';
import { decodePhoto, type DecodePhoto } from '../../../native/idcard/photo/decodePhoto.ts';
import type { Make } from './driver.ts';

/** A reader of identity documents on a line; with a library in a helper it shows the photo as well. */
export const makeSamV: Make<'sam-v'> = ({ link, photoDecoder, runtime }, { line, helper, timers, log }) => ({
  role: 'id-card-reader',
  driver: createIdCardReader({
    open: line(link),
    timers,
    log,
    ...(photoDecoder === null ? {} : { decodePhoto: decodeBy(photoDecoder, helper('photo', runtime)) }),
  }),
});

function decodeBy(library: string, startHelper: StartHelper): DecodePhoto {
  return (wlt, signal) => decodePhoto({ startHelper, library }, wlt, signal);
}

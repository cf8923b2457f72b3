import { z } from 'zod';
import { offLine, type DriverRules } from './driver.ts';

/** A scanner that types like a keyboard; the window takes its codes. */
export const keyboardWedgeSchema = z.strictObject({ driver: z.literal('keyboard-wedge') });

/** A scanner that types like a keyboard. */
export const keyboardWedgeRules: DriverRules<unknown> = {
  ...offLine,
  role: 'scanner',
  title: '键盘口扫码器',
  place: () => '键盘',
};

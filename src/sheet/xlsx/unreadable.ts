import type { SheetFault, SheetFaultCode } from '../fault.ts';

/** Ends the reading of a workbook from within the callbacks of its parser; MUST NOT leave this folder. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly fault: SheetFault;

  constructor(code: SheetFaultCode, at: Omit<SheetFault, 'code'> = {}) {
    super(code);
    this.fault = { code, ...at };
  }
}

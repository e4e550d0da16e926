import { Catalog } from './texts.js';

/** The texts of the shell and the kit. */
export const shellTexts = new Catalog('/console/');

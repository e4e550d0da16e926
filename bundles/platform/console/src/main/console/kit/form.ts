/** `@console/form`: forms made from a schema, and the fields they are made of. */
import './form/choice.js';
import './form/date.js';
import './form/lookup.js';
import './form/number.js';
import './form/tags.js';
import './form/text.js';

export { SchemaForm, type FieldError } from './form/form.js';
export { Field } from './form/field.js';
export type { Option } from './form/choice.js';
export type { Found } from './form/lookup.js';
export type { Lookup } from './form/render.js';
export type { Schema, Values } from './form/schema.js';
export { addDays, addMonths, instant, isoDate, parseDate, printDate, today, wallClock, weekday } from './form/dates.js';
export { calculate, parseNumber, printNumber } from './form/numbers.js';

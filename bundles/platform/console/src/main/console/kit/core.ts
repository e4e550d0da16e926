/**
 * The part of the kit that every screen needs: the base of screens, the way to the server, formats, icons and the small
 * elements. See the gallery (`/console/gallery`) for each of them.
 */
export * from './lit.js';
export { Api, save, type Answer, type Page, type Query, type SendOptions, type UploadOptions } from './core/api.js';
export { dec, Decimal, type DecimalLike } from './core/decimal.js';
export { ConsoleElement, defineModule, type ModuleDefinition, type ViewClass, type ViewContext } from './core/element.js';
export { formats, type Formats } from './core/formats.js';
export { HostElement } from './core/host-element.js';
export { host, LOCALES, type Account, type Organization, type Workplace } from './core/host.js';
export { icon, iconNames } from './core/icons.js';
export { topics } from './core/live.js';
export { Load } from './core/load.js';
export { confirm, dialog, problemText, tellProblem, toast, type DialogOptions, type Question, type ToastDeed, type Tone } from './core/overlay.js';
export { Problem, type FieldError } from './core/problem.js';
export { shellTexts } from './core/shell-texts.js';
export { ui } from './core/styles.js';
export { Catalog, pick, type Params, type Texts } from './core/texts.js';
import './elements/page.js';
import './elements/states.js';
import './elements/figures.js';
import './elements/lists.js';
import './elements/choices.js';
import './elements/menu.js';
export { sections } from './elements/sections.js';

export * from './lit.js';

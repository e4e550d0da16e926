/** Stands in for Vaadin's usage statistics: this console tells nobody who uses it. */
export const usageStatistics = (): void => {};

/** The part of SortableJS the console uses; its package has no declarations. */
export interface SortableEvent extends Event {
  readonly item: HTMLElement;
  readonly from: HTMLElement;
  readonly to: HTMLElement;
  readonly oldIndex?: number;
  readonly newIndex?: number;
  readonly oldDraggableIndex?: number;
  readonly newDraggableIndex?: number;
}

export interface SortableOptions {
  group?: string | { name: string; pull?: boolean | 'clone'; put?: boolean | string[] };
  sort?: boolean;
  disabled?: boolean;
  animation?: number;
  delay?: number;
  delayOnTouchOnly?: boolean;
  touchStartThreshold?: number;
  handle?: string;
  filter?: string;
  draggable?: string;
  dataIdAttr?: string;
  ghostClass?: string;
  chosenClass?: string;
  dragClass?: string;
  forceFallback?: boolean;
  fallbackOnBody?: boolean;
  swapThreshold?: number;
  scroll?: boolean | HTMLElement;
  onStart?(event: SortableEvent): void;
  onEnd?(event: SortableEvent): void;
  onAdd?(event: SortableEvent): void;
  onUpdate?(event: SortableEvent): void;
  onRemove?(event: SortableEvent): void;
  onMove?(event: SortableEvent & { readonly related: HTMLElement }): boolean | -1 | 1 | void;
}

export default class Sortable {
  static create(element: HTMLElement, options?: SortableOptions): Sortable;
  constructor(element: HTMLElement, options?: SortableOptions);
  readonly el: HTMLElement;
  option<K extends keyof SortableOptions>(name: K): SortableOptions[K];
  option<K extends keyof SortableOptions>(name: K, value: SortableOptions[K]): void;
  sort(order: readonly string[], animate?: boolean): void;
  toArray(): string[];
  destroy(): void;
}

/** A part of the page: made once, then brought to what the model says. */
export interface PanelPart {
  readonly element: HTMLElement;
  update(): void;
}

/** A part with something painted on it, which changes as time goes on. */
export interface PaintedPart extends PanelPart {
  draw(): void;
}
